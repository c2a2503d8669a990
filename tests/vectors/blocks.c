/* SPDX-License-Identifier: MIT */
/* Blocks of sixteen bytes, and words of eight, against one byte after another: every length and place of
 * a byte, every byte, and every alignment, with source and target at the ends of their memory. Without any
 * test framework, so that each machine's way is run there. */
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/guard.h"
#include "text/mask.h"
#include "text/subset.h"

/* Longer than any number of blocks that is treated in a way of its own. */
#define LONGEST 80

static unsigned long failures;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

typedef bool copier(char *to, const char *p, size_t n);

static bool copy_everyday(char *to, const char *p, size_t n)
{
	return sipw__copy_everyday(to, p, n);
}

static bool copy_quotable(char *to, const char *p, size_t n)
{
	return sipw__copy_quotable(to, p, n);
}

static bool copy_printable(char *to, const char *p, size_t n)
{
	return sipw__copy_printable(to, p, n);
}

static bool is_everyday(unsigned char c)
{
	return c < 0x80 && (sipw__is((char)c, CLASS_ALPHANUM) || strchr("-._", c) != NULL) && c != '\0';
}

static bool is_printable(unsigned char c)
{
	return c >= 0x20 && c < 0x7f;
}

static bool is_quotable(unsigned char c)
{
	return is_printable(c) && c != '"' && c != '\\';
}

static bool is_qdtext(unsigned char c)
{
	return is_quotable(c) && c != ' ';
}

static bool is_none(unsigned char c)
{
	(void)c;
	return false;
}

static const struct subset {
	const char *name;
	copier *copy;
	bool (*has)(unsigned char c);
	bool (*has_few)(unsigned char c); /* where there are less than SUBSET_MIN */
} subsets[] = {
	{ "everyday", copy_everyday, is_everyday, is_none },
	{ "quotable", copy_quotable, is_quotable, is_qdtext },
	{ "printable", copy_printable, is_printable, is_none },
};

/* A subset takes exactly its own, and then has copied it. */
static void check_copy(const struct subset *subset, char *to, const char *text, size_t n)
{
	bool (*has)(unsigned char c) = n >= SUBSET_MIN ? subset->has : subset->has_few;
	bool all = true;
	for (size_t i = 0; i < n; i++)
		all = all && has((unsigned char)text[i]);
	const bool said = subset->copy(to, text, n);
	CHECKF(said == all, "%s: %zu bytes: %s", subset->name, n, check_show(sipw_sn(text, n)));
	CHECK(!said || memcmp(to, text, n) == 0);
}

static void each_byte_at_each_place(const struct subset *subset, char *to, char *text, size_t n)
{
	memset(text, 'a', n);
	for (size_t place = 0; place < n; place++) {
		for (unsigned c = 0; c < 256; c++) {
			text[place] = (char)c;
			check_copy(subset, to, text, n);
		}
		text[place] = 'a';
	}
}

static void test_subsets(void)
{
	struct guard from = guard_open(LONGEST), to = guard_open(LONGEST);
	for (size_t i = 0; i < sizeof subsets / sizeof subsets[0]; i++)
		for (size_t n = 1; n <= LONGEST; n++)
			each_byte_at_each_place(&subsets[i], guard_last(&to, n), guard_last(&from, n), n);
	guard_close(&from);
	guard_close(&to);
}

static void test_subsets_at_every_alignment(void)
{
	char text[LONGEST + 16], copy[LONGEST + 16];
	memset(text, 'z', sizeof text);
	for (size_t shift = 0; shift < 16; shift++)
		for (size_t n = 1; n <= LONGEST; n++)
			check_copy(&subsets[0], copy + 15 - shift, text + shift, n);
}

static void test_no_bytes_are_in_no_subset(void)
{
	char none[1];
	for (size_t i = 0; i < sizeof subsets / sizeof subsets[0]; i++)
		CHECK(!subsets[i].copy(none, none, 0));
}

/* How many of n bytes are everyday ones, in text with room for a block behind it. */
static void check_count_everyday(char *text, size_t n)
{
	size_t expected = 0;
	for (size_t i = 0; i < n; i++)
		expected += is_everyday((unsigned char)text[i]);
	CHECK(sipw__count_everyday(text, n) == expected);
}

static void test_counts(void)
{
	struct guard g = guard_open(LONGEST + 16);
	for (size_t n = 0; n <= LONGEST; n++) {
		char *text = guard_last(&g, n + 16);
		for (size_t place = 0; place < n; place++)
			for (unsigned c = 0; c < 256; c++) {
				memset(text, c % 2 == 0 ? 'a' : ',', n);
				memset(text + n, 'z', 16);
				text[place] = (char)c;
				check_count_everyday(text, n);
			}
		check_count_everyday(text, n);
	}
	guard_close(&g);
}

/* As many as can be counted, all of them everyday ones. */
static void test_the_highest_count(void)
{
	static char text[COUNT_MAX * 16 + 16];
	memset(text, 'a', sizeof text);
	for (size_t n = COUNT_MAX * 8 - 40; n <= COUNT_MAX * (SIPW_BLOCKS ? 16 : 8); n++) {
		CHECK(sipw__count_everyday(text, n) == n);
		memset(text + n, 'a', 16);
	}
}

static void check_masks(char *to, const char *text, size_t n)
{
	const struct sipw__masks expected = sipw__masks_plain(NULL, text, n);
	const struct sipw__masks found = sipw__masks(to, text, n);
	CHECK(expected.alnum == found.alnum && expected.marks == found.marks);
	CHECK(memcmp(to, text, n) == 0);
}

static void masks_of_each_byte(char *to, char *text, size_t n, char filler)
{
	memset(text, filler, n);
	for (size_t place = 0; place < n; place++) {
		for (unsigned c = 0; c < 256; c++) {
			text[place] = (char)c;
			check_masks(to, text, n);
		}
		text[place] = filler;
	}
}

static void test_masks(void)
{
	struct guard from = guard_open(LONGEST), to = guard_open(LONGEST);
	for (size_t n = MASK_MIN; n <= MASK_MAX; n++) {
		masks_of_each_byte(guard_last(&to, n), guard_last(&from, n), n, '@');
		masks_of_each_byte(guard_last(&to, n), guard_last(&from, n), n, '.');
	}
	guard_close(&from);
	guard_close(&to);
}

/* The plain twin itself, by what its bits mean. */
static void test_plain_masks(void)
{
	for (unsigned c = 0; c < 256; c++) {
		const char text[4] = { 'a', (char)c, '-', '7' };
		const struct sipw__masks m = sipw__masks_plain(NULL, text, 4);
		CHECK(m.alnum == (sipw__is((char)c, CLASS_ALPHANUM) ? 11u : 9u));
		CHECK(m.marks == (c == '.' || c == '-' ? 6u : 4u));
	}
}

typedef uint64_t marker(char *to, const char *p, size_t n);

static uint64_t marks_call_id(char *to, const char *p, size_t n)
{
	return sipw__marks_call_id(to, p, n);
}

static uint64_t marks_media(char *to, const char *p, size_t n)
{
	return sipw__marks_media(to, p, n);
}

static const struct marked {
	marker *marks;
	bool (*has)(unsigned char c);
	char mark;
} all_marked[] = {
	{ marks_call_id, sipw__has_call_id, '@' },
	{ marks_media, sipw__has_media, '/' },
};

static void check_marks(const struct marked *m, char *to, const char *text, size_t n)
{
	char copy[LONGEST];
	const uint64_t expected = sipw__marks_plain(copy, text, n, m->has, m->mark), found = m->marks(to, text, n);
	CHECKF(expected == found, "%c: %zu bytes: %s", m->mark, n, check_show(sipw_sn(text, n)));
	CHECK(found == MARKS_NONE || memcmp(to, text, n) == 0);
}

static void test_marks(void)
{
	struct guard from = guard_open(LONGEST), to = guard_open(LONGEST);
	for (size_t i = 0; i < sizeof all_marked / sizeof all_marked[0]; i++)
		for (size_t n = MASK_MIN; n <= MASK_MAX; n++) {
			char *text = guard_last(&from, n);
			memset(text, 'a', n);
			for (size_t place = 0; place < n; place++) {
				for (unsigned c = 0; c < 256; c++) {
					text[place] = (char)c;
					check_marks(&all_marked[i], guard_last(&to, n), text, n);
				}
				text[place] = all_marked[i].mark; /* and stays there */
			}
		}
	guard_close(&from);
	guard_close(&to);
}

/* The kinds themselves: which bytes they have, and that these belong where they are put. */
static void test_marked_kinds(void)
{
	for (unsigned c = 0; c < 256; c++) {
		const bool word = sipw__is((char)c, CLASS_WORD), token = sipw__is((char)c, CLASS_TOKEN);
		CHECK(!sipw__has_call_id((unsigned char)c) || word || c == '@');
		CHECK(!sipw__has_media((unsigned char)c) || token || c == '/');
		CHECK(sipw__has_media((unsigned char)c) == (sipw__is((char)c, CLASS_ALPHANUM) || (c != 0 && c < 0x80 && strchr("-./", (int)c) != NULL)));
	}
}

int main(void)
{
	test_subsets();
	test_subsets_at_every_alignment();
	test_no_bytes_are_in_no_subset();
	test_counts();
	test_the_highest_count();
	test_masks();
	test_plain_masks();
	test_marks();
	test_marked_kinds();
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
