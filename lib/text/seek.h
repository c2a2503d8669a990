/* SPDX-License-Identifier: MIT */
#ifndef SIPW_SEEK_H
#define SIPW_SEEK_H

/*
 * The first of two bytes in p..end, or end. sipw__seek_plain() goes byte by byte; sipw__seek() takes
 * blocks of sixteen where the machine has them, and reads no byte outside.
 *
 * sipw__seek_and() does the same from a place that 16 bytes follow, and in passing looks for a third byte
 * among these: *ret_third is the offset of the first one, or 16. `last` is end - 16.
 */

#include "text/block.h"

static inline const char *sipw__seek_plain(const char *p, const char *end, char a, char b)
{
	while (p < end && *p != a && *p != b)
		p++;
	return p;
}

#if SIPW_BLOCKS

/* A bit for each byte that is a or b, the first one lowest. */
static inline unsigned sipw__seek_bits(sipw__block bytes, char a, char b)
{
	return sipw__bits16(sipw__or16(sipw__equal16(bytes, a), sipw__equal16(bytes, b)));
}

static inline const char *sipw__seek(const char *p, const char *end, char a, char b)
{
	if (end - p >= 16) {
		const char *last = end - 16;
		do {
			const unsigned bits = sipw__seek_bits(sipw__load16(p), a, b);
			if (bits != 0)
				return p + __builtin_ctz(bits);
			p += 16;
		} while (p <= last);
	}
	return sipw__seek_plain(p, end, a, b);
}

static inline const char *sipw__seek_and(const char *p, const char *last, char a, char b, char third,
					 size_t *ret_third)
{
	sipw__block bytes = sipw__load16(p);
	unsigned bits;
	*ret_third = (size_t)__builtin_ctz(sipw__seek_bits(bytes, third, third) | 1u << 16);
	while ((bits = sipw__seek_bits(bytes, a, b)) == 0 && (p += 16) <= last)
		bytes = sipw__load16(p);
	return bits != 0 ? p + __builtin_ctz(bits) : sipw__seek_plain(p, last + 16, a, b);
}

#else

static inline const char *sipw__seek(const char *p, const char *end, char a, char b)
{
	return sipw__seek_plain(p, end, a, b);
}

static inline const char *sipw__seek_and(const char *p, const char *last, char a, char b, char third,
					 size_t *ret_third)
{
	*ret_third = (size_t)(sipw__seek_plain(p, p + 16, third, third) - p);
	return sipw__seek_plain(p, last + 16, a, b);
}

#endif

#endif
