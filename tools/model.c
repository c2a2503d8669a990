/* SPDX-License-Identifier: MIT */
#include "model.h"

#include <stdio.h>
#include <stdlib.h>

#include "diagnose.h"
#include "sipwright/lookup.h"
#include "text.h"
#include "tool.h"

/* ---- the file ---- */

/* A fault of no byte is one of the whole message, about a header field that it lacks, say. */
static int fault_in_file(const struct model *model, const sipw_error *error)
{
	const sipw_str header = sipw_header_name(error->byte < 0 ? error->header : 0);
	return complain_in_file(&model->file, error->offset, header, error);
}

int read_model(const char *path, struct model *ret)
{
	sipw_template_fault fault;
	const int status = read_file(path, &ret->file);
	if (status != STATUS_FINE)
		return status;
	const sipw_str text = { ret->file.bytes.len > 0 ? ret->file.bytes.ptr : "", ret->file.bytes.len };
	const size_t size = text.len < SIZE_MAX / 256 ? SIPW_TEMPLATE_SIZE(text.len) : 0;
	ret->memory = malloc(size);
	if (size == 0 || ret->memory == NULL)
		return no_memory();
	ret->t = sipw_template_compile(ret->memory, size, text, &fault);
	if (ret->t == NULL)
		return fault_in_file(ret, &fault.error);
	ret->n = sipw_template_slots(ret->t);
	for (size_t i = 0; i < ret->n; i++)
		ret->columns[i] = NO_COLUMN;
	return STATUS_FINE;
}

void free_model(struct model *model)
{
	free(model->memory);
	free_file(&model->file);
}

static sipw_slot slot_at(const struct model *model, size_t index)
{
	sipw_slot slot = { .slot_class = 0 };
	sipw_template_slot(model->t, index, &slot);
	return slot;
}

/* ---- sources ---- */

static const struct source_row {
	const char *name;
	int source;
	bool wants_number; /* it has no use without one */
	uint64_t number; /* else */
} source_rows[] = {
	{ "counter", SIPW_SOURCE_COUNTER, false, 1 },
	{ "id", SIPW_SOURCE_ID, false, 0 },
	{ "random", SIPW_SOURCE_RANDOM, false, 0 },
	{ "date", SIPW_SOURCE_DATE, true, 0 },
};

#define SOURCE_COUNT (sizeof source_rows / sizeof source_rows[0])

static const struct source_row *find_source(sipw_str name)
{
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		if (sipw_s(source_rows[i].name).len == name.len && memcmp(source_rows[i].name, name.ptr, name.len) == 0)
			return &source_rows[i];
	return NULL;
}

/* All numbers that fit, unless it is told. */
static void fill_from(struct model *model, size_t index, const struct source_row *row, uint64_t number)
{
	const sipw_slot slot = slot_at(model, index);
	const uint64_t all = slot.slot_class == SIPW_SLOT_NUMBER ? (uint64_t)slot.max + 1 : UINT64_C(1) << 32;
	model->fills[index] = (sipw_fill){ .source = row->source, .number = number, .range = all };
	if (row->source == SIPW_SOURCE_RANDOM && number > 0)
		model->fills[index].range = number;
	model->source_names[index] = row->name;
}

/* The text before the first `mark`, and the rest behind it; absent if there is none. */
static sipw_str split(sipw_str text, char mark, sipw_str *ret_rest)
{
	const char *at = text.len > 0 ? memchr(text.ptr, mark, text.len) : NULL;
	if (at == NULL) {
		*ret_rest = (sipw_str){ NULL, 0 };
		return text;
	}
	*ret_rest = sipw_sn(at + 1, (size_t)(text.ptr + text.len - at - 1));
	return sipw_sn(text.ptr, (size_t)(at - text.ptr));
}

/* The slot of NAME=...; its index is model->n if there is none, which is complained about. */
static size_t settle(struct model *model, const char *option, const char *argument, sipw_str *ret_rest)
{
	char shown[SHOWN_SIZE];
	const sipw_str name = split(sipw_s(argument), '=', ret_rest);
	const int index = sipw_template_slot_find(model->t, name);
	if (ret_rest->ptr == NULL)
		complain("%s '%s': NAME=... is expected here", option, show(shown, sipw_s(argument)));
	else if (index < 0)
		complain("%s: the template has no slot '%s'", option, show(shown, name));
	else if (model->settled[index])
		complain("%s: the slot '%s' is filled twice", option, show(shown, name));
	else {
		model->settled[index] = true;
		return (size_t)index;
	}
	return model->n;
}

int set_slot(struct model *model, const char *argument)
{
	sipw_str value;
	const size_t index = settle(model, "--set", argument, &value);
	if (index == model->n)
		return STATUS_USAGE;
	model->fills[index] = (sipw_fill){ .value = value };
	model->source_names[index] = "--set";
	return STATUS_FINE;
}

/* The number behind a source's colon. */
static bool takes_number(const struct source_row *row, sipw_str digits, uint64_t *ret_number)
{
	return row->source != SIPW_SOURCE_ID && parse_number(digits, INT64_MAX, ret_number) &&
	       (row->source != SIPW_SOURCE_RANDOM || *ret_number > 0);
}

int set_source(struct model *model, const char *argument)
{
	char shown[SHOWN_SIZE];
	sipw_str rest, digits;
	const size_t index = settle(model, "--source", argument, &rest);
	if (index == model->n)
		return STATUS_USAGE;
	const struct source_row *row = find_source(split(rest, ':', &digits));
	uint64_t number = row != NULL ? row->number : 0;
	if (row == NULL || (digits.ptr == NULL ? row->wants_number : !takes_number(row, digits, &number))) {
		complain("--source '%s': a source is counter, counter:FIRST, id, random, random:BELOW or date:SECONDS",
			 show(shown, sipw_s(argument)));
		return STATUS_USAGE;
	}
	fill_from(model, index, row, number);
	return STATUS_FINE;
}

/* ---- what options leave open ---- */

int fill_from_table(struct model *model, const struct table *table)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		const int index = sipw_template_slot_find(model->t, column_name(table, i));
		if (index < 0)
			return column_refused(table, i, "the template has no slot of this name");
		if (model->columns[index] != NO_COLUMN)
			return column_refused(table, i, "there is a column of this name already");
		if (model->settled[index])
			return column_refused(table, i, "the slot of this name is filled by an option");
		model->columns[index] = i;
		model->source_names[index] = "--csv";
	}
	return STATUS_FINE;
}

/* A source's name, alone or before a hyphen. */
void fill_by_name(struct model *model)
{
	for (size_t i = 0; i < model->n; i++) {
		sipw_str rest;
		const struct source_row *row = find_source(split(slot_at(model, i).name, '-', &rest));
		if (row != NULL && !row->wants_number && model->source_names[i] == NULL)
			fill_from(model, i, row, row->number);
	}
}

void seed_model(struct model *model, uint64_t seed)
{
	for (size_t i = 0; i < model->n; i++)
		if (model->fills[i].source == SIPW_SOURCE_ID || model->fills[i].source == SIPW_SOURCE_RANDOM)
			model->fills[i].number = seed;
}

int all_filled(const struct model *model, const struct table *table)
{
	char shown[SHOWN_SIZE];
	for (size_t i = 0; i < model->n; i++) {
		if (model->source_names[i] != NULL)
			continue;
		const char *name = show(shown, slot_at(model, i).name);
		if (table != NULL)
			complain("the slot '%s' has no column in %s, and neither --set nor --source", name, table->file.path);
		else
			complain("the slot '%s' has no value: --set %s=TEXT, --source %s=SOURCE or a column of --csv FILE",
				 name, name, name);
		return STATUS_INVALID;
	}
	return STATUS_FINE;
}

/* ---- shown ---- */

void print_slots(const struct model *model)
{
	for (size_t i = 0; i < model->n; i++) {
		const sipw_slot slot = slot_at(model, i);
		const sipw_str class = sipw_slot_class_name(slot.slot_class);
		char takes[60];
		int n = snprintf(takes, sizeof takes, "%.*s", (int)class.len, class.ptr);
		if (slot.slot_class == SIPW_SLOT_NUMBER)
			n += snprintf(takes + n, sizeof takes - (size_t)n, " to %lu", (unsigned long)slot.max);
		if (slot.width > 0)
			snprintf(takes + n, sizeof takes - (size_t)n, ", %lu wide", (unsigned long)slot.width);
		printf("%-16.*s %-22s %lu %-8s %s\n", (int)slot.name.len, slot.name.ptr, takes, (unsigned long)slot.places,
		       slot.places == 1 ? "place" : "places", model->source_names[i] != NULL ? model->source_names[i] : "-");
	}
}
