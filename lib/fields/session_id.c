/* SPDX-License-Identifier: MIT */
/* Session-ID (RFC 7989 5): local-uuid *( SEMI sess-id-param ), local-uuid = 32( DIGIT / %x61-66 ). */
#include "fields/named.h"

static const char sentence[] = "32 lower-case hexadecimal digits are expected here";

static bool scan_uuid(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	s->at = sipw__span(start, s->end, CLASS_LHEX);
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return ret->len == 32 || sipw__scan_fault(s, SIPW_ERR_SYNTAX, start, sentence, "RFC 7989 5");
}

char *sipw__encode_session_id(struct sipw__out *o, char *p, const sipw_session_id *v)
{
	static const struct sipw__part uuid = { "uuid", sentence, "RFC 7989 5" };
	return sipw__out_named(o, sipw__out_scanned(o, p, v->uuid, scan_uuid, &uuid), SIPW_KIND_SESSION_ID, v);
}

bool sipw__scan_session_id(struct sipw__scan *s, sipw_session_id *ret)
{
	*ret = (sipw_session_id){ .escaped = true };
	return scan_uuid(s, &ret->uuid) && sipw__scan_named(s, SIPW_KIND_SESSION_ID, ret);
}
