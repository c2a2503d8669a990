/* SPDX-License-Identifier: MIT */
/* kind_rows.inc, kinds.h and kinds.c: the kinds of values, and the switches to their functions. */

#include "emit.h"

#include <string.h>

#include "keep.h"
#include "text.h"

static void emit_row(FILE *f, const struct kind *kind, struct pool *pool)
{
	fprintf(f, "\t{%zu, %zu, %zu, %zu, %zu, ", pool_add(pool, kind->row.name),
		pool_add(pool, kind->row.source), pool_add(pool, kind->accepted),
		pool_add(pool, kind->rejected), pool_add(pool, kind->type));
	fprintf(f, "sizeof(%s), %zu, %zu, %zu, %d}, /* %s */\n", kind->type, kind->record->first,
		kind->record->count, strlen(kind->row.name), kind->params, kind->row.name);
}

void emit_kind_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	fputs("const struct kind_row sipw__kind_rows[KIND_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->kind_count; i++)
		if (spec->kinds[i].row.name != NULL)
			emit_row(f, &spec->kinds[i], &pool);
		else
			fputs("\t{0, 0, 0, 0, 0, 0, 0, 0, 0, 0},\n", f);
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

static const char decode_signature[] =
	"bool sipw__decode_kind(int kind, struct sipw__scan *s, void *ret)";
static const char encode_signature[] =
	"char *sipw__encode_kind(int kind, struct sipw__out *o, char *p, const void *value)";

void emit_kinds_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef KINDS_H\n#define KINDS_H\n\n", f);
	fputs("#include <stdbool.h>\n#include <stdint.h>\n\n#include \"sipwright/values.h\"\n\n",
	      f);
	fputs("struct sipw__out;\nstruct sipw__scan;\n", f);
	fputs("\n/* Reads one value into *ret, of this kind's type; of a number that is no kind, any text. */\n",
	      f);
	fprintf(f, "%s;\n", decode_signature);
	fputs("\n/* The same where only the grammar is of interest. */\n", f);
	fputs("static inline bool sipw__scan_kind(int kind, struct sipw__scan *s)\n{\n", f);
	fputs("\tsipw_value value;\n\treturn sipw__decode_kind(kind, s, &value);\n}\n", f);
	fputs("\n/* Writes a value of this kind's type at p, returns its end. */\n", f);
	fprintf(f, "%s;\n", encode_signature);
	fputs("\n/* The two for each kind. */\n", f);
	for (size_t i = 1; i < spec->kind_count; i++)
		if (spec->kinds[i].row.name != NULL)
			emit_prototypes(f, &spec->kinds[i]);
	fputs("\n#endif\n", f);
}

static void emit_case(FILE *f, const struct kind *kind, const char *call)
{
	fprintf(f, "\tcase %s:\n\t\treturn %s;\n", upper_name("SIPW_KIND_", kind->row.name), call);
}

static const char *decode_call(const struct kind *kind)
{
	return keep_format("%s(s, (%s *)ret)", lower_name("sipw__scan_", kind->row.name),
			   kind->type);
}

static const char *encode_call(const struct kind *kind)
{
	return keep_format("%s(o, p, %s(const %s *)value)",
			   lower_name("sipw__encode_", kind->row.name), kind->by_value ? "*" : "",
			   kind->type);
}

static void emit_switch(FILE *f, const struct spec *spec, const char *signature,
			const char *(*call)(const struct kind *kind), const char *other)
{
	fprintf(f, "\n%s\n{\n\tswitch (kind) {\n", signature);
	for (size_t i = 1; i < spec->kind_count; i++)
		if (spec->kinds[i].row.name != NULL)
			emit_case(f, &spec->kinds[i], call(&spec->kinds[i]));
	fprintf(f, "\tdefault:\n\t\treturn %s;\n\t}\n}\n", other);
}

void emit_kinds_c(FILE *f, const struct spec *spec)
{
	fputs("#include \"fields/kinds.h\"\n\n#include \"sipwright/names.h\"\n", f);
	emit_switch(f, spec, decode_signature, decode_call, "sipw__scan_opaque(s, (sipw_str *)ret)");
	emit_switch(f, spec, encode_signature, encode_call,
		    "sipw__encode_opaque(o, p, *(const sipw_str *)value)");
}
