/* SPDX-License-Identifier: MIT */
#ifndef SIPW_BLOCK_H
#define SIPW_BLOCK_H

/*
 * Everyday subsets of character classes, told 16 bytes at a time where SSE2 is part of the machine's
 * baseline. "No" means nothing but "look closer": the exact class decides. Values of 8 bytes and more
 * pay for it; no byte outside the value is read, since two loads of 8 may overlap.
 */

#include <stdbool.h>
#include <stddef.h>

#if defined(__SSE2__) && !defined(SIPW_PLAIN)

#include <emmintrin.h>

/* Bytes from low to low + count - 1: moved to the bottom of the signed range, one comparison tells. */
static inline __m128i sipw__between(__m128i bytes, int low, int count)
{
	const __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8((char)(-128 - low)));
	return _mm_cmplt_epi8(moved, _mm_set1_epi8((char)(-128 + count)));
}

static inline __m128i sipw__alnum16(__m128i bytes)
{
	return _mm_or_si128(sipw__between(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 26),
			    sipw__between(bytes, '0', 10));
}

/* Letters, digits, "-", "." and "_": they are in every class of words. */
static inline __m128i sipw__everyday16(__m128i bytes)
{
	return _mm_or_si128(_mm_or_si128(sipw__alnum16(bytes), sipw__between(bytes, '-', 2)),
			    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
}

/* Printable ASCII and space, without the two characters that a quoted string escapes. */
static inline __m128i sipw__quotable16(__m128i bytes)
{
	const __m128i escaped = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
					     _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
	return _mm_andnot_si128(escaped, sipw__between(bytes, ' ', 0x7f - ' '));
}

/* Printable ASCII and space. */
static inline __m128i sipw__printable16(__m128i bytes)
{
	return sipw__between(bytes, ' ', 0x7f - ' ');
}

static inline __m128i sipw__load16(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* 8 to 16 bytes, some of them perhaps twice. */
static inline __m128i sipw__load_short(const char *p, size_t n)
{
	return _mm_unpacklo_epi64(_mm_loadl_epi64((const __m128i *)(const void *)p),
				  _mm_loadl_epi64((const __m128i *)(const void *)(p + n - 8)));
}

/* All n bytes, 8 or more, in the subset. */
static inline bool sipw__block_all(const char *p, size_t n, __m128i (*subset)(__m128i))
{
	__m128i in;
	if (n <= 16) {
		in = subset(sipw__load_short(p, n));
	} else {
		in = subset(sipw__load16(p + n - 16));
		for (size_t i = 0; i + 16 < n; i += 16)
			in = _mm_and_si128(in, subset(sipw__load16(p + i)));
	}
	return _mm_movemask_epi8(in) == 0xffff;
}

static inline bool sipw__everyday(const char *p, size_t n)
{
	return n >= 8 && sipw__block_all(p, n, sipw__everyday16);
}

static inline bool sipw__quotable(const char *p, size_t n)
{
	return n >= 8 && sipw__block_all(p, n, sipw__quotable16);
}

static inline bool sipw__printable(const char *p, size_t n)
{
	return n >= 8 && sipw__block_all(p, n, sipw__printable16);
}

#else

static inline bool sipw__everyday(const char *p, size_t n)
{
	(void)p;
	(void)n;
	return false;
}

static inline bool sipw__quotable(const char *p, size_t n)
{
	return sipw__everyday(p, n);
}

static inline bool sipw__printable(const char *p, size_t n)
{
	return sipw__everyday(p, n);
}

#endif

#endif
