/* SPDX-License-Identifier: MIT */
#ifndef SIPW_LINE_H
#define SIPW_LINE_H

/*
 * One new header line, in three steps: begin writes the name, an encoder or the text path the value,
 * commit ends the line and takes it into the message. Nothing is part of the message before commit.
 */

#include <assert.h>

#include "fields/kinds.h"
#include "message/msg.h"
#include "sipwright/put.h"
#include "text/out.h"

/* Bytes that are free behind the last one an encoder may write: its slack, and the record. */
#define LINE_RESERVE (OUT_SLACK + sizeof(struct line))

/* The cold way: it notes the error in the message. */
int sipw__line_failed(sipw_msg *m, struct sipw__out *o);

/* Takes out the lines of a header field before line `end`, in one pass; returns how many there were. */
size_t sipw__line_drop_all(sipw_msg *m, unsigned index, sipw_str name, size_t end);

/* Takes out the Content-Length lines that were received, if they still count: another one is stated. */
void sipw__length_drop(sipw_msg *m);

/* Puts the new line, now the last, where the caller wants it among the others of its header field. */
void sipw__line_settle(sipw_msg *m, int where);

/* A request line of bytes that are right, or that another message has; `flags` say which. */
int sipw__start_copy(sipw_msg *m, int method, sipw_str name, sipw_str uri, unsigned flags);

/* The status line of another message. */
int sipw__status_copy(sipw_msg *m, const sipw_msg *from);

/* Takes a line of another message as the last one, byte by byte. */
int sipw__line_copy(sipw_msg *m, const struct line *line);

/* What becomes of the first line of a header field, and of others, where those of another message are copied. */
enum { LINES_OMIT, LINES_COPY, LINES_ASK };

struct sipw__fate {
	uint8_t first; /* omitted: so are the others */
	uint8_t others; /* omitted or copied: where the message has a line of the field already */
};

/* Takes copies of lines of another message, from one of them on, up to the next one to be asked about, which it
 * returns, or to the end: then, or if the message has failed or there is no room, it returns NULL. */
const struct line *sipw__lines_copy(sipw_msg *m, const sipw_msg *from, const struct line *line,
				    const struct sipw__fate fates[HEADER_COUNT]);

/* Takes a line of another message, of which `keep` bytes are kept, with a parameter behind them: its start, with the
 * name, and its value. */
int sipw__line_extend(sipw_msg *m, const struct line *line, size_t keep, sipw_str start, sipw_str value);

/* Takes a line of a known header field with a value that is right, as the last one; `flags` say what it is. */
int sipw__line_copy_value(sipw_msg *m, const struct header_row *row, sipw_str value, unsigned flags);

/*
 * Takes a line that is made of pieces, its CRLF among them, as the last one. It is of the header field of
 * `like`, with name and value at the same places; `flags` say what it is.
 */
int sipw__line_compose(sipw_msg *m, const struct line *like, const sipw_str *pieces, size_t n, unsigned flags);

/* Points a writer at the message's free bytes, where there is room for a line. */
static inline void sipw__line_point(sipw_msg *m, struct sipw__out *o)
{
	o->limit = m->arena.records - LINE_RESERVE;
	o->arena = &m->arena;
	o->method = &m->method_name;
	memset(o->settled, 0, sizeof o->settled);
	o->error.code = SIPW_OK;
}

bool sipw__line_grow(sipw_msg *m, int header);

static inline bool sipw__line_has_room(const sipw_msg *m)
{
	return sipw__arena_room(&m->arena) >= LINE_RESERVE + OUT_SLACK;
}

/* Prepares a writer for a line without a known header field; false if there is no room. */
static inline bool sipw__line_open(sipw_msg *m, struct sipw__out *o)
{
	if (!sipw__line_has_room(m) && !sipw__line_grow(m, 0))
		return false;
	sipw__line_point(m, o);
	o->place = 0;
	o->where = 0;
	o->value = 0;
	o->name_len = 0;
	return true;
}

/*
 * Begins a line of a known header field that must be of `kind`, with a value that is there. `header`
 * may hold SIPW_PUSH or SIPW_REPLACE. Returns where the value goes, or NULL if the call is refused.
 */
char *sipw__line_begin(sipw_msg *m, int header, int kind, bool given, struct sipw__out *o);

/* An encoder of any kind: writes the value at p, returns its end. */
typedef char *sipw__encoder(struct sipw__out *o, char *p, const void *value);

/* A line with one value, whatever is out of the ordinary about it. */
int sipw__line_put(sipw_msg *m, int header, int kind, sipw__encoder *encode, const void *value);

/* A line with n values, more than one only where the field is a list. Each has `size` bytes for the
 * caller and `whole` here: a struct of an older or newer caller is zero-extended or cut. */
int sipw__line_put_list(sipw_msg *m, int header, int kind, sipw__encoder *encode, const void *values, size_t n,
			size_t size, size_t whole);

/* A struct of an older or newer caller, as it is if the sizes agree, else zero-extended or cut into
 * *buffer. */
static inline const void *sipw__whole(const void *value, size_t size, sipw_value *buffer, size_t whole)
{
	if (size == whole)
		return value;
	memset(buffer, 0, whole);
	return memcpy(buffer, value, size < whole ? size : whole);
}

/* The code of a refused call: the message's error. */
static inline int sipw__line_refused(const sipw_msg *m)
{
	return sipw__refusal(m);
}

/* Notes what is written up to p as the last line; `index` is that of its header field. */
HOT static inline int sipw__line_note(sipw_msg *m, const struct sipw__out *o, char *p, unsigned index, uint16_t flags)
{
	const size_t len = (size_t)(p - m->arena.free);
	struct line *line = (struct line *)(void *)m->arena.records - 1;
	line->ptr = m->arena.free;
	memcpy(&line->value, &o->value, LABEL_SIZE);
	line->len = (uint32_t)len;
	line->flags = flags;
	m->arena.records = (char *)line;
	m->arena.free = p;
	sipw__msg_note(m, index);
	m->n++;
	return SIPW_OK;
}

/* Takes it, and puts it where the caller wants it. */
static inline int sipw__line_take(sipw_msg *m, const struct sipw__out *o, char *p, uint16_t flags)
{
	const int code = sipw__line_note(m, o, p, o->place, flags);
	if (code == SIPW_OK && o->where != 0)
		sipw__line_settle(m, o->where);
	return code;
}

/* Ends the line at p. On an error in the writer the message keeps that error and nothing else. */
static inline int sipw__line_commit(sipw_msg *m, struct sipw__out *o, char *p)
{
	if (sipw__out_failed(o))
		return sipw__line_failed(m, o);
	assert(p + 2 <= o->limit + OUT_SLACK);
	return sipw__line_take(m, o, sipw__copy_literal(p, "\r\n"), LINE_BUILT);
}

/* Points the message's own writer at its free bytes, if there is room for a line. */
HOT static inline bool sipw__line_own(sipw_msg *m)
{
	m->writer.limit = m->arena.records - LINE_RESERVE;
	return sipw__line_has_room(m);
}

/* Makes that room. */
bool sipw__line_grow_own(sipw_msg *m);

/* Writes the name of a usual header field with the message's own writer; returns where the value goes. `length` is that
 * of the name with colon and space, which `copied` bytes hold. */
HOT static inline char *sipw__line_name_of(sipw_msg *m, const struct header_row *row, size_t length, size_t copied)
{
	char *p = m->arena.free;
	memcpy(&m->writer.value, &row->value, LABEL_SIZE);
	memcpy(p, row->start, copied);
	return p + length;
}

HOT static inline char *sipw__line_name_own(sipw_msg *m, const struct header_row *row)
{
	return sipw__line_name_of(m, row, row->value, HEADER_COPY);
}

/*
 * The way of nearly every line, with the message's own writer: begins a line of a standard header field
 * that goes to the end, if everything is as usual and there is room. NULL means nothing but that
 * sipw__line_put() has to be asked. A message that failed is found out at the line's end, since then its
 * writer has failed as well: until there nothing is part of it.
 */
HOT static inline char *sipw__line_start(sipw_msg *m, int header, int kind, const void *value)
{
	if (m == NULL || (unsigned)header >= HEADER_STANDARD)
		return NULL;
	const struct header_row *row = &sipw__header_rows[header];
	return row->usual == kind && value != NULL && sipw__line_own(m) ? sipw__line_name_own(m, row) : NULL;
}

/* The same for n values. */
HOT static inline char *sipw__line_start_list(sipw_msg *m, int header, int kind, const void *values, size_t n)
{
	if (n > 1 && sipw__header_row(header)->times != TIMES_LIST)
		return NULL;
	return sipw__line_start(m, header, kind, values);
}

/* The same for a header field, one of the usual ones, that is alone of its kind; `length` is that of its name with
 * colon and space. */
HOT static inline char *sipw__line_start_of(sipw_msg *m, int header, size_t length, const void *value)
{
	if (m == NULL || value == NULL || !sipw__line_own(m))
		return NULL;
	return sipw__line_name_of(m, &sipw__header_rows[header], length, length <= 16 ? 16 : HEADER_COPY);
}

/* Ends such a line, of a header field that is known when this is compiled, or is not. */
HOT static inline int sipw__line_end_of(sipw_msg *m, unsigned index, char *p)
{
	if (sipw__out_failed(&m->writer))
		return sipw__line_failed(m, &m->writer);
	return sipw__line_note(m, &m->writer, sipw__copy_literal(p, "\r\n"), index, LINE_BUILT);
}

HOT static inline int sipw__line_end(sipw_msg *m, char *p)
{
	return sipw__line_end_of(m, m->writer.place, p);
}

#endif
