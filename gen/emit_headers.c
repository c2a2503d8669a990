/* SPDX-License-Identifier: MIT */
/* header_rows.inc and header_hash.gperf: the descriptors of header fields, and their names. */

#include "emit.h"

#include <inttypes.h>
#include <string.h>

#include "keep.h"

enum { GLANCES = 1024 };

/* A name stands in the pool as it begins a line, so that it is written with one copy. */
static void emit_row(FILE *f, const struct header *header, size_t index, struct pool *pool)
{
	const char *start = keep_format("%s: ", header->row.name);
	const size_t length = strlen(start);

	fprintf(f, "\t{%zu, %zu, %zu, %zu, %d, %d, %s, ", length, index, length - 2, pool_add(pool, start),
		header->row.id, header->kind->row.id, times_words[header->times].constant);
	emit_flags(f, header->flags, header_flag_words);
	fprintf(f, header->compact != 0 ? ", '%c', %d, {0}, \"%s\"}," : ", %d, %d, {0}, \"%s\"},", header->compact,
		header_is_usual(header) ? header->kind->row.id : 0, header_fits(header) ? start : "");
	fprintf(f, " /* %s */\n", header->kind->row.name);
}

static size_t header_of_letter(const struct spec *spec, int letter)
{
	for (size_t i = 1; i < spec->header_count; i++)
		if (spec->headers[i].compact == letter)
			return i;
	return 0;
}

static void emit_letters(FILE *f, const struct spec *spec)
{
	fputs("\nconst uint16_t sipw__header_letters[26] = {\n\t", f);
	for (int letter = 'a'; letter <= 'z'; letter++)
		fprintf(f, "%zu,%s", header_of_letter(spec, letter), letter == 'z' ? "\n" : " ");
	fputs("};\n", f);
}

/* Where sipw__header_glance() looks for a name. */
static size_t glance(const char *name)
{
	const unsigned char *u = (const unsigned char *)name;
	const size_t length = strlen(name);

	return (4u * u[0] + 5u * u[length - 1] + 64u * length) % GLANCES;
}

static void emit_glances(FILE *f, const struct spec *spec)
{
	size_t places[GLANCES] = {0};

	for (size_t i = spec->header_count; --i >= 1;)
		if (spec->headers[i].row.name != NULL)
			places[glance(spec->headers[i].row.name)] = i;
	fputs("\nconst uint16_t sipw__header_glances[GLANCES] = {", f);
	for (size_t i = 0; i < GLANCES; i++)
		fprintf(f, "%s%zu,", i % 16 == 0 ? "\n\t" : " ", places[i]);
	fputs("\n};\n", f);
}

/* A bit for each field that stands once at most. */
static void emit_single(FILE *f, const struct spec *spec)
{
	fputs("\nconst uint64_t sipw__header_single[HEADER_WORDS] = {\n\t", f);
	for (size_t word = 0; word * 64 < spec->header_count; word++) {
		uint64_t bits = 0;

		for (size_t i = word * 64; i < (word + 1) * 64 && i < spec->header_count; i++)
			if (spec->headers[i].row.name != NULL && spec->headers[i].times == TIMES_ONE)
				bits |= UINT64_C(1) << (i % 64);
		fprintf(f, "UINT64_C(0x%016" PRIx64 "), ", bits);
	}
	fputs("\n};\n", f);
}

/* All texts come after all names in the pool: the bytes that a copy of constant size takes along. */
static void emit_texts(FILE *f, const struct spec *spec, struct pool *pool)
{
	fputs("\nconst struct header_text sipw__header_texts[HEADER_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->header_count; i++) {
		const struct header *header = &spec->headers[i];

		if (header->row.name != NULL)
			fprintf(f, "\t{%zu, %zu}, /* %s */\n",
				pool_add(pool, header->row.source),
				pool_add(pool, header->meaning), header->row.name);
		else
			fputs("\t{0, 0},\n", f);
	}
	pool_add(pool, keep_format("%*s", HEADER_COPY, ""));
	fputs("};\n", f);
}

void emit_header_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	fputs("const struct header_row sipw__header_rows[HEADER_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->header_count; i++)
		if (spec->headers[i].row.name != NULL)
			emit_row(f, &spec->headers[i], i, &pool);
		else
			fputs("\t{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {0}, \"\"},\n", f);
	fputs("};\n", f);
	emit_texts(f, spec, &pool);
	emit_letters(f, spec);
	emit_glances(f, spec);
	emit_single(f, spec);
	emit_pool(f, "sipw__header_pool", &pool);
}

void emit_header_hash_gperf(FILE *f, const struct spec *spec)
{
	emit_hash_head(f, "header", "uint16_t index;", ",0", true);
	for (size_t i = 1; i < spec->header_count; i++) {
		if (spec->headers[i].row.name == NULL)
			continue;
		emit_quoted(f, spec->headers[i].row.name);
		fprintf(f, ", %zu\n", i);
	}
}
