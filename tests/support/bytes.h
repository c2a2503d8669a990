/* SPDX-License-Identifier: MIT */
#ifndef TEST_BYTES_H
#define TEST_BYTES_H

/* Bytes that tests make and take apart, by code of their own. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sipwright/base.h"

/* A slice of a literal that may hold NUL, inside tables. */
#define B(literal) { "" literal, sizeof(literal) - 1 }

static inline bool same_bytes(sipw_str a, sipw_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* ASCII letters without case; no other byte is changed. */
unsigned char lower_byte(unsigned char byte);
bool same_letters(sipw_str a, sipw_str b);

/* Where `part` first stands in `whole`, or whole.len. */
size_t find_bytes(sipw_str whole, sipw_str part);
static inline bool has_bytes(sipw_str whole, sipw_str part)
{
	return find_bytes(whole, part) < whole.len;
}

/* A growing text in a fixed buffer; more than fits ends the program. */
struct text {
	size_t len;
	char bytes[150000];
};

void text_add(struct text *text, sipw_str bytes);
void text_add_s(struct text *text, const char *string);
static inline sipw_str text_all(const struct text *text)
{
	return sipw_sn(text->bytes, text->len);
}

/* The next line of `*rest`, without its CRLF; false at the end. Only CRLF ends a line. */
bool next_line(sipw_str *rest, sipw_str *ret_line);

/* Text as a header value holds it: outer blanks dropped, folds with the blanks beside them one space. */
void text_add_unfolded(struct text *text, sipw_str value);

/* A well-formed UTF-8 text with no control character but HTAB: what a quoted string can say. */
bool is_plain_text(sipw_str bytes);

/* The code point at p..end (RFC 3629 3, 4) and its length; 0 if there is none. */
size_t decode_utf8(const unsigned char *p, size_t n, uint32_t *ret_point);

/* A row of numbers that looks random and is the same everywhere. */
uint32_t next_random(uint64_t *state);

#endif
