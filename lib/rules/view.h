/* SPDX-License-Identifier: MIT */
#ifndef SIPW_VIEW_H
#define SIPW_VIEW_H

/*
 * A message as the rules see it: the method it belongs to, and which header fields the rules bind.
 */

#include "message/msg.h"

struct sipw__view {
	const sipw_msg *m;
	int method; /* of the request, or of the one a response answers; 0: extension or unknown */
	const struct line *cseq; /* the first lines of the fields that most conditions ask for, or NULL */
	const struct line *contact;
	bool built; /* the start line was built here: fields that must stand are missed */
	const uint64_t *bound; /* fields of which a line was built here, a bit a header index */
	uint64_t found[HEADER_WORDS]; /* where `bound` points if they are not just all that stand */
};

/* Where a condition fails. */
struct sipw__spot {
	const struct line *line; /* NULL: the start line */
};

/* The first condition of severity error that does not hold, with its place; 0 if all do. */
int sipw__first_broken(const struct sipw__view *v, struct sipw__spot *ret_spot);

void sipw__view_gather(struct sipw__view *v, const sipw_msg *m);

/* The first line of a standard header field; NULL if there is none. */
static inline const struct line *sipw__first(const struct sipw__view *v, unsigned index)
{
	if ((v->m->seen[index / 64] >> (index % 64) & 1) == 0)
		return NULL;
	return sipw__line(v->m, sipw__line_of(v->m, index, 1));
}


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

static inline bool sipw__stands_again(const struct sipw__view *v, unsigned index)
{
	return (v->m->repeated[index / 64] >> (index % 64) & 1) != 0;
}

#endif
