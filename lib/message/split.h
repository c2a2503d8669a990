/* SPDX-License-Identifier: MIT */
#ifndef SIPW_SPLIT_H
#define SIPW_SPLIT_H

/* Received bytes into lines, and a line into name and value. */

#include "message/msg.h"
#include "text/class.h"
#include "text/seek.h"

enum {
	SPLIT_FOLDED = 1, /* the line goes on over a line end */
	SPLIT_BARE = 2 /* a CR or LF in it ends no line */
};

/* Behind the CRLF that ends the line at p, its continuations included; NULL if none comes before `end`.
 * Adds to *found what was met. */
static inline const char *sipw__split_line(const char *p, const char *end, unsigned *found)
{
	for (;;) {
		p = sipw__seek(p, end, '\r', '\n');
		if (end - p < 2)
			return NULL;
		if (p[0] != '\r' || p[1] != '\n') {
			*found |= SPLIT_BARE;
			p++;
			continue;
		}
		p += 2;
		if (p == end || !sipw__is(*p, CLASS_WSP))
			return p;
		*found |= SPLIT_FOLDED;
	}
}

/* message-header = field-name HCOLON field-value CRLF (RFC 3261 25.1). Fills index, name_len and value
 * of a line with ptr and len; false if it is broken. Only an unknown name has to be looked at. */
static inline bool sipw__split_name(struct line *line)
{
	const char *end = line->ptr + line->len - 2;
	const char *colon = sipw__seek(line->ptr, end, ':', ':');
	const char *name_end = colon;
	while (name_end > line->ptr && sipw__is(name_end[-1], CLASS_WSP))
		name_end--;
	const sipw_str name = sipw_sn(line->ptr, (size_t)(name_end - line->ptr));
	if (colon == end || name.len == 0 || name.len > UINT16_MAX)
		return false;
	line->index = (uint16_t)sipw__header_index(sipw_header_find(name));
	if (line->index == 0 && !sipw__all(name.ptr, name.len, CLASS_TOKEN))
		return false;
	const char *value = colon + 1;
	while (value < end && sipw__is(*value, CLASS_LWS))
		value++;
	line->name_len = (uint16_t)name.len;
	line->value = (uint32_t)(value - line->ptr);
	return true;
}

#endif
