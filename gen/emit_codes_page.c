/* SPDX-License-Identifier: MIT */
/* sipwright-codes(7) */

#include "emit.h"

#include "keep.h"
#include "presence.h"
#include "text.h"
#include "troff.h"

static const char *const introduction[] = {
	"The response codes that sipwright knows, with their reason phrases, constants and "
	"defining documents. Any other code of 100 to 699 can be used as well; it has no "
	"phrase of its own and is understood by its class, the first digit.",
	"Where a code asks for header fields that responses do not need otherwise, and the "
	"rule is enforced, the entry names them; the methods are those of the request.",
	NULL,
};

/* RFC 3261 7.2, by the first digit */
static const char *const class_titles[] = {
	[1] = "PROVISIONAL",
	[2] = "SUCCESS",
	[3] = "REDIRECTION",
	[4] = "CLIENT ERROR",
	[5] = "SERVER ERROR",
	[6] = "GLOBAL FAILURE",
};

/* The enforced rule for less than all responses that wants the field in this method's answer. */
static const struct rule *special_rule(const struct spec *spec, size_t header, size_t method,
				       int code)
{
	const struct rule *rule = presence_rule(spec, header, method, code_slot(code));
	bool wanted = rule != NULL && rule->force != FORCE_TABLE &&
		      rule->cells[method] == CELL_MANDATORY &&
		      rule->size < CODE_LAST - CODE_FIRST + 1;

	return wanted ? rule : NULL;
}

static void emit_required(FILE *f, const struct spec *spec, size_t header, int code)
{
	const char *source = NULL;
	struct rule wanted = {.cells = {CELL_SILENT}};

	for (size_t method = 1; method < spec->method_count; method++) {
		const struct rule *rule = special_rule(spec, header, method, code);

		if (rule == NULL)
			continue;
		wanted.cells[method] = CELL_MANDATORY;
		source = rule->row.source;
	}
	if (source == NULL)
		return;
	fputs("\n.br\n", f);
	troff_text(f, keep_format("%s is required in answers to %s (%s).",
				  spec->headers[header].row.name,
				  presence_methods(spec, &wanted, CELL_MANDATORY), source));
}

static void emit_entry(FILE *f, const struct spec *spec, const struct status *status)
{
	troff_tag(f, keep_format("%d", status->code), status->phrase);
	troff_text(f, keep_format("%s; %s", upper_name("SIPW_CODE_", status->constant),
				  status->row.source));
	for (size_t i = 0; status_flag_words[i].text != NULL; i++)
		if ((status->flags >> i & 1) != 0)
			troff_text(f, keep_format("; %s", status_flag_words[i].text));
	for (size_t i = 1; i < spec->header_count; i++)
		emit_required(f, spec, i, status->code);
	fputc('\n', f);
}

void emit_codes_7(FILE *f, const struct spec *spec)
{
	int class = 0;

	troff_begin(f, "codes", "the response codes of SIP as sipwright knows them", introduction);
	for (size_t i = 0; i < spec->status_count; i++) {
		const struct status *status = &spec->statuses[i];

		if (status->code / 100 != class) {
			class = status->code / 100;
			troff_section(f, keep_format("%s (%dxx)", class_titles[class], class));
		}
		emit_entry(f, spec, status);
	}
	troff_end(f, "codes");
}
