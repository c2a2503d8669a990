/* SPDX-License-Identifier: MIT */
#include "grammar/scan.h"

#define URI_SOURCE "RFC 3261 19.1.1"

bool sipw__scan_escaped(struct sipw__scan *s, uint64_t mask)
{
	for (;;) {
		s->at = sipw__span(s->at, s->end, mask);
		if (!sipw__scan_sees(s, '%'))
			return true;
		if (s->end - s->at < 3 || !sipw__is(s->at[1], CLASS_HEXDIG) || !sipw__is(s->at[2], CLASS_HEXDIG))
			return sipw__scan_misfit(s, "two hexadecimal digits must follow %", "RFC 3261 25.1");
		s->at += 3;
	}
}

/* [ user [ ":" password ] "@" ]. Only the "@" tells it from the host, so without one the cursor
 * stays, and what stands there has to be a host. */
static void scan_userinfo(struct sipw__scan *s)
{
	struct sipw__scan ahead = *s;
	if (!sipw__scan_escaped(&ahead, CLASS_USER) || ahead.at == s->at)
		return;
	if (sipw__scan_sees(&ahead, ':')) {
		ahead.at++;
		if (!sipw__scan_escaped(&ahead, CLASS_PASSWORD))
			return;
	}
	if (sipw__scan_sees(&ahead, '@'))
		s->at = ahead.at + 1;
}

/* *( ";" uri-parameter ), each in the form that params.spec gives it, none twice (19.1.1). */
static bool scan_uri_params(struct sipw__scan *s)
{
	struct sipw__scan inner = *s;
	struct sipw__param param;
	sipw__scan_params_start(&inner);
	while (sipw__scan_sees(&inner, ';')) {
		inner.at++;
		if (!sipw__scan_uri_param(&inner, &param))
			return sipw__scan_fault(s, inner.code, inner.fault, inner.sentence, inner.source);
	}
	s->at = inner.at;
	return true;
}

/* "?" hname "=" hvalue *( "&" hname "=" hvalue ) */
static bool scan_uri_headers(struct sipw__scan *s)
{
	do {
		s->at++;
		const char *name = s->at;
		if (!sipw__scan_escaped(s, CLASS_HNAME))
			return false;
		if (s->at == name)
			return sipw__scan_misfit(s, "a header name is expected here", URI_SOURCE);
		if (!sipw__scan_char(s, '=', "'=' is expected here", URI_SOURCE) ||
		    !sipw__scan_escaped(s, CLASS_HVALUE))
			return false;
	} while (sipw__scan_sees(s, '&'));
	return true;
}

static sipw_str since(const char *start, const struct sipw__scan *s)
{
	return start == s->at ? (sipw_str){ 0 } : sipw_sn(start, (size_t)(s->at - start));
}

/* What follows "sip:" or "sips:". */
static bool scan_sip(struct sipw__scan *s, unsigned how, struct sipw__uri_parts *ret)
{
	const char *start = s->at;
	scan_userinfo(s);
	ret->user = s->at > start ? sipw_sn(start, (size_t)(s->at - start) - 1) : (sipw_str){ 0 };
	ret->params = ret->headers = (sipw_str){ 0 };
	if (!sipw__scan_host(s, &ret->host) || !sipw__scan_port(s, &ret->port))
		return false;
	if (how & URI_BARE)
		return true;
	start = s->at;
	if (!scan_uri_params(s))
		return false;
	ret->params = since(start, s);
	if (!sipw__scan_sees(s, '?'))
		return true;
	if (how & URI_REQUEST)
		return sipw__scan_misfit(s, "a Request-URI has no header part", URI_SOURCE);
	start = s->at;
	if (!scan_uri_headers(s))
		return false;
	ret->headers = since(start, s);
	return true;
}

/* absoluteURI = scheme ":" ( hier-part / opaque-part ); both come down to one or more uric. */
static bool scan_absolute(struct sipw__scan *s, unsigned how)
{
	const char *start = s->at;
	const uint64_t mask = how & URI_BARE ? CLASS_URIC_BARE : CLASS_URIC;
	return sipw__scan_escaped(s, mask) &&
	       (s->at > start || sipw__scan_misfit(s, "nothing follows the scheme", "RFC 3261 25.1"));
}

/* scheme ":"; *ret_sip says whether it is sip or sips. */
static bool scan_scheme(struct sipw__scan *s, bool *ret_sip)
{
	static const sipw_str sip = SIPW_S("sip"), sips = SIPW_S("sips");
	const char *start = s->at;
	sipw_str scheme;
	if (!sipw__scan_class(s, CLASS_SCHEME, &scheme, "a URI is expected here", "RFC 3261 25.1"))
		return false;
	*ret_sip = sipw__equal_nocase(scheme, sip) || sipw__equal_nocase(scheme, sips);
	if (!sipw__is(*start, CLASS_ALPHA)) {
		s->at = start;
		return sipw__scan_misfit(s, "a URI's scheme begins with a letter", "RFC 3261 25.1");
	}
	return sipw__scan_char(s, ':', "':' must follow the scheme of a URI", "RFC 3261 25.1");
}

bool sipw__scan_uri(struct sipw__scan *s, unsigned how, sipw_str *ret)
{
	struct sipw__uri_parts parts;
	const char *start = s->at;
	bool sip;
	if (!scan_scheme(s, &sip) || !(sip ? scan_sip(s, how, &parts) : scan_absolute(s, how)))
		return false;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

bool sipw__uri_split(sipw_str uri, struct sipw__uri_parts *ret)
{
	struct sipw__scan s = sipw__scan_of(uri, PLACE_URI);
	bool sip;
	return scan_scheme(&s, &sip) && sip && scan_sip(&s, URI_ANY, ret) && sipw__scan_done(&s);
}
