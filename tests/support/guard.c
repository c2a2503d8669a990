/* SPDX-License-Identifier: MIT */
#include "support/guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static _Noreturn void give_up(const char *what)
{
	perror(what);
	exit(2);
}

struct guard guard_open(size_t size)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct guard g;
	g.size = (size + page - 1) / page * page;
	g.base = mmap(NULL, g.size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (g.base == MAP_FAILED)
		give_up("mmap");
	g.end = g.base + g.size;
	if (mprotect(g.end, page, PROT_NONE) != 0)
		give_up("mprotect");
	return g;
}

void guard_close(struct guard *g)
{
	munmap(g->base, g->size + (size_t)sysconf(_SC_PAGESIZE));
	g->base = NULL;
}

sipw_str guard_copy(const struct guard *g, sipw_str bytes)
{
	if (bytes.ptr == NULL)
		return bytes;
	if (bytes.len > g->size) {
		fputs("guard_copy: too long\n", stderr);
		exit(2);
	}
	char *place = guard_last(g, bytes.len);
	if (bytes.len > 0)
		memcpy(place, bytes.ptr, bytes.len);
	return sipw_sn(place, bytes.len);
}
