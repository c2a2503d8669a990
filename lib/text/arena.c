/* SPDX-License-Identifier: MIT */
#include "text/arena.h"

#include <stdint.h>
#include <string.h>

#define CHUNK_MIN 2048

/* Room for everything asked for and as much again, so that the number of regions stays
 * logarithmic. 0 if that cannot be counted. */
static size_t next_size(const struct sipw__arena *a, size_t records, size_t n, size_t need)
{
	size_t size = a->newest->size < CHUNK_MIN ? CHUNK_MIN : a->newest->size;
	size_t wanted = sizeof(struct sipw__chunk) + 64;
	if (need > SIZE_MAX / 4 || n > SIZE_MAX / 8 || records > SIZE_MAX / 8)
		return 0;
	wanted += need + n + 2 * records;
	if (wanted > REGION_MAX)
		return 0;
	size = wanted > size ? wanted + size : 2 * size;
	return size < REGION_MAX ? size : REGION_MAX;
}

int sipw__arena_grow(struct sipw__arena *a, size_t n, size_t need)
{
	if (a->allocator == NULL)
		return SIPW_ERR_SPACE;
	size_t records = (size_t)(a->top - a->records);
	size_t size = next_size(a, records, n, need);
	if (size == 0)
		return SIPW_ERR_LIMIT;
	size = (size + 15) & ~(size_t)15;
	struct sipw__chunk *chunk = a->allocator->allocate(a->allocator->ctx, size);
	if (chunk == NULL)
		return SIPW_ERR_MEMORY;
	chunk->older = a->newest;
	chunk->size = size;
	char *top = (char *)chunk + size;
	memcpy(top - records, a->records, records);
	memcpy(chunk + 1, a->free, n);
	a->free = (char *)(chunk + 1);
	a->records = top - records;
	a->top = top;
	a->newest = chunk;
	return SIPW_OK;
}

/* Gives back the regions between `chunk` (exclusive) and the oldest one, which is returned. */
static struct sipw__chunk *release_older(const struct sipw__arena *a, struct sipw__chunk *chunk)
{
	struct sipw__chunk *older = chunk->older;
	while (older != NULL && older->older != NULL) {
		struct sipw__chunk *next = older->older;
		a->allocator->release(a->allocator->ctx, older, older->size);
		older = next;
	}
	return older;
}

void sipw__arena_reset(struct sipw__arena *a, char *first)
{
	if (a->newest != NULL && a->newest->older != NULL)
		a->newest->older = release_older(a, a->newest);
	a->free = a->newest != NULL ? (char *)(a->newest + 1) : first;
	a->records = a->top;
}

void sipw__arena_release(struct sipw__arena *a)
{
	if (a->newest == NULL || a->newest->older == NULL)
		return;
	struct sipw__chunk *newest = a->newest;
	a->newest = release_older(a, newest);
	a->allocator->release(a->allocator->ctx, newest, newest->size);
}
