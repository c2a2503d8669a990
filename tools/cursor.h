/* SPDX-License-Identifier: MIT */
#ifndef CURSOR_H
#define CURSOR_H

/* A byte of a file, as people count: by line and column. */

#include "sipwright/base.h"

struct cursor {
	sipw_str bytes; /* of the file */
	size_t offset;  /* of the byte */
	size_t line;    /* that it is in, from 1 */
	size_t line_start;
};

/* At the first byte. */
struct cursor cursor_start(sipw_str bytes);

/* Goes to a byte; forward, it looks at those in between only. */
void cursor_seek(struct cursor *cursor, size_t offset);

/* The column of the byte, from 1. */
size_t cursor_column(const struct cursor *cursor);

/* The line it is in, without its end. */
sipw_str cursor_line(const struct cursor *cursor);

#endif
