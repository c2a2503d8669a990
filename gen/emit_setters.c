/* SPDX-License-Identifier: MIT */
/* setters.h: the typed setters, each an inline call of its kind's function. */

#include "emit.h"

#include "keep.h"
#include "text.h"

static const char introduction[] =
	"The typed setters, in the order of the header fields' numbers. Each checks and "
	"encodes its value and adds a line; it returns SIPW_OK or the error that now sticks to "
	"the message, which is then as it was before.";

/* The ways to set a field besides adding it, and what each puts beside the field's number. */
struct way {
	const char *verb;
	const char *modifier;
	const char *doc;
};

static const struct way add = {"add", "", NULL};
static const struct way replace = {"replace", " | SIPW_REPLACE", "in place of every line there is"};
static const struct way push = {"push", " | SIPW_PUSH", "before the first line there is"};

static const char *const times_docs[] = {
	[TIMES_ONE] = "At most one line with one value",
	[TIMES_LIST] = "May be repeated, and may have several values in a line",
	[TIMES_LINES] = "May be repeated, with one value in each line",
};

static void emit_doc(FILE *f, const struct header *header)
{
	fputc('\n', f);
	emit_comment(f, "", "/**",
		     keep_format("%s: %s %s. %s.", header->row.name, header->meaning,
				 header->row.source, times_docs[header->times]));
}

static void emit_other_doc(FILE *f, const struct header *header, const char *doc)
{
	fputc('\n', f);
	emit_comment(f, "", "/**",
		     keep_format("As %s(), %s.", lower_name("sipw_add_", header->row.name), doc));
}

static void emit_setter(FILE *f, const struct header *header, const struct way *way)
{
	const struct kind *kind = header->kind;

	fprintf(f, "static inline int sipw_%s_%s(sipw_msg *m, %s)\n{\n", way->verb,
		lower_name("", header->row.name), kind_parameter(kind));
	fprintf(f, "\treturn %s(m, %s%s, value%s);\n}\n", lower_name("sipw_put_", kind->row.name),
		upper_name("SIPW_HDR_", header->row.name), way->modifier,
		kind->by_value ? "" : ", sizeof *value");
}

static void emit_list_setter(FILE *f, const struct header *header)
{
	const struct kind *kind = header->kind;

	fprintf(f, "static inline int %s_list(sipw_msg *m, const %s *values, size_t n)\n{\n",
		lower_name("sipw_add_", header->row.name), kind->type);
	fprintf(f, "\treturn %s_list(m, %s, values, n%s);\n}\n",
		lower_name("sipw_put_", kind->row.name), upper_name("SIPW_HDR_", header->row.name),
		kind->by_value ? "" : ", sizeof *values");
}

static void emit_header(FILE *f, const struct header *header)
{
	emit_doc(f, header);
	emit_setter(f, header, &add);
	emit_other_doc(f, header, replace.doc);
	emit_setter(f, header, &replace);
	if (header->times != TIMES_ONE) {
		emit_other_doc(f, header, push.doc);
		emit_setter(f, header, &push);
	}
	if (header->times == TIMES_LIST) {
		emit_other_doc(f, header, "n values in one line");
		emit_list_setter(f, header);
	}
}

void emit_setters_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef SIPWRIGHT_SETTERS_H\n#define SIPWRIGHT_SETTERS_H\n\n", f);
	fputs("#include \"sipwright/names.h\"\n#include \"sipwright/put.h\"\n\n", f);
	emit_comment(f, "", "/*", introduction);
	for (size_t i = 1; i < spec->header_count; i++) {
		const struct header *header = &spec->headers[i];

		if (header->row.name != NULL && header_has_setters(header))
			emit_header(f, header);
	}
	fputs("\n#endif\n", f);
}
