/* SPDX-License-Identifier: MIT */
/* Resource-Priority (RFC 4412 3.1): r-value = namespace "." r-priority, both token-nodot. */
#include "fields/encode.h"

#define SOURCE "RFC 4412 3.1"

char *sipw__encode_resource_priority(struct sipw__out *o, char *p, const sipw_resource_priority *v)
{
	static const struct sipw__part space = { "name_space", "a namespace is a token without a dot", SOURCE };
	static const struct sipw__part priority = { "priority", "a priority is a token without a dot", SOURCE };
	p = sipw__out_class(o, p, v->name_space, CLASS_TOKEN_NODOT, &space);
	*p++ = '.';
	return sipw__out_class(o, p, v->priority, CLASS_TOKEN_NODOT, &priority);
}

bool sipw__scan_resource_priority(struct sipw__scan *s, sipw_resource_priority *ret)
{
	*ret = (sipw_resource_priority){ { NULL, 0 }, { NULL, 0 } };
	return sipw__scan_class(s, CLASS_TOKEN_NODOT, &ret->name_space, "a namespace is expected here", SOURCE) &&
	       sipw__scan_char(s, '.', "'.' and a priority are expected here", SOURCE) &&
	       sipw__scan_class(s, CLASS_TOKEN_NODOT, &ret->priority, "a priority is expected here", SOURCE);
}
