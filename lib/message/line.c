/* SPDX-License-Identifier: MIT */
#include "message/line.h"

#include <assert.h>

bool sipw__line_open(sipw_msg *m, struct sipw__out *o)
{
	const size_t reserve = OUT_SLACK + sizeof(struct line);
	o->arena = &m->arena;
	o->reserve = reserve;
	o->place = 0;
	o->header = 0;
	o->value = 0;
	o->name_len = 0;
	o->method = sipw__start_method(m);
	o->error.code = SIPW_OK;
	if (sipw__arena_room(&m->arena) < reserve + OUT_SLACK) {
		int code = sipw__arena_grow(&m->arena, 0, reserve + OUT_SLACK);
		if (code != SIPW_OK) {
			sipw__fail_code(m, code, 0, NULL);
			return false;
		}
	}
	o->limit = m->arena.records - reserve;
	return true;
}

static int refuse(sipw_msg *m, int header, const char *sentence)
{
	return sipw__fail_code(m, SIPW_ERR_ARGUMENT, header, sentence);
}

char *sipw__line_begin(sipw_msg *m, int header, int kind, bool given, struct sipw__out *o)
{
	if (!sipw__usable(m))
		return NULL;
	const int id = header & 0xffff;
	const unsigned index = sipw__header_index(id);
	const struct header_row *row = &sipw__header_rows[index];
	if (row->kind != kind || !given || (row->flags & HEADER_COMPUTED)) {
		refuse(m, id, given ? "this header field has no value of this kind" : "the value is missing");
		return NULL;
	}
	if (!sipw__line_open(m, o))
		return NULL;
	o->place = (int)index;
	o->header = header;
	o->name_len = row->name_len;
	o->value = row->name_len + 2u;
	return sipw__out_bytes(o, m->arena.free, sipw_sn(sipw__header_pool + row->name, o->value));
}

int sipw__line_refused(const sipw_msg *m)
{
	return sipw__refusal(m);
}

/* Puts the new line, now the last, where the caller wants it among the others of its header field. */
static void settle(sipw_msg *m, int where)
{
	const struct line added = *sipw__line(m, m->n - 1);
	const sipw_str name = sipw__line_name(&added);
	size_t first = sipw__line_find(m, added.header, name, 1);
	if (where & SIPW_REPLACE)
		for (size_t i = m->n - 1; --i >= first;)
			if (sipw__line_is(sipw__line(m, i), added.header, name))
				sipw__line_drop(m, i);
	sipw__line_move(m, first);
}

/* Takes what is written up to p as the last line. */
static int take_line(sipw_msg *m, const struct sipw__out *o, const char *p, uint16_t flags)
{
	const size_t len = (size_t)(p - m->arena.free);
	assert(p <= o->limit + OUT_SLACK);
	if (len > HEAD_MAX - m->head_len)
		return sipw__fail_code(m, SIPW_ERR_LIMIT, o->header & 0xffff, NULL);
	m->arena.records -= sizeof(struct line);
	*sipw__line(m, m->n++) = (struct line){
		.ptr = m->arena.free,
		.len = (uint32_t)len,
		.value = o->value,
		.header = o->header & 0xffff,
		.name_len = o->name_len,
		.flags = flags,
	};
	m->arena.free += len;
	m->head_len += (uint32_t)len;
	m->edition++;
	return SIPW_OK;
}

static int keep_error(sipw_msg *m, struct sipw__out *o)
{
	o->error.header = o->header & 0xffff;
	return sipw__fail(m, &o->error);
}

int sipw__line_commit(sipw_msg *m, struct sipw__out *o, char *p)
{
	if (sipw__out_failed(o))
		return keep_error(m, o);
	p = sipw__copy_literal(p, "\r\n");
	int code = take_line(m, o, p, LINE_BUILT);
	if (code == SIPW_OK && (o->header & (SIPW_PUSH | SIPW_REPLACE)) != 0)
		settle(m, o->header);
	return code;
}

int sipw__line_commit_raw(sipw_msg *m, struct sipw__out *o, const char *p)
{
	return sipw__out_failed(o) ? keep_error(m, o) : take_line(m, o, p, LINE_RAW);
}

sipw_str sipw__line_value(const struct line *line)
{
	if (line->flags & LINE_RAW)
		return (sipw_str){ 0 };
	const char *start = line->ptr + line->value;
	const char *end = line->ptr + line->len - 2;
	while (end > start && sipw__is(end[-1], CLASS_WSP))
		end--;
	return sipw_sn(start, (size_t)(end - start));
}

bool sipw__line_is(const struct line *line, int header, sipw_str name)
{
	if (header != 0 || line->header != 0)
		return line->header == header;
	return !(line->flags & LINE_RAW) && sipw__equal_nocase(sipw__line_name(line), name);
}

size_t sipw__line_find(const sipw_msg *m, int header, sipw_str name, size_t from)
{
	while (from < m->n && !sipw__line_is(sipw__line(m, from), header, name))
		from++;
	return from;
}

void sipw__line_move(sipw_msg *m, size_t index)
{
	const struct line last = *sipw__line(m, m->n - 1);
	for (size_t i = m->n - 1; i > index; i--)
		*sipw__line(m, i) = *sipw__line(m, i - 1);
	*sipw__line(m, index) = last;
	m->edition++;
}

void sipw__line_drop(sipw_msg *m, size_t index)
{
	m->head_len -= sipw__line(m, index)->len;
	for (size_t i = index; i + 1 < m->n; i++)
		*sipw__line(m, i) = *sipw__line(m, i + 1);
	m->n--;
	m->arena.records += sizeof(struct line);
	m->edition++;
}
