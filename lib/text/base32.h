/* SPDX-License-Identifier: MIT */
#ifndef SIPW_BASE32_H
#define SIPW_BASE32_H

/* Digits of base 32, for ids: a to z and 2 to 7, the lowest one first. */

#include <stdint.h>
#include <string.h>

#include "text/compiler.h"

/* So many at once. */
#define BASE32_DIGITS 8

/* Byte by byte: the lowest 40 bits. */
static inline void sipw__write_base32_plain(char *p, uint64_t bits)
{
	for (int i = 0; i < BASE32_DIGITS; i++, bits >>= 5)
		p[i] = "abcdefghijklmnopqrstuvwxyz234567"[bits & 31];
}

/* The same in a word, a digit a byte: halves, quarters and eighths of the bits are moved apart, then each
 * becomes a letter, or a digit from 26 on. */
HOT static inline void sipw__write_base32(char *p, uint64_t bits)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t b = (bits & 0xfffff) | (bits >> 20 & 0xfffff) << 32;
	b = (b & UINT64_C(0x000003ff000003ff)) | (b & UINT64_C(0x000ffc00000ffc00)) << 6;
	b = (b & UINT64_C(0x001f001f001f001f)) | (b & UINT64_C(0x03e003e003e003e0)) << 3;
	const uint64_t digits = (b + (128 - 26) * ones) >> 7 & ones;
	b += 'a' * ones - digits * ('a' + 26 - '2');
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	b = __builtin_bswap64(b);
#endif
	memcpy(p, &b, sizeof b);
}

#endif
