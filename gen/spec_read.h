/* SPDX-License-Identifier: MIT */
#ifndef SPEC_READ_H
#define SPEC_READ_H

#include "spec.h"

/* what a lone "-" means in a column */
enum dash { DASH_FAULT, DASH_EMPTY, DASH_CELL };

struct column;

typedef void cell_reader(const struct column *column, struct origin at, const char *text,
			 void *member);

/* A column: how its text becomes the member at this offset of the row's struct. */
struct column {
	const char *name;
	cell_reader *read;
	size_t offset;
	enum dash dash;
	size_t max; /* longest text in bytes, largest number */
	const struct word *words;
};

enum sheet_id {
	METHODS,
	KINDS,
	HEADERS,
	STATUSES,
	PARAMS,
	RULES,
	CONDITIONS,
	CHARS,
	MEMBERS,
	TRANSPORTS,
	URI_PARTS,
	URI_HEADERS,
	SHEETS
};

struct sheet {
	const char *file;
	size_t row_size;
	int last_id; /* 0 = its rows have no id */
	const struct column *columns;
	const struct column *extra_columns; /* NULL: not among the extra specs */
};

/* The rows of one sheet as read, in the order of the file, extra rows last. */
struct list {
	void *rows;
	size_t count;
	bool broken; /* a row is missing here because of a fault */
};

extern const struct sheet sheets[SHEETS];

/* Column lists end with a NULL name. rules.spec has one column a method. */
const struct column *rule_columns(const struct list *methods);

static inline struct row *list_row(const struct list *list, const struct sheet *sheet, size_t i)
{
	return (struct row *)((char *)list->rows + i * sheet->row_size);
}

/* Adds the rows of one file to a list. */
void sheet_read(struct list *list, const struct sheet *sheet, const struct column *columns,
		const char *dir, bool extra);

/* Checks ids and duplicates, and gives the rows their final order. */
void sheet_check(const struct sheet *sheet, struct list *list, size_t *standard);

/* Resolves what names another row, and claims the C identifiers. */
void spec_link(struct spec *spec, const struct list lists[SHEETS]);

#endif
