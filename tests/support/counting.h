/* SPDX-License-Identifier: MIT */
#ifndef TEST_COUNTING_H
#define TEST_COUNTING_H

/* An allocator that counts, fails when told to, checks the sizes it gets back, and spoils memory
 * before and after its use. */

#include "sipwright/message.h"

struct counting {
	size_t calls;
	size_t live; /* regions */
	size_t live_bytes;
	size_t fail_at; /* the number of the call that fails, from 1; 0: none */
	size_t largest; /* refuses more than this; 0: no limit */
	size_t wrong_sizes; /* releases with another size than was asked for */
};

/* An allocator over *c, which must outlive it. */
sipw_allocator counting_allocator(struct counting *c);

#endif
