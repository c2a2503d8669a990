/* SPDX-License-Identifier: MIT */
/* Media types and ranges (RFC 3261 20.1, 20.15): m-type SLASH m-subtype *(SEMI m-parameter). */
#include "fields/encode.h"

static const sipw_str q_name = SIPW_S("q");

static char *put_type(struct sipw__out *o, char *p, const sipw_media *v)
{
	static const struct sipw__part type = { "type", "a media type is a token", "RFC 3261 25.1" };
	static const struct sipw__part subtype = { "subtype", "a media subtype is a token", "RFC 3261 25.1" };
	p = sipw__out_token(o, p, v->type, &type);
	*p++ = '/';
	return sipw__out_token(o, p, v->subtype, &subtype);
}

static bool is_star(sipw_str s)
{
	return s.len == 1 && s.ptr[0] == '*';
}

char *sipw__encode_media_type(struct sipw__out *o, char *p, const sipw_media *v)
{
	static const struct sipw__part q = { "q", "a media type has no q value", "RFC 3261 20.15" };
	if (v->q.given)
		return sipw__out_range(o, &q);
	p = put_type(o, p, v);
	return sipw__given(v->params) ? sipw__out_params(o, p, v->params, ';', sipw__out_mark(o, p), v->escaped) : p;
}

/* The q value among parameters, in thousandths: where it ends the media type's own ones and others
 * follow it, a decoded slice holds it (RFC 3261 25.1 accept-range). */
static sipw_opt q_among(sipw_str params, int place)
{
	struct sipw__scan s = sipw__scan_of(params, place);
	struct sipw__param param;
	while (sipw__scan_param(&s, ';', &param)) {
		struct sipw__scan value = sipw__scan_of(param.value, place);
		uint32_t q;
		if (sipw__param_is(&param, q_name) && sipw__scan_q(&value, &q))
			return sipw_num(q);
	}
	return (sipw_opt){ 0, 0 };
}

/* Parameters of the type first, then q, if it does not stand among them. */
static char *put_range_params(struct sipw__out *o, char *p, const sipw_media *v)
{
	static const struct sipw__part twice = { "params", "this parameter is stated twice", "RFC 3261 7.3.1" };
	const sipw_opt inside = q_among(v->params, o->place);
	if (inside.given && v->q.given && inside.number != v->q.number)
		return sipw__out_bad(o, &twice, v->params, v->params.ptr);
	if (sipw__given(v->params))
		p = sipw__out_params(o, p, v->params, ';', sipw__out_mark(o, p), v->escaped);
	if (v->q.given && !inside.given)
		p = sipw__write_q(sipw__copy_literal(p, ";q="), v->q.number);
	return p;
}

char *sipw__encode_media_range(struct sipw__out *o, char *p, const sipw_media *v)
{
	static const struct sipw__part q = { "q", "a q value is 0 to 1000 thousandths", "RFC 3261 20.1" };
	static const struct sipw__part range = { "subtype", "a range of all types is */*", "RFC 3261 25.1" };
	if (v->q.given && v->q.number > 1000)
		return sipw__out_range(o, &q);
	if (is_star(v->type) && !is_star(v->subtype))
		return sipw__out_bad(o, &range, v->subtype, v->subtype.ptr);
	return put_range_params(o, put_type(o, p, v), v);
}

static bool scan_type(struct sipw__scan *s, sipw_media *ret)
{
	*ret = (sipw_media){ .escaped = true };
	if (!sipw__scan_token(s, &ret->type))
		return false;
	if (!sipw__scan_mark(s, '/'))
		return sipw__scan_misfit(s, "'/' and a media subtype are expected here", "RFC 3261 25.1");
	return sipw__scan_token(s, &ret->subtype);
}

bool sipw__scan_media_type(struct sipw__scan *s, sipw_media *ret)
{
	struct sipw__param param;
	if (!scan_type(s, ret))
		return false;
	while (sipw__scan_param(s, ';', &param))
		sipw__params_extend(&ret->params, &param);
	return s->code == SIPW_OK;
}

bool sipw__scan_media_range(struct sipw__scan *s, sipw_media *ret)
{
	struct sipw__param param;
	if (!scan_type(s, ret))
		return false;
	if (is_star(ret->type) && !is_star(ret->subtype)) {
		s->at = ret->subtype.ptr;
		return sipw__scan_misfit(s, "a range of all types is */*", "RFC 3261 25.1");
	}
	while (sipw__scan_param(s, ';', &param)) {
		struct sipw__scan value = sipw__scan_of(param.value, PLACE_URI);
		uint32_t q = 0;
		if (sipw__param_is(&param, q_name) && sipw__scan_q(&value, &q))
			ret->q = sipw_num(q);
		else
			sipw__params_extend(&ret->params, &param);
	}
	return s->code == SIPW_OK;
}
