/* SPDX-License-Identifier: MIT */
/* Telephone numbers that are the same (RFC 3966 4). */
#include "grammar/escape.h"
#include "grammar/names.h"
#include "grammar/tel.h"

static bool is_global(sipw_str number)
{
	return number.len > 0 && number.ptr[0] == '+';
}

/* Digit by digit, without visual separators and case. */
static bool same_digits(sipw_str a, sipw_str b)
{
	const char *p = a.ptr, *q = b.ptr, *p_end = p + a.len, *q_end = q + b.len;
	for (;;) {
		const unsigned x = sipw__tel_digit(&p, p_end), y = sipw__tel_digit(&q, q_end);
		if (x != y)
			return false;
		if (x == 0)
			return true;
	}
}

static bool same_text(sipw_str a, sipw_str b)
{
	return sipw__same_octets_nocase(a, b, CLASS_RESERVED);
}

/* A domain is compared as a host name. */
static bool same_context(sipw_str a, sipw_str b)
{
	return is_global(a) && is_global(b) ? same_digits(a, b) : same_text(a, b);
}

/* Both have it, and it is the same, or neither has it. */
static bool same_field(sipw_str a, sipw_str b, bool (*same)(sipw_str a, sipw_str b))
{
	return sipw__given(a) == sipw__given(b) && (!sipw__given(a) || same(a, b));
}

/* The same names with the same values; a name that only one of them has makes a difference. */
static bool same_params(sipw_str a, sipw_str b)
{
	struct sipw__names names;
	sipw_str values[NAMES_MAX];
	struct sipw__tel_param param;
	unsigned n = 0;
	sipw__names_start(&names, true);
	while (sipw__tel_next_other(&a, &param) && sipw__names_add(&names, param.name))
		values[names.n - 1] = param.value;
	while (sipw__tel_next_other(&b, &param)) {
		const unsigned at = sipw__names_find(&names, param.name);
		if (at == names.n || !same_field(values[at], param.value, same_text))
			return false;
		n++;
	}
	return n == names.n;
}

bool sipw_tel_equal(const sipw_tel *a, const sipw_tel *b)
{
	return a != NULL && b != NULL && a->number.len > 0 && b->number.len > 0 &&
	       is_global(a->number) == is_global(b->number) && same_digits(a->number, b->number) &&
	       same_field(a->ext, b->ext, same_digits) && same_field(a->isub, b->isub, same_text) &&
	       same_field(a->context, b->context, same_context) && same_params(a->params, b->params);
}
