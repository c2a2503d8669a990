/* SPDX-License-Identifier: MIT */
/* Lines made of bytes that are right already: those of other messages, and pieces of them. */
#include "message/line.h"

/* Whether there is room for a line of so many bytes and its record. */
COLD static bool make_more_room(sipw_msg *m, int header, size_t len)
{
	const int code = len > HEAD_MAX ? SIPW_ERR_LIMIT : sipw__arena_grow(&m->arena, 0, len + sizeof(struct line));
	if (code != SIPW_OK)
		sipw__fail_code(m, code, header, NULL);
	return code == SIPW_OK;
}

HOT static inline bool make_room(sipw_msg *m, unsigned index, size_t len)
{
	if (LIKELY(sipw__arena_room(&m->arena) >= len + sizeof(struct line)))
		return true;
	return make_more_room(m, sipw__header_rows[index].id, len);
}

/* Takes the next bytes, so many, as the last line. */
HOT static inline void take(sipw_msg *m, const struct line *like, size_t len, unsigned flags)
{
	struct line *line = (struct line *)(void *)m->arena.records - 1;
	const unsigned index = like->index;
	*line = *like;
	line->ptr = m->arena.free;
	line->len = (uint32_t)len;
	line->flags = (uint16_t)flags;
	m->arena.records = (char *)line;
	sipw__msg_note(m, index);
	m->n++;
	if ((flags & LINE_COPIED) == 0)
		return;
	m->foreign = 1;
	sipw__out_settle(&m->writer, index); /* no rule binds it */
}

/* Any length; a line has a few blocks of sixteen bytes, the last one overlapping. */
HOT static inline char *copy_line(char *to, const char *from, size_t n)
{
	enum { LONGEST = 256 };
	if (n <= 32 || n > LONGEST)
		return sipw__copy(to, from, n);
	for (size_t i = 0; i < n - 32; i += 32) {
		sipw__copy16(to + i, from + i);
		sipw__copy16(to + i + 16, from + i + 16);
	}
	sipw__copy16(to + n - 32, from + n - 32);
	sipw__copy16(to + n - 16, from + n - 16);
	return to + n;
}

HOT static inline bool take_copy(sipw_msg *m, const struct line *line)
{
	const sipw_str bytes = sipw_sn(line->ptr, line->len);
	if (!make_room(m, line->index, bytes.len))
		return false;
	char *p = m->arena.free;
	take(m, line, bytes.len, LINE_COPIED | (line->flags & LINE_OPAQUE));
	m->arena.free = copy_line(p, bytes.ptr, bytes.len);
	return true;
}

int sipw__line_copy(sipw_msg *m, const struct line *line)
{
	return take_copy(m, line) ? SIPW_OK : m->error.code;
}

const struct line *sipw__lines_copy(sipw_msg *m, const sipw_msg *from, const struct line *line,
				    const struct sipw__fate fates[HEADER_COUNT])
{
	const struct line *last = sipw__line_last(from);
	if (m->error.code != SIPW_OK)
		return NULL;
	for (; line >= last; line--) {
		const struct sipw__fate *fate = &fates[line->index];
		if (fate->first == LINES_OMIT)
			continue;
		const bool stands = sipw__stands(m, line->index);
		if (stands && fate->others == LINES_OMIT)
			continue;
		if (!stands && fate->first == LINES_ASK)
			return line;
		if (!take_copy(m, line))
			break;
	}
	return NULL;
}

int sipw__line_extend(sipw_msg *m, const struct line *line, size_t keep, sipw_str start, sipw_str value)
{
	const size_t others = keep + start.len + sizeof "\r\n" - 1;
	if (!make_room(m, line->index, value.len > HEAD_MAX - keep ? (size_t)HEAD_MAX + 1 : others + value.len))
		return m->error.code;
	char *p = copy_line(m->arena.free, line->ptr, keep);
	p = sipw__copy(p, start.ptr, start.len);
	p = sipw__copy(p, value.ptr, value.len);
	p = sipw__copy_literal(p, "\r\n");
	take(m, line, (size_t)(p - m->arena.free), LINE_COPIED);
	m->arena.free = p;
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
	take(m, like, (size_t)len, flags);
	m->arena.free = p;
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
	p = sipw__copy_literal(p, "\r\n");
	take(m, &like, len, flags);
	m->arena.free = p;
	return SIPW_OK;
}
