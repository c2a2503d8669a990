/* SPDX-License-Identifier: MIT */
/* names.h: the constants of methods, header fields, response codes and kinds. */

#include "emit.h"

#include "keep.h"
#include "text.h"

static const char introduction[] =
	"The numbers of what has a name in SIP. They are stable; functions take and return "
	"them as int, so that a number unknown here is an ordinary value.";

static void begin_enum(FILE *f, const char *tag, const char *comment, const char *unknown)
{
	fputc('\n', f);
	emit_comment(f, "", "/**", comment);
	fprintf(f, "enum %s {\n", tag);
	if (unknown != NULL)
		fprintf(f, "\t/** none of them */\n\t%s = 0,\n", unknown);
}

static void emit_constant(FILE *f, const char *constant, int value, const char *doc)
{
	emit_comment(f, "\t", "/**", doc);
	fprintf(f, "\t%s = %d,\n", constant, value);
}

static void emit_methods(FILE *f, const struct spec *spec)
{
	begin_enum(f, "sipw_method", "Request methods.", "SIPW_METHOD_UNKNOWN");
	for (size_t i = 1; i < spec->method_count; i++) {
		const struct method *method = &spec->methods[i];

		if (method->row.name != NULL)
			emit_constant(f, upper_name("SIPW_", method->row.name), method->row.id,
				      keep_format("%s %s", method->meaning, method->row.source));
	}
	fputs("};\n", f);
}

static void emit_headers(FILE *f, const struct spec *spec)
{
	begin_enum(f, "sipw_header", "Header fields.", "SIPW_HDR_UNKNOWN");
	for (size_t i = 1; i < spec->header_count; i++) {
		const struct header *header = &spec->headers[i];

		if (header->row.name != NULL)
			emit_constant(f, upper_name("SIPW_HDR_", header->row.name), header->row.id,
				      keep_format("%s %s", header->meaning, header->row.source));
	}
	fputs("};\n", f);
}

static void emit_codes(FILE *f, const struct spec *spec)
{
	begin_enum(f, "sipw_code", "Response codes. Any other of 100 to 699 is as good.", NULL);
	for (size_t i = 0; i < spec->status_count; i++) {
		const struct status *status = &spec->statuses[i];

		emit_constant(f, upper_name("SIPW_CODE_", status->constant), status->code,
			      keep_format("%s. %s", status->phrase, status->row.source));
	}
	fputs("};\n", f);
}

static void emit_kinds(FILE *f, const struct spec *spec)
{
	begin_enum(f, "sipw_kind", "Kinds of header field values: the grammar of one value.",
		   "SIPW_KIND_UNKNOWN");
	for (size_t i = 1; i < spec->kind_count; i++) {
		const struct kind *kind = &spec->kinds[i];

		if (kind->row.name != NULL)
			emit_constant(f, upper_name("SIPW_KIND_", kind->row.name), kind->row.id,
				      keep_format("%s, for example: %s", kind->row.source,
						  kind->accepted));
	}
	fputs("};\n", f);
}

void emit_names_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef SIPWRIGHT_NAMES_H\n#define SIPWRIGHT_NAMES_H\n\n", f);
	emit_comment(f, "", "/*", introduction);
	emit_methods(f, spec);
	emit_headers(f, spec);
	emit_codes(f, spec);
	emit_kinds(f, spec);
	fputs("\n#endif\n", f);
}
