/* SPDX-License-Identifier: MIT */
/* One received message: where its lines begin and end, which header fields they are, and its body. */
#include "message/length.h"
#include "message/split.h"
#include "sipwright/parse.h"
#include "text/compiler.h"
#include "text/out.h"

/* An attempt at a message. */
struct reader {
	sipw_msg *m;
	sipw_str bytes;
	const char *start; /* of the start line */
	const char *end; /* of what may be the head */
};

/* Leaves nothing of an attempt but its error. */
COLD static int give_up(const struct reader *r, sipw_error error)
{
	sipw_msg_reset(r->m);
	return sipw__fail(r->m, &error);
}

static sipw_error fault_at(const struct reader *r, const char *at, const char *sentence, const char *source)
{
	const size_t offset = (size_t)(at - r->bytes.ptr);
	return (sipw_error){
		.code = SIPW_ERR_SYNTAX,
		.offset = offset,
		.byte = offset < r->bytes.len ? (unsigned char)*at : -1,
		.sentence = sentence,
		.source = source,
	};
}

/* Why no head ends here. Bytes from a text editor tend to lack each CR, which is worth a hint. */
COLD static sipw_error endless(const struct reader *r)
{
	const char *end = r->bytes.ptr + r->bytes.len;
	if (r->end < end)
		return (sipw_error){ .code = SIPW_ERR_LIMIT, .byte = -1 };
	if (r->start == end)
		return fault_at(r, end, "there is no message", "RFC 3261 7");
	for (const char *p = r->start; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		if (p == r->start || p[-1] != '\r')
			return fault_at(r, p, "a line ends with CR LF, and this LF has no CR before it", "RFC 3261 7");
	return fault_at(r, end, "the empty line after the header fields is missing", "RFC 3261 7");
}

/* RFC 3261 7.5: CRLF before the start line is ignored. */
static inline void skip_keep_alives(struct reader *r)
{
	const char *end = r->bytes.ptr + r->bytes.len;
	const char *p = r->bytes.ptr;
	while (end - p >= 2 && p[0] == '\r' && p[1] == '\n')
		p += 2;
	r->start = p;
	r->end = end - p > (ptrdiff_t)HEAD_MAX ? p + HEAD_MAX : end;
}

/* A record for the line at `at`; returns where the next one begins. NULL if this one has no end or nothing
 * follows it, so that it may go on. */
static const char *fill(struct line *line, const char *at, const char *p, const char *end)
{
	const char *next = sipw__split_line(line, at, p, end);
	return next == end ? NULL : next;
}

/* The same at a glance, for usual lines that 16 bytes follow; `last` is end - 16. */
static inline const char *fill_usual(struct line *line, const char *at, const char *last, const char *end)
{
	size_t colon;
	if (!LIKELY(at <= last))
		return fill(line, at, at, end);
	const char *p = sipw__seek_and(at, last, '\r', '\n', ':', &colon);
	if (!LIKELY(p <= last && sipw__split_ends(p)))
		return fill(line, at, p, end);
	line->ptr = at;
	line->len = (uint32_t)(p + 2 - at);
	line->flags = 0;
	if (!LIKELY(sipw__split_usual(line, at, colon, p)))
		sipw__split_name(line, colon);
	return p + 2;
}

/*
 * The header lines from `at` on, up to the empty line, which is returned; NULL if it does not come or
 * there is no room, and *code says which. A line stands before each, and a byte follows it.
 */
static const char *read_lines(sipw_msg *m, const char *at, const char *end, struct sipw__length *length, int *code)
{
	const char *last = end - at >= 16 ? end - 16 : at - 1;
	while (*at != '\r' || end - at < 2 || at[1] != '\n') {
		struct line *line = (struct line *)(void *)m->arena.records - 1;
		if (!LIKELY((char *)line >= m->arena.free)) {
			if ((*code = sipw__arena_grow(&m->arena, 0, sizeof *line)) != SIPW_OK)
				return NULL;
			continue;
		}
		if ((at = fill_usual(line, at, last, end)) == NULL) {
			*code = SIPW_ERR_SYNTAX;
			return NULL;
		}
		m->arena.records = (char *)line;
		sipw__msg_note(m, line->index);
		if (!LIKELY(line->index != SIPW_HDR_CONTENT_LENGTH))
			sipw__length_add(length, line);
	}
	m->n = (size_t)(m->arena.top - m->arena.records) / sizeof(struct line);
	return at;
}

/* The start line; returns where the next one begins, NULL if it has no end. */
static const char *read_start(const struct reader *r)
{
	const char *p = sipw__seek(r->start, r->end, '\r', '\n');
	const bool usual = r->end - p > 2 && sipw__split_ends(p);
	const char *next = LIKELY(usual) ? p + 2 : sipw__split_end(p, r->end);
	if (next == NULL || next == r->end)
		return NULL;
	*sipw__line(r->m, 0) = (struct line){ .ptr = r->start, .len = (uint32_t)(next - r->start) };
	sipw__start_read(r->m, next == p + 2);
	return next;
}

/* The start line, the header lines and the empty line, which is returned; NULL if that fails. */
static inline const char *read_head(const struct reader *r, struct sipw__length *length)
{
	sipw_msg *m = r->m;
	int code = SIPW_ERR_SYNTAX;
	const char *next = read_start(r);
	const char *empty = next == NULL ? NULL : read_lines(m, next, r->end, length, &code);
	if (empty == NULL) {
		give_up(r, code == SIPW_ERR_SYNTAX ? endless(r) : (sipw_error){ .code = code, .byte = -1 });
		return NULL;
	}
	m->head = sipw_sn(r->start, (size_t)(empty + 2 - r->start));
	m->foreign = 1;
	m->keeps_length = 1;
	return empty;
}

/* Why a stream's body cannot be delimited (RFC 3261 18.3). */
COLD static sipw_error unlimited(const struct reader *r, const struct sipw__length *length)
{
	if (length->state == SIPW_LENGTH_BROKEN)
		return sipw__length_error(length, r->bytes);
	return fault_at(r, r->bytes.ptr + r->bytes.len, "the body is shorter than Content-Length says", "RFC 3261 18.3");
}

/* The body and what follows it, `rest` together. */
static inline int read_body(const struct reader *r, const struct sipw__length *length, sipw_str rest, unsigned how)
{
	sipw_msg *m = r->m;
	size_t len = rest.len;
	if (how == SIPW_STREAM && (length->state == SIPW_LENGTH_BROKEN || length->number > len))
		return give_up(r, unlimited(r, length));
	if (how == SIPW_STREAM || (length->state == SIPW_LENGTH_GIVEN && length->number <= len))
		len = (size_t)length->number;
	if (len > 0)
		m->body = sipw_sn(rest.ptr, len);
	m->received.how = (int)how;
	m->received.length = length->state;
	m->received.stated = length->number;
	m->received.missing = length->number > len ? length->number - len : 0;
	m->received.keep_alive = (size_t)(r->start - r->bytes.ptr);
	m->received.surplus = (sipw_str){ 0 };
	if (len < rest.len && how == SIPW_DATAGRAM)
		m->received.surplus = sipw_sn(rest.ptr + len, rest.len - len);
	return SIPW_OK;
}

int sipw_parse(sipw_msg *m, sipw_str bytes, unsigned how, size_t *ret_used)
{
	struct reader r = { m, bytes, NULL, NULL };
	struct sipw__length length;
	if (m == NULL)
		return SIPW_ERR_MEMORY;
	sipw_msg_reset(m);
	if (!sipw__given(bytes))
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "the bytes are missing");
	if (how > SIPW_STREAM)
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "bytes come in a datagram or in a stream");
	length.state = SIPW_LENGTH_NONE;
	length.number = 0;
	skip_keep_alives(&r);
	const char *empty = read_head(&r, &length);
	if (empty == NULL)
		return m->error.code;
	const sipw_str rest = sipw_sn(empty + 2, (size_t)(bytes.ptr + bytes.len - empty) - 2);
	const int code = read_body(&r, &length, rest, how);
	if (code == SIPW_OK && ret_used != NULL)
		*ret_used = (size_t)(rest.ptr + m->body.len - bytes.ptr);
	return code;
}

int sipw_received_get(const sipw_msg *m, sipw_received *ret_received)
{
	if (m == NULL)
		return SIPW_ERR_MEMORY;
	if (!sipw__given(m->head))
		return SIPW_ERR_STATE;
	*ret_received = m->received;
	return SIPW_OK;
}
