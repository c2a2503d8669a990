/* SPDX-License-Identifier: MIT */
/* Plain numbers: integer, delta-seconds, hop-limit (RFC 3261 20.22, 25.1). */
#include "fields/encode.h"

char *sipw__encode_integer(struct sipw__out *o, char *p, uint32_t v)
{
	(void)o;
	return sipw__write_number(p, v);
}

bool sipw__scan_integer(struct sipw__scan *s, uint32_t *ret)
{
	return sipw__scan_number(s, 0, UINT32_MAX, ret, "RFC 3261 25.1");
}

char *sipw__encode_delta_seconds(struct sipw__out *o, char *p, uint32_t v)
{
	return sipw__encode_integer(o, p, v);
}

bool sipw__scan_delta_seconds(struct sipw__scan *s, uint32_t *ret)
{
	return sipw__scan_integer(s, ret);
}

char *sipw__encode_hop_limit(struct sipw__out *o, char *p, uint32_t v)
{
	static const struct sipw__part part = { "value", "Max-Forwards is 0 to 255", "RFC 3261 20.22" };
	return v > 255 ? sipw__out_range(o, &part) : sipw__write_number(p, v);
}

bool sipw__scan_hop_limit(struct sipw__scan *s, uint32_t *ret)
{
	return sipw__scan_number(s, 0, 255, ret, "RFC 3261 20.22");
}
