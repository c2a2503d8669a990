/* SPDX-License-Identifier: MIT */
#ifndef SIPW_RULES_URI_H
#define SIPW_RULES_URI_H

/* What conditions ask of URIs. */

#include "rules/view.h"
#include "sipwright/uri.h"

/* Whether a URI has a scheme, in any case; `scheme` is in lower case. */
static inline bool sipw__has_scheme(sipw_str uri, sipw_str scheme)
{
	return uri.len > scheme.len && uri.ptr[scheme.len] == ':' && sipw__same_nocase(uri.ptr, scheme.ptr, scheme.len);
}

static inline bool sipw__is_sips(sipw_str uri)
{
	return uri.len > 5 && uri.ptr[4] == ':' && sipw__same_nocase(uri.ptr, "sips", 4);
}

/* sip or sips */
static inline bool sipw__is_sip(sipw_str uri)
{
	return (uri.len > 4 && uri.ptr[3] == ':' && sipw__same_nocase(uri.ptr, "sip:", 4)) || sipw__is_sips(uri);
}

/* The URI of the first value of a line, between its angle brackets or bare; absent if there is none. */
sipw_str sipw__first_uri(const struct line *line);

/* Whether each part of a URI, which fits its grammar, may stand in an enum sipw_uri_place (RFC 3261 19.1.1,
 * table 1); each that may not is reported, as what the condition asked is about. */
bool sipw__parts_fit(const struct sipw__at *at, sipw_str uri, int place);

#endif
