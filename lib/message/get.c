/* SPDX-License-Identifier: MIT */
/* Reading header lines, by line and by value. */
#include "grammar/values.h"
#include "message/msg.h"

size_t sipw_line_count(const sipw_msg *m)
{
	return m == NULL ? 0 : m->n - 1;
}

static sipw_line public_line(const struct line *line)
{
	return (sipw_line){
		.header = sipw__line_header(line),
		.name = sipw__line_name(line),
		.value = sipw__line_value(line),
		.bytes = sipw_sn(line->ptr, line->len),
	};
}

int sipw_line_get(const sipw_msg *m, size_t index, sipw_line *ret_line)
{
	if (m == NULL)
		return SIPW_ERR_MEMORY;
	if (index >= m->n - 1)
		return SIPW_ERR_ARGUMENT;
	*ret_line = public_line(sipw__line(m, index + 1));
	return SIPW_OK;
}

/* A walk over the values of one header field, across lines and commas. */
struct walk {
	const sipw_msg *m;
	size_t next;
	unsigned index; /* of the header field */
	bool list;
	bool mere_bytes; /* of its values: see sipw__next_value() */
	sipw_str rest; /* of the current line's values */
};

static struct walk walk_values(const sipw_msg *m, int header)
{
	const unsigned index = sipw__header_index(header);
	const struct header_row *row = &sipw__header_rows[index];
	return (struct walk){
		.m = m,
		.next = 1,
		.index = index,
		.list = row->times == TIMES_LIST,
		.mere_bytes = row->kind == SIPW_KIND_CALL_ID,
	};
}

static bool walk_next(struct walk *w, sipw_str *ret)
{
	if (w->list && sipw__next_value(&w->rest, w->mere_bytes, ret))
		return true;
	w->next = sipw__line_of(w->m, w->index, w->next);
	if (w->next >= w->m->n)
		return false;
	*ret = sipw__line_value(sipw__line(w->m, w->next++));
	if (!w->list || ret->len == 0)
		return true;
	w->rest = *ret;
	return sipw__next_value(&w->rest, w->mere_bytes, ret);
}

size_t sipw_count(const sipw_msg *m, int header)
{
	sipw_str value;
	size_t n = 0;
	if (m == NULL || sipw__header_index(header) == 0)
		return 0;
	struct walk w = walk_values(m, header);
	while (walk_next(&w, &value))
		n++;
	return n;
}

int sipw_get(const sipw_msg *m, int header, size_t index, sipw_str *ret_value)
{
	sipw_str value;
	if (m == NULL)
		return SIPW_ERR_MEMORY;
	if (sipw__header_index(header) == 0)
		return SIPW_ERR_ARGUMENT;
	struct walk w = walk_values(m, header);
	do {
		if (!walk_next(&w, &value))
			return SIPW_ERR_ARGUMENT;
	} while (index-- > 0);
	*ret_value = value;
	return SIPW_OK;
}

sipw_str sipw_get_named(const sipw_msg *m, sipw_str name)
{
	if (m == NULL)
		return (sipw_str){ 0 };
	size_t index = sipw__line_find(m, sipw__header_index(sipw_header_find(name)), name, 1);
	return index < m->n ? sipw__line_value(sipw__line(m, index)) : (sipw_str){ 0 };
}

sipw_iter sipw_iter_start(const sipw_msg *m, int header)
{
	return (sipw_iter){ m, 1, m == NULL ? 0 : m->edition, header };
}

/* The next line of a field; none for an id that no row has. */
static size_t next_of(const sipw_msg *m, int header, size_t from)
{
	const unsigned index = sipw__header_index(header);
	return index == 0 ? m->n : sipw__line_of(m, index, from);
}

int sipw_iter_next(sipw_iter *iter, sipw_line *ret_line)
{
	const sipw_msg *m = iter->message;
	if (m == NULL)
		return 0;
	if (iter->edition != m->edition)
		return SIPW_ERR_STATE;
	if (iter->header != 0)
		iter->next = next_of(m, iter->header, iter->next);
	if (iter->next >= m->n)
		return 0;
	*ret_line = public_line(sipw__line(m, iter->next++));
	return 1;
}
