/* SPDX-License-Identifier: MIT */
#ifndef SIPW_BLOCK_H
#define SIPW_BLOCK_H

/*
 * Sixteen bytes at once, where the machine's baseline has them (SSE2 on x86, NEON on AArch64): the few
 * operations everything else is written with, so that it is written once. SIPW_BLOCKS says whether
 * there are any; -DSIPW_PLAIN builds without.
 *
 * Loads of 16 bytes are for values that have as many. A shorter one is loaded as two halves of 8 or of
 * 4 that may overlap: no byte outside a value is ever read.
 */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "text/compiler.h"

#if defined(SIPW_PLAIN)
#define SIPW_BLOCKS 0
#elif defined(__SSE2__) && defined(__x86_64__)
#define SIPW_BLOCKS 1

#include <emmintrin.h>

typedef __m128i sipw__block;

HOT static inline sipw__block sipw__load16(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

HOT static inline void sipw__store16(char *p, sipw__block b)
{
	_mm_storeu_si128((__m128i *)(void *)p, b);
}

/* Two halves of eight bytes. */
HOT static inline sipw__block sipw__twice8(uint64_t bytes)
{
	const __m128i b = _mm_cvtsi64_si128((long long)bytes);
	return _mm_unpacklo_epi64(b, b);
}

HOT static inline sipw__block sipw__load8x2(const char *low, const char *high)
{
	return _mm_unpacklo_epi64(_mm_loadl_epi64((const __m128i *)(const void *)low),
				  _mm_loadl_epi64((const __m128i *)(const void *)high));
}

HOT static inline void sipw__store8x2(char *low, char *high, sipw__block b)
{
	_mm_storel_epi64((__m128i *)(void *)low, b);
	double half; /* by way of memcpy(), which no address is too odd for */
	_mm_storeh_pd(&half, _mm_castsi128_pd(b));
	memcpy(high, &half, sizeof half);
}

/* All bits of each byte that is c; of each from low to low + count - 1: moved to the top of the
 * signed range, one comparison tells. */
HOT static inline sipw__block sipw__equal16(sipw__block b, char c)
{
	return _mm_cmpeq_epi8(b, _mm_set1_epi8(c));
}

HOT static inline sipw__block sipw__between16(sipw__block b, int low, int count)
{
	const __m128i moved = _mm_add_epi8(b, _mm_set1_epi8((char)(128 - low - count)));
	return _mm_cmpgt_epi8(moved, _mm_set1_epi8((char)(127 - count)));
}

HOT static inline sipw__block sipw__or16(sipw__block a, sipw__block b)
{
	return _mm_or_si128(a, b);
}

HOT static inline sipw__block sipw__and16(sipw__block a, sipw__block b)
{
	return _mm_and_si128(a, b);
}

HOT static inline sipw__block sipw__without16(sipw__block a, sipw__block b)
{
	return _mm_andnot_si128(b, a);
}

/* With the bit that tells small letters from capitals set in each byte. */
HOT static inline sipw__block sipw__small16(sipw__block b)
{
	return _mm_or_si128(b, _mm_set1_epi8(0x20));
}

/* A bit a byte, the first one lowest. */
HOT static inline unsigned sipw__bits16(sipw__block b)
{
	return (unsigned)_mm_movemask_epi8(b);
}

HOT static inline bool sipw__full16(sipw__block b)
{
	return sipw__bits16(b) == 0xffff;
}

/* One more in each byte of counts where `found` has all bits; and the sum of them. */
HOT static inline sipw__block sipw__count16(sipw__block counts, sipw__block found)
{
	return _mm_sub_epi8(counts, found);
}

HOT static inline size_t sipw__sum16(sipw__block counts)
{
	const __m128i halves = _mm_sad_epu8(counts, _mm_setzero_si128());
	return (size_t)_mm_cvtsi128_si64(_mm_add_epi64(halves, _mm_unpackhi_epi64(halves, halves)));
}

#elif defined(__aarch64__) && defined(__ARM_NEON) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define SIPW_BLOCKS 1

#include <arm_neon.h>

typedef uint8x16_t sipw__block;

HOT static inline sipw__block sipw__load16(const char *p)
{
	return vld1q_u8((const uint8_t *)p);
}

HOT static inline void sipw__store16(char *p, sipw__block b)
{
	vst1q_u8((uint8_t *)p, b);
}

HOT static inline sipw__block sipw__twice8(uint64_t bytes)
{
	return vreinterpretq_u8_u64(vdupq_n_u64(bytes));
}

HOT static inline sipw__block sipw__load8x2(const char *low, const char *high)
{
	return vcombine_u8(vld1_u8((const uint8_t *)low), vld1_u8((const uint8_t *)high));
}

HOT static inline void sipw__store8x2(char *low, char *high, sipw__block b)
{
	vst1_u8((uint8_t *)low, vget_low_u8(b));
	vst1_u8((uint8_t *)high, vget_high_u8(b));
}

HOT static inline sipw__block sipw__equal16(sipw__block b, char c)
{
	return vceqq_u8(b, vdupq_n_u8((uint8_t)c));
}

HOT static inline sipw__block sipw__between16(sipw__block b, int low, int count)
{
	return vcltq_u8(vsubq_u8(b, vdupq_n_u8((uint8_t)low)), vdupq_n_u8((uint8_t)count));
}

HOT static inline sipw__block sipw__or16(sipw__block a, sipw__block b)
{
	return vorrq_u8(a, b);
}

HOT static inline sipw__block sipw__and16(sipw__block a, sipw__block b)
{
	return vandq_u8(a, b);
}

HOT static inline sipw__block sipw__without16(sipw__block a, sipw__block b)
{
	return vbicq_u8(a, b);
}

HOT static inline sipw__block sipw__small16(sipw__block b)
{
	return vorrq_u8(b, vdupq_n_u8(0x20));
}

HOT static inline unsigned sipw__bits16(sipw__block b)
{
	static const uint8_t weights[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
	const uint8x16_t bits = vandq_u8(b, vld1q_u8(weights));
	return vaddv_u8(vget_low_u8(bits)) | (unsigned)vaddv_u8(vget_high_u8(bits)) << 8;
}

HOT static inline bool sipw__full16(sipw__block b)
{
	return vminvq_u8(b) == 0xff;
}

HOT static inline sipw__block sipw__count16(sipw__block counts, sipw__block found)
{
	return vsubq_u8(counts, found);
}

HOT static inline size_t sipw__sum16(sipw__block counts)
{
	return vaddlvq_u8(counts);
}

#else
#define SIPW_BLOCKS 0
#endif

#if SIPW_BLOCKS

HOT static inline uint64_t sipw__word4(const char *p)
{
	uint32_t word;
	memcpy(&word, p, sizeof word);
	return word;
}

/* 4 to 16 bytes, some of them perhaps several times: 8 or more as two halves, 4 or more as two halves of
 * half a block, which fill the other half as well. */
HOT static inline sipw__block sipw__load_short(const char *p, size_t n)
{
	if (n >= 8)
		return sipw__load8x2(p, p + n - 8);
	return sipw__twice8(sipw__word4(p) | sipw__word4(p + n - 4) << 32);
}

/* Copies 4 to 16 bytes that are loaded as a block. */
HOT static inline void sipw__store_short(char *to, const char *p, size_t n, sipw__block b)
{
	if (n >= 8) {
		sipw__store8x2(to, to + n - 8, b);
	} else {
		memcpy(to, p, 4);
		memcpy(to + n - 4, p + n - 4, 4);
	}
}

#endif

#endif
