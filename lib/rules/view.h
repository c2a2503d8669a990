/* SPDX-License-Identifier: MIT */
#ifndef SIPW_VIEW_H
#define SIPW_VIEW_H

/*
 * A message as the rules see it: the method it belongs to, and which lines they bind. The serializer
 * holds what was built here to the rules it enforces, the checker every line to all of them.
 */

#include "fields/kinds.h"
#include "message/msg.h"

struct sipw__view {
	const sipw_msg *m;
	int method; /* of the request, or of the one a response answers; 0: extension or unknown */
	int asked; /* of a request, else 0 */
	bool request; /* neither: the start line is broken */
	bool response;
	bool built; /* the start line was built here */
	bool uri_fits; /* when checking: the Request-URI fits its grammar */
	bool indexed;
	uint32_t firsts[HEADER_COUNT]; /* if indexed: by header index, the number of its first line, if it stands */
};

struct sipw__report;

/* What a condition is asked about. */
struct sipw__at {
	const struct line *line; /* the start line, a header line; NULL: the message */
	sipw_str text; /* of a value: as it stands in the line */
	const sipw_value *value; /* decoded, of the kind of its header field */
	unsigned nth; /* of the line's values, from 0 */
	int condition;
	struct sipw__report *report; /* NULL: one that does not hold is enough */
};

/* Finds the first lines once, so that asking for them takes no time however often it is done. */
void sipw__view_index(struct sipw__view *v);

/* The first line of a standard header field; NULL if there is none. */
static inline const struct line *sipw__first(const struct sipw__view *v, unsigned index)
{
	if (!sipw__stands(v->m, index))
		return NULL;
	return sipw__line(v->m, v->indexed ? v->firsts[index] : sipw__line_of(v->m, index, 1));
}

static inline bool sipw__stands_again(const struct sipw__view *v, unsigned index)
{
	return (v->m->repeated[index / 64] >> (index % 64) & 1) != 0;
}

/* The method a response answers, which stands in its CSeq. */
int sipw__answered_method(const struct sipw__view *v);

static inline void sipw__view_gather(struct sipw__view *v, const sipw_msg *m)
{
	v->m = m;
	v->method = v->asked = m->method;
	v->request = sipw__given(m->method_name);
	v->response = m->code != 0;
	v->indexed = false;
	v->built = (sipw__line(m, 0)->flags & LINE_BUILT) != 0;
	if (v->response)
		v->method = sipw__answered_method(v);
}

/* Whether a message was received in a stream, and its Content-Length is what came in. */
static inline bool sipw__came_in_stream(const sipw_msg *m)
{
	return m->keeps_length && m->received.how == SIPW_STREAM;
}

/* Whether a line is the first one of its header field. */
static inline bool sipw__is_first_line(const struct sipw__view *v, const struct sipw__at *at)
{
	return !sipw__stands_again(v, at->line->index) || sipw__first(v, at->line->index) == at->line;
}

/* The same of a value. */
static inline bool sipw__is_first(const struct sipw__view *v, const struct sipw__at *at)
{
	return at->nth == 0 && sipw__is_first_line(v, at);
}

/* Reports that the condition asked does not hold at a byte of its line; NULL: at the line or the value
 * as such. With a sentence that says more than its own, and the source of that, or NULL. */
void sipw__report_condition(const struct sipw__at *at, const char *byte, const char *sentence, const char *source);

/* The end of a predicate that does not hold; returns false. One that finds several places calls it for each. */
static inline bool sipw__broken(const struct sipw__at *at, const char *byte)
{
	if (at->report != NULL)
		sipw__report_condition(at, byte, NULL, NULL);
	return false;
}

#endif
