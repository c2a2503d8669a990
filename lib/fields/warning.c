/* SPDX-License-Identifier: MIT */
/* Warning (RFC 3261 20.43): warn-code SP warn-agent SP warn-text. */
#include "fields/encode.h"

#define SOURCE "RFC 3261 20.43"

/* Whether only a host can stand here: in brackets, or with a port. */
static bool is_host(const struct sipw__scan *s)
{
	struct sipw__scan ahead = *s;
	sipw_str host;
	return sipw__scan_sees(s, '[') || (sipw__scan_host(&ahead, &host) && sipw__scan_sees(&ahead, ':'));
}

/* warn-agent = hostport / pseudonym, the latter a token, as any other host is. */
static bool scan_agent(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	uint32_t port;
	if (!is_host(s))
		return sipw__scan_class(s, CLASS_TOKEN, ret, "a host or a pseudonym is expected here", SOURCE);
	if (!sipw__scan_host(s, ret) || !sipw__scan_port(s, &port))
		return false;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

char *sipw__encode_warning(struct sipw__out *o, char *p, const sipw_warning *v)
{
	static const struct sipw__part code = { "code", "a warning code has three digits", SOURCE };
	static const struct sipw__part agent = { "agent", "not allowed in a host or pseudonym", SOURCE };
	static const struct sipw__part text = { "text", "a warning text is UTF-8 without control characters", SOURCE };
	if (v->code > 999)
		return sipw__out_range(o, &code);
	if (!sipw__given(v->text))
		return sipw__out_bad(o, &text, v->text, NULL);
	p = sipw__write_padded(p, v->code, 3);
	*p++ = ' ';
	p = sipw__out_scanned(o, p, v->agent, scan_agent, &agent);
	*p++ = ' ';
	return sipw__out_text(o, p, v->text, v->escaped, &text);
}

bool sipw__scan_warning(struct sipw__scan *s, sipw_warning *ret)
{
	*ret = (sipw_warning){ .escaped = true };
	return sipw__scan_digits(s, 3, &ret->code, SOURCE) && sipw__scan_space(s, SOURCE) && scan_agent(s, &ret->agent) &&
	       sipw__scan_space(s, SOURCE) && sipw__scan_quoted(s, &ret->text);
}
