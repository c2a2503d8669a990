/* SPDX-License-Identifier: MIT */
#ifndef SIPW_AGAIN_H
#define SIPW_AGAIN_H

/* A request that was sent, as another transaction: with another branch, one more in CSeq, and all other
 * lines byte by byte, unless somebody makes something else of them. */

#include "derive/top_via.h"
#include "sipwright/retry.h"

struct sipw__again {
	sipw_msg *m;
	const sipw_msg *first; /* that was sent */
	const char *name; /* what errors call it */
	const sipw_retry_options *options; /* of which those that are about Via and CSeq are used here */
	const sipw_extras *extras; /* a body among them takes the place of the first one's */
	bool without_body; /* even if there is no other one */
	/* Makes something else of a line, or nothing: true. NULL: of none. */
	bool (*change)(struct sipw__again *a, const struct line *line);
	void *ctx; /* for `change` */
	struct sipw__top_via top;
	sipw_cseq cseq;
};

/* Reads what is needed of `first`; else an error. Target and options are there. */
bool sipw__again_begin(struct sipw__again *a);

/* The request line: the same, or to another URI, which is right. */
void sipw__again_start(struct sipw__again *a, sipw_str uri);

/* The lines and the body. */
void sipw__again_lines(struct sipw__again *a);

/* The extras; what the request has cannot be added either. */
void sipw__again_extras(struct sipw__again *a, const uint16_t *reserved);

/*
 * A Contact line with changed values, a line for each; false if `change` changes none of them. One that
 * is not readable stays as it is.
 */
bool sipw__again_contacts(struct sipw__again *a, const struct line *line,
			  bool (*change)(struct sipw__again *a, sipw_contact *contact));

#endif
