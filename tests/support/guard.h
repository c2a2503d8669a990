/* SPDX-License-Identifier: MIT */
#ifndef TEST_GUARD_H
#define TEST_GUARD_H

/* Memory that ends at a page nobody may touch, so that one byte too far is a crash. */

#include <stddef.h>

#include "sipwright/base.h"

struct guard {
	char *base; /* the mapping */
	char *end; /* the first byte of the forbidden page */
	size_t size; /* bytes before it */
};

/* At least `size` bytes before the forbidden page. Ends the program if there is no memory. */
struct guard guard_open(size_t size);
void guard_close(struct guard *g);

/* The last n bytes before the forbidden page. */
static inline char *guard_last(const struct guard *g, size_t n)
{
	return g->end - n;
}

/* A copy of some bytes, the last of which is the last one before the forbidden page; an absent
 * slice stays absent. */
sipw_str guard_copy(const struct guard *g, sipw_str bytes);

#endif
