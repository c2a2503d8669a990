/* SPDX-License-Identifier: MIT */
#ifndef SIPW_CLASS_H
#define SIPW_CLASS_H

/*
 * Bytes against character classes (chars.spec). A class is one bit of a byte's 64-bit word in
 * sipw__chars; a mask may or several classes together.
 */

#include "tables/tables.h"

static inline bool sipw__is(char c, uint64_t mask)
{
	return (sipw__chars[(unsigned char)c] & mask) != 0;
}

/* All n bytes in one class (a mask of a single bit). Four at a time and without an early way out:
 * values are short and nearly always right. */
static inline bool sipw__all(const char *p, size_t n, uint64_t class_bit)
{
	const unsigned char *u = (const unsigned char *)p;
	const unsigned char *end = u + n;
	uint64_t common = class_bit;
	for (; end - u >= 4; u += 4)
		common &= sipw__chars[u[0]] & sipw__chars[u[1]] & sipw__chars[u[2]] & sipw__chars[u[3]];
	for (; u < end; u++)
		common &= sipw__chars[*u];
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
