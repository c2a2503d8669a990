/* SPDX-License-Identifier: MIT */
#ifndef TABLE_H
#define TABLE_H

/*
 * A CSV file (RFC 4180): the first line names the columns, each other one is a row with a value a column.
 * Blanks belong to a value, empty lines are none, CRLF and LF end a line.
 */

#include "place.h"

struct cell {
	sipw_str value;
	size_t at; /* where it begins in the file, perhaps with a quote */
};

/* Zeroed, it is none. */
struct table {
	struct file file;
	char *text; /* of all values */
	struct cell *cells; /* the names, then row after row */
	size_t n_columns, n_rows;
};

/* Reads and takes apart a file: a status, complained about. */
int read_table(const char *path, struct table *ret);
void free_table(struct table *table);

static inline sipw_str column_name(const struct table *table, size_t column)
{
	return table->cells[column].value;
}

static inline sipw_str table_value(const struct table *table, size_t row, size_t column)
{
	return table->cells[(row + 1) * table->n_columns + column].value;
}

/* Complains about a column's name; STATUS_INVALID. */
int column_refused(const struct table *table, size_t column, const char *sentence);

/* Complains about a value, the error's offset being in it; STATUS_INVALID. */
int value_refused(const struct table *table, size_t row, size_t column, const sipw_error *error);

#endif
