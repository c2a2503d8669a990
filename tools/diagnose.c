/* SPDX-License-Identifier: MIT */
#include "diagnose.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "text.h"

/* Columns of an argument shown before the caret, and in all. */
#define BEFORE_CARET 50
#define EXCERPT 70

/* One character of a text, or one byte that is none, as it is shown. */
struct glyph {
	size_t length; /* bytes of the text it stands for */
	size_t width;  /* columns it takes */
	char text[5];
};

/* C1 controls are characters of UTF-8, but a terminal may obey them. */
static bool is_control(sipw_str text)
{
	const unsigned char first = (unsigned char)text.ptr[0];
	if (first == 0xc2)
		return (unsigned char)text.ptr[1] < 0xa0;
	return first < 0x20 || first == 0x7f;
}

static void escape(struct glyph *glyph, unsigned char byte)
{
	static const char letters[][2] = { { '\r', 'r' }, { '\n', 'n' }, { '\t', 't' } };
	snprintf(glyph->text, sizeof glyph->text, "\\x%02x", byte);
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (letters[i][0] == (char)byte)
			snprintf(glyph->text, sizeof glyph->text, "\\%c", letters[i][1]);
	glyph->width = strlen(glyph->text);
}

/* The glyph a text that is not empty begins with. */
static struct glyph first_glyph(sipw_str text)
{
	struct glyph glyph = { .length = utf8_length(text), .width = 1 };
	if (glyph.length > 0 && !is_control(text)) {
		memcpy(glyph.text, text.ptr, glyph.length);
		return glyph;
	}
	glyph.length = 1;
	escape(&glyph, (unsigned char)text.ptr[0]);
	return glyph;
}

static sipw_str rest_of(sipw_str text, size_t skipped)
{
	return sipw_sn(text.ptr + skipped, text.len - skipped);
}

const char *show(char out[SHOWN_SIZE], sipw_str text)
{
	size_t used = 0;
	while (text.len > 0) {
		const struct glyph glyph = first_glyph(text);
		const size_t size = strlen(glyph.text);
		if (used + size > SHOWN_SIZE - sizeof "...")
			break;
		memcpy(out + used, glyph.text, size);
		used += size;
		text = rest_of(text, glyph.length);
	}
	memcpy(out + used, text.len > 0 ? "..." : "", text.len > 0 ? sizeof "..." : 1);
	return out;
}

void complain(const char *format, ...)
{
	va_list arguments;
	fputs("sipwright: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	putc('\n', stderr);
}

static const char *sentence_of(const sipw_error *error)
{
	return error->sentence != NULL ? error->sentence : sipw_err_name(error->code);
}

static void print_source(const sipw_error *error)
{
	if (error->source != NULL)
		fprintf(stderr, " [%s]", error->source);
	putc('\n', stderr);
}

void complain_error(const char *place, const sipw_error *error)
{
	fprintf(stderr, "sipwright: %s: %s", place, sentence_of(error));
	print_source(error);
}

/* Columns that the text takes up to a byte. */
static size_t width_before(sipw_str text, size_t offset)
{
	size_t width = 0;
	size_t at = 0;
	while (at < text.len) {
		const struct glyph glyph = first_glyph(rest_of(text, at));
		if (at + glyph.length > offset)
			break;
		at += glyph.length;
		width += glyph.width;
	}
	return width;
}

/* Leaves out so much of the beginning that the column at *width comes near enough. */
static sipw_str cut_front(sipw_str text, size_t *width)
{
	while (*width > BEFORE_CARET) {
		const struct glyph glyph = first_glyph(text);
		text = rest_of(text, glyph.length);
		*width -= glyph.width;
	}
	return text;
}

void print_excerpt(FILE *f, sipw_str text, size_t offset)
{
	size_t caret = width_before(text, offset);
	const sipw_str start = cut_front(text, &caret);
	const char *dots = start.ptr > text.ptr ? "..." : "";
	size_t width = 0;
	fprintf(f, "    %s", dots);
	for (text = start; text.len > 0 && width < EXCERPT;) {
		const struct glyph glyph = first_glyph(text);
		fputs(glyph.text, f);
		width += glyph.width;
		text = rest_of(text, glyph.length);
	}
	fputs(text.len > 0 ? "...\n" : "\n", f);
	fprintf(f, "    %*s^\n", (int)(strlen(dots) + caret), "");
}

void complain_at(const char *place, sipw_str argument, sipw_str part, const sipw_error *error)
{
	if (error->code != SIPW_ERR_SYNTAX && error->code != SIPW_ERR_RANGE) {
		complain_error(place, error);
		return;
	}
	const size_t offset = (size_t)(part.ptr - argument.ptr) + error->offset;
	fprintf(stderr, "sipwright: %s: column %zu: ", place, offset + 1);
	if (error->byte >= 0)
		fprintf(stderr, "byte 0x%02x: ", (unsigned)error->byte);
	fputs(sentence_of(error), stderr);
	print_source(error);
	if (argument.len > 0)
		print_excerpt(stderr, argument, offset);
}
