/* SPDX-License-Identifier: MIT */
/* condition_rows.inc, conditions.h: the conditions and their predicates. */

#include "emit.h"

#include <string.h>

#include "cells.h"
#include "keep.h"
#include "text.h"

/* As an error says it: a sentence without its full stop. */
static const char *without_stop(const char *sentence)
{
	size_t length = strlen(sentence);

	if (length > 0 && sentence[length - 1] == '.')
		length--;
	return keep_format("%.*s", (int)length, sentence);
}

/* "PRACK,<via>" as "PRACK, kind via". */
static const char *spelled(const char *list)
{
	const char *text = "";

	for (char *item; (item = next_item(&list)) != NULL;) {
		const char *separator = *text == '\0' ? "" : ", ";

		text = *item == '<' ? keep_format("%s%skind %.*s", text, separator, (int)strlen(item) - 2, item + 1)
				    : keep_format("%s%s%s", text, separator, item);
	}
	return text;
}

static const char *messages_of(const char *in)
{
	static const struct word words[] = {
		{"all", "all messages"}, {"R", "requests"}, {"r", "responses"}, {NULL, NULL}};
	int known = find_word(words, in);

	return known >= 0 ? words[known].constant : spelled(in);
}

const char *condition_place(const struct condition *condition)
{
	static const char *const seen[] = {
		[SEES_START] = "the start line",
		[SEES_LINE] = "lines of ",
		[SEES_VALUE] = "values of ",
		[SEES_MESSAGE] = "the message as a whole",
	};

	return keep_format("%s: %s%s", messages_of(condition->in), seen[condition->sees], spelled(condition->of));
}

void emit_condition_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	fputs("const struct condition_row sipw__condition_rows[CONDITION_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->condition_count; i++) {
		const struct condition *condition = &spec->conditions[i];

		if (condition->row.name == NULL)
			fputs("\t{0, 0, 0, 0, 0, false},\n", f);
		else
			fprintf(f, "\t{%zu, %zu, %zu, %zu, %s, %s},\n", pool_add(&pool, condition->row.name),
				pool_add(&pool, without_stop(condition->sentence)),
				pool_add(&pool, condition->row.source), pool_add(&pool, condition_place(condition)),
				severity_words[condition->severity].constant,
				condition->enforced == ENFORCED_NO ? "false" : "true");
	}
	fputs("};\n", f);
	emit_pool(f, "sipw__condition_pool", &pool);
}

static void emit_condition(FILE *f, const struct condition *condition)
{
	fputc('\n', f);
	emit_comment(f, "", "/*", keep_format("%s %s", condition->sentence, condition->row.source));
	fprintf(f, "#define %s %d\n", upper_name("CONDITION_", condition->row.name),
		condition->row.id);
	fprintf(f, "bool %s(const struct sipw__view *v, const struct sipw__at *at);\n",
		condition_predicate(condition));
}

void emit_conditions_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef CONDITIONS_H\n#define CONDITIONS_H\n\n#include <stdbool.h>\n\n", f);
	fputs("struct sipw__view;\nstruct sipw__at;\n", f);
	for (size_t i = 1; i < spec->condition_count; i++)
		if (spec->conditions[i].row.name != NULL)
			emit_condition(f, &spec->conditions[i]);
	fputs("\n#endif\n", f);
}
