/* SPDX-License-Identifier: MIT */
#ifndef SIPW_MASK_H
#define SIPW_MASK_H

/*
 * Which of up to 64 bytes are letters, digits and so on: a bit a byte, the first one lowest. What
 * addresses are made of can then be told by a few operations on whole words instead of a step a byte.
 *
 * sipw__masks_plain() goes byte by byte. Where SSE2 is part of the machine's baseline, sipw__masks()
 * does 16 at a time; never reading outside the bytes, it lets the last load overlap the one before.
 */

#include "text/block.h"
#include "text/class.h"
#include "text/compiler.h"

struct sipw__masks {
	uint64_t alnum; /* letters and digits */
	uint64_t name; /* these, dots and hyphens */
};

#define MASK_MAX 64

/* n is 1 to MASK_MAX. */
static inline struct sipw__masks sipw__masks_plain(const char *p, size_t n)
{
	struct sipw__masks m = { 0, 0 };
	for (size_t i = 0; i < n; i++) {
		const uint64_t bit = UINT64_C(1) << i;
		m.name |= sipw__is(p[i], CLASS_HOSTNAME) ? bit : 0;
		m.alnum |= sipw__is(p[i], CLASS_ALPHANUM) ? bit : 0;
	}
	return m;
}

#if defined(__SSE2__) && !defined(SIPW_PLAIN)

HOT static inline void sipw__masks_add(struct sipw__masks *m, const char *p, size_t shift)
{
	const __m128i bytes = sipw__load16(p);
	const __m128i alnum = sipw__alnum16(bytes);
	const __m128i name = _mm_or_si128(alnum, sipw__between(bytes, '-', 2));
	m->alnum |= (uint64_t)(uint32_t)_mm_movemask_epi8(alnum) << shift;
	m->name |= (uint64_t)(uint32_t)_mm_movemask_epi8(name) << shift;
}

HOT static inline struct sipw__masks sipw__masks(const char *p, size_t n)
{
	struct sipw__masks m = { 0, 0 };
	if (n < 16)
		return sipw__masks_plain(p, n);
	sipw__masks_add(&m, p, 0);
	for (size_t i = 16; i + 16 < n; i += 16)
		sipw__masks_add(&m, p + i, i);
	sipw__masks_add(&m, p + n - 16, n - 16);
	return m;
}

#else

static inline struct sipw__masks sipw__masks(const char *p, size_t n)
{
	return sipw__masks_plain(p, n);
}

#endif

#endif
