/* SPDX-License-Identifier: MIT */
/* param_rows.inc and param_hash.gperf: what a parameter is in each place that it has. */

#include "emit.h"

#include <stdint.h>
#include <string.h>

#include "keep.h"
#include "text.h"

/* "a|b|c" as "a, b or c". */
static const char *list_words(const char *words)
{
	const char *bar = strchr(words, '|');

	if (bar == NULL)
		return words;
	return keep_format(strchr(bar + 1, '|') != NULL ? "%s, %s" : "%s or %s",
			   keep_text(words, (size_t)(bar - words)), list_words(bar + 1));
}

static const char *digits_of(const struct form *form)
{
	const char *keyword = form_words[form->word].text;

	if (same_text(keyword, "lhex") || same_text(keyword, "quoted-lhex"))
		return "lower-case hexadecimal digits";
	return same_text(keyword, "hex") ? "hexadecimal digits" : "digits";
}

/* What is expected where the keyword alone does not say it; else NULL. */
static const char *sentence_of(const struct form *form)
{
	if (form->words != NULL)
		return keep_format("%s is expected here", list_words(form->words));
	if (form->max == 0 || same_text(form_words[form->word].text, "number"))
		return NULL;
	if (form->max == UINT32_MAX)
		return keep_format("%s are expected here", digits_of(form));
	if (form->min == form->max)
		return keep_format("%u %s are expected here", form->min, digits_of(form));
	return keep_format("%u to %u %s are expected here", form->min, form->max, digits_of(form));
}

static void emit_row(FILE *f, const struct param_place *place, struct pool *pool)
{
	const struct form *form = &place->param->form;

	fprintf(f, "\t{%d, %s, %d, %u, %u, %zu, %zu, %zu}, /* %s */\n", place->place,
		form_words[form->word].constant, form->optional, form->min, form->max,
		pool_add(pool, form->words), pool_add(pool, sentence_of(form)),
		pool_add(pool, place->param->row.source), place->param->row.name);
}

void emit_param_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	fputs("const struct param_row sipw__param_rows[PARAM_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->place_count; i++)
		emit_row(f, &spec->places[i], &pool);
	fputs("};\n", f);
	emit_pool(f, "sipw__param_pool", &pool);
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
