/* SPDX-License-Identifier: MIT */
#include "support/bytes.h"

#include <stdio.h>
#include <stdlib.h>

unsigned char lower_byte(unsigned char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + ('a' - 'A')) : byte;
}

bool same_letters(sipw_str a, sipw_str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower_byte((unsigned char)a.ptr[i]) != lower_byte((unsigned char)b.ptr[i]))
			return false;
	return true;
}

size_t find_bytes(sipw_str whole, sipw_str part)
{
	for (size_t i = 0; part.len > 0 && i + part.len <= whole.len; i++)
		if (memcmp(whole.ptr + i, part.ptr, part.len) == 0)
			return i;
	return whole.len;
}

void text_add(struct text *text, sipw_str bytes)
{
	if (bytes.len > sizeof text->bytes - text->len) {
		fputs("text_add: too long\n", stderr);
		exit(2);
	}
	if (bytes.len > 0)
		memcpy(text->bytes + text->len, bytes.ptr, bytes.len);
	text->len += bytes.len;
}

void text_add_s(struct text *text, const char *string)
{
	text_add(text, sipw_s(string));
}

bool next_line(sipw_str *rest, sipw_str *ret_line)
{
	const sipw_str crlf = SIPW_S("\r\n");
	size_t end = find_bytes(*rest, crlf);
	if (end == rest->len)
		return false;
	*ret_line = sipw_sn(rest->ptr, end);
	*rest = sipw_sn(rest->ptr + end + 2, rest->len - end - 2);
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The length of the white space at p, and whether a line end is in it. */
static size_t white(const char *p, size_t n, bool *ret_fold)
{
	size_t i = 0;
	*ret_fold = false;
	for (;;) {
		if (i < n && is_blank(p[i])) {
			i++;
		} else if (n - i >= 3 && p[i] == '\r' && p[i + 1] == '\n' && is_blank(p[i + 2])) {
			i += 3;
			*ret_fold = true;
		} else {
			return i;
		}
	}
}

void text_add_unfolded(struct text *text, sipw_str value)
{
	bool fold;
	size_t i = white(value.ptr, value.len, &fold);
	while (i < value.len) {
		size_t n = white(value.ptr + i, value.len - i, &fold);
		if (i + n == value.len)
			break;
		if (fold)
			text_add_s(text, " ");
		else if (n > 0)
			text_add(text, sipw_sn(value.ptr + i, n));
		i += n;
		text_add(text, sipw_sn(value.ptr + i, 1));
		i++;
	}
}

size_t decode_utf8(const unsigned char *p, size_t n, uint32_t *ret_point)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t length = p[0] < 0x80 ? 1 : p[0] < 0xc0 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf8 ? 4 : 0;
	if (length == 0 || length > n)
		return 0;
	uint32_t point = length == 1 ? p[0] : p[0] & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		point = point << 6 | (p[i] & 0x3fu);
	}
	if (point < least[length] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
		return 0;
	*ret_point = point;
	return length;
}

bool is_plain_text(sipw_str bytes)
{
	for (size_t i = 0; i < bytes.len;) {
		uint32_t point = 0;
		size_t length = decode_utf8((const unsigned char *)bytes.ptr + i, bytes.len - i, &point);
		if (length == 0 || (point < 0x20 && point != '\t') || point == 0x7f)
			return false;
		i += length;
	}
	return true;
}

uint32_t next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33);
}
