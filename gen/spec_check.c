/* SPDX-License-Identifier: MIT */
/* What can be wrong between the rows of one sheet: ids and duplicates. Then their final order. */

#include "spec_read.h"

#include <stdlib.h>
#include <string.h>

#include "keep.h"
#include "text.h"

/* A member that no two rows may share; a zero or NULL member is not compared. */
struct unique {
	const char *file;
	size_t offset;
	bool (*same)(const void *a, const void *b);
	const char *(*show)(const void *member);
};

static bool same_numbers(const void *a, const void *b)
{
	return *(const int *)a != 0 && *(const int *)a == *(const int *)b;
}

static bool same_names(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;

	return x != NULL && y != NULL && same_text(x, y);
}

static bool same_names_folded(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;

	return x != NULL && y != NULL && same_folded(x, y);
}

static const char *show_id(const void *member)
{
	return keep_format("id %d", *(const int *)member);
}

static const char *show_code(const void *member)
{
	return keep_format("code %d", *(const int *)member);
}

static const char *show_letter(const void *member)
{
	return keep_format("compact form %c", *(const int *)member);
}

static const char *show_name(const void *member)
{
	return *(const char *const *)member;
}

#define ROW(member) offsetof(struct row, member)

static const struct unique uniques[] = {
	{"methods.spec", ROW(id), same_numbers, show_id},
	{"methods.spec", ROW(name), same_names, show_name},
	{"kinds.spec", ROW(id), same_numbers, show_id},
	{"kinds.spec", ROW(name), same_names, show_name},
	{"headers.spec", ROW(id), same_numbers, show_id},
	{"headers.spec", ROW(name), same_names_folded, show_name},
	{"headers.spec", offsetof(struct header, compact), same_numbers, show_letter},
	{"statuses.spec", offsetof(struct status, code), same_numbers, show_code},
	{"conditions.spec", ROW(id), same_numbers, show_id},
	{"conditions.spec", ROW(name), same_names, show_name},
	{"chars.spec", ROW(name), same_names, show_name},
	{"uri-parts.spec", ROW(name), same_names, show_name},
	{"transports.spec", ROW(name), same_names_folded, show_name},
	{"uri-parts.spec", offsetof(struct uri_part, param), same_names_folded, show_name},
	{"uri-headers.spec", ROW(name), same_names_folded, show_name},
};

static void check_duplicate(const struct unique *unique, struct row *row, const struct row *earlier)
{
	const char *member = (const char *)row + unique->offset;

	if (!unique->same(member, (const char *)earlier + unique->offset))
		return;
	row->duplicate = true;
	fault(row->at, "%s is already at %s:%d", unique->show(member), earlier->at.file,
	      earlier->at.line);
}

static void check_duplicates(const struct sheet *sheet, const struct list *list)
{
	for (size_t u = 0; u < sizeof uniques / sizeof *uniques; u++) {
		if (strcmp(uniques[u].file, sheet->file) != 0)
			continue;
		for (size_t i = 0; i < list->count; i++)
			for (size_t j = 0; j < i; j++)
				check_duplicate(&uniques[u], list_row(list, sheet, i),
						list_row(list, sheet, j));
	}
}

static int compare_ids(const void *a, const void *b)
{
	const struct row *const *x = a, *const *y = b;

	return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

static struct row **rows_by_id(const struct list *list, const struct sheet *sheet)
{
	struct row **rows = keep((list->count + 1) * sizeof *rows);

	for (size_t i = 0; i < list->count; i++)
		rows[i] = list_row(list, sheet, i);
	qsort(rows, list->count, sizeof *rows, compare_ids);
	return rows;
}

static void check_id_range(const struct sheet *sheet, const struct row *row)
{
	int first = row->extra ? EXTRA_ID : 1;
	int last = row->extra ? EXTRA_ID_LAST : sheet->last_id;

	if (row->id != 0 && (row->id < first || row->id > last))
		fault(row->at, "id %d is not in the range of %d to %d", row->id, first, last);
}

/* Ids are dense, so that a table by id has no holes but those of retired rows. */
static void check_gaps(const struct list *list, struct row **rows)
{
	for (size_t i = 0; i < list->count; i++) {
		bool first = i == 0 || rows[i]->extra != rows[i - 1]->extra;
		int expected = !first ? rows[i - 1]->id + 1 : rows[i]->extra ? EXTRA_ID : 1;

		if (rows[i]->id > expected)
			fault(rows[i]->at,
			      "no row has id %d; one that is gone is declared \"%d  retired\"",
			      expected, expected);
	}
}

static size_t count_standard(const struct list *list, struct row **rows)
{
	size_t n = 0;

	while (n < list->count && !rows[n]->extra)
		n++;
	return n;
}

/* With the ids dense, the order of ids behind row 0 is the order of indexes. */
static void index_rows(const struct sheet *sheet, struct list *list, size_t *standard)
{
	struct row **rows = rows_by_id(list, sheet);
	char *indexed = keep((list->count + 1) * sheet->row_size);

	for (size_t i = 0; i < list->count; i++)
		check_id_range(sheet, rows[i]);
	if (!list->broken && fault_count() == 0)
		check_gaps(list, rows);
	for (size_t i = 0; i < list->count; i++)
		memcpy(indexed + (i + 1) * sheet->row_size, rows[i], sheet->row_size);
	*standard = 1 + count_standard(list, rows);
	list->rows = indexed;
	list->count++;
}

void sheet_check(const struct sheet *sheet, struct list *list, size_t *standard)
{
	check_duplicates(sheet, list);
	if (sheet->last_id > 0)
		index_rows(sheet, list, standard);
}
