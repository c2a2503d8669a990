/* SPDX-License-Identifier: MIT */
#ifndef SIPW_STAMP_H
#define SIPW_STAMP_H

/*
 * What stamping out messages is made of: fixed text copied in whole blocks, and values copied while it is
 * noted whether all of them are letters and digits, as most users, tags, branches and ids are. "No" means
 * nothing but "look closer" at what was copied.
 */

#include "text/subset.h"

/* Up to so many bytes behind a text are read and written along with it by sipw__copy_blocks(). */
#define BLOCKS_SLACK 31

HOT static inline void sipw__copy32(char *to, const char *from)
{
	memcpy(to, from, 32);
}

/* Copies n bytes, 32 at a time and so many at least. Returns where the n bytes end. */
HOT static inline char *sipw__copy_blocks(char *to, const char *from, size_t n)
{
	sipw__copy32(to, from);
	if (n > 32)
		sipw__copy32(to + 32, from + 32);
	if (n > 64)
		sipw__copy32(to + 64, from + 64);
	for (size_t i = 96; i < n; i += 32)
		sipw__copy32(to + i, from + i);
	return to + n;
}

/* The longest value that is noted; longer ones take a closer look anyway. */
#define NOTED_MAX 32

/* What was noted of all values so far: one after the other, told at the end. */
#if SIPW_BLOCKS

typedef sipw__block sipw__noted;

HOT static inline sipw__noted sipw__noted_nothing(void)
{
	return sipw__twice8(UINT64_MAX);
}

HOT static inline bool sipw__noted_right(sipw__noted noted)
{
	return sipw__full16(noted);
}

HOT static inline sipw__block sipw__digit16(sipw__block b)
{
	return sipw__between16(b, '0', 10);
}

/* 4 to 7 bytes. */
HOT static inline sipw__block sipw__move4(char *to, const char *p, size_t n)
{
	uint32_t low, high;
	memcpy(&low, p, 4);
	memcpy(&high, p + n - 4, 4);
	memcpy(to, &low, 4);
	memcpy(to + n - 4, &high, 4);
	return sipw__twice8(low | (uint64_t)high << 32);
}

/* 8 to 16 bytes. */
HOT static inline sipw__block sipw__move8(char *to, const char *p, size_t n)
{
	const sipw__block b = sipw__load8x2(p, p + n - 8);
	sipw__store8x2(to, to + n - 8, b);
	return b;
}

HOT static inline sipw__block sipw__move16(char *to, const char *p)
{
	const sipw__block b = sipw__load16(p);
	sipw__store16(to, b);
	return b;
}

/* 1 to 3 bytes, held to the exact class. */
HOT static inline sipw__noted sipw__note_few(sipw__noted noted, uint64_t class_bit, char *to, const char *p, size_t n)
{
	sipw__copy_few(to, p, n);
	return LIKELY(sipw__all(p, n, class_bit)) ? noted : sipw__twice8(0);
}

HOT static inline bool sipw__note(sipw__noted *noted, sipw__block (*subset)(sipw__block), uint64_t class_bit, char *to,
				  const char *p, size_t n)
{
	if (n < 8) {
		if (n == 0)
			return false;
		*noted = n < 4 ? sipw__note_few(*noted, class_bit, to, p, n)
			       : sipw__and16(*noted, subset(sipw__move4(to, p, n)));
	} else if (n <= 16) {
		*noted = sipw__and16(*noted, subset(sipw__move8(to, p, n)));
	} else {
		if (n > NOTED_MAX)
			return false;
		const sipw__block low = subset(sipw__move16(to, p));
		*noted = sipw__and16(*noted, sipw__and16(low, subset(sipw__move16(to + n - 16, p + n - 16))));
	}
	return true;
}

/* Copies a value of 1 to NOTED_MAX bytes and notes what it is; false for other ones. */
HOT static inline bool sipw__note_alnum(sipw__noted *noted, char *to, const char *p, size_t n)
{
	return sipw__note(noted, sipw__alnum16, CLASS_ALPHANUM, to, p, n);
}

HOT static inline bool sipw__note_digits(sipw__noted *noted, char *to, const char *p, size_t n)
{
	return sipw__note(noted, sipw__digit16, CLASS_DIGIT, to, p, n);
}

#else

typedef bool sipw__noted;

static inline sipw__noted sipw__noted_nothing(void)
{
	return true;
}

static inline bool sipw__noted_right(sipw__noted noted)
{
	return noted;
}

static inline bool sipw__note(sipw__noted *noted, uint64_t class_bit, char *to, const char *p, size_t n)
{
	if (n == 0 || n > NOTED_MAX)
		return false;
	sipw__copy_short(to, p, n);
	*noted = *noted && sipw__all(p, n, class_bit);
	return true;
}

static inline bool sipw__note_alnum(sipw__noted *noted, char *to, const char *p, size_t n)
{
	return sipw__note(noted, CLASS_ALPHANUM, to, p, n);
}

static inline bool sipw__note_digits(sipw__noted *noted, char *to, const char *p, size_t n)
{
	return sipw__note(noted, CLASS_DIGIT, to, p, n);
}

#endif

#endif
