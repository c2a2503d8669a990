/* SPDX-License-Identifier: MIT */
/* Contact (RFC 3261 20.10), with what outbound (RFC 5626 10) and GRUUs (RFC 5627 7) add to it. */
#include "fields/named.h"
#include "text/compiler.h"

static const sipw_str q_name = SIPW_S("q");
static const sipw_str expires_name = SIPW_S("expires");
static const sipw_str instance_name = SIPW_S("+sip.instance");
static const sipw_str reg_id_name = SIPW_S("reg-id");
static const sipw_str pub_gruu_name = SIPW_S("pub-gruu");
static const sipw_str temp_gruu_name = SIPW_S("temp-gruu");

static const struct sipw__part star = { "star", "'*' stands alone in Contact", "RFC 3261 10.2.2" };

/* One question for all of them: most have none. */
static bool has_params(const sipw_contact *v)
{
	const uintptr_t texts = (uintptr_t)v->instance.ptr | (uintptr_t)v->pub_gruu.ptr | (uintptr_t)v->temp_gruu.ptr |
				(uintptr_t)v->params.ptr;
	return (texts | v->q.given | v->expires.given | v->reg_id.given) != 0;
}

static char *put_star(struct sipw__out *o, char *p, const sipw_contact *v)
{
	if (sipw__out_mark(o, p) != o->value || sipw__given(v->uri) || sipw__given(v->display) || has_params(v))
		return sipw__out_bad(o, &star, (sipw_str){ 0 }, NULL);
	*p++ = '*';
	return p;
}

/* Whether the value before in the same line is "*". */
static bool follows_star(const struct sipw__out *o, const char *p)
{
	return sipw__out_mark(o, p) > o->value && o->arena->free[o->value] == '*';
}

/* What outbound and GRUUs add (RFC 5626, RFC 5627). */
static inline bool has_registration(const sipw_contact *v)
{
	return ((uintptr_t)v->instance.ptr | (uintptr_t)v->pub_gruu.ptr | (uintptr_t)v->temp_gruu.ptr | v->reg_id.given) != 0;
}

APART static char *put_registration(struct sipw__out *o, char *p, const sipw_contact *v)
{
	if (sipw__given(v->instance))
		p = sipw__out_param(o, p, instance_name, "instance", v->instance, v->escaped);
	if (v->reg_id.given)
		p = sipw__out_number_param(o, p, reg_id_name, "reg_id", v->reg_id.number);
	if (sipw__given(v->pub_gruu))
		p = sipw__out_param(o, p, pub_gruu_name, "pub_gruu", v->pub_gruu, v->escaped);
	if (sipw__given(v->temp_gruu))
		p = sipw__out_param(o, p, temp_gruu_name, "temp_gruu", v->temp_gruu, v->escaped);
	return p;
}

static char *put_params(struct sipw__out *o, char *p, const sipw_contact *v)
{
	static const struct sipw__part q = { "q", "a q value is 0 to 1000 thousandths", "RFC 3261 20.10" };
	const size_t named = sipw__out_mark(o, p);
	if (v->q.given) {
		if (v->q.number > 1000)
			return sipw__out_range(o, &q);
		p = sipw__write_q(sipw__copy_literal(p, ";q="), v->q.number);
	}
	if (v->expires.given)
		p = sipw__write_number(sipw__copy_literal(p, ";expires="), v->expires.number);
	if (has_registration(v))
		p = put_registration(o, p, v);
	if (sipw__given(v->params))
		p = sipw__out_params(o, p, v->params, ';', named, v->escaped);
	return p;
}

static char *put_binding(struct sipw__out *o, char *p, const sipw_contact *v)
{
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	return put_params(o, p, v);
}

/* Everything but the first address of a line. */
COLD static char *put_slowly(struct sipw__out *o, char *p, const sipw_contact *v)
{
	if (v->star)
		return put_star(o, p, v);
	if (follows_star(o, p))
		return sipw__out_bad(o, &star, (sipw_str){ 0 }, NULL);
	return put_binding(o, p, v);
}

char *sipw__encode_contact(struct sipw__out *o, char *p, const sipw_contact *v)
{
	const bool follows = p[-2] == ','; /* ": " stands before the first value of a line */
	if (follows || v->star)
		return put_slowly(o, p, v);
	sipw__out_settle(o, SIPW_HDR_CONTACT);
	if (has_params(v))
		return put_binding(o, p, v);
	return sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
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
	} else if (sipw__param_is(param, reg_id_name)) {
		sipw__scan_number(&value, 0, UINT32_MAX, &number, NULL);
		v->reg_id = sipw_num(number);
	} else if (sipw__param_is(param, instance_name)) {
		v->instance = param->value;
	} else if (sipw__param_is(param, pub_gruu_name)) {
		v->pub_gruu = param->value;
	} else if (sipw__param_is(param, temp_gruu_name)) {
		v->temp_gruu = param->value;
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
