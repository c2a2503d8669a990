/* SPDX-License-Identifier: MIT */
/* P-User-Database: LAQUOT DiameterURI RAQUOT *( SEMI generic-param ) (RFC 4457 4), where
 * DiameterURI = ( "aaa://" / "aaas://" ) FQDN [ port ] [ transport ] [ protocol ] (RFC 6733 4.3.1). */
#include "fields/named.h"

#define SOURCE "RFC 6733 4.3.1"

static bool scan_scheme(struct sipw__scan *s)
{
	static const sipw_str secure = SIPW_S("aaas://"), plain = SIPW_S("aaa://");
	struct sipw__scan ahead = *s;
	if (!sipw__scan_word(&ahead, secure, NULL, NULL))
		return sipw__scan_word(s, plain, "an aaa:// or aaas:// URI is expected here", SOURCE);
	s->at = ahead.at;
	return true;
}

static bool is_one_of(sipw_str word, const sipw_str *words, size_t n)
{
	while (n > 0 && !sipw__equal_nocase(word, words[n - 1]))
		n--;
	return n > 0;
}

/* [ ";name=" word ] */
static bool scan_option(struct sipw__scan *s, sipw_str name, const sipw_str *words, size_t n, const char *sentence)
{
	struct sipw__scan ahead = *s;
	sipw_str word;
	if (!sipw__scan_word(&ahead, name, NULL, NULL))
		return true;
	s->at = ahead.at;
	if (!sipw__scan_class(s, CLASS_TOKEN, &word, sentence, SOURCE))
		return false;
	return is_one_of(word, words, n) || sipw__scan_fault(s, SIPW_ERR_SYNTAX, word.ptr, sentence, SOURCE);
}

static bool scan_uri(struct sipw__scan *s, sipw_str *ret)
{
	static const sipw_str transport = SIPW_S(";transport="), protocol = SIPW_S(";protocol=");
	static const sipw_str transports[] = { SIPW_S("tcp"), SIPW_S("sctp"), SIPW_S("udp") };
	static const sipw_str protocols[] = { SIPW_S("diameter"), SIPW_S("radius"), SIPW_S("tacacs+") };
	const char *start = s->at;
	sipw_str host;
	uint32_t port;
	if (!scan_scheme(s) || !sipw__scan_host(s, &host) || !sipw__scan_port(s, &port) ||
	    !scan_option(s, transport, transports, 3, "tcp, sctp or udp is expected here") ||
	    !scan_option(s, protocol, protocols, 3, "diameter, radius or tacacs+ is expected here"))
		return false;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

char *sipw__encode_diameter_uri(struct sipw__out *o, char *p, const sipw_bracketed_uri *v)
{
	static const struct sipw__part part = { "uri", "not allowed in a Diameter URI", SOURCE };
	*p++ = '<';
	p = sipw__out_scanned(o, p, v->uri, scan_uri, &part);
	*p++ = '>';
	return sipw__out_named(o, p, SIPW_KIND_DIAMETER_URI, v);
}

bool sipw__scan_diameter_uri(struct sipw__scan *s, sipw_bracketed_uri *ret)
{
	*ret = (sipw_bracketed_uri){ .escaped = true };
	return sipw__scan_char(s, '<', "'<' is expected here", "RFC 4457 4") && scan_uri(s, &ret->uri) &&
	       sipw__scan_char(s, '>', "'>' is expected here", "RFC 4457 4") &&
	       sipw__scan_named(s, SIPW_KIND_DIAMETER_URI, ret);
}
