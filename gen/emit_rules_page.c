/* SPDX-License-Identifier: MIT */
/* sipwright-rules(7) */

#include "emit.h"

#include "keep.h"
#include "troff.h"

static const char *const introduction[] = {
	"The rules about a message that sipwright check knows by name, in the order of their numbers. "
	"They are what neither the grammar of a value nor the tables of header fields can say. "
	"Names are what check --json prints as the rule, and stable.",
	"An entry has the rule as it holds for a valid message, what it is asked about, and the document and "
	"section that state it. Breaking it is an error, which a peer may refuse the message for, or a warning, "
	"worth to be told and nothing more. What breaks a rule that is marked enforced is refused in a "
	"message built here: the line is not added, or the message is not serialized.",
	"The other names are those of whole families of rules: start-line, header-line and value (the grammar of "
	"what stands there), repeated, missing and forbidden (sipwright-headers(7) says which header fields), "
	"and message (none can be made of these bytes).",
	NULL,
};

static void emit_entry(FILE *f, const struct condition *condition)
{
	troff_tag(f, condition->row.name,
		  keep_format("(%s%s)", severity_words[condition->severity].text,
			      condition->enforced != ENFORCED_NO ? ", enforced" : ""));
	troff_line(f, condition->sentence);
	fputs(".br\n", f);
	troff_text(f, keep_format("Asked in %s; %s.\n", condition_place(condition), condition->row.source));
}

void emit_rules_7(FILE *f, const struct spec *spec)
{
	troff_begin(f, "rules", "the rules about SIP messages that sipwright checks", introduction);
	troff_section(f, "RULES");
	for (size_t i = 1; i < spec->condition_count; i++)
		if (spec->conditions[i].row.name != NULL)
			emit_entry(f, &spec->conditions[i]);
	troff_end(f, "rules");
}
