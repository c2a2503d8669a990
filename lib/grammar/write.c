/* SPDX-License-Identifier: MIT */
#include "grammar/write.h"

#include "grammar/plain.h"
#include "text/compiler.h"

char *sipw__out_scan_fault(struct sipw__out *o, const struct sipw__part *part, sipw_str s, const struct sipw__scan *scan)
{
	const struct sipw__part found = { part->field, scan->sentence, scan->source };
	char *start = sipw__out_bad(o, &found, s, scan->fault);
	if (scan->code != SIPW_ERR_SYNTAX && o->error.sentence == scan->sentence)
		o->error.code = scan->code;
	return start;
}

COLD char *sipw__out_any_uri(struct sipw__out *o, char *p, sipw_str uri, unsigned how)
{
	static const struct sipw__part part = { "uri", NULL, NULL };
	struct sipw__scan scan = sipw__scan_of(uri, PLACE_URI);
	sipw_str whole;
	if (!sipw__scan_uri(&scan, how, &whole) || !sipw__scan_end(&scan, "RFC 3261 19.1.1"))
		return sipw__out_scan_fault(o, &part, uri, &scan);
	return sipw__out_bytes(o, p, uri);
}

COLD static char *put_any_host(struct sipw__out *o, char *p, sipw_str host, const struct sipw__part *part)
{
	struct sipw__scan scan = sipw__scan_of(host, PLACE_URI);
	sipw_str whole;
	bool bare = sipw__is_bare_ipv6(host);
	bool right = bare ? sipw__scan_ipv6(&scan) : sipw__scan_host(&scan, &whole);
	if (!right || !sipw__scan_end(&scan, "RFC 3261 25.1"))
		return sipw__out_scan_fault(o, part, host, &scan);
	if (!bare)
		return sipw__out_bytes(o, p, host);
	*p++ = '[';
	p = sipw__out_bytes(o, p, host);
	*p++ = ']';
	return p;
}

char *sipw__out_host(struct sipw__out *o, char *p, sipw_str host, const struct sipw__part *part)
{
	if (!sipw__out_fits(o, p, host.len) || (!sipw__copy_plain_name(p, host) && !sipw__copy_ipv4(p, host)))
		return put_any_host(o, p, host, part);
	return p + host.len;
}
