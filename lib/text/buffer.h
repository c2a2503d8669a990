/* SPDX-License-Identifier: MIT */
#ifndef SIPW_BUFFER_H
#define SIPW_BUFFER_H

/*
 * Text into a buffer of the caller's, by the contract of all small writers: every byte is counted,
 * those that fit are written, and without a buffer (NULL and 0) the count alone is the answer.
 */

#include "sipwright/error.h"

struct sipw__buffer {
	char *out;
	size_t cap;
	size_t n; /* sticks at SIZE_MAX */
};

static inline struct sipw__buffer sipw__buffer_of(char *out, size_t cap)
{
	struct sipw__buffer b = { out, cap, 0 };
	return b;
}

void sipw__buffer_put(struct sipw__buffer *b, sipw_str s);

static inline void sipw__buffer_char(struct sipw__buffer *b, char c)
{
	sipw__buffer_put(b, sipw_sn(&c, 1));
}

/* What the writer returns: the bytes written or needed, or an error. */
ptrdiff_t sipw__buffer_end(const struct sipw__buffer *b);

#endif
