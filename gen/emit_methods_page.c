/* SPDX-License-Identifier: MIT */
/* sipwright-methods(7) */

#include "emit.h"

#include "keep.h"
#include "presence.h"
#include "text.h"
#include "troff.h"

static const char *const introduction[] = {
	"The request methods that sipwright knows by name, in the order of their numbers. "
	"Method names are case-sensitive. A method that is not listed can be used by its name "
	"all the same; the presence rules for it are those for other methods.",
	"An entry says what the method does, its properties, the document and section that "
	"define it, its constant, and which header fields a request needs or must not have. "
	"What is enforced comes from a sentence of the documents, and a message that breaks it "
	"is not serialized; breaking the other rules makes the checker warn. Optional fields "
	"are not listed. Responses are treated with each field in sipwright-headers(7).",
	NULL,
};

static void emit_facts(FILE *f, const struct method *method)
{
	const char *separator = "";

	fputs(".br\n", f);
	for (size_t i = 0; property_words[i].text != NULL; i++) {
		if ((method->properties >> i & 1) == 0)
			continue;
		troff_text(f, keep_format("%s%s", separator, property_words[i].text));
		separator = ", ";
	}
	troff_text(f, keep_format("%s%s; %s\n", *separator == '\0' ? "" : "; ", method->row.source,
				  upper_name("SIPW_", method->row.name)));
}

/* One line with the fields whose deciding cell in a request is this one, if there are any. */
static void emit_fields(FILE *f, const struct spec *spec, size_t method, enum cell cell,
			enum force force)
{
	const char *separator = ": ";

	for (size_t i = 1; i < spec->header_count; i++) {
		const struct rule *rule = presence_rule(spec, i, method, REQUEST_SLOT);

		if (rule == NULL || rule->cells[method] != cell ||
		    (rule->force == FORCE_TABLE) != (force == FORCE_TABLE))
			continue;
		if (*separator == ':') {
			fputs(".br\n\\fI", f);
			troff_text(f, presence_words(cell, force));
			fputs("\\fR", f);
		}
		troff_text(f, keep_format("%s%s", separator, spec->headers[i].row.name));
		separator = ", ";
	}
	if (*separator == ',')
		fputs(".\n", f);
}

static void emit_presence(FILE *f, const struct spec *spec, size_t method)
{
	static const enum cell shown[] = {CELL_MANDATORY, CELL_STREAM, CELL_BODY, CELL_EXPECTED,
					  CELL_FORBIDDEN};

	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		emit_fields(f, spec, method, shown[i], FORCE_MUST);
		emit_fields(f, spec, method, shown[i], FORCE_TABLE);
	}
}

void emit_methods_7(FILE *f, const struct spec *spec)
{
	troff_begin(f, "methods", "the request methods of SIP as sipwright knows them",
		    introduction);
	troff_section(f, "METHODS");
	for (size_t i = 1; i < spec->method_count; i++) {
		const struct method *method = &spec->methods[i];

		if (method->row.name == NULL)
			continue;
		troff_tag(f, method->row.name, NULL);
		troff_line(f, method->meaning);
		emit_facts(f, method);
		emit_presence(f, spec, i);
	}
	troff_tag(f, "other methods", NULL);
	troff_line(f, "Any method without a row here.");
	emit_presence(f, spec, 0);
	troff_end(f, "methods");
}
