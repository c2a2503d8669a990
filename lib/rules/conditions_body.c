/* SPDX-License-Identifier: MIT */
/* Conditions of the body, its length, and the size of all of it. */
#include "rules/conditions.h"

#include "rules/report.h"
#include "sipwright/params.h"
#include "text/number.h"

bool sipw__condition_multipart_boundary(const struct sipw__view *v, const struct sipw__at *at)
{
	static const sipw_str multipart = SIPW_S("multipart"), boundary = SIPW_S("boundary");
	const sipw_media *media = &at->value->media;
	sipw_param param;
	(void)v;
	return !sipw__equal_nocase(media->type, multipart) ||
	       (sipw__given(media->params) && sipw_params_find(media->params, boundary, &param) == 1) ||
	       sipw__broken(at, at->text.ptr + at->text.len);
}

bool sipw__condition_publish_body(const struct sipw__view *v, const struct sipw__at *at)
{
	return v->m->body.len > 0 || sipw__stands(v->m, SIPW_HDR_SIP_IF_MATCH) || sipw__broken(at, NULL);
}

bool sipw__condition_cancel_body(const struct sipw__view *v, const struct sipw__at *at)
{
	return v->m->body.len == 0 || sipw__broken(at, NULL);
}

bool sipw__condition_length_beyond_body(const struct sipw__view *v, const struct sipw__at *at)
{
	return !v->m->keeps_length || v->m->received.missing == 0 || sipw__broken(at, NULL);
}

bool sipw__condition_length_claimed(const struct sipw__view *v, const struct sipw__at *at)
{
	return v->m->keeps_length || !v->m->has_claim || v->m->claim == v->m->body.len || sipw__broken(at, NULL);
}

bool sipw__condition_surplus_bytes(const struct sipw__view *v, const struct sipw__at *at)
{
	return !v->m->keeps_length || v->m->received.surplus.len == 0 || sipw__broken(at, NULL);
}

/* As it is written without a style: with Content-Length, the empty line and the body. */
static size_t size_of(const sipw_msg *m)
{
	char digits[DIGITS64];
	const size_t length = sizeof "Content-Length: \r\n" - 1 + (size_t)(sipw__write_decimal(digits, m->body.len) - digits);
	return m->head_len + (m->keeps_length ? 0 : length) + 2 + m->body.len;
}

bool sipw__condition_udp_size(const struct sipw__view *v, const struct sipw__at *at)
{
	const struct transport_row *transport = at->report->transport;
	return size_of(v->m) <= 1300 || transport == NULL || (transport->properties & TRANSPORT_FRAGMENTS) == 0 ||
	       sipw__broken(at, NULL);
}
