/* SPDX-License-Identifier: MIT */
/* sipwright-headers(7) */

#include "emit.h"

#include "keep.h"
#include "presence.h"
#include "text.h"
#include "troff.h"

static const char *const introduction[] = {
	"The header fields that sipwright knows by name, in the order of their numbers. Names "
	"are compared without regard to case; a one-letter compact form stands for the name. A "
	"field that is not listed can be added and read by its name all the same.",
	"An entry says what the field means, the kind of its value and how often it may occur, "
	"the document and section that define it, its constant and, where its value can be "
	"given as a C type, the function that adds it. Then come the presence rules: for "
	"requests, for responses or for the codes named, by the method of the request.",
	"A rule marked enforced comes from a sentence of its document, and a message that "
	"breaks it is not serialized. The other rules are those of the documents' tables; "
	"breaking them makes the checker warn. Of two rules about the same message, the one "
	"that covers fewer codes decides.",
	NULL,
};

static const char *const times_docs[] = {
	[TIMES_ONE] = "at most one line",
	[TIMES_LIST] = "lines may be repeated and hold several values",
	[TIMES_LINES] = "lines may be repeated, with one value each",
};

static void emit_flag_words(FILE *f, const struct header *header)
{
	for (size_t i = 0; header_flag_words[i].text != NULL; i++) {
		const char *word = header_flag_words[i].text;

		if ((header->flags >> i & 1) != 0)
			troff_text(f, keep_format(same_text(word, "empty") ? "; may be %s" : "; %s",
						  word));
	}
}

static void emit_facts(FILE *f, const struct header *header)
{
	const char *kind = header->kind->row.name;

	fputs(".br\n", f);
	troff_text(f, keep_format("Kind %s; %s", kind, times_docs[header->times]));
	emit_flag_words(f, header);
	troff_text(f, keep_format("; %s.\n", header->row.source));
	fputs(".br\n", f);
	troff_text(f, upper_name("SIPW_HDR_", header->row.name));
	if (header_has_setters(header))
		troff_text(f, keep_format(", %s(m, %s)", lower_name("sipw_add_", header->row.name),
					  kind_parameter(header->kind)));
	fputc('\n', f);
}

static void emit_rule(FILE *f, const struct spec *spec, const struct rule *rule)
{
	const char *separator = ": ";

	fputs(".br\n\\fI", f);
	troff_text(f, presence_where(rule));
	fputs("\\fR", f);
	for (size_t cell = 0; cell_words[cell].text != NULL; cell++) {
		const char *methods = presence_methods(spec, rule, (enum cell)cell);

		if (cell == CELL_SILENT || methods == NULL)
			continue;
		troff_text(f, keep_format("%s%s in %s", separator,
					  presence_words((enum cell)cell, (enum force)rule->force),
					  methods));
		separator = "; ";
	}
	troff_text(f, keep_format(" (%s).\n", rule->row.source));
}

static void emit_entry(FILE *f, const struct spec *spec, size_t i)
{
	const struct header *header = &spec->headers[i];

	troff_tag(f, header->row.name,
		  header->compact != 0 ? keep_format("(%c)", header->compact) : NULL);
	troff_line(f, header->meaning);
	emit_facts(f, header);
	for (size_t rule = spec->rule_first[i]; rule < spec->rule_first[i + 1]; rule++)
		emit_rule(f, spec, &spec->rules[rule]);
}

void emit_headers_7(FILE *f, const struct spec *spec)
{
	troff_begin(f, "headers", "the header fields of SIP as sipwright knows them", introduction);
	troff_section(f, "HEADER FIELDS");
	for (size_t i = 1; i < spec->header_count; i++)
		if (spec->headers[i].row.name != NULL)
			emit_entry(f, spec, i);
	troff_end(f, "headers");
}
