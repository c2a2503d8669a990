/* SPDX-License-Identifier: MIT */
#ifndef TEST_VALUES_H
#define TEST_VALUES_H

/*
 * Files of header field values, one a kind, that are taken or refused; README.md has their format. What
 * is made of each value by the runner is said at the function that makes it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "sipwright.h"

struct vector {
	int line; /* of the file */
	bool taken;
	bool alone; /* taken as it stands, but no variants are made of it */
	int code; /* of the refusal */
	size_t offset; /* of the byte that is refused */
	sipw_str sentence; /* what the refusal says; absent: anything */
	sipw_str source;
	int header;
	sipw_str value;
};

#define VECTORS_MAX 512

struct values {
	const char *path;
	int kind;
	char blanks[16]; /* white space may stand around these characters, outside quotes and brackets */
	bool bytes; /* quotes and brackets are characters like others */
	bool commas; /* a comma parts no values */
	bool borne; /* what is refused to be added may still be received */
	bool few; /* the grammar has not enough values for the usual number of vectors */
	size_t n;
	struct vector vectors[VECTORS_MAX];
	char text[65536]; /* what the slices point into */
};

/* Reads the file of a kind; false, and a failed check, if there is none or it has a fault. */
bool values_read(struct values *file, sipw_str kind, const char *folder);

typedef void variant_user(const struct values *file, const struct vector *v, sipw_str text);

/* Every value of the header field of a vector, in a message that took it: to a struct, in wire form and
 * plain, to text, and back. `what` is said when a check fails. */
void check_trips(const struct values *file, const struct vector *v, const sipw_msg *m, const char *what);

/* The value with white space and folds put around each character of file->blanks. */
void for_each_variant(const struct values *file, const struct vector *v, variant_user *use);

/* Less than a taken value, or other than one: every beginning of it, some of its bytes changed at
 * random, random bytes in its place, a run of it 64 KiB long. */
void for_each_beginning(const struct values *file, const struct vector *v, variant_user *use);
void for_each_accident(const struct values *file, const struct vector *v, variant_user *use);
void for_each_noise(const struct values *file, const struct vector *v, variant_user *use);
void for_each_length(const struct values *file, const struct vector *v, variant_user *use);

#endif
