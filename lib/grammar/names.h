/* SPDX-License-Identifier: MIT */
#ifndef SIPW_NAMES_H
#define SIPW_NAMES_H

/*
 * The names of parameters or header fields, told from each other without regard to case. Each is hashed
 * once, so that many long names that look alike take no more time than others.
 */

#include "text/str.h"

#define NAMES_MAX 256 /* as many as a value may have parameters */

struct sipw__names {
	bool escapes; /* an escaped octet is the bare one (RFC 3261 19.1.4) */
	unsigned n;
	uint32_t hashes[NAMES_MAX];
	sipw_str names[NAMES_MAX];
};

static inline void sipw__names_start(struct sipw__names *t, bool escapes)
{
	t->escapes = escapes;
	t->n = 0;
}

/* The number of a name, in the order they were added; t->n if it is not among them. */
unsigned sipw__names_find(const struct sipw__names *t, sipw_str name);

/* Adds a name, if there are fewer than NAMES_MAX; false if it is among them. */
bool sipw__names_add(struct sipw__names *t, sipw_str name);

#endif
