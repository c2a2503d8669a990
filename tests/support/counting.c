/* SPDX-License-Identifier: MIT */
#include "support/counting.h"

#include <stdalign.h>
#include <stdlib.h>

#define FRONT sizeof(max_align_t)

static void *counted_allocate(void *ctx, size_t size)
{
	struct counting *c = ctx;
	c->calls++;
	if (c->calls == c->fail_at || (c->largest != 0 && size > c->largest))
		return NULL;
	char *memory = malloc(FRONT + size);
	if (memory == NULL)
		return NULL;
	memcpy(memory, &size, sizeof size);
	memset(memory + FRONT, 0xa5, size);
	c->live++;
	c->live_bytes += size;
	return memory + FRONT;
}

static void counted_release(void *ctx, void *memory, size_t size)
{
	struct counting *c = ctx;
	size_t asked;
	memcpy(&asked, (char *)memory - FRONT, sizeof asked);
	c->wrong_sizes += asked != size;
	c->live--;
	c->live_bytes -= asked;
	memset(memory, 0x5a, asked);
	free((char *)memory - FRONT);
}

sipw_allocator counting_allocator(struct counting *c)
{
	return (sipw_allocator){ .allocate = counted_allocate, .release = counted_release, .ctx = c };
}
