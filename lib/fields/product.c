/* SPDX-License-Identifier: MIT */
/* User-Agent, Server (RFC 3261 20.35, 20.41): server-val *(LWS server-val), where
 * server-val = token [SLASH token] / comment. */
#include "fields/encode.h"

static bool scan_product(struct sipw__scan *s)
{
	sipw_str part;
	if (sipw__scan_sees(s, '('))
		return sipw__scan_comment(s, &part);
	if (!sipw__scan_token(s, &part))
		return false;
	return !sipw__scan_mark(s, '/') || sipw__scan_token(s, &part);
}

bool sipw__scan_product_list(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	const char *stop;
	do {
		if (!scan_product(s))
			return false;
		stop = s->at;
	} while (sipw__scan_blanks(s) && !sipw__scan_done(s));
	s->at = stop;
	*ret = sipw_sn(start, (size_t)(stop - start));
	return true;
}

char *sipw__encode_product_list(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", "not allowed in a list of products", "RFC 3261 20.41" };
	return sipw__out_scanned(o, p, v, sipw__scan_product_list, &part);
}
