/* SPDX-License-Identifier: MIT */
#ifndef SIPW_SUBSET_H
#define SIPW_SUBSET_H

/*
 * Everyday subsets of character classes, told while the bytes are copied, sixteen at a time, or eight where
 * there are no blocks. "No" means nothing but "look closer": the exact class decides, and what was copied is
 * copied again. Values shorter than SUBSET_MIN bytes look closer, unless a class is told by the way.
 */

#include <stdbool.h>

#include "text/block.h"
#include "text/class.h"
#include "text/copy.h"
#include "text/word.h"

#define SUBSET_MIN 4
/* So many blocks or words are counted at most. */
#define COUNT_MAX 255

/* Copies less than SUBSET_MIN bytes; whether there are any, all of the class. */
HOT static inline bool sipw__copy_few_of(char *to, const char *p, size_t n, uint64_t class_bit)
{
	if (n == 0)
		return false;
	char c = p[0];
	uint64_t common = sipw__chars[(unsigned char)c] & class_bit;
	to[0] = c;
	c = p[n / 2];
	common &= sipw__chars[(unsigned char)c];
	to[n / 2] = c;
	c = p[n - 1];
	common &= sipw__chars[(unsigned char)c];
	to[n - 1] = c;
	return LIKELY(common != 0);
}

#if SIPW_BLOCKS

HOT static inline sipw__block sipw__alnum16(sipw__block b)
{
	return sipw__or16(sipw__between16(sipw__small16(b), 'a', 26), sipw__between16(b, '0', 10));
}

/* Letters, digits, "-", "." and "_": they are in every class of words. */
HOT static inline sipw__block sipw__everyday16(sipw__block b)
{
	return sipw__or16(sipw__or16(sipw__alnum16(b), sipw__between16(b, '-', 2)), sipw__equal16(b, '_'));
}

/* Printable ASCII and space. */
HOT static inline sipw__block sipw__printable16(sipw__block b)
{
	return sipw__between16(b, ' ', 0x7f - ' ');
}

/* These without the two characters that a quoted string escapes. */
HOT static inline sipw__block sipw__quotable16(sipw__block b)
{
	return sipw__without16(sipw__printable16(b), sipw__or16(sipw__equal16(b, '"'), sipw__equal16(b, '\\')));
}

/* Copies more than 16 bytes; what all blocks have of the subset. */
HOT static inline sipw__block sipw__copy_long_subset(char *to, const char *p, size_t n, sipw__block (*subset)(sipw__block))
{
	const sipw__block first = sipw__load16(p), last = sipw__load16(p + n - 16);
	sipw__block in = sipw__and16(subset(first), subset(last));
	for (size_t i = 16; i + 16 < n; i += 16) {
		const sipw__block b = sipw__load16(p + i);
		sipw__store16(to + i, b);
		in = sipw__and16(in, subset(b));
	}
	sipw__store16(to, first);
	sipw__store16(to + n - 16, last);
	return in;
}

/* Copies n bytes, SUBSET_MIN or more; whether all are in the subset. */
HOT static inline bool sipw__copy_subset(char *to, const char *p, size_t n, sipw__block (*subset)(sipw__block))
{
	sipw__block in;
	if (n > 16) {
		in = sipw__copy_long_subset(to, p, n, subset);
	} else {
		const sipw__block b = sipw__load_short(p, n);
		sipw__store_short(to, p, n, b);
		in = subset(b);
	}
	return LIKELY(sipw__full16(in));
}

HOT static inline bool sipw__copy_everyday(char *to, const char *p, size_t n)
{
	return n >= SUBSET_MIN && sipw__copy_subset(to, p, n, sipw__everyday16);
}

/* How many of n bytes are in that subset. Up to 16 bytes behind them are changed. */
HOT static inline size_t sipw__count_everyday(char *p, size_t n)
{
	sipw__block counts = sipw__twice8(0);
	sipw__store16(p + n, counts);
	for (size_t i = 0; i < n; i += 16)
		counts = sipw__count16(counts, sipw__everyday16(sipw__load16(p + i)));
	return sipw__sum16(counts);
}

/* (As branches rather than as one value, so that whoever asks goes on from each of them.) */
HOT static inline bool sipw__copy_quotable(char *to, const char *p, size_t n)
{
	if (n >= SUBSET_MIN) {
		if (!sipw__copy_subset(to, p, n, sipw__quotable16))
			return false;
	} else if (!sipw__copy_few_of(to, p, n, CLASS_QDTEXT)) {
		return false;
	}
	return true;
}

HOT static inline bool sipw__copy_printable(char *to, const char *p, size_t n)
{
	return n >= SUBSET_MIN && sipw__copy_subset(to, p, n, sipw__printable16);
}

#else

static inline uint64_t sipw__everyday8(uint64_t bytes)
{
	return sipw__alnum8(bytes) | sipw__between8(bytes, '-', 2) | sipw__equal8(bytes, '_');
}

static inline uint64_t sipw__printable8(uint64_t bytes)
{
	return sipw__between8(bytes, ' ', 0x7f - ' ');
}

static inline uint64_t sipw__quotable8(uint64_t bytes)
{
	return sipw__printable8(bytes) & ~(sipw__equal8(bytes, '"') | sipw__equal8(bytes, '\\'));
}

static inline bool sipw__full8(uint64_t top)
{
	return (top & EACH_BYTE(0x80)) == EACH_BYTE(0x80);
}

/* Copies n bytes, SUBSET_MIN or more; whether all are in the subset. */
HOT static inline bool sipw__copy_subset(char *to, const char *p, size_t n, uint64_t (*subset)(uint64_t))
{
	uint64_t word = n < 8 ? sipw__word_short(p, n) : sipw__word_of(p + n - 8, 8);
	uint64_t in = subset(word & EACH_BYTE(0x7f)) & ~word;
	for (size_t i = 0; i + 8 < n; i += 8) {
		word = sipw__word_of(p + i, 8);
		in &= subset(word & EACH_BYTE(0x7f)) & ~word;
	}
	sipw__copy(to, p, n);
	return sipw__full8(in);
}

static inline bool sipw__copy_everyday(char *to, const char *p, size_t n)
{
	return n >= SUBSET_MIN && sipw__copy_subset(to, p, n, sipw__everyday8);
}

static inline size_t sipw__count_everyday(char *p, size_t n)
{
	uint64_t counts = 0;
	memset(p + n, 0, 8);
	for (size_t i = 0; i < n; i += 8) {
		const uint64_t word = sipw__word_of(p + i, 8);
		counts += (sipw__everyday8(word & EACH_BYTE(0x7f)) & ~word & EACH_BYTE(0x80)) >> 7;
	}
	return sipw__sum8(counts);
}

static inline bool sipw__copy_quotable(char *to, const char *p, size_t n)
{
	return n >= SUBSET_MIN ? sipw__copy_subset(to, p, n, sipw__quotable8) : sipw__copy_few_of(to, p, n, CLASS_QDTEXT);
}

static inline bool sipw__copy_printable(char *to, const char *p, size_t n)
{
	return n >= SUBSET_MIN && sipw__copy_subset(to, p, n, sipw__printable8);
}

#endif

/* Copies a token of up to 8 bytes by the class itself, where that is cheaper than a block, a longer one
 * of an everyday kind; without blocks any by the class. */
HOT static inline bool sipw__copy_token(char *to, const char *p, size_t n)
{
	if (n > 8 && SIPW_BLOCKS)
		return sipw__copy_everyday(to, p, n);
	if (n > 8) {
		sipw__copy(to, p, n);
		return sipw__all(p, n, CLASS_TOKEN);
	}
	if (n >= 4) {
		sipw__copy_words(to, p, n, 4);
		return (sipw__common4(p) & sipw__common4(p + n - 4) & CLASS_TOKEN) != 0;
	}
	if (n == 0)
		return false;
	sipw__copy_few(to, p, n);
	return sipw__all(p, n, CLASS_TOKEN);
}

/* The end of the token at p. Most are everyday bytes, and end where the value does or within a block. */
static inline const char *sipw__token_end(const char *p, const char *end)
{
#if SIPW_BLOCKS
	const size_t n = (size_t)(end - p);
	if (n >= SUBSET_MIN && n <= 16 && sipw__full16(sipw__everyday16(sipw__load_short(p, n))))
		return end;
	if (n > 16)
		p += __builtin_ctz(~sipw__bits16(sipw__everyday16(sipw__load16(p))));
#endif
	return sipw__span(p, end, CLASS_TOKEN);
}

#endif
