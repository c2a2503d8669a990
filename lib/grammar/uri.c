/* SPDX-License-Identifier: MIT */
#include "grammar/plain.h"
#include "grammar/tel.h"

#define URI_SOURCE "RFC 3261 19.1.1"

/* Whether a user part holds what a URI without brackets must not: there it belongs to the header field, or
 * begins the next value (RFC 3261 20). */
static bool needs_brackets(const char *at, const char *end)
{
	while (at < end && *at != ',' && *at != ';' && *at != '?')
		at++;
	return at < end;
}

/* [ user [ ":" password ] "@" ]. Only the "@" tells it from the host, so without one nothing is taken,
 * and what stands there has to be a host. */
static void take_userinfo(struct sipw__scan *s, unsigned how, sipw_uri *ret)
{
	const char *start = s->at, *stop = sipw__escaped_run(start, s->end, CLASS_USER);
	const char *colon = stop;
	if (stop == start || ((how & URI_BARE) && needs_brackets(start, stop)))
		return;
	if (stop < s->end && *stop == ':')
		stop = sipw__escaped_run(stop + 1, s->end, CLASS_PASSWORD);
	if (stop == s->end || *stop != '@' || ((how & URI_BARE) && needs_brackets(colon, stop)))
		return;
	ret->user = sipw_sn(start, (size_t)(colon - start));
	if (colon < stop)
		ret->password = sipw_sn(colon + 1, (size_t)(stop - colon) - 1);
	s->at = stop + 1;
}

bool sipw__scan_uri_params(struct sipw__scan *s)
{
	struct sipw__scan inner = *s;
	struct sipw__param param;
	sipw__scan_params_start(&inner);
	while (sipw__scan_sees(&inner, ';')) {
		inner.at++;
		if (!sipw__scan_uri_param(&inner, &param))
			return sipw__scan_fault(s, inner.code, inner.fault, inner.sentence, inner.source);
	}
	if (inner.n_params >= PARAMS_DOUBTFUL && !sipw__scan_doubles(&inner, true))
		return sipw__scan_fault(s, inner.code, inner.fault, inner.sentence, inner.source);
	s->at = inner.at;
	return true;
}

bool sipw__scan_uri_header(struct sipw__scan *s, sipw_str *ret_name, sipw_str *ret_value)
{
	if (!sipw__scan_escaped_text(s, CLASS_HNAME, ret_name, "a header name is expected here", URI_SOURCE) ||
	    !sipw__scan_char(s, '=', "'=' is expected here", URI_SOURCE))
		return false;
	const char *start = s->at;
	if (!sipw__scan_escaped(s, CLASS_HVALUE))
		return false;
	*ret_value = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

bool sipw__scan_uri_headers(struct sipw__scan *s)
{
	sipw_str name, value;
	unsigned n = 0;
	do {
		s->at++;
		if (++n > URI_HEADERS_MAX)
			return sipw__scan_fault(s, SIPW_ERR_LIMIT, s->at, "a URI has 256 header fields at most", NULL);
		if (!sipw__scan_uri_header(s, &name, &value))
			return false;
	} while (sipw__scan_sees(s, '&'));
	return true;
}

static sipw_str since(const char *start, const struct sipw__scan *s)
{
	return start == s->at ? (sipw_str){ 0 } : sipw_sn(start, (size_t)(s->at - start));
}

/* *( ";" uri-parameter ) [ headers ] */
static bool scan_tail(struct sipw__scan *s, unsigned how, sipw_uri *ret)
{
	const char *start = s->at;
	if (!sipw__scan_uri_params(s))
		return false;
	ret->params = since(start, s);
	if (!sipw__scan_sees(s, '?'))
		return true;
	if (how & URI_REQUEST)
		return sipw__scan_misfit(s, "a Request-URI has no header part", URI_SOURCE);
	start = s->at;
	if (!sipw__scan_uri_headers(s))
		return false;
	ret->headers = since(start, s);
	return true;
}

/* What follows "sip:" or "sips:": [ userinfo ] hostport, and the rest. */
static bool scan_sip(struct sipw__scan *s, unsigned how, sipw_uri *ret)
{
	take_userinfo(s, how, ret);
	return sipw__scan_host(s, &ret->host) && sipw__scan_port(s, &ret->port) &&
	       ((how & URI_BARE) || scan_tail(s, how, ret));
}

/* [ [ userinfo "@" ] IPv6reference ... ] of a net-path: its brackets are no uric (RFC 3261 25.1 srvr). */
static bool scan_reference(struct sipw__scan *s, const char *start, uint64_t mask)
{
	const char *at = s->at;
	sipw_str host;
	if (!sipw__scan_sees(s, '[') || at - start < 2 || start[0] != '/' || start[1] != '/' ||
	    (at - start > 2 && (at[-1] != '@' || memchr(start + 2, '/', (size_t)(at - start) - 2) != NULL)))
		return true;
	return sipw__scan_host(s, &host) && sipw__scan_escaped(s, mask);
}

/* tel:, or absoluteURI = scheme ":" ( hier-part / opaque-part ); both come down to one or more uric. */
bool sipw__scan_other_uri(struct sipw__scan *s, sipw_str scheme, unsigned how, sipw_str *ret)
{
	const char *start = s->at;
	sipw_tel tel;
	if (sipw__is_tel(scheme)) {
		const bool right = sipw__scan_tel(s, how, false, &tel);
		*ret = sipw_sn(start, (size_t)(s->at - start));
		return right;
	}
	const uint64_t mask = how & URI_BARE ? CLASS_URIC_BARE : CLASS_URIC;
	if (!sipw__scan_escaped_text(s, mask, ret, "nothing follows the scheme", "RFC 3261 25.1") ||
	    !scan_reference(s, start, mask))
		return false;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

bool sipw__scan_scheme(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	if (!sipw__scan_class(s, CLASS_SCHEME, ret, "a URI is expected here", "RFC 3261 25.1"))
		return false;
	return sipw__is(*start, CLASS_ALPHA) ||
	       sipw__scan_fault(s, SIPW_ERR_SYNTAX, start, "a URI's scheme begins with a letter", "RFC 3261 25.1");
}

/* The length of "sip" or "sips" in any case, with a colon behind it; 0 if neither stands there. */
static size_t sip_scheme(const struct sipw__scan *s)
{
	const size_t left = (size_t)(s->end - s->at);
	if (left >= 4 && sipw__same_nocase(s->at, "sip:", 4))
		return 3;
	return left >= 5 && sipw__same_nocase(s->at, "sips:", 5) ? 4 : 0;
}

bool sipw__scan_uri_parts(struct sipw__scan *s, unsigned how, sipw_uri *ret)
{
	const size_t sip = sip_scheme(s);
	*ret = (sipw_uri){ .scheme = sipw_sn(s->at, sip) };
	if (sip > 0) {
		s->at += sip + 1;
		return scan_sip(s, how, ret);
	}
	return sipw__scan_scheme(s, &ret->scheme) &&
	       sipw__scan_char(s, ':', "':' must follow the scheme of a URI", "RFC 3261 25.1") &&
	       sipw__scan_other_uri(s, ret->scheme, how, &ret->rest);
}

bool sipw__scan_uri(struct sipw__scan *s, unsigned how, sipw_str *ret)
{
	sipw_uri parts;
	const char *start = s->at;
	const char *stop = how == URI_ANY ? sipw__plain_uri(start, s->end) : NULL;
	if (stop != NULL)
		s->at = stop;
	else if (!sipw__scan_uri_parts(s, how, &parts))
		return false;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

bool sipw__uri_split(sipw_str uri, sipw_uri *ret)
{
	struct sipw__scan s = sipw__scan_of(uri, PLACE_URI);
	return sipw__scan_uri_parts(&s, URI_ANY, ret) && sipw__scan_done(&s) && sipw__given(ret->host);
}
