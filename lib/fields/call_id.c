/* SPDX-License-Identifier: MIT */
/* callid = word [ "@" word ] (RFC 3261 25.1). */
#include "fields/encode.h"
#include "text/compiler.h"

bool sipw__scan_call_id(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	const char *sentence = "a Call-ID is a word, or two with '@' between them";
	sipw_str word;
	if (!sipw__scan_class(s, CLASS_WORD, &word, sentence, "RFC 3261 25.1"))
		return false;
	if (sipw__scan_sees(s, '@')) {
		s->at++;
		if (!sipw__scan_class(s, CLASS_WORD, &word, sentence, "RFC 3261 25.1"))
			return false;
	}
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

COLD static char *put_any(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", "not allowed in a Call-ID", "RFC 3261 25.1" };
	return sipw__out_scanned(o, p, v, sipw__scan_call_id, &part);
}

char *sipw__encode_call_id(struct sipw__out *o, char *p, sipw_str v)
{
	if (sipw__out_fits(o, p, v.len) && sipw__copy_plain_call_id(p, v.ptr, v.len))
		return p + v.len;
	return put_any(o, p, v);
}
