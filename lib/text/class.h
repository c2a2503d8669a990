/* SPDX-License-Identifier: MIT */
#ifndef SIPW_CLASS_H
#define SIPW_CLASS_H

/*
 * Bytes against character classes (chars.spec). A class is one bit of a byte's 64-bit word in
 * sipw__chars; a mask may or several classes together.
 */

#include "tables/tables.h"
#include "text/compiler.h"

static inline bool sipw__is(char c, uint64_t mask)
{
	return (sipw__chars[(unsigned char)c] & mask) != 0;
}

/* The classes that four bytes have in common. */
HOT static inline uint64_t sipw__common4(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	return sipw__chars[u[0]] & sipw__chars[u[1]] & sipw__chars[u[2]] & sipw__chars[u[3]];
}

/* All n bytes, at least one, in one class (a mask of a single bit). Four at a time, the last ones
 * perhaps twice, and without an early way out: values are short and nearly always right. */
HOT static inline bool sipw__all(const char *p, size_t n, uint64_t class_bit)
{
	if (n < 4)
		return sipw__is(p[0], class_bit) && sipw__is(p[n / 2], class_bit) && sipw__is(p[n - 1], class_bit);
	uint64_t common = sipw__common4(p + n - 4) & class_bit;
	for (size_t i = 0; i + 4 < n; i += 4)
		common &= sipw__common4(p + i);
	return common != 0;
}

/* The first byte of p..end that is in none of the classes of the mask, or end. */
static inline const char *sipw__span(const char *p, const char *end, uint64_t mask)
{
	while (end - p >= 4) {
		if (!sipw__is(p[0], mask))
			return p;
		if (!sipw__is(p[1], mask))
			return p + 1;
		if (!sipw__is(p[2], mask))
			return p + 2;
		if (!sipw__is(p[3], mask))
			return p + 3;
		p += 4;
	}
	while (p < end && sipw__is(*p, mask))
		p++;
	return p;
}

#endif
