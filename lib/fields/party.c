/* SPDX-License-Identifier: MIT */
/* Addresses with parameters of their own: History-Info (RFC 7044 5), Diversion (RFC 5806 4),
 * Remote-Party-ID (draft-ietf-sip-privacy-04), P-Served-User (RFC 8498 6.2), P-Refused-URI-List (RFC 5318
 * 5), P-DCS-Trace-Party-ID (RFC 5503 5.1). */
#include "fields/named.h"

static const char no_index[] = "the index parameter is missing";

char *sipw__encode_history_info(struct sipw__out *o, char *p, const sipw_history_info *v)
{
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	if (!sipw__given(v->index))
		return sipw__out_missing(o, "index", no_index, "RFC 7044 5");
	return sipw__out_named(o, p, SIPW_KIND_HISTORY_INFO, v);
}

/* The index is mandatory; only the grammar does not say so. */
bool sipw__scan_history_info(struct sipw__scan *s, sipw_history_info *ret)
{
	struct sipw__name_addr found;
	if (!sipw__scan_display_uri(s, false, &found))
		return false;
	*ret = (sipw_history_info){ .display = found.display, .uri = found.uri, .escaped = true };
	if (!sipw__scan_named(s, SIPW_KIND_HISTORY_INFO, ret))
		return false;
	return sipw__given(ret->index) || !s->strict || sipw__scan_misfit(s, no_index, "RFC 7044 5");
}

char *sipw__encode_diversion(struct sipw__out *o, char *p, const sipw_diversion *v)
{
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	return sipw__out_named(o, p, SIPW_KIND_DIVERSION, v);
}

bool sipw__scan_diversion(struct sipw__scan *s, sipw_diversion *ret)
{
	struct sipw__name_addr found;
	if (!sipw__scan_display_uri(s, false, &found))
		return false;
	*ret = (sipw_diversion){ .display = found.display, .uri = found.uri, .escaped = true };
	return sipw__scan_named(s, SIPW_KIND_DIVERSION, ret);
}

char *sipw__encode_remote_party(struct sipw__out *o, char *p, const sipw_remote_party *v)
{
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	return sipw__out_named(o, p, SIPW_KIND_REMOTE_PARTY, v);
}

bool sipw__scan_remote_party(struct sipw__scan *s, sipw_remote_party *ret)
{
	struct sipw__name_addr found;
	if (!sipw__scan_display_uri(s, false, &found))
		return false;
	*ret = (sipw_remote_party){ .display = found.display, .uri = found.uri, .escaped = true };
	return sipw__scan_named(s, SIPW_KIND_REMOTE_PARTY, ret);
}

char *sipw__encode_served_user(struct sipw__out *o, char *p, const sipw_served_user *v)
{
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	return sipw__out_named(o, p, SIPW_KIND_SERVED_USER, v);
}

bool sipw__scan_served_user(struct sipw__scan *s, sipw_served_user *ret)
{
	struct sipw__name_addr found;
	if (!sipw__scan_display_uri(s, true, &found))
		return false;
	*ret = (sipw_served_user){ .display = found.display, .uri = found.uri, .escaped = true };
	return sipw__scan_named(s, SIPW_KIND_SERVED_USER, ret);
}

char *sipw__encode_refused_uri(struct sipw__out *o, char *p, const sipw_refused_uri *v)
{
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	return sipw__out_named(o, p, SIPW_KIND_REFUSED_URI, v);
}

bool sipw__scan_refused_uri(struct sipw__scan *s, sipw_refused_uri *ret)
{
	struct sipw__name_addr found;
	if (!sipw__scan_display_uri(s, true, &found))
		return false;
	*ret = (sipw_refused_uri){ .display = found.display, .uri = found.uri, .escaped = true };
	return sipw__scan_named(s, SIPW_KIND_REFUSED_URI, ret);
}

char *sipw__encode_trace_party(struct sipw__out *o, char *p, const sipw_trace_party *v)
{
	p = sipw__out_name_addr(o, p, &v->display, &v->uri, v->escaped);
	return sipw__out_named(o, p, SIPW_KIND_TRACE_PARTY, v);
}

bool sipw__scan_trace_party(struct sipw__scan *s, sipw_trace_party *ret)
{
	struct sipw__name_addr found;
	if (!sipw__scan_display_uri(s, false, &found))
		return false;
	*ret = (sipw_trace_party){ .display = found.display, .uri = found.uri, .escaped = true };
	return sipw__scan_named(s, SIPW_KIND_TRACE_PARTY, ret);
}
