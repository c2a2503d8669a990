/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <string.h>

#include "keep.h"

static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char smalls[] = "abcdefghijklmnopqrstuvwxyz";
static const char digits[] = "0123456789";

static bool is_one_of(const char *set, int c)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static bool is_alphanum(int c)
{
	return is_one_of(capitals, c) || is_one_of(smalls, c) || is_one_of(digits, c);
}

int fold_case(int c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int raise_case(int c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

bool same_text(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

int compare_folded(const char *a, const char *b)
{
	while (*a != '\0' && fold_case(*a) == fold_case(*b)) {
		a++;
		b++;
	}
	return fold_case((unsigned char)*a) - fold_case((unsigned char)*b);
}

bool same_folded(const char *a, const char *b)
{
	return compare_folded(a, b) == 0;
}

bool is_ascii(const char *text)
{
	while (*text != '\0' && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

/* RFC 3261 25.1, token */
bool is_token(const char *text)
{
	size_t n = 0;

	while (is_alphanum((unsigned char)text[n]) || is_one_of("-.!%*_+`'~", text[n]))
		n++;
	return n > 0 && text[n] == '\0';
}

/* The length of the sequence that this byte begins, 0 when it begins none (RFC 3629 4). */
static size_t sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

unsigned next_utf8(const char **p)
{
	const unsigned char *byte = (const unsigned char *)*p;
	size_t n = sequence_length(*byte);
	unsigned c = n == 1 ? *byte : *byte & (0x7FU >> n);

	for (size_t i = 1; i < n; i++)
		c = c << 6 | (byte[i] & 0x3FU);
	*p += n;
	return c;
}

static bool is_sequence(const char *p, size_t n)
{
	static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};

	for (size_t i = 1; i < n; i++)
		if (((unsigned char)p[i] & 0xC0) != 0x80)
			return false;

	unsigned c = next_utf8(&p);

	return c >= least[n] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

bool is_utf8(const char *bytes, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t length = sequence_length((unsigned char)bytes[i]);

		if (length == 0 || length > n - i || !is_sequence(bytes + i, length))
			return false;
		i += length;
	}
	return true;
}

char *next_item(const char **list)
{
	const char *start = *list;

	if (start == NULL)
		return NULL;

	const char *comma = strchr(start, ',');
	const char *end = comma != NULL ? comma : start + strlen(start);

	*list = comma != NULL ? comma + 1 : NULL;
	while (start < end && *start == ' ')
		start++;
	while (end > start && end[-1] == ' ')
		end--;
	return keep_text(start, (size_t)(end - start));
}

static const char *c_name(const char *prefix, const char *name, int (*change)(int))
{
	char *identifier = keep_format("%s%s", prefix, name);

	for (char *p = identifier + strlen(prefix); *p != '\0'; p++)
		*p = is_alphanum((unsigned char)*p) ? (char)change(*p) : '_';
	return identifier;
}

const char *upper_name(const char *prefix, const char *name)
{
	return c_name(prefix, name, raise_case);
}

const char *lower_name(const char *prefix, const char *name)
{
	return c_name(prefix, name, fold_case);
}
