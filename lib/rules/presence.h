/* SPDX-License-Identifier: MIT */
#ifndef SIPW_RULES_PRESENCE_H
#define SIPW_RULES_PRESENCE_H

/* For the checker: which header fields must or should stand in a message, must not, or once only. */

#include "rules/report.h"

struct sipw__presence {
	const struct cell_set *must; /* NULL: the start line is broken, and little can be said */
	const struct cell_set *table;
	uint64_t absent[HEADER_WORDS]; /* what either wants absent */
	uint64_t met[HEADER_WORDS]; /* the fields of the lines so far, and Content-Length if it is computed */
};

void sipw__presence_start(struct sipw__presence *p, const struct sipw__view *v);

/* Reports a line that must not stand here, or that stands again. */
void sipw__presence_fault(const struct sipw__presence *p, struct sipw__report *r, const struct line *line);

/* The same, if there is anything to report; lines come in order. */
static inline void sipw__presence_line(struct sipw__presence *p, struct sipw__report *r, const struct line *line)
{
	const unsigned w = line->index / 64;
	const uint64_t bit = UINT64_C(1) << (line->index % 64);
	if ((p->absent[w] | (p->met[w] & sipw__header_single[w])) & bit)
		sipw__presence_fault(p, r, line);
	p->met[w] |= bit;
}

/* Reports what is missing, after all lines. */
void sipw__presence_end(const struct sipw__presence *p, struct sipw__report *r);

#endif
