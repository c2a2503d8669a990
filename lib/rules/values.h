/* SPDX-License-Identifier: MIT */
#ifndef SIPW_RULES_VALUES_H
#define SIPW_RULES_VALUES_H

/*
 * The values of a header line, decoded one after the other. A value that does not fit its grammar is
 * passed over up to the comma that ends it, if its header field is a list.
 */

#include "fields/kinds.h"
#include "grammar/scan.h"
#include "message/msg.h"

struct sipw__values {
	struct sipw__scan scan; /* after a value its code is SIPW_OK, or says what is wrong with it */
	const struct header_row *row;
	const char *start; /* of the first value */
	sipw_str text; /* of the value */
	bool more;
};

/* At the first value of a line; an empty one counts as a value. */
static inline void sipw__values_start(struct sipw__values *w, const struct line *line, sipw_str text)
{
	w->scan = sipw__scan_of(text, line->index);
	w->scan.checking = true;
	w->scan.strict = true;
	w->row = &sipw__header_rows[line->index];
	w->start = w->scan.at;
	w->more = true;
}

/* The next value, right or wrong; false after the last. Of a right one *ret is filled. */
bool sipw__values_next(struct sipw__values *w, sipw_value *ret);

#endif
