/* SPDX-License-Identifier: MIT */
/* MIME-Version (RFC 3261 20.24, 25.1): 1*DIGIT "." 1*DIGIT. */
#include "fields/encode.h"

#define SOURCE "RFC 3261 20.24"

char *sipw__encode_version(struct sipw__out *o, char *p, const sipw_mime_version *v)
{
	(void)o;
	p = sipw__write_number(p, v->major);
	*p++ = '.';
	return sipw__write_number(p, v->minor);
}

bool sipw__scan_version(struct sipw__scan *s, sipw_mime_version *ret)
{
	*ret = (sipw_mime_version){ 0 };
	return sipw__scan_number(s, 0, UINT32_MAX, &ret->major, SOURCE) &&
	       sipw__scan_char(s, '.', "'.' is expected here", SOURCE) &&
	       sipw__scan_number(s, 0, UINT32_MAX, &ret->minor, SOURCE);
}
