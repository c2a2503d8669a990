/* SPDX-License-Identifier: MIT */
#ifndef SIPW_VIEW_H
#define SIPW_VIEW_H

/*
 * A message as the rules see it, gathered in one pass over its lines: which header fields stand,
 * and the first line of those that conditions ask for. Bits are header indexes.
 */

#include "message/msg.h"

struct sipw__view {
	const sipw_msg *m;
	int method; /* of the request, or of the one a response answers; 0: extension or unknown */
	const struct line *via; /* the first line each, NULL if there is none */
	const struct line *to;
	const struct line *cseq;
	const struct line *contact;
	const struct line *route;
	const struct line *expires;
	size_t contacts; /* lines */
	uint64_t seen[HEADER_WORDS]; /* fields that stand */
	uint64_t bound[HEADER_WORDS]; /* fields of which a line was built here */
	uint64_t doubled[HEADER_WORDS]; /* single fields that stand twice, the later one built here */
};

/* Where a condition fails. */
struct sipw__spot {
	const struct line *line; /* NULL: the start line */
};

void sipw__view_gather(struct sipw__view *v, const sipw_msg *m);

/* Whether a line is there and was built here, so that the rules bind it. */
static inline bool sipw__binds(const struct line *line)
{
	return line != NULL && (line->flags & LINE_BUILT) != 0;
}

/* A condition that failed at a line; returns false. */
static inline bool sipw__broken(struct sipw__spot *ret_spot, const struct line *line)
{
	ret_spot->line = line;
	return false;
}

static inline bool sipw__view_has(const struct sipw__view *v, int header)
{
	const unsigned index = sipw__header_index(header);
	return (v->seen[index / 64] >> (index % 64) & 1) != 0;
}

#endif
