/* SPDX-License-Identifier: MIT */
#ifndef SIPW_MASK_H
#define SIPW_MASK_H

/*
 * Which of up to 63 bytes are letters, digits and so on: a bit a byte, the first one lowest. What
 * addresses are made of can then be told by a few operations on whole words instead of a step a byte.
 *
 * sipw__masks() takes blocks of sixteen where the machine has them, and copies the bytes in the same
 * pass if it is given a place. sipw__masks_plain() goes byte by byte.
 */

#include "text/class.h"
#include "text/copy.h"
#include "text/subset.h"

struct sipw__masks {
	uint64_t alnum; /* letters and digits */
	uint64_t marks; /* dots and hyphens */
};

#define MASK_MIN 4
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

/* The bits of two halves that may overlap, at their places. */
HOT static inline uint64_t sipw__halves(uint64_t bits, unsigned half, size_t n)
{
	return (bits & sipw__low_bits(half)) | (bits >> half & sipw__low_bits(half)) << (n - half);
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

/* n is MASK_MIN to MASK_MAX. */
HOT static inline struct sipw__masks sipw__masks(char *to, const char *p, size_t n)
{
	struct sipw__masks m = { 0, 0 };
	if (n < 16)
		return sipw__masks_short(to, p, n);
	sipw__masks_block(&m, to, p, 0);
	if (n > 32)
		sipw__masks_block(&m, to, p, 16);
	if (n > 48)
		sipw__masks_block(&m, to, p, 32);
	sipw__masks_block(&m, to, p, n - 16);
	return m;
}

#else

static inline struct sipw__masks sipw__masks(char *to, const char *p, size_t n)
{
	return sipw__masks_plain(to, p, n);
}

#endif

#endif
