/* SPDX-License-Identifier: MIT */
#ifndef PLACE_H
#define PLACE_H

/* A place in a file that something is wrong with. */

#include <stddef.h>

#include "diagnose.h"
#include "input.h"
#include "sipwright/error.h"

struct file {
	const char *path; /* "-": standard input */
	struct bytes bytes;
};

int read_file(const char *path, struct file *ret);
void free_file(struct file *file);

/* What diagnostics call it. Returns `out`. */
const char *file_name(const struct file *file, char out[SHOWN_SIZE]);

/* "sipwright: file:line:column: what: byte 0x..: sentence [source]", the line, and a caret under the byte at
 * `offset` of the file. `what` may be absent. Returns STATUS_INVALID. */
int complain_in_file(const struct file *file, size_t offset, sipw_str what, const sipw_error *error);

/* The same for a sentence of our own. */
int complain_of_file(const struct file *file, size_t offset, const char *sentence);

#endif
