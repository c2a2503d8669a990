/* SPDX-License-Identifier: MIT */
/* Parameters of header field values: walked, found, written; quoted strings made plain. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "sipwright.h"

/* ---- walking ---- */

struct walk_row {
	const char *params;
	int end; /* what sipw_params_next() says at the end */
	struct {
		const char *name;
		const char *value; /* NULL: absent */
		bool quoted;
	} each[6];
};

static const struct walk_row walks[] = {
	{ "", 0, { { NULL, NULL, false } } },
	{ " \t\r\n ", 0, { { NULL, NULL, false } } },
	{ ";a=b", 0, { { "a", "b", false } } },
	{ ";a", 0, { { "a", NULL, false } } },
	{ ";a=b;c;D=\"e;f, \\\"g\\\"\"", 0, { { "a", "b", false }, { "c", NULL, false }, { "D", "e;f, \\\"g\\\"", true } } },
	{ " ; a = b ;\tc = \"\" ; d ", 0, { { "a", "b", false }, { "c", "", true }, { "d", NULL, false } } },
	{ "\r\n ;a\r\n =\r\n\tb\r\n ;c=\"x\r\n y\"", 0, { { "a", "b", false }, { "c", "x\r\n y", true } } },
	{ ", realm=\"a, b\", stale=true", 0, { { "realm", "a, b", true }, { "stale", "true", false } } },
	{ "realm=\"a\",stale=true", 0, { { "realm", "a", true }, { "stale", "true", false } } },
	{ ";a=[::1];received=::1;b=1.2.3.4", 0, { { "a", "[::1]", false }, { "received", "::1", false }, { "b", "1.2.3.4", false } } },
	{ ";info=<https://a.example/b;c,d>;alg=ES256", 0,
	  { { "info", "<https://a.example/b;c,d>", false }, { "alg", "ES256", false } } },
	{ ";a=b,c", 0, { { "a", "b,c", false } } },
	{ ",a=b;c", 0, { { "a", "b;c", false } } },
	{ "a=b;c", 0, { { "a", "b", false }, { "c", NULL, false } } },
	{ ";a=b==", 0, { { "a", "b==", false } } },
	{ ";a=b;", SIPW_ERR_SYNTAX, { { "a", "b", false } } },
	{ ";a;;b", SIPW_ERR_SYNTAX, { { "a", NULL, false } } },
	{ ";", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";=b", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a=", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a=;b", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a=\"b", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a=\"b\\\"", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a=\"b\"c", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a=b c", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a=b\"c\"", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a=<b", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a b", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a@", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
	{ ";a=b\r\nEvil: 1", SIPW_ERR_SYNTAX, { { NULL, NULL, false } } },
};

static void check_walk(const struct guard *g, const struct walk_row *row)
{
	sipw_str rest = guard_copy(g, sipw_s(row->params));
	sipw_param param;
	size_t n = 0;
	for (; row->each[n].name != NULL; n++) {
		if (!CHECKF(sipw_params_next(&rest, &param) == 1, "'%s' has no parameter %zu", row->params, n))
			return;
		CHECK_TEXT(param.name, row->each[n].name);
		CHECK_STR(param.value, sipw_s(row->each[n].value));
		CHECK_INT(param.quoted, row->each[n].quoted);
		CHECK(param.escaped);
	}
	const sipw_str before = rest;
	param.name = sipw_s("untouched");
	const int code = sipw_params_next(&rest, &param);
	CHECKF(code == row->end, "'%s' ends with %d", row->params, code);
	CHECK_TEXT(param.name, "untouched");
	CHECKF(rest.ptr == before.ptr && rest.len == before.len, "'%s': the rest moved", row->params);
	CHECK_INT(sipw_params_count(guard_copy(g, sipw_s(row->params))), n);
}

Test(params, next)
{
	struct guard g = guard_open(4096);
	for (size_t i = 0; i < sizeof walks / sizeof walks[0]; i++)
		check_walk(&g, &walks[i]);
	CHECK_INT(sipw_params_next(&(sipw_str){ 0 }, NULL), 0);
	CHECK_INT(sipw_params_count((sipw_str){ 0 }), 0);
	guard_close(&g);
}

Test(params, find)
{
	static const sipw_str params = SIPW_S(";a=1;b;A=2;c=\"3\";@");
	sipw_param param = { 0 };
	CHECK(sipw_params_find(params, sipw_s("A"), &param) == 1 && same_bytes(param.value, sipw_s("1")));
	CHECK(sipw_params_find(params, sipw_s("b"), &param) == 1 && param.value.ptr == NULL);
	CHECK(sipw_params_find(params, sipw_s("C"), &param) == 1 && param.quoted);
	CHECK_INT(sipw_params_find(params, sipw_s("d"), &param), SIPW_ERR_SYNTAX);
	CHECK_INT(sipw_params_find(sipw_s(";a"), sipw_s(""), &param), 0);
	CHECK_INT(sipw_params_find(sipw_s(";a"), (sipw_str){ 0 }, &param), 0);
	CHECK_INT(sipw_params_find((sipw_str){ 0 }, sipw_s("a"), &param), 0);
	CHECK_TEXT(param.name, "c");
}

/* Of a decoded value: what has no member of its own. */
Test(params, of_a_decoded_value)
{
	sipw_contact contact;
	sipw_challenge challenge;
	sipw_param param = { 0 };
	CHECK_INT(sipw_decode(SIPW_HDR_CONTACT, sipw_s("<sip:a>;q=1;+X.y=\"<urn:uuid:1>\";reg-id=1;z"), &contact, sizeof contact, NULL),
		  SIPW_OK);
	CHECK_INT(sipw_params_find(contact.params, sipw_s("+x.Y"), &param), 1);
	CHECK_TEXT(param.value, "<urn:uuid:1>");
	CHECK_INT(sipw_params_count(contact.params), 3);
	CHECK_INT(sipw_decode(SIPW_HDR_WWW_AUTHENTICATE, sipw_s("X a=b, realm=\"c\", d=\"e\""), &challenge, sizeof challenge, NULL), SIPW_OK);
	CHECK_INT(sipw_params_find(challenge.params, sipw_s("d"), &param), 1);
	CHECK_TEXT(param.value, "e");
}

/* Any bytes: the walk ends, and never looks behind them. */
Test(params, accidents)
{
	static const char likely[] = ";;,,==\"\"\\<> \t\r\nab\x80";
	struct guard g = guard_open(4096);
	uint64_t state = 1;
	size_t right = 0;
	for (int i = 0; i < 200000; i++) {
		char *bytes = guard_last(&g, next_random(&state) % 12);
		for (char *p = bytes; p < g.end; p++)
			*p = likely[next_random(&state) % (sizeof likely - 1)];
		sipw_str rest = sipw_sn(bytes, (size_t)(g.end - bytes));
		sipw_param param;
		size_t n = 0;
		int code;
		while ((code = sipw_params_next(&rest, &param)) == 1 && n < 12)
			n++;
		CHECKF(n < 12 && (code == 0 || code == SIPW_ERR_SYNTAX), "%s: %zu and %d", check_show(sipw_sn(bytes, (size_t)(g.end - bytes))), n, code);
		right += code == 0 && n > 0;
	}
	CHECKF(right > 100, "only %zu of them were parameters", right);
	guard_close(&g);
}

/* ---- writing ---- */

#define NONE { NULL, 0 }

struct write_row {
	char separator;
	sipw_param params[4]; /* those with a name */
	const char *text;
};

static const struct write_row writes[] = {
	{ ';', { { NONE, NONE, false, false } }, "" },
	{ ';', { { SIPW_S("a"), SIPW_S("b"), false, false } }, ";a=b" },
	{ ';', { { SIPW_S("lr"), NONE, false, false }, { SIPW_S("c"), SIPW_S("d"), true, false } }, ";lr;c=\"d\"" },
	{ ';', { { SIPW_S("a"), SIPW_S("b c"), false, false } }, ";a=\"b c\"" },
	{ ';', { { SIPW_S("a"), SIPW_S(""), false, false } }, ";a=\"\"" },
	{ ';', { { SIPW_S("a"), SIPW_S("\"\\"), false, false } }, ";a=\"\\\"\\\\\"" },
	{ ';', { { SIPW_S("a"), SIPW_S(";b,c<"), false, false } }, ";a=\";b,c<\"" },
	{ ';', { { SIPW_S("a"), SIPW_S("caf\xc3\xa9\tx"), false, false } }, ";a=\"caf\xc3\xa9\tx\"" },
	{ ';', { { SIPW_S("a"), SIPW_S("[::1]"), false, false } }, ";a=[::1]" },
	{ ';', { { SIPW_S("a"), SIPW_S("[::1"), false, false } }, ";a=\"[::1\"" },
	{ ';', { { SIPW_S("a"), SIPW_S("::1"), false, false } }, ";a=\"::1\"" },
	{ ';', { { SIPW_S("a"), SIPW_S("::1"), false, true } }, ";a=::1" },
	{ ';', { { SIPW_S("a"), SIPW_S("<x;y>"), false, true } }, ";a=<x;y>" },
	{ ';', { { SIPW_S("a"), SIPW_S("b\\\"c\\\\"), true, true } }, ";a=\"b\\\"c\\\\\"" },
	{ ';', { { SIPW_S("a"), SIPW_S("b\r\n \tc\r\n\td"), true, true } }, ";a=\"b c d\"" },
	{ ';', { { SIPW_S("a"), SIPW_S("\\\x01\xc3\xa9"), true, true } }, ";a=\"\\\x01\xc3\xa9\"" },
	{ ',', { { SIPW_S("a"), SIPW_S("b"), false, false }, { SIPW_S("c"), SIPW_S("d"), true, false } }, ", a=b, c=\"d\"" },
};

static size_t count_of(const sipw_param *params)
{
	size_t n = 0;
	while (n < 4 && params[n].name.ptr != NULL)
		n++;
	return n;
}

/* Into every size of buffer, each ending where nobody may write. */
static void check_written(const struct guard *g, const struct write_row *row)
{
	const size_t len = strlen(row->text), n = count_of(row->params);
	sipw_error error = { .code = 77 };
	CHECK_INT(sipw_params_write(row->params, n, row->separator, NULL, 0, &error), len);
	for (size_t cap = 0; cap <= len + 1; cap++) {
		char *out = guard_last(g, cap);
		const ptrdiff_t written = sipw_params_write(row->params, n, row->separator, out, cap, &error);
		CHECKF(written == (cap < len ? SIPW_ERR_SPACE : (ptrdiff_t)len), "%s in %zu: %td", row->text, cap, written);
		if (written >= 0)
			CHECK_TEXT(sipw_sn(out, (size_t)written), row->text);
	}
	CHECK_INT(error.code, 77);
}

/* What is written says what was given. */
static void check_read_back(const struct write_row *row)
{
	char plain[64];
	sipw_str rest = sipw_s(row->text);
	sipw_param param;
	for (size_t i = 0; i < count_of(row->params); i++) {
		const sipw_param *given = &row->params[i];
		CHECK_INT(sipw_params_next(&rest, &param), 1);
		CHECK_STR(param.name, given->name);
		if (given->escaped || given->value.ptr == NULL)
			continue;
		ptrdiff_t len = sipw_unquote(param.value, plain, sizeof plain);
		CHECK(len >= 0);
		CHECK_STR(sipw_sn(plain, (size_t)len), given->value);
	}
	CHECK_INT(sipw_params_next(&rest, &param), 0);
}

Test(params, write)
{
	struct guard g = guard_open(4096);
	for (size_t i = 0; i < sizeof writes / sizeof writes[0]; i++) {
		check_written(&g, &writes[i]);
		check_read_back(&writes[i]);
	}
	guard_close(&g);
}

struct bad_row {
	char separator;
	sipw_param param;
	int code;
	const char *field;
	size_t offset;
	int byte;
	const char *sentence;
};

static const struct bad_row bads[] = {
	{ ';', { NONE, SIPW_S("b"), false, false }, SIPW_ERR_ARGUMENT, "name", 0, -1, "a parameter name is a token" },
	{ ';', { SIPW_S(""), SIPW_S("b"), false, false }, SIPW_ERR_SYNTAX, "name", 0, -1, "a parameter name is a token" },
	{ ';', { SIPW_S("a;b"), NONE, false, false }, SIPW_ERR_SYNTAX, "name", 1, ';', "a parameter name is a token" },
	{ ';', { SIPW_S("a\r\nEvil: 1"), NONE, false, false }, SIPW_ERR_SYNTAX, "name", 1, '\r', "a parameter name is a token" },
	{ ';', { SIPW_S("a"), NONE, true, false }, SIPW_ERR_ARGUMENT, "value", 0, -1, "this parameter needs a value" },
	{ ',', { SIPW_S("a"), NONE, false, false }, SIPW_ERR_ARGUMENT, "value", 0, -1, "this parameter needs a value" },
	{ ';', { SIPW_S("a"), SIPW_S("b\r\nEvil: 1"), false, false }, SIPW_ERR_SYNTAX, "value", 1, '\r',
	  "a quoted string is UTF-8 text without control characters" },
	{ ';', { SIPW_S("a"), SIPW_S("b\r\n c"), false, false }, SIPW_ERR_SYNTAX, "value", 1, '\r',
	  "a quoted string is UTF-8 text without control characters" },
	{ ';', { SIPW_S("a"), { "b\0c", 3 }, true, false }, SIPW_ERR_SYNTAX, "value", 1, 0,
	  "a quoted string is UTF-8 text without control characters" },
	{ ';', { SIPW_S("a"), SIPW_S("caf\xc3"), false, false }, SIPW_ERR_SYNTAX, "value", 3, 0xc3,
	  "a quoted string is UTF-8 text without control characters" },
	{ ';', { SIPW_S("a"), SIPW_S("b\"c"), true, true }, SIPW_ERR_SYNTAX, "value", 1, '"', "a quote ends the quoted string here" },
	{ ';', { SIPW_S("a"), SIPW_S("b\\"), true, true }, SIPW_ERR_SYNTAX, "value", 2, -1, "this byte cannot be escaped" },
	{ ';', { SIPW_S("a"), SIPW_S("b\\\r\n"), true, true }, SIPW_ERR_SYNTAX, "value", 2, '\r', "this byte cannot be escaped" },
	{ ';', { SIPW_S("a"), SIPW_S("b\r\nEvil: 1"), true, true }, SIPW_ERR_SYNTAX, "value", 1, '\r',
	  "only text stands here: no control characters, well-formed UTF-8" },
	{ ';', { SIPW_S("a"), SIPW_S("b;c"), false, true }, SIPW_ERR_SYNTAX, "value", 1, ';', "not allowed in a value without quotes" },
	{ ';', { SIPW_S("a"), SIPW_S("b c"), false, true }, SIPW_ERR_SYNTAX, "value", 1, ' ', "not allowed in a value without quotes" },
	{ ';', { SIPW_S("a"), SIPW_S("b\"c\""), false, true }, SIPW_ERR_SYNTAX, "value", 1, '"', "not allowed in a value without quotes" },
	{ ';', { SIPW_S("a"), SIPW_S("b\x01"), false, true }, SIPW_ERR_SYNTAX, "value", 1, 1, "not allowed in a value without quotes" },
	{ ';', { SIPW_S("a"), SIPW_S("<b\r\nEvil: 1>"), false, true }, SIPW_ERR_SYNTAX, "value", 2, '\r',
	  "not allowed in a value without quotes" },
	{ ';', { SIPW_S("a"), SIPW_S("b<c"), false, true }, SIPW_ERR_SYNTAX, "value", 1, '<', "'>' is missing" },
	{ ';', { SIPW_S("a"), SIPW_S(""), false, true }, SIPW_ERR_SYNTAX, "value", 0, -1, "a parameter value is expected here" },
	{ ',', { SIPW_S("a"), SIPW_S("b,c"), false, true }, SIPW_ERR_SYNTAX, "value", 1, ',', "not allowed in a value without quotes" },
};

Test(params, write_faults)
{
	for (size_t i = 0; i < sizeof bads / sizeof bads[0]; i++) {
		const struct bad_row *row = &bads[i];
		char out[64];
		sipw_error error = { 0 };
		CHECK_INT(sipw_params_write(&row->param, 1, row->separator, out, sizeof out, NULL), row->code);
		CHECK_INT(sipw_params_write(&row->param, 1, row->separator, out, sizeof out, &error), row->code);
		CHECK_INT(error.code, row->code);
		CHECK_TEXT(sipw_s(error.field), row->field);
		CHECKF(error.offset == row->offset && error.byte == row->byte, "row %zu: byte %d at %zu", i, error.byte, error.offset);
		CHECK_TEXT(sipw_s(error.sentence), row->sentence);
		CHECK_TEXT(sipw_s(error.source), "RFC 3261 25.1");
	}
}

Test(params, write_twice)
{
	static const sipw_param twice[] = { { SIPW_S("a"), SIPW_S("1"), false, false }, { SIPW_S("b"), NONE, false, false },
					    { SIPW_S("A"), NONE, false, false } };
	sipw_error error = { 0 };
	CHECK_INT(sipw_params_write(twice, 3, ';', NULL, 0, &error), SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(error.sentence), "this parameter is stated twice");
	CHECK_TEXT(sipw_s(error.source), "RFC 3261 7.3.1");
}

Test(params, write_refused)
{
	static sipw_param many[257];
	static char names[257][8], out[4096];
	sipw_error error = { 0 };
	CHECK_INT(sipw_params_write(many, 1, ' ', out, sizeof out, &error), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(error.sentence), "the separator is ';' or ','");
	CHECK_INT(sipw_params_write(NULL, 1, ';', out, sizeof out, &error), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(error.sentence), "the parameters are missing");
	CHECK_INT(sipw_params_write(NULL, 0, ';', out, sizeof out, &error), 0);
	for (size_t i = 0; i < 257; i++)
		many[i].name = sipw_sn(names[i], (size_t)snprintf(names[i], sizeof names[i], "p%zu", i));
	CHECK_INT(sipw_params_write(many, 257, ';', out, sizeof out, &error), SIPW_ERR_LIMIT);
	CHECK_INT(error.code, SIPW_ERR_LIMIT);
	ptrdiff_t len = sipw_params_write(many, 256, ';', out, sizeof out, &error);
	CHECK(len > 0 && sipw_params_count(sipw_sn(out, (size_t)len)) == 256);
}

/* ---- unquoting ---- */

struct unquote_row {
	sipw_str wire;
	sipw_str plain;
};

static const struct unquote_row unquotes[] = {
	{ B(""), B("") },
	{ B("abc"), B("abc") },
	{ B("a\\\"b"), B("a\"b") },
	{ B("\\\\"), B("\\") },
	{ B("\\\\\\\\\\\""), B("\\\\\"") },
	{ B("\\a\\b"), B("ab") },
	{ B("a\r\n b"), B("a b") },
	{ B("a\r\n\t \r\n b"), B("a b") },
	{ B("\\\r\r\n x"), B("\r x") },
	{ B("a\\\0b"), B("a\0b") },
	{ B("a\rb\n"), B("a\rb\n") },
	{ B("\r\n"), B("\r\n") },
	{ B("caf\xc3\xa9"), B("caf\xc3\xa9") },
	{ B("(a) \\) b"), B("(a) ) b") },
};

Test(params, unquote)
{
	struct guard in = guard_open(4096), g = guard_open(4096);
	for (size_t i = 0; i < sizeof unquotes / sizeof unquotes[0]; i++) {
		const sipw_str wire = guard_copy(&in, unquotes[i].wire), plain = unquotes[i].plain;
		CHECK_INT(sipw_unquote(wire, NULL, 0), plain.len);
		for (size_t cap = 0; cap <= plain.len + 1; cap++) {
			char *out = guard_last(&g, cap);
			const ptrdiff_t n = sipw_unquote(wire, out, cap);
			CHECKF(n == (cap < plain.len ? SIPW_ERR_SPACE : (ptrdiff_t)plain.len), "%s in %zu: %td", check_show(wire), cap, n);
			if (n >= 0)
				CHECK_STR(sipw_sn(out, (size_t)n), plain);
		}
	}
	CHECK_INT(sipw_unquote((sipw_str){ 0 }, NULL, 0), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_unquote(sipw_s("a\\"), NULL, 0), SIPW_ERR_SYNTAX);
	CHECK_INT(sipw_unquote(sipw_s("\\"), guard_last(&g, 4), 4), SIPW_ERR_SYNTAX);
	guard_close(&in);
	guard_close(&g);
}
