/* SPDX-License-Identifier: MIT */
#include "grammar/scan.h"

/* *(token LWS) before "<", the last LWS optional (RFC 4475 3.1.1.6). *ret is without the blanks around. */
static bool scan_tokens(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	const char *stop = start;
	while (s->at < s->end && sipw__is(*s->at, CLASS_TOKEN)) {
		stop = s->at = sipw__span(s->at, s->end, CLASS_TOKEN);
		if (!sipw__scan_blanks(s))
			break;
	}
	if (stop > start)
		*ret = sipw_sn(start, (size_t)(stop - start));
	return true;
}

static bool scan_display(struct sipw__scan *s, sipw_str *ret)
{
	if (!sipw__scan_sees(s, '"'))
		return scan_tokens(s, ret);
	if (!sipw__scan_quoted(s, ret))
		return false;
	sipw__scan_blanks(s);
	return true;
}

/* An addr-spec and a display name of tokens begin alike; the scheme's colon tells them apart. */
static bool looks_bare(const struct sipw__scan *s)
{
	if (sipw__scan_done(s) || !sipw__is(*s->at, CLASS_SCHEME))
		return false;
	const char *stop = sipw__span(s->at, s->end, CLASS_SCHEME);
	return stop > s->at && stop < s->end && *stop == ':';
}

bool sipw__scan_display_uri(struct sipw__scan *s, bool bare, struct sipw__name_addr *ret)
{
	*ret = (struct sipw__name_addr){ 0 };
	if (bare && looks_bare(s))
		return sipw__scan_uri(s, URI_BARE, &ret->uri);
	if (!scan_display(s, &ret->display) ||
	    !sipw__scan_char(s, '<', "'<' is expected here", "RFC 3261 25.1") ||
	    !sipw__scan_uri(s, URI_ANY, &ret->uri) ||
	    !sipw__scan_char(s, '>', "'>' is expected here", "RFC 3261 25.1"))
		return false;
	return true;
}
