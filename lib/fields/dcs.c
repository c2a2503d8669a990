/* SPDX-License-Identifier: MIT */
/* P-DCS-Billing-Info, P-DCS-LAES, P-DCS-Redirect (RFC 5503 7.1, 8.1). */
#include "fields/named.h"

#define BILLING_SOURCE "RFC 5503 7.1"
#define LAES_SOURCE "RFC 5503 8.1"

static const char correlation_sentence[] = "1 to 48 hexadecimal digits are expected here";
static const char entity_sentence[] = "1 to 16 hexadecimal digits are expected here";

/* 1*nHEXDIG */
static bool scan_hex(struct sipw__scan *s, size_t n, sipw_str *ret, const char *sentence)
{
	const char *start = s->at;
	return sipw__scan_class(s, CLASS_HEXDIG, ret, sentence, BILLING_SOURCE) &&
	       (ret->len <= n || sipw__scan_fault(s, SIPW_ERR_SYNTAX, start, sentence, BILLING_SOURCE));
}

static bool scan_correlation(struct sipw__scan *s, sipw_str *ret)
{
	return scan_hex(s, 48, ret, correlation_sentence);
}

static bool scan_entity(struct sipw__scan *s, sipw_str *ret)
{
	return scan_hex(s, 16, ret, entity_sentence);
}

static const struct sipw__part host_part = { "host", "a host is expected here", "RFC 3261 25.1" };

/* Billing-Correlation-ID "/" 1*16HEXDIG "@" host *( SEMI Billing-Info-param ) */
char *sipw__encode_dcs_billing_info(struct sipw__out *o, char *p, const sipw_dcs_billing_info *v)
{
	static const struct sipw__part correlation = { "correlation", correlation_sentence, BILLING_SOURCE };
	static const struct sipw__part entity = { "entity", entity_sentence, BILLING_SOURCE };
	p = sipw__out_scanned(o, p, v->correlation, scan_correlation, &correlation);
	*p++ = '/';
	p = sipw__out_scanned(o, p, v->entity, scan_entity, &entity);
	*p++ = '@';
	p = sipw__out_host(o, p, v->host, &host_part);
	return sipw__out_named(o, p, SIPW_KIND_DCS_BILLING_INFO, v);
}

bool sipw__scan_dcs_billing_info(struct sipw__scan *s, sipw_dcs_billing_info *ret)
{
	*ret = (sipw_dcs_billing_info){ .escaped = true };
	return scan_correlation(s, &ret->correlation) &&
	       sipw__scan_char(s, '/', "'/' is expected here", BILLING_SOURCE) && scan_entity(s, &ret->entity) &&
	       sipw__scan_char(s, '@', "'@' is expected here", BILLING_SOURCE) && sipw__scan_host(s, &ret->host) &&
	       sipw__scan_named(s, SIPW_KIND_DCS_BILLING_INFO, ret);
}

/* hostport *( SEMI Laes-param ) */
char *sipw__encode_dcs_laes(struct sipw__out *o, char *p, const sipw_dcs_laes *v)
{
	static const struct sipw__part port = { "port", "a port is 1 to 65535", "RFC 3261 25.1" };
	p = sipw__out_host(o, p, v->host, &host_part);
	if (v->port > 65535)
		return sipw__out_range(o, &port);
	if (v->port != 0) {
		*p++ = ':';
		p = sipw__write_number(p, v->port);
	}
	return sipw__out_named(o, p, SIPW_KIND_DCS_LAES, v);
}

bool sipw__scan_dcs_laes(struct sipw__scan *s, sipw_dcs_laes *ret)
{
	*ret = (sipw_dcs_laes){ .escaped = true };
	return sipw__scan_host(s, &ret->host) && sipw__scan_port(s, &ret->port) &&
	       sipw__scan_named(s, SIPW_KIND_DCS_LAES, ret);
}

static bool scan_called(struct sipw__scan *s, sipw_str *ret)
{
	return sipw__scan_uri(s, URI_ANY, ret);
}

/* LDQUOT addr-spec RDQUOT *( SEMI redir-params ) */
char *sipw__encode_dcs_redirect(struct sipw__out *o, char *p, const sipw_dcs_redirect *v)
{
	static const struct sipw__part called = { "called", "not allowed in a URI", LAES_SOURCE };
	*p++ = '"';
	p = sipw__out_scanned(o, p, v->called, scan_called, &called);
	*p++ = '"';
	return sipw__out_named(o, p, SIPW_KIND_DCS_REDIRECT, v);
}

bool sipw__scan_dcs_redirect(struct sipw__scan *s, sipw_dcs_redirect *ret)
{
	*ret = (sipw_dcs_redirect){ .escaped = true };
	return sipw__scan_char(s, '"', "'\"' is expected here", LAES_SOURCE) && scan_called(s, &ret->called) &&
	       sipw__scan_char(s, '"', "'\"' is expected here", LAES_SOURCE) &&
	       sipw__scan_named(s, SIPW_KIND_DCS_REDIRECT, ret);
}
