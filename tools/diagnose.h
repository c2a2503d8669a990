/* SPDX-License-Identifier: MIT */
#ifndef DIAGNOSE_H
#define DIAGNOSE_H

/*
 * What is said on stderr. Bytes that came from outside are shown harmlessly: control characters and
 * what is no UTF-8 as \r, \n, \t or \x.., the rest as it is.
 */

#include <stdio.h>

#include "sipwright/base.h"
#include "sipwright/error.h"

/* Room for what show() writes, with its NUL. */
#define SHOWN_SIZE 72

/* Writes the text so that it can be shown, cut with "..." if it is long. Returns `out`. */
const char *show(char out[SHOWN_SIZE], sipw_str text);

/* A line "sipwright: ..." as by printf(). */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void complain(const char *format, ...);

/* "sipwright: place: sentence [source]". */
void complain_error(const char *place, const sipw_error *error);

/*
 * "sipwright: place: column 12: byte 0x0d: sentence [source]", then the argument as it was typed
 * and a caret under the byte. The error's offset counts in `part`, a slice of the argument.
 */
void complain_at(const char *place, sipw_str argument, sipw_str part, const sipw_error *error);

/* A line as it can be shown, and a caret under one of its bytes; its beginning is cut if it is long. */
void print_excerpt(FILE *f, sipw_str text, size_t offset);

#endif
