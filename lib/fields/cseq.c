/* SPDX-License-Identifier: MIT */
/* CSeq (RFC 3261 20.16): 1*DIGIT LWS Method. */
#include "fields/encode.h"

static const struct sipw__part part = { "method", "a method is a token, and a response has to name it",
					"RFC 3261 20.16" };

/* A method that is one; most have 4 to 8 bytes. */
static inline char *put_known(struct sipw__out *o, char *p, sipw_str method)
{
	if (method.len - 4 > 4)
		return sipw__out_bytes(o, p, method);
	sipw__copy_words(p, method.ptr, method.len, 4);
	return p + method.len;
}

/* A response's method, which nobody else says. */
APART static char *put_answered(struct sipw__out *o, char *p, sipw_str method)
{
	o->answers = sipw_method_find(method);
	sipw__out_settle(o, SIPW_HDR_CSEQ);
	return o->answers != 0 ? put_known(o, p, method) : sipw__out_token(o, p, method, &part);
}

/* The one of the request line. */
static inline char *put_own(struct sipw__out *o, char *p)
{
	sipw__out_settle(o, SIPW_HDR_CSEQ);
	return put_known(o, p, *o->method);
}

static inline char *put_method(struct sipw__out *o, char *p, const sipw_cseq *v)
{
	*p++ = ' ';
	if (!sipw__given(*o->method))
		return put_answered(o, p, v->method);
	if (!sipw__given(v->method))
		return put_own(o, p);
	return sipw__out_token(o, p, v->method, &part);
}

/* A number of many digits. */
APART static char *put_large(struct sipw__out *o, char *p, const sipw_cseq *v)
{
	return put_method(o, sipw__write_decimal(p, v->number), v);
}

char *sipw__encode_cseq(struct sipw__out *o, char *p, const sipw_cseq *v)
{
	return v->number < 10000 ? put_method(o, sipw__write_number(p, v->number), v) : put_large(o, p, v);
}

bool sipw__scan_cseq(struct sipw__scan *s, sipw_cseq *ret)
{
	return sipw__scan_number(s, 0, UINT32_MAX, &ret->number, "RFC 3261 20.16") && sipw__scan_gap(s) &&
	       sipw__scan_token(s, &ret->method);
}
