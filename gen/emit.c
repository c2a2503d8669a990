/* SPDX-License-Identifier: MIT */
#include "emit.h"

#include <string.h>

#include "keep.h"

enum { LINE_COLUMNS = 100, TAB_COLUMNS = 8 };

static void pool_append(struct pool *pool, const char *text)
{
	do {
		pool->bytes = keep_more(pool->bytes, pool->size, 1);
		pool->bytes[pool->size++] = *text;
	} while (*text++ != '\0');
}

size_t pool_add(struct pool *pool, const char *text)
{
	if (pool->size == 0)
		pool_append(pool, "");
	if (text == NULL)
		return 0;

	size_t offset = 0;

	while (offset < pool->size && strcmp(pool->bytes + offset, text) != 0)
		offset += strlen(pool->bytes + offset) + 1;
	if (offset == pool->size)
		pool_append(pool, text);
	return offset;
}

static void emit_char(FILE *f, char c)
{
	if (c == '\'' || c == '\\')
		fprintf(f, "'\\%c',", c);
	else if (c >= ' ' && c <= '~')
		fprintf(f, "'%c',", c);
	else
		fprintf(f, "'\\%o',", (unsigned)(unsigned char)c);
}

void emit_pool_bytes(FILE *f, const struct pool *pool)
{
	enum { CHARS_A_LINE = 20 };

	fputc('{', f);
	for (size_t i = 0; i < pool->size; i++) {
		if (i % CHARS_A_LINE == 0)
			fputs("\n\t", f);
		emit_char(f, pool->bytes[i]);
	}
	fputs("\n}", f);
}

void emit_pool(FILE *f, const char *name, const struct pool *pool)
{
	fprintf(f, "\nconst char %s[] = ", name);
	emit_pool_bytes(f, pool);
	fputs(";\n", f);
}

void emit_flags(FILE *f, unsigned bits, const struct word *words)
{
	const char *separator = "";

	if (bits == 0)
		fputc('0', f);
	for (size_t i = 0; words[i].text != NULL; i++) {
		if ((bits >> i & 1) == 0)
			continue;
		fprintf(f, "%s%s", separator, words[i].constant);
		separator = " | ";
	}
}

void emit_quoted(FILE *f, const char *text)
{
	fputc('"', f);
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', f);
		fputc(*text, f);
	}
	fputc('"', f);
}

static size_t columns_of(const char *text)
{
	size_t columns = 0;

	for (; *text != '\0'; text++)
		columns += *text == '\t' ? TAB_COLUMNS : 1;
	return columns;
}

/* The length of the next word; "RFC 3261 20.1" is one. */
static size_t word_length(const char *text)
{
	size_t length = strcspn(text, " ");

	if (length < 3 || strncmp(text + length - 3, "RFC", 3) != 0)
		return length;
	while (text[length] == ' ' && text[length + 1] >= '0' && text[length + 1] <= '9')
		length += 1 + strcspn(text + length + 1, " ");
	return length;
}

void emit_wrapped(FILE *f, const char *first, const char *next, const char *text)
{
	size_t column = columns_of(first);
	const char *separator = "";

	fputs(first, f);
	while (*text != '\0') {
		size_t length = word_length(text);

		if (*separator != '\0' && column + 1 + length > LINE_COLUMNS) {
			fprintf(f, "\n%s", next);
			column = columns_of(next);
			separator = "";
		}
		fprintf(f, "%s%.*s", separator, (int)length, text);
		column += strlen(separator) + length;
		separator = " ";
		text += length + strspn(text + length, " ");
	}
}

/* Samples hold such marks: a media range of any type is one. */
const char *comment_text(const char *text)
{
	char *safe = keep(2 * strlen(text) + 1), *p = safe;

	for (; *text != '\0'; text++) {
		*p++ = *text;
		if ((text[0] == '/' && text[1] == '*') || (text[0] == '*' && text[1] == '/'))
			*p++ = ' ';
	}
	return safe;
}

void emit_comment(FILE *f, const char *indent, const char *begin, const char *text)
{
	emit_wrapped(f, keep_format("%s%s ", indent, begin), keep_format("%s * ", indent),
		     comment_text(text));
	fputs(" */\n", f);
}

void emit_hash_head(FILE *f, const char *stem, const char *members, const char *zeros, bool fold)
{
	fputs("%language=ANSI-C\n%readonly-tables\n%struct-type\n%pic\n%compare-lengths\n", f);
	if (fold)
		fputs("%ignore-case\n", f);
	fputs("%define slot-name name\n", f);
	fprintf(f, "%%define initializer-suffix %s\n", zeros);
	fprintf(f, "%%define string-pool-name %s_keys\n", stem);
	fprintf(f, "%%define hash-function-name %s_hash\n", stem);
	fprintf(f, "%%define lookup-function-name %s_lookup\n", stem);
	fprintf(f, "struct %s_key {\n\tint name;\n\t%s\n};\n", stem, members);
	fprintf(f, "static const struct %s_key *%s_lookup(const char *str, size_t len);\n%%%%\n",
		stem, stem);
}
