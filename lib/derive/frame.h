/* SPDX-License-Identifier: MIT */
#ifndef SIPW_FRAME_H
#define SIPW_FRAME_H

/*
 * What deriving a message consists of: begin, copy and make lines, add the extras, end. An error at any
 * step sticks to the target, later steps then do nothing, and end leaves an empty message with it.
 */

#include "grammar/scan.h"
#include "message/line.h"
#include "sipwright/complete.h"
#include "sipwright/derive.h"

/* ---- begin and end ---- */

/* The cold ways of the three below, which note the error. */
bool sipw__target_unready(sipw_msg *m);
bool sipw__input_failed(sipw_msg *m, const sipw_msg *input, const char *name);
int sipw__derive_failed(sipw_msg *m);

/* Whether the target can take a message; else an error. */
static inline bool sipw__target_ready(sipw_msg *m)
{
	return (sipw__usable(m) && m->n == 1 && sipw__line(m, 0)->len == 0) || sipw__target_unready(m);
}

/* Whether an input is a message; else its error. `name` is what the error calls it. */
static inline bool sipw__input_ready(sipw_msg *m, const sipw_msg *input, const char *name)
{
	return sipw__usable(input) || sipw__input_failed(m, input, name);
}

/* The same for one that has to be a request, or a response: its start line is there and unbroken. */
bool sipw__request_ready(sipw_msg *m, const sipw_msg *input, const char *name);
bool sipw__response_ready(sipw_msg *m, const sipw_msg *input, const char *name);

/* The end: the target's code. Of a message that failed only the error is left. */
static inline int sipw__derive_end(sipw_msg *m)
{
	return m->error.code == SIPW_OK ? SIPW_OK : sipw__derive_failed(m);
}

/* ---- errors about an input ---- */

/* Each makes an error stick, unless there is one, and returns false. */
bool sipw__input_fails(sipw_msg *m, const char *name, int code, int header, const char *sentence, const char *source);

/* What a scan found wrong in the value of a header field of an input. */
bool sipw__input_misfit(sipw_msg *m, const char *name, int header, sipw_str value, const struct sipw__scan *s);

/* Says of the target's error, if there is one, which input caused it, unless memory is full. */
void sipw__blame(sipw_msg *m, const char *name, size_t nth);

/* ---- lines of an input ---- */

/* The first line of a standard header field, or NULL. */
static inline const struct line *sipw__input_line(const sipw_msg *input, unsigned index)
{
	return sipw__stands(input, index) ? sipw__line(input, sipw__line_of(input, index, 1)) : NULL;
}

/* The one value of a line; false, and why in *s, if it is not of its grammar. */
bool sipw__read_address(const struct line *line, sipw_address *ret, struct sipw__scan *s);
bool sipw__read_cseq(const struct line *line, sipw_cseq *ret, struct sipw__scan *s);
bool sipw__read_timestamp(const struct line *line, sipw_timestamp *ret, struct sipw__scan *s);

/* Whether a list field has a value, in any case. */
bool sipw__has_value(const sipw_msg *input, int header, sipw_str value);

/* Copies all lines of a standard header field. */
void sipw__copy_lines(sipw_msg *m, const sipw_msg *input, unsigned index);

/* A line of a known header field with a value that is wire form of it; `flags` say what it is. */
int sipw__put_value(sipw_msg *m, int header, sipw_str value, unsigned flags);

/* ---- options ---- */

/* What an id of the options is, and what is said if there is none. */
struct sipw__id {
	int header;
	sipw_str prefix; /* of one that is drawn */
	const char *lacking;
	const char *source;
};

#define ID_TEXT_MAX (2 * SIPW_ID_LEN)

/* An id from the ids, in `text`; else an error. */
bool sipw__id_drawn(sipw_msg *m, const struct sipw__id *id, sipw_ids *ids, char text[ID_TEXT_MAX], sipw_str *ret);

/* The id that is given or, if it is absent, one that is drawn. */
static inline bool sipw__id_option(sipw_msg *m, const struct sipw__id *id, sipw_str given, sipw_ids *ids,
				   char text[ID_TEXT_MAX], sipw_str *ret)
{
	*ret = given;
	return sipw__given(given) || sipw__id_drawn(m, id, ids, text, ret);
}

/* Notes which byte of text given in the options is not of a class, or that there is none; returns false. */
bool sipw__option_misfits(sipw_msg *m, int header, sipw_str text, uint64_t class_bit, const struct sipw__part *part);

/* Whether text given in the options is one or more bytes of a class; else an error about `header`. */
static inline bool sipw__option_is(sipw_msg *m, int header, sipw_str text, uint64_t class_bit,
				   const struct sipw__part *part)
{
	return (text.len > 0 && sipw__all(text.ptr, text.len, class_bit)) ||
	       sipw__option_misfits(m, header, text, class_bit, part);
}

/* ---- extras ---- */

/* Besides those that are reserved everywhere: a list that ends with 0. */
void sipw__add_extras(sipw_msg *m, const sipw_extras *extras, const uint16_t *reserved);

/* Whether a header field describes the body (RFC 3261 20.11 to 20.15, 20.24). */
bool sipw__describes_body(unsigned index);

/* The same where the body, and what describes it, is not theirs to give; `source` says so. */
void sipw__add_bodiless_extras(sipw_msg *m, const sipw_extras *extras, const uint16_t *reserved, const char *source);

#endif
