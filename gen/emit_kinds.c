/* SPDX-License-Identifier: MIT */
/* kind_rows.inc, kinds.h and kinds.c: the kinds of values, and the one switch to their scanners. */

#include "emit.h"

#include <string.h>

#include "text.h"

static void emit_row(FILE *f, const struct kind *kind, struct pool *pool)
{
	fprintf(f, "\t{%zu, %zu, %zu, %zu, %zu, ", pool_add(pool, kind->row.name),
		pool_add(pool, kind->row.source), pool_add(pool, kind->accepted),
		pool_add(pool, kind->rejected), pool_add(pool, kind->type));
	if (kind->complete)
		fprintf(f, "sizeof(%s), %zu, %zu, ", kind->type, kind->record->first,
			kind->record->count);
	else
		fputs("0, 0, 0, ", f);
	fprintf(f, "%zu, %d, %d}, /* %s: %s */\n", strlen(kind->row.name), kind->params,
		kind->complete, kind->row.name, state_words[kind->complete].text);
}

void emit_kind_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	fputs("const struct kind_row sipw__kind_rows[KIND_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->kind_count; i++)
		if (spec->kinds[i].row.name != NULL)
			emit_row(f, &spec->kinds[i], &pool);
		else
			fputs("\t{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},\n", f);
	fputs("};\n", f);
	emit_pool(f, "sipw__kind_pool", &pool);
}

static void emit_prototypes(FILE *f, const struct kind *kind)
{
	fprintf(f, "\nchar *%s(struct sipw__out *o, char *p, %s);\n",
		lower_name("sipw__encode_", kind->row.name), kind_parameter(kind));
	fprintf(f, "bool %s(struct sipw__scan *s, %s *ret);\n",
		lower_name("sipw__scan_", kind->row.name), kind->type);
}

void emit_kinds_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef KINDS_H\n#define KINDS_H\n\n", f);
	fputs("#include <stdbool.h>\n#include <stdint.h>\n\n#include \"sipwright/values.h\"\n\n",
	      f);
	fputs("struct sipw__out;\nstruct sipw__scan;\n", f);
	fputs("\n/* Reads one value of this kind; of a kind that is not complete, any text. */\n",
	      f);
	fputs("bool sipw__scan_kind(int kind, struct sipw__scan *s);\n", f);
	fputs("\n/* Writes a value of a kind at p, returns its end; reads one into *ret. */\n", f);
	for (size_t i = 1; i < spec->kind_count; i++)
		if (spec->kinds[i].row.name != NULL && spec->kinds[i].complete)
			emit_prototypes(f, &spec->kinds[i]);
	fputs("\n#endif\n", f);
}

static void emit_case(FILE *f, const struct kind *kind)
{
	fprintf(f, "\tcase %s: {\n\t\t%s value;\n\n\t\treturn %s(s, &value);\n\t}\n",
		upper_name("SIPW_KIND_", kind->row.name), kind->type,
		lower_name("sipw__scan_", kind->row.name));
}

void emit_kinds_c(FILE *f, const struct spec *spec)
{
	fputs("#include \"fields/kinds.h\"\n\n#include \"sipwright/names.h\"\n\n", f);
	fputs("bool sipw__scan_kind(int kind, struct sipw__scan *s)\n{\n\tswitch (kind) {\n", f);
	for (size_t i = 1; i < spec->kind_count; i++)
		if (spec->kinds[i].row.name != NULL && spec->kinds[i].complete)
			emit_case(f, &spec->kinds[i]);
	fputs("\tdefault: {\n\t\tsipw_str text;\n\n\t\treturn sipw__scan_opaque(s, &text);\n\t}\n",
	      f);
	fputs("\t}\n}\n", f);
}
