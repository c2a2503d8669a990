/* SPDX-License-Identifier: MIT */
/* Preloaded, counts the calls of malloc(), calloc() and realloc() by a program and its libraries. */
#include <stddef.h>

static unsigned long count;

unsigned long allocations(void);
unsigned long allocations(void)
{
	return count;
}

/* glibc's own, which it exports besides, so that no look-up is needed that might allocate. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);

void *malloc(size_t size)
{
	count++;
	return __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	count++;
	return __libc_calloc(n, size);
}

void *realloc(void *block, size_t size)
{
	count++;
	return __libc_realloc(block, size);
}
