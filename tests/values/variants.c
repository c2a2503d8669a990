/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "support/bytes.h"
#include "values.h"

/* What holds at a byte: it stands in quotes, brackets or a comment, where white space is no variant. */
struct inside {
	char until; /* the byte that ends it, 0 outside */
	bool escaped; /* the byte before was a backslash in quotes or a comment */
};

static bool step_inside(struct inside *in, char c)
{
	static const char opening[] = "\"<[(", closing[] = "\">])";
	const char *open;
	if (in->escaped) {
		in->escaped = false;
	} else if (in->until == 0) {
		if (c == '\0' || (open = strchr(opening, c)) == NULL)
			return false;
		in->until = closing[open - opening];
	} else if (c == '\\' && (in->until == '"' || in->until == ')')) {
		in->escaped = true;
	} else if (c == in->until) {
		in->until = 0;
	}
	return true;
}

static void add_blanks(const struct values *file, sipw_str value, const char *before, const char *after, struct text *ret)
{
	struct inside in = { 0, false };
	ret->len = 0;
	for (size_t i = 0; i < value.len; i++) {
		const char c = value.ptr[i];
		const bool inside = !file->bytes && step_inside(&in, c);
		const bool mark = !inside && c != '\0' && strchr(file->blanks, c) != NULL;
		if (mark)
			text_add_s(ret, before);
		text_add(ret, sipw_sn(&c, 1));
		if (mark)
			text_add_s(ret, after);
	}
}

void for_each_variant(const struct values *file, const struct vector *v, variant_user *use)
{
	static const char *const blanks[][2] = {
		{ " ", " " }, { "\t ", "" }, { "", " \t" }, { "\r\n ", "" }, { "", "\r\n\t" }, { " \r\n  \r\n\t", "\t\r\n " },
	};
	static struct text text;
	for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
		add_blanks(file, v->value, blanks[i][0], blanks[i][1], &text);
		use(file, v, text_all(&text));
	}
}

void for_each_beginning(const struct values *file, const struct vector *v, variant_user *use)
{
	for (size_t n = 0; n < v->value.len; n++)
		use(file, v, sipw_sn(v->value.ptr, n));
}

/* A byte that values are made of, or any. */
static char random_byte(uint64_t *state)
{
	static const char likely[] = " \t\r\n\"\\<>(),;:=@[]{}?/*.%-+0019azAZ_~\x80\xc3\xa9\x7f";
	const uint32_t number = next_random(state);
	return number % 4 == 0 ? (char)(number >> 8) : likely[(number >> 8) % sizeof likely];
}

/* One byte more, one less, or another. */
static void change(sipw_str value, uint64_t *state, struct text *ret)
{
	const size_t at = next_random(state) % (value.len + 1);
	const uint32_t how = next_random(state) % 3;
	const size_t skip = how > 0 && at < value.len;
	const char c = random_byte(state);
	ret->len = 0;
	text_add(ret, sipw_sn(value.ptr, at));
	if (how < 2)
		text_add(ret, sipw_sn(&c, 1));
	text_add(ret, sipw_sn(value.ptr + at + skip, value.len - at - skip));
}

void for_each_accident(const struct values *file, const struct vector *v, variant_user *use)
{
	static struct text text, again;
	uint64_t state = (uint64_t)file->kind << 32 | (uint64_t)v->line;
	for (int i = 0; i < 48; i++) {
		change(v->value, &state, &text);
		use(file, v, text_all(&text));
		change(text_all(&text), &state, &again);
		use(file, v, text_all(&again));
	}
}

void for_each_noise(const struct values *file, const struct vector *v, variant_user *use)
{
	static char bytes[48];
	uint64_t state = (uint64_t)v->header;
	for (int i = 0; i < 256; i++) {
		const size_t n = next_random(&state) % sizeof bytes;
		for (size_t k = 0; k < n; k++)
			bytes[k] = random_byte(&state);
		use(file, v, sipw_sn(bytes, n));
	}
}

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The byte at `at` 65536 times. */
static void stretch(sipw_str value, size_t at, struct text *ret)
{
	ret->len = 0;
	text_add(ret, sipw_sn(value.ptr, at));
	for (unsigned i = 0; i < 65536; i++)
		text_add(ret, sipw_sn(value.ptr + at, 1));
	text_add(ret, sipw_sn(value.ptr + at + 1, value.len - at - 1));
}

void for_each_length(const struct values *file, const struct vector *v, variant_user *use)
{
	static struct text text;
	for (size_t i = 0; i < v->value.len; i++) {
		if (!is_alnum(v->value.ptr[i]) || (i > 0 && is_alnum(v->value.ptr[i - 1])))
			continue;
		stretch(v->value, i, &text);
		use(file, v, text_all(&text));
	}
}
