/* SPDX-License-Identifier: MIT */
#include "grammar/scan.h"

#include "text/utf8.h"

/* One element of quoted-string or comment that is no plain byte: an escaped byte, a UTF-8
 * sequence, a line end that is part of LWS. */
static bool skip_special(struct sipw__scan *s)
{
	const char *source = "RFC 3261 25.1";
	if (sipw__scan_done(s))
		return sipw__scan_misfit(s, "the closing mark is missing", source);
	if (*s->at == '\\') {
		s->at++;
		if (sipw__scan_done(s) || !sipw__is(*s->at, CLASS_QUOTED_PAIR_OCTET))
			return sipw__scan_misfit(s, "this byte cannot be escaped", source);
		s->at++;
		return true;
	}
	if (*s->at == '\r' && sipw__scan_blanks(s))
		return true;
	size_t length = sipw__utf8_length(s->at, s->end);
	if (length == 0)
		return sipw__scan_misfit(s, "only text stands here: no control characters, well-formed UTF-8", source);
	s->at += length;
	return true;
}

bool sipw__scan_quoted_element(struct sipw__scan *s)
{
	const char *start = s->at;
	s->at = sipw__span(start, s->end, CLASS_QDTEXT | CLASS_WSP);
	if (s->at > start)
		return true;
	return sipw__scan_sees(s, '"') ? sipw__scan_misfit(s, "a quote ends the quoted string here", "RFC 3261 25.1") : skip_special(s);
}

bool sipw__scan_quoted(struct sipw__scan *s, sipw_str *ret)
{
	if (!sipw__scan_char(s, '"', "a quoted string is expected here", "RFC 3261 25.1"))
		return false;
	const char *start = s->at;
	for (;;) {
		s->at = sipw__span(s->at, s->end, CLASS_QDTEXT | CLASS_WSP);
		if (sipw__scan_sees(s, '"'))
			break;
		if (!skip_special(s))
			return false;
	}
	*ret = sipw_sn(start, (size_t)(s->at - start));
	s->at++;
	return true;
}

/* Comments nest; a count does instead of recursion, so that depth costs nothing. */
bool sipw__scan_comment(struct sipw__scan *s, sipw_str *ret)
{
	if (!sipw__scan_char(s, '(', "a comment is expected here", "RFC 3261 25.1"))
		return false;
	const char *start = s->at;
	for (size_t depth = 1; depth > 0;) {
		s->at = sipw__span(s->at, s->end, CLASS_CTEXT | CLASS_WSP);
		if (sipw__scan_sees(s, '('))
			depth++, s->at++;
		else if (sipw__scan_sees(s, ')'))
			depth--, s->at++;
		else if (!skip_special(s))
			return false;
	}
	*ret = sipw_sn(start, (size_t)(s->at - 1 - start));
	return true;
}
