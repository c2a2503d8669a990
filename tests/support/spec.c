/* SPDX-License-Identifier: MIT */
#include "support/spec.h"

#include <stdio.h>
#include <stdlib.h>

static _Noreturn void give_up(const char *name, const char *what)
{
	fprintf(stderr, "%s: %s\n", name, what);
	exit(2);
}

static char *read_whole(const char *name)
{
	char path[1024];
	snprintf(path, sizeof path, "%s/%s", SPEC_DIR, name);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		give_up(path, "cannot be opened");
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	char *text = malloc((size_t)size + 1);
	if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size)
		give_up(path, "cannot be read");
	text[size] = '\0';
	fclose(file);
	return text;
}

/* Cuts a line at runs of two or more spaces; the number of cells. */
static size_t cut_line(char *line, char **cells)
{
	size_t n = 0;
	while (*line != '\0' && n < SPEC_COLUMNS) {
		cells[n++] = line;
		char *gap = strstr(line, "  ");
		if (gap == NULL)
			break;
		*gap = '\0';
		line = gap + 2;
		line += strspn(line, " ");
	}
	return n;
}

static void take_line(struct spec *spec, char *line, const char *name)
{
	char *cells[SPEC_COLUMNS];
	if (line[0] == '#' || line[0] == '\0')
		return;
	size_t n = cut_line(line, cells);
	if (spec->n_columns == 0) {
		spec->n_columns = n;
		memcpy(spec->head, cells, n * sizeof cells[0]);
		return;
	}
	if (n == 2 && strcmp(cells[1], "retired") == 0)
		return;
	if (n != spec->n_columns)
		give_up(name, line);
	memcpy(spec->cells[spec->n++], cells, n * sizeof cells[0]);
}

struct spec spec_open(const char *name)
{
	struct spec spec = { .text = read_whole(name) };
	size_t lines = 1;
	for (const char *p = spec.text; *p != '\0'; p++)
		lines += *p == '\n';
	spec.cells = calloc(lines, sizeof spec.cells[0]);
	if (spec.cells == NULL)
		give_up(name, "no memory");
	for (char *line = spec.text; line != NULL;) {
		char *end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		take_line(&spec, line, name);
		line = end;
	}
	if (spec.n == 0)
		give_up(name, "no rows");
	return spec;
}

void spec_close(struct spec *spec)
{
	free(spec->text);
	free(spec->cells);
	*spec = (struct spec){ .text = NULL };
}

const char *spec_cell(const struct spec *spec, size_t row, const char *column)
{
	for (size_t i = 0; i < spec->n_columns; i++)
		if (strcmp(spec->head[i], column) == 0)
			return spec->cells[row][i];
	give_up(column, "no such column");
}

int spec_number(const struct spec *spec, size_t row, const char *column)
{
	const char *cell = spec_cell(spec, row, column);
	char *end;
	long number = strtol(cell, &end, 10);
	if (*cell == '\0' || *end != '\0')
		give_up(cell, "no number");
	return (int)number;
}

bool spec_has_word(const char *list, const char *word)
{
	const size_t len = strlen(word);
	for (;;) {
		size_t n = strcspn(list, ",");
		if (n == len && memcmp(list, word, n) == 0)
			return true;
		if (list[n] == '\0')
			return false;
		list += n + 1;
	}
}

size_t spec_find(const struct spec *spec, const char *column, const char *text)
{
	size_t row = 0;
	while (row < spec->n && strcmp(spec_cell(spec, row, column), text) != 0)
		row++;
	return row;
}

const char *spec_source(const char *cell)
{
	static char buffers[4][96];
	static unsigned turn;
	char *text = buffers[turn++ % 4];
	bool rfc = strncmp(cell, "RFC", 3) == 0 && cell[3] >= '0' && cell[3] <= '9';
	snprintf(text, sizeof buffers[0], "%s%s", rfc ? "RFC " : "", rfc ? cell + 3 : cell);
	return text;
}
