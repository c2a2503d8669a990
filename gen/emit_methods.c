/* SPDX-License-Identifier: MIT */
/* method_rows.inc and method_hash.gperf: the descriptors of methods, and their names. */

#include "emit.h"

#include <string.h>

#include "keep.h"

static void emit_row(FILE *f, const struct method *method, struct pool *pool)
{
	fprintf(f, "\t{%zu, %zu, %zu, %zu, %d, ", pool_add(pool, method->row.name),
		pool_add(pool, method->row.source), pool_add(pool, method->meaning),
		strlen(method->row.name), method->row.id);
	emit_flags(f, method->properties, property_words);
	fputs("},\n", f);
}

void emit_method_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	fputs("const struct method_row sipw__method_rows[METHOD_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->method_count; i++)
		if (spec->methods[i].row.name != NULL)
			emit_row(f, &spec->methods[i], &pool);
		else
			fputs("\t{0, 0, 0, 0, 0, 0},\n", f);
	fputs("};\n", f);
	pool_add(&pool, keep_format("%*s", METHOD_COPY, "")); /* what a copy of constant size takes along */
	emit_pool(f, "sipw__method_pool", &pool);
}

void emit_method_hash_gperf(FILE *f, const struct spec *spec)
{
	emit_hash_head(f, "method", "int id;", ",0", false);
	for (size_t i = 1; i < spec->method_count; i++) {
		if (spec->methods[i].row.name == NULL)
			continue;
		emit_quoted(f, spec->methods[i].row.name);
		fprintf(f, ", %d\n", spec->methods[i].row.id);
	}
}
