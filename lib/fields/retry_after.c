/* SPDX-License-Identifier: MIT */
/* Retry-After (RFC 3261 20.33): delta-seconds [ comment ] *( SEMI retry-param ). */
#include "fields/encode.h"

static const sipw_str duration_name = SIPW_S("duration");

static char *put_comment(struct sipw__out *o, char *p, const sipw_retry_after *v)
{
	static const struct sipw__part part = { "comment", "a comment is UTF-8 text without control characters",
						"RFC 3261 25.1" };
	*p++ = ' ';
	return v->escaped ? sipw__out_wire(o, p, v->comment, '(', &part) : sipw__out_comment(o, p, v->comment, &part);
}

char *sipw__encode_retry_after(struct sipw__out *o, char *p, const sipw_retry_after *v)
{
	p = sipw__write_number(p, v->seconds);
	if (sipw__given(v->comment))
		p = put_comment(o, p, v);
	const size_t named = sipw__out_mark(o, p);
	if (v->duration.given)
		p = sipw__write_number(sipw__copy_literal(p, ";duration="), v->duration.number);
	return sipw__given(v->params) ? sipw__out_params(o, p, v->params, ';', named, v->escaped) : p;
}

bool sipw__scan_retry_after(struct sipw__scan *s, sipw_retry_after *ret)
{
	struct sipw__param param;
	*ret = (sipw_retry_after){ .escaped = true };
	if (!sipw__scan_number(s, 0, UINT32_MAX, &ret->seconds, "RFC 3261 20.33"))
		return false;
	struct sipw__scan ahead = *s;
	sipw__scan_blanks(&ahead);
	if (sipw__scan_sees(&ahead, '(')) {
		*s = ahead;
		if (!sipw__scan_comment(s, &ret->comment))
			return false;
	}
	while (sipw__scan_param(s, ';', &param)) {
		uint64_t number;
		if (sipw__param_is(&param, duration_name) && sipw__read_number(param.value, UINT32_MAX, &number))
			ret->duration = sipw_num((uint32_t)number);
		else
			sipw__params_extend(&ret->params, &param);
	}
	return s->code == SIPW_OK;
}
