/* SPDX-License-Identifier: MIT */
/* RSeq and RAck (RFC 3262 7.1, 7.2, 10): response-num, and response-num LWS CSeq-num LWS Method. */
#include "fields/encode.h"

#define RSEQ_SOURCE "RFC 3262 7.1"
#define RACK_SOURCE "RFC 3262 7.2"

static const char range_sentence[] = "the number of a response is 1 to 4294967295";

char *sipw__encode_rseq(struct sipw__out *o, char *p, uint32_t v)
{
	static const struct sipw__part part = { "value", range_sentence, RSEQ_SOURCE };
	return v == 0 ? sipw__out_range(o, &part) : sipw__write_number(p, v);
}

bool sipw__scan_rseq(struct sipw__scan *s, uint32_t *ret)
{
	return sipw__scan_number(s, 1, UINT32_MAX, ret, RSEQ_SOURCE);
}

char *sipw__encode_rack(struct sipw__out *o, char *p, const sipw_rack *v)
{
	static const struct sipw__part rseq = { "rseq", range_sentence, RSEQ_SOURCE };
	static const struct sipw__part method = { "method", "a method is a token", RACK_SOURCE };
	if (v->rseq == 0)
		return sipw__out_range(o, &rseq);
	p = sipw__write_number(p, v->rseq);
	*p++ = ' ';
	p = sipw__write_number(p, v->cseq);
	*p++ = ' ';
	return sipw__given(v->method) ? sipw__out_token(o, p, v->method, &method) : sipw__copy_literal(p, "INVITE");
}

bool sipw__scan_rack(struct sipw__scan *s, sipw_rack *ret)
{
	*ret = (sipw_rack){ 0 };
	return sipw__scan_number(s, 1, UINT32_MAX, &ret->rseq, RACK_SOURCE) && sipw__scan_gap(s) &&
	       sipw__scan_number(s, 0, UINT32_MAX, &ret->cseq, RACK_SOURCE) && sipw__scan_gap(s) &&
	       sipw__scan_token(s, &ret->method);
}
