/* SPDX-License-Identifier: MIT */
/* conditions.inc, enforced.inc: the way from what a condition sees to its predicate. */

#include "emit.h"

#include <inttypes.h>

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

/* How a message is asked what it is. */
struct words {
	const char *request, *response, *method;
};

static const struct words of_view = {"v->request", "v->response", "v->asked"};
static const struct words of_message = {"m->code == 0", "m->code != 0", "m->method"};

/* The messages in which a condition is asked, as an expression; NULL: in all. */
static const char *where_in(const struct condition *condition, const struct words *words)
{
	const char *methods = condition->in, *expression = NULL;

	if (same_text(condition->in, "all"))
		return NULL;
	if (same_text(condition->in, "R"))
		return words->request;
	if (same_text(condition->in, "r"))
		return words->response;
	for (char *item; (item = next_item(&methods)) != NULL;)
		expression = keep_format("%s%s%s == %s", expression != NULL ? expression : "",
					 expression != NULL ? " || " : "", words->method, upper_name("SIPW_", item));
	return expression;
}

static const char *where_of(const struct condition *condition)
{
	return where_in(condition, &of_view);
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

/* Whether a condition is asked in all requests, or in all responses. */
static bool asked_in_all(const struct condition *condition, bool responses)
{
	return same_text(condition->in, "all") || same_text(condition->in, responses ? "r" : "R");
}

/* Whether a header field has an enforced condition in all requests, or in all responses. */
static bool is_asked(const struct spec *spec, size_t header, bool responses)
{
	for (enum sees sees = SEES_LINE; sees <= SEES_VALUE; sees++) {
		struct which which = {sees, header, true, 0};

		for (const struct condition *c; (c = next_condition(spec, &which)) != NULL;)
			if (asked_in_all(c, responses))
				return true;
	}
	return false;
}

static void emit_asked_bits(FILE *f, const struct spec *spec, bool responses)
{
	fputs("\t{ ", f);
	for (size_t word = 0; word * 64 < spec->header_count; word++) {
		uint64_t bits = 0;

		for (size_t i = word * 64; i < (word + 1) * 64 && i < spec->header_count; i++)
			bits |= i > 0 && is_asked(spec, i, responses) ? UINT64_C(1) << (i % 64) : 0;
		fprintf(f, "UINT64_C(0x%016" PRIx64 "), ", bits);
	}
	fprintf(f, "}, /* %s */\n", responses ? "responses" : "requests");
}

static bool sees_lines(const struct condition *condition)
{
	return condition->sees == SEES_LINE || condition->sees == SEES_VALUE;
}

/* Where conditions are asked that not all messages are, about lines or about the message, as an expression. */
static void emit_where(FILE *f, const struct spec *spec, const char *name, bool lines)
{
	const char *expression = NULL;

	for (size_t i = 1; i < spec->condition_count; i++) {
		const struct condition *c = &spec->conditions[i];

		if (c->row.name == NULL || c->enforced != ENFORCED_WRITE || sees_lines(c) != lines)
			continue;
		if (lines && (asked_in_all(c, false) || asked_in_all(c, true)))
			continue;
		const char *where = where_in(c, &of_message) != NULL ? where_in(c, &of_message) : "true";
		expression = expression == NULL ? where : keep_format("%s || %s", expression, where);
	}
	fprintf(f, "static inline bool %s(const sipw_msg *m)\n{\n\treturn %s;\n}\n\n", name,
		expression != NULL ? expression : "false");
}

/* What tells that nothing need be asked. */
static void emit_asked(FILE *f, const struct spec *spec)
{
	fputs("/* The header fields that something is asked about in all requests, and in all responses. */\n"
	      "static const uint64_t asked_fields[2][HEADER_WORDS] = {\n", f);
	emit_asked_bits(f, spec, false);
	emit_asked_bits(f, spec, true);
	fputs("};\n\n/* Whether something is asked about lines in this kind of message, and about the message itself. */\n", f);
	emit_where(f, spec, "asks_of_lines", true);
	emit_where(f, spec, "asks_of_itself", false);
}

void emit_enforced_inc(FILE *f, const struct spec *spec)
{
	bool values = any_condition(spec, (struct which){SEES_VALUE, 0, true, 0});

	emit_asked(f, spec);
	if (values) {
		fputs("/* The first condition of a value that does not hold, or 0. */", f);
		emit_begin(f, "int enforce", SEES_VALUE, "const struct sipw__view", "const struct sipw__at");
		emit_cases(f, spec, SEES_VALUE, true);
		fputs("\treturn 0;\n}\n\n"
		      "static int enforce_values(const struct sipw__view *v, struct sipw__at *at);\n\n", f);
	}
	fputs("/* The first condition about the message itself that does not hold, or 0; at->line is where. */", f);
	fputs("\nstatic int enforce_itself(const struct sipw__view *v, struct sipw__at *at)\n{\n", f);
	fputs("\tif (!v->built)\n\t\treturn 0;\n\tat->line = sipw__line(v->m, 0);\n", f);
	emit_asks(f, spec, "\t", (struct which){SEES_START, 0, true, 0});
	fputs("\tat->line = NULL;\n", f);
	emit_asks(f, spec, "\t", (struct which){SEES_MESSAGE, 0, true, 0});
	fputs("\treturn 0;\n}\n\n/* The same about its lines. */\n"
	      "static int enforce_lines(struct sipw__view *v, struct sipw__at *at)\n{\n", f);
	if (values)
		fputs("\tint broken;\n", f);
	emit_all_lines(f, spec);
	fputs("\treturn 0;\n}\n", f);
}
