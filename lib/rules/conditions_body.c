/* SPDX-License-Identifier: MIT */
/* Conditions of the body, its length, and the size of all of it. */
#include "rules/conditions.h"

#include "rules/report.h"
#include "sipwright/params.h"
#include "sipwright/wire.h"
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

/* "Name: ", or "n: " where the style wants and has that. */
static size_t name_size(const sipw_msg *m, const struct line *line)
{
	const bool compact = (m->style & SIPW_COMPACT) != 0 && sipw__header_rows[line->index].compact != 0;
	return compact ? sizeof "n: " - 1 : line->value;
}

static size_t plain_size(const sipw_msg *m)
{
	size_t size = 0;
	for (size_t i = 0; i < m->n; i++)
		size += sipw__line(m, i)->len;
	return size;
}

/* The lines in the message's style, in which those of one list may become one, without its empty values. */
static size_t styled_size(const sipw_msg *m)
{
	uint64_t begun[HEADER_WORDS] = { 0 }, filled[HEADER_WORDS] = { 0 };
	size_t size = sipw__line(m, 0)->len;
	for (size_t i = 1; i < m->n; i++) {
		const struct line *line = sipw__line(m, i);
		const size_t word = line->index / 64, value = sipw__line_value(line).len;
		const uint64_t bit = UINT64_C(1) << (line->index % 64);
		const bool joins = (m->style & SIPW_JOIN) != 0 && sipw__header_rows[line->index].times == TIMES_LIST && (begun[word] & bit) != 0;
		if (line->index == 0)
			size += line->len;
		else if (!joins)
			size += name_size(m, line) + value + 2;
		else if (value > 0)
			size += ((filled[word] & bit) != 0 ? 2 : 0) + value;
		begun[word] |= bit;
		filled[word] |= value > 0 ? bit : 0;
	}
	return size;
}

/* As it is written: in its style, with Content-Length, the empty line and the body. */
static size_t size_of(const sipw_msg *m)
{
	char digits[DIGITS64];
	const size_t name = m->style & SIPW_COMPACT ? sizeof "l: \r\n" - 1 : sizeof "Content-Length: \r\n" - 1;
	const size_t length = name + (size_t)(sipw__write_decimal(digits, m->has_claim ? m->claim : m->body.len) - digits);
	return (m->style == 0 ? plain_size(m) : styled_size(m)) + (m->keeps_length ? 0 : length) + 2 + m->body.len;
}

bool sipw__condition_udp_size(const struct sipw__view *v, const struct sipw__at *at)
{
	const struct transport_row *transport = at->report->transport;
	return size_of(v->m) <= 1300 || transport == NULL || (transport->properties & TRANSPORT_FRAGMENTS) == 0 ||
	       sipw__broken(at, NULL);
}
