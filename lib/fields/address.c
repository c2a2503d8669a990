/* SPDX-License-Identifier: MIT */
/* Addresses: name-addr, addr and route (RFC 3261 20.20, 20.34, 25.1). */
#include "fields/encode.h"

static const sipw_str tag_name = SIPW_S("tag");
static const sipw_str tag_start = SIPW_S(";tag=");

static char *put_tag(struct sipw__out *o, char *p, sipw_str text)
{
	static const struct sipw__part tag = { "tag", "a tag is a token", "RFC 3261 19.3" };
	if (o->place == SIPW_HDR_TO)
		sipw__out_settle(o, SIPW_HDR_TO);
	return sipw__out_token(o, sipw__copy_literal(p, ";tag="), text, &tag);
}

static char *put_params(struct sipw__out *o, char *p, const sipw_address *v)
{
	const size_t named = sipw__out_mark(o, p);
	if (sipw__given(v->tag))
		p = put_tag(o, p, v->tag);
	return sipw__out_params(o, p, v->params, ';', named, v->escaped);
}

char *sipw__encode_name_addr(struct sipw__out *o, char *p, const sipw_address *v)
{
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	if (sipw__given(v->params))
		return put_params(o, p, v);
	return sipw__given(v->tag) ? put_tag(o, p, v->tag) : p;
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

/* Whether a parameter named tag is one as From and To have it; elsewhere it is a generic-param. */
static bool is_tag(const struct sipw__param *param)
{
	return sipw__param_is(param, tag_name) && param->value.len > 0 && !param->quoted &&
	       sipw__all(param->value.ptr, param->value.len, CLASS_TOKEN);
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
		if (is_tag(&param))
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
