/* SPDX-License-Identifier: MIT */
#ifndef READERS_READER_H
#define READERS_READER_H

/* What other libraries read in a message: a program each, called after its library, prints the same lines
 * for every file. facts.awk prints them for the text of the file. */

#include <stdbool.h>
#include <stddef.h>

/* Parses a message, prints its facts by the functions below, in their order; false if it is refused. */
bool reader_read(const char *bytes, size_t len);

/* A string of `len` bytes; NULL for one that is missing. */
struct piece {
	const char *ptr;
	size_t len;
};
struct piece piece(const char *string);

void put_request(struct piece method);
void put_status(int code, struct piece reason);
void put_call_id(struct piece id);
void put_cseq(unsigned long number, struct piece method);
void put_tags(struct piece from, struct piece to);
void put_via(size_t count, struct piece top_branch);
void put_contacts(size_t count);
void put_body(size_t bytes);

#endif
