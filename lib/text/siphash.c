/* SPDX-License-Identifier: MIT */
#include "text/siphash.h"

static uint64_t turned(uint64_t x, unsigned bits)
{
	return x << bits | x >> (64 - bits);
}

static void mix(uint64_t v[4], int rounds)
{
	while (rounds-- > 0) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = turned(v[1], 13) ^ v[0];
		v[3] = turned(v[3], 16) ^ v[2];
		v[0] = turned(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = turned(v[1], 17) ^ v[2];
		v[3] = turned(v[3], 21) ^ v[0];
		v[2] = turned(v[2], 32);
	}
}

static void take_word(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	mix(v, 2);
	v[0] ^= word;
}

static uint64_t read_word(const unsigned char *bytes)
{
	uint64_t word = 0;
	for (unsigned i = 0; i < 8; i++)
		word |= (uint64_t)bytes[i] << 8 * i;
	return word;
}

struct sipw__siphash sipw__siphash_start(const unsigned char key[SIPHASH_KEY])
{
	const uint64_t k0 = read_word(key), k1 = read_word(key + 8);
	return (struct sipw__siphash){ .v = { k0 ^ UINT64_C(0x736f6d6570736575), k1 ^ UINT64_C(0x646f72616e646f6d),
					      k0 ^ UINT64_C(0x6c7967656e657261), k1 ^ UINT64_C(0x7465646279746573) } };
}

void sipw__siphash_add(struct sipw__siphash *h, const void *bytes, size_t n)
{
	const unsigned char *at = bytes;
	for (size_t i = 0; i < n; i++) {
		h->word |= (uint64_t)at[i] << 8 * (h->n % 8);
		if (++h->n % 8 != 0)
			continue;
		take_word(h->v, h->word);
		h->word = 0;
	}
}

uint64_t sipw__siphash_end(const struct sipw__siphash *h)
{
	struct sipw__siphash last = *h;
	take_word(last.v, last.word | last.n << 56);
	last.v[2] ^= 0xff;
	mix(last.v, 4);
	return last.v[0] ^ last.v[1] ^ last.v[2] ^ last.v[3];
}
