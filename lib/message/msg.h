/* SPDX-License-Identifier: MIT */
#ifndef SIPW_MSG_H
#define SIPW_MSG_H

/*
 * Inside a message. Line 0 is the start line (empty until there is one), lines 1 to n - 1 are the
 * header lines in order. Their records stand at the back of the arena's region, line 0 at the top,
 * each next one below; the bytes they point at stay where they are once written. So lines added one
 * after the other are adjacent bytes, which serializing copies in one piece.
 */

#include "sipwright/message.h"
#include "text/arena.h"
#include "text/str.h"
#include "tables/tables.h"

enum {
	LINE_BUILT = 1, /* made here: the rules bind it */
	LINE_RAW = 2,   /* verbatim bytes: no name, no value */
	LINE_NEW = 4    /* marks the lines of an operation that may have to take them back */
};

struct line {
	const char *ptr; /* the whole line, with its CRLF */
	uint32_t len;
	uint32_t value; /* where the value starts in it */
	int32_t header; /* id, 0 for unknown and raw */
	uint16_t name_len;
	uint16_t flags;
};

struct sipw_msg {
	struct sipw__arena arena;
	size_t n; /* lines, the start line included */
	uint32_t head_len; /* of all lines */
	uint32_t edition; /* changes with every change of the lines */
	int32_t method; /* of a request, 0 for an extension method */
	int32_t code; /* of a response, else 0 */
	uint16_t method_len; /* of a request, else 0: the name begins line 0 */
	uint8_t style;
	uint8_t has_claim; /* `claim` is to be written as Content-Length */
	uint32_t claim;
	sipw_str body;
	sipw_error error;
	sipw_allocator allocator; /* of a growing message */
	char *first_free; /* the first region, where the message itself stands */
	char *first_top;
	size_t size; /* of the memory the message itself stands in */
};

static inline struct line *sipw__line(const sipw_msg *m, size_t index)
{
	return (struct line *)(void *)(m->arena.top - (index + 1) * sizeof(struct line));
}

/* A message that can be changed. */
static inline bool sipw__usable(const sipw_msg *m)
{
	return m != NULL && m->error.code == SIPW_OK;
}

/* A message whose error is not what stops the call; the code to return otherwise. */
static inline int sipw__refusal(const sipw_msg *m)
{
	return m == NULL ? SIPW_ERR_MEMORY : m->error.code;
}

/* Makes an error stick, unless there is one already; returns the one that counts. */
int sipw__fail(sipw_msg *m, const sipw_error *error);
int sipw__fail_code(sipw_msg *m, int code, int header, const char *sentence);

/* The line's name and value; the value without the blanks around it. */
static inline sipw_str sipw__line_name(const struct line *line)
{
	return line->flags & LINE_RAW ? (sipw_str){ 0 } : sipw_sn(line->ptr, line->name_len);
}

sipw_str sipw__line_value(const struct line *line);

/* The method of the request line; absent for a response and without a start line. */
static inline sipw_str sipw__start_method(const sipw_msg *m)
{
	return m->method_len == 0 ? (sipw_str){ 0 } : sipw_sn(sipw__line(m, 0)->ptr, m->method_len);
}

/* The Request-URI. */
static inline sipw_str sipw__start_uri(const sipw_msg *m)
{
	const struct line *line = sipw__line(m, 0);
	const size_t version = sizeof " SIP/2.0\r\n" - 1;
	return sipw_sn(line->ptr + m->method_len + 1, line->len - m->method_len - 1 - version);
}

/* Whether a line is of a header field: by its id, or by its name (any case) where the id is 0. */
bool sipw__line_is(const struct line *line, int header, sipw_str name);

/* The index of the first line of a header field, from `from`; m->n if there is none. */
size_t sipw__line_find(const sipw_msg *m, int header, sipw_str name, size_t from);

/* Moves the last line's record to `index`; those from there on move up by one. */
void sipw__line_move(sipw_msg *m, size_t index);

/* Takes a line out. */
void sipw__line_drop(sipw_msg *m, size_t index);

#endif
