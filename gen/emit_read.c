/* SPDX-License-Identifier: MIT */
/* read.h, read.c: the exported functions that decode a value of each kind; getters.h: the
 * typed getters, each an inline call of its kind's function. */

#include "emit.h"

#include "keep.h"
#include "text.h"

static const char read_introduction[] =
	"One function for each kind of value: finds value `index` of a header field, counted like "
	"sipw_count(), across lines and commas, and decodes it into `*ret_value`. The header field "
	"must be of that kind. The typed getters of sipwright/getters.h are these with the field "
	"filled in, and say what is returned. A size is the sizeof of the struct as the caller knows "
	"it: members that the library does not have are zero.";

static const char getters_introduction[] =
	"The typed getters, in the order of the header fields' numbers. Each decodes value `index` "
	"of its header field, counted like sipw_count(), across lines and commas. Returns SIPW_OK; "
	"SIPW_ERR_ARGUMENT if there is no such value; SIPW_ERR_SYNTAX, SIPW_ERR_RANGE or "
	"SIPW_ERR_LIMIT if it is not of its grammar, of which sipw_get() and sipw_decode() tell "
	"more. `*ret_value` is untouched unless it is SIPW_OK. What is decoded points into the "
	"message; text of a received line may have folds in it (CRLF and blanks), which are one "
	"space where it is given to a setter. A message is only read: its error does not matter and "
	"does not change.";

static const char *read_name(const struct kind *kind)
{
	return lower_name("sipw_read_", kind->row.name);
}

static void emit_signature(FILE *f, const struct kind *kind)
{
	fprintf(f, "int %s(const sipw_msg *m, int header, size_t index, %s *ret_value%s)",
		read_name(kind), kind->type, kind->by_value ? "" : ", size_t size");
}

static void emit_prototype(FILE *f, const struct kind *kind)
{
	fputc('\n', f);
	emit_comment(f, "", "/**",
		     keep_format("A value of kind %s, %s.", kind->row.name, kind->row.source));
	fputs("SIPW_API ", f);
	emit_signature(f, kind);
	fputs(";\n", f);
}

void emit_read_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef SIPWRIGHT_READ_H\n#define SIPWRIGHT_READ_H\n\n", f);
	fputs("#include <stddef.h>\n#include <stdint.h>\n\n", f);
	fputs("#include \"sipwright/message.h\"\n#include \"sipwright/values.h\"\n\n", f);
	fputs("#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n", f);
	emit_comment(f, "", "/*", read_introduction);
	for (size_t i = 1; i < spec->kind_count; i++)
		if (spec->kinds[i].row.name != NULL)
			emit_prototype(f, &spec->kinds[i]);
	fputs("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n", f);
}

static void emit_body(FILE *f, const struct kind *kind)
{
	fputc('\n', f);
	emit_signature(f, kind);
	fprintf(f, "\n{\n\tstruct sipw__scan s;\n\t%s value;\n", kind->type);
	fprintf(f, "\tint code = sipw__value_begin(m, header, %s, index, ret_value != NULL, &s);\n",
		upper_name("SIPW_KIND_", kind->row.name));
	fputs("\tif (code != SIPW_OK)\n\t\treturn code;\n", f);
	fprintf(f, "\tbool right = %s(&s, &value);\n", lower_name("sipw__scan_", kind->row.name));
	fprintf(f, "\treturn sipw__value_end(&s, right, &value, sizeof value, ret_value, %s);\n}\n",
		kind->by_value ? "sizeof value" : "size");
}

void emit_read_c(FILE *f, const struct spec *spec)
{
	fputs("#include \"sipwright/read.h\"\n\n", f);
	fputs("#include \"sipwright/names.h\"\n\n", f);
	fputs("#include \"fields/kinds.h\"\n#include \"message/value.h\"\n", f);
	for (size_t i = 1; i < spec->kind_count; i++)
		if (spec->kinds[i].row.name != NULL)
			emit_body(f, &spec->kinds[i]);
}

static void emit_getter(FILE *f, const struct header *header)
{
	const struct kind *kind = header->kind;

	fputc('\n', f);
	emit_comment(f, "", "/**",
		     keep_format("%s: %s %s.", header->row.name, header->meaning,
				 header->row.source));
	fprintf(f, "static inline int %s(const sipw_msg *m, size_t index, %s *ret_value)\n{\n",
		lower_name("sipw_get_", header->row.name), kind->type);
	fprintf(f, "\treturn %s(m, %s, index, ret_value%s);\n}\n", read_name(kind),
		upper_name("SIPW_HDR_", header->row.name),
		kind->by_value ? "" : ", sizeof *ret_value");
}

void emit_getters_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef SIPWRIGHT_GETTERS_H\n#define SIPWRIGHT_GETTERS_H\n\n", f);
	fputs("#include \"sipwright/names.h\"\n#include \"sipwright/read.h\"\n\n", f);
	emit_comment(f, "", "/*", getters_introduction);
	for (size_t i = 1; i < spec->header_count; i++)
		if (spec->headers[i].row.name != NULL)
			emit_getter(f, &spec->headers[i]);
	fputs("\n#endif\n", f);
}
