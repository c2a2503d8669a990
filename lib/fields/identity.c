/* SPDX-License-Identifier: MIT */
/* Identity: signed-identity-digest SEMI ident-info *( SEMI ident-info-params ) (RFC 8224 4). */
#include "fields/named.h"

#define SOURCE "RFC 8224 4"

static const char missing[] = "the info parameter is missing";

/* 1*( base64-char / "." ). The RFC's own examples are in the URL alphabet of RFC 8225, and older ones end
 * in "=". */
static bool scan_digest(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	while (s->at < s->end && (*s->at == '.' || *s->at == '=' || sipw__is(*s->at, CLASS_BASE64_CHAR)))
		s->at++;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return s->at > start || sipw__scan_misfit(s, "a base64 character is expected here", SOURCE);
}

char *sipw__encode_identity(struct sipw__out *o, char *p, const sipw_identity *v)
{
	static const struct sipw__part digest = { "digest", "not allowed in a signature", SOURCE };
	p = sipw__out_scanned(o, p, v->digest, scan_digest, &digest);
	if (!sipw__given(v->info))
		return sipw__out_missing(o, "info", missing, SOURCE);
	return sipw__out_named(o, p, SIPW_KIND_IDENTITY, v);
}

/* Values of RFC 4474 have no info; they are borne with when received, never built. */
bool sipw__scan_identity(struct sipw__scan *s, sipw_identity *ret)
{
	*ret = (sipw_identity){ .escaped = true };
	if (!scan_digest(s, &ret->digest) || !sipw__scan_named(s, SIPW_KIND_IDENTITY, ret))
		return false;
	return sipw__given(ret->info) || !s->strict || sipw__scan_misfit(s, missing, SOURCE);
}
