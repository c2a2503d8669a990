/* SPDX-License-Identifier: MIT */
/* What is preferred, by a q value: Accept-Encoding, Accept-Language (RFC 3261 20.2, 20.3), and the
 * mechanisms of a security agreement (RFC 3329 2.2). */
#include "fields/named.h"

/* encoding = ( content-coding / "*" ) *( SEMI accept-param ), and "*" is a token as well */
char *sipw__encode_coding(struct sipw__out *o, char *p, const sipw_preference *v)
{
	static const struct sipw__part value = { "value", "a content coding is a token", "RFC 3261 20.2" };
	return sipw__out_named(o, sipw__out_token(o, p, v->value, &value), SIPW_KIND_CODING, v);
}

bool sipw__scan_coding(struct sipw__scan *s, sipw_preference *ret)
{
	*ret = (sipw_preference){ .escaped = true };
	return sipw__scan_class(s, CLASS_TOKEN, &ret->value, "a content coding is a token", "RFC 3261 20.2") &&
	       sipw__scan_named(s, SIPW_KIND_CODING, ret);
}

/* language-range = language-tag / "*" */
static bool scan_range(struct sipw__scan *s, sipw_str *ret)
{
	if (!sipw__scan_sees(s, '*'))
		return sipw__scan_language_tag(s, ret);
	*ret = sipw_sn(s->at++, 1);
	return true;
}

char *sipw__encode_language_range(struct sipw__out *o, char *p, const sipw_preference *v)
{
	static const struct sipw__part value = { "value", "not allowed in a language range", "RFC 3261 25.1" };
	return sipw__out_named(o, sipw__out_scanned(o, p, v->value, scan_range, &value), SIPW_KIND_LANGUAGE_RANGE, v);
}

bool sipw__scan_language_range(struct sipw__scan *s, sipw_preference *ret)
{
	*ret = (sipw_preference){ .escaped = true };
	return scan_range(s, &ret->value) && sipw__scan_named(s, SIPW_KIND_LANGUAGE_RANGE, ret);
}

char *sipw__encode_security(struct sipw__out *o, char *p, const sipw_security *v)
{
	static const struct sipw__part mechanism = { "mechanism", "a security mechanism is a token", "RFC 3329 2.2" };
	return sipw__out_named(o, sipw__out_token(o, p, v->mechanism, &mechanism), SIPW_KIND_SECURITY, v);
}

bool sipw__scan_security(struct sipw__scan *s, sipw_security *ret)
{
	*ret = (sipw_security){ .escaped = true };
	return sipw__scan_class(s, CLASS_TOKEN, &ret->mechanism, "a security mechanism is a token", "RFC 3329 2.2") &&
	       sipw__scan_named(s, SIPW_KIND_SECURITY, ret);
}
