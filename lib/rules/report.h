/* SPDX-License-Identifier: MIT */
#ifndef SIPW_REPORT_H
#define SIPW_REPORT_H

/* Findings on their way to who asked for them. */

#include "rules/view.h"
#include "sipwright/check.h"

struct sipw__report {
	const struct sipw__view *view;
	const struct line *record; /* the line of the message that is looked at; NULL: none any more */
	sipw_visit *visit; /* or NULL */
	void *ctx;
	int errors; /* so far */
	const struct transport_row *transport; /* of the first Via value; NULL: unknown so far, or another one */
	sipw_str history_index; /* for history-order: of the History-Info value before; absent before the first */
	unsigned identities[2]; /* for the condition of that name: what P-Asserted- and P-Preferred-Identity had */
};

/* Reports what is wrong at a byte of a line, which is the record or stands in it; NULL for the line:
 * with the message as a whole. A byte at or behind the end of the line's value is none: something is
 * missing there. */
void sipw__report(struct sipw__report *r, const struct line *line, const char *byte, sipw_finding finding);

#endif
