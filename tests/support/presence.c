/* SPDX-License-Identifier: MIT */
#include "support/presence.h"

#include <stdio.h>
#include <stdlib.h>

static void cover(struct presence_row *row, unsigned first, unsigned last)
{
	for (unsigned code = first; code <= last; code++)
		row->covers[code] = 1;
}

/* NNN, NNN-NNN, Nxx, NNx, r, R or all. */
static void cover_form(struct presence_row *row, const char *form, size_t len)
{
	char text[16];
	snprintf(text, sizeof text, "%.*s", (int)len, form);
	const unsigned number = (unsigned)strtoul(text, NULL, 10);
	if (strcmp(text, "R") == 0 || strcmp(text, "all") == 0)
		cover(row, 0, 0);
	if (strcmp(text, "r") == 0 || strcmp(text, "all") == 0)
		cover(row, 100, 699);
	else if (len == 7)
		cover(row, number, (unsigned)strtoul(text + 4, NULL, 10));
	else if (len == 3 && text[1] == 'x')
		cover(row, number * 100, number * 100 + 99);
	else if (len == 3 && text[2] == 'x')
		cover(row, number * 10, number * 10 + 9);
	else if (len == 3)
		cover(row, number, number);
}

static void read_where(struct presence_row *row, const char *where)
{
	while (*where != '\0') {
		size_t n = strcspn(where, ",");
		cover_form(row, where, n);
		where += n + (where[n] == ',');
	}
	for (unsigned code = 0; code < 700; code++)
		row->size += row->covers[code];
}

static void read_row(struct presence *p, size_t i)
{
	struct presence_row *row = &p->rows[i];
	const char *name = spec_cell(&p->rules, i, "header");
	size_t header = spec_find(&p->headers, "name", name);
	if (header == p->headers.n) {
		fprintf(stderr, "rules.spec: %s\n", name);
		exit(2);
	}
	row->header = spec_number(&p->headers, header, "id");
	row->spec_row = i;
	row->must = strcmp(spec_cell(&p->rules, i, "force"), "table") != 0;
	for (size_t m = 0; m < p->methods.n; m++)
		row->cells[spec_number(&p->methods, m, "id")] = spec_cell(&p->rules, i, spec_cell(&p->methods, m, "name"));
	row->cells[0] = spec_cell(&p->rules, i, "other");
	read_where(row, spec_cell(&p->rules, i, "where"));
}

struct presence presence_open(void)
{
	struct presence p = {
		.rules = spec_open("rules.spec"),
		.methods = spec_open("methods.spec"),
		.headers = spec_open("headers.spec"),
	};
	p.rows = calloc(p.rules.n, sizeof p.rows[0]);
	if (p.rows == NULL || p.methods.n != COLUMNS_OF_METHODS - 1) {
		fputs("rules.spec and methods.spec do not fit this test\n", stderr);
		exit(2);
	}
	for (size_t i = 0; i < p.rules.n; i++)
		read_row(&p, i);
	return p;
}

void presence_close(struct presence *p)
{
	spec_close(&p->rules);
	spec_close(&p->methods);
	spec_close(&p->headers);
	free(p->rows);
}

struct verdict presence_verdict(const struct presence *p, int header, int method, int code)
{
	const struct presence_row *best = NULL;
	const int column = method >= 1 && method < COLUMNS_OF_METHODS ? method : 0;
	for (size_t i = 0; i < p->rules.n; i++) {
		const struct presence_row *row = &p->rows[i];
		if (row->header != header || !row->covers[code] || strcmp(row->cells[column], "?") == 0)
			continue;
		/* The request is one slot: `all` and `R` differ in their answers only there. */
		unsigned size = code == 0 ? row->size > 1 : row->size - row->covers[0];
		unsigned best_size = best == NULL ? 0 : code == 0 ? best->size > 1 : best->size - best->covers[0];
		if (best == NULL || size < best_size)
			best = row;
	}
	if (best == NULL)
		return (struct verdict){ "?", false, NULL };
	return (struct verdict){
		.cell = best->cells[column],
		.must = best->must,
		.source = spec_source(spec_cell(&p->rules, best->spec_row, "source")),
	};
}
