/* SPDX-License-Identifier: MIT */
#ifndef TEST_VECTORS_H
#define TEST_VECTORS_H

/* The vector files: messages, each behind lines of comment that begin with '#'. */

#include "sipwright/base.h"

/* The message in a vector file, read into `buffer`; absent, and a failed check, if that fails. */
sipw_str read_vector(const char *name, char *buffer, size_t cap);

/* Visits the name of every file in the folder of vectors that ends in `suffix`. */
void each_file(const char *suffix, void (*visit)(const char *name));

/* Visits the message of every *.sip file; the bytes are valid during the visit. */
void each_vector(void (*visit)(const char *name, sipw_str bytes));

#endif
