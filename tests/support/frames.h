/* SPDX-License-Identifier: MIT */
#ifndef TEST_FRAMES_H
#define TEST_FRAMES_H

/* Streams in pieces: what sipw_frame() finds must not depend on how the bytes arrive. */

#include <stdbool.h>

#include "sipwright.h"

/* What was found in a stream, one after the other, up to an error or its end. */
struct frames {
	size_t count;
	struct {
		int what; /* enum sipw_framed */
		size_t len;
	} found[64];
	size_t used; /* bytes of all of them */
	sipw_error error;
	size_t error_at; /* its offset in the stream */
};

/* Receives a stream in pieces that end at `cuts` (rising) and at its end; each call sees bytes that end
 * at a forbidden page. Every message found is parsed. */
struct frames receive(sipw_str stream, const size_t *cuts, size_t n, size_t max_head, size_t max_body);

bool same_frames(const struct frames *a, const struct frames *b);

/* Checks that a stream gives the same whole, byte by byte and in each two pieces. */
void check_stream(sipw_str stream);

/* The same whole and in pieces of 7 bytes. */
void check_pieces(sipw_str stream);

/* check_stream() of a message between others and pings. */
void check_in_stream(const char *name, sipw_str bytes);

#endif
