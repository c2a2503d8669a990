/* SPDX-License-Identifier: MIT */
/* Escaping and its way back: each part over all octets, against the grammar's own words. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "sipwright/uri.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "support/sizes.h"

#define ALNUM "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
#define MARK "-_.!~*'()"
#define UNRESERVED ALNUM MARK

/* What may stand bare, from RFC 3261 25.1 and RFC 3966 3: kept by sipw_escape(), taken by sipw_unescape(). */
static const struct part {
	int part;
	const char *kept;
	const char *taken;
	bool may_be_empty;
} parts[] = {
	{ SIPW_PART_USER, UNRESERVED "&=+$,;?/", UNRESERVED "&=+$,;?/", false },
	{ SIPW_PART_PASSWORD, UNRESERVED "&=+$,", UNRESERVED "&=+$,", true },
	{ SIPW_PART_PARAM_NAME, UNRESERVED "[]/:&+$", UNRESERVED "[]/:&+$", false },
	{ SIPW_PART_PARAM_VALUE, UNRESERVED "[]/:&+$", UNRESERVED "[]/:&+$", false },
	{ SIPW_PART_HEADER_NAME, UNRESERVED "[]/?:+$", UNRESERVED "[]/?:+$", false },
	{ SIPW_PART_HEADER_VALUE, UNRESERVED "[]/?:+$", UNRESERVED "[]/?:+$", true },
	{ SIPW_PART_TEL_VALUE, UNRESERVED, UNRESERVED "[]/:&+$", false },
	{ SIPW_PART_OTHER, UNRESERVED, UNRESERVED ";/?:@&=+$,", true },
};
#define PARTS (sizeof parts / sizeof parts[0])

static bool is_among(int byte, const char *bytes)
{
	return byte != 0 && strchr(bytes, byte) != NULL;
}

/* Each octet alone, and between two letters. */
static void check_octet(const struct part *p, int byte)
{
	char expected[8], out[8], back[8];
	const char plain[] = { 'a', (char)byte, 'b' };
	const bool bare = is_among(byte, p->kept);
	const int n = bare ? snprintf(expected, sizeof expected, "a%cb", byte)
			   : snprintf(expected, sizeof expected, "a%%%02Xb", (unsigned)byte);
	const sipw_str wire = sipw_sn(expected, (size_t)n), inner = sipw_sn(expected + 1, (size_t)n - 2);
	CHECK_INT(sipw_escape(p->part, sipw_sn(plain, 3), out, sizeof out, NULL), n);
	CHECK_STR(sipw_sn(out, wire.len), wire);
	CHECK_INT(sipw_escape(p->part, sipw_sn(plain + 1, 1), out, sizeof out, NULL), n - 2);
	CHECK_STR(sipw_sn(out, inner.len), inner);
	CHECK_INT(sipw_unescape(p->part, wire, back, sizeof back, NULL), 3);
	CHECK_STR(sipw_sn(back, 3), sipw_sn(plain, 3));
}

/* Each octet bare in wire form. */
static void check_bare(const struct part *p, int byte)
{
	char back[8];
	const char wire[] = { 'a', (char)byte, 'b' };
	sipw_error error = { .code = 1 };
	const ptrdiff_t n = sipw_unescape(p->part, sipw_sn(wire, 3), back, sizeof back, &error);
	if (is_among(byte, p->taken)) {
		CHECK_INT(n, 3);
		CHECK_INT(error.code, 1);
		return;
	}
	CHECKF(n == SIPW_ERR_SYNTAX && error.code == SIPW_ERR_SYNTAX, "part %d takes byte %02x", p->part, (unsigned)byte);
	CHECK_INT(error.offset, 1);
	CHECK_INT(error.byte, byte);
	CHECK(error.field != NULL && error.sentence != NULL && error.source != NULL);
}

Test(uri_escape, all_octets)
{
	for (size_t i = 0; i < PARTS; i++)
		for (int byte = 0; byte < 256; byte++) {
			check_octet(&parts[i], byte);
			check_bare(&parts[i], byte);
		}
}

/* All octets in one text: there and back. */
Test(uri_escape, all_at_once)
{
	char plain[256], wire[768], back[256];
	for (int byte = 0; byte < 256; byte++)
		plain[byte] = (char)byte;
	for (size_t i = 0; i < PARTS; i++) {
		const ptrdiff_t n = sipw_escape(parts[i].part, sipw_sn(plain, 256), wire, sizeof wire, NULL);
		CHECK_INT(n, 3 * 256 - 2 * (ptrdiff_t)strlen(parts[i].kept));
		CHECK_INT(sipw_unescape(parts[i].part, sipw_sn(wire, (size_t)n), back, sizeof back, NULL), 256);
		CHECK_STR(sipw_sn(back, 256), sipw_sn(plain, 256));
	}
}

Test(uri_escape, examples)
{
	static const struct {
		int part;
		sipw_str plain;
		const char *wire;
	} rows[] = {
		{ SIPW_PART_USER, B("j@s0n"), "j%40s0n" }, /* RFC 3261 19.1.2 */
		{ SIPW_PART_USER, B("sips:user@example.com"), "sips%3Auser%40example.com" }, /* RFC 4475 3.1.1.3 */
		{ SIPW_PART_USER, B("null-\0-null"), "null-%00-null" }, /* RFC 4475 3.1.1.4 */
		{ SIPW_PART_USER, B("alice;day=tuesday"), "alice;day=tuesday" }, /* RFC 3261 19.1.3 */
		{ SIPW_PART_HEADER_VALUE, B("project x"), "project%20x" },
		{ SIPW_PART_HEADER_VALUE, B("<sip:example.com>"), "%3Csip:example.com%3E" },
		{ SIPW_PART_HEADER_VALUE, B("a=b&c"), "a%3Db%26c" },
		{ SIPW_PART_USER, B("100%"), "100%25" },
		{ SIPW_PART_USER, B("%41"), "%2541" },
		{ SIPW_PART_USER, B("J\xc3\xbcrgen"), "J%C3%BCrgen" },
		{ SIPW_PART_PARAM_VALUE, B("a=b;c"), "a%3Db%3Bc" },
		{ SIPW_PART_PASSWORD, B("a:b@c"), "a%3Ab%40c" },
		{ SIPW_PART_TEL_VALUE, B("a+b?c"), "a%2Bb%3Fc" },
		{ SIPW_PART_PASSWORD, B(""), "" },
		{ SIPW_PART_HEADER_VALUE, B(""), "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char out[64];
		ptrdiff_t n = sipw_escape(rows[i].part, rows[i].plain, out, sizeof out, NULL);
		CHECK_TEXT(sipw_sn(out, (size_t)n), rows[i].wire);
		n = sipw_unescape(rows[i].part, sipw_s(rows[i].wire), out, sizeof out, NULL);
		CHECK_STR(sipw_sn(out, (size_t)n), rows[i].plain);
	}
}

/* Escapes of either case, also of octets that need none. */
Test(uri_escape, hexadecimal)
{
	static const char *const digits[] = { "0123456789abcdef", "0123456789ABCDEF" };
	for (unsigned i = 0; i < 4 * 256; i++) {
		const unsigned octet = i & 255;
		const char wire[] = { '%', digits[i >> 8 & 1][octet >> 4], digits[i >> 9][octet & 15] };
		char out[4];
		CHECK_INT(sipw_unescape(SIPW_PART_USER, sipw_sn(wire, 3), out, sizeof out, NULL), 1);
		CHECKF((unsigned char)out[0] == octet, "%.3s", wire);
	}
}

Test(uri_escape, half_escapes)
{
	static const struct {
		const char *wire;
		size_t offset;
	} rows[] = {
		{ "%", 0 }, { "%4", 0 }, { "a%", 1 }, { "a%4", 1 }, { "%%41", 0 }, { "%4g", 0 }, { "%g4", 0 }, { "%41%", 3 },
		{ "%41%4", 3 }, { "ab%zz", 2 }, { "%-1", 0 }, { "% 1", 0 }, { "%0x", 0 }, { "%41%42%4@", 6 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct guard g = guard_open(16);
		sipw_error error = { 0 };
		char out[16];
		CHECK_INT(sipw_unescape(SIPW_PART_USER, guard_copy(&g, sipw_s(rows[i].wire)), out, sizeof out, &error),
			  SIPW_ERR_SYNTAX);
		CHECK_INT(error.offset, rows[i].offset);
		CHECK_INT(error.byte, '%');
		CHECK_TEXT(sipw_s(error.sentence), "two hexadecimal digits must follow %");
		guard_close(&g);
	}
}

Test(uri_escape, empty_and_absent)
{
	char out[4];
	for (size_t i = 0; i < PARTS; i++) {
		const int expected = parts[i].may_be_empty ? 0 : SIPW_ERR_SYNTAX;
		sipw_error error = { 0 };
		CHECK_INT(sipw_escape(parts[i].part, sipw_s(""), out, sizeof out, NULL), expected);
		CHECK_INT(sipw_unescape(parts[i].part, sipw_s(""), out, sizeof out, &error), expected);
		CHECK(expected == 0 || (error.code == SIPW_ERR_SYNTAX && error.byte == -1 && error.offset == 0));
		CHECK_INT(sipw_escape(parts[i].part, sipw_s(NULL), out, sizeof out, &error), SIPW_ERR_ARGUMENT);
		CHECK_INT(sipw_unescape(parts[i].part, sipw_s(NULL), out, sizeof out, NULL), SIPW_ERR_ARGUMENT);
		CHECK_TEXT(sipw_s(error.sentence), "the text is missing");
	}
	static const int unknown[] = { 0, -1, SIPW_PART_OTHER + 1, 1000, INT32_MAX, INT32_MIN };
	for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
		CHECK_INT(sipw_escape(unknown[i], sipw_s("a"), out, sizeof out, NULL), SIPW_ERR_ARGUMENT);
		CHECK_INT(sipw_unescape(unknown[i], sipw_s("a"), out, sizeof out, NULL), SIPW_ERR_ARGUMENT);
	}
}

static ptrdiff_t escape_user(const void *ctx, char *out, size_t cap)
{
	return sipw_escape(SIPW_PART_USER, *(const sipw_str *)ctx, out, cap, NULL);
}

static ptrdiff_t unescape_user(const void *ctx, char *out, size_t cap)
{
	return sipw_unescape(SIPW_PART_USER, *(const sipw_str *)ctx, out, cap, NULL);
}

Test(uri_escape, sizes)
{
	static const sipw_str plain = B("a b\xff%cdefghijklmnopqrstuvwxyz0123456789 z");
	static const sipw_str wire = B("a%20b%FF%25cdefghijklmnopqrstuvwxyz0123456789%20z");
	check_sizes(escape_user, &plain, wire, "escape");
	check_sizes(unescape_user, &wire, plain, "unescape");
}
