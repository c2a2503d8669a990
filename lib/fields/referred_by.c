/* SPDX-License-Identifier: MIT */
/* Referred-By (RFC 3892 3): referrer-uri *( SEMI ( referredby-id-param / generic-param ) ). */
#include "fields/named.h"

char *sipw__encode_referred_by(struct sipw__out *o, char *p, const sipw_referred_by *v)
{
	return sipw__out_named(o, sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped), SIPW_KIND_REFERRED_BY, v);
}

bool sipw__scan_referred_by(struct sipw__scan *s, sipw_referred_by *ret)
{
	struct sipw__name_addr found;
	if (!sipw__scan_display_uri(s, true, &found))
		return false;
	*ret = (sipw_referred_by){ .display = found.display, .uri = found.uri, .escaped = true };
	return sipw__scan_named(s, SIPW_KIND_REFERRED_BY, ret);
}
