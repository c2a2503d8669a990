/* SPDX-License-Identifier: MIT */
#include "text.h"

/* The lead bytes of UTF-8 in rising order, the length they announce and what the second byte may
 * be; the others are 80 to BF. Overlong forms, surrogates and what is over 10FFFF have no row. */
static const struct {
	unsigned char first, last, length, low, high;
} leads[] = {
	{ 0x00, 0x7f, 1, 0, 0 },       { 0xc2, 0xdf, 2, 0x80, 0xbf }, { 0xe0, 0xe0, 3, 0xa0, 0xbf },
	{ 0xe1, 0xec, 3, 0x80, 0xbf }, { 0xed, 0xed, 3, 0x80, 0x9f }, { 0xee, 0xef, 3, 0x80, 0xbf },
	{ 0xf0, 0xf0, 4, 0x90, 0xbf }, { 0xf1, 0xf3, 4, 0x80, 0xbf }, { 0xf4, 0xf4, 4, 0x80, 0x8f },
};

#define LEAD_COUNT (sizeof leads / sizeof leads[0])

static unsigned byte_at(sipw_str text, size_t index)
{
	return (unsigned char)text.ptr[index];
}

static bool continues(sipw_str text, size_t length, unsigned low, unsigned high)
{
	if (length > text.len)
		return false;
	for (size_t i = 1; i < length; i++) {
		if (byte_at(text, i) < low || byte_at(text, i) > high)
			return false;
		low = 0x80;
		high = 0xbf;
	}
	return true;
}

size_t utf8_length(sipw_str text)
{
	if (text.len == 0)
		return 0;
	size_t i = 0;
	while (i < LEAD_COUNT && byte_at(text, 0) > leads[i].last)
		i++;
	if (i == LEAD_COUNT || byte_at(text, 0) < leads[i].first)
		return 0;
	return continues(text, leads[i].length, leads[i].low, leads[i].high) ? leads[i].length : 0;
}

bool is_utf8_text(sipw_str text)
{
	while (text.len > 0) {
		const size_t length = utf8_length(text);
		if (length == 0 || text.ptr[0] == '\0')
			return false;
		text = sipw_sn(text.ptr + length, text.len - length);
	}
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

sipw_str trim(sipw_str text)
{
	while (text.len > 0 && is_blank(text.ptr[0]))
		text = sipw_sn(text.ptr + 1, text.len - 1);
	while (text.len > 0 && is_blank(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

bool parse_number(sipw_str text, uint64_t max, uint64_t *ret)
{
	uint64_t number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		const unsigned digit = (unsigned)(text.ptr[i] - '0');
		if (digit > max || number > (max - digit) / 10)
			return false;
		number = number * 10 + digit;
	}
	if (text.len == 0)
		return false;
	*ret = number;
	return true;
}

char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

bool same_nocase(sipw_str a, sipw_str b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++)
		if (upper(a.ptr[i]) != upper(b.ptr[i]))
			return false;
	return a.len == b.len;
}
