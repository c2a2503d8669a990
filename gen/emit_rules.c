/* SPDX-License-Identifier: MIT */
/* rule_rows.inc: the presence rules as rows for the checker, and as bit sets for the serializer. */

#include "emit.h"

#include <inttypes.h>

/* The rows are written with numbers; these are the ones meant. */
static void emit_cell_numbers(FILE *f)
{
	for (int i = 0; cell_words[i].text != NULL; i++)
		fprintf(f, "_Static_assert(%s == %d, \"a cell's number\");\n",
			cell_words[i].constant, i);
}

static void emit_rule(FILE *f, const struct spec *spec, const struct rule *rule, struct pool *pool)
{
	fprintf(f, "\t{%zu, %zu, %zu, %zu, %s, {", pool_add(pool, rule->row.source), rule->header,
		rule->first_range, rule->range_count, force_words[rule->force].constant);
	for (size_t i = 0; i < spec->method_count; i++)
		fprintf(f, "%s%d", i == 0 ? "" : ", ", rule->cells[i]);
	fprintf(f, "}}, /* %s %s */\n", spec->headers[rule->header].row.name, rule->where);
}

static void emit_rules(FILE *f, const struct spec *spec, struct pool *pool)
{
	fputs("\nconst struct rule_row sipw__rule_rows[RULE_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->rule_count; i++)
		emit_rule(f, spec, &spec->rules[i], pool);
	fputs("};\n", f);
}

static void emit_ranges(FILE *f, const struct spec *spec)
{
	fputs("\nconst struct rule_range sipw__rule_ranges[RULE_RANGE_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->range_count; i++)
		fprintf(f, "\t{%d, %d},\n", spec->ranges[i].first, spec->ranges[i].last);
	fputs("};\n", f);
}

static void emit_numbers(FILE *f, const size_t *numbers, size_t count)
{
	enum { NUMBERS_A_LINE = 20 };

	for (size_t i = 0; i < count; i++)
		fprintf(f, "%s%zu,", i % NUMBERS_A_LINE == 0 ? "\n\t" : " ", numbers[i]);
	fputs("\n};\n", f);
}

static void emit_must_index(FILE *f, const struct spec *spec)
{
	fputs("\nconst uint16_t sipw__must_index[SITUATION_COUNT][METHOD_COUNT] = {\n", f);
	for (size_t situation = 0; situation < spec->situation_count; situation++) {
		fputs("\t{", f);
		for (size_t method = 0; method < spec->method_count; method++)
			fprintf(f, "%s%zu", method == 0 ? "" : ", ",
				spec->must_index[situation * spec->method_count + method]);
		fputs("},\n", f);
	}
	fputs("};\n", f);
}

static void emit_set(FILE *f, const struct spec *spec, const unsigned char *cells, enum cell cell)
{
	const char *separator = "";

	fputc('{', f);
	for (size_t first = 0; first < spec->header_count; first += 64) {
		uint64_t bits = 0;

		for (size_t i = first; i < first + 64 && i < spec->header_count; i++)
			if (cells[i] == cell)
				bits |= UINT64_C(1) << (i - first);
		fprintf(f, "%sUINT64_C(0x%" PRIx64 ")", separator, bits);
		separator = ", ";
	}
	fputc('}', f);
}

static void emit_must_sets(FILE *f, const struct spec *spec)
{
	fputs("\nconst struct must_set sipw__must_sets[MUST_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->must_count; i++) {
		fputs("\t{\n\t\t.present = ", f);
		emit_set(f, spec, spec->must_sets[i].cells, CELL_MANDATORY);
		fputs(",\n\t\t.absent = ", f);
		emit_set(f, spec, spec->must_sets[i].cells, CELL_FORBIDDEN);
		fputs(",\n\t\t.body = ", f);
		emit_set(f, spec, spec->must_sets[i].cells, CELL_BODY);
		fputs(",\n\t},\n", f);
	}
	fputs("};\n", f);
}

void emit_rule_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	emit_cell_numbers(f);
	emit_rules(f, spec, &pool);
	emit_ranges(f, spec);
	fputs("\nconst uint16_t sipw__rule_first[HEADER_COUNT + 1] = {", f);
	emit_numbers(f, spec->rule_first, spec->header_count + 1);
	fputs("\nconst uint8_t sipw__situations[601] = {", f);
	emit_numbers(f, spec->situations, SLOTS);
	emit_must_index(f, spec);
	emit_must_sets(f, spec);
	emit_pool(f, "sipw__rule_pool", &pool);
}
