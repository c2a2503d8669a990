/* SPDX-License-Identifier: MIT */
/* Numbers, UTF-8, copies, comparison, errors as text. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>

#include "sipwright.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "text/copy.h"
#include "text/number.h"
#include "text/seek.h"
#include "text/str.h"
#include "text/utf8.h"

static void check_decimal(uint64_t number)
{
	char expected[24], text[24];
	snprintf(expected, sizeof expected, "%" PRIu64, number);
	const char *end = sipw__write_decimal(text, number);
	CHECK_TEXT(sipw_sn(text, (size_t)(end - text)), expected);
	if (number > UINT32_MAX)
		return;
	end = sipw__write_number(text, (uint32_t)number);
	CHECK_TEXT(sipw_sn(text, (size_t)(end - text)), expected);
}

Test(text, decimals)
{
	uint64_t power = 1, state = 1;
	for (uint64_t number = 0; number <= 11000; number++)
		check_decimal(number);
	for (int digits = 0; digits < 20; digits++, power *= 10)
		for (uint64_t off = 0; off < 3; off++)
			check_decimal(power + off - 1);
	for (int bit = 0; bit < 64; bit++)
		for (uint64_t off = 0; off < 3; off++)
			check_decimal((UINT64_C(1) << bit) + off - 1);
	for (int i = 0; i < 100000; i++)
		check_decimal((uint64_t)next_random(&state) << 32 | next_random(&state));
	check_decimal(UINT64_MAX);
	check_decimal(UINT32_MAX);
}

Test(text, hexadecimal)
{
	uint64_t state = 5;
	for (int i = 0; i < 100000; i++) {
		const uint32_t number = i < 64 ? UINT32_C(1) << (i % 32) : next_random(&state) >> i % 32;
		char text[9], expected[9];
		snprintf(expected, sizeof expected, "%08x", (unsigned)number);
		CHECK(sipw__write_hex(text, number) == text + 8);
		CHECK_TEXT(sipw_sn(text, 8), expected);
	}
}

/* Digits are written right up to the end of the memory, and not past it. */
Test(text, decimals_at_the_end)
{
	struct guard g = guard_open(64);
	for (unsigned n = 1; n <= 20; n++) {
		uint64_t number = 1;
		for (unsigned i = 1; i < n; i++)
			number *= 10;
		CHECK(sipw__write_decimal(guard_last(&g, n), number) == g.end);
		if (n <= 10)
			CHECK(sipw__write_number(guard_last(&g, n), (uint32_t)number) == g.end);
	}
	guard_close(&g);
}

Test(text, padded)
{
	for (uint32_t number = 0; number < 10000; number++) {
		char expected[8], text[8];
		snprintf(expected, sizeof expected, "%04" PRIu32, number);
		CHECK(sipw__write_padded(text, number, 4) == text + 4);
		CHECK_TEXT(sipw_sn(text, 4), expected);
	}
}

Test(text, q_values)
{
	for (uint32_t q = 0; q <= 1000; q++) {
		char expected[8], text[8];
		snprintf(expected, sizeof expected, "%" PRIu32 ".%03" PRIu32, q / 1000, q % 1000);
		size_t n = 5;
		while (expected[n - 1] == '0')
			n--;
		n -= expected[n - 1] == '.';
		const char *end = sipw__write_q(text, q);
		CHECK_STR(sipw_sn(text, (size_t)(end - text)), sipw_sn(expected, n));
	}
}

Test(text, read_numbers)
{
	static const struct {
		const char *text;
		uint64_t max;
		bool right;
		uint64_t number;
	} rows[] = {
		{ "0", 0, true, 0 },
		{ "1", 0, false, 0 },
		{ "255", 255, true, 255 },
		{ "256", 255, false, 0 },
		{ "0000255", 255, true, 255 },
		{ "4294967295", UINT32_MAX, true, UINT32_MAX },
		{ "4294967296", UINT32_MAX, false, 0 },
		{ "00000000000000000000000000004294967295", UINT32_MAX, true, UINT32_MAX },
		{ "42949672950", UINT32_MAX, false, 0 },
		{ "18446744073709551615", UINT64_MAX, true, UINT64_MAX },
		{ "18446744073709551616", UINT64_MAX, false, 0 },
		{ "18446744073709551625", UINT64_MAX, false, 0 },
		{ "99999999999999999999999", UINT64_MAX, false, 0 },
		{ "", 9, false, 0 },
		{ "+1", 9, false, 0 },
		{ "-1", 9, false, 0 },
		{ " 1", 9, false, 0 },
		{ "1 ", 9, false, 0 },
		{ "1a", 99, false, 0 },
		{ "/", 99, false, 0 },
		{ ":", 99, false, 0 },
		{ "\xb1", 99, false, 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint64_t number = 77;
		const bool right = sipw__read_number(sipw_s(rows[i].text), rows[i].max, &number);
		CHECKF(right == rows[i].right, "'%s'", rows[i].text);
		CHECKF(number == (right ? rows[i].number : 77), "'%s' is %" PRIu64, rows[i].text, number);
	}
	for (uint64_t max = 0; max < 1200; max++)
		for (uint64_t value = 0; value < 1200; value++) {
			char text[8];
			uint64_t number = 0;
			const int n = snprintf(text, sizeof text, "%" PRIu64, value);
			if (sipw__read_number(sipw_sn(text, (size_t)n), max, &number) != (value <= max) ||
			    (value <= max && number != value))
				CHECKF(false, "%s up to %" PRIu64, text, max);
		}
}

/* The length by the code point that the bytes say, for all that four bytes can hold. */
static void check_utf8(const struct guard *g, const unsigned char *bytes, size_t n)
{
	uint32_t point = 0;
	const size_t decoded = decode_utf8(bytes, n, &point);
	const size_t expected = decoded > 1 ? decoded : 0;
	char *place = guard_last(g, n);
	memcpy(place, bytes, n);
	if (sipw__utf8_length(place, g->end) != expected)
		CHECKF(false, "%02x %02x %02x %02x: %zu", bytes[0], bytes[1], bytes[2], bytes[3],
		       sipw__utf8_length(place, g->end));
}

Test(text, utf8)
{
	static const unsigned char tails[] = { 0x00, 0x7f, 0x80, 0x81, 0xbe, 0xbf, 0xc0, 0xff };
	struct guard g = guard_open(64);
	for (unsigned pair = 0; pair < 65536; pair++)
		for (size_t i = 0; i < sizeof tails; i++)
			for (size_t k = 0; k < sizeof tails; k++) {
				const unsigned char bytes[4] = { (unsigned char)(pair >> 8), (unsigned char)pair, tails[i], tails[k] };
				check_utf8(&g, bytes, 4);
			}
	for (unsigned pair = 0; pair < 65536; pair++)
		for (size_t n = 1; n < 4; n++) {
			const unsigned char bytes[4] = { (unsigned char)(pair >> 8), (unsigned char)pair, 0x80, 0 };
			check_utf8(&g, bytes, n);
		}
	CHECK_INT(sipw__utf8_length(g.end, g.end), 0);
	guard_close(&g);
}

/* Each length at each alignment of source and destination; both end where memory does. */
Test(text, copies)
{
	struct guard from = guard_open(4096), to = guard_open(4096);
	for (size_t i = 0; i < from.size; i++)
		from.base[i] = (char)(i * 7 + 1);
	for (size_t n = 0; n <= 200; n++)
		for (size_t a = 0; a < 17; a++)
			for (size_t b = 0; b < 17; b++) {
				const char *source = guard_last(&from, n + a);
				char *place = guard_last(&to, n + b);
				memset(to.base, 0, to.size);
				CHECK(sipw__copy(place, source, n) == place + n);
				bool right = memcmp(place, source, n) == 0 && place[-1] == 0;
				for (size_t i = n; i < n + b; i++)
					right = right && place[i] == 0;
				if (!right)
					CHECKF(false, "%zu bytes, alignments %zu and %zu", n, a, b);
			}
	guard_close(&from);
	guard_close(&to);
}

/* Every pair of bytes at every place of every short length, and with the rest equal. */
Test(text, same_nocase)
{
	char a[24], b[24];
	for (size_t n = 1; n <= sizeof a; n++)
		for (size_t at = 0; at < n; at++) {
			memset(a, 'Q', sizeof a);
			memset(b, 'q', sizeof b);
			for (unsigned x = 0; x < 256; x++)
				for (unsigned y = 0; y < 256; y++) {
					a[at] = (char)x;
					b[at] = (char)y;
					const bool same = lower_byte((unsigned char)x) == lower_byte((unsigned char)y);
					if (sipw__same_nocase(a, b, n) != same)
						CHECKF(false, "%zu bytes, 0x%02x and 0x%02x at %zu", n, x, y, at);
				}
		}
	CHECK(sipw__same_nocase(a, b, 0));
	CHECK(check_count() == 1);
}

Test(text, same_nocase_at_the_end)
{
	struct guard g = guard_open(256);
	char text[128];
	memset(text, 'A', sizeof text);
	memset(g.base, 'a', g.size);
	for (size_t n = 0; n <= sizeof text; n++)
		CHECK(sipw__same_nocase(guard_last(&g, n), text, n));
	guard_close(&g);
}

Test(text, slices)
{
	CHECK(sipw_s(NULL).ptr == NULL && sipw_s(NULL).len == 0);
	CHECK(sipw_s("").ptr != NULL && sipw_s("").len == 0);
	CHECK_TEXT(sipw_sn("abcdef", 3), "abc");
	CHECK(sipw_num(0).given != 0 && sipw_num(0).number == 0);
	CHECK(sipw__equal(sipw_s("a"), sipw_s("a")) && !sipw__equal(sipw_s("a"), sipw_s("A")));
	CHECK(sipw__equal_nocase(sipw_s("aZ"), sipw_s("Az")) && !sipw__equal_nocase(sipw_s("a"), sipw_s("ab")));
	CHECK_TEXT(sipw_s(sipw_version()), SIPW_VERSION);
}

Test(text, error_names)
{
	static const char *const names[] = { "SIPW_OK",		"SIPW_ERR_SPACE",    "SIPW_ERR_MEMORY", "SIPW_ERR_LIMIT",
					     "SIPW_ERR_SYNTAX", "SIPW_ERR_RANGE",    "SIPW_ERR_RULE",	"SIPW_ERR_ARGUMENT",
					     "SIPW_ERR_STATE",	"SIPW_ERR_ENTROPY" };
	for (int code = 0; code > -10; code--)
		CHECK_TEXT(sipw_s(sipw_err_name(code)), names[-code]);
	CHECK_TEXT(sipw_s(sipw_err_name(77)), "SIPW_OK");
	CHECK_TEXT(sipw_s(sipw_err_name(INT32_MAX)), "SIPW_OK");
	CHECK(sipw_err_name(-10) != NULL && sipw_err_name(INT32_MIN) != NULL);
}

static const struct {
	sipw_error error;
	const char *text;
} errors[] = {
	{ { SIPW_ERR_SYNTAX, SIPW_HDR_FROM, "uri", 12, 13, "not allowed in a user part", "RFC 3261 25.1", NULL, 0 },
	  "From uri: byte 0x0d at 12: not allowed in a user part [RFC 3261 25.1]" },
	{ { SIPW_ERR_SYNTAX, SIPW_HDR_VIA, "branch", 0, -1, "a branch is a token", "RFC 3261 20.42", NULL, 0 },
	  "Via branch: the end at 0: a branch is a token [RFC 3261 20.42]" },
	{ { SIPW_ERR_SYNTAX, 0, "name", 3, 0xff, "no", NULL, NULL, 0 }, "name: byte 0xff at 3: no" },
	{ { SIPW_ERR_RANGE, SIPW_HDR_MAX_FORWARDS, "value", 0, -1, "Max-Forwards is 0 to 255", "RFC 3261 20.22", NULL, 0 },
	  "Max-Forwards value: Max-Forwards is 0 to 255 [RFC 3261 20.22]" },
	{ { SIPW_ERR_RULE, SIPW_HDR_TO, NULL, 0, -1, "it must stand", "RFC 3261 8.1.1", NULL, 0 }, "To: it must stand [RFC 3261 8.1.1]" },
	{ { SIPW_ERR_STATE, 0, NULL, 0, -1, "the message has no start line", NULL, NULL, 0 }, "the message has no start line" },
	{ { SIPW_ERR_SPACE, 0, NULL, 0, -1, NULL, NULL, NULL, 0 }, "SIPW_ERR_SPACE" },
	{ { SIPW_ERR_RANGE, SIPW_HDR_MAX_FORWARDS, NULL, 0, -1, "it is 0", NULL, "request", 0 }, "request: Max-Forwards: it is 0" },
	{ { SIPW_ERR_SYNTAX, 0, "name", 3, 0x20, "no", NULL, "extra field", 12 }, "extra field 12: name: byte 0x20 at 3: no" },
	{ { SIPW_ERR_SPACE, 99999, NULL, 0, -1, NULL, NULL, NULL, 0 }, "SIPW_ERR_SPACE" },
};

/* Measured, whole, and in buffers of every size up to the end of the memory. */
Test(text, errors_as_text)
{
	struct guard g = guard_open(256);
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
		const size_t need = strlen(errors[i].text);
		CHECK_INT(sipw_error_text(&errors[i].error, NULL, 0), need);
		for (size_t cap = 0; cap <= need + 1; cap++) {
			char *out = guard_last(&g, cap);
			const ptrdiff_t n = sipw_error_text(&errors[i].error, out, cap);
			CHECK_INT(n, cap < need ? SIPW_ERR_SPACE : (long long)need);
			if (n >= 0)
				CHECK_TEXT(sipw_sn(out, (size_t)n), errors[i].text);
		}
	}
	guard_close(&g);
}

/* ---- seeking ---- */

Test(text, seek_finds_the_first_of_two_bytes)
{
	struct guard guard = guard_open(100);
	for (size_t n = 0; n <= 70; n++) {
		char *p = guard_last(&guard, n);
		memset(p, 'x', n);
		CHECK(sipw__seek(p, p + n, '\r', '\n') == p + n);
		for (size_t at = 0; at < n; at++) {
			p[at] = at % 2 == 0 ? '\r' : '\n';
			p[n - 1] = at == n - 1 ? p[at] : '\n';
			CHECK(sipw__seek(p, p + n, '\r', '\n') == p + at);
			CHECK(sipw__seek_plain(p, p + n, '\r', '\n') == p + at);
			CHECK(sipw__seek(p, p + n, '\xff', '\0') == p + n);
			memset(p, 'x', n);
		}
	}
	guard_close(&guard);
}

Test(text, seek_and_looks_for_a_third_byte_among_the_first)
{
	struct guard guard = guard_open(100);
	for (size_t n = 16; n <= 70; n++) {
		char *p = guard_last(&guard, n);
		for (size_t at = 0; at <= n; at++)
			for (size_t third = 0; third <= 20 && third < n; third++) {
				size_t found = 77;
				memset(p, 'x', n);
				p[third] = ':';
				if (at < n)
					p[at] = at % 2 == 0 ? '\r' : '\n';
				CHECK(sipw__seek_and(p, p + n - 16, '\r', '\n', ':', &found) == p + at);
				CHECK_INT(found, third < 16 && third != at ? third : 16);
			}
	}
	guard_close(&guard);
}
