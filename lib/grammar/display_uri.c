/* SPDX-License-Identifier: MIT */
#include "grammar/scan.h"

/* *(token LWS) before "<", the last LWS optional (RFC 4475 3.1.1.6); the first token ends at `stop`. *ret is
 * without the blanks around. */
static void take_tokens(struct sipw__scan *s, const char *stop, sipw_str *ret)
{
	const char *start = s->at;
	s->at = stop;
	while ((sipw__scan_one_space(s) || sipw__scan_blanks(s)) && s->at < s->end && sipw__is(*s->at, CLASS_TOKEN))
		stop = s->at = sipw__span(s->at, s->end, CLASS_TOKEN);
	*ret = sipw_sn(start, (size_t)(stop - start));
}

static bool scan_quoted(struct sipw__scan *s, sipw_str *ret)
{
	if (!sipw__scan_quoted(s, ret))
		return false;
	sipw__scan_blanks(s);
	return true;
}

/* Whether the token from start to stop is the scheme of an addr-spec: its colon tells it from a display
 * name. */
static bool is_scheme(const char *start, const char *stop, const char *end)
{
	return stop > start && stop < end && *stop == ':' && sipw__span(start, stop, CLASS_SCHEME) == stop;
}

bool sipw__scan_display_uri(struct sipw__scan *s, bool bare, struct sipw__name_addr *ret)
{
	*ret = (struct sipw__name_addr){ 0 };
	const char *stop = sipw__span(s->at, s->end, CLASS_TOKEN);
	if (bare && is_scheme(s->at, stop, s->end))
		return sipw__scan_uri(s, URI_BARE, &ret->uri);
	if (stop > s->at)
		take_tokens(s, stop, &ret->display);
	else if (sipw__scan_sees(s, '"') && !scan_quoted(s, &ret->display))
		return false;
	return sipw__scan_char(s, '<', "'<' is expected here", "RFC 3261 25.1") &&
	       sipw__scan_uri(s, URI_ANY, &ret->uri) && sipw__scan_char(s, '>', "'>' is expected here", "RFC 3261 25.1");
}
