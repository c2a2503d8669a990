/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "table.h"

#include "diagnose.h"
#include "tool.h"

int column_refused(const struct table *table, size_t column, const char *sentence)
{
	return complain_of_file(&table->file, table->cells[column].at, sentence);
}

/* In quotes, a quote of the value stands as two. */
static size_t place_of_byte(const struct table *table, size_t at, size_t offset)
{
	const char *file = table->file.bytes.ptr;
	if (at >= table->file.bytes.len || file[at] != '"')
		return at + offset;
	for (at++; offset > 0; offset--)
		at += file[at] == '"' ? 2 : 1;
	return at;
}

int value_refused(const struct table *table, size_t row, size_t column, const sipw_error *error)
{
	const struct cell *cell = &table->cells[(row + 1) * table->n_columns + column];
	return complain_in_file(&table->file, place_of_byte(table, cell->at, error->offset), sipw_s(error->field), error);
}

#if defined(HAVE_LIBCSV) && !defined(SIPW_BARE)

#include <csv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct reader {
	struct table *table;
	size_t at; /* the byte that the parser looks at */
	size_t start; /* of the value at hand */
	size_t row_start;
	size_t in_row; /* values */
	size_t n; /* cells */
	size_t room;
	size_t used; /* of the text */
	int status;
};

static bool grow(struct reader *r)
{
	if (r->n < r->room)
		return true;
	const size_t room = r->room == 0 ? 256 : 2 * r->room;
	struct cell *cells = room < SIZE_MAX / sizeof *cells ? realloc(r->table->cells, room * sizeof *cells) : NULL;
	if (cells == NULL) {
		r->status = no_memory();
		return false;
	}
	r->table->cells = cells;
	r->room = room;
	return true;
}

static void take_value(void *bytes, size_t len, void *ctx)
{
	struct reader *r = ctx;
	if (r->status != STATUS_FINE || !grow(r))
		return;
	if (r->in_row++ == 0)
		r->row_start = r->start;
	char *text = r->table->text + r->used;
	if (len > 0)
		memcpy(text, bytes, len);
	r->table->cells[r->n++] = (struct cell){ sipw_sn(text, len), r->start };
	r->used += len;
	r->start = r->at + 1;
}

static void ragged(struct reader *r)
{
	char sentence[120];
	snprintf(sentence, sizeof sentence, "this row has %zu value%s, the first line names %zu column%s", r->in_row,
		 r->in_row == 1 ? "" : "s", r->table->n_columns, r->table->n_columns == 1 ? "" : "s");
	r->status = complain_of_file(&r->table->file, r->row_start, sentence);
}

static void take_row(int end, void *ctx)
{
	struct reader *r = ctx;
	(void)end;
	r->start = r->at + 1;
	if (r->status != STATUS_FINE)
		return;
	if (r->table->n_columns == 0)
		r->table->n_columns = r->in_row;
	else if (r->in_row == r->table->n_columns)
		r->table->n_rows++;
	else
		ragged(r);
	r->in_row = 0;
}

static int no_blank(unsigned char byte)
{
	(void)byte;
	return 0;
}

static int wrong_quote(const struct reader *r, struct csv_parser *parser)
{
	if (csv_error(parser) != CSV_EPARSE)
		return no_memory();
	return complain_of_file(&r->table->file, r->at,
				r->table->file.bytes.ptr[r->at] == '"' ? "a value with a quote in it stands between quotes"
								       : "a comma or the end of the line follows a quoted value");
}

/* A byte at a time, so that each value's place is known. */
static int take_apart(struct reader *r, struct csv_parser *parser)
{
	const struct bytes *bytes = &r->table->file.bytes;
	for (; r->at < bytes->len && r->status == STATUS_FINE; r->at++) {
		const char byte = bytes->ptr[r->at];
		if (csv_parse(parser, &byte, 1, take_value, take_row, r) != 1)
			return wrong_quote(r, parser);
		if (r->at == r->start && (byte == '\r' || byte == '\n'))
			r->start++; /* an empty line, or the end of CRLF */
	}
	if (r->status == STATUS_FINE && csv_fini(parser, take_value, take_row, r) != 0)
		return complain_of_file(&r->table->file, r->start, "the quote that begins here has no end");
	if (r->status == STATUS_FINE && r->table->n_columns == 0)
		return complain_of_file(&r->table->file, 0, "the first line, which names the columns, is missing");
	return r->status;
}

/* A byte order mark says nothing but that it is UTF-8. */
static size_t after_mark(const struct bytes *bytes)
{
	return bytes->len >= 3 && memcmp(bytes->ptr, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

int read_table(const char *path, struct table *ret)
{
	struct reader r = { .table = ret, .status = STATUS_FINE };
	struct csv_parser parser;
	int status = read_file(path, &ret->file);
	if (status != STATUS_FINE)
		return status;
	ret->text = malloc(ret->file.bytes.len + 1);
	if (ret->text == NULL || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return no_memory();
	csv_set_space_func(&parser, no_blank);
	r.at = r.start = after_mark(&ret->file.bytes);
	status = take_apart(&r, &parser);
	csv_free(&parser);
	return status;
}

void free_table(struct table *table)
{
	free_file(&table->file);
	free(table->text);
	free(table->cells);
}

#else

int read_table(const char *path, struct table *ret)
{
	(void)path;
	(void)ret;
	complain("--csv is not to be had: built without libcsv");
	return STATUS_USAGE;
}

void free_table(struct table *table)
{
	(void)table;
}

#endif
