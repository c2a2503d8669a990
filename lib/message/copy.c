/* SPDX-License-Identifier: MIT */
/* Lines made of bytes that are right already: those of other messages, and pieces of them. */
#include "message/line.h"

/* Whether there is room for a line of so many bytes and its record. */
static bool make_room(sipw_msg *m, const struct line *line, size_t len)
{
	int code = SIPW_OK;
	if (len > HEAD_MAX - m->head_len)
		code = SIPW_ERR_LIMIT;
	else if (sipw__arena_room(&m->arena) < len + sizeof(struct line))
		code = sipw__arena_grow(&m->arena, 0, len + sizeof(struct line));
	if (code != SIPW_OK)
		sipw__fail_code(m, code, sipw__line_header(line), NULL);
	return code == SIPW_OK;
}

/* Takes the bytes up to p, the last ones written, as the last line. */
static void take(sipw_msg *m, const struct line *like, const char *p, unsigned flags)
{
	const size_t len = (size_t)(p - m->arena.free);
	struct line *line = (struct line *)(void *)m->arena.records - 1;
	*line = *like;
	line->ptr = m->arena.free;
	line->len = (uint32_t)len;
	line->flags = (uint16_t)flags;
	m->arena.records = (char *)line;
	m->arena.free += len;
	sipw__msg_note(m, line->index);
	m->n++;
	m->head_len += (uint32_t)len;
	m->edition++;
	m->foreign |= (flags & LINE_COPIED) != 0;
}

int sipw__line_copy(sipw_msg *m, const struct line *line)
{
	if (!make_room(m, line, line->len))
		return m->error.code;
	take(m, line, sipw__copy(m->arena.free, line->ptr, line->len), LINE_COPIED | (line->flags & LINE_OPAQUE));
	return SIPW_OK;
}

int sipw__line_compose(sipw_msg *m, const struct line *like, const sipw_str *pieces, size_t n, unsigned flags)
{
	uint64_t len = 0;
	for (size_t i = 0; i < n; i++)
		len += pieces[i].len;
	if (!make_room(m, like, len > HEAD_MAX ? (size_t)HEAD_MAX + 1 : (size_t)len))
		return m->error.code;
	char *p = m->arena.free;
	for (size_t i = 0; i < n; i++)
		p = sipw__copy(p, pieces[i].ptr, pieces[i].len);
	take(m, like, p, flags);
	return SIPW_OK;
}
