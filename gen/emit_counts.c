/* SPDX-License-Identifier: MIT */
/* counts.h: the sizes of the tables. Those by id count row 0. */

#include "emit.h"

/* With those of values that are no struct, which come first. */
static size_t count_members(const struct spec *spec)
{
	const struct record *last = &spec->records[spec->record_count - 1];

	return last->first + last->count;
}

static void emit_count(FILE *f, const char *name, size_t count)
{
	fprintf(f, "#define %s %zu\n", name, count);
}

void emit_counts_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef COUNTS_H\n#define COUNTS_H\n\n", f);
	emit_count(f, "HEADER_COUNT", spec->header_count);
	emit_count(f, "HEADER_STANDARD", spec->header_standard);
	/* an even number of them: two are looked at at once where the machine can */
	fputs("#define HEADER_WORDS ((HEADER_COUNT + 127) / 128 * 2)\n", f);
	emit_count(f, "HEADER_COPY", HEADER_COPY);
	emit_count(f, "METHOD_COPY", METHOD_COPY);
	emit_count(f, "METHOD_COUNT", spec->method_count);
	emit_count(f, "METHOD_STANDARD", spec->method_standard);
	emit_count(f, "KIND_COUNT", spec->kind_count);
	emit_count(f, "VALUE_MEMBERS", VALUE_RECORDS);
	emit_count(f, "MEMBER_COUNT", count_members(spec));
	emit_count(f, "STATUS_COUNT", spec->status_count);
	emit_count(f, "PARAM_COUNT", spec->place_count);
	emit_count(f, "RULE_COUNT", spec->rule_count);
	emit_count(f, "RULE_RANGE_COUNT", spec->range_count);
	emit_count(f, "SITUATION_COUNT", spec->must.situation_count);
	emit_count(f, "MUST_COUNT", spec->must.count);
	emit_count(f, "TABLE_SITUATION_COUNT", spec->table.situation_count);
	emit_count(f, "TABLE_COUNT", spec->table.count);
	emit_count(f, "CONDITION_COUNT", spec->condition_count);
	fputs("\n#endif\n", f);
}
