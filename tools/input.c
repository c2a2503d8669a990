/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diagnose.h"
#include "tool.h"

int no_memory(void)
{
	complain("out of memory");
	return STATUS_SYSTEM;
}

/* Reads to the end of the file into memory that doubles; its size is not asked for, since it may be
 * a pipe. */
static int read_all(FILE *f, struct bytes *ret)
{
	struct bytes all = { NULL, 0 };
	size_t room = 0;
	do {
		if (all.len == room) {
			room = room == 0 ? 4096 : room * 2;
			char *grown = room > PTRDIFF_MAX ? NULL : realloc(all.ptr, room);
			if (grown == NULL) {
				free(all.ptr);
				return no_memory();
			}
			all.ptr = grown;
		}
		all.len += fread(all.ptr + all.len, 1, room - all.len, f);
	} while (!feof(f) && !ferror(f));
	*ret = all;
	return STATUS_FINE;
}

static int cannot_read(const char *path, int error)
{
	char shown[SHOWN_SIZE];
	const char *reason = error != 0 ? strerror(error) : "read error";
	if (strcmp(path, "-") == 0)
		complain("cannot read standard input: %s", reason);
	else
		complain("cannot read '%s': %s", show(shown, sipw_s(path)), reason);
	return STATUS_SYSTEM;
}

static int read_open(FILE *f, const char *path, struct bytes *ret)
{
	errno = 0;
	int status = read_all(f, ret);
	if (status == STATUS_FINE && ferror(f)) {
		status = cannot_read(path, errno);
		free(ret->ptr);
		*ret = (struct bytes){ NULL, 0 };
	}
	return status;
}

int read_input(const char *path, struct bytes *ret)
{
	if (strcmp(path, "-") == 0)
		return read_open(stdin, path, ret);
	FILE *f = fopen(path, "rb");
	if (f == NULL)
		return cannot_read(path, errno);
	const int status = read_open(f, path, ret);
	fclose(f); /* nothing was written that could be lost */
	return status;
}
