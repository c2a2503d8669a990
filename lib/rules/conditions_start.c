/* SPDX-License-Identifier: MIT */
/* Conditions of the start line. What each one means is the sentence of its row in conditions.spec. */
#include "rules/conditions.h"

#include "grammar/scan.h"
#include "rules/uri.h"
#include "rules/view.h"

/* An "@" in a sip or sips URI ends a user part. */
bool sipw__condition_register_uri_user(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_str uri = sipw__start_uri(v->m);
	const char *mark = sipw__is_sip(uri) ? memchr(uri.ptr, '@', uri.len) : NULL;
	return mark == NULL || sipw__broken(at, mark);
}

bool sipw__condition_request_uri_headers(const struct sipw__view *v, const struct sipw__at *at)
{
	sipw_str uri;
	struct sipw__scan s = sipw__scan_of(sipw__start_uri(v->m), PLACE_URI);
	return sipw__scan_uri(&s, URI_REQUEST, &uri) || !sipw__scan_sees(&s, '?') || sipw__broken(at, s.at);
}
