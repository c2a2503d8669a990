/* SPDX-License-Identifier: MIT */
/* What can be wrong between sheets: names of other rows, C types, places, and C identifiers. */

#include "spec_read.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cells.h"
#include "identifiers.h"
#include "keep.h"
#include "records.h"
#include "text.h"

/* The kind that reads what no other kind reads: a sipw_str. */
static const char fallback_kind[] = "opaque";

static struct kind *find_kind(const struct spec *spec, const char *name)
{
	for (size_t i = 1; i < spec->kind_count; i++)
		if (spec->kinds[i].row.name != NULL && same_text(spec->kinds[i].row.name, name))
			return &spec->kinds[i];
	return NULL;
}

/* Kinds whose values go on behind a comma: a list of them would have one value. */
static bool takes_commas(const struct kind *kind)
{
	return same_text(kind->row.name, fallback_kind) || same_text(kind->row.name, "text");
}

static void link_list(struct header *header)
{
	if (takes_commas(header->kind))
		fault(header->row.at, "times: a comma ends no value of kind %s, so there can be no list",
		      header->kind->row.name);
	header->kind->listed = true;
}

static void link_headers(struct spec *spec, const struct list *kinds)
{
	for (size_t i = 1; i < spec->header_count; i++) {
		struct header *header = &spec->headers[i];

		if (header->row.name == NULL || header->kind_name == NULL)
			continue;
		header->kind = find_kind(spec, header->kind_name);
		if (header->kind == NULL && !kinds->broken)
			fault(header->row.at, "kind: unknown keyword \"%s\"", header->kind_name);
		else if (header->kind != NULL && header->times == TIMES_LIST)
			link_list(header);
	}
}

/* "sipw_via *" is a struct given by pointer, any of the listed types goes by value. */
static void link_ctype(struct kind *kind)
{
	size_t length = strlen(kind->ctype);

	kind->record = find_value_record(kind->ctype);
	kind->by_value = kind->record != NULL;
	if (kind->by_value)
		kind->type = kind->ctype;
	else if (length > 2 && strcmp(kind->ctype + length - 2, " *") == 0)
		kind->type = keep_text(kind->ctype, length - 2);
	else
		fault(kind->row.at, "ctype: \"%s\" is neither a value type nor a \"sipw_... *\"",
		      kind->ctype);
}

static void link_kinds(struct spec *spec, const struct list *kinds)
{
	const struct kind *fallback = find_kind(spec, fallback_kind);

	for (size_t i = 1; i < spec->kind_count; i++) {
		struct kind *kind = &spec->kinds[i];

		if (kind->row.name == NULL || kind->ctype == NULL)
			continue;
		link_ctype(kind);
		if (kind->rejected == NULL && !same_text(kind->ctype, "sipw_str"))
			fault(kind->row.at, "rejected: may not be empty");
	}
	if (!kinds->broken && (fallback == NULL || !fallback->by_value))
		fault((struct origin){spec->kinds[spec->kind_count - 1].row.at.file, 1},
		      "a kind \"%s\" of type sipw_str is needed", fallback_kind);
}

const char *kind_parameter(const struct kind *kind)
{
	return keep_format(kind->by_value ? "%s value" : "const %s *value", kind->type);
}

static int compare_codes(const void *a, const void *b)
{
	const struct status *x = a, *y = b;

	return (x->code > y->code) - (x->code < y->code);
}

static void link_statuses(struct spec *spec)
{
	for (size_t i = 0; i < spec->status_count; i++) {
		struct status *status = &spec->statuses[i];

		status->constant = status->row.name != NULL ? status->row.name : status->phrase;
	}
}

static void sort_statuses(struct spec *spec)
{
	if (spec->status_count > 0)
		qsort(spec->statuses, spec->status_count, sizeof *spec->statuses, compare_codes);
}

static size_t find_header(const struct spec *spec, const char *name)
{
	for (size_t i = 1; i < spec->header_count; i++)
		if (spec->headers[i].row.name != NULL &&
		    same_folded(spec->headers[i].row.name, name))
			return i;
	return 0;
}

static void add_place(struct spec *spec, const struct param *param, int place, const char *shown)
{
	for (size_t i = 0; i < spec->place_count; i++) {
		const struct param_place *other = &spec->places[i];

		if (other->place != place || !same_folded(other->param->row.name, param->row.name))
			continue;
		fault(param->row.at, "%s in %s is already at %s:%d", param->row.name, shown,
		      other->param->row.at.file, other->param->row.at.line);
		return;
	}
	spec->places = keep_more(spec->places, spec->place_count, sizeof *spec->places);
	spec->places[spec->place_count++] = (struct param_place){param, place};
}

static void link_param(struct spec *spec, const struct param *param, const struct list *headers)
{
	const char *places = param->places;

	for (char *item; (item = next_item(&places)) != NULL;) {
		size_t header = find_header(spec, item);

		if (same_text(item, "uri"))
			add_place(spec, param, PLACE_URI, item);
		else if (header > 0)
			add_place(spec, param, (int)header, item);
		else if (!headers->broken)
			fault(param->row.at, "places: unknown header \"%s\"", item);
	}
}

static int compare_places(const void *a, const void *b)
{
	const struct param_place *x = a, *y = b;
	int order = compare_folded(x->param->row.name, y->param->row.name);

	return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static void link_params(struct spec *spec, const struct list *headers)
{
	for (size_t i = 0; i < spec->param_count; i++)
		if (spec->params[i].places != NULL && spec->params[i].row.name != NULL)
			link_param(spec, &spec->params[i], headers);
	if (spec->place_count > 0)
		qsort(spec->places, spec->place_count, sizeof *spec->places, compare_places);
}

static void link_rules(struct spec *spec, const struct list *headers)
{
	for (size_t i = 0; i < spec->rule_count; i++) {
		struct rule *rule = &spec->rules[i];

		if (rule->row.name == NULL)
			continue;
		rule->header = find_header(spec, rule->row.name);
		if (rule->header == 0 && !headers->broken)
			fault(rule->row.at, "header: no header has the name \"%s\"",
			      rule->row.name);
	}
}

static void link_uri_headers(struct spec *spec, const struct list *headers)
{
	for (size_t i = 0; i < spec->uri_header_count; i++) {
		struct uri_header *row = &spec->uri_headers[i];

		if (row->row.name == NULL)
			continue;
		row->header = find_header(spec, row->row.name);
		if (row->header == 0 && !headers->broken)
			fault(row->row.at, "header: no header has the name \"%s\"", row->row.name);
	}
}

/* A word of a condition's "of": a header field, or a kind in angle brackets for all that have it. */
static bool take_of(const struct spec *spec, struct condition *condition, const char *item)
{
	size_t length = strlen(item), header = find_header(spec, item);
	bool known = header > 0;

	if (known)
		condition->headers[header] = true;
	if (length < 3 || item[0] != '<' || item[length - 1] != '>')
		return known;

	const struct kind *kind = find_kind(spec, keep_text(item + 1, length - 2));

	for (size_t i = 1; kind != NULL && i < spec->header_count; i++)
		if (spec->headers[i].kind == kind)
			condition->headers[i] = true;
	return kind != NULL;
}

static bool is_method(const struct spec *spec, const char *name)
{
	for (size_t i = 1; i < spec->method_count; i++)
		if (spec->methods[i].row.name != NULL && same_text(spec->methods[i].row.name, name))
			return true;
	return false;
}

static void check_in(const struct spec *spec, const struct condition *condition)
{
	static const struct word words[] = {{"all", NULL}, {"R", NULL}, {"r", NULL}, {NULL, NULL}};
	const char *in = condition->in;

	if (in == NULL || find_word(words, in) >= 0)
		return;
	for (char *item; (item = next_item(&in)) != NULL;)
		if (!is_method(spec, item))
			fault(condition->row.at, "in: \"%s\" is no method, nor all, R or r", item);
}

static void link_condition(const struct spec *spec, struct condition *condition, bool check_names)
{
	const char *of = condition->of;
	bool of_lines = condition->sees == SEES_LINE || condition->sees == SEES_VALUE;

	condition->headers = keep(spec->header_count * sizeof *condition->headers);
	if (of_lines != (of != NULL))
		fault(condition->row.at, "of: %s", of_lines ? "says whose lines or values it sees"
							    : "only lines and values have header fields");
	for (char *item; (item = next_item(&of)) != NULL;)
		if (!take_of(spec, condition, item) && check_names)
			fault(condition->row.at, "of: unknown header or kind \"%s\"", item);
	if (condition->enforced != ENFORCED_NO && condition->severity != SEVERITY_ERROR)
		fault(condition->row.at, "enforced: a warning is never enforced");
}

static void link_conditions(struct spec *spec, const struct list lists[SHEETS])
{
	for (size_t i = 1; i < spec->condition_count; i++)
		if (spec->conditions[i].row.name != NULL) {
			link_condition(spec, &spec->conditions[i],
				       !lists[HEADERS].broken && !lists[KINDS].broken);
			if (!lists[METHODS].broken)
				check_in(spec, &spec->conditions[i]);
		}
}

static void check_limit(const struct sheet *sheet, struct row *last, size_t count, size_t limit)
{
	if (count > limit)
		fault(last->at, "row %zu of %s; the tables have room for %zu", count, sheet->file,
		      limit);
}

/* The widths of the tables' members. */
static void check_limits(const struct list lists[SHEETS])
{
	static const size_t limits[SHEETS] = {
		[METHODS] = CELLS_MAX,
		[STATUSES] = UINT8_MAX,
		[RULES] = UINT16_MAX,
		[CHARS] = CLASSES_MAX,
		[MEMBERS] = UINT16_MAX - VALUE_RECORDS,
	};

	for (size_t i = 0; i < SHEETS; i++)
		if (limits[i] > 0 && lists[i].count > 0)
			check_limit(&sheets[i], list_row(&lists[i], &sheets[i], lists[i].count - 1),
				    lists[i].count, limits[i]);
}

void spec_link(struct spec *spec, const struct list lists[SHEETS])
{
	check_limits(lists);
	if (spec->method_count > CELLS_MAX)
		spec->method_count = CELLS_MAX;
	link_headers(spec, &lists[KINDS]);
	link_kinds(spec, &lists[KINDS]);
	link_records(spec, &lists[MEMBERS], &lists[KINDS]);
	link_statuses(spec);
	link_params(spec, &lists[HEADERS]);
	link_rules(spec, &lists[HEADERS]);
	link_uri_headers(spec, &lists[HEADERS]);
	link_conditions(spec, lists);
	claim_identifiers(spec);
	sort_statuses(spec);
}
