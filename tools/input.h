/* SPDX-License-Identifier: MIT */
#ifndef INPUT_H
#define INPUT_H

/* Bytes that a command reads. */

#include <stddef.h>

/* Memory of malloc(). `{0}` is none. */
struct bytes {
	char *ptr;
	size_t len;
};

/* Reads a whole file, "-" for standard input: a status, complained about if it is not fine. */
int read_input(const char *path, struct bytes *ret);

/* Says that there is no memory; returns its status. */
int no_memory(void);

#endif
