/* SPDX-License-Identifier: MIT */
/* Values that are one name in a grammar of its own: Content-ID (RFC 8262 3.2), P-Asserted-Service (RFC
 * 6050 4.4), P-Media-Authorization (RFC 3313 5.1), Geolocation-Routing (RFC 6442 4.2), and a host name
 * with parameters, P-Private-Network-Indication (RFC 7316 7). */
#include "fields/named.h"

#define ID_SOURCE "RFC 5322 3.6.4"

/* dot-atom-text = 1*atext *( "." 1*atext ) */
static bool scan_dot_atom(struct sipw__scan *s)
{
	for (;;) {
		const char *start = s->at;
		while (s->at < s->end && *s->at != '.' && sipw__is(*s->at, CLASS_DOT_ATOM_TEXT))
			s->at++;
		if (s->at == start)
			return sipw__scan_misfit(s, "a character of an atom is expected here", ID_SOURCE);
		if (!sipw__scan_sees(s, '.'))
			return true;
		s->at++;
	}
}

/* no-fold-literal = "[" *dtext "]", where dtext is printable but for brackets and backslash */
static bool scan_literal(struct sipw__scan *s)
{
	s->at++;
	while (s->at < s->end && sipw__is(*s->at, CLASS_TEXT_UTF8CHAR) && *s->at != '[' && *s->at != ']' && *s->at != '\\')
		s->at++;
	return sipw__scan_char(s, ']', "']' is expected here", ID_SOURCE);
}

/* msg-id = "<" id-left "@" id-right ">" */
bool sipw__scan_msg_id(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	if (!sipw__scan_char(s, '<', "'<' is expected here", "RFC 8262 3.2") || !scan_dot_atom(s) ||
	    !sipw__scan_char(s, '@', "'@' is expected here", ID_SOURCE) ||
	    !(sipw__scan_sees(s, '[') ? scan_literal(s) : scan_dot_atom(s)) ||
	    !sipw__scan_char(s, '>', "'>' is expected here", "RFC 8262 3.2"))
		return false;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

char *sipw__encode_msg_id(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", "not allowed behind a message id", "RFC 8262 3.2" };
	return sipw__out_scanned(o, p, v, sipw__scan_msg_id, &part);
}

#define SERVICE_SOURCE "RFC 6050 4.4"

/* let-dig = ALPHA / DIGIT / "-" */
static bool scan_label(struct sipw__scan *s)
{
	sipw_str ignored;
	return sipw__scan_class(s, CLASS_DOMAINLABEL, &ignored, "a letter, a digit or '-' is expected here", SERVICE_SOURCE);
}

/* Service-ID = "urn:urn-7:" top-level *( "." sub-service-id ); the top level has 27 characters at most */
bool sipw__scan_service_id(struct sipw__scan *s, sipw_str *ret)
{
	static const sipw_str prefix = SIPW_S("urn:urn-7:");
	const char *start = s->at;
	if (!sipw__scan_word(s, prefix, "urn:urn-7: is expected here", SERVICE_SOURCE))
		return false;
	const char *top = s->at;
	if (!scan_label(s))
		return false;
	if (s->at - top > 27)
		return sipw__scan_fault(s, SIPW_ERR_SYNTAX, top + 27, "a top-level service has 27 characters at most", SERVICE_SOURCE);
	while (sipw__scan_sees(s, '.')) {
		s->at++;
		if (!scan_label(s))
			return false;
	}
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

char *sipw__encode_service_id(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", "not allowed in a service identifier", SERVICE_SOURCE };
	return sipw__out_scanned(o, p, v, sipw__scan_service_id, &part);
}

static const char hex_sentence[] = "a hexadecimal digit is expected here";

/* 1*HEXDIG */
bool sipw__scan_hex(struct sipw__scan *s, sipw_str *ret)
{
	return sipw__scan_class(s, CLASS_HEXDIG, ret, hex_sentence, "RFC 3313 5.1");
}

char *sipw__encode_hex(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", hex_sentence, "RFC 3313 5.1" };
	return sipw__out_class(o, p, v, CLASS_HEXDIG, &part);
}

/* generic-param = token [ EQUAL gen-value ]: "yes", "no", or what an extension defines */
bool sipw__scan_generic_param(struct sipw__scan *s, sipw_str *ret)
{
	struct sipw__param param;
	if (!sipw__scan_bare_param(s, &param))
		return false;
	*ret = param.whole;
	return true;
}

char *sipw__encode_generic_param(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", "not allowed behind a parameter", "RFC 6442 4.2" };
	return sipw__out_scanned(o, p, v, sipw__scan_generic_param, &part);
}

static bool scan_name(struct sipw__scan *s, sipw_str *ret)
{
	return sipw__scan_hostname(s, ret, "RFC 7316 7");
}

char *sipw__encode_hostname_params(struct sipw__out *o, char *p, const sipw_hostname *v)
{
	static const struct sipw__part part = { "name", "not allowed in a host name", "RFC 7316 7" };
	p = sipw__out_scanned(o, p, v->name, scan_name, &part);
	return sipw__out_named(o, p, SIPW_KIND_HOSTNAME_PARAMS, v);
}

bool sipw__scan_hostname_params(struct sipw__scan *s, sipw_hostname *ret)
{
	*ret = (sipw_hostname){ .escaped = true };
	return scan_name(s, &ret->name) && sipw__scan_named(s, SIPW_KIND_HOSTNAME_PARAMS, ret);
}
