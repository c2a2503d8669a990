/* SPDX-License-Identifier: MIT */
/* What went wrong: Reason (RFC 3326 2), Geolocation-Error (RFC 6442 4.4), AlertMsg-Error (RFC 8876 5.2). */
#include "fields/named.h"

char *sipw__encode_reason(struct sipw__out *o, char *p, const sipw_reason_value *v)
{
	static const struct sipw__part protocol = { "protocol", "a protocol is a token", "RFC 3326 2" };
	return sipw__out_named(o, sipw__out_token(o, p, v->protocol, &protocol), SIPW_KIND_REASON, v);
}

bool sipw__scan_reason(struct sipw__scan *s, sipw_reason_value *ret)
{
	*ret = (sipw_reason_value){ .escaped = true };
	return sipw__scan_class(s, CLASS_TOKEN, &ret->protocol, "a protocol is a token", "RFC 3326 2") &&
	       sipw__scan_named(s, SIPW_KIND_REASON, ret);
}

/* location-error-code = 1*3DIGIT */
char *sipw__encode_geolocation_error(struct sipw__out *o, char *p, const sipw_geolocation_error *v)
{
	static const struct sipw__part error = { "error", "an error has three digits at most", "RFC 6442 4.4" };
	if (v->error > 999)
		return sipw__out_range(o, &error);
	return sipw__out_named(o, sipw__write_number(p, v->error), SIPW_KIND_GEOLOCATION_ERROR, v);
}

static bool scan_error(struct sipw__scan *s, uint32_t *ret)
{
	const char *start = s->at;
	if (!sipw__scan_number(s, 0, UINT32_MAX, ret, "RFC 6442 4.4"))
		return false;
	return s->at - start <= 3 ||
	       sipw__scan_fault(s, SIPW_ERR_SYNTAX, start + 3, "an error has three digits at most", "RFC 6442 4.4");
}

bool sipw__scan_geolocation_error(struct sipw__scan *s, sipw_geolocation_error *ret)
{
	*ret = (sipw_geolocation_error){ .escaped = true };
	return scan_error(s, &ret->error) && sipw__scan_named(s, SIPW_KIND_GEOLOCATION_ERROR, ret);
}

/* error-code = 3DIGIT */
char *sipw__encode_alertmsg_error(struct sipw__out *o, char *p, const sipw_alertmsg_error *v)
{
	static const struct sipw__part error = { "error", "an error has three digits", "RFC 8876 5.2" };
	if (v->error > 999)
		return sipw__out_range(o, &error);
	return sipw__out_named(o, sipw__write_padded(p, v->error, 3), SIPW_KIND_ALERTMSG_ERROR, v);
}

bool sipw__scan_alertmsg_error(struct sipw__scan *s, sipw_alertmsg_error *ret)
{
	*ret = (sipw_alertmsg_error){ .escaped = true };
	return sipw__scan_digits(s, 3, &ret->error, "RFC 8876 5.2") && sipw__scan_named(s, SIPW_KIND_ALERTMSG_ERROR, ret);
}
