/* SPDX-License-Identifier: MIT */
/* member_rows.inc: the members of the structs of header values. */

#include "emit.h"

#include <string.h>

static void emit_row(FILE *f, const struct member *member, bool in_struct, struct pool *pool)
{
	fprintf(f, "\t{%zu, %zu, ", pool_add(pool, member->row.name),
		pool_add(pool, member->meaning));
	if (in_struct)
		fprintf(f, "offsetof(%s, %s)", member->struct_name, member->row.name);
	else
		fputc('0', f);
	fprintf(f, ", %zu, %s},\n", strlen(member->row.name), member_words[member->hold].constant);
}

void emit_member_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	fputs("const struct member_row sipw__member_rows[MEMBER_COUNT] = {\n", f);
	for (size_t i = 0; i < VALUE_RECORDS; i++)
		emit_row(f, &value_records[i].row[1], false, &pool);
	for (size_t i = 0; i < spec->record_count; i++)
		for (size_t k = 1; k <= spec->records[i].count; k++)
			emit_row(f, &spec->records[i].row[k], true, &pool);
	fputs("};\n", f);
	emit_pool(f, "sipw__member_pool", &pool);
}
