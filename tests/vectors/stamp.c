/* SPDX-License-Identifier: MIT */
/* What templates are stamped out with, against one byte after another: every length, every byte at every
 * place, at the ends of memory. Without any test framework, so that each machine's way is run there. */
#include <stdio.h>
#include <stdlib.h>

#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "text/base32.h"
#include "text/stamp.h"

static unsigned long failures;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

typedef bool noter(sipw__noted *noted, char *to, const char *p, size_t n);

static bool note_alnum(sipw__noted *noted, char *to, const char *p, size_t n)
{
	return sipw__note_alnum(noted, to, p, n);
}

static bool note_digits(sipw__noted *noted, char *to, const char *p, size_t n)
{
	return sipw__note_digits(noted, to, p, n);
}

static const struct {
	noter *note;
	uint64_t class_bit;
} noters[] = { { note_alnum, CLASS_ALPHANUM }, { note_digits, CLASS_DIGIT } };

/* A value is copied and noted; what was noted before stays noted. */
static void check_note(size_t which, char *to, const char *text, size_t n, bool right)
{
	sipw__noted noted = sipw__noted_nothing();
	memset(to, '#', n);
	CHECK(noters[which].note(&noted, to, text, n));
	CHECK(memcmp(to, text, n) == 0);
	CHECKF(sipw__noted_right(noted) == right, "%zu bytes: %s", n, check_show(sipw_sn(text, n)));
	CHECK(noters[which].note(&noted, to, "7", 1) && sipw__noted_right(noted) == right);
}

static void each_byte_at_each_place(size_t which, char *to, char *text, size_t n)
{
	memset(text, '0', n);
	for (size_t place = 0; place < n; place++) {
		for (unsigned c = 0; c < 256; c++) {
			text[place] = (char)c;
			check_note(which, to, text, n, sipw__is((char)c, noters[which].class_bit));
		}
		text[place] = '0';
	}
}

static void test_notes(void)
{
	struct guard from = guard_open(NOTED_MAX), to = guard_open(NOTED_MAX);
	for (size_t which = 0; which < sizeof noters / sizeof noters[0]; which++)
		for (size_t n = 1; n <= NOTED_MAX; n++)
			each_byte_at_each_place(which, guard_last(&to, n), guard_last(&from, n), n);
	guard_close(&from);
	guard_close(&to);
}

/* Neither nothing nor too much is touched. */
static void test_lengths_that_are_not_noted(void)
{
	static const char text[NOTED_MAX + 1] = "";
	char to[1] = { '#' };
	sipw__noted noted = sipw__noted_nothing();
	for (size_t which = 0; which < sizeof noters / sizeof noters[0]; which++) {
		CHECK(!noters[which].note(&noted, to, text, 0));
		CHECK(!noters[which].note(&noted, to, text, NOTED_MAX + 1));
	}
	CHECK(to[0] == '#' && sipw__noted_right(noted));
}

static void test_blocks(void)
{
	enum { LONGEST = 200 };
	char text[LONGEST + BLOCKS_SLACK];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)i;
	for (size_t n = 0; n <= LONGEST; n++) {
		struct guard from = guard_open(n + BLOCKS_SLACK + 1), to = guard_open(n + BLOCKS_SLACK + 1);
		const size_t room = n == 0 ? BLOCKS_SLACK + 1 : n + BLOCKS_SLACK;
		char *start = guard_last(&to, room);
		memcpy(guard_last(&from, room), text, room < sizeof text ? room : sizeof text);
		CHECK(sipw__copy_blocks(start, guard_last(&from, room), n) == start + n);
		CHECK(memcmp(start, text, n) == 0);
		guard_close(&from);
		guard_close(&to);
	}
}

/* Each value of each digit, and many numbers. */
static void test_base32(void)
{
	char found[BASE32_DIGITS], expected[BASE32_DIGITS];
	uint64_t state = 32;
	for (unsigned i = 0; i < 100000; i++) {
		const uint64_t random = (uint64_t)next_random(&state) << 32 | next_random(&state);
		const uint64_t bits = i < 256 ? (uint64_t)(i & 31) << i / 32 * 5 : random;
		sipw__write_base32(found, bits);
		sipw__write_base32_plain(expected, bits);
		CHECK(memcmp(found, expected, sizeof found) == 0);
	}
	sipw__write_base32_plain(found, UINT64_C(0xf800000001) | 26 << 5);
	CHECK(memcmp(found, "b2aaaaa7", sizeof found) == 0);
}

int main(void)
{
	test_notes();
	test_lengths_that_are_not_noted();
	test_blocks();
	test_base32();
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
