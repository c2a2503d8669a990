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

/* state[0] is the seed, state[1] counts what was drawn. */
static void draw(sipw_ids *ids, unsigned char bytes[ID_BYTES])
{
	const uint64_t seed = mixed(ids->state[0] + 1);
	uint64_t number = 0;
	for (int i = 0; i < ID_BYTES; i++) {
		if (i % 8 == 0)
			number = mixed(seed + ++ids->state[1]);
		bytes[i] = (unsigned char)(number >> 8 * (i % 8));
	}
}

void sipw__id_write(const unsigned char bytes[ID_BYTES], char ret_text[SIPW_ID_LEN])
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned held = 0, bits = 0;
	for (int i = 0; i < SIPW_ID_LEN; i++) {
		if (bits < ID_BITS) {
			held = held << 8 | *bytes++;
			bits += 8;
		}
		bits -= ID_BITS;
		ret_text[i] = digits[held >> bits & 31];
	}
}

int sipw_ids_text(sipw_ids *ids, char ret_text[SIPW_ID_LEN])
{
	unsigned char bytes[ID_BYTES];
	if (ids->seeded)
		draw(ids, bytes);
	else if (getentropy(bytes, sizeof bytes) != 0)
		return SIPW_ERR_ENTROPY;
	sipw__id_write(bytes, ret_text);
	return SIPW_OK;
}
