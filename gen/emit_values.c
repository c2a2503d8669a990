/* SPDX-License-Identifier: MIT */
/* values.h: the structs of header values, and the union of them all. */

#include "emit.h"

#include <string.h>

#include "keep.h"

static const char introduction[] =
	"/**\n"
	" * @file\n"
	" * The structs of structured header values. Each is plain data: zero it, name the fields you\n"
	" * have, and hand its address to a typed setter, which copies what it needs.\n"
	" *\n"
	" *   sipw_add_via(m, &(sipw_via){ .transport = sipw_s(\"UDP\"), .host = sipw_s(\"192.0.2.1\"),\n"
	" *                                .branch = sipw_s(\"z9hG4bK776\") });\n"
	" *\n"
	" * What holds for all of them:\n"
	" *\n"
	" * - A field left zero is absent and nothing is written for it.\n"
	" * - Display names and other quoted strings are given *plain*: they are quoted and escaped as\n"
	" *   needed. URIs, tokens and `params` are *wire form*: checked and copied as they are.\n"
	" * - `params` holds the parameters that have no field of their own, each with its separator in\n"
	" *   front: `;a=b;c`. In a challenge or in credentials it is `, a=b, c=d`, or `a=b, c=d`. A\n"
	" *   parameter that params.spec knows is held to its own form; no parameter may be stated twice\n"
	" *   (RFC 3261 7.3.1).\n"
	" * - `escaped` says that the struct was decoded from a received value: quoted strings are then\n"
	" *   in wire form (without the surrounding quotes) and go out as they came in.\n"
	" * - Structs only ever grow at their end; setters take the size and read a shorter one as if the\n"
	" *   missing fields were zero.\n"
	" *\n"
	" * A program that does not know which struct it handles walks it with sipw_member_describe().\n"
	" */\n";

static const char union_introduction[] =
	"A value of any kind: what a program needs that handles kinds it does not name. It grows with "
	"the kinds there are, so its size is given along with it.";

/* The members of the union for values that are no struct. */
static const char *const value_names[VALUE_RECORDS] = {"number", "date", "text"};

static const char *type_of(int hold)
{
	switch ((enum hold)hold) {
	case HOLD_NUMBER:
		return "uint32_t";
	case HOLD_DATE:
		return "int64_t";
	case HOLD_OPTIONAL:
	case HOLD_Q:
	case HOLD_YESNO:
		return "sipw_opt";
	case HOLD_FLAG:
	case HOLD_ESCAPED:
		return "bool";
	default:
		return "sipw_str";
	}
}

static const char *declaration(const struct member *member)
{
	return keep_format("%s %s;", type_of(member->hold), member->row.name);
}

/* The longest declaration that a comment follows. */
static size_t comment_column(const struct record *record)
{
	size_t column = 0;

	for (size_t i = 1; i <= record->count; i++) {
		size_t length = strlen(declaration(&record->row[i]));

		if (record->row[i].meaning != NULL && length > column)
			column = length;
	}
	return column;
}

static void emit_member(FILE *f, const struct member *member, size_t column)
{
	if (member->meaning == NULL) {
		fprintf(f, "\t%s\n", declaration(member));
		return;
	}
	emit_wrapped(f, keep_format("\t%-*s /**< ", (int)column, declaration(member)),
		     keep_format("\t%*s  *   ", (int)column, ""), comment_text(member->meaning));
	fputs(" */\n", f);
}

static void emit_record(FILE *f, const struct record *record)
{
	size_t column = comment_column(record);

	fputc('\n', f);
	emit_comment(f, "", "/**", record->row->meaning);
	fputs("typedef struct {\n", f);
	for (size_t i = 1; i <= record->count; i++)
		emit_member(f, &record->row[i], column);
	fprintf(f, "} %s;\n", record->row->struct_name);
}

static void emit_union(FILE *f, const struct spec *spec)
{
	fputc('\n', f);
	emit_comment(f, "", "/**", union_introduction);
	fputs("typedef union {\n", f);
	for (size_t i = 0; i < VALUE_RECORDS; i++)
		fprintf(f, "\t%s %s;\n", value_records[i].row->struct_name, value_names[i]);
	for (size_t i = 0; i < spec->record_count; i++) {
		const char *name = spec->records[i].row->struct_name;

		fprintf(f, "\t%s %s;\n", name, name + strlen("sipw_"));
	}
	fputs("} sipw_value;\n", f);
}

void emit_values_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef SIPWRIGHT_VALUES_H\n#define SIPWRIGHT_VALUES_H\n\n", f);
	fputs(introduction, f);
	fputs("\n#include <stdbool.h>\n\n#include \"sipwright/base.h\"\n\n", f);
	fputs("#ifdef __cplusplus\nextern \"C\" {\n#endif\n", f);
	for (size_t i = 0; i < spec->record_count; i++)
		emit_record(f, &spec->records[i]);
	emit_union(f, spec);
	fputs("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n", f);
}
