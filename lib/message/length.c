/* SPDX-License-Identifier: MIT */
#include "message/length.h"

#include "text/class.h"
#include "text/compiler.h"
#include "text/number.h"

COLD static void break_at(struct sipw__length *length, const char *fault, int code, const char *sentence)
{
	if (length->state == SIPW_LENGTH_BROKEN)
		return;
	length->state = SIPW_LENGTH_BROKEN;
	length->number = 0;
	length->fault = fault;
	length->code = code;
	length->sentence = sentence;
}

COLD static void break_value(struct sipw__length *length, sipw_str value)
{
	const char *digits_end = sipw__span(value.ptr, value.ptr + value.len, CLASS_DIGIT);
	if (value.len > 0 && digits_end == value.ptr + value.len)
		break_at(length, value.ptr, SIPW_ERR_RANGE, "the number is outside its range");
	else
		break_at(length, digits_end, SIPW_ERR_SYNTAX, "only digits stand here");
}

/* The number of a line that has nothing else, few digits and then its CRLF; false: look closer. */
static inline bool read_usual(const struct line *line, uint64_t *ret_number)
{
	const char *p = line->ptr + line->value, *end = line->ptr + line->len - 2;
	uint64_t number = 0;
	if (p == end || end - p > 9)
		return false;
	for (; p < end; p++) {
		const unsigned digit = (unsigned)(unsigned char)*p - '0';
		if (digit > 9)
			return false;
		number = number * 10 + digit;
	}
	*ret_number = number;
	return true;
}

void sipw__length_add(struct sipw__length *length, const struct line *line)
{
	uint64_t number = 0;
	if (!read_usual(line, &number) && !sipw__read_number(sipw__line_value(line), UINT64_MAX, &number)) {
		break_value(length, sipw__line_value(line));
	} else if (length->state == SIPW_LENGTH_NONE) {
		length->state = SIPW_LENGTH_GIVEN;
		length->number = number;
	} else if (length->number != number) {
		break_at(length, line->ptr + line->value, SIPW_ERR_SYNTAX, "another length was stated before");
	}
}

sipw_error sipw__length_error(const struct sipw__length *length, sipw_str bytes)
{
	const size_t offset = (size_t)(length->fault - bytes.ptr);
	return (sipw_error){
		.code = length->code,
		.header = SIPW_HDR_CONTENT_LENGTH,
		.offset = offset,
		.byte = (unsigned char)bytes.ptr[offset],
		.sentence = length->sentence,
		.source = "RFC 3261 20.14",
	};
}
