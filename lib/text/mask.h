/* SPDX-License-Identifier: MIT */
#ifndef SIPW_MASK_H
#define SIPW_MASK_H

/*
 * Which of up to 63 bytes are letters, digits and so on: a bit a byte, the first one lowest. What
 * addresses are made of can then be told by a few operations on whole words instead of a step a byte.
 *
 * sipw__masks() takes blocks of sixteen where the machine has them, else eight bytes in a word, and copies
 * the bytes as well if it is given a place. sipw__masks_plain() goes byte by byte.
 */

#include "text/class.h"
#include "text/copy.h"
#include "text/subset.h"

struct sipw__masks {
	uint64_t alnum; /* letters and digits */
	uint64_t marks; /* dots and hyphens */
};

#define MASK_MIN 4
/* From here on they need not be put together from halves. */
#define MASKS_LONG (SIPW_BLOCKS ? 16u : 8u)
/* One less than there are bits, so that a mask always ends in a zero. */
#define MASK_MAX 63

/* The lowest n bits; n is MASK_MAX at most. */
static inline uint64_t sipw__low_bits(size_t n)
{
	return (UINT64_C(1) << n) - 1;
}

/* The number of ones from the lowest bit on. */
static inline unsigned sipw__ones(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(~bits);
}

/* n is MASK_MIN to MASK_MAX. */
static inline struct sipw__masks sipw__masks_plain(char *to, const char *p, size_t n)
{
	struct sipw__masks m = { 0, 0 };
	for (size_t i = 0; i < n; i++) {
		const uint64_t c = sipw__chars[(unsigned char)p[i]];
		m.alnum |= (uint64_t)((c & CLASS_ALPHANUM) != 0) << i;
		m.marks |= (uint64_t)((c & CLASS_HOSTNAME) != 0) << i;
	}
	m.marks &= ~m.alnum;
	if (to != NULL)
		sipw__copy(to, p, n);
	return m;
}

/* The bits of two halves that may overlap, at their places. */
HOT static inline uint64_t sipw__halves(uint64_t bits, unsigned half, size_t n)
{
	return (bits & sipw__low_bits(half)) | (bits >> half & sipw__low_bits(half)) << (n - half);
}

#if SIPW_BLOCKS

/* One block's bits, at their place. */
HOT static inline void sipw__masks_add(struct sipw__masks *m, sipw__block b, size_t shift)
{
	m->alnum |= (uint64_t)sipw__bits16(sipw__alnum16(b)) << shift;
	m->marks |= (uint64_t)sipw__bits16(sipw__between16(b, '-', 2)) << shift;
}

HOT static inline void sipw__masks_block(struct sipw__masks *m, char *to, const char *p, size_t i)
{
	const sipw__block b = sipw__load16(p + i);
	if (to != NULL)
		sipw__store16(to + i, b);
	sipw__masks_add(m, b, i);
}

HOT static inline struct sipw__masks sipw__masks_short(char *to, const char *p, size_t n)
{
	struct sipw__masks m = { 0, 0 };
	const unsigned half = n >= 8 ? 8 : 4;
	const sipw__block b = sipw__load_short(p, n);
	if (to != NULL)
		sipw__store_short(to, p, n, b);
	sipw__masks_add(&m, b, 0);
	return (struct sipw__masks){ sipw__halves(m.alnum, half, n), sipw__halves(m.marks, half, n) };
}

HOT static inline struct sipw__masks sipw__masks_long(char *to, const char *p, size_t n)
{
	struct sipw__masks m = { 0, 0 };
	sipw__masks_block(&m, to, p, 0);
	if (n > 32)
		sipw__masks_block(&m, to, p, 16);
	if (n > 48)
		sipw__masks_block(&m, to, p, 32);
	sipw__masks_block(&m, to, p, n - 16);
	return m;
}

#else

/* The bits of eight bytes, at their place. */
static inline void sipw__masks_word(struct sipw__masks *m, uint64_t word, size_t shift)
{
	const uint64_t bytes = word & EACH_BYTE(0x7f), ascii = ~word & EACH_BYTE(0x80);
	m->alnum |= sipw__bits8(sipw__alnum8(bytes) & ascii) << shift;
	m->marks |= sipw__bits8(sipw__between8(bytes, '-', 2) & ascii) << shift;
}

HOT static inline struct sipw__masks sipw__masks_short(char *to, const char *p, size_t n)
{
	struct sipw__masks m = { 0, 0 };
	if (to != NULL)
		sipw__copy(to, p, n);
	sipw__masks_word(&m, sipw__word_short(p, n), 0);
	return (struct sipw__masks){ sipw__halves(m.alnum, 4, n), sipw__halves(m.marks, 4, n) };
}

HOT static inline struct sipw__masks sipw__masks_long(char *to, const char *p, size_t n)
{
	struct sipw__masks m = { 0, 0 };
	if (to != NULL)
		sipw__copy(to, p, n);
	for (size_t i = 0; i + 8 < n; i += 8)
		sipw__masks_word(&m, sipw__word_of(p + i, 8), i);
	sipw__masks_word(&m, sipw__word_of(p + n - 8, 8), n - 8);
	return m;
}

#endif

/* n is MASK_MIN to MASK_MAX; sipw__masks_short() is for less than MASKS_LONG, the other one for the rest. */
HOT static inline struct sipw__masks sipw__masks(char *to, const char *p, size_t n)
{
	return n < MASKS_LONG ? sipw__masks_short(to, p, n) : sipw__masks_long(to, p, n);
}

/*
 * Copies MASK_MIN to MASK_MAX bytes. A bit for each `mark` among them, if all are of one everyday kind, which the
 * mark is of as well; else MARKS_NONE. There are two kinds:
 *
 *   call_id  letters, "`", "@", and from "-" to "9": the mark is "@", all others are in every word
 *   media    letters, digits, "-", "." and "/", which is the mark
 *
 * sipw__marks_plain() goes byte by byte.
 */
#define MARKS_NONE UINT64_MAX

static inline bool sipw__has_call_id(unsigned char c)
{
	return (c | 0x20u) - '`' < 27 || (unsigned)c - '-' < 13;
}

static inline bool sipw__has_media(unsigned char c)
{
	return (c | 0x20u) - 'a' < 26 || (unsigned)c - '-' < 13;
}

static inline uint64_t sipw__marks_plain(char *to, const char *p, size_t n, bool (*has)(unsigned char), char mark)
{
	uint64_t marks = 0;
	for (size_t i = 0; i < n; i++) {
		if (!has((unsigned char)p[i]))
			return MARKS_NONE;
		marks |= (uint64_t)(p[i] == mark) << i;
	}
	sipw__copy(to, p, n);
	return marks;
}

#if SIPW_BLOCKS

HOT static inline sipw__block sipw__call_id16(sipw__block b)
{
	return sipw__or16(sipw__between16(sipw__small16(b), '`', 27), sipw__between16(b, '-', 13));
}

HOT static inline sipw__block sipw__media16(sipw__block b)
{
	return sipw__or16(sipw__between16(sipw__small16(b), 'a', 26), sipw__between16(b, '-', 13));
}

HOT static inline uint64_t sipw__marks_short(char *to, const char *p, size_t n, sipw__block (*kind)(sipw__block), char mark)
{
	const sipw__block b = sipw__load_short(p, n);
	sipw__store_short(to, p, n, b);
	if (!sipw__full16(kind(b)))
		return MARKS_NONE;
	return sipw__halves(sipw__bits16(sipw__equal16(b, mark)), n >= 8 ? 8 : 4, n);
}

/* What one block has of the kind; its marks, at their place, are added. */
HOT static inline sipw__block sipw__marks_block(uint64_t *marks, char *to, const char *p, size_t i, sipw__block (*kind)(sipw__block),
						char mark)
{
	const sipw__block b = sipw__load16(p + i);
	sipw__store16(to + i, b);
	*marks |= (uint64_t)sipw__bits16(sipw__equal16(b, mark)) << i;
	return kind(b);
}

HOT static inline uint64_t sipw__marks_long(char *to, const char *p, size_t n, sipw__block (*kind)(sipw__block), char mark)
{
	uint64_t marks = 0;
	sipw__block in = sipw__marks_block(&marks, to, p, 0, kind, mark);
	if (n > 32)
		in = sipw__and16(in, sipw__marks_block(&marks, to, p, 16, kind, mark));
	if (n > 48)
		in = sipw__and16(in, sipw__marks_block(&marks, to, p, 32, kind, mark));
	in = sipw__and16(in, sipw__marks_block(&marks, to, p, n - 16, kind, mark));
	return sipw__full16(in) ? marks : MARKS_NONE;
}

HOT static inline uint64_t sipw__marks_call_id(char *to, const char *p, size_t n)
{
	return n < 16 ? sipw__marks_short(to, p, n, sipw__call_id16, '@') : sipw__marks_long(to, p, n, sipw__call_id16, '@');
}

HOT static inline uint64_t sipw__marks_media(char *to, const char *p, size_t n)
{
	return n < 16 ? sipw__marks_short(to, p, n, sipw__media16, '/') : sipw__marks_long(to, p, n, sipw__media16, '/');
}

#else

/* The top bit of each byte of the kind, among others; all bytes are below 0x80. */
static inline uint64_t sipw__call_id8(uint64_t bytes)
{
	return sipw__between8(bytes | EACH_BYTE(0x20), '`', 27) | sipw__between8(bytes, '-', 13);
}

static inline uint64_t sipw__media8(uint64_t bytes)
{
	return sipw__between8(bytes | EACH_BYTE(0x20), 'a', 26) | sipw__between8(bytes, '-', 13);
}

/* Eight bytes: the marks among them, and in *in the top bits of those of the kind stay. */
HOT static inline uint64_t sipw__marks_word(uint64_t word, uint64_t (*kind)(uint64_t), char mark, uint64_t *in)
{
	const uint64_t bytes = word & EACH_BYTE(0x7f), ascii = ~word & EACH_BYTE(0x80);
	*in &= kind(bytes) & ascii;
	return sipw__bits8(sipw__equal8(bytes, mark) & ascii);
}

HOT static inline uint64_t sipw__marks_words(char *to, const char *p, size_t n, uint64_t (*kind)(uint64_t), char mark)
{
	uint64_t in = EACH_BYTE(0x80), marks = 0;
	sipw__copy(to, p, n);
	if (n < 8) {
		const uint64_t word = sipw__word_short(p, n);
		marks = sipw__halves(sipw__marks_word(word, kind, mark, &in), 4, n);
	} else {
		for (size_t i = 0; i + 8 < n; i += 8)
			marks |= sipw__marks_word(sipw__word_of(p + i, 8), kind, mark, &in) << i;
		marks |= sipw__marks_word(sipw__word_of(p + n - 8, 8), kind, mark, &in) << (n - 8);
	}
	return in == EACH_BYTE(0x80) ? marks : MARKS_NONE;
}

static inline uint64_t sipw__marks_call_id(char *to, const char *p, size_t n)
{
	return sipw__marks_words(to, p, n, sipw__call_id8, '@');
}

static inline uint64_t sipw__marks_media(char *to, const char *p, size_t n)
{
	return sipw__marks_words(to, p, n, sipw__media8, '/');
}

#endif

#endif
