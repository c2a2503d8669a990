/* SPDX-License-Identifier: MIT */
/* Refer-Sub (RFC 4488 4): refer-sub-value *( SEMI exten ), refer-sub-value = "true" / "false". */
#include "fields/named.h"

static const sipw_str yes = SIPW_S("true"), no = SIPW_S("false");

char *sipw__encode_refer_sub(struct sipw__out *o, char *p, const sipw_refer_sub *v)
{
	p = v->value.given && v->value.number ? sipw__copy_literal(p, "true") : sipw__copy_literal(p, "false");
	return sipw__out_named(o, p, SIPW_KIND_REFER_SUB, v);
}

/* One of the two words, and no longer one. */
bool sipw__scan_refer_sub(struct sipw__scan *s, sipw_refer_sub *ret)
{
	const char *stop = sipw__span(s->at, s->end, CLASS_TOKEN);
	const sipw_str word = sipw_sn(s->at, (size_t)(stop - s->at));
	*ret = (sipw_refer_sub){ .value = sipw_num(sipw__equal_nocase(word, yes)), .escaped = true };
	if (!ret->value.number && !sipw__equal_nocase(word, no))
		return sipw__scan_misfit(s, "true or false is expected here", "RFC 4488 4");
	s->at = stop;
	return sipw__scan_named(s, SIPW_KIND_REFER_SUB, ret);
}
