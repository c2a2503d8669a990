/* SPDX-License-Identifier: MIT */
/* The form of a parameter's value: a keyword, with a range where it may have one, or the words of
 * which it is one; a "?" at the end if it may be missing. */
#include "cells.h"

#include <stdint.h>
#include <string.h>

#include "keep.h"
#include "text.h"

/* The forms with a range, and the one they have where none is written. */
static const struct {
	const char *keyword;
	unsigned min, max;
} ranged[] = {
	{"number", 0, UINT32_MAX},
	{"digits", 1, UINT32_MAX},
	{"hex", 1, UINT32_MAX},
	{"lhex", 1, UINT32_MAX},
	{"quoted-lhex", 0, UINT32_MAX},
};

/* Up to ten digits, below 2^32; the byte behind them, or NULL. */
static const char *read_bound(const char *text, unsigned *ret)
{
	uint64_t number = 0;
	size_t n = 0;

	for (; text[n] >= '0' && text[n] <= '9' && n <= 10; n++)
		number = number * 10 + (uint64_t)(text[n] - '0');
	*ret = (unsigned)number;
	return n > 0 && n <= 10 && number <= UINT32_MAX ? text + n : NULL;
}

/* "1-48", or "8" for exactly eight. */
static bool read_bounds(const char *text, struct form *form)
{
	text = read_bound(text, &form->min);
	if (text == NULL)
		return false;
	form->max = form->min;
	if (*text == '-')
		text = read_bound(text + 1, &form->max);
	return text != NULL && *text == '\0' && form->min <= form->max;
}

static void read_keyword(const struct column *c, struct origin at, const char *text, struct form *form)
{
	const char *colon = strchr(text, ':');
	const char *keyword = colon == NULL ? text : keep_text(text, (size_t)(colon - text));
	bool has_range = false;

	read_word(c, at, keyword, &form->word);
	for (size_t i = 0; i < sizeof ranged / sizeof *ranged; i++)
		if (same_text(keyword, ranged[i].keyword)) {
			form->min = ranged[i].min;
			form->max = ranged[i].max;
			has_range = true;
		}
	if (colon != NULL && (!has_range || !read_bounds(colon + 1, form)))
		fault(at, "%s: \"%s\" is no range of \"%s\"", c->name, colon + 1, keyword);
}

/* "orig|term": tokens, with bars between them. */
static void read_words(const struct column *c, struct origin at, const char *text, struct form *form)
{
	form->words = text;
	form->word = find_word(c->words, "|");
	for (const char *word = text; word != NULL;) {
		const char *bar = strchr(word, '|');
		const char *item = keep_text(word, bar != NULL ? (size_t)(bar - word) : strlen(word));

		if (!is_token(item))
			fault(at, "%s: \"%s\" is not a token", c->name, item);
		word = bar != NULL ? bar + 1 : NULL;
	}
}

void read_form(const struct column *c, struct origin at, const char *text, void *member)
{
	struct form *form = member;
	size_t length = strlen(text);

	form->optional = length > 1 && text[length - 1] == '?';
	text = keep_text(text, length - form->optional);
	if (strchr(text, '|') != NULL)
		read_words(c, at, text, form);
	else
		read_keyword(c, at, text, form);
}
