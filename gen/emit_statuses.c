/* SPDX-License-Identifier: MIT */
/* status_rows.inc and phrase_hash.gperf: a code's phrase, and the codes of a phrase. */

#include "emit.h"

#include <string.h>

#include "text.h"

static bool same_phrase(const struct spec *spec, size_t i, size_t j)
{
	return same_folded(spec->statuses[i].phrase, spec->statuses[j].phrase);
}

static bool is_first_of_phrase(const struct spec *spec, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (same_phrase(spec, i, j))
			return false;
	return true;
}

static size_t count_codes(const struct spec *spec, size_t first)
{
	size_t n = 0;

	for (size_t i = first; i < spec->status_count; i++)
		n += same_phrase(spec, i, first);
	return n;
}

static void emit_rows(FILE *f, const struct spec *spec, struct pool *pool)
{
	fputs("const struct status_row sipw__status_rows[STATUS_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->status_count; i++) {
		const struct status *status = &spec->statuses[i];

		fprintf(f, "\t{%zu, %d, ", pool_add(pool, status->row.source), status->code);
		emit_flags(f, status->flags, status_flag_words);
		fputs("},\n", f);
	}
	fputs("};\n", f);
}

static void emit_index(FILE *f, const struct spec *spec)
{
	enum { CODES_A_LINE = 20 };
	size_t row = 0;

	fputs("\nconst uint8_t sipw__status_index[600] = {", f);
	for (int code = CODE_FIRST; code <= CODE_LAST; code++) {
		bool known = row < spec->status_count && spec->statuses[row].code == code;

		row += known;
		fprintf(f, "%s%zu,", code % CODES_A_LINE == 0 ? "\n\t" : " ", known ? row : 0);
	}
	fputs("\n};\n", f);
}

/* The way from a code to its phrase: an offset and a length a code, and the phrases right behind them, so
 * that one address does for both. */
static void emit_reasons(FILE *f, const struct spec *spec)
{
	struct pool phrases = {NULL, 0};
	size_t row = 0;

	for (size_t i = 0; i < spec->status_count; i++)
		pool_add(&phrases, spec->statuses[i].phrase);
	fprintf(f, "\nstatic const struct {\n\tstruct reason of_code[600];\n\tchar phrases[%zu];\n"
		   "} reasons = {{\n", phrases.size);
	for (int code = CODE_FIRST; code <= CODE_LAST && row < spec->status_count; code++) {
		const struct status *status = &spec->statuses[row];

		if (status->code != code)
			continue;
		fprintf(f, "\t[%d] = {PHRASES_AT + %zu, %zu}, /* %d %s */\n", code - CODE_FIRST,
			pool_add(&phrases, status->phrase), strlen(status->phrase), code,
			comment_text(status->phrase));
		row++;
	}
	fputs("}, ", f);
	emit_pool_bytes(f, &phrases);
	fputs("};\n", f);
}

/* All codes of one phrase in a line, as the hash by phrase points to them. */
static void emit_phrase_codes(FILE *f, const struct spec *spec)
{
	fputs("\nconst uint16_t sipw__phrase_codes[STATUS_COUNT] = {\n", f);
	for (size_t first = 0; first < spec->status_count; first++) {
		if (!is_first_of_phrase(spec, first))
			continue;
		fputc('\t', f);
		for (size_t i = first; i < spec->status_count; i++)
			if (same_phrase(spec, i, first))
				fprintf(f, "%d, ", spec->statuses[i].code);
		fprintf(f, "/* %s */\n", comment_text(spec->statuses[first].phrase));
	}
	fputs("};\n", f);
}

void emit_status_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	emit_rows(f, spec, &pool);
	emit_index(f, spec);
	emit_reasons(f, spec);
	emit_phrase_codes(f, spec);
	emit_pool(f, "sipw__status_pool", &pool);
}

void emit_phrase_hash_gperf(FILE *f, const struct spec *spec)
{
	size_t codes = 0;

	emit_hash_head(f, "phrase", "uint16_t first, count;", ",0,0", true);
	for (size_t i = 0; i < spec->status_count; i++) {
		if (!is_first_of_phrase(spec, i))
			continue;
		emit_quoted(f, spec->statuses[i].phrase);
		fprintf(f, ", %zu, %zu\n", codes, count_codes(spec, i));
		codes += count_codes(spec, i);
	}
}
