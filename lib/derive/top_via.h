/* SPDX-License-Identifier: MIT */
#ifndef SIPW_TOP_VIA_H
#define SIPW_TOP_VIA_H

/* The first Via value of a message: it names the sender, and by its branch the transaction. */

#include "derive/frame.h"
#include "sipwright/complete.h"

struct sipw__top_via {
	const struct line *line;
	sipw_str value; /* as it stands in the line */
	sipw_via via;
};

/* Reads that of a message; false if there is none, or what is wrong with it in *s. */
bool sipw__top_via_read(const sipw_msg *input, struct sipw__top_via *ret, struct sipw__scan *s);

/* The same of an input, which must have a readable one; else an error. */
bool sipw__top_via(sipw_msg *m, const sipw_msg *input, const char *name, struct sipw__top_via *ret);

/*
 * Copies the line of the input "request". If the source is given, the first value gets received and rport
 * as they have to be (RFC 3261 18.2.1, RFC 3581 4); a received that stood there is replaced, since only
 * the receiver knows.
 */
void sipw__copy_received_via(sipw_msg *m, const struct sipw__top_via *top, sipw_str source, uint32_t port);

/* A Via of this value alone, byte by byte: the same transaction, or one that is tied to it. */
void sipw__copy_via_value(sipw_msg *m, const struct sipw__top_via *top);

/*
 * A Via of the same sender for a new transaction: with the branch that is given or, if it is absent, one
 * from the ids, and without what a receiver added.
 */
void sipw__add_via_with_branch(sipw_msg *m, const struct sipw__top_via *top, sipw_str branch, sipw_ids *ids);

#endif
