/* SPDX-License-Identifier: MIT */
#ifndef JSON_H
#define JSON_H

/*
 * Objects and arrays, printed to standard output as JSON, one a line. The library behind it is jansson;
 * a tool built without it refuses --json. Bytes that are no UTF-8 are written as \x.. in their strings.
 */

#include <stdbool.h>

#include "sipwright/base.h"

/* Whether there is JSON at all: STATUS_FINE, or STATUS_USAGE with a complaint. */
int json_ready(void);

/* Values are put into the innermost object or array that is open; in an array, `name` is ignored. */
void open_json(const char *name, bool array);
void close_json(void); /* the outermost one is printed */
void put_text(const char *name, sipw_str text); /* absent: null */
void put_number(const char *name, uint64_t number);
void put_real(const char *name, double number);
void put_flag(const char *name, bool flag);

#endif
