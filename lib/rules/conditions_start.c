/* SPDX-License-Identifier: MIT */
/* Conditions of the start line. What each one means is the sentence of its row in conditions.spec. */
#include "rules/conditions.h"

#include "grammar/scan.h"
#include "rules/uri.h"

/* An "@" in a sip or sips URI ends a user part. */
bool sipw__condition_register_uri_user(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_str uri = sipw__start_uri(v->m);
	const char *mark = v->m->sip_uri || sipw__is_sip(uri) ? memchr(uri.ptr, '@', uri.len) : NULL;
	return mark == NULL || sipw__broken(at, mark);
}

bool sipw__condition_request_uri_headers(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_str uri = sipw__start_uri(v->m);
	struct sipw__scan s = sipw__scan_of(uri, PLACE_URI);
	sipw_str whole;
	if (!sipw__is_sip(uri) || memchr(uri.ptr, '?', uri.len) == NULL)
		return true;
	return sipw__scan_uri(&s, URI_REQUEST, &whole) || !sipw__scan_sees(&s, '?') || sipw__broken(at, s.at);
}

/* Headers are the condition before. */
bool sipw__condition_request_uri_part(const struct sipw__view *v, const struct sipw__at *at)
{
	return !v->uri_fits || sipw__parts_fit(at, sipw__start_uri(v->m), SIPW_PLACE_REQUEST_URI);
}

bool sipw__condition_reason_phrase(const struct sipw__view *v, const struct sipw__at *at)
{
	const struct line *line = at->line;
	const size_t start = line->name_len + sizeof " 200 " - 1;
	const sipw_str found = sipw_sn(line->ptr + start, line->len - start - 2);
	const sipw_str registered = sipw_reason(v->m->code);
	return !sipw__given(registered) || sipw__equal_nocase(found, registered) || sipw__broken(at, found.ptr);
}

/* Behind the version and a space. */
static const char *code_of(const struct sipw__at *at)
{
	return at->line->ptr + at->line->name_len + 1;
}

/* What an unknown method is answered with is up to its document. */
static bool answers_known(const struct sipw__view *v)
{
	return v->method != 0 && v->method != SIPW_INVITE;
}

bool sipw__condition_early_response(const struct sipw__view *v, const struct sipw__at *at)
{
	return v->m->code <= 100 || v->m->code >= 200 || !answers_known(v) || sipw__broken(at, code_of(at));
}

bool sipw__condition_timeout_response(const struct sipw__view *v, const struct sipw__at *at)
{
	return v->m->code != 408 || !answers_known(v) || sipw__broken(at, code_of(at));
}

bool sipw__condition_response_to_ack(const struct sipw__view *v, const struct sipw__at *at)
{
	return (sipw__method_row(v->method)->properties & METHOD_NO_RESPONSE) == 0 || sipw__broken(at, code_of(at));
}
