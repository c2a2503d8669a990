/* SPDX-License-Identifier: MIT */
/* Telephone numbers (RFC 3966) in tel URIs and in the user part of sip URIs (RFC 3261 19.1.6). */
#include <criterion/criterion.h>

#include "sipwright/uri.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "support/sizes.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct guard g;

static void open_guard(void)
{
	g = guard_open(4096);
}

static void close_guard(void)
{
	guard_close(&g);
}

TestSuite(tel, .init = open_guard, .fini = close_guard);

static void check_tel(const sipw_tel *tel, const sipw_tel *expected)
{
	CHECK_STR(tel->number, expected->number);
	CHECK_STR(tel->ext, expected->ext);
	CHECK_STR(tel->isub, expected->isub);
	CHECK_STR(tel->context, expected->context);
	CHECK_STR(tel->params, expected->params);
}

static ptrdiff_t write_tel(const void *ctx, char *out, size_t cap)
{
	return sipw_tel_write(ctx, out, cap, NULL);
}

static ptrdiff_t write_user(const void *ctx, char *out, size_t cap)
{
	return sipw_tel_user(ctx, out, cap, NULL);
}

#define NUMBER(text) .number = SIPW_S(text)
#define EXT(text) .ext = SIPW_S(text)
#define ISUB(text) .isub = SIPW_S(text)
#define CONTEXT(text) .context = SIPW_S(text)
#define PARAMS(text) .params = SIPW_S(text)

/* In the order that is written: there and back. And the user part that the number makes. */
static const struct {
	const char *text;
	sipw_tel parts;
	const char *user;
} trips[] = {
	/* RFC 3966 6, 5.1.5 */
	{ "tel:+1-201-555-0123", { NUMBER("+1-201-555-0123") }, "+1-201-555-0123" },
	{ "tel:7042;phone-context=example.com", { NUMBER("7042"), CONTEXT("example.com") }, "7042;phone-context=example.com" },
	{ "tel:863-1234;phone-context=+1-914-555", { NUMBER("863-1234"), CONTEXT("+1-914-555") },
	  "863-1234;phone-context=+1-914-555" },
	{ "tel:911;phone-context=+1", { NUMBER("911"), CONTEXT("+1") }, "911;phone-context=+1" },
	/* RFC 3261 19.1.6 */
	{ "tel:+358-555-1234567;postd=pp22", { NUMBER("+358-555-1234567"), PARAMS(";postd=pp22") },
	  "+358-555-1234567;postd=pp22" },
	{ "tel:+358-555-1234567;POSTD=PP22", { NUMBER("+358-555-1234567"), PARAMS(";POSTD=PP22") },
	  "+358-555-1234567;postd=pp22" },
	{ "tel:+358-555-1234567;phone-context=a5;tsp=a.b",
	  { NUMBER("+358-555-1234567"), CONTEXT("a5"), PARAMS(";tsp=a.b") }, "+358-555-1234567;phone-context=a5;tsp=a.b" },
	/* the grammar of each part */
	{ "tel:+0", { NUMBER("+0") }, "+0" },
	{ "tel:+(1).2-", { NUMBER("+(1).2-") }, "+(1).2-" },
	{ "tel:0123456789abcdefABCDEF*#-.();phone-context=a", { NUMBER("0123456789abcdefABCDEF*#-.()"), CONTEXT("a") },
	  "0123456789abcdefabcdef*%23-.();phone-context=a" },
	{ "tel:#;phone-context=A.B-c.", { NUMBER("#"), CONTEXT("A.B-c.") }, "%23;phone-context=a.b-c." },
	{ "tel:*;phone-context=+(1)", { NUMBER("*"), CONTEXT("+(1)") }, "*;phone-context=+(1)" },
	{ "tel:+1;ext=(1)2", { NUMBER("+1"), EXT("(1)2") }, "+1;ext=(1)2" },
	{ "tel:+1;isub=1411", { NUMBER("+1"), ISUB("1411") }, "+1;isub=1411" },
	{ "tel:+1;isub=a/b:c@d,e&f+g$%20%3B", { NUMBER("+1"), ISUB("a/b:c@d,e&f+g$%20%3B") },
	  "+1;isub=a/b%3Ac%40d,e&f+g$%20%3B" },
	{ "tel:+1;a;b-1=[x]/:&+$;c=%41", { NUMBER("+1"), PARAMS(";a;b-1=[x]/:&+$;c=%41") },
	  "+1;a;b-1=%5Bx%5D/%3A&+$;c=%41" },
	{ "tel:1;ext=2;phone-context=h1;m-x=y", { NUMBER("1"), EXT("2"), CONTEXT("h1"), PARAMS(";m-x=y") },
	  "1;ext=2;phone-context=h1;m-x=y" },
	{ "tel:+1;a;aa;b", { NUMBER("+1"), PARAMS(";a;aa;b") }, "+1;a;aa;b" },
};

Test(tel, trips)
{
	for (size_t i = 0; i < COUNT(trips); i++) {
		sipw_tel tel, again;
		sipw_uri uri;
		sipw_error error = { .code = 1 };
		const sipw_str text = guard_copy(&g, sipw_s(trips[i].text));
		if (!CHECKF(sipw_tel_decode(text, &tel, &error) == SIPW_OK, "%s: at %zu", trips[i].text, error.offset))
			continue;
		check_tel(&tel, &trips[i].parts);
		CHECK_INT(error.code, 1);
		check_sizes(write_tel, &tel, text, trips[i].text);
		check_sizes(write_tel, &trips[i].parts, text, trips[i].text);
		check_sizes(write_user, &tel, sipw_s(trips[i].user), trips[i].text);
		CHECK_INT(sipw_uri_decode(text, &uri, NULL), SIPW_OK);
		CHECK_INT(sipw_uri_tel(&uri, &again, NULL), SIPW_OK);
		check_tel(&again, &tel);
	}
}

/* The user part is one of a sip URI, and gives the same number back; a ":" or "@", which has to be escaped
 * there, comes back as an escaped one, which is another octet. */
Test(tel, users)
{
	for (size_t i = 0; i < COUNT(trips); i++) {
		char text[128];
		sipw_uri uri = { .user = sipw_s(trips[i].user), .host = SIPW_S("foo.com"), .params = SIPW_S(";user=phone") }, back;
		sipw_tel tel;
		const ptrdiff_t n = sipw_uri_write(&uri, text, sizeof text, NULL);
		if (!CHECKF(n > 0 && sipw_uri_decode(sipw_sn(text, (size_t)n), &back, NULL) == SIPW_OK, "%s", trips[i].user))
			continue;
		CHECK_TEXT(back.user, trips[i].user);
		CHECK_INT(sipw_uri_tel(&back, &tel, NULL), SIPW_OK);
		const bool same = !has_bytes(sipw_s(trips[i].user), sipw_s("%3A"));
		CHECKF(sipw_tel_equal(&tel, &trips[i].parts) == same, "%s", trips[i].user);
		check_sizes(write_user, &tel, sipw_s(trips[i].user), trips[i].user);
	}
}

/* Numbers of user parts with escapes that a tel URI does not have. */
Test(tel, from_users)
{
	static const struct {
		const char *user;
		const char *tel;
	} rows[] = {
		{ "%23*1;phone-context=a", "tel:#*1;phone-context=a" },
		{ "+%31-2", "tel:+1-2" },
		{ "%2A;%70hone-context=a", "tel:*;phone-context=a" },
		{ "+1;%78=%5B%3A", "tel:+1;x=%5B%3A" },
		{ "+1;ext=%31", "tel:+1;ext=1" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		const sipw_uri uri = { .scheme = SIPW_S("sip"), .user = guard_copy(&g, sipw_s(rows[i].user)), .host = SIPW_S("a") };
		sipw_tel tel;
		if (CHECKF(sipw_uri_tel(&uri, &tel, NULL) == SIPW_OK, "%s", rows[i].user))
			check_sizes(write_tel, &tel, sipw_s(rows[i].tel), rows[i].user);
	}
}

/* Written in the order of RFC 3966 3, whatever it was. */
Test(tel, order)
{
	static const struct {
		const char *text;
		sipw_tel parts;
		const char *ordered;
		const char *user;
	} rows[] = {
		{ "tel:+1;c;B=2;a", { NUMBER("+1"), PARAMS(";c;B=2;a") }, "tel:+1;a;B=2;c", "+1;a;b=2;c" },
		{ "tel:1;z;phone-context=a;y;ext=2;x", { NUMBER("1"), EXT("2"), CONTEXT("a"), PARAMS(";z;phone-context=a;y;ext=2;x") },
		  "tel:1;ext=2;phone-context=a;x;y;z", "1;ext=2;phone-context=a;x;y;z" },
		{ "tel:1;phone-context=a;isub=2", { NUMBER("1"), ISUB("2"), CONTEXT("a") }, "tel:1;isub=2;phone-context=a",
		  "1;isub=2;phone-context=a" },
		{ "tel:+358-555-1234567;tsp=a.b;phone-context=a5",
		  { NUMBER("+358-555-1234567"), CONTEXT("a5"), PARAMS(";tsp=a.b") },
		  "tel:+358-555-1234567;phone-context=a5;tsp=a.b", "+358-555-1234567;phone-context=a5;tsp=a.b" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		sipw_tel tel;
		CHECK_INT(sipw_tel_decode(guard_copy(&g, sipw_s(rows[i].text)), &tel, NULL), SIPW_OK);
		check_tel(&tel, &rows[i].parts);
		check_sizes(write_tel, &tel, sipw_s(rows[i].ordered), rows[i].text);
		check_sizes(write_user, &tel, sipw_s(rows[i].user), rows[i].text);
	}
}

/* In a tel URI, where each is at fault, also where it stands as any URI. */
static void check_refused(const char *uri_text, size_t offset, const char *sentence)
{
	sipw_tel tel = { NUMBER("x") };
	sipw_uri uri;
	sipw_error error = { 0 }, same = { 0 };
	const sipw_str text = guard_copy(&g, sipw_s(uri_text));
	CHECKF(sipw_tel_decode(text, &tel, &error) == SIPW_ERR_SYNTAX, "%s", uri_text);
	CHECKF(error.offset == offset, "%s: at %zu", uri_text, error.offset);
	CHECK_INT(error.byte, offset < text.len ? (unsigned char)text.ptr[offset] : -1);
	CHECK_TEXT(sipw_s(error.sentence), sentence);
	CHECK(error.source != NULL);
	CHECK_TEXT(tel.number, "x");
	CHECKF(sipw_uri_decode(text, &uri, &same) == SIPW_ERR_SYNTAX, "%s", uri_text);
	CHECKF(same.offset == error.offset, "%s: at %zu", uri_text, same.offset);
}

Test(tel, refused)
{
	static const struct {
		const char *text;
		size_t offset;
		const char *sentence;
	} rows[] = {
		{ "tel:", 4, "a digit is expected here" },
		{ "tel:+", 5, "a digit is expected here" },
		{ "tel:+-.()", 9, "a digit is expected here" },
		{ "tel:-", 5, "a digit is expected here" },
		{ "tel:+1a", 6, "not allowed here" },
		{ "tel:+1*", 6, "not allowed here" },
		{ "tel:++1", 5, "a digit is expected here" },
		{ "tel:+1 2", 6, "not allowed here" },
		{ "tel:+1%32", 6, "not allowed here" },
		{ "tel:1", 5, "a local number needs a phone-context" },
		{ "tel:1;ext=2", 11, "a local number needs a phone-context" },
		{ "tel:1g;phone-context=a", 5, "a local number needs a phone-context" },
		{ "tel:x;phone-context=a", 4, "a digit is expected here" },
		{ "tel:1;phone-context", 19, "this parameter needs a value" },
		{ "tel:1;phone-context=", 20, "a host name is expected here, not an address" },
		{ "tel:1;phone-context=1.2.3.4", 20, "a host name is expected here, not an address" },
		{ "tel:1;phone-context=[::1]", 20, "a host name is expected here, not an address" },
		{ "tel:1;phone-context=a_b", 21, "not allowed here" },
		{ "tel:1;phone-context=+", 21, "a digit is expected here" },
		{ "tel:1;phone-context=+a", 21, "a digit is expected here" },
		{ "tel:1;phone-context=a;phone-context=a", 22, "this parameter is stated twice" },
		{ "tel:+1;", 7, "a parameter name is expected here" },
		{ "tel:+1;=a", 7, "a parameter name is expected here" },
		{ "tel:+1;a_b", 8, "not allowed here" },
		{ "tel:+1;%61=1", 7, "a parameter name is expected here" },
		{ "tel:+1;a=", 9, "a parameter value is expected here" },
		{ "tel:+1;a=b=c", 10, "not allowed here" },
		{ "tel:+1;a=b?c", 10, "not allowed here" },
		{ "tel:+1;a=%4", 9, "two hexadecimal digits must follow %" },
		{ "tel:+1;a=1;b;A=2", 13, "this parameter is stated twice" },
		{ "tel:+1;ext", 10, "this parameter needs a value" },
		{ "tel:+1;ext=", 11, "a digit is expected here" },
		{ "tel:+1;ext=-", 12, "a digit is expected here" },
		{ "tel:+1;ext=1a", 12, "not allowed here" },
		{ "tel:+1;isub=", 12, "an ISDN subaddress is expected here" },
		{ "tel:+1;isub=a=b", 13, "not allowed here" },
		{ "tel:+1;isub=a?b", 13, "not allowed here" },
		{ "tel:+1;ext=1;isub=2", 13, "an extension and an ISDN subaddress do not stand together" },
		{ "tel:+1;isub=2;ext=1", 14, "an extension and an ISDN subaddress do not stand together" },
		{ "tel:+1\r\nEvil: 1", 6, "not allowed here" },
		{ "tel:+1;a=\xc3\xbc", 9, "a parameter value is expected here" },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		check_refused(rows[i].text, rows[i].offset, rows[i].sentence);
}

Test(tel, no_numbers)
{
	sipw_tel tel;
	sipw_error error = { 0 };
	CHECK_INT(sipw_tel_decode(sipw_s(NULL), &tel, NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_tel_decode(sipw_s("sip:+1@a"), &tel, &error), SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(error.sentence), "a tel URI is expected here");
	CHECK_INT(sipw_uri_tel(NULL, &tel, NULL), SIPW_ERR_ARGUMENT);
	static const struct {
		const char *uri;
		int code;
		size_t offset;
	} rows[] = {
		{ "sip:a", SIPW_ERR_ARGUMENT, 0 }, { "urn:+1", SIPW_ERR_ARGUMENT, 0 }, { "sip:alice@a", SIPW_ERR_SYNTAX, 1 },
		{ "sip:7042@a", SIPW_ERR_SYNTAX, 4 }, { "sip:+1;a=b;a=c@a", SIPW_ERR_SYNTAX, 7 }, { "sip:%2B1@a", SIPW_ERR_SYNTAX, 0 },
		{ "sip:+1%3Bx@a", SIPW_ERR_SYNTAX, 2 },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		sipw_uri uri;
		CHECK_INT(sipw_uri_decode(sipw_s(rows[i].uri), &uri, NULL), SIPW_OK);
		CHECKF(sipw_uri_tel(&uri, &tel, &error) == rows[i].code, "%s", rows[i].uri);
		CHECKF(error.offset == rows[i].offset, "%s: at %zu", rows[i].uri, error.offset);
	}
}

Test(tel, parts_refused)
{
	static const struct {
		sipw_tel parts;
		const char *field;
		size_t offset;
		int code;
	} rows[] = {
		{ { PARAMS(";a") }, "number", 0, SIPW_ERR_ARGUMENT },
		{ { NUMBER("") }, "number", 0, SIPW_ERR_SYNTAX },
		{ { NUMBER("1"), EXT("2") }, "context", 0, SIPW_ERR_ARGUMENT },
		{ { NUMBER("+1;a") }, "number", 2, SIPW_ERR_SYNTAX },
		{ { NUMBER("+1"), EXT("1"), ISUB("2") }, "isub", 0, SIPW_ERR_ARGUMENT },
		{ { NUMBER("+1"), EXT("") }, "ext", 0, SIPW_ERR_SYNTAX },
		{ { NUMBER("+1"), EXT("12x") }, "ext", 2, SIPW_ERR_SYNTAX },
		{ { NUMBER("+1"), ISUB("a;b") }, "isub", 1, SIPW_ERR_SYNTAX },
		{ { NUMBER("1"), CONTEXT("a;b") }, "context", 1, SIPW_ERR_SYNTAX },
		{ { NUMBER("1"), CONTEXT("+a") }, "context", 1, SIPW_ERR_SYNTAX },
		{ { NUMBER("+1"), PARAMS("a") }, "params", 0, SIPW_ERR_SYNTAX },
		{ { NUMBER("+1"), PARAMS(";a;") }, "params", 3, SIPW_ERR_SYNTAX },
		{ { NUMBER("+1"), PARAMS(";a;A") }, "params", 3, SIPW_ERR_SYNTAX },
		{ { NUMBER("+1"), PARAMS(";a?b") }, "params", 2, SIPW_ERR_SYNTAX },
		{ { NUMBER("+1"), PARAMS(";ext=1") }, "params", 0, SIPW_ERR_ARGUMENT },
		{ { NUMBER("+1"), EXT("1"), PARAMS(";ext=2") }, "params", 0, SIPW_ERR_ARGUMENT },
		{ { NUMBER("1"), CONTEXT("a"), PARAMS(";phone-context=b") }, "params", 0, SIPW_ERR_ARGUMENT },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char out[64];
		sipw_error error = { 0 };
		CHECKF(sipw_tel_write(&rows[i].parts, out, sizeof out, &error) == rows[i].code, "row %zu", i);
		CHECK_INT(error.code, rows[i].code);
		CHECK_TEXT(sipw_s(error.field), rows[i].field);
		CHECKF(error.offset == rows[i].offset, "row %zu: at %zu", i, error.offset);
		CHECK(error.sentence != NULL && error.source != NULL);
		CHECK_INT(sipw_tel_user(&rows[i].parts, NULL, 0, NULL), rows[i].code);
	}
	CHECK_INT(sipw_tel_write(NULL, NULL, 0, NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_tel_user(NULL, NULL, 0, NULL), SIPW_ERR_ARGUMENT);
	CHECK(!sipw_tel_equal(NULL, NULL));
	CHECK(!sipw_tel_equal(&(sipw_tel){ 0 }, &(sipw_tel){ 0 }));
}

Test(tel, limit)
{
	static struct text text;
	for (unsigned n = 256; n <= 257; n++) {
		sipw_tel tel;
		text.len = 0;
		text_add_s(&text, "tel:+1");
		for (unsigned i = 0; i < n; i++) {
			const char param[] = { ';', 'x', (char)('a' + i / 26), (char)('a' + i % 26) };
			text_add(&text, sipw_sn(param, sizeof param));
		}
		CHECK_INT(sipw_tel_decode(text_all(&text), &tel, NULL), n <= 256 ? SIPW_OK : SIPW_ERR_LIMIT);
	}
}

/* Each octet at each place of a number: what is taken is what RFC 3966 3 has. */
Test(tel, all_octets)
{
	static const struct {
		const char *before, *after, *bytes;
	} rows[] = {
		{ "tel:+1", "", "0123456789-.()" },
		{ "tel:1", ";phone-context=a", "0123456789abcdefABCDEF*#-.()" },
		{ "tel:+1;ext=1", "", "0123456789-.()" },
		{ "tel:+1;isub=a", "z", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()/:@&+$,;" },
		{ "tel:+1;x=a", "z", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()[]/:&+$;" },
		{ "tel:+1;x", "z", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-=;" },
		{ "tel:1;phone-context=a", "z", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.;" },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int byte = 0; byte < 256; byte++) {
			static struct text text;
			sipw_tel tel;
			const char one = (char)byte;
			text.len = 0;
			text_add_s(&text, rows[i].before);
			text_add(&text, sipw_sn(&one, 1));
			text_add_s(&text, rows[i].after);
			const bool fits = byte != 0 && strchr(rows[i].bytes, byte) != NULL;
			CHECKF((sipw_tel_decode(text_all(&text), &tel, NULL) == SIPW_OK) == fits, "%s", check_show(text_all(&text)));
		}
}
