/* SPDX-License-Identifier: MIT */
/* Sets of features: "*" *( SEMI param ) in Accept-Contact and Reject-Contact (RFC 3841 9.2, 10), and in
 * Feature-Caps, which has parameters that begin with "+" only (RFC 6809 6). */
#include "fields/named.h"

static bool scan_star(struct sipw__scan *s, const char *source)
{
	return sipw__scan_char(s, '*', "'*' is expected here", source);
}

char *sipw__encode_features(struct sipw__out *o, char *p, const sipw_features *v)
{
	*p++ = '*';
	return sipw__out_named(o, p, SIPW_KIND_FEATURES, v);
}

bool sipw__scan_features(struct sipw__scan *s, sipw_features *ret)
{
	*ret = (sipw_features){ .escaped = true };
	return scan_star(s, "RFC 3841 9.2") && sipw__scan_named(s, SIPW_KIND_FEATURES, ret);
}

/* *( SEMI feature-cap ): the slice of them, or a fault at the name of one that is none. */
static bool scan_caps(struct sipw__scan *s, sipw_str *ret)
{
	struct sipw__param param;
	while (sipw__scan_param(s, ';', &param)) {
		if (param.name.ptr[0] != '+' || param.name.len < 2 || !sipw__is(param.name.ptr[1], CLASS_ALPHA))
			return sipw__scan_fault(s, SIPW_ERR_SYNTAX, param.name.ptr, "'+' and a name that begins with a letter are expected here",
						"RFC 6809 6.3.2");
		sipw__params_extend(ret, &param);
	}
	return s->code == SIPW_OK;
}

char *sipw__encode_feature_caps(struct sipw__out *o, char *p, const sipw_features *v)
{
	static const struct sipw__part params = { "params", NULL, NULL };
	struct sipw__scan s = sipw__scan_of(v->params, o->place);
	sipw_str ignored = { NULL, 0 };
	*p++ = '*';
	if (sipw__given(v->params) && !scan_caps(&s, &ignored))
		return sipw__out_scan_fault(o, &params, v->params, &s);
	return sipw__out_named(o, p, SIPW_KIND_FEATURE_CAPS, v);
}

bool sipw__scan_feature_caps(struct sipw__scan *s, sipw_features *ret)
{
	*ret = (sipw_features){ .escaped = true };
	return scan_star(s, "RFC 6809 6.2") && scan_caps(s, &ret->params);
}
