/* SPDX-License-Identifier: MIT */
/* condition_rows.inc, conditions.h, conditions.inc: conditions and the way to their predicates. */

#include "emit.h"

#include <string.h>

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

void emit_condition_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	fputs("const struct condition_row sipw__condition_rows[CONDITION_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->condition_count; i++) {
		const struct condition *condition = &spec->conditions[i];

		if (condition->row.name == NULL)
			fputs("\t{0, 0, 0, 0},\n", f);
		else
			fprintf(f, "\t{%zu, %zu, %zu, %s},\n", pool_add(&pool, condition->row.name),
				pool_add(&pool, without_stop(condition->sentence)),
				pool_add(&pool, condition->row.source),
				severity_words[condition->severity].constant);
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
}

void emit_conditions_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef CONDITIONS_H\n#define CONDITIONS_H\n", f);
	for (size_t i = 1; i < spec->condition_count; i++)
		if (spec->conditions[i].row.name != NULL)
			emit_condition(f, &spec->conditions[i]);
	fputs("\n#endif\n", f);
}

void emit_conditions_inc(FILE *f, const struct spec *spec)
{
	fputs("/* The first condition of severity error that does not hold, in the order of their ids; 0 if\n"
	      " * all do. */\n"
	      "static int first_broken(const struct sipw__view *v, struct sipw__spot *ret_spot)\n{\n", f);
	for (size_t i = 1; i < spec->condition_count; i++) {
		const struct condition *condition = &spec->conditions[i];
		const char *name = condition->row.name;

		if (name != NULL && condition->severity == 0)
			fprintf(f, "\tif (!%s(v, ret_spot))\n\t\treturn %s;\n",
				lower_name("", name), upper_name("CONDITION_", name));
	}
	fputs("\treturn 0;\n}\n", f);
}
