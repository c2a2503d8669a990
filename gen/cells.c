/* SPDX-License-Identifier: MIT */
#include "cells.h"

#include <string.h>

#include "keep.h"
#include "text.h"

static void read_range(const struct column *c, struct origin at, const char *text, size_t min,
		       int *member)
{
	size_t number = 0, n = 0;

	/* stops growing at the first value out of range, so that it cannot overflow */
	for (; text[n] >= '0' && text[n] <= '9' && number <= c->max; n++)
		number = number * 10 + (size_t)(text[n] - '0');
	if (number <= c->max && (n == 0 || text[n] != '\0'))
		fault(at, "%s: \"%s\" is not a number", c->name, text);
	else if (number < min || number > c->max)
		fault(at, "%s: %s is not in the range of %zu to %zu", c->name, text, min, c->max);
	else
		*member = (int)number;
}

void read_id(const struct column *c, struct origin at, const char *text, void *member)
{
	read_range(c, at, text, 1, member);
}

void read_code(const struct column *c, struct origin at, const char *text, void *member)
{
	read_range(c, at, text, CODE_FIRST, member);
}

static void store_text(const struct column *c, struct origin at, const char *text, void *member)
{
	size_t length = strlen(text);

	if (length > c->max)
		fault(at, "%s: %zu bytes, at most %zu are possible", c->name, length, c->max);
	*(const char **)member = text;
}

void read_token(const struct column *c, struct origin at, const char *text, void *member)
{
	if (!is_token(text))
		fault(at, "%s: \"%s\" is not a token", c->name, text);
	store_text(c, at, text, member);
}

void read_c_name(const struct column *c, struct origin at, const char *text, void *member)
{
	if ((*text >= '0' && *text <= '9') || !same_text(text, lower_name("", text)))
		fault(at, "%s: \"%s\" is not a C name in lower case", c->name, text);
	store_text(c, at, text, member);
}

void read_text(const struct column *c, struct origin at, const char *text, void *member)
{
	store_text(c, at, text, member);
}

void read_ascii(const struct column *c, struct origin at, const char *text, void *member)
{
	if (!is_ascii(text))
		fault(at, "%s: only ASCII can stand here", c->name);
	store_text(c, at, text, member);
}

/* "RFC3261 20.1", one word a document so that it cannot break, is shown as "RFC 3261 20.1". */
void read_source(const struct column *c, struct origin at, const char *text, void *member)
{
	char *shown = keep(2 * strlen(text) + 1), *p = shown;

	for (const char *s = text; *s != '\0'; s++) {
		*p++ = *s;
		if (s - text >= 2 && strncmp(s - 2, "RFC", 3) == 0 && s[1] >= '0' && s[1] <= '9')
			*p++ = ' ';
	}
	read_ascii(c, at, shown, member);
}

void read_letter(const struct column *c, struct origin at, const char *text, void *member)
{
	if (text[0] < 'a' || text[0] > 'z' || text[1] != '\0')
		fault(at, "%s: \"%s\" is not a letter of a to z", c->name, text);
	else
		*(int *)member = text[0];
}

int find_word(const struct word *words, const char *text)
{
	for (int i = 0; words[i].text != NULL; i++)
		if (strcmp(words[i].text, text) == 0)
			return i;
	return -1;
}

static int expect_word(const struct column *c, struct origin at, const char *text)
{
	int word = find_word(c->words, text);

	if (word < 0)
		fault(at, "%s: unknown keyword \"%s\"", c->name, text);
	return word;
}

void read_word(const struct column *c, struct origin at, const char *text, void *member)
{
	int word = expect_word(c, at, text);

	if (word >= 0)
		*(int *)member = word;
}

void read_flags(const struct column *c, struct origin at, const char *text, void *member)
{
	unsigned *bits = member;

	for (char *item; (item = next_item(&text)) != NULL;) {
		int word = expect_word(c, at, item);

		if (word < 0)
			continue;
		if ((*bits >> word & 1) != 0)
			fault(at, "%s: \"%s\" twice", c->name, item);
		*bits |= 1U << word;
	}
}

void read_presence(const struct column *c, struct origin at, const char *text, void *member)
{
	int word = find_word(c->words, text);

	if (word < 0)
		fault(at, "%s: unknown cell \"%s\"", c->name, text);
	else
		*(unsigned char *)member = (unsigned char)word;
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *digit = c != '\0' ? strchr(digits, c) : NULL;

	return digit != NULL ? (int)(digit - digits) : -1;
}

static int hex_byte(const char *text)
{
	int high = hex_digit(text[0]);
	int low = high < 0 ? -1 : hex_digit(text[1]);

	return low < 0 ? -1 : high * 16 + low;
}

/* "41" or "41-5A" */
static bool read_byte_range(const char *text, int *first, int *last)
{
	size_t length = strlen(text);

	*first = hex_byte(text);
	*last = *first;
	if (*first >= 0 && length == 5 && text[2] == '-')
		*last = hex_byte(text + 3);
	else if (length != 2)
		return false;
	return *first >= 0 && *last >= *first;
}

static bool add_bytes(bool *members, int first, int last)
{
	for (int byte = first; byte <= last; byte++) {
		if (members[byte])
			return false;
		members[byte] = true;
	}
	return true;
}

void read_bytes(const struct column *c, struct origin at, const char *text, void *member)
{
	for (size_t length; *text != '\0'; text += length + strspn(text + length, " ")) {
		int first, last;

		length = strcspn(text, " ");

		const char *range = keep_text(text, length);

		if (!read_byte_range(range, &first, &last))
			fault(at, "%s: \"%s\" is not a range of bytes", c->name, range);
		else if (!add_bytes(member, first, last))
			fault(at, "%s: %s was there before", c->name, range);
	}
}
