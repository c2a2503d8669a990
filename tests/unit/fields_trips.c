/* SPDX-License-Identifier: MIT */
/* What a decoded struct goes out as, where that is not what came in; tests/values has the rest. */
#include <criterion/criterion.h>

#include "fields/kinds.h"
#include "grammar/scan.h"
#include "support/check.h"
#include "support/message.h"
#include "tables/tables.h"

/* A parameter with a field of its own between two others: the slice of the others reaches over it, and it
 * goes out once. */
Test(trips, params_around_a_known_one)
{
	sipw_address v;
	struct sipw__scan s = sipw__scan_of(sipw_s("<sip:a>;b=1;tag=x;c=2"), SIPW_HDR_TO);
	CHECK(sipw__scan_name_addr(&s, &v));
	CHECK_TEXT(v.params, ";b=1;tag=x;c=2");
	CHECK_TEXT(v.tag, "x");
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_to(m, &v), SIPW_OK);
	CHECK_TEXT(last_value(m), "<sip:a>;tag=x;b=1;c=2");
}

/* Folds of a received value become one space where it goes out again. */
Test(trips, folds)
{
	sipw_address v;
	struct sipw__scan s = sipw__scan_of(sipw_s("\"a\r\n b\"\r\n <sip:a>\r\n ;x=\"c\r\n\td\""), SIPW_HDR_TO);
	CHECK(sipw__scan_name_addr(&s, &v) && sipw__scan_done(&s));
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_to(m, &v), SIPW_OK);
	CHECK_TEXT(last_value(m), "\"a b\" <sip:a>;x=\"c d\"");
}

/* The first parameter without a field of its own has a comma and may have blanks before it. */
Test(trips, blanks_before_a_comma)
{
	sipw_challenge v;
	CHECK_INT(sipw_decode(SIPW_HDR_WWW_AUTHENTICATE, sipw_s("Bearer realm = \"a\" \t, scope = \"b\""), &v, sizeof v, NULL), SIPW_OK);
	CHECK_TEXT(v.params, " \t, scope = \"b\"");
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_www_authenticate(m, &v), SIPW_OK);
	CHECK_TEXT(last_value(m), "Bearer realm=\"a\", scope=\"b\"");
}

/* A value with one thing missing that it cannot do without. */
struct incomplete {
	int header;
	sipw_value value;
	const char *field;
};

static const struct incomplete incompletes[] = {
	{ SIPW_HDR_SUBJECT, { .text = { NULL, 0 } }, "value" },
	{ SIPW_HDR_CALL_ID, { .text = { NULL, 0 } }, "value" },
	{ SIPW_HDR_SUPPORTED, { .text = { NULL, 0 } }, "value" },
	{ SIPW_HDR_SERVER, { .text = { NULL, 0 } }, "value" },
	{ SIPW_HDR_VIA, { .via = { .host = SIPW_S("a") } }, "transport" },
	{ SIPW_HDR_VIA, { .via = { .transport = SIPW_S("UDP") } }, "host" },
	{ SIPW_HDR_FROM, { .address = { .display = SIPW_S("a"), .tag = SIPW_S("b") } }, "uri" },
	{ SIPW_HDR_ROUTE, { .address = { .params = SIPW_S(";a") } }, "uri" },
	{ SIPW_HDR_P_ASSERTED_IDENTITY, { .address = { .display = SIPW_S("a") } }, "uri" },
	{ SIPW_HDR_CONTACT, { .contact = { .display = SIPW_S("a") } }, "uri" },
	{ SIPW_HDR_CONTENT_DISPOSITION, { .token = { .params = SIPW_S(";a") } }, "value" },
	{ SIPW_HDR_CONTENT_TYPE, { .media = { .subtype = SIPW_S("a") } }, "type" },
	{ SIPW_HDR_CONTENT_TYPE, { .media = { .type = SIPW_S("a") } }, "subtype" },
	{ SIPW_HDR_ACCEPT, { .media = { .type = SIPW_S("a") } }, "subtype" },
	{ SIPW_HDR_WWW_AUTHENTICATE, { .challenge = { .scheme = SIPW_S("X") } }, "params" },
	{ SIPW_HDR_AUTHORIZATION, { .credentials = { .scheme = SIPW_S("X") } }, "params" },
};

Test(trips, incomplete_values)
{
	for (size_t i = 0; i < sizeof incompletes / sizeof incompletes[0]; i++) {
		const struct incomplete *row = &incompletes[i];
		sipw_msg *m = roomy_message(0);
		CHECK_INT(sipw_put(m, row->header, &row->value, sizeof row->value), SIPW_ERR_ARGUMENT);
		CHECK_TEXT(sipw_s(sipw_msg_error(m)->field), row->field);
		CHECK_INT(sipw_msg_error(m)->header, row->header);
		CHECK_INT(sipw_line_count(m), 0);
	}
}

/* What stands where nothing is given. */
Test(trips, defaults)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_www_authenticate(m, &(sipw_challenge){ .realm = sipw_s("a") }), SIPW_OK);
	CHECK_TEXT(last_value(m), "Digest realm=\"a\"");
	CHECK_INT(sipw_add_authorization(m, &(sipw_credentials){ .realm = sipw_s("a") }), SIPW_OK);
	CHECK_TEXT(last_value(m), "Digest realm=\"a\"");
}

static void check_token68(const sipw_credentials *v, int code, const char *sentence)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_authorization(m, v), code);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->field), "token68");
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->sentence), sentence);
}

/* A token68 goes with a scheme other than Digest, and with nothing else. */
Test(trips, token68)
{
	static const char alone[] = "a token68 stands instead of all parameters";
	static const char none[] = "Digest has parameters, never a token68";
	const sipw_str bearer = sipw_s("Bearer"), text = sipw_s("a.b~c==");
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_authorization(m, &(sipw_credentials){ .scheme = bearer, .token68 = text }), SIPW_OK);
	CHECK_TEXT(last_value(m), "Bearer a.b~c==");
	check_token68(&(sipw_credentials){ .token68 = text }, SIPW_ERR_SYNTAX, none);
	check_token68(&(sipw_credentials){ .scheme = sipw_s("DIGEST"), .token68 = text }, SIPW_ERR_SYNTAX, none);
	check_token68(&(sipw_credentials){ .scheme = bearer, .token68 = text, .realm = sipw_s("a") }, SIPW_ERR_SYNTAX, alone);
	check_token68(&(sipw_credentials){ .scheme = bearer, .token68 = text, .nc = sipw_num(1) }, SIPW_ERR_SYNTAX, alone);
	check_token68(&(sipw_credentials){ .scheme = bearer, .token68 = text, .params = sipw_s(", a=b") }, SIPW_ERR_SYNTAX, alone);
	check_token68(&(sipw_credentials){ .scheme = bearer, .token68 = sipw_s("a b") }, SIPW_ERR_SYNTAX, "not allowed in a token68");
}

/* Parameters where there are none are named as what was given. */
Test(trips, addr_has_no_parameters)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_p_asserted_identity(m, &(sipw_address){ .uri = sipw_s("sip:a"), .tag = sipw_s("b") }), SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->field), "tag");
	m = roomy_message(0);
	CHECK_INT(sipw_add_p_asserted_identity(m, &(sipw_address){ .uri = sipw_s("sip:a"), .params = sipw_s(";b") }), SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->field), "params");
}
