/* SPDX-License-Identifier: MIT */
#ifndef KEEP_H
#define KEEP_H

#include <stddef.h>

/*
 * Memory for a tool that runs for a moment: whatever is kept stays until the process ends, nothing
 * is ever freed, and no caller sees a failure (there is nothing better to do than stop).
 */

/* n zeroed bytes */
void *keep(size_t n);

/* a copy of the first n bytes of text, terminated */
char *keep_text(const char *text, size_t n);

/* the text that printf would print */
char *keep_format(const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 1, 2)))
#endif
	;

/* array, holding count elements of this size, moved to where one more has room */
void *keep_more(void *array, size_t count, size_t size);

#endif
