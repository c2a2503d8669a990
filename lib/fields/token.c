/* SPDX-License-Identifier: MIT */
/* A token, alone or with parameters (RFC 3261 25.1). The scanner of a bare token is the grammar's. */
#include "fields/encode.h"

static const struct sipw__part part = { "value", "a token is expected here", "RFC 3261 25.1" };

char *sipw__encode_token(struct sipw__out *o, char *p, sipw_str v)
{
	return sipw__out_token(o, p, v, &part);
}

char *sipw__encode_token_params(struct sipw__out *o, char *p, const sipw_token *v)
{
	p = sipw__out_token(o, p, v->value, &part);
	if (!sipw__given(v->params))
		return p;
	return sipw__out_params(o, p, v->params, ';', sipw__out_mark(o, p), v->escaped);
}

bool sipw__scan_token_params(struct sipw__scan *s, sipw_token *ret)
{
	struct sipw__param param;
	*ret = (sipw_token){ .escaped = true };
	if (!sipw__scan_token(s, &ret->value))
		return false;
	while (sipw__scan_param(s, ';', &param))
		sipw__params_extend(&ret->params, &param);
	return s->code == SIPW_OK;
}
