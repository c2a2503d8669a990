/* SPDX-License-Identifier: MIT */
#ifndef TEST_SIZES_H
#define TEST_SIZES_H

/* Writers into a buffer of the caller's, at every size that the buffer can have. */

#include <stddef.h>

#include "sipwright/base.h"

/* Calls the writer under test with a buffer. */
typedef ptrdiff_t sized_writer(const void *ctx, char *out, size_t cap);

/*
 * Checks that a writer writes `expected`: it says so to NULL and 0, refuses each smaller buffer with
 * SIPW_ERR_SPACE, fills one of that size and one larger, and never touches the page behind any.
 */
void check_sizes(sized_writer *writer, const void *ctx, sipw_str expected, const char *what);

#endif
