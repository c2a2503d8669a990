/* SPDX-License-Identifier: MIT */
#ifndef SIPW_COPY_H
#define SIPW_COPY_H

/*
 * Copies of short pieces, inlined: most pieces of a message are 1 to 40 bytes, where the call of
 * memcpy costs more than the copy. The source is never read outside its n bytes; loads and stores
 * of constant size overlap instead.
 */

#include <stddef.h>
#include <string.h>

static inline char *sipw__copy(char *to, const char *from, size_t n)
{
	if (n >= 16) {
		if (n > 64)
			return (char *)memcpy(to, from, n) + n;
		for (size_t i = 0; i + 16 < n; i += 16)
			memcpy(to + i, from + i, 16);
		memcpy(to + n - 16, from + n - 16, 16);
	} else if (n >= 8) {
		char head[8], tail[8];
		memcpy(head, from, 8);
		memcpy(tail, from + n - 8, 8);
		memcpy(to, head, 8);
		memcpy(to + n - 8, tail, 8);
	} else if (n >= 4) {
		char head[4], tail[4];
		memcpy(head, from, 4);
		memcpy(tail, from + n - 4, 4);
		memcpy(to, head, 4);
		memcpy(to + n - 4, tail, 4);
	} else if (n > 0) {
		to[0] = from[0];
		to[n / 2] = from[n / 2];
		to[n - 1] = from[n - 1];
	}
	return to + n;
}

/* Copies of a literal without its NUL; the length is a constant. */
#define sipw__copy_literal(to, literal) \
	((char *)memcpy((to), "" literal, sizeof(literal) - 1) + (sizeof(literal) - 1))

#endif
