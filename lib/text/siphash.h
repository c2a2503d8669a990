/* SPDX-License-Identifier: MIT */
#ifndef SIPW_SIPHASH_H
#define SIPW_SIPHASH_H

/*
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a short keyed hash that cannot be guessed without its key,
 * over any number of pieces.
 */

#include "sipwright/base.h"

struct sipw__siphash {
	uint64_t v[4];
	uint64_t word; /* the bytes that do not make a whole word yet, the first one lowest */
	uint64_t n; /* bytes so far */
};

#define SIPHASH_KEY 16

struct sipw__siphash sipw__siphash_start(const unsigned char key[SIPHASH_KEY]);
void sipw__siphash_add(struct sipw__siphash *h, const void *bytes, size_t n);
uint64_t sipw__siphash_end(const struct sipw__siphash *h);

#endif
