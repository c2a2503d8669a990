/* SPDX-License-Identifier: MIT */
#ifndef SIPW_IPV4_H
#define SIPW_IPV4_H

/* IPv4 addresses (RFC 5954 4.1), in text that is longer than they are or that a NUL ends. */

#include <stddef.h>

#include "text/compiler.h"

enum { IPV4_SHORTEST = sizeof "1.2.3.4" - 1, IPV4_LONGEST = sizeof "255.255.255.255" - 1 };

/* The end of dec-octet, 0 to 255 without leading zeros; or NULL. */
HOT static inline const char *sipw__octet_end(const char *p)
{
	const unsigned first = (unsigned)(unsigned char)p[0] - '0';
	if (first > 9)
		return NULL;
	const unsigned second = (unsigned)(unsigned char)p[1] - '0';
	if (second > 9)
		return p + 1;
	const unsigned third = (unsigned)(unsigned char)p[2] - '0';
	if (first == 0 || third > 9)
		return first == 0 ? NULL : p + 2;
	return first * 100 + second * 10 + third <= 255 ? p + 3 : NULL;
}

/* The place behind one that the byte `stop` follows, which is asked for first; or NULL. */
HOT static inline const char *sipw__octet_stop(const char *p, char stop)
{
	const unsigned first = (unsigned)(unsigned char)p[0] - '0';
	if (first > 9)
		return NULL;
	if (p[1] == stop)
		return p + 2;
	const unsigned second = (unsigned)(unsigned char)p[1] - '0';
	if (second > 9)
		return NULL;
	if (p[2] == stop)
		return first > 0 ? p + 3 : NULL;
	const unsigned third = (unsigned)(unsigned char)p[2] - '0';
	const unsigned number = first * 100 + second * 10 + third;
	return third <= 9 && number - 100 <= 155 && p[3] == stop ? p + 4 : NULL;
}

/* The fourth of them, behind three with their dots; or NULL. */
HOT static inline const char *sipw__octets_stop(const char *p)
{
	if ((p = sipw__octet_stop(p, '.')) == NULL || (p = sipw__octet_stop(p, '.')) == NULL)
		return NULL;
	return sipw__octet_stop(p, '.');
}

#endif
