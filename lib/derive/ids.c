/* SPDX-License-Identifier: MIT */
/* Sources of ids: 80 bits each, as 16 letters and digits of base 32 (RFC 4648 6, lower case). */
#define _DEFAULT_SOURCE
#include "derive/ids.h"

#include <unistd.h>

#define ID_BITS 5

_Static_assert(ID_BYTES * 8 == SIPW_ID_LEN * ID_BITS, "an id is written without a rest");

void sipw_ids_random(sipw_ids *ret_ids)
{
	*ret_ids = (sipw_ids){ .seeded = 0 };
}

void sipw_ids_seeded(sipw_ids *ret_ids, uint64_t seed)
{
	*ret_ids = (sipw_ids){ .state = { seed, 0 }, .seeded = 1 };
}

/* One step of splitmix64: a counter with a mixing of its bits; every counter gives another number. */
static uint64_t mixed(uint64_t counter)
{
	uint64_t z = counter * UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* Eight digits of a number of 40 bits. */
static inline void write_half(uint64_t half, char *text)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
	text[0] = digits[half >> 35 & 31];
	text[1] = digits[half >> 30 & 31];
	text[2] = digits[half >> 25 & 31];
	text[3] = digits[half >> 20 & 31];
	text[4] = digits[half >> 15 & 31];
	text[5] = digits[half >> 10 & 31];
	text[6] = digits[half >> 5 & 31];
	text[7] = digits[half & 31];
}

static inline uint64_t five_bytes(const unsigned char *p)
{
	return (uint64_t)p[0] << 32 | (uint64_t)p[1] << 24 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 8 | p[4];
}

void sipw__id_write(const unsigned char bytes[ID_BYTES], char ret_text[SIPW_ID_LEN])
{
	write_half(five_bytes(bytes), ret_text);
	write_half(five_bytes(bytes + ID_BYTES / 2), ret_text + SIPW_ID_LEN / 2);
}

/* The number with its bytes, from the lowest on, where those from the highest on were. */
static inline uint64_t turned(uint64_t n)
{
	n = (n & UINT64_C(0x00ff00ff00ff00ff)) << 8 | (n >> 8 & UINT64_C(0x00ff00ff00ff00ff));
	n = (n & UINT64_C(0x0000ffff0000ffff)) << 16 | (n >> 16 & UINT64_C(0x0000ffff0000ffff));
	return n << 32 | n >> 32;
}

/* state[0] is the seed, state[1] counts what was drawn. The bytes of the id are those of one number, from
 * the lowest on, and two of the next. */
static void write_seeded(sipw_ids *ids, char ret_text[SIPW_ID_LEN])
{
	const uint64_t seed = mixed(ids->state[0] + 1);
	const uint64_t first = turned(mixed(seed + ids->state[1] + 1));
	const uint64_t second = turned(mixed(seed + ids->state[1] + 2));
	ids->state[1] += 2;
	write_half(first >> 24, ret_text);
	write_half(first << 16 | second >> 48, ret_text + SIPW_ID_LEN / 2);
}

int sipw_ids_text(sipw_ids *ids, char ret_text[SIPW_ID_LEN])
{
	unsigned char bytes[ID_BYTES];
	if (ids->seeded) {
		write_seeded(ids, ret_text);
		return SIPW_OK;
	}
	if (getentropy(bytes, sizeof bytes) != 0)
		return SIPW_ERR_ENTROPY;
	sipw__id_write(bytes, ret_text);
	return SIPW_OK;
}
