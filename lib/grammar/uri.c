/* SPDX-License-Identifier: MIT */
#include "grammar/plain.h"
#include "grammar/scan.h"

#define URI_SOURCE "RFC 3261 19.1.1"

/* [ user [ ":" password ] "@" ]: the place behind the "@". Only the "@" tells it from the host, so
 * without one it is `at` itself, and what stands there has to be a host. */
static const char *skip_userinfo(const char *at, const char *end)
{
	const char *stop = sipw__escaped_run(at, end, CLASS_USER);
	if (stop == at)
		return at;
	if (stop < end && *stop == ':')
		stop = sipw__escaped_run(stop + 1, end, CLASS_PASSWORD);
	return stop < end && *stop == '@' ? stop + 1 : at;
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

/* [ userinfo ] hostport. */
static bool scan_authority(struct sipw__scan *s, struct sipw__uri_parts *ret)
{
	const char *start = s->at;
	s->at = skip_userinfo(start, s->end);
	ret->user = s->at > start ? sipw_sn(start, (size_t)(s->at - start) - 1) : (sipw_str){ 0 };
	return sipw__scan_host(s, &ret->host) && sipw__scan_port(s, &ret->port);
}

/* *( ";" uri-parameter ) [ headers ] */
static bool scan_tail(struct sipw__scan *s, unsigned how, struct sipw__uri_parts *ret)
{
	const char *start = s->at;
	if (!scan_uri_params(s))
		return false;
	ret->params = since(start, s);
	ret->headers = (sipw_str){ 0 };
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

/* What follows "sip:" or "sips:". */
static bool scan_sip(struct sipw__scan *s, unsigned how, struct sipw__uri_parts *ret)
{
	ret->params = ret->headers = (sipw_str){ 0 };
	return scan_authority(s, ret) && ((how & URI_BARE) || scan_tail(s, how, ret));
}

/* absoluteURI = scheme ":" ( hier-part / opaque-part ); both come down to one or more uric. */
static bool scan_absolute(struct sipw__scan *s, unsigned how)
{
	const char *start = s->at;
	const uint64_t mask = how & URI_BARE ? CLASS_URIC_BARE : CLASS_URIC;
	return sipw__scan_escaped(s, mask) &&
	       (s->at > start || sipw__scan_misfit(s, "nothing follows the scheme", "RFC 3261 25.1"));
}

/* scheme ":" of any kind. */
static bool scan_scheme(struct sipw__scan *s)
{
	const char *start = s->at;
	sipw_str scheme;
	if (!sipw__scan_class(s, CLASS_SCHEME, &scheme, "a URI is expected here", "RFC 3261 25.1"))
		return false;
	if (!sipw__is(*start, CLASS_ALPHA)) {
		s->at = start;
		return sipw__scan_misfit(s, "a URI's scheme begins with a letter", "RFC 3261 25.1");
	}
	return sipw__scan_char(s, ':', "':' must follow the scheme of a URI", "RFC 3261 25.1");
}

/* The length of "sip:" or "sips:" in any case; 0 if neither stands there. */
static size_t sip_scheme(const struct sipw__scan *s)
{
	const size_t left = (size_t)(s->end - s->at);
	if (left >= 4 && sipw__same_nocase(s->at, "sip:", 4))
		return 4;
	return left >= 5 && sipw__same_nocase(s->at, "sips:", 5) ? 5 : 0;
}

bool sipw__scan_uri(struct sipw__scan *s, unsigned how, sipw_str *ret)
{
	struct sipw__uri_parts parts;
	const char *start = s->at;
	const size_t sip = sip_scheme(s);
	s->at += sip;
	if (!(sip > 0 ? scan_sip(s, how, &parts) : scan_scheme(s) && scan_absolute(s, how)))
		return false;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

bool sipw__uri_split(sipw_str uri, struct sipw__uri_parts *ret)
{
	struct sipw__scan s = sipw__scan_of(uri, PLACE_URI);
	const size_t sip = sip_scheme(&s);
	s.at += sip;
	return sip > 0 && scan_sip(&s, URI_ANY, ret) && sipw__scan_done(&s);
}
