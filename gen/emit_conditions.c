/* SPDX-License-Identifier: MIT */
/* condition_rows.inc, conditions.h: the conditions and their predicates. */

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
