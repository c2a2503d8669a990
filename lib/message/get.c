/* SPDX-License-Identifier: MIT */
/* Reading header lines, by line and by value. */
#include "grammar/values.h"
#include "message/value.h"

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

sipw_values sipw_values_start(const sipw_msg *m, int header)
{
	return (sipw_values){ .message = m, .next = 1, .edition = m == NULL ? 0 : sipw__edition(m), .header = header };
}

/* The value of the field's next line; one without bytes is none where the field is a list. */
static bool next_line_value(sipw_values *w, unsigned index, bool list, sipw_str *ret)
{
	const sipw_msg *m = w->message;
	do {
		w->next = sipw__line_of(m, index, w->next);
		if (w->next >= m->n)
			return false;
		*ret = sipw__line_value(sipw__line(m, w->next++));
	} while (list && ret->len == 0);
	return true;
}

int sipw_values_next(sipw_values *values, sipw_str *ret_text)
{
	const sipw_msg *m = values->message;
	const unsigned index = sipw__header_index(values->header);
	const struct header_row *row = &sipw__header_rows[index];
	const bool list = row->times == TIMES_LIST;
	sipw_str value;
	if (m == NULL || index == 0)
		return 0;
	if (values->edition != sipw__edition(m))
		return SIPW_ERR_STATE;
	if (list && sipw__next_value(&values->rest, sipw__mere_bytes(row), ret_text))
		return 1;
	if (!next_line_value(values, index, list, &value))
		return 0;
	if (list) {
		values->rest = value;
		sipw__next_value(&values->rest, sipw__mere_bytes(row), &value);
	}
	*ret_text = value;
	return 1;
}

size_t sipw_count(const sipw_msg *m, int header)
{
	sipw_values values = sipw_values_start(m, header);
	sipw_str value;
	size_t n = 0;
	while (sipw_values_next(&values, &value) == 1)
		n++;
	return n;
}

int sipw_get(const sipw_msg *m, int header, size_t index, sipw_str *ret_value)
{
	sipw_values values = sipw_values_start(m, header);
	sipw_str value;
	if (m == NULL)
		return SIPW_ERR_MEMORY;
	do {
		if (sipw_values_next(&values, &value) != 1)
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
	return (sipw_iter){ m, 1, m == NULL ? 0 : sipw__edition(m), header };
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
	if (iter->edition != sipw__edition(m))
		return SIPW_ERR_STATE;
	if (iter->header != 0)
		iter->next = next_of(m, iter->header, iter->next);
	if (iter->next >= m->n)
		return 0;
	*ret_line = public_line(sipw__line(m, iter->next++));
	return 1;
}
