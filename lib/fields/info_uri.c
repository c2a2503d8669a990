/* SPDX-License-Identifier: MIT */
/* URIs that are no addresses: LAQUOT absoluteURI RAQUOT *( SEMI param ) (RFC 3261 20.4, 20.9, 20.18; RFC
 * 6442 4.1; RFC 6794 4.4.5.2; RFC 7614 4.8; RFC 4457 4), and the two without brackets (RFC 6794 4.4.5.1,
 * RFC 5360 5.11.2). */
#include "fields/named.h"

static const struct sipw__part uri_part = { "uri", "an absolute URI is expected here", "RFC 3261 25.1" };

/* LAQUOT URI RAQUOT */
static char *put_bracketed(struct sipw__out *o, char *p, sipw_str uri)
{
	*p++ = '<';
	p = sipw__out_uri(o, p, &uri, URI_ANY);
	*p++ = '>';
	return p;
}

static bool scan_bracketed(struct sipw__scan *s, sipw_str *ret)
{
	return sipw__scan_char(s, '<', "'<' is expected here", "RFC 3261 25.1") && sipw__scan_uri(s, URI_ANY, ret) &&
	       sipw__scan_char(s, '>', "'>' is expected here", "RFC 3261 25.1");
}

char *sipw__encode_bracketed_uri(struct sipw__out *o, char *p, const sipw_bracketed_uri *v)
{
	return sipw__out_named(o, put_bracketed(o, p, v->uri), SIPW_KIND_BRACKETED_URI, v);
}

bool sipw__scan_bracketed_uri(struct sipw__scan *s, sipw_bracketed_uri *ret)
{
	*ret = (sipw_bracketed_uri){ .escaped = true };
	return scan_bracketed(s, &ret->uri) && sipw__scan_named(s, SIPW_KIND_BRACKETED_URI, ret);
}

char *sipw__encode_call_info(struct sipw__out *o, char *p, const sipw_call_info *v)
{
	return sipw__out_named(o, put_bracketed(o, p, v->uri), SIPW_KIND_CALL_INFO, v);
}

bool sipw__scan_call_info(struct sipw__scan *s, sipw_call_info *ret)
{
	*ret = (sipw_call_info){ .escaped = true };
	return scan_bracketed(s, &ret->uri) && sipw__scan_named(s, SIPW_KIND_CALL_INFO, ret);
}

char *sipw__encode_alert_info(struct sipw__out *o, char *p, const sipw_alert_info *v)
{
	return sipw__out_named(o, put_bracketed(o, p, v->uri), SIPW_KIND_ALERT_INFO, v);
}

bool sipw__scan_alert_info(struct sipw__scan *s, sipw_alert_info *ret)
{
	*ret = (sipw_alert_info){ .escaped = true };
	return scan_bracketed(s, &ret->uri) && sipw__scan_named(s, SIPW_KIND_ALERT_INFO, ret);
}

char *sipw__encode_geolocation(struct sipw__out *o, char *p, const sipw_geolocation *v)
{
	return sipw__out_named(o, put_bracketed(o, p, v->uri), SIPW_KIND_GEOLOCATION, v);
}

bool sipw__scan_geolocation(struct sipw__scan *s, sipw_geolocation *ret)
{
	*ret = (sipw_geolocation){ .escaped = true };
	return scan_bracketed(s, &ret->uri) && sipw__scan_named(s, SIPW_KIND_GEOLOCATION, ret);
}

char *sipw__encode_policy_contact(struct sipw__out *o, char *p, const sipw_policy_contact *v)
{
	return sipw__out_named(o, put_bracketed(o, p, v->uri), SIPW_KIND_POLICY_CONTACT, v);
}

bool sipw__scan_policy_contact(struct sipw__scan *s, sipw_policy_contact *ret)
{
	*ret = (sipw_policy_contact){ .escaped = true };
	return scan_bracketed(s, &ret->uri) && sipw__scan_named(s, SIPW_KIND_POLICY_CONTACT, ret);
}

/* Whether "sip:" or "sips:" stands here; does not move. */
static bool sees_sip(struct sipw__scan *s, const char *source)
{
	static const sipw_str sips = SIPW_S("sips:"), sip = SIPW_S("sip:");
	struct sipw__scan ahead = *s;
	if (sipw__scan_word(&ahead, sips, NULL, NULL))
		return true;
	ahead = *s;
	return sipw__scan_word(&ahead, sip, NULL, NULL) || sipw__scan_misfit(s, "a sip or sips URI is expected here", source);
}

static bool scan_sip_uri(struct sipw__scan *s, sipw_str *ret)
{
	return sees_sip(s, "RFC 7614 4.8") && sipw__scan_uri(s, URI_ANY, ret);
}

/* Refer-Events-At: LAQUOT ( SIP-URI / SIPS-URI ) RAQUOT */
char *sipw__encode_bracketed_sip_uri(struct sipw__out *o, char *p, const sipw_bracketed_uri *v)
{
	*p++ = '<';
	p = sipw__out_scanned(o, p, v->uri, scan_sip_uri, &uri_part);
	*p++ = '>';
	return sipw__out_named(o, p, SIPW_KIND_BRACKETED_SIP_URI, v);
}

bool sipw__scan_bracketed_sip_uri(struct sipw__scan *s, sipw_bracketed_uri *ret)
{
	*ret = (sipw_bracketed_uri){ .escaped = true };
	return sipw__scan_char(s, '<', "'<' is expected here", "RFC 7614 4.8") && scan_sip_uri(s, &ret->uri) &&
	       sipw__scan_char(s, '>', "'>' is expected here", "RFC 7614 4.8") &&
	       sipw__scan_named(s, SIPW_KIND_BRACKETED_SIP_URI, ret);
}

/* Without brackets the URI ends where a parameter, a header part or another value would begin: those of
 * its own cannot be told from the field's (RFC 3261 20). */
static bool scan_bare_uri(struct sipw__scan *s, sipw_str *ret)
{
	return sipw__scan_uri(s, URI_BARE, ret);
}

static bool scan_bare_sip(struct sipw__scan *s, sipw_str *ret)
{
	return sees_sip(s, "RFC 5360 5.11.2") && scan_bare_uri(s, ret);
}

static const struct sipw__part bare_part = { "uri", "a URI without brackets has no parameters, headers or commas",
					     "RFC 3261 20" };

char *sipw__encode_policy_id(struct sipw__out *o, char *p, const sipw_policy_id *v)
{
	p = sipw__out_scanned(o, p, v->uri, scan_bare_uri, &bare_part);
	return sipw__out_named(o, p, SIPW_KIND_POLICY_ID, v);
}

bool sipw__scan_policy_id(struct sipw__scan *s, sipw_policy_id *ret)
{
	*ret = (sipw_policy_id){ .escaped = true };
	return scan_bare_uri(s, &ret->uri) && sipw__scan_named(s, SIPW_KIND_POLICY_ID, ret);
}

char *sipw__encode_trigger_consent(struct sipw__out *o, char *p, const sipw_trigger_consent *v)
{
	p = sipw__out_scanned(o, p, v->uri, scan_bare_sip, &bare_part);
	return sipw__out_named(o, p, SIPW_KIND_TRIGGER_CONSENT, v);
}

bool sipw__scan_trigger_consent(struct sipw__scan *s, sipw_trigger_consent *ret)
{
	*ret = (sipw_trigger_consent){ .escaped = true };
	return scan_bare_sip(s, &ret->uri) && sipw__scan_named(s, SIPW_KIND_TRIGGER_CONSENT, ret);
}
