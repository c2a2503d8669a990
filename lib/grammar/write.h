/* SPDX-License-Identifier: MIT */
#ifndef SIPW_GRAMMAR_WRITE_H
#define SIPW_GRAMMAR_WRITE_H

/*
 * Pieces of values that have a grammar of their own, checked while they are copied. Each takes and returns
 * the place to write at, so that an encoder ends in a call of the last one.
 */

#include "grammar/plain.h"
#include "grammar/scan.h"
#include "text/out.h"

/* The full grammar; what is not plain. */
char *sipw__out_any_uri(struct sipw__out *o, char *p, sipw_str uri, unsigned how);

/* A URI in wire form, URI_ANY or URI_REQUEST. */
HOT static inline char *sipw__out_uri(struct sipw__out *o, char *p, const sipw_str *uri, unsigned how)
{
	if (!sipw__out_fits(o, p, uri->len) || !sipw__copy_plain_uri(p, uri->ptr, uri->len))
		return sipw__out_any_uri(o, p, *uri, how);
	return p + uri->len;
}

/* A host name or address; an IPv6 address gets its brackets if it lacks them. */
char *sipw__out_host(struct sipw__out *o, char *p, sipw_str host, const struct sipw__part *part);

/* The fault of a scan over text that is a piece of a value as the writer's. Returns the line's start. */
char *sipw__out_scan_fault(struct sipw__out *o, const struct sipw__part *part, sipw_str s, const struct sipw__scan *scan);

#endif
