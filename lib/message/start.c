/* SPDX-License-Identifier: MIT */
/* Start lines (RFC 3261 7.1, 7.2): built, and read back. */
#include "fields/encode.h"
#include "message/line.h"
#include "text/compiler.h"
#include "text/utf8.h"

static const sipw_str version = SIPW_S("SIP/2.0");

/* Points the message's writer at its free bytes; false if there is no room. */
static inline bool open_start(sipw_msg *m)
{
	m->writer.place = 0;
	return sipw__line_own(m) || sipw__line_grow_own(m);
}

/* Takes the written line as line 0, in place of the one before. */
static inline int commit_start(sipw_msg *m, char *p)
{
	if (sipw__out_failed(&m->writer))
		return sipw__line_failed(m, &m->writer);
	p = sipw__copy_literal(p, "\r\n");
	struct line *line = sipw__line(m, 0);
	const size_t len = (size_t)(p - m->arena.free);
	*line = (struct line){
		.ptr = m->arena.free,
		.len = (uint32_t)len,
		.name_len = (uint16_t)version.len,
		.flags = LINE_BUILT,
	};
	m->scattered = m->n > 1;
	memset(m->writer.settled, 0, sizeof m->writer.settled);
	m->writer.answers = 0;
	m->sip_uri = 0;
	m->arena.free = p;
	m->edition++;
	return SIPW_OK;
}

static void note_request(sipw_msg *m, int method, size_t name_len)
{
	m->method = method;
	m->method_name = sipw_sn(sipw__line(m, 0)->ptr, name_len);
	m->code = 0;
}

/* Request-Line = Method SP Request-URI SP SIP-Version CRLF; the method ends at p. */
HOT static inline int put_request(sipw_msg *m, int method, char *p, sipw_str uri)
{
	const size_t name_len = (size_t)(p - m->arena.free);
	*p++ = ' ';
	p = sipw__out_uri(&m->writer, p, &uri, URI_REQUEST);
	const int code = commit_start(m, sipw__copy_literal(p, " SIP/2.0"));
	if (code != SIPW_OK)
		return code;
	note_request(m, method, name_len);
	m->sip_uri = memcmp(m->method_name.ptr + name_len + 1, "sip:", 4) == 0;
	return SIPW_OK;
}

int sipw__start_copy(sipw_msg *m, int method, sipw_str name, sipw_str uri, unsigned flags)
{
	if (!open_start(m))
		return sipw__refusal(m);
	char *p = sipw__out_bytes(&m->writer, m->arena.free, name);
	p = sipw__out_bytes(&m->writer, sipw__copy_literal(p, " "), uri);
	const int code = commit_start(m, sipw__copy_literal(p, " SIP/2.0"));
	if (code != SIPW_OK)
		return code;
	sipw__line(m, 0)->flags = (uint16_t)flags;
	note_request(m, method, name.len);
	return SIPW_OK;
}

int sipw__status_copy(sipw_msg *m, const sipw_msg *from)
{
	const struct line *line = sipw__line(from, 0);
	if (!open_start(m))
		return sipw__refusal(m);
	const int code = commit_start(m, sipw__out_bytes(&m->writer, m->arena.free, sipw_sn(line->ptr, line->len - 2)));
	if (code != SIPW_OK)
		return code;
	sipw__line(m, 0)->flags = LINE_COPIED;
	sipw__line(m, 0)->name_len = line->name_len;
	m->code = from->code;
	return SIPW_OK;
}

/* A known method at the beginning of the line. */
static inline char *put_method(sipw_msg *m, const struct method_row *row)
{
	const char *name = sipw__method_pool + row->name;
	if (row->name_len > METHOD_COPY)
		return sipw__out_bytes(&m->writer, m->arena.free, sipw_sn(name, row->name_len));
	memcpy(m->arena.free, name, METHOD_COPY);
	return m->arena.free + row->name_len;
}

int sipw_request(sipw_msg *m, int method, sipw_str uri)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	const struct method_row *row = sipw__method_row(method);
	if (row->name_len == 0)
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "there is no method of this number");
	if (!open_start(m))
		return sipw__refusal(m);
	return put_request(m, method, put_method(m, row), uri);
}

int sipw_request_named(sipw_msg *m, sipw_str method, sipw_str uri)
{
	static const struct sipw__part part = { "method", "a method is a token", "RFC 3261 7.1" };
	static const sipw_error too_long = { .code = SIPW_ERR_LIMIT, .field = "method", .byte = -1,
					     .sentence = "a method has 65535 bytes at most" };
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (method.len > UINT16_MAX)
		return sipw__fail(m, &too_long);
	if (!open_start(m))
		return sipw__refusal(m);
	char *p = sipw__out_token(&m->writer, m->arena.free, method, &part);
	return put_request(m, sipw_method_find(method), p, uri);
}

/* Reason-Phrase = *(reserved / unreserved / escaped / UTF8-NONASCII / UTF8-CONT / SP / HTAB) */
APART static char *put_reason(struct sipw__out *o, char *p, sipw_str reason)
{
	static const struct sipw__part part = { "reason", "not allowed in a reason phrase", "RFC 3261 25.1" };
	struct sipw__scan s = sipw__scan_of(reason, 0);
	while (sipw__scan_escaped(&s, CLASS_REASON_PHRASE) && !sipw__scan_done(&s)) {
		size_t length = sipw__utf8_length(s.at, s.end);
		if (length == 0)
			return sipw__out_bad(o, &part, reason, s.at);
		s.at += length;
	}
	if (s.code != SIPW_OK)
		return sipw__out_scan_fault(o, &part, reason, &s);
	return sipw__out_bytes(o, p, reason);
}

int sipw_response(sipw_msg *m, int code, sipw_str reason)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (code < 100 || code > 699)
		return sipw__fail_code(m, SIPW_ERR_RANGE, 0, "a response code is 100 to 699");
	if (!open_start(m))
		return sipw__refusal(m);
	char *p = sipw__copy_literal(m->arena.free, "SIP/2.0 ");
	p = sipw__write_number(p, (uint32_t)code);
	*p++ = ' ';
	if (!sipw__given(reason))
		p = sipw__out_bytes(&m->writer, p, sipw_reason(code));
	else
		p = put_reason(&m->writer, p, reason);
	const int result = commit_start(m, p);
	if (result != SIPW_OK)
		return result;
	m->method = 0;
	m->method_name = (sipw_str){ 0 };
	m->code = code;
	return SIPW_OK;
}

int sipw_start_get(const sipw_msg *m, sipw_start *ret_start)
{
	if (m == NULL)
		return SIPW_ERR_MEMORY;
	const struct line *line = sipw__line(m, 0);
	const size_t status = line->name_len + sizeof " 200 " - 1;
	if (line->len == 0)
		return SIPW_ERR_STATE;
	if (line->flags & LINE_BROKEN)
		return SIPW_ERR_SYNTAX;
	const char *end = line->ptr + line->len - 2;
	const bool request = m->code == 0;
	*ret_start = (sipw_start){
		.method = m->method,
		.method_name = m->method_name,
		.uri = sipw__start_uri(m),
		.code = m->code,
		.reason = request ? (sipw_str){ 0 } : sipw_sn(line->ptr + status, line->len - status - 2),
		.version = sipw_sn(request ? end - line->name_len : line->ptr, line->name_len),
	};
	return SIPW_OK;
}
