/* SPDX-License-Identifier: MIT */
#ifndef SIPW_ARENA_H
#define SIPW_ARENA_H

/*
 * Memory for bytes and records. One region is in use at a time:
 *
 *   [ bytes ... free -> ........ <- records ]
 *                ^               ^          ^
 *              free          records       top
 *
 * Bytes are taken from the front, records from the back. When they meet, a bigger region is taken
 * from the allocator, and only the records move there: bytes never move. Without an allocator
 * the first region is all there is.
 */

#include <stdbool.h>
#include <stddef.h>

#include "sipwright/message.h"

/* The most bytes of a region that are used, so that places and lengths in one have 31 bits. */
#define REGION_MAX ((size_t)0x7ffffff0)

/* Stands at the front of each region that came from the allocator. */
struct sipw__chunk {
	struct sipw__chunk *older;
	size_t size;
};

struct sipw__arena {
	char *free;
	char *records;
	char *top;
	struct sipw__chunk *newest; /* NULL in the caller's memory */
	const sipw_allocator *allocator; /* NULL in the caller's memory */
};

/* Bytes between bytes and records. */
static inline size_t sipw__arena_room(const struct sipw__arena *a)
{
	return (size_t)(a->records - a->free);
}

/*
 * Takes a bigger region that has room for `need` bytes beyond the `n` bytes at a->free that are
 * being written, which are copied over. SIPW_OK or a negative error.
 */
int sipw__arena_grow(struct sipw__arena *a, size_t n, size_t need);

/* Gives all regions back but the oldest and the newest, and empties the newest, which begins at `first` if it is the
 * caller's. */
void sipw__arena_reset(struct sipw__arena *a, char *first);

/* Gives all regions back but the oldest, which holds the message itself and is left to the caller. */
void sipw__arena_release(struct sipw__arena *a);

#endif
