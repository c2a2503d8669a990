/* SPDX-License-Identifier: MIT */
#ifndef SIPW_SEEK_H
#define SIPW_SEEK_H

/*
 * The first of two bytes in p..end, or end. sipw__seek_plain() goes byte by byte; where SSE2 is part
 * of the machine's baseline, sipw__seek() goes 16 at a time and reads no byte outside.
 */

#include "text/block.h"

static inline const char *sipw__seek_plain(const char *p, const char *end, char a, char b)
{
	while (p < end && *p != a && *p != b)
		p++;
	return p;
}

#if defined(__SSE2__) && !defined(SIPW_PLAIN)

static inline const char *sipw__seek(const char *p, const char *end, char a, char b)
{
	for (; end - p >= 16; p += 16) {
		const __m128i bytes = sipw__load16(p);
		const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(a)),
						   _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b)));
		const unsigned mask = (unsigned)_mm_movemask_epi8(found);
		if (mask != 0)
			return p + __builtin_ctz(mask);
	}
	return sipw__seek_plain(p, end, a, b);
}

#else

static inline const char *sipw__seek(const char *p, const char *end, char a, char b)
{
	return sipw__seek_plain(p, end, a, b);
}

#endif

#endif
