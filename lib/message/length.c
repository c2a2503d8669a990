/* SPDX-License-Identifier: MIT */
#include "message/length.h"

#include "text/class.h"
#include "text/number.h"

static void break_at(struct sipw__length *length, const char *fault, int code, const char *sentence)
{
	if (length->state == SIPW_LENGTH_BROKEN)
		return;
	length->state = SIPW_LENGTH_BROKEN;
	length->number = 0;
	length->fault = fault;
	length->code = code;
	length->sentence = sentence;
}

void sipw__length_add(struct sipw__length *length, sipw_str value)
{
	const char *end = value.ptr + value.len;
	const char *digits_end = sipw__span(value.ptr, end, CLASS_DIGIT);
	uint64_t number;
	if (digits_end < end || value.len == 0)
		break_at(length, digits_end, SIPW_ERR_SYNTAX, "only digits stand here");
	else if (!sipw__read_number(value, UINT64_MAX, &number))
		break_at(length, value.ptr, SIPW_ERR_RANGE, "the number is outside its range");
	else if (length->state == SIPW_LENGTH_GIVEN && length->number != number)
		break_at(length, value.ptr, SIPW_ERR_SYNTAX, "another length was stated before");
	else if (length->state != SIPW_LENGTH_BROKEN)
		*length = (struct sipw__length){ .state = SIPW_LENGTH_GIVEN, .number = number };
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
