/* SPDX-License-Identifier: MIT */
/* Errors as text, and the library's version. */
#include "sipwright/error.h"

#include "sipwright/lookup.h"
#include "text/copy.h"
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

/* Counts every byte, and writes those that fit. */
struct text {
	char *out;
	size_t cap;
	size_t n;
};

static void put(struct text *t, sipw_str s)
{
	if (t->n <= t->cap && s.len <= t->cap - t->n)
		sipw__copy(t->out + t->n, s.ptr, s.len);
	t->n += s.len;
}

static void put_number(struct text *t, size_t number)
{
	char digits[DIGITS64];
	put(t, sipw_sn(digits, (size_t)(sipw__write_decimal(digits, number) - digits)));
}

static void put_byte(struct text *t, int byte)
{
	static const char hex[] = "0123456789abcdef";
	const char text[] = { '0', 'x', hex[byte >> 4 & 15], hex[byte & 15] };
	put(t, sipw_s("byte "));
	put(t, sipw_sn(text, sizeof text));
}

static void put_place(struct text *t, const sipw_error *e)
{
	const sipw_str name = sipw_header_name(e->header);
	if (name.ptr != NULL)
		put(t, name);
	if (name.ptr != NULL && e->field != NULL)
		put(t, sipw_s(" "));
	if (e->field != NULL)
		put(t, sipw_s(e->field));
	if (name.ptr != NULL || e->field != NULL)
		put(t, sipw_s(": "));
	if (e->code != SIPW_ERR_SYNTAX)
		return;
	if (e->byte >= 0)
		put_byte(t, e->byte);
	else
		put(t, sipw_s("the end"));
	put(t, sipw_s(" at "));
	put_number(t, e->offset);
	put(t, sipw_s(": "));
}

ptrdiff_t sipw_error_text(const sipw_error *error, char *out, size_t cap)
{
	struct text t = { out, out == NULL ? 0 : cap, 0 };
	put_place(&t, error);
	put(&t, sipw_s(error->sentence != NULL ? error->sentence : sipw_err_name(error->code)));
	if (error->source != NULL) {
		put(&t, sipw_s(" ["));
		put(&t, sipw_s(error->source));
		put(&t, sipw_s("]"));
	}
	if (out == NULL && cap == 0)
		return (ptrdiff_t)t.n;
	return t.n <= t.cap ? (ptrdiff_t)t.n : SIPW_ERR_SPACE;
}
