/* SPDX-License-Identifier: MIT */
/*
 * The presence rules: what each row's "where" covers, which row is the most specific, and from that
 * the sets of fields that a message must have, must not have, and needs beside a body.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cells.h"
#include "keep.h"
#include "presence.h"
#include "spec.h"
#include "text.h"

/* Codes that three characters stand for: digits, then any number of x. */
static bool read_code_form(const char *text, struct range *range)
{
	int first = 0, last = 0;
	bool x = false;

	if (strlen(text) != 3)
		return false;
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == 'x')
			x = true;
		else if (x || *p < '0' || *p > '9')
			return false;
		first = first * 10 + (x ? 0 : *p - '0');
		last = last * 10 + (x ? 9 : *p - '0');
	}
	*range = (struct range){first, last};
	return first >= CODE_FIRST && last <= CODE_LAST;
}

static bool read_code_range(const char *text, struct range *range)
{
	const char *dash = strchr(text, '-');
	struct range last;

	if (dash == NULL)
		return read_code_form(text, range);
	if (!read_code_form(keep_text(text, (size_t)(dash - text)), range) ||
	    !read_code_form(dash + 1, &last))
		return false;
	if (range->first != range->last || last.first != last.last || last.first <= range->first)
		return false;
	range->last = last.last;
	return true;
}

static void cover(struct rule *rule, size_t first, size_t last)
{
	for (size_t slot = first; slot <= last; slot++)
		rule->slots[slot] = true;
}

static bool covers_any(const struct rule *rule, struct range codes)
{
	for (size_t slot = code_slot(codes.first); slot <= code_slot(codes.last); slot++)
		if (rule->slots[slot])
			return true;
	return false;
}

static void read_where_codes(struct rule *rule)
{
	const char *where = rule->where;

	for (char *item; (item = next_item(&where)) != NULL;) {
		struct range codes;

		if (!read_code_range(item, &codes))
			fault(rule->row.at, "where: unknown form \"%s\"", item);
		else if (covers_any(rule, codes))
			fault(rule->row.at, "where: %s was there before", item);
		else
			cover(rule, code_slot(codes.first), code_slot(codes.last));
	}
}

static void read_where(struct rule *rule)
{
	if (same_text(rule->where, "all"))
		cover(rule, REQUEST_SLOT, SLOTS - 1);
	else if (same_text(rule->where, "R"))
		cover(rule, REQUEST_SLOT, REQUEST_SLOT);
	else if (same_text(rule->where, "r"))
		cover(rule, code_slot(CODE_FIRST), code_slot(CODE_LAST));
	else
		read_where_codes(rule);
	for (size_t slot = 0; slot < SLOTS; slot++)
		rule->size += rule->slots[slot];
}

static size_t find_method(const struct spec *spec, const char *name)
{
	for (size_t i = 1; i < spec->method_count; i++)
		if (spec->methods[i].row.name != NULL && same_text(spec->methods[i].row.name, name))
			return i;
	return 0;
}

static void read_named_cell(const struct spec *spec, struct rule *rule, const char *item)
{
	const char *equals = strchr(item, '=');

	if (equals == NULL) {
		fault(rule->row.at, "cells: \"%s\" is not METHOD=cell", item);
		return;
	}

	const char *name = keep_text(item, (size_t)(equals - item));
	size_t method = find_method(spec, name);
	int cell = find_word(cell_words, equals + 1);

	if (method == 0 && !same_text(name, "other"))
		fault(rule->row.at, "cells: no method has the name \"%s\"", name);
	else if (cell < 0)
		fault(rule->row.at, "cells: unknown cell \"%s\"", equals + 1);
	else if (rule->cells[method] != CELL_SILENT)
		fault(rule->row.at, "cells: \"%s\" twice", name);
	else
		rule->cells[method] = (unsigned char)cell;
}

static void read_named_cells(const struct spec *spec, struct rule *rule)
{
	const char *cells = rule->named_cells;

	for (char *item; (item = next_item(&cells)) != NULL;)
		read_named_cell(spec, rule, item);
}

/* A standard row has no column for an extra method, which is one of its "other" methods. */
static void inherit_cells(const struct spec *spec, struct rule *rule)
{
	rule->inherits = true;
	for (size_t i = spec->method_standard; i < spec->method_count; i++)
		rule->cells[i] = rule->cells[0];
}

/* Only these say something that can be refused. */
static bool can_be_forced(int cell)
{
	return cell == CELL_SILENT || cell == CELL_MANDATORY || cell == CELL_FORBIDDEN ||
	       cell == CELL_BODY;
}

static void check_force(const struct spec *spec, const struct rule *rule)
{
	for (size_t i = 0; i < spec->method_count && rule->force != FORCE_TABLE; i++)
		if (!can_be_forced(rule->cells[i])) {
			fault(rule->row.at, "cell \"%s\" cannot be a must",
			      cell_words[rule->cells[i]].text);
			return;
		}
}

static int compare_rules(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;

	if (x->header != y->header)
		return x->header < y->header ? -1 : 1;
	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	if (x->inherits != y->inherits)
		return x->inherits ? 1 : -1;
	return (x->row.at.line > y->row.at.line) - (x->row.at.line < y->row.at.line);
}

static bool overlap(const struct rule *a, const struct rule *b)
{
	for (size_t slot = 0; slot < SLOTS; slot++)
		if (a->slots[slot] && b->slots[slot])
			return true;
	return false;
}

/* What an extra row says about an extra method goes before what a standard row's "other" says. */
static bool cells_tie(const struct spec *spec, const struct rule *a, const struct rule *b, size_t m)
{
	if (a->inherits != b->inherits && m >= spec->method_standard)
		return false;
	return a->cells[m] != CELL_SILENT && b->cells[m] != CELL_SILENT;
}

static void check_tie(const struct spec *spec, const struct rule *a, const struct rule *b)
{
	if (a->header == 0 || a->header != b->header || a->size != b->size || !overlap(a, b))
		return;
	if (a->row.extra && !b->row.extra) {
		check_tie(spec, b, a);
		return;
	}
	for (size_t m = 0; m < spec->method_count; m++)
		if (cells_tie(spec, a, b, m)) {
			fault(b->row.at, "%s ties with %s:%d for %s, neither is more specific",
			      b->row.name, a->row.at.file, a->row.at.line,
			      m == 0 ? "other methods" : spec->methods[m].row.name);
			return;
		}
}

/* The slots as runs of codes; rows that cover the same share theirs. */
static void make_ranges(struct spec *spec, struct rule *rule)
{
	rule->first_range = spec->range_count;
	for (const struct rule *other = spec->rules; other < rule; other++)
		if (memcmp(other->slots, rule->slots, sizeof rule->slots) == 0) {
			rule->first_range = other->first_range;
			rule->range_count = other->range_count;
			return;
		}
	for (int slot = 0, first = 0; slot < SLOTS; slot++) {
		bool ends = slot == REQUEST_SLOT || slot + 1 == SLOTS || !rule->slots[slot + 1];
		int code = slot == REQUEST_SLOT ? 0 : slot + CODE_FIRST - 1;

		if (!rule->slots[slot])
			continue;
		first = first == 0 ? code : first;
		if (!ends)
			continue;
		spec->ranges = keep_more(spec->ranges, spec->range_count, sizeof *spec->ranges);
		spec->ranges[spec->range_count++] = (struct range){first, code};
		rule->range_count++;
		first = 0;
	}
}

static void make_index(struct spec *spec)
{
	size_t rule = 0;

	spec->rule_first = keep((spec->header_count + 1) * sizeof *spec->rule_first);
	for (size_t header = 0; header <= spec->header_count; header++) {
		while (rule < spec->rule_count && spec->rules[rule].header < header)
			rule++;
		spec->rule_first[header] = rule;
	}
}

/* Whether a set has this cell: a table also says what may stand, which nobody has to be told. */
static bool is_kept(unsigned char cell, bool table)
{
	return !table || (cell != CELL_OPTIONAL && cell != CELL_CONDITIONAL);
}

/* The cell that decides about a field, if it is of the family. */
static unsigned char family_cell(const struct spec *spec, bool table, size_t header, size_t method,
				 size_t slot)
{
	const struct rule *rule = presence_rule(spec, header, method, slot);

	if (rule == NULL || (rule->force == FORCE_TABLE) != table || !is_kept(rule->cells[method], table))
		return CELL_SILENT;
	return rule->cells[method];
}

static size_t find_set(const struct spec *spec, struct cell_sets *sets, const unsigned char *cells)
{
	for (size_t i = 0; i < sets->count; i++)
		if (memcmp(sets->sets[i], cells, spec->header_count) == 0)
			return i;
	sets->sets = keep_more(sets->sets, sets->count, sizeof *sets->sets);
	sets->sets[sets->count] = keep(spec->header_count);
	memcpy(sets->sets[sets->count], cells, spec->header_count);
	return sets->count++;
}

/* The set of each method, for a request or a code. */
static void make_set_row(const struct spec *spec, struct cell_sets *sets, size_t slot, size_t *row,
			 unsigned char *cells)
{
	bool table = sets == &spec->table;

	for (size_t method = 0; method < spec->method_count; method++) {
		for (size_t header = 0; header < spec->header_count; header++)
			cells[header] = family_cell(spec, table, header, method, slot);
		row[method] = find_set(spec, sets, cells);
	}
}

/* Codes whose sets are the same for every method are one situation; a request is one of its own. */
static void make_sets(const struct spec *spec, struct cell_sets *sets)
{
	size_t width = spec->method_count;
	size_t *row = keep(width * sizeof *row);
	unsigned char *cells = keep(spec->header_count);

	sets->index = keep(SLOTS * width * sizeof *sets->index);
	for (size_t slot = 0; slot < SLOTS; slot++) {
		size_t situation = slot == REQUEST_SLOT ? 0 : 1;

		make_set_row(spec, sets, slot, row, cells);
		while (situation < sets->situation_count &&
		       memcmp(&sets->index[situation * width], row, width * sizeof *row) != 0)
			situation++;
		memcpy(&sets->index[situation * width], row, width * sizeof *row);
		if (situation == sets->situation_count)
			sets->situation_count++;
		sets->situations[slot] = situation;
	}
}

static void check_rules(const struct spec *spec)
{
	for (size_t i = 0; i < spec->rule_count; i++) {
		check_force(spec, &spec->rules[i]);
		for (size_t j = 0; j < i; j++)
			check_tie(spec, &spec->rules[j], &spec->rules[i]);
	}
}

static void check_set_widths(const struct cell_sets *sets, struct origin file)
{
	if (sets->count > UINT16_MAX || sets->situation_count > UINT8_MAX)
		fault(file, "too much for the tables: %zu sets, %zu situations", sets->count,
		      sets->situation_count);
}

/* The widths of the tables' members. */
static void check_widths(const struct spec *spec)
{
	struct origin file = {spec->rule_count > 0 ? spec->rules[0].row.at.file : "", 1};

	for (size_t i = 0; i < spec->rule_count; i++)
		if (spec->rules[i].range_count > UINT8_MAX)
			fault(spec->rules[i].row.at, "where: more than %d runs of codes",
			      UINT8_MAX);
	if (spec->range_count > UINT16_MAX)
		fault(file, "too much for the tables: %zu ranges", spec->range_count);
	check_set_widths(&spec->must, file);
	check_set_widths(&spec->table, file);
}

void rules_resolve(struct spec *spec)
{
	for (size_t i = 0; i < spec->rule_count; i++) {
		struct rule *rule = &spec->rules[i];

		if (rule->where != NULL)
			read_where(rule);
		if (rule->named_cells != NULL)
			read_named_cells(spec, rule);
		else
			inherit_cells(spec, rule);
	}
	if (spec->rule_count > 0)
		qsort(spec->rules, spec->rule_count, sizeof *spec->rules, compare_rules);
	check_rules(spec);
	if (fault_count() > 0)
		return;
	for (size_t i = 0; i < spec->rule_count; i++)
		make_ranges(spec, &spec->rules[i]);
	make_index(spec);
	make_sets(spec, &spec->must);
	make_sets(spec, &spec->table);
	check_widths(spec);
}
