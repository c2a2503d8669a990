/* SPDX-License-Identifier: MIT */
#ifndef SIPW_LENGTH_H
#define SIPW_LENGTH_H

/* What the Content-Length lines of a head say together (RFC 3261 20.14, 18.3). */

#include "message/msg.h"

struct sipw__length {
	int state; /* enum sipw_length */
	uint64_t number; /* 0 if there is none */
	const char *fault; /* if it is broken: where, */
	int code; /* and how */
	const char *sentence;
};

/* Takes in one more of them. */
void sipw__length_add(struct sipw__length *length, const struct line *line);

/* A broken one as an error; offsets count in `bytes`. */
sipw_error sipw__length_error(const struct sipw__length *length, sipw_str bytes);

#endif
