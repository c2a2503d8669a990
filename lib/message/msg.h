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
#include "sipwright/parse.h"
#include "text/compiler.h"
#include "text/out.h"
#include "tables/tables.h"

/* What `header` may hold besides an id. */
#define WHERE_BITS (SIPW_PUSH | SIPW_REPLACE)

enum {
	LINE_BUILT = 1, /* made here: the rules bind it */
	LINE_RAW = 2,   /* verbatim bytes: no name, no value */
	LINE_NEW = 4,   /* marks the lines of an operation that may have to take them back */
	LINE_BROKEN = 8, /* received, and no header line: as raw bytes; of line 0: no start line */
	LINE_COPIED = 16 /* of another message: no rule binds it, and its bytes are in this one's memory */
};

/* Lines that have no name and no value. */
#define LINE_OPAQUE (LINE_RAW | LINE_BROKEN)

struct line {
	const char *ptr; /* the whole line, with its CRLF */
	uint32_t value; /* where the value starts in it */
	uint16_t index; /* of the header field, 0 for unknown and raw */
	uint16_t name_len; /* of line 0: of its SIP-Version */
	uint32_t len;
	uint16_t flags;
};

/* A row's, a writer's and a line's value, index and name_len, which are copied at once. */
#define LABEL_SIZE (sizeof(uint32_t) + 2 * sizeof(uint16_t))

struct sipw_msg {
	struct sipw__out writer; /* of the usual lines; it has failed if the message has */
	struct sipw__arena arena;
	size_t n; /* lines, the start line included */
	uint32_t edition; /* changes with every change of the lines that leaves their number, see sipw__edition() */
	uint32_t claim;
	int32_t method; /* of a request, 0 for an extension method */
	int32_t code; /* of a response, else 0 */
	sipw_str method_name; /* of a request, else absent: the beginning of line 0 */
	uint8_t style;
	uint8_t sip_uri; /* the Request-URI is known to be a sip one */
	uint8_t foreign; /* some lines were not built here */
	uint8_t scattered; /* lines were moved or taken out, or were added behind a gap */
	uint8_t has_claim; /* `claim` is to be written as Content-Length */
	uint8_t keeps_length; /* Content-Length or its absence is as received, among the lines: none is computed */
	uint8_t owns_head; /* `head` and the surplus are copies in the message's memory */
	uint8_t owns_body;
	size_t gap; /* with so many lines, bytes of none were kept behind them; 0: never */
	uint64_t seen[HEADER_WORDS]; /* header fields that stand; a bit a header index */
	uint64_t repeated[HEADER_WORDS]; /* those that stand in more than one line */
	sipw_str body;
	sipw_str head; /* of a parsed message: where its lines point, with the empty line behind them; else absent */
	sipw_received received; /* means something if there is a head */
	sipw_error error;
	sipw_allocator allocator; /* of a growing message */
};

static inline struct line *sipw__line(const sipw_msg *m, size_t index)
{
	return (struct line *)(void *)(m->arena.top - (index + 1) * sizeof(struct line));
}

static inline struct line *sipw__line_last(const sipw_msg *m)
{
	return (struct line *)(void *)m->arena.records;
}

/* Whether a line's bytes are in the message's memory since the line was added; those of received ones are elsewhere,
 * or all together in a copy of the head. */
static inline bool sipw__line_is_ours(const struct line *line)
{
	return (line->flags & (LINE_BUILT | LINE_RAW | LINE_COPIED)) != 0;
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

/* The line's name and value; the value without the blanks around it, folds included. */
static inline sipw_str sipw__line_name(const struct line *line)
{
	return line->flags & LINE_OPAQUE ? (sipw_str){ 0 } : sipw_sn(line->ptr, line->name_len);
}

sipw_str sipw__line_value(const struct line *line);

/* The Request-URI; absent if the start line is none of a request. */
static inline sipw_str sipw__start_uri(const sipw_msg *m)
{
	const struct line *line = sipw__line(m, 0);
	const size_t others = m->method_name.len + line->name_len + sizeof "  \r\n" - 1;
	if (m->method_name.ptr == NULL)
		return (sipw_str){ 0 };
	return sipw_sn(line->ptr + m->method_name.len + 1, line->len - others);
}

/* Reads line 0, received, which is a start line only if it stands in one piece. */
void sipw__start_read(sipw_msg *m, bool in_one_piece);

/* Whether a line is of a header field: by its index, or by its name (any case) where that is 0. */
bool sipw__line_is(const struct line *line, unsigned index, sipw_str name);

/* The number of the first line of a header field, from `from`; m->n if there is none. */
size_t sipw__line_find(const sipw_msg *m, unsigned index, sipw_str name, size_t from);

/* The same for a known field. */
static inline size_t sipw__line_of(const sipw_msg *m, unsigned index, size_t from)
{
	while (from < m->n && sipw__line(m, from)->index != index)
		from++;
	return from;
}

/* The id of a line's header field; 0 for unknown and raw. */
static inline int sipw__line_header(const struct line *line)
{
	return sipw__header_rows[line->index].id;
}

/* Moves the last line's record to `index`; those from there on move up by one. */
void sipw__line_move(sipw_msg *m, size_t index);

/* Takes a line out. */
void sipw__line_drop(sipw_msg *m, size_t index);

/* What changes with every change of the lines. */
static inline uint32_t sipw__edition(const sipw_msg *m)
{
	return m->edition + (uint32_t)m->n;
}

/* Keeps the free bytes up to p for something that is no line: the next line does not stand right behind the last one. */
void sipw__msg_keep(sipw_msg *m, char *p);

/* Whether a standard header field has a line. */
static inline bool sipw__stands(const sipw_msg *m, unsigned index)
{
	return (m->seen[index / 64] >> (index % 64) & 1) != 0;
}

/* Notes that a line of a header field came. */
static inline void sipw__msg_note(sipw_msg *m, unsigned index)
{
	const unsigned word = index / 64;
	const uint64_t bit = UINT64_C(1) << (index % 64);
	if (!LIKELY((m->seen[word] & bit) == 0))
		m->repeated[word] |= bit;
	m->seen[word] |= bit;
}

#endif
