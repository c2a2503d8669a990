/* SPDX-License-Identifier: MIT */
/* put.h, put.c: the exported functions that add a value of each kind. */

#include "emit.h"

#include "keep.h"
#include "text.h"

static const char introduction[] =
	"One function for each kind of value: checks it, encodes it and adds it as a line of "
	"the header field, which must be of that kind. The typed setters of "
	"sipwright/setters.h are these with the field filled in, and are nicer to read. Header "
	"may be or-ed with SIPW_PUSH or SIPW_REPLACE. A size is the sizeof of the struct as "
	"the caller knows it. Each returns SIPW_OK or the error that now sticks to the message.";

typedef void kind_emitter(FILE *f, const struct spec *spec, const struct kind *kind);

static void for_each_kind(FILE *f, const struct spec *spec, kind_emitter *one, kind_emitter *list)
{
	for (size_t i = 1; i < spec->kind_count; i++) {
		const struct kind *kind = &spec->kinds[i];

		if (kind->row.name == NULL)
			continue;
		one(f, spec, kind);
		if (kind->listed)
			list(f, spec, kind);
	}
}

static const char *put_name(const struct kind *kind)
{
	return lower_name("sipw_put_", kind->row.name);
}

static const char *encode_name(const struct kind *kind)
{
	return lower_name("sipw__encode_", kind->row.name);
}

static void emit_signature(FILE *f, const struct kind *kind)
{
	fprintf(f, "int %s(sipw_msg *m, int header, %s%s)", put_name(kind), kind_parameter(kind),
		kind->by_value ? "" : ", size_t size");
}

static void emit_list_signature(FILE *f, const struct kind *kind)
{
	fprintf(f, "int %s_list(sipw_msg *m, int header, const %s *values, size_t n%s)",
		put_name(kind), kind->type, kind->by_value ? "" : ",\n\tsize_t size");
}

static void emit_prototype(FILE *f, const struct spec *spec, const struct kind *kind)
{
	(void)spec;
	fputc('\n', f);
	emit_comment(f, "", "/**",
		     keep_format("One value of kind %s, %s.", kind->row.name, kind->row.source));
	fputs("SIPW_API ", f);
	emit_signature(f, kind);
	fputs(";\n", f);
}

static void emit_list_prototype(FILE *f, const struct spec *spec, const struct kind *kind)
{
	(void)spec;
	fputc('\n', f);
	emit_comment(f, "", "/**",
		     keep_format("n values of kind %s in one line, joined with commas.",
				 kind->row.name));
	fputs("SIPW_API ", f);
	emit_list_signature(f, kind);
	fputs(";\n", f);
}

void emit_put_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef SIPWRIGHT_PUT_H\n#define SIPWRIGHT_PUT_H\n\n", f);
	fputs("#include <stddef.h>\n#include <stdint.h>\n\n", f);
	fputs("#include \"sipwright/message.h\"\n#include \"sipwright/values.h\"\n\n", f);
	fputs("#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n", f);
	emit_comment(f, "", "/*", introduction);
	for_each_kind(f, spec, emit_prototype, emit_list_prototype);
	fputs("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n", f);
}

/* The encoder as one of any kind, which is what a line is put with. */
static void emit_encoder(FILE *f, const struct kind *kind)
{
	fprintf(f, "\nstatic char *%s(struct sipw__out *o, char *p, const void *value)\n{\n",
		lower_name("encode_", kind->row.name));
	if (kind->by_value)
		fprintf(f, "\treturn %s(o, p, *(const %s *)value);\n}\n", encode_name(kind),
			kind->type);
	else
		fprintf(f, "\treturn %s(o, p, value);\n}\n", encode_name(kind));
}

/* A call with what all have in common in front. */
static void emit_call(FILE *f, const struct kind *kind, const char *function, const char *rest)
{
	fprintf(f, "\treturn %s(m, header, %s, %s, %s);\n", function,
		upper_name("SIPW_KIND_", kind->row.name), lower_name("encode_", kind->row.name),
		rest);
}

/* Whether a header field alone is of its kind. */
static bool is_sole(const struct spec *spec, const struct header *header)
{
	for (size_t i = 1; i < spec->header_count; i++)
		if (&spec->headers[i] != header && spec->headers[i].kind == header->kind)
			return false;
	return true;
}

/* Whether it is one of the usual header fields that deserve a way of their own: every request has it, or no other is
 * of its kind. */
static bool is_known(const struct spec *spec, size_t index)
{
	const struct header *header = &spec->headers[index];
	const unsigned char *cells = spec->must.sets[spec->must.index[0]];

	return index < spec->header_standard && header_is_usual(header) &&
	       (cells[index] == CELL_MANDATORY || is_sole(spec, header));
}

/* What is known of such a header field is not looked up. */
static void emit_known(FILE *f, const struct header *header, const char *value)
{
	const char *id = upper_name("SIPW_HDR_", header->row.name);

	fprintf(f, "\tif (header == %s && (p = sipw__line_start_of(m, %s, sizeof \"%s: \" - 1, %s)) != NULL)\n", id, id,
		header->row.name, value);
	fprintf(f, "\t\treturn sipw__line_end_of(m, %s, %s(&m->writer, p, value));\n", id, encode_name(header->kind));
}

static void emit_usual(FILE *f, const struct spec *spec, const struct kind *kind)
{
	const char *value = kind->by_value ? "&value" : "value";
	bool sole = false;

	fputs("\tchar *p;\n", f);
	for (size_t i = 1; i < spec->header_count; i++)
		if (spec->headers[i].kind == kind && is_known(spec, i)) {
			emit_known(f, &spec->headers[i], value);
			sole = is_sole(spec, &spec->headers[i]);
		}
	if (sole)
		return;
	fprintf(f, "\tif ((p = sipw__line_start(m, header, %s, %s)) != NULL)\n", upper_name("SIPW_KIND_", kind->row.name), value);
	fprintf(f, "\t\treturn sipw__line_end(m, %s(&m->writer, p, value));\n", encode_name(kind));
}

static void emit_body(FILE *f, const struct spec *spec, const struct kind *kind)
{
	emit_encoder(f, kind);
	fputc('\n', f);
	emit_signature(f, kind);
	fputs("\n{\n", f);
	if (!kind->by_value) {
		fputs("\tif (size != sizeof *value)\n\t", f);
		emit_call(f, kind, "sipw__line_put_list", "value, 1, size, sizeof *value");
	}
	emit_usual(f, spec, kind);
	emit_call(f, kind, "sipw__line_put", kind->by_value ? "&value" : "value");
	fputs("}\n", f);
}

/* Tokens, which are what nearly all lists without structs are of, have an encoder for all of a list. */
static bool is_encoded_at_once(const struct kind *kind)
{
	return strcmp(kind->row.name, "token") == 0;
}

/* The usual way: values that are no structs, in a line with the message's own writer. */
static void emit_usual_list(FILE *f, const struct kind *kind)
{
	fprintf(f, "\tchar *p = n > 0 ? sipw__line_start_list(m, header, %s, values, n) : NULL;\n",
		upper_name("SIPW_KIND_", kind->row.name));
	if (is_encoded_at_once(kind)) {
		fputs("\tif (p != NULL)\n\t\treturn sipw__line_end(m, sipw__encode_tokens(&m->writer, p, values, n));\n", f);
		return;
	}
	fputs("\tif (p != NULL) {\n", f);
	fprintf(f, "\t\tp = %s(&m->writer, p, *values);\n", encode_name(kind));
	fprintf(f, "\t\tfor (const %s *v = values + 1; v < values + n; v++)\n", kind->type);
	fprintf(f, "\t\t\tp = %s(&m->writer, sipw__out_comma(&m->writer, p), *v);\n", encode_name(kind));
	fputs("\t\treturn sipw__line_end(m, p);\n\t}\n", f);
}

static void emit_list_body(FILE *f, const struct spec *spec, const struct kind *kind)
{
	(void)spec;
	fputc('\n', f);
	emit_list_signature(f, kind);
	fputs("\n{\n", f);
	if (kind->by_value)
		emit_usual_list(f, kind);
	emit_call(f, kind, "sipw__line_put_list",
		  kind->by_value ? "values, n, sizeof *values, sizeof *values"
				 : "values, n, size, sizeof *values");
	fputs("}\n", f);
}

void emit_put_c(FILE *f, const struct spec *spec)
{
	fputs("#include \"sipwright/put.h\"\n\n", f);
	fputs("#include \"sipwright/names.h\"\n\n", f);
	fputs("#include \"fields/encode.h\"\n#include \"fields/kinds.h\"\n#include \"message/line.h\"\n", f);
	for_each_kind(f, spec, emit_body, emit_list_body);
}
