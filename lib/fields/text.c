/* SPDX-License-Identifier: MIT */
/* Text: Subject, Organization (TEXT-UTF8-TRIM), and values that are not interpreted (header-value);
 * RFC 3261 25.1. */
#include "fields/encode.h"

#include "text/utf8.h"

static const struct sipw__part part = { "value", "only text stands here: no control characters, well-formed UTF-8", "RFC 3261 25.1" };

static const struct sipw__part empty = { "value", "the value is empty", "RFC 3261 25.1" };

/* The bytes of header-value; `lone` admits UTF8-CONT by itself, as only header-value does. */
static bool scan_bytes(struct sipw__scan *s, uint64_t lone, sipw_str *ret)
{
	const char *start = s->at;
	while (!sipw__scan_done(s)) {
		s->at = sipw__span(s->at, s->end, CLASS_TEXT_UTF8CHAR | lone);
		size_t length = sipw__utf8_length(s->at, s->end);
		s->at += length;
		if (length == 0 && !sipw__scan_blanks(s) && !sipw__scan_done(s))
			return sipw__scan_misfit(s, part.sentence, part.source);
	}
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

bool sipw__scan_text(struct sipw__scan *s, sipw_str *ret)
{
	return scan_bytes(s, 0, ret);
}

bool sipw__scan_opaque(struct sipw__scan *s, sipw_str *ret)
{
	return scan_bytes(s, CLASS_UTF8_CONT, ret);
}

static char *put_text(struct sipw__out *o, char *p, sipw_str v, struct sipw__scan *s, bool right)
{
	if (!sipw__given(v))
		return sipw__out_bad(o, &part, v, v.ptr);
	if (!right)
		return sipw__out_scan_fault(o, &part, v, s);
	const size_t start = sipw__out_mark(o, p);
	p = sipw__out_unfolded(o, p, v, &part);
	if (sipw__out_mark(o, p) == start && !(sipw__header_rows[o->place].flags & HEADER_EMPTY))
		return sipw__out_bad(o, &empty, v, v.ptr + v.len);
	return p;
}

char *sipw__encode_text(struct sipw__out *o, char *p, sipw_str v)
{
	struct sipw__scan s = sipw__scan_of(v, o->place);
	bool right = sipw__scan_text(&s, &(sipw_str){ 0 });
	return put_text(o, p, v, &s, right);
}

char *sipw__encode_opaque(struct sipw__out *o, char *p, sipw_str v)
{
	struct sipw__scan s = sipw__scan_of(v, o->place);
	bool right = sipw__scan_opaque(&s, &(sipw_str){ 0 });
	return put_text(o, p, v, &s, right);
}
