/* SPDX-License-Identifier: MIT */
/* conditions.inc, enforced.inc: the way from what a condition sees to its predicate. */

#include "emit.h"

#include "keep.h"
#include "text.h"

/* Some of the conditions, after the first `last` of all. */
struct which {
	enum sees sees;
	size_t header; /* whose lines or values they see; 0 for the others */
	bool enforced; /* only those that serializing enforces */
	size_t last;
};

/* The next one, NULL after the last. */
static const struct condition *next_condition(const struct spec *spec, struct which *which)
{
	while (++which->last < spec->condition_count) {
		const struct condition *condition = &spec->conditions[which->last];

		if (condition->row.name == NULL || condition->sees != (int)which->sees)
			continue;
		if (which->enforced && condition->enforced != ENFORCED_WRITE)
			continue;
		if (which->header == 0 || condition->headers[which->header])
			return condition;
	}
	return NULL;
}

static bool any_condition(const struct spec *spec, struct which which)
{
	return next_condition(spec, &which) != NULL;
}

const char *condition_predicate(const struct condition *condition)
{
	return lower_name("sipw__condition_", condition->row.name);
}

/* The messages in which a condition is asked, as an expression; NULL: in all. */
static const char *where_of(const struct condition *condition)
{
	const char *methods = condition->in, *expression = NULL;

	if (same_text(condition->in, "all"))
		return NULL;
	if (same_text(condition->in, "R"))
		return "v->request";
	if (same_text(condition->in, "r"))
		return "v->response";
	for (char *item; (item = next_item(&methods)) != NULL;)
		expression = keep_format("%s%sv->asked == %s", expression != NULL ? expression : "",
					 expression != NULL ? " || " : "", upper_name("SIPW_", item));
	return expression;
}

/* Asks, whatever is answered. */
static void emit_check(FILE *f, const char *indent, const struct condition *condition)
{
	const char *where = where_of(condition);

	if (where != NULL)
		fprintf(f, "%sif (%s) {\n", indent, where);
	indent = keep_format("%s%s", indent, where != NULL ? "\t" : "");
	fprintf(f, "%sat->condition = %s;\n", indent, upper_name("CONDITION_", condition->row.name));
	fprintf(f, "%s%s(v, at);\n", indent, condition_predicate(condition));
	if (where != NULL)
		fprintf(f, "%s}\n", indent + 1);
}

/* Returns if it does not hold. */
static void emit_enforce(FILE *f, const char *indent, const struct condition *condition)
{
	const char *where = where_of(condition);

	if (where != NULL)
		where = keep_format("(%s) && ", where);
	fprintf(f, "%sif (%s!%s(v, at))\n%s\treturn %s;\n", indent, where != NULL ? where : "",
		condition_predicate(condition), indent, upper_name("CONDITION_", condition->row.name));
}

static void emit_asks(FILE *f, const struct spec *spec, const char *indent, struct which which)
{
	for (const struct condition *condition; (condition = next_condition(spec, &which)) != NULL;)
		if (which.enforced)
			emit_enforce(f, indent, condition);
		else
			emit_check(f, indent, condition);
}

/* By the header field of at->line. */
static void emit_cases(FILE *f, const struct spec *spec, enum sees sees, bool enforced)
{
	fputs("\tswitch (at->line->index) {\n", f);
	for (size_t i = 1; i < spec->header_count; i++) {
		if (!any_condition(spec, (struct which){sees, i, enforced, 0}))
			continue;
		fprintf(f, "\tcase %zu: /* %s */\n", i, spec->headers[i].row.name);
		emit_asks(f, spec, "\t\t", (struct which){sees, i, enforced, 0});
		fputs("\t\tbreak;\n", f);
	}
	fputs("\tdefault:\n\t\tbreak;\n\t}\n", f);
}

static void emit_begin(FILE *f, const char *name, enum sees sees, const char *view, const char *at)
{
	fprintf(f, "\nstatic %s_%s(%s *v, %s *at)\n{\n", name, sees_words[sees].text, view, at);
}

void emit_conditions_inc(FILE *f, const struct spec *spec)
{
	fputs("/* Each asks all conditions that see the start line, a header line, one of its values, or the\n"
	      " * message as a whole. */\n", f);
	for (enum sees sees = SEES_START; sees <= SEES_MESSAGE; sees++) {
		emit_begin(f, "void check", sees, "const struct sipw__view", "struct sipw__at");
		if (!any_condition(spec, (struct which){sees, 0, false, 0}))
			fputs("\t(void)v;\n\t(void)at;\n", f);
		else if (sees == SEES_LINE || sees == SEES_VALUE)
			emit_cases(f, spec, sees, false);
		else
			emit_asks(f, spec, "\t", (struct which){sees, 0, false, 0});
		fputs("}\n", f);
	}
}

/* Where any of the conditions of a header field is asked; NULL: everywhere. */
static const char *where_any(const struct spec *spec, size_t header)
{
	const char *all = NULL;

	for (enum sees sees = SEES_LINE; sees <= SEES_VALUE; sees++) {
		struct which which = {sees, header, true, 0};

		for (const struct condition *c; (c = next_condition(spec, &which)) != NULL;) {
			const char *where = where_of(c);

			if (where == NULL)
				return NULL;
			all = all == NULL ? where : keep_format("%s || %s", all, where);
		}
	}
	return all;
}

/* One loop over the lines of a header field, and one call for their values. */
static void emit_lines(FILE *f, const struct spec *spec, size_t header)
{
	const char *where = where_any(spec, header);

	if (where != NULL)
		fprintf(f, "\tif ((%s) && first_line(v, at, %zu /* %s */))\n", where, header,
			spec->headers[header].row.name);
	else
		fprintf(f, "\tif (first_line(v, at, %zu /* %s */))\n", header, spec->headers[header].row.name);
	fputs("\t\tdo {\n", f);
	emit_asks(f, spec, "\t\t\t", (struct which){SEES_LINE, header, true, 0});
	if (any_condition(spec, (struct which){SEES_VALUE, header, true, 0}))
		fputs("\t\t\tif ((broken = enforce_values(v, at)) != 0)\n\t\t\t\treturn broken;\n", f);
	fprintf(f, "\t\t} while (next_line(v, at, %zu));\n", header);
}

static void emit_all_lines(FILE *f, const struct spec *spec)
{
	for (size_t i = 1; i < spec->header_count; i++)
		if (any_condition(spec, (struct which){SEES_LINE, i, true, 0}) ||
		    any_condition(spec, (struct which){SEES_VALUE, i, true, 0}))
			emit_lines(f, spec, i);
}

void emit_enforced_inc(FILE *f, const struct spec *spec)
{
	bool values = any_condition(spec, (struct which){SEES_VALUE, 0, true, 0});

	if (values) {
		fputs("/* The first condition of a value that does not hold, or 0. */", f);
		emit_begin(f, "int enforce", SEES_VALUE, "const struct sipw__view", "const struct sipw__at");
		emit_cases(f, spec, SEES_VALUE, true);
		fputs("\treturn 0;\n}\n\n"
		      "static int enforce_values(const struct sipw__view *v, struct sipw__at *at);\n\n", f);
	}
	fputs("/* The first condition that does not hold, or 0; at->line is where. */", f);
	emit_begin(f, "int enforce", SEES_MESSAGE, "struct sipw__view", "struct sipw__at");
	if (values)
		fputs("\tint broken;\n", f);
	fputs("\tat->line = v->built ? sipw__line(v->m, 0) : NULL;\n\tif (v->built) {\n", f);
	emit_asks(f, spec, "\t\t", (struct which){SEES_START, 0, true, 0});
	fputs("\t}\n", f);
	emit_all_lines(f, spec);
	fputs("\tat->line = NULL;\n\tif (v->built) {\n", f);
	emit_asks(f, spec, "\t\t", (struct which){SEES_MESSAGE, 0, true, 0});
	fputs("\t}\n", f);
	fputs("\treturn 0;\n}\n", f);
}
