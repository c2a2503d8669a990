/* SPDX-License-Identifier: MIT */
#ifndef SIPW_OUT_H
#define SIPW_OUT_H

/*
 * The bounded writer under every encoder. An encoder keeps the place it writes at, `p`, in a
 * register, hands it to these functions and takes it back.
 *
 * Invariant: at the start and after every checked piece at least OUT_SLACK bytes follow p. So
 * the punctuation, literals and numbers between two checked pieces, together less than OUT_SLACK,
 * are written without a check. After a failure p is the line's start, where the same holds: an
 * encoder need not ask, whoever commits the line does.
 */

#include "sipwright/error.h"
#include "text/arena.h"
#include "text/class.h"
#include "text/copy.h"
#include "text/number.h"
#include "text/str.h"
#include "text/subset.h"

#define OUT_SLACK 96

/* The longest head of a message, and so of a line. */
#define HEAD_MAX INT32_MAX

struct sipw__out {
	char *limit; /* a checked piece ends here at the latest */
	struct sipw__arena *arena; /* the line starts at arena->free */
	uint32_t value; /* where the value starts in the line */
	uint16_t place; /* the header index, for the forms of parameters */
	uint16_t name_len;
	int where; /* where the line goes, for the one who commits it */
	int answers; /* the method that CSeq names where no request line does; 0: not known */
	uint64_t settled[HEADER_WORDS]; /* see sipw__out_settle() */
	const sipw_str *method; /* of the request line, absent without one */
	sipw_error error; /* only `code` is set while it is SIPW_OK */
};

/* What a piece is, for an error about it. */
struct sipw__part {
	const char *field;
	const char *sentence;
	const char *source;
};

/* Notes that the conditions of a header field hold by the way its value was written, so that nobody has to
 * read it again, as long as the field has no other line. */
static inline void sipw__out_settle(struct sipw__out *o, unsigned index)
{
	o->settled[index / 64] |= UINT64_C(1) << (index % 64);
}

/* The cold ways. Each returns the line's start. The first error stays. */
char *sipw__out_error(struct sipw__out *o, int code);
char *sipw__out_bad(struct sipw__out *o, const struct sipw__part *part, sipw_str s, const char *at);
char *sipw__out_misfit(struct sipw__out *o, const struct sipw__part *part, sipw_str s, uint64_t class_bit);
char *sipw__out_range(struct sipw__out *o, const struct sipw__part *part);

/* Makes room for n bytes and the slack, if need be in a new region; then returns p's new place. */
char *sipw__out_grow(struct sipw__out *o, char *p, size_t n);

static inline bool sipw__out_failed(const struct sipw__out *o)
{
	return o->error.code != SIPW_OK;
}

static inline bool sipw__out_fits(const struct sipw__out *o, const char *p, size_t n)
{
	ptrdiff_t room = o->limit - p;
	return room >= 0 && n <= (size_t)room;
}

/* Bytes known to be right: those that are many, or do not fit. */
char *sipw__out_bytes_slowly(struct sipw__out *o, char *p, sipw_str s);

/* Bytes known to be right. */
HOT static inline char *sipw__out_bytes(struct sipw__out *o, char *p, sipw_str s)
{
	if (s.len > COPY_SHORT || o->limit - p < (ptrdiff_t)s.len)
		return sipw__out_bytes_slowly(o, p, s);
	return sipw__copy_short(p, s.ptr, s.len);
}

/* One or more bytes, all of one class. */
static inline char *sipw__out_class(struct sipw__out *o, char *p, sipw_str s, uint64_t class_bit,
				    const struct sipw__part *part)
{
	if (s.len == 0 || !sipw__all(s.ptr, s.len, class_bit))
		return sipw__out_misfit(o, part, s, class_bit);
	return sipw__out_bytes(o, p, s);
}

/* One or more bytes of a token. */
char *sipw__out_token(struct sipw__out *o, char *p, sipw_str s, const struct sipw__part *part);

/* The comma between two values of a list; a checked piece, since some values are none. */
static inline char *sipw__out_comma(struct sipw__out *o, char *p)
{
	if (o->limit - p < 2) {
		p = sipw__out_grow(o, p, 2);
		if (sipw__out_failed(o))
			return p;
	}
	return sipw__copy_literal(p, ", ");
}

/* Plain text between double quotes, escaped as needed: UTF-8 without control characters, tab aside. */
char *sipw__out_quoted(struct sipw__out *o, char *p, sipw_str plain, const struct sipw__part *part);

/* What stood between the quotes or parentheses (`open`) of received text: checked, escapes kept,
 * folds made a space. */
char *sipw__out_wire(struct sipw__out *o, char *p, sipw_str wire, char open, const struct sipw__part *part);

/* Plain text between parentheses. */
char *sipw__out_comment(struct sipw__out *o, char *p, sipw_str plain, const struct sipw__part *part);

char *sipw__out_unfolded_slowly(struct sipw__out *o, char *p, sipw_str text, const struct sipw__part *part);

/* Copies text that stays as it is, if there is room for it and it is such: printable ASCII without blanks
 * at its ends. */
static inline bool sipw__out_tidy(const struct sipw__out *o, char *p, sipw_str text)
{
	return sipw__out_fits(o, p, text.len) && text.len > 0 && text.ptr[0] != ' ' &&
	       text.ptr[text.len - 1] != ' ' && sipw__copy_printable(p, text.ptr, text.len);
}

/* Text of a header value (RFC 3261 25.1 header-value): the blanks around it are dropped, and each
 * fold, with the blanks beside it, becomes one space. */
static inline char *sipw__out_unfolded(struct sipw__out *o, char *p, sipw_str text, const struct sipw__part *part)
{
	return sipw__out_tidy(o, p, text) ? p + text.len : sipw__out_unfolded_slowly(o, p, text, part);
}

#endif
