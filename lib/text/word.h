/* SPDX-License-Identifier: MIT */
#ifndef SIPW_WORD_H
#define SIPW_WORD_H

/*
 * Eight bytes in a word, for machines without blocks of sixteen: the first byte is the lowest on any of them.
 * What tells something of each byte tells it in its top bit, with others below; bytes from 0x80 on must have
 * lost theirs before, so that no sum carries into the next one, and are taken out of the answer after.
 */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define EACH_BYTE(c) (UINT64_C(0x0101010101010101) * (uint64_t)(c))

/* Up to eight bytes. */
static inline uint64_t sipw__word_of(const char *p, size_t n)
{
	uint64_t word = 0;
	memcpy(&word, p, n);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/* Four to seven bytes as two halves, which overlap. */
static inline uint64_t sipw__word_short(const char *p, size_t n)
{
	return sipw__word_of(p, 4) | sipw__word_of(p + n - 4, 4) << 32;
}

/* Each from low to low + count - 1. */
static inline uint64_t sipw__between8(uint64_t bytes, int low, int count)
{
	return (bytes + EACH_BYTE(0x80 - low)) & ~(bytes + EACH_BYTE(0x80 - low - count));
}

/* Each that is c: no difference takes more than there is. */
static inline uint64_t sipw__equal8(uint64_t bytes, char c)
{
	return EACH_BYTE(0x80) - (bytes ^ EACH_BYTE(c));
}

static inline uint64_t sipw__alnum8(uint64_t bytes)
{
	return sipw__between8(bytes | EACH_BYTE(0x20), 'a', 26) | sipw__between8(bytes, '0', 10);
}

/* The top bits, with nothing below them, as eight bits, the first one lowest: the factor moves each to a place of
 * its own. */
static inline uint64_t sipw__bits8(uint64_t tops)
{
	return tops * UINT64_C(0x0002040810204081) >> 56;
}

/* The sum of the eight bytes. */
static inline uint64_t sipw__sum8(uint64_t bytes)
{
	const uint64_t pairs = (bytes & UINT64_C(0x00ff00ff00ff00ff)) + (bytes >> 8 & UINT64_C(0x00ff00ff00ff00ff));
	return pairs * UINT64_C(0x0001000100010001) >> 48;
}

#endif
