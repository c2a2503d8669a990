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

static void emit_index(FILE *f, const struct spec *spec, const struct cell_sets *sets, const char *family)
{
	fprintf(f, "\nconst uint8_t sipw__%s_situations[601] = {", family);
	emit_numbers(f, sets->situations, SLOTS);
	fprintf(f, "\nconst uint16_t sipw__%s_index[%zu][METHOD_COUNT] = {\n", family,
		sets->situation_count);
	for (size_t situation = 0; situation < sets->situation_count; situation++) {
		fputs("\t{", f);
		for (size_t method = 0; method < spec->method_count; method++)
			fprintf(f, "%s%zu", method == 0 ? "" : ", ",
				sets->index[situation * spec->method_count + method]);
		fputs("},\n", f);
	}
	fputs("};\n", f);
}

/* The headers with one of some cells, a bit a cell, as a member. */
static void emit_bits(FILE *f, const struct spec *spec, const unsigned char *cells, const char *member, unsigned some)
{
	const char *separator = "";

	fprintf(f, "\t\t.%s = {", member);
	for (size_t first = 0; first < spec->header_count; first += 64) {
		uint64_t bits = 0;

		for (size_t i = first; i < first + 64 && i < spec->header_count; i++)
			if (some >> cells[i] & 1)
				bits |= UINT64_C(1) << (i - first);
		fprintf(f, "%sUINT64_C(0x%" PRIx64 ")", separator, bits);
		separator = ", ";
	}
	fputs("},\n", f);
}

static void emit_sets(FILE *f, const struct spec *spec, const struct cell_sets *sets, const char *family)
{
	const unsigned present = 1u << CELL_MANDATORY | (sets == &spec->table ? 1u << CELL_EXPECTED : 0);

	emit_index(f, spec, sets, family);
	fprintf(f, "\nconst struct cell_set sipw__%s_sets[%zu] = {\n", family, sets->count);
	for (size_t i = 0; i < sets->count; i++) {
		const unsigned char *cells = sets->sets[i];

		fputs("\t{\n", f);
		emit_bits(f, spec, cells, "present[0]", present);
		emit_bits(f, spec, cells, "present[1]", present | 1u << CELL_BODY);
		emit_bits(f, spec, cells, "absent", 1u << CELL_FORBIDDEN);
		emit_bits(f, spec, cells, "stream", 1u << CELL_STREAM);
		fputs("\t},\n", f);
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
	emit_sets(f, spec, &spec->must, "must");
	emit_sets(f, spec, &spec->table, "table");
	emit_pool(f, "sipw__rule_pool", &pool);
}
