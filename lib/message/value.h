/* SPDX-License-Identifier: MIT */
#ifndef SIPW_VALUE_H
#define SIPW_VALUE_H

/*
 * Reading one value of a header field, in three steps: begin finds it and points a scan at it, the
 * kind's scanner fills a struct, end hands that struct over if all is right.
 */

#include "fields/kinds.h"
#include "grammar/scan.h"
#include "message/msg.h"

/* Whether quotes and brackets are bytes of a value like any other, as in a Call-ID; see
 * sipw__next_value(). */
static inline bool sipw__mere_bytes(const struct header_row *row)
{
	return row->kind == SIPW_KIND_CALL_ID;
}

/*
 * Value `index` of a header field that must be of `kind`, with somewhere to put it (`given`). The scan
 * reaches to the end of the line; where the field is a list, its value ends before a comma. Returns
 * SIPW_OK or the code of a call that is refused.
 */
int sipw__value_begin(const sipw_msg *m, int header, int kind, size_t index, bool given, struct sipw__scan *s);

/* Copies a struct into one of an older or newer caller: cut, or followed by zeros. */
void sipw__value_fit(const void *value, size_t value_size, void *ret, size_t size);

/* Whether a value that was scanned ends where one may; a misfit otherwise. */
bool sipw__value_ends(struct sipw__scan *s);

/* Hands over what a scanner made of the value, if it was `right`; else returns the fault's code. */
static inline int sipw__value_end(struct sipw__scan *s, bool right, const void *value, size_t value_size, void *ret, size_t size)
{
	if (!right || !sipw__value_ends(s))
		return s->code;
	if (size == value_size)
		memcpy(ret, value, value_size);
	else
		sipw__value_fit(value, value_size, ret, size);
	return SIPW_OK;
}

#endif
