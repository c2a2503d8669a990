/* SPDX-License-Identifier: MIT */
#include "records.h"

#include <string.h>

#include "keep.h"
#include "text.h"

static const struct member value_members[] = {
	{.row.name = NULL, .struct_name = "uint32_t"},
	{.row.name = "value", .struct_name = "uint32_t", .hold = HOLD_NUMBER},
	{.row.name = NULL, .struct_name = "int64_t"},
	{.row.name = "value", .struct_name = "int64_t", .hold = HOLD_DATE},
	{.row.name = NULL, .struct_name = "sipw_str"},
	{.row.name = "value", .struct_name = "sipw_str", .hold = HOLD_WIRE},
};

const struct record value_records[VALUE_RECORDS] = {
	{.row = &value_members[0], .count = 1, .first = 0},
	{.row = &value_members[2], .count = 1, .first = 1},
	{.row = &value_members[4], .count = 1, .first = 2},
};

const struct record *find_value_record(const char *name)
{
	for (size_t i = 0; i < VALUE_RECORDS; i++)
		if (same_text(value_records[i].row->struct_name, name))
			return &value_records[i];
	return NULL;
}

static struct record *find_record(const struct spec *spec, const char *name)
{
	for (size_t i = 0; i < spec->record_count; i++)
		if (same_text(spec->records[i].row->struct_name, name))
			return &spec->records[i];
	return NULL;
}

/* The row of a struct itself begins it. */
static void begin_record(struct spec *spec, const struct member *row)
{
	const struct record *earlier = find_record(spec, row->struct_name);

	if (earlier != NULL)
		fault(row->row.at, "%s is already at %s:%d", row->struct_name,
		      earlier->row->row.at.file, earlier->row->row.at.line);
	if (strncmp(row->struct_name, "sipw_", 5) != 0)
		fault(row->row.at, "struct: \"%s\" does not begin with sipw_", row->struct_name);
	if (row->hold != HOLD_NOTHING)
		fault(row->row.at, "type: only a member has one");
	if (row->meaning == NULL)
		fault(row->row.at, "meaning: may not be empty for a struct");
	spec->records = keep_more(spec->records, spec->record_count, sizeof *spec->records);
	spec->records[spec->record_count++] = (struct record){.row = row};
}

static void add_member(struct record *record, const struct member *member)
{
	for (size_t i = 1; i <= record->count; i++)
		if (same_text(record->row[i].row.name, member->row.name))
			fault(member->row.at, "%s of %s is already at %s:%d", member->row.name,
			      member->struct_name, record->row[i].row.at.file,
			      record->row[i].row.at.line);
	if (member->hold == HOLD_NOTHING)
		fault(member->row.at, "type: may not be empty for a member");
	record->count++;
}

static void read_records(struct spec *spec)
{
	for (size_t i = 0; i < spec->member_count; i++) {
		const struct member *row = &spec->members[i];
		struct record *last = spec->record_count == 0 ? NULL :
				      &spec->records[spec->record_count - 1];

		if (row->row.name == NULL)
			begin_record(spec, row);
		else if (last == NULL || !same_text(last->row->struct_name, row->struct_name))
			fault(row->row.at, "struct: the rows of %s stand together, and begin with one whose member is \"-\"",
			      row->struct_name);
		else
			add_member(last, row);
	}
}

static size_t count_of(const struct record *record, enum hold hold)
{
	size_t n = 0;

	for (size_t i = 1; i <= record->count; i++)
		n += record->row[i].hold == (int)hold;
	return n;
}

/* Whether what it holds may come from quoted text on the wire. */
static bool needs_escaped(const struct record *record)
{
	static const enum hold holds[] = {HOLD_QUOTED, HOLD_DISPLAY, HOLD_COMMENT, HOLD_PARAMS,
					  HOLD_AUTH_PARAMS, HOLD_WORD, HOLD_PARAM};
	size_t n = 0;

	for (size_t i = 0; i < sizeof holds / sizeof *holds; i++)
		n += count_of(record, holds[i]);
	return n > 0;
}

static void check_record(const struct record *record)
{
	const size_t escaped = count_of(record, HOLD_ESCAPED);

	if (record->count == 0)
		fault(record->row->row.at, "%s has no members", record->row->struct_name);
	if (escaped > 1)
		fault(record->row->row.at, "%s has %zu members of type escaped",
		      record->row->struct_name, escaped);
	if (escaped == 0 && needs_escaped(record))
		fault(record->row->row.at, "%s has quoted text or parameters and no member of type escaped",
		      record->row->struct_name);
}

static void link_kind(const struct spec *spec, struct kind *kind)
{
	struct record *record = find_record(spec, kind->type);

	if (record == NULL) {
		fault(kind->row.at, "ctype: members.spec has no rows of %s", kind->type);
		return;
	}
	record->used = true;
	kind->record = record;
}

static void number_members(struct spec *spec)
{
	size_t n = VALUE_RECORDS;

	for (size_t i = 0; i < spec->record_count; i++) {
		spec->records[i].first = n;
		n += spec->records[i].count;
	}
}

void link_records(struct spec *spec, const struct list *members, const struct list *kinds)
{
	if (members->broken)
		return;
	read_records(spec);
	for (size_t i = 0; i < spec->kind_count; i++)
		if (spec->kinds[i].type != NULL && !spec->kinds[i].by_value)
			link_kind(spec, &spec->kinds[i]);
	for (size_t i = 0; i < spec->record_count; i++) {
		const struct record *record = &spec->records[i];

		check_record(record);
		if (!record->used && !kinds->broken)
			fault(record->row->row.at, "struct: no kind has the type \"%s *\"",
			      record->row->struct_name);
	}
	number_members(spec);
}
