/* SPDX-License-Identifier: MIT */
/* Session-Expires and Min-SE (RFC 4028 4, 5): delta-seconds and parameters. That they are at least 90 is a
 * rule of the message, not of the grammar. */
#include "fields/named.h"

char *sipw__encode_delta_seconds_params(struct sipw__out *o, char *p, const sipw_min_se *v)
{
	return sipw__out_named(o, sipw__write_number(p, v->seconds), SIPW_KIND_DELTA_SECONDS_PARAMS, v);
}

bool sipw__scan_delta_seconds_params(struct sipw__scan *s, sipw_min_se *ret)
{
	*ret = (sipw_min_se){ .escaped = true };
	return sipw__scan_number(s, 0, UINT32_MAX, &ret->seconds, "RFC 4028 5") &&
	       sipw__scan_named(s, SIPW_KIND_DELTA_SECONDS_PARAMS, ret);
}

char *sipw__encode_session_expires(struct sipw__out *o, char *p, const sipw_session_expires *v)
{
	return sipw__out_named(o, sipw__write_number(p, v->seconds), SIPW_KIND_SESSION_EXPIRES, v);
}

bool sipw__scan_session_expires(struct sipw__scan *s, sipw_session_expires *ret)
{
	*ret = (sipw_session_expires){ .escaped = true };
	return sipw__scan_number(s, 0, UINT32_MAX, &ret->seconds, "RFC 4028 4") &&
	       sipw__scan_named(s, SIPW_KIND_SESSION_EXPIRES, ret);
}
