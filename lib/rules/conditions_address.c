/* SPDX-License-Identifier: MIT */
/* Conditions of addresses and the URIs in them. */
#include "rules/conditions.h"

#include "grammar/scan.h"
#include "grammar/uri_place.h"
#include "rules/report.h"
#include "rules/uri.h"

/* A Contact names a dialog's target, or one of several places where somebody may be found. */
static int contact_place(const struct sipw__view *v)
{
	const bool dialog = (sipw__method_row(v->method)->properties & (METHOD_DIALOG | METHOD_REFRESH)) != 0;
	return dialog && v->m->code < 300 ? SIPW_PLACE_DIALOG : SIPW_PLACE_CONTACT;
}

bool sipw__condition_uri_part(const struct sipw__view *v, const struct sipw__at *at)
{
	switch (at->line->index) {
	case SIPW_HDR_FROM:
		return sipw__parts_fit(at, at->value->address.uri, SIPW_PLACE_FROM);
	case SIPW_HDR_TO:
		return sipw__parts_fit(at, at->value->address.uri, SIPW_PLACE_TO);
	case SIPW_HDR_CONTACT:
		return at->value->contact.star || sipw__parts_fit(at, at->value->contact.uri, contact_place(v));
	default:
		return sipw__parts_fit(at, at->value->address.uri, SIPW_PLACE_DIALOG);
	}
}

/* Behind a URI without brackets each parameter belongs to the header field (RFC 3261 20). */
bool sipw__condition_bare_uri_param(const struct sipw__view *v, const struct sipw__at *at)
{
	const bool contact = sipw__header_rows[at->line->index].kind == SIPW_KIND_CONTACT;
	const sipw_str uri = contact ? at->value->contact.uri : at->value->address.uri;
	const struct uri_part_row *other = &sipw__uri_part_rows[URI_PART_OTHER_PARAM];
	const char *end = at->text.ptr + at->text.len;
	struct sipw__param param;
	bool kept = true;
	(void)v;
	if (uri.ptr != at->text.ptr)
		return true;
	struct sipw__scan s = sipw__scan_of(sipw_sn(uri.ptr + uri.len, (size_t)(end - uri.ptr) - uri.len), at->line->index);
	while (sipw__scan_param(&s, ';', &param))
		if (sipw__uri_param_row(param.name) != other)
			kept = sipw__broken(at, param.name.ptr);
	return kept;
}

bool sipw__condition_record_route_lr(const struct sipw__view *v, const struct sipw__at *at)
{
	static const sipw_str lr = SIPW_S("lr");
	const sipw_str uri = at->value->address.uri;
	sipw_uri parts;
	sipw_str value;
	(void)v;
	return (sipw__uri_split(uri, &parts) && sipw__given(parts.params) &&
		sipw_uri_params_find(parts.params, lr, &value) == 1) ||
	       sipw__broken(at, uri.ptr);
}

enum { IDENTITY_SIP = 1, IDENTITY_TEL = 2 };

static unsigned identity_of(sipw_str uri)
{
	static const sipw_str tel = SIPW_S("tel");
	if (sipw__is_sip(uri))
		return IDENTITY_SIP;
	return sipw__has_scheme(uri, tel) ? IDENTITY_TEL : 0;
}

/* Each sort is there once, in all values together. */
bool sipw__condition_identities(const struct sipw__view *v, const struct sipw__at *at)
{
	unsigned *before = &at->report->identities[at->line->index == SIPW_HDR_P_PREFERRED_IDENTITY];
	const sipw_str uri = at->value->address.uri;
	const unsigned identity = identity_of(uri);
	(void)v;
	if (identity == 0 || (*before & identity))
		return sipw__broken(at, uri.ptr);
	*before |= identity;
	return true;
}
