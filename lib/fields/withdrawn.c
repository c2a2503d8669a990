/* SPDX-License-Identifier: MIT */
/* What RFC 3261 withdrew: Encryption and Response-Key, scheme 1*SP #( token "=" ( token / quoted-string ) )
 * (RFC 2543 6.19, 6.31), and Hide, "route" / "hop" (6.22). */
#include "fields/encode.h"

#define SCHEME_SOURCE "RFC 2543 6.19"

char *sipw__encode_scheme_params(struct sipw__out *o, char *p, const sipw_scheme *v)
{
	static const struct sipw__part part = { "scheme", "a scheme is a token", SCHEME_SOURCE };
	p = sipw__out_token(o, p, v->scheme, &part);
	if (!sipw__given(v->params))
		return p;
	*p++ = ' ';
	const size_t named = sipw__out_mark(o, p);
	p = sipw__out_params(o, p, v->params, ',', named, v->escaped);
	return sipw__out_mark(o, p) == named ? p - 1 : p;
}

/* From behind the scheme. */
static bool scan_params(struct sipw__scan *s, sipw_str *ret)
{
	struct sipw__param param;
	bool more = sipw__scan_bare_param(s, &param);
	for (; more; more = sipw__scan_param(s, ',', &param)) {
		if (!sipw__given(param.value))
			return sipw__scan_misfit(s, "this parameter needs a value", SCHEME_SOURCE);
		sipw__params_extend(ret, &param);
	}
	return s->code == SIPW_OK;
}

bool sipw__scan_scheme_params(struct sipw__scan *s, sipw_scheme *ret)
{
	*ret = (sipw_scheme){ .escaped = true };
	if (!sipw__scan_token(s, &ret->scheme))
		return false;
	struct sipw__scan ahead = *s;
	if (!sipw__scan_blanks(&ahead) || sipw__scan_done(&ahead))
		return true;
	s->at = ahead.at;
	return scan_params(s, &ret->params);
}

static const char hide_sentence[] = "route or hop is expected here";

bool sipw__scan_hide(struct sipw__scan *s, sipw_str *ret)
{
	static const sipw_str route = SIPW_S("route"), hop = SIPW_S("hop");
	const char *start = s->at;
	*ret = sipw_sn(start, (size_t)(sipw__span(start, s->end, CLASS_TOKEN) - start));
	if (!sipw__equal_nocase(*ret, route) && !sipw__equal_nocase(*ret, hop))
		return sipw__scan_misfit(s, hide_sentence, "RFC 2543 6.22");
	s->at += ret->len;
	return true;
}

char *sipw__encode_hide(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", hide_sentence, "RFC 2543 6.22" };
	return sipw__out_scanned(o, p, v, sipw__scan_hide, &part);
}
