/* SPDX-License-Identifier: MIT */
/* Addresses: name-addr, addr, route and contact (RFC 3261 20.10, 20.20, 20.34, 25.1). */
#include "fields/encode.h"

static const sipw_str tag_name = SIPW_S("tag");
static const sipw_str tag_start = SIPW_S(";tag=");
static const sipw_str q_name = SIPW_S("q");
static const sipw_str expires_name = SIPW_S("expires");

char *sipw__encode_name_addr(struct sipw__out *o, char *p, const sipw_address *v)
{
	static const struct sipw__part tag = { "tag", "a tag is a token", "RFC 3261 19.3" };
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	const size_t named = sipw__out_mark(o, p);
	if (sipw__given(v->tag)) {
		p = sipw__out_token(o, sipw__copy_literal(p, ";tag="), v->tag, &tag);
		o->settled |= o->place == SIPW_HDR_TO ? SETTLED_TO : 0;
	}
	if (sipw__given(v->params))
		p = sipw__out_params(o, p, v->params, ';', named, v->escaped);
	return p;
}

char *sipw__encode_route(struct sipw__out *o, char *p, const sipw_address *v)
{
	return sipw__encode_name_addr(o, p, v);
}

/* addr: no header parameters (RFC 3325 9.1). */
char *sipw__encode_addr(struct sipw__out *o, char *p, const sipw_address *v)
{
	static const struct sipw__part tag = { "tag", "this field has no parameters", "RFC 3325 9.1" };
	static const struct sipw__part params = { "params", "this field has no parameters", "RFC 3325 9.1" };
	if (sipw__given(v->tag))
		return sipw__out_bad(o, &tag, v->tag, v->tag.ptr);
	if (sipw__given(v->params))
		return sipw__out_bad(o, &params, v->params, v->params.ptr);
	return sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
}

static const struct sipw__part star = { "star", "'*' stands alone in Contact", "RFC 3261 10.2.2" };

static char *put_star(struct sipw__out *o, char *p, const sipw_contact *v)
{
	if (sipw__out_mark(o, p) != o->value || sipw__given(v->uri) || sipw__given(v->display) || sipw__given(v->params) || v->q.given || v->expires.given)
		return sipw__out_bad(o, &star, (sipw_str){ 0 }, NULL);
	*p++ = '*';
	return p;
}

/* Whether the value before in the same line is "*". */
static bool follows_star(const struct sipw__out *o, const char *p)
{
	return sipw__out_mark(o, p) > o->value && o->arena->free[o->value] == '*';
}

char *sipw__encode_contact(struct sipw__out *o, char *p, const sipw_contact *v)
{
	static const struct sipw__part q = { "q", "a q value is 0 to 1000 thousandths", "RFC 3261 20.10" };
	if (v->star)
		return put_star(o, p, v);
	if (follows_star(o, p))
		return sipw__out_bad(o, &star, (sipw_str){ 0 }, NULL);
	o->settled |= SETTLED_CONTACT;
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	const size_t named = sipw__out_mark(o, p);
	if (v->q.given) {
		if (v->q.number > 1000)
			return sipw__out_range(o, &q);
		p = sipw__write_q(sipw__copy_literal(p, ";q="), v->q.number);
	}
	if (v->expires.given)
		p = sipw__write_number(sipw__copy_literal(p, ";expires="), v->expires.number);
	if (sipw__given(v->params))
		p = sipw__out_params(o, p, v->params, ';', named, v->escaped);
	return p;
}

static bool scan_address(struct sipw__scan *s, bool bare, bool params, sipw_address *ret)
{
	struct sipw__name_addr found;
	struct sipw__param param;
	if (!sipw__scan_display_uri(s, bare, &found))
		return false;
	*ret = (sipw_address){ .display = found.display, .uri = found.uri, .escaped = true };
	if (params)
		sipw__scan_usual_param(s, tag_start, &ret->tag);
	while (params && sipw__scan_param(s, ';', &param)) {
		if (sipw__param_is(&param, tag_name))
			ret->tag = param.value;
		else
			sipw__params_extend(&ret->params, &param);
	}
	return s->code == SIPW_OK;
}

bool sipw__scan_name_addr(struct sipw__scan *s, sipw_address *ret)
{
	return scan_address(s, true, true, ret);
}

bool sipw__scan_route(struct sipw__scan *s, sipw_address *ret)
{
	return scan_address(s, false, true, ret);
}

bool sipw__scan_addr(struct sipw__scan *s, sipw_address *ret)
{
	return scan_address(s, true, false, ret);
}

static void take_param(sipw_contact *v, const struct sipw__param *param)
{
	struct sipw__scan value = sipw__scan_of(param->value, PLACE_URI);
	uint32_t number = 0;
	if (sipw__param_is(param, q_name)) {
		sipw__scan_q(&value, &number);
		v->q = sipw_num(number);
	} else if (sipw__param_is(param, expires_name)) {
		sipw__scan_number(&value, 0, UINT32_MAX, &number, NULL);
		v->expires = sipw_num(number);
	} else {
		sipw__params_extend(&v->params, param);
	}
}

/* "*" with nothing but blanks behind it, and no other value before. */
static bool scan_star(struct sipw__scan *s)
{
	struct sipw__scan ahead = *s;
	if (s->follows || !sipw__scan_sees(s, '*'))
		return false;
	ahead.at++;
	sipw__scan_blanks(&ahead);
	if (!sipw__scan_done(&ahead))
		return false;
	s->at++;
	return true;
}

bool sipw__scan_contact(struct sipw__scan *s, sipw_contact *ret)
{
	struct sipw__name_addr found;
	struct sipw__param param;
	*ret = (sipw_contact){ .escaped = true };
	if (scan_star(s)) {
		ret->star = true;
		return true;
	}
	if (!sipw__scan_display_uri(s, true, &found))
		return false;
	ret->display = found.display;
	ret->uri = found.uri;
	while (sipw__scan_param(s, ';', &param))
		take_param(ret, &param);
	return s->code == SIPW_OK;
}
