/* SPDX-License-Identifier: MIT */
/* Another body, or none (RFC 3261 21.4.11, 21.4.13). */
#include "derive/retry.h"
#include "sipwright/getters.h"

static size_t new_length(const struct sipw__again *a)
{
	return a->extras != NULL ? a->extras->body.len : 0;
}

void sipw__retry_body(struct sipw__retry *r)
{
	struct sipw__again *a = &r->again;
	const bool too_long = r->response->code == 413;
	if (a->first->body.len == 0) {
		sipw__retry_same(r, "it has no body that could be another one", "RFC 3261 8.1.3.5");
		return;
	}
	if (too_long && new_length(a) >= a->first->body.len) {
		sipw__input_fails(a->m, "body", SIPW_ERR_RULE, 0, "it is not shorter than the one that was too long",
				  "RFC 3261 8.1.3.5");
		return;
	}
	a->without_body = true;
	sipw__again_start(a, sipw__start_uri(a->first));
	sipw__again_lines(a);
}

/* ---- what a 415 accepts ---- */

static bool is_star(sipw_str s)
{
	return s.len == 1 && *s.ptr == '*';
}

static bool is_refused(sipw_opt q)
{
	return q.given && q.number == 0;
}

/* The response's Accept has a range for the type. Ranges that are not readable have nothing in them. */
static bool accepts_type(const sipw_msg *response, const sipw_media *type)
{
	sipw_values values = sipw_values_start(response, SIPW_HDR_ACCEPT);
	sipw_str text;
	sipw_media range;
	while (sipw_values_next(&values, &text) == 1)
		if (sipw_decode(SIPW_HDR_ACCEPT, text, &range, sizeof range, NULL) == SIPW_OK && !is_refused(range.q) &&
		    (is_star(range.type) || sipw__equal_nocase(range.type, type->type)) &&
		    (is_star(range.subtype) || sipw__equal_nocase(range.subtype, type->subtype)))
			return true;
	return false;
}

/* A coding as it is; a language also if the range is its beginning (RFC 4647 3.3.1). */
static bool is_in_range(sipw_str range, sipw_str value, int header)
{
	const bool begins = header == SIPW_HDR_ACCEPT_LANGUAGE && value.len > range.len && value.ptr[range.len] == '-';
	return is_star(range) || sipw__equal_nocase(range, begins ? sipw_sn(value.ptr, range.len) : value);
}

static bool accepts_value(const sipw_msg *response, int header, sipw_str value)
{
	sipw_values values = sipw_values_start(response, header);
	sipw_str text;
	sipw_preference range;
	while (sipw_values_next(&values, &text) == 1)
		if (sipw_decode(header, text, &range, sizeof range, NULL) == SIPW_OK && !is_refused(range.q) &&
		    is_in_range(range.value, value, header))
			return true;
	return false;
}

static bool not_accepted(struct sipw__retry *r, int header)
{
	return sipw__input_fails(r->again.m, "body", SIPW_ERR_RULE, header, "the response does not accept this",
				 "RFC 3261 8.1.3.5");
}

/* The values of one of the body's header fields against what the response states; it may state nothing. */
static bool accepts_values(struct sipw__retry *r, int header, int accept)
{
	sipw_values values = sipw_values_start(r->again.m, header);
	sipw_str value;
	if (!sipw__stands(r->response, (unsigned)accept))
		return true;
	while (sipw_values_next(&values, &value) == 1)
		if (!accepts_value(r->response, accept, value))
			return not_accepted(r, header);
	return true;
}

bool sipw__retry_accepts(struct sipw__retry *r)
{
	sipw_media type;
	if (sipw__stands(r->response, SIPW_HDR_ACCEPT) && sipw_get_content_type(r->again.m, 0, &type) == SIPW_OK &&
	    !accepts_type(r->response, &type))
		return not_accepted(r, SIPW_HDR_CONTENT_TYPE);
	return accepts_values(r, SIPW_HDR_CONTENT_ENCODING, SIPW_HDR_ACCEPT_ENCODING) &&
	       accepts_values(r, SIPW_HDR_CONTENT_LANGUAGE, SIPW_HDR_ACCEPT_LANGUAGE);
}
