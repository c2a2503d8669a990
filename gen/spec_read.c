/* SPDX-License-Identifier: MIT */
/* From the bytes of a spec file to rows: lines, fields, the head line, and each field's reader. */

#define _POSIX_C_SOURCE 200809L

#include "spec_read.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "keep.h"
#include "text.h"

struct reading {
	const struct sheet *sheet;
	const struct column *columns;
	struct list *list;
	struct origin at;
	bool extra;
	bool headed;
};

struct fields {
	char **text;
	size_t count;
};

static char *load(const char *path, size_t *size)
{
	FILE *f = fopen(path, "rb");
	char *bytes = NULL;
	int c;

	if (f == NULL)
		return NULL;
	for (*size = 0; (c = getc(f)) != EOF; bytes[(*size)++] = (char)c)
		bytes = keep_more(bytes, *size, 1);
	bytes = keep_more(bytes, *size, 1); /* room for a terminator */

	bool failed = ferror(f) != 0;

	fclose(f);
	return failed ? NULL : bytes;
}

static bool line_is_clean(struct origin at, const char *line, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)line[i];

		if (c == '\t') {
			fault(at, "tab character; columns are separated by two or more spaces");
			return false;
		}
		if (c < ' ' || c == 0x7F) {
			fault(at, "control character %02X", c);
			return false;
		}
	}
	if (!is_utf8(line, length)) {
		fault(at, "bytes that are not UTF-8");
		return false;
	}
	if (length > 0 && line[length - 1] == ' ') {
		fault(at, "space at the end of the line");
		return false;
	}
	return true;
}

/* Fields are separated by two or more spaces; spaces before the first only align it. */
static struct fields split(char *line)
{
	struct fields fields = {NULL, 0};

	for (char *p = line + strspn(line, " "); *p != '\0'; p += strspn(p, " ")) {
		fields.text = keep_more(fields.text, fields.count, sizeof *fields.text);
		fields.text[fields.count++] = p;

		char *end = strstr(p, "  ");

		if (end == NULL)
			break;
		*end = '\0';
		p = end + 1;
	}
	return fields;
}

static size_t count_columns(const struct column *columns)
{
	size_t n = 0;

	while (columns[n].name != NULL)
		n++;
	return n;
}

static bool head_is_right(const struct reading *reading, const struct fields *fields)
{
	size_t expected = count_columns(reading->columns);

	for (size_t i = 0; i < fields->count && i < expected; i++) {
		const char *name = reading->columns[i].name;

		if (strcmp(fields->text[i], name) != 0) {
			fault(reading->at,
			      "the head line names column %zu \"%s\" instead of \"%s\"", i + 1,
			      fields->text[i], name);
			return false;
		}
	}
	if (fields->count != expected) {
		fault(reading->at, "the head line names %zu columns instead of %zu", fields->count,
		      expected);
		return false;
	}
	return true;
}

static void read_cell(const struct column *column, struct origin at, const char *text, void *row)
{
	bool dash = strcmp(text, "-") == 0;

	if (dash && column->dash == DASH_EMPTY)
		return;
	if (dash && column->dash == DASH_FAULT)
		fault(at, "%s: may not be empty", column->name);
	else
		column->read(column, at, text, (char *)row + column->offset);
}

static bool is_retired(const struct sheet *sheet, const struct fields *fields)
{
	return sheet->last_id > 0 && fields->count == 2 && strcmp(fields->text[1], "retired") == 0;
}

static void read_row(struct reading *reading, const struct fields *fields)
{
	struct list *list = reading->list;
	const struct sheet *sheet = reading->sheet;
	size_t columns = is_retired(sheet, fields) ? 1 : count_columns(reading->columns);
	int faults = fault_count();

	if (columns > 1 && fields->count != columns) {
		fault(reading->at, "%zu columns instead of %zu", fields->count, columns);
		list->broken = true;
		return;
	}
	list->rows = keep_more(list->rows, list->count, sheet->row_size);

	struct row *row = list_row(list, sheet, list->count++);

	row->at = reading->at;
	row->extra = reading->extra;
	for (size_t i = 0; i < columns; i++)
		read_cell(&reading->columns[i], row->at, fields->text[i], row);
	list->broken |= fault_count() > faults;
}

/* false: nothing more of this file can be understood */
static bool read_line(struct reading *reading, char *line, size_t length)
{
	if (!line_is_clean(reading->at, line, length)) {
		reading->list->broken = true;
		return reading->headed;
	}
	if (length == 0 || line[0] == '#')
		return true;

	struct fields fields = split(line);

	if (reading->headed) {
		read_row(reading, &fields);
		return true;
	}
	reading->headed = true;
	return head_is_right(reading, &fields);
}

static bool read_lines(struct reading *reading, char *bytes, size_t size)
{
	for (char *line = bytes; line < bytes + size; reading->at.line++) {
		char *end = memchr(line, '\n', (size_t)(bytes + size - line));

		if (end == NULL)
			end = bytes + size;
		*end = '\0';
		if (!read_line(reading, line, (size_t)(end - line)))
			return false;
		line = end + 1;
	}
	return true;
}

void sheet_read(struct list *list, const struct sheet *sheet, const struct column *columns,
		const char *dir, bool extra)
{
	struct reading reading = {.sheet = sheet, .columns = columns, .list = list, .extra = extra};
	size_t size, before = list->count;

	reading.at = (struct origin){keep_format("%s/%s", dir, sheet->file), 1};
	errno = 0;

	char *bytes = load(reading.at.file, &size);

	if (bytes == NULL && extra && errno == ENOENT)
		return;
	if (bytes == NULL) {
		fault(reading.at, "cannot be read: %s", strerror(errno));
		list->broken = true;
	} else if (!read_lines(&reading, bytes, size)) {
		list->broken = true;
	} else if (list->count == before && !list->broken) {
		fault(reading.at, "no rows");
		list->broken = true;
	}
}
