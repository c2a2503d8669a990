/* SPDX-License-Identifier: MIT */
#ifndef TEST_SPEC_H
#define TEST_SPEC_H

/*
 * A small reader of the spec files, independent of the generator, so that a fault of the generator
 * cannot hide itself. Columns stand two or more spaces apart; a line that begins with '#' is a
 * comment; the first other line names the columns.
 */

#include <stdbool.h>
#include <stddef.h>

#include "sipwright/base.h"

#define SPEC_COLUMNS 24

struct spec {
	char *text;
	char *head[SPEC_COLUMNS];
	size_t n_columns;
	char *(*cells)[SPEC_COLUMNS];
	size_t n; /* rows; retired ones are left out */
};

/* Reads `name` of the folder of spec files. Ends the program if it cannot. */
struct spec spec_open(const char *name);
void spec_close(struct spec *spec);

/* A cell by its column's name; "-" is what it is. Ends the program if there is no such column. */
const char *spec_cell(const struct spec *spec, size_t row, const char *column);

static inline bool spec_empty(const char *cell)
{
	return cell[0] == '-' && cell[1] == '\0';
}

/* A cell that holds a number. */
int spec_number(const struct spec *spec, size_t row, const char *column);

/* Whether a comma list holds a word. */
bool spec_has_word(const char *list, const char *word);

/* The row whose `column` is this text, or spec->n. */
size_t spec_find(const struct spec *spec, const char *column, const char *text);

/* "RFC3261 20.42" as the library says it, "RFC 3261 20.42"; one of four static buffers. */
const char *spec_source(const char *cell);

#endif
