/* SPDX-License-Identifier: MIT */
#ifndef SIPW_COPY_H
#define SIPW_COPY_H

/*
 * Copies of short pieces, inlined: most pieces of a message are 1 to 40 bytes, where the call of
 * memcpy costs more than the copy. The source is never read outside its n bytes; loads and stores
 * of constant size overlap instead. Source and target are apart.
 */

#include <stddef.h>
#include <string.h>

#include "text/compiler.h"

HOT static inline void sipw__copy16(char *to, const char *from)
{
	memcpy(to, from, 16);
}

/* Once to twice the size of a word: two of them, which may overlap. */
HOT static inline void sipw__copy_words(char *to, const char *from, size_t n, size_t word)
{
	memcpy(to, from, word);
	memcpy(to + n - word, from + n - word, word);
}

/* One to three bytes. */
HOT static inline void sipw__copy_few(char *to, const char *from, size_t n)
{
	to[0] = from[0];
	to[n / 2] = from[n / 2];
	to[n - 1] = from[n - 1];
}

/* The longest piece that is copied without a call. */
#define COPY_SHORT 64

HOT static inline char *sipw__copy_short(char *to, const char *from, size_t n)
{
	if (n > 16) {
		if (n > 32) {
			sipw__copy16(to + 16, from + 16);
			sipw__copy16(to + n - 32, from + n - 32);
		}
		sipw__copy_words(to, from, n, 16);
	} else if (n >= 8) {
		sipw__copy_words(to, from, n, 8);
	} else if (n >= 4) {
		sipw__copy_words(to, from, n, 4);
	} else if (n > 0) {
		sipw__copy_few(to, from, n);
	}
	return to + n;
}

/* Any length. */
static inline char *sipw__copy(char *to, const char *from, size_t n)
{
	return n > COPY_SHORT ? (char *)memcpy(to, from, n) + n : sipw__copy_short(to, from, n);
}

/* Copies of a literal without its NUL; the length is a constant. */
#define sipw__copy_literal(to, literal) \
	((char *)memcpy((to), "" literal, sizeof(literal) - 1) + (sizeof(literal) - 1))

#endif
