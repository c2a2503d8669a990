/* SPDX-License-Identifier: MIT */
/* param_rows.inc and param_hash.gperf: what a parameter is in each place that it has. */

#include "emit.h"

#include "text.h"

void emit_param_rows_inc(FILE *f, const struct spec *spec)
{
	fputs("const struct param_row sipw__param_rows[PARAM_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->place_count; i++) {
		const struct param_place *place = &spec->places[i];

		fprintf(f, "\t{%d, %s, %d}, /* %s */\n", place->place,
			form_words[place->param->form.word].constant, place->param->form.optional,
			place->param->row.name);
	}
	fputs("};\n", f);
}

/* The number of places from i on that are of the same parameter. */
static size_t count_places(const struct spec *spec, size_t i)
{
	const char *name = spec->places[i].param->row.name;
	size_t n = 1;

	while (i + n < spec->place_count && same_folded(spec->places[i + n].param->row.name, name))
		n++;
	return n;
}

void emit_param_hash_gperf(FILE *f, const struct spec *spec)
{
	emit_hash_head(f, "param", "uint16_t first, count;", ",0,0", true);
	for (size_t i = 0; i < spec->place_count; i += count_places(spec, i)) {
		emit_quoted(f, spec->places[i].param->row.name);
		fprintf(f, ", %zu, %zu\n", i, count_places(spec, i));
	}
}
