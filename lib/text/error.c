/* SPDX-License-Identifier: MIT */
/* Errors as text, and the library's version. */
#include "sipwright/error.h"

#include "sipwright/lookup.h"
#include "text/buffer.h"
#include "text/number.h"

const char *sipw_version(void)
{
	return SIPW_VERSION;
}

const char *sipw_err_name(int code)
{
	static const char names[][20] = {
		"SIPW_OK",       "SIPW_ERR_SPACE",    "SIPW_ERR_MEMORY", "SIPW_ERR_LIMIT",   "SIPW_ERR_SYNTAX",
		"SIPW_ERR_RANGE", "SIPW_ERR_RULE",     "SIPW_ERR_ARGUMENT", "SIPW_ERR_STATE", "SIPW_ERR_ENTROPY",
	};
	const int count = sizeof names / sizeof names[0];
	if (code >= 0)
		return names[0];
	return code > -count ? names[-code] : "unknown error";
}

static void put_number(struct sipw__buffer *b, size_t number)
{
	char digits[DIGITS64];
	sipw__buffer_put(b, sipw_sn(digits, (size_t)(sipw__write_decimal(digits, number) - digits)));
}

static void put_byte(struct sipw__buffer *b, int byte)
{
	static const char hex[] = "0123456789abcdef";
	const char text[] = { '0', 'x', hex[byte >> 4 & 15], hex[byte & 15] };
	sipw__buffer_put(b, sipw_s("byte "));
	sipw__buffer_put(b, sipw_sn(text, sizeof text));
}

static void put_input(struct sipw__buffer *b, const sipw_error *e)
{
	if (e->input == NULL)
		return;
	sipw__buffer_put(b, sipw_s(e->input));
	if (e->nth > 0) {
		sipw__buffer_put(b, sipw_s(" "));
		put_number(b, e->nth);
	}
	sipw__buffer_put(b, sipw_s(": "));
}

static void put_place(struct sipw__buffer *b, const sipw_error *e)
{
	const sipw_str name = sipw_header_name(e->header);
	if (name.ptr != NULL)
		sipw__buffer_put(b, name);
	if (name.ptr != NULL && e->field != NULL)
		sipw__buffer_put(b, sipw_s(" "));
	if (e->field != NULL)
		sipw__buffer_put(b, sipw_s(e->field));
	if (name.ptr != NULL || e->field != NULL)
		sipw__buffer_put(b, sipw_s(": "));
	if (e->code != SIPW_ERR_SYNTAX)
		return;
	if (e->byte >= 0)
		put_byte(b, e->byte);
	else
		sipw__buffer_put(b, sipw_s("the end"));
	sipw__buffer_put(b, sipw_s(" at "));
	put_number(b, e->offset);
	sipw__buffer_put(b, sipw_s(": "));
}

ptrdiff_t sipw_error_text(const sipw_error *error, char *out, size_t cap)
{
	struct sipw__buffer b = sipw__buffer_of(out, cap);
	put_input(&b, error);
	put_place(&b, error);
	sipw__buffer_put(&b, sipw_s(error->sentence != NULL ? error->sentence : sipw_err_name(error->code)));
	if (error->source != NULL) {
		sipw__buffer_put(&b, sipw_s(" ["));
		sipw__buffer_put(&b, sipw_s(error->source));
		sipw__buffer_put(&b, sipw_s("]"));
	}
	return sipw__buffer_end(&b);
}
