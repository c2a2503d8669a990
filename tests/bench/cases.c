/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "text/compiler.h"
#include "vectors/build.h"

char bench_out[OUT_SIZE];
ptrdiff_t bench_len;

static char memory[OUT_SIZE];
static char received[OUT_SIZE];

/* ---- messages ---- */

static void run_nothing(int arg)
{
	(void)arg;
}

static void run_build(int message)
{
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	bench_vectors[message].build(m);
	bench_len = sipw_serialize(m, bench_out, sizeof bench_out);
}

static void run_memcpy(int message)
{
	const sipw_str bytes = finished_message(message);
	memcpy(bench_out, bytes.ptr, bytes.len);
	bench_len = (ptrdiff_t)bytes.len;
}

/* A receiver has one message and parses one datagram after the other. */
sipw_msg *parse_message(int message)
{
	static sipw_msg *m;
	if (m == NULL)
		m = sipw_msg_init(received, sizeof received);
	sipw_parse(m, finished_message(message), SIPW_DATAGRAM, NULL);
	return m;
}

static void run_parse(int message)
{
	parse_message(message);
}

bool decode_message(const sipw_msg *m, struct decoded *ret)
{
	return sipw_get_via(m, 0, &ret->via) == SIPW_OK && sipw_get_from(m, 0, &ret->from) == SIPW_OK &&
	       sipw_get_to(m, 0, &ret->to) == SIPW_OK && sipw_get_contact(m, 0, &ret->contact) == SIPW_OK &&
	       sipw_get_cseq(m, 0, &ret->cseq) == SIPW_OK;
}

static void run_decode(int message)
{
	struct decoded values;
	decode_message(parse_message(message), &values);
}

/* A filter that nobody listens to: all rules, and no report. */
static void run_check(int message)
{
	sipw_check(parse_message(message), NULL, NULL);
}

/* ---- A with n more fields ---- */

static void run_fields_by_id(int n)
{
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	bench_vectors[A].build(m);
	for (int i = 0; i < n; i++)
		sipw_add(m, FIELD_ID, sipw_s(FIELD_VALUE));
	bench_len = sipw_serialize(m, bench_out, sizeof bench_out);
}

static void run_fields_by_name(int n)
{
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	bench_vectors[A].build(m);
	for (int i = 0; i < n; i++)
		sipw_add_named(m, sipw_s(FIELD_NAME), sipw_s(FIELD_VALUE), 0);
	bench_len = sipw_serialize(m, bench_out, sizeof bench_out);
}

/* ---- look-ups ---- */

/* As received: mostly in the usual spelling, some in other case, some compact, a fifth unknown. */
const struct lookup_name lookup_names[NAME_COUNT] = {
	{ SIPW_S("Via"), SIPW_HDR_VIA },
	{ SIPW_S("From"), SIPW_HDR_FROM },
	{ SIPW_S("To"), SIPW_HDR_TO },
	{ SIPW_S("Call-ID"), SIPW_HDR_CALL_ID },
	{ SIPW_S("CSeq"), SIPW_HDR_CSEQ },
	{ SIPW_S("Contact"), SIPW_HDR_CONTACT },
	{ SIPW_S("Max-Forwards"), SIPW_HDR_MAX_FORWARDS },
	{ SIPW_S("Content-Length"), SIPW_HDR_CONTENT_LENGTH },
	{ SIPW_S("Record-Route"), SIPW_HDR_RECORD_ROUTE },
	{ SIPW_S("User-Agent"), SIPW_HDR_USER_AGENT },
	{ SIPW_S("Session-Expires"), SIPW_HDR_SESSION_EXPIRES },
	{ SIPW_S("Proxy-Authorization"), SIPW_HDR_PROXY_AUTHORIZATION },
	{ SIPW_S("Call-Id"), SIPW_HDR_CALL_ID },
	{ SIPW_S("Cseq"), SIPW_HDR_CSEQ },
	{ SIPW_S("VIA"), SIPW_HDR_VIA },
	{ SIPW_S("CONTENT-TYPE"), SIPW_HDR_CONTENT_TYPE },
	{ SIPW_S("www-authenticate"), SIPW_HDR_WWW_AUTHENTICATE },
	{ SIPW_S("p-asserted-identity"), SIPW_HDR_P_ASSERTED_IDENTITY },
	{ SIPW_S("v"), SIPW_HDR_VIA },
	{ SIPW_S("f"), SIPW_HDR_FROM },
	{ SIPW_S("t"), SIPW_HDR_TO },
	{ SIPW_S("i"), SIPW_HDR_CALL_ID },
	{ SIPW_S("M"), SIPW_HDR_CONTACT },
	{ SIPW_S("L"), SIPW_HDR_CONTENT_LENGTH },
	{ SIPW_S("X-Load-1"), SIPW_HDR_UNKNOWN },
	{ SIPW_S("X-Asterisk-HangupCause"), SIPW_HDR_UNKNOWN },
	{ SIPW_S("Contacts"), SIPW_HDR_UNKNOWN },
	{ SIPW_S("P-Billing-Id"), SIPW_HDR_UNKNOWN },
	{ SIPW_S("Cisco-Guid"), SIPW_HDR_UNKNOWN },
	{ SIPW_S("z"), SIPW_HDR_UNKNOWN },
};

struct lookup_name lookup_methods[METHOD_NAMES];

void list_methods(void)
{
	struct lookup_name *row = lookup_methods;
	*row++ = (struct lookup_name){ sipw_s("SERVICE"), 0 };
	*row++ = (struct lookup_name){ sipw_s("INVITED"), 0 };
	for (int id = 0; row < lookup_methods + METHOD_NAMES && (id = sipw_method_next(id)) != 0;)
		*row++ = (struct lookup_name){ sipw_method_name(id), id };
}

HOT static inline void each_name(const struct lookup_name *names, int n, void (*look)(sipw_str name))
{
	for (int i = 0; i < n; i++)
		look(names[i].name);
}

static inline void find_header(sipw_str name)
{
	sipw_header_find(name);
}

static inline void find_method(sipw_str name)
{
	sipw_method_find(name);
}

static void run_find_header(int n)
{
	each_name(lookup_names, n, find_header);
}

static void run_no_header(int n)
{
	each_name(lookup_names, n, find_nothing);
}

static void run_find_method(int n)
{
	each_name(lookup_methods, n, find_method);
}

static void run_no_method(int n)
{
	each_name(lookup_methods, n, find_nothing);
}

const int lookup_codes[CODE_COUNT] = { 100, 180, 183, 200, 202, 302, 401, 404, 407, 486, 503, 603 };

static void run_reason(int n)
{
	for (int i = 0; i < n; i++)
		sipw_reason(lookup_codes[i]);
}

static void run_no_reason(int n)
{
	for (int i = 0; i < n; i++)
		find_no_reason(lookup_codes[i]);
}

/* ---- the table ---- */

const struct bench_case bench_cases[] = {
	{ "nothing", run_nothing, NULL, 0, 1, NULL },
	{ "no-header", run_no_header, NULL, NAME_COUNT, 1, NULL },
	{ "no-method", run_no_method, NULL, METHOD_NAMES, 1, NULL },
	{ "no-reason", run_no_reason, NULL, CODE_COUNT, 1, NULL },

	{ "A", run_build, finished_message, A, 1, "nothing" },
	{ "B", run_build, finished_message, B, 1, "nothing" },
	{ "C", run_build, finished_message, C, 1, "nothing" },
	{ "X10", run_build, finished_message, X10, 1, "nothing" },
	{ "X20", run_build, finished_message, X20, 1, "nothing" },
	{ "X40", run_build, finished_message, X40, 1, "nothing" },
	{ "X80", run_build, finished_message, X80, 1, "nothing" },

	{ "A.memcpy", run_memcpy, finished_message, A, 1, "nothing" },
	{ "B.memcpy", run_memcpy, finished_message, B, 1, "nothing" },
	{ "C.memcpy", run_memcpy, finished_message, C, 1, "nothing" },
	{ "X10.memcpy", run_memcpy, finished_message, X10, 1, "nothing" },
	{ "X20.memcpy", run_memcpy, finished_message, X20, 1, "nothing" },
	{ "X40.memcpy", run_memcpy, finished_message, X40, 1, "nothing" },
	{ "X80.memcpy", run_memcpy, finished_message, X80, 1, "nothing" },

	{ "A.snprintf", run_snprintf, finished_message, A, 1, "nothing" },
	{ "B.snprintf", run_snprintf, finished_message, B, 1, "nothing" },
	{ "C.snprintf", run_snprintf, finished_message, C, 1, "nothing" },

	{ "id10", run_fields_by_id, finished_by_id, 10, 1, "nothing" },
	{ "id20", run_fields_by_id, finished_by_id, 20, 1, "nothing" },
	{ "id40", run_fields_by_id, finished_by_id, 40, 1, "nothing" },
	{ "id80", run_fields_by_id, finished_by_id, 80, 1, "nothing" },
	{ "name10", run_fields_by_name, finished_by_name, 10, 1, "nothing" },
	{ "name20", run_fields_by_name, finished_by_name, 20, 1, "nothing" },
	{ "name40", run_fields_by_name, finished_by_name, 40, 1, "nothing" },
	{ "name80", run_fields_by_name, finished_by_name, 80, 1, "nothing" },

	{ "A.parse", run_parse, NULL, A, 1, "nothing" },
	{ "B.parse", run_parse, NULL, B, 1, "nothing" },
	{ "C.parse", run_parse, NULL, C, 1, "nothing" },
	{ "X10.parse", run_parse, NULL, X10, 1, "nothing" },
	{ "X20.parse", run_parse, NULL, X20, 1, "nothing" },
	{ "X40.parse", run_parse, NULL, X40, 1, "nothing" },
	{ "X80.parse", run_parse, NULL, X80, 1, "nothing" },

	{ "A.decode", run_decode, NULL, A, 1, "A.parse" },

	{ "A.check", run_check, NULL, A, 1, "A.parse" },
	{ "B.check", run_check, NULL, B, 1, "B.parse" },
	{ "C.check", run_check, NULL, C, 1, "C.parse" },
	{ "X10.check", run_check, NULL, X10, 1, "X10.parse" },
	{ "X20.check", run_check, NULL, X20, 1, "X20.parse" },
	{ "X40.check", run_check, NULL, X40, 1, "X40.parse" },
	{ "X80.check", run_check, NULL, X80, 1, "X80.parse" },

	{ "B.request", run_parse_request, NULL, 0, 1, "nothing" },
	{ "B.derive", run_reply, finished_message, B, 1, "B.request" },
	{ "BYE.derive", run_bye, finished_bye, 0, 1, "nothing" },

	{ "A.render", run_render, finished_message, A, 1, "nothing" },
	{ "A.ids.render", run_render_ids, NULL, A, 1, "nothing" },

	{ "header-find", run_find_header, NULL, NAME_COUNT, NAME_COUNT, "no-header" },
	{ "method-find", run_find_method, NULL, METHOD_NAMES, METHOD_NAMES, "no-method" },
	{ "reason", run_reason, NULL, CODE_COUNT, CODE_COUNT, "no-reason" },
};

const size_t bench_case_count = sizeof bench_cases / sizeof bench_cases[0];
