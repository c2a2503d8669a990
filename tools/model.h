/* SPDX-License-Identifier: MIT */
#ifndef MODEL_H
#define MODEL_H

/* A template, from its file, and what its slots are filled with. */

#include <stdbool.h>

#include "place.h"
#include "sipwright/template.h"
#include "table.h"

#define NO_COLUMN SIZE_MAX

struct model {
	struct file file;
	void *memory;
	const sipw_template *t;
	size_t n; /* slots */
	sipw_fill fills[SIPW_SLOTS_MAX];
	bool settled[SIPW_SLOTS_MAX]; /* an option says what it is filled with */
	size_t columns[SIPW_SLOTS_MAX]; /* of the table, or NO_COLUMN */
	const char *source_names[SIPW_SLOTS_MAX]; /* as shown; NULL: none */
};

/* Reads and compiles it: a status, complained about. */
int read_model(const char *path, struct model *ret);
void free_model(struct model *model);

/* The arguments of --set NAME=TEXT and --source NAME=SOURCE: statuses. */
int set_slot(struct model *model, const char *argument);
int set_source(struct model *model, const char *argument);

/* What options have not settled: columns, then sources by the slots' names. */
int fill_from_table(struct model *model, const struct table *table);
void fill_by_name(struct model *model);

/* Seeds the sources that want one. */
void seed_model(struct model *model, uint64_t seed);

/* Whether each slot is filled, else a complaint and STATUS_INVALID. */
int all_filled(const struct model *model, const struct table *table);

/* Prints a line a slot: its name, what it takes, where it stands, what it is filled with. */
void print_slots(const struct model *model);

#endif
