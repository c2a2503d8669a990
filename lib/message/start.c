/* SPDX-License-Identifier: MIT */
/* Start lines (RFC 3261 7.1, 7.2): built, and read back. */
#include "fields/encode.h"
#include "message/line.h"
#include "text/utf8.h"

static const sipw_str version = SIPW_S("SIP/2.0");

/* Takes the written line as line 0, in place of the one before. */
static int commit_start(sipw_msg *m, struct sipw__out *o, char *p)
{
	if (sipw__out_failed(o))
		return sipw__fail(m, &o->error);
	p = sipw__copy_literal(p, "\r\n");
	struct line *line = sipw__line(m, 0);
	const size_t len = (size_t)(p - m->arena.free);
	const uint32_t others = m->head_len - line->len;
	if (len > HEAD_MAX - others)
		return sipw__fail_code(m, SIPW_ERR_LIMIT, 0, NULL);
	*line = (struct line){
		.ptr = m->arena.free,
		.len = (uint32_t)len,
		.name_len = (uint16_t)version.len,
		.flags = LINE_BUILT,
	};
	m->head_len = others + (uint32_t)len;
	m->scattered = m->n > 1;
	m->writer.settled = 0;
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

/* Request-Line = Method SP Request-URI SP SIP-Version CRLF */
static int put_request(sipw_msg *m, int method, sipw_str name, sipw_str uri)
{
	static const struct sipw__part method_part = { "method", "a method is a token", "RFC 3261 7.1" };
	static const struct sipw__part uri_part = { "uri", "a Request-URI is expected here", "RFC 3261 7.1" };
	static const sipw_error too_long = { .code = SIPW_ERR_LIMIT, .field = "method", .byte = -1,
					     .sentence = "a method has 65535 bytes at most" };
	struct sipw__out out;
	if (!sipw__line_open(m, &out))
		return sipw__refusal(m);
	char *p = method != 0 ? sipw__out_bytes(&out, m->arena.free, name)
			      : sipw__out_token(&out, m->arena.free, name, &method_part);
	*p++ = ' ';
	p = sipw__out_uri(&out, p, uri, URI_REQUEST, &uri_part);
	*p++ = ' ';
	p = sipw__out_bytes(&out, p, version);
	if (name.len > UINT16_MAX)
		return sipw__fail(m, &too_long);
	int code = commit_start(m, &out, p);
	if (code != SIPW_OK)
		return code;
	note_request(m, method, name.len);
	if (uri.len > 4 && memcmp(uri.ptr, "sip:", 4) == 0)
		m->writer.settled = SETTLED_SCHEME;
	return SIPW_OK;
}

int sipw__start_copy(sipw_msg *m, int method, sipw_str name, sipw_str uri, unsigned flags)
{
	struct sipw__out out;
	if (!sipw__line_open(m, &out))
		return sipw__refusal(m);
	char *p = sipw__out_bytes(&out, m->arena.free, name);
	p = sipw__out_bytes(&out, sipw__copy_literal(p, " "), uri);
	p = sipw__out_bytes(&out, sipw__copy_literal(p, " "), version);
	const int code = commit_start(m, &out, p);
	if (code != SIPW_OK)
		return code;
	sipw__line(m, 0)->flags = (uint16_t)flags;
	note_request(m, method, name.len);
	return SIPW_OK;
}

int sipw__status_copy(sipw_msg *m, const sipw_msg *from)
{
	const struct line *line = sipw__line(from, 0);
	struct sipw__out out;
	if (!sipw__line_open(m, &out))
		return sipw__refusal(m);
	const int code = commit_start(m, &out, sipw__out_bytes(&out, m->arena.free, sipw_sn(line->ptr, line->len - 2)));
	if (code != SIPW_OK)
		return code;
	sipw__line(m, 0)->flags = LINE_COPIED;
	sipw__line(m, 0)->name_len = line->name_len;
	m->code = from->code;
	return SIPW_OK;
}

int sipw_request(sipw_msg *m, int method, sipw_str uri)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	const sipw_str name = sipw_method_name(method);
	if (!sipw__given(name))
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "there is no method of this number");
	return put_request(m, method, name, uri);
}

int sipw_request_named(sipw_msg *m, sipw_str method, sipw_str uri)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	return put_request(m, sipw_method_find(method), method, uri);
}

/* Reason-Phrase = *(reserved / unreserved / escaped / UTF8-NONASCII / UTF8-CONT / SP / HTAB) */
static char *put_reason(struct sipw__out *o, char *p, sipw_str reason)
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
	struct sipw__out out;
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (sipw_code_class(code) == 0)
		return sipw__fail_code(m, SIPW_ERR_RANGE, 0, "a response code is 100 to 699");
	if (!sipw__line_open(m, &out))
		return sipw__refusal(m);
	char *p = sipw__out_bytes(&out, m->arena.free, version);
	*p++ = ' ';
	p = sipw__write_padded(p, (uint32_t)code, 3);
	*p++ = ' ';
	if (!sipw__given(reason))
		p = sipw__out_bytes(&out, p, sipw_reason(code));
	else
		p = put_reason(&out, p, reason);
	int result = commit_start(m, &out, p);
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
