/* SPDX-License-Identifier: MIT */
/* Lines made of bytes that are right already: those of other messages, and pieces of them. */
#include "message/line.h"

/* Whether there is room for a line of so many bytes and its record. */
COLD static bool make_more_room(sipw_msg *m, int header, size_t len)
{
	int code = SIPW_ERR_LIMIT;
	if (len <= HEAD_MAX - m->head_len)
		code = sipw__arena_grow(&m->arena, 0, len + sizeof(struct line));
	if (code != SIPW_OK)
		sipw__fail_code(m, code, header, NULL);
	return code == SIPW_OK;
}

HOT static inline bool make_room(sipw_msg *m, unsigned index, size_t len)
{
	if (LIKELY(len <= HEAD_MAX - m->head_len && sipw__arena_room(&m->arena) >= len + sizeof(struct line)))
		return true;
	return make_more_room(m, sipw__header_rows[index].id, len);
}

/* Takes the bytes up to p, the last ones written, as the last line. */
HOT static inline void take(sipw_msg *m, const struct line *like, const char *p, unsigned flags)
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
	if ((flags & LINE_COPIED) == 0)
		return;
	m->foreign = 1;
	sipw__out_settle(&m->writer, line->index); /* no rule binds it */
}

int sipw__line_copy(sipw_msg *m, const struct line *line)
{
	if (!make_room(m, line->index, line->len))
		return m->error.code;
	take(m, line, sipw__copy(m->arena.free, line->ptr, line->len), LINE_COPIED | (line->flags & LINE_OPAQUE));
	return SIPW_OK;
}

int sipw__line_compose(sipw_msg *m, const struct line *like, const sipw_str *pieces, size_t n, unsigned flags)
{
	uint64_t len = 0;
	for (size_t i = 0; i < n; i++)
		len += pieces[i].len;
	if (!make_room(m, like->index, len > HEAD_MAX ? (size_t)HEAD_MAX + 1 : (size_t)len))
		return m->error.code;
	char *p = m->arena.free;
	for (size_t i = 0; i < n; i++)
		p = sipw__copy(p, pieces[i].ptr, pieces[i].len);
	take(m, like, p, flags);
	return SIPW_OK;
}

int sipw__line_copy_value(sipw_msg *m, const struct header_row *row, sipw_str value, unsigned flags)
{
	const struct line like = { .value = row->value, .index = row->index, .name_len = row->name_len };
	const size_t len = value.len > HEAD_MAX ? (size_t)HEAD_MAX + 1 : row->value + value.len + 2;
	if (!make_room(m, row->index, len))
		return m->error.code;
	char *p = m->arena.free;
	/* What is copied too much lies in the room of the rest of the line and of its record. */
	if (row->value <= HEADER_COPY && len + sizeof(struct line) >= HEADER_COPY)
		memcpy(p, sipw__header_pool + row->name, HEADER_COPY);
	else
		memcpy(p, sipw__header_pool + row->name, row->value);
	p += row->value;
	p = value.len > COPY_SHORT ? sipw__copy(p, value.ptr, value.len) : sipw__copy_short(p, value.ptr, value.len);
	take(m, &like, sipw__copy_literal(p, "\r\n"), flags);
	return SIPW_OK;
}
