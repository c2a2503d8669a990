/* SPDX-License-Identifier: MIT */
#include "keep.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every block is linked here, so that leak checkers find it reachable. */
struct block {
	struct block *next;
	max_align_t memory[];
};

static struct block *blocks;

void *keep(size_t n)
{
	struct block *block = calloc(1, sizeof *block + n);

	if (block == NULL) {
		fputs("specgen: out of memory\n", stderr);
		exit(1);
	}
	block->next = blocks;
	blocks = block;
	return block->memory;
}

char *keep_text(const char *text, size_t n)
{
	char *copy = keep(n + 1);

	memcpy(copy, text, n);
	return copy;
}

char *keep_format(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);

	size_t size = (size_t)length + 1;
	char *text = keep(size);

	va_start(args, format);
	vsnprintf(text, size, format, args);
	va_end(args);
	return text;
}

/* An array has room for the next power of two of its count, so it moves when it has filled that. */
void *keep_more(void *array, size_t count, size_t size)
{
	if (count > 0 && (count & (count - 1)) != 0)
		return array;

	void *larger = keep((count > 0 ? 2 * count : 1) * size);

	if (count > 0)
		memcpy(larger, array, count * size);
	return larger;
}
