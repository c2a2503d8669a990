/* SPDX-License-Identifier: MIT */
#ifndef SIPW_SPLIT_H
#define SIPW_SPLIT_H

/* Received bytes into lines, and a line into name and value. */

#include "message/msg.h"
#include "text/class.h"
#include "text/compiler.h"
#include "text/seek.h"

/*
 * Fills the record of the line at `at`; flags LINE_BROKEN if it is no header line. Returns where the next
 * one begins, or NULL if this one has no end: a CRLF that no blank follows (RFC 3261 7.3.1). p is `at`
 * or any place up to the first CR or LF.
 */
const char *sipw__split_line(struct line *line, const char *at, const char *p, const char *end);

/* The end alone. */
const char *sipw__split_end(const char *p, const char *end);

/* Where nobody saw the first colon of a line. */
#define COLON_UNSEEN 16

/* Fills in the name of a line with ptr and len in which each CR and LF belongs to a line end, or flags it.
 * `colon` is the place of the first one, or of none, or COLON_UNSEEN. */
void sipw__split_name(struct line *line, size_t colon);

/* Whether a line plainly ends at p, where two bytes follow. */
static inline bool sipw__split_ends(const char *p)
{
	return memcmp(p, "\r\n", 2) == 0 && (p[2] > ' ' || p[2] == '\r');
}

/*
 * The same at a glance for "Name: value" as most write it; false means nothing but "look closer". The line
 * has one CR and LF, the CRLF at `end`.
 */
static inline bool sipw__split_usual(struct line *line, const char *start, size_t colon, const char *end)
{
	const struct header_row *row;
	if (!LIKELY(colon > 0 && start + colon < end && start[colon + 2] > ' '))
		return false;
	row = sipw__header_glance(start, colon);
	if (!LIKELY(row != NULL))
		return false;
	memcpy(&line->value, &row->value, sizeof line->value + sizeof line->index + sizeof line->name_len);
	return true;
}

#endif
