/* SPDX-License-Identifier: MIT */
#include "message/line.h"

#include "text/compiler.h"

COLD bool sipw__line_grow(sipw_msg *m, int header)
{
	int code = sipw__arena_grow(&m->arena, 0, LINE_RESERVE + OUT_SLACK);
	if (code != SIPW_OK)
		sipw__fail_code(m, code, header, NULL);
	return code == SIPW_OK;
}

COLD bool sipw__line_grow_own(sipw_msg *m)
{
	return sipw__line_grow(m, 0) && sipw__line_own(m);
}

/* What the new line is to keep of its header field. */
HOT static inline void line_of_row(struct sipw__out *o, int header, const struct header_row *row)
{
	o->value = row->value;
	o->place = row->index;
	o->name_len = row->name_len;
	o->where = header & WHERE_BITS;
}

COLD static char *begin_refused(sipw_msg *m, const struct header_row *row, bool given, int kind)
{
	const char *sentence = "this header field is computed, never set";
	if (row->name_len == 0)
		sentence = "there is no header field of this number";
	else if (!given)
		sentence = "the value is missing";
	else if (row->kind != kind)
		sentence = "this header field has no value of this kind";
	sipw__fail_code(m, SIPW_ERR_ARGUMENT, row->id, sentence);
	return NULL;
}

COLD static char *begin_grown(sipw_msg *m, int header, int kind, struct sipw__out *o)
{
	return sipw__line_grow(m, header & ~WHERE_BITS) ? sipw__line_begin(m, header, kind, true, o) : NULL;
}

char *sipw__line_begin(sipw_msg *m, int header, int kind, bool given, struct sipw__out *o)
{
	if (!sipw__usable(m))
		return NULL;
	const unsigned index = sipw__header_index(header & ~WHERE_BITS);
	const struct header_row *row = &sipw__header_rows[index];
	if (row->kind != kind || !given || (row->flags & HEADER_COMPUTED))
		return begin_refused(m, row, given, kind);
	if (!sipw__line_has_room(m))
		return begin_grown(m, header, kind, o);
	sipw__line_point(m, o);
	line_of_row(o, header, row);
	return sipw__out_bytes(o, m->arena.free, sipw_sn(sipw__header_pool + row->name, row->value));
}

int sipw__line_put(sipw_msg *m, int header, int kind, sipw__encoder *encode, const void *value)
{
	struct sipw__out out;
	char *p = sipw__line_begin(m, header, kind, value != NULL, &out);
	if (p == NULL)
		return sipw__line_refused(m);
	return sipw__line_commit(m, &out, encode(&out, p, value));
}

COLD int sipw__line_failed(sipw_msg *m, struct sipw__out *o)
{
	o->error.header = sipw__header_rows[o->place].id;
	return sipw__fail(m, &o->error);
}

/* Whether n values may stand in one line of a field. */
static bool may_list(sipw_msg *m, const struct header_row *row, size_t n)
{
	if (n <= 1 || row->times == TIMES_LIST)
		return true;
	sipw__fail_code(m, SIPW_ERR_ARGUMENT, row->id, "this header field has one value a line");
	return false;
}

COLD static char *put_resized(struct sipw__out *o, char *p, sipw__encoder *encode, const char *value, size_t n,
			      size_t size, size_t whole)
{
	sipw_value buffer;
	for (size_t i = 0; i < n; i++, value += size)
		p = encode(o, i > 0 ? sipw__out_comma(o, p) : p, sipw__whole(value, size, &buffer, whole));
	return p;
}

static char *put_values(struct sipw__out *o, char *p, sipw__encoder *encode, const char *value, size_t n, size_t size)
{
	p = encode(o, p, value);
	for (const char *end = value + n * size; (value += size) < end;)
		p = encode(o, sipw__out_comma(o, p), value);
	return p;
}

int sipw__line_put_list(sipw_msg *m, int header, int kind, sipw__encoder *encode, const void *values, size_t n,
			size_t size, size_t whole)
{
	struct sipw__out out;
	char *p = sipw__line_begin(m, header, kind, n > 0 && values != NULL, &out);
	if (p == NULL || !may_list(m, &sipw__header_rows[out.place], n))
		return sipw__line_refused(m);
	p = size == whole ? put_values(&out, p, encode, values, n, size)
			  : put_resized(&out, p, encode, values, n, size, whole);
	return sipw__line_commit(m, &out, p);
}

void sipw__line_settle(sipw_msg *m, int where)
{
	const struct line added = *sipw__line(m, m->n - 1);
	const sipw_str name = sipw__line_name(&added);
	if (added.index != 0 && (m->repeated[added.index / 64] >> (added.index % 64) & 1) == 0)
		return;
	const size_t first = sipw__line_find(m, added.index, name, 1);
	if (first == m->n - 1)
		return;
	if (where & SIPW_REPLACE)
		sipw__line_drop_all(m, added.index, name, m->n - 1);
	sipw__line_move(m, first);
}

sipw_str sipw__line_value(const struct line *line)
{
	if (line->flags & LINE_OPAQUE)
		return (sipw_str){ 0 };
	const char *start = line->ptr + line->value;
	const char *end = line->ptr + line->len - 2;
	while (end > start && sipw__is(end[-1], CLASS_LWS))
		end--;
	return sipw_sn(start, (size_t)(end - start));
}

bool sipw__line_is(const struct line *line, unsigned index, sipw_str name)
{
	if (index != 0 || line->index != 0)
		return line->index == index;
	return !(line->flags & LINE_OPAQUE) && sipw__equal_nocase(sipw__line_name(line), name);
}

size_t sipw__line_find(const sipw_msg *m, unsigned index, sipw_str name, size_t from)
{
	if (index != 0)
		return sipw__line_of(m, index, from);
	while (from < m->n && !sipw__line_is(sipw__line(m, from), 0, name))
		from++;
	return from;
}

void sipw__line_move(sipw_msg *m, size_t index)
{
	const struct line last = *sipw__line(m, m->n - 1);
	for (size_t i = m->n - 1; i > index; i--)
		*sipw__line(m, i) = *sipw__line(m, i - 1);
	*sipw__line(m, index) = last;
	m->scattered |= index < m->n - 1;
	m->edition++;
}

/* Which fields stand, from the lines that are left. */
static void note_all(sipw_msg *m)
{
	memset(m->seen, 0, sizeof m->seen);
	memset(m->repeated, 0, sizeof m->repeated);
	memset(m->writer.settled, 0, sizeof m->writer.settled);
	for (size_t i = 1; i < m->n; i++)
		sipw__msg_note(m, sipw__line(m, i)->index);
}

void sipw__line_drop(sipw_msg *m, size_t index)
{
	for (size_t i = index; i + 1 < m->n; i++)
		*sipw__line(m, i) = *sipw__line(m, i + 1);
	m->n--;
	m->scattered = 1;
	m->arena.records += sizeof(struct line);
	m->edition += 2;
	note_all(m);
}

size_t sipw__line_drop_all(sipw_msg *m, unsigned index, sipw_str name, size_t end)
{
	const size_t n = m->n;
	size_t kept = 1;
	for (size_t i = 1; i < n; i++) {
		const struct line line = *sipw__line(m, i);
		if (i >= end || !sipw__line_is(&line, index, name))
			*sipw__line(m, kept++) = line;
	}
	if (kept == n)
		return 0;
	m->n = kept;
	m->scattered = 1;
	m->arena.records += (n - kept) * sizeof(struct line);
	m->edition += (uint32_t)(n - kept) + 1;
	note_all(m);
	return n - kept;
}

void sipw__length_drop(sipw_msg *m)
{
	if (m->keeps_length)
		sipw__line_drop_all(m, SIPW_HDR_CONTENT_LENGTH, (sipw_str){ 0 }, m->n);
	m->keeps_length = 0;
}
