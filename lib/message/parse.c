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
	const char *at;
	const char *end; /* of what may be the head */
	struct sipw__length length;
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
static void skip_keep_alives(struct reader *r)
{
	const char *end = r->bytes.ptr + r->bytes.len;
	const char *p = r->bytes.ptr;
	while (end - p >= 2 && p[0] == '\r' && p[1] == '\n')
		p += 2;
	r->start = r->at = p;
	r->end = end - p > (ptrdiff_t)HEAD_MAX ? p + HEAD_MAX : end;
}

COLD static int grow(const struct reader *r)
{
	return sipw__arena_grow(&r->m->arena, 0, 8 * sizeof(struct line));
}

/* Takes the next line of the head; false if there is no more or no room, which *code then says. */
static inline bool take_line(struct reader *r, int *code)
{
	sipw_msg *m = r->m;
	struct line line = { .ptr = r->at };
	unsigned found = 0;
	const char *next = sipw__split_line(r->at, r->end, &found);
	if (next == NULL) {
		*code = SIPW_ERR_SYNTAX;
		return false;
	}
	line.len = (uint32_t)(next - r->at);
	r->at = next;
	if ((found & SPLIT_BARE) || !sipw__split_name(&line)) {
		line = (struct line){ .ptr = line.ptr, .len = line.len, .flags = LINE_BROKEN };
	}
	if (line.index == SIPW_HDR_CONTENT_LENGTH)
		sipw__length_add(&r->length, sipw__line_value(&line));
	if (sipw__arena_room(&m->arena) < sizeof line && (*code = grow(r)) != SIPW_OK)
		return false;
	m->arena.records -= sizeof line;
	*(struct line *)(void *)m->arena.records = line;
	sipw__msg_note(m, line.index);
	m->n++;
	return true;
}

static bool sees_empty_line(const struct reader *r)
{
	return r->end - r->at >= 2 && r->at[0] == '\r' && r->at[1] == '\n';
}

/* The start line, the header lines and the empty line. */
static int read_head(struct reader *r)
{
	sipw_msg *m = r->m;
	unsigned found = 0;
	int code = SIPW_OK;
	const char *next = sipw__split_line(r->at, r->end, &found);
	if (next == NULL)
		return give_up(r, endless(r));
	*sipw__line(m, 0) = (struct line){ .ptr = r->at, .len = (uint32_t)(next - r->at) };
	sipw__start_read(m, found == 0);
	r->at = next;
	while (!sees_empty_line(r))
		if (!take_line(r, &code))
			return give_up(r, code == SIPW_ERR_SYNTAX ? endless(r)
								  : (sipw_error){ .code = code, .byte = -1 });
	m->head = sipw_sn(r->start, (size_t)(r->at + 2 - r->start));
	m->head_len = (uint32_t)(r->at - r->start);
	m->foreign = 1;
	m->keeps_length = 1;
	return SIPW_OK;
}

/* The body and what follows it (RFC 3261 18.3). */
static int read_body(struct reader *r, unsigned how, size_t *ret_used)
{
	sipw_msg *m = r->m;
	const struct sipw__length *length = &r->length;
	const sipw_str rest = sipw_sn(r->at + 2, (size_t)(r->bytes.ptr + r->bytes.len - r->at) - 2);
	const bool given = length->state == SIPW_LENGTH_GIVEN;
	if (how == SIPW_STREAM && length->state == SIPW_LENGTH_BROKEN)
		return give_up(r, sipw__length_error(length, r->bytes));
	if (how == SIPW_STREAM && length->number > rest.len)
		return give_up(r, fault_at(r, rest.ptr + rest.len, "the body is shorter than Content-Length says",
					   "RFC 3261 18.3"));
	const bool whole = how == SIPW_DATAGRAM && (!given || length->number > rest.len);
	const size_t len = whole ? rest.len : (size_t)length->number;
	if (len > 0)
		m->body = sipw_sn(rest.ptr, len);
	m->received = (sipw_received){
		.how = (int)how,
		.length = length->state,
		.stated = length->number,
		.missing = length->number > len ? length->number - len : 0,
		.keep_alive = (size_t)(r->start - r->bytes.ptr),
	};
	if (how == SIPW_DATAGRAM && len < rest.len)
		m->received.surplus = sipw_sn(rest.ptr + len, rest.len - len);
	if (ret_used != NULL)
		*ret_used = (size_t)(rest.ptr + len - r->bytes.ptr);
	return SIPW_OK;
}

int sipw_parse(sipw_msg *m, sipw_str bytes, unsigned how, size_t *ret_used)
{
	struct reader r = { .m = m, .bytes = bytes };
	if (m == NULL)
		return SIPW_ERR_MEMORY;
	sipw_msg_reset(m);
	if (!sipw__given(bytes))
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "the bytes are missing");
	if (how > SIPW_STREAM)
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "bytes come in a datagram or in a stream");
	skip_keep_alives(&r);
	int code = read_head(&r);
	return code != SIPW_OK ? code : read_body(&r, how, ret_used);
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
