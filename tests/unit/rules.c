/* SPDX-License-Identifier: MIT */
/*
 * What serializing refuses, driven by rules.spec: for each method and each code a valid message is
 * made from the must cells; then each mandatory field is left out once, and each forbidden one added.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/message.h"
#include "support/presence.h"

static struct presence rules;

/* Some header ids whose must cell is `cell` in a message. */
struct id_list {
	int ids[160];
	const char *sources[160];
	char texts[160][48];
	size_t n;
};

static void list_musts(struct id_list *ret_list, int method, int code, const char *cell)
{
	ret_list->n = 0;
	for (size_t i = 0; i < rules.headers.n; i++) {
		const int header = spec_number(&rules.headers, i, "id");
		const struct verdict v = presence_verdict(&rules, header, method, code);
		if (!v.must || !verdict_is(v, cell))
			continue;
		snprintf(ret_list->texts[ret_list->n], sizeof ret_list->texts[0], "%s", v.source);
		ret_list->ids[ret_list->n++] = header;
	}
}

/* The method as the message says it; 0 stands for one that no row knows. */
static const char *method_name(int method)
{
	return method == 0 ? "FLY" : sipw_method_name(method).ptr;
}

/* A value for any header field: its kind's sample, but for CSeq. */
static void add_sample(sipw_msg *m, int header, int method)
{
	char cseq[64];
	sipw_header_info info;
	sipw_kind_info kind;
	CHECK(sipw_header_describe(header, &info) && sipw_kind_describe(info.kind, &kind));
	snprintf(cseq, sizeof cseq, "4711 %.20s", method_name(method));
	const int code = sipw_add(m, header, header == SIPW_HDR_CSEQ ? sipw_s(cseq) : kind.accepted);
	CHECKF(code == SIPW_OK, "the sample of %s: %s", check_show(info.name), sipw_err_name(code));
}

static void set_start(sipw_msg *m, int method, int code)
{
	if (code == 0)
		sipw_request_named(m, sipw_s(method_name(method)), sipw_s("sip:example.com"));
	else
		sipw_response(m, code, (sipw_str){ NULL, 0 });
}

/* The least message of a method and a code (0: the request), without one header field. */
static sipw_msg *least(const struct id_list *present, int method, int code, int without)
{
	sipw_msg *m = roomy_message(0);
	set_start(m, method, code);
	for (size_t i = 0; i < present->n; i++)
		if (present->ids[i] != without)
			add_sample(m, present->ids[i], method);
	return m;
}

static void check_broken(const sipw_msg *m, int header, const char *source, const char *what, int method, int code)
{
	sipw_error error = { 0 };
	const int result = sipw_verify(m, &error);
	const sipw_str name = sipw_header_name(header);
	CHECKF(result == SIPW_ERR_RULE && sipw_serialize(m, NULL, 0) == SIPW_ERR_RULE &&
	       sipw_gather(m, NULL, 0, NULL) == SIPW_ERR_RULE, "%s %d: %s %s: %s", method_name(method), code, what,
	       check_show(name), sipw_err_name(result));
	if (result != SIPW_ERR_RULE)
		return;
	CHECKF(error.code == SIPW_ERR_RULE && error.header == header, "%s %d: %s %s: the error names %s", method_name(method),
	       code, what, check_show(name), check_show(sipw_header_name(error.header)));
	CHECKF(error.source != NULL && strcmp(error.source, source) == 0, "%s %d: %s %s: the source is %s, not %s",
	       method_name(method), code, what, check_show(name), error.source, source);
	CHECK(error.sentence != NULL && error.byte == -1 && error.field == NULL);
	CHECK(sipw_serialize_unchecked(m, NULL, 0) > 0);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
}

static void check_kept(const sipw_msg *m, const char *what, int method, int code)
{
	char why[256] = "";
	sipw_error error = { 0 };
	const int result = sipw_verify(m, &error);
	if (result != SIPW_OK)
		why[sipw_error_text(&error, why, sizeof why - 1)] = '\0';
	CHECKF(result == SIPW_OK && sipw_serialize(m, NULL, 0) > 0, "%s %d: %s: %s", method_name(method), code, what, why);
}

/*
 * Without one mandatory field. Without CSeq nothing says which method a response answers: then it is
 * held to the cells of an unknown one, and the first field of those that is missing is named.
 */
static void check_without(const struct id_list *present, size_t i, int method, int code)
{
	static struct id_list others;
	const sipw_msg *m = least(present, method, code, present->ids[i]);
	size_t first = 0;
	if (code == 0 || present->ids[i] != SIPW_HDR_CSEQ) {
		check_broken(m, present->ids[i], present->texts[i], "without", method, code);
		return;
	}
	list_musts(&others, 0, code, "m");
	while (first < others.n && others.ids[first] != SIPW_HDR_CSEQ && sipw_count(m, others.ids[first]) > 0)
		first++;
	check_broken(m, others.ids[first], others.texts[first], "without", method, code);
}

static void check_situation(int method, int code)
{
	static struct id_list present, absent, body;
	list_musts(&present, method, code, "m");
	list_musts(&absent, method, code, "-");
	list_musts(&body, method, code, "*");
	CHECK(present.n >= 5);
	check_kept(least(&present, method, code, 0), "the least message", method, code);
	for (size_t i = 0; i < present.n; i++)
		check_without(&present, i, method, code);
	for (size_t i = 0; i < absent.n; i++) {
		sipw_msg *m = least(&present, method, code, 0);
		add_sample(m, absent.ids[i], method);
		check_broken(m, absent.ids[i], absent.texts[i], "with", method, code);
	}
	for (size_t i = 0; i < body.n; i++) {
		sipw_msg *m = least(&present, method, code, 0);
		sipw_body(m, (sipw_str){ NULL, 0 }, sipw_s("a body"));
		check_broken(m, body.ids[i], body.texts[i], "a body without", method, code);
		add_sample(m, body.ids[i], method);
		check_kept(m, "with its type", method, code);
	}
}

Test(rules, requests)
{
	rules = presence_open();
	for (int method = 0; method < COLUMNS_OF_METHODS; method++)
		check_situation(method, 0);
	presence_close(&rules);
}

/* Codes in three parts, which run side by side. Of ACK there are no responses. */
static void check_responses(int first, int last)
{
	rules = presence_open();
	for (int method = 0; method < COLUMNS_OF_METHODS; method++)
		for (int code = first; code <= last; code++)
			check_situation(method, code);
	presence_close(&rules);
}

Test(rules, responses_1xx_2xx)
{
	check_responses(100, 299);
}

Test(rules, responses_3xx_4xx)
{
	check_responses(300, 499);
}

Test(rules, responses_5xx_6xx)
{
	check_responses(500, 699);
}

/* A message in which a header field may stand. */
static bool find_home(int header, int *ret_method, int *ret_code)
{
	for (int method = 0; method < COLUMNS_OF_METHODS; method++)
		for (int code = 0; code < 700; code += code == 0 ? 101 : 1) {
			const struct verdict v = presence_verdict(&rules, header, method, code);
			if (v.must && verdict_is(v, "-"))
				continue;
			*ret_method = method;
			*ret_code = code;
			return true;
		}
	return false;
}

/* A single field stands once; the others as often as one likes. */
static void check_doubled(int header, const char *times)
{
	static struct id_list present;
	int method = 0, code = 0;
	if (!CHECKF(find_home(header, &method, &code), "header %d stands nowhere", header))
		return;
	list_musts(&present, method, code, "m");
	sipw_msg *m = least(&present, method, code, header);
	add_sample(m, header, method);
	check_kept(m, check_show(sipw_header_name(header)), method, code);
	add_sample(m, header, method);
	if (strcmp(times, "one") == 0)
		check_broken(m, header, "RFC 3261 7.3.1", "twice", method, code);
	else
		check_kept(m, check_show(sipw_header_name(header)), method, code);
}

Test(rules, doubled)
{
	rules = presence_open();
	for (size_t i = 0; i < rules.headers.n; i++) {
		const int header = spec_number(&rules.headers, i, "id");
		if (header != SIPW_HDR_CONTENT_LENGTH)
			check_doubled(header, spec_cell(&rules.headers, i, "times"));
	}
	presence_close(&rules);
}

/* Unknown fields are nobody's business: any number, in any message. */
Test(rules, unknown_fields)
{
	sipw_msg *m = roomy_message(0);
	build_invite(m);
	for (int i = 0; i < 3; i++)
		sipw_add_named(m, sipw_s("X-Any"), sipw_s("1"), 0);
	CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
}

/* Raw bytes, a false length and the unchecked way out are what a tester of others needs. */
Test(rules, deviations)
{
	sipw_msg *m = roomy_message(0);
	build_invite(m);
	CHECK_INT(sipw_add_raw(m, sipw_s("RAck: 1 1 INVITE\r\nVia\r\nTo: x\r\nContent-Length: 3\r\n")), SIPW_OK);
	CHECK_INT(sipw_claim_length(m, 7), SIPW_OK);
	CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
	sipw_str out = written(m);
	CHECK(has_bytes(out, sipw_s("\r\nRAck: 1 1 INVITE\r\nVia\r\nTo: x\r\nContent-Length: 3\r\nContent-Length: 7\r\n\r\n")));
	CHECK_INT(sipw_serialize(m, NULL, 0), out.len);
	/* What is raw does not stand for what is missing. */
	sipw_remove(m, SIPW_HDR_TO);
	sipw_add_raw(m, sipw_s("To: <sip:bob@biloxi.example.com>\r\n"));
	sipw_error error = { 0 };
	CHECK_INT(sipw_verify(m, &error), SIPW_ERR_RULE);
	CHECK_INT(error.header, SIPW_HDR_TO);
	CHECK(sipw_serialize_unchecked(m, NULL, 0) > 0);
}

/* An error that is not there leaves the caller's struct alone. */
Test(rules, untouched_without_violation)
{
	sipw_msg *m = roomy_message(0);
	sipw_error error = { .code = 77 };
	build_invite(m);
	CHECK_INT(sipw_verify(m, &error), SIPW_OK);
	CHECK_INT(error.code, 77);
}
