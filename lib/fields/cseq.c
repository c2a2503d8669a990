/* SPDX-License-Identifier: MIT */
/* CSeq (RFC 3261 20.16): 1*DIGIT LWS Method. */
#include "fields/encode.h"

char *sipw__encode_cseq(struct sipw__out *o, char *p, const sipw_cseq *v)
{
	static const struct sipw__part part = { "method", "a method is a token, and a response has to name it",
						"RFC 3261 20.16" };
	p = sipw__write_number(p, v->number);
	*p++ = ' ';
	if (!sipw__given(v->method) && sipw__given(*o->method)) {
		o->settled |= SETTLED_CSEQ;
		return sipw__out_bytes(o, p, *o->method);
	}
	return sipw__out_token(o, p, v->method, &part);
}

bool sipw__scan_cseq(struct sipw__scan *s, sipw_cseq *ret)
{
	return sipw__scan_number(s, 0, UINT32_MAX, &ret->number, "RFC 3261 20.16") && sipw__scan_gap(s) &&
	       sipw__scan_token(s, &ret->method);
}
