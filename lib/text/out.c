/* SPDX-License-Identifier: MIT */
#include "text/out.h"

#include "text/utf8.h"

COLD char *sipw__out_error(struct sipw__out *o, int code)
{
	if (!sipw__out_failed(o))
		o->error = (sipw_error){ .code = code, .byte = -1 };
	return o->arena->free;
}

COLD char *sipw__out_bad(struct sipw__out *o, const struct sipw__part *part, sipw_str s, const char *at)
{
	bool inside = s.len > 0 && at < s.ptr + s.len;
	if (!sipw__out_failed(o))
		o->error = (sipw_error){
			.code = sipw__given(s) ? SIPW_ERR_SYNTAX : SIPW_ERR_ARGUMENT,
			.field = part->field,
			.offset = s.len > 0 ? (size_t)(at - s.ptr) : 0,
			.byte = inside ? (unsigned char)*at : -1,
			.sentence = part->sentence,
			.source = part->source,
		};
	return o->arena->free;
}

COLD char *sipw__out_misfit(struct sipw__out *o, const struct sipw__part *part, sipw_str s, uint64_t class_bit)
{
	const char *at = s.len > 0 ? sipw__span(s.ptr, s.ptr + s.len, class_bit) : s.ptr;
	return sipw__out_bad(o, part, s, at);
}

COLD char *sipw__out_range(struct sipw__out *o, const struct sipw__part *part)
{
	if (!sipw__out_failed(o))
		o->error = (sipw_error){
			.code = SIPW_ERR_RANGE,
			.field = part->field,
			.byte = -1,
			.sentence = part->sentence,
			.source = part->source,
		};
	return o->arena->free;
}

COLD static char *put_any_token(struct sipw__out *o, char *p, sipw_str s, const struct sipw__part *part)
{
	if (s.len == 0 || !sipw__all(s.ptr, s.len, CLASS_TOKEN))
		return sipw__out_misfit(o, part, s, CLASS_TOKEN);
	return sipw__out_bytes(o, p, s);
}

char *sipw__out_token(struct sipw__out *o, char *p, sipw_str s, const struct sipw__part *part)
{
	if (!sipw__out_fits(o, p, s.len) || !sipw__copy_token(p, s.ptr, s.len))
		return put_any_token(o, p, s, part);
	return p + s.len;
}

COLD char *sipw__out_bytes_slowly(struct sipw__out *o, char *p, sipw_str s)
{
	if (!sipw__out_fits(o, p, s.len)) {
		p = sipw__out_grow(o, p, s.len);
		if (sipw__out_failed(o))
			return p;
	}
	return sipw__copy(p, s.ptr, s.len);
}

char *sipw__out_grow(struct sipw__out *o, char *p, size_t n)
{
	size_t written = (size_t)(p - o->arena->free);
	if (sipw__out_failed(o))
		return o->arena->free;
	if (n > HEAD_MAX || written > HEAD_MAX - n)
		return sipw__out_error(o, SIPW_ERR_LIMIT);
	const size_t reserve = (size_t)(o->arena->records - o->limit);
	int code = sipw__arena_grow(o->arena, written, n + reserve);
	if (code != SIPW_OK)
		return sipw__out_error(o, code);
	o->limit = o->arena->records - reserve;
	return o->arena->free + written;
}

/* One character of a quoted string or comment, escaped if it is in `escaped`. Returns the place
 * after it in the source, or NULL if it cannot stand. */
static const char *put_plain(char **p, const char *at, const char *end, const char *escaped)
{
	size_t length = 1;
	if ((unsigned char)*at >= 0x80)
		length = sipw__utf8_length(at, end);
	else if (!sipw__is(*at, CLASS_TEXT_UTF8CHAR | CLASS_WSP))
		return NULL;
	if (length == 0)
		return NULL;
	if (*at != '\0' && strchr(escaped, *at) != NULL)
		*(*p)++ = '\\';
	memcpy(*p, at, length);
	*p += length;
	return at + length;
}

static char *put_between(struct sipw__out *o, char *p, sipw_str plain, const char *marks,
			 const struct sipw__part *part)
{
	if (plain.len > HEAD_MAX)
		return sipw__out_error(o, SIPW_ERR_LIMIT);
	if (!sipw__out_fits(o, p, 2 * plain.len)) {
		p = sipw__out_grow(o, p, 2 * plain.len);
		if (sipw__out_failed(o))
			return p;
	}
	const char *end = plain.ptr + plain.len;
	*p++ = marks[0];
	for (const char *at = plain.ptr; at < end;) {
		const char *next = put_plain(&p, at, end, marks);
		if (next == NULL)
			return sipw__out_bad(o, part, plain, at);
		at = next;
	}
	*p++ = marks[1];
	return p;
}

APART static char *put_any_quoted(struct sipw__out *o, char *p, sipw_str plain, const struct sipw__part *part)
{
	const char *end = plain.ptr + plain.len;
	if (sipw__span(plain.ptr, end, CLASS_QDTEXT | CLASS_WSP) != end)
		return put_between(o, p, plain, "\"\"\\", part);
	*p++ = '"';
	p = sipw__out_bytes(o, p, plain);
	*p++ = '"';
	return p;
}

char *sipw__out_quoted(struct sipw__out *o, char *p, sipw_str plain, const struct sipw__part *part)
{
	if (!sipw__out_fits(o, p + 1, plain.len) || !sipw__copy_quotable(p + 1, plain.ptr, plain.len))
		return put_any_quoted(o, p, plain, part);
	*p = '"';
	p[plain.len + 1] = '"';
	return p + plain.len + 2;
}

/* Blanks, or a CRLF with blanks after it (RFC 3261 25.1 LWS), from `at`; at itself if there are none. */
static const char *skip_lws(const char *at, const char *end)
{
	for (;;) {
		while (at < end && sipw__is(*at, CLASS_WSP))
			at++;
		if (end - at < 3 || at[0] != '\r' || at[1] != '\n' || !sipw__is(at[2], CLASS_WSP))
			return at;
		at += 3;
	}
}

/* The next element of wire text from `at`: its end, or NULL if it cannot stand. */
static const char *wire_element(const char *at, const char *end, uint64_t plain)
{
	if (sipw__is(*at, plain))
		return sipw__span(at, end, plain);
	if (*at == '\\')
		return end - at >= 2 && sipw__is(at[1], CLASS_QUOTED_PAIR_OCTET) ? at + 2 : NULL;
	size_t length = sipw__utf8_length(at, end);
	return length > 0 ? at + length : NULL;
}

/* Whether the parentheses of a comment's text, the escaped ones aside, are in pairs; the first one that
 * is not, or the end. Comments nest (RFC 3261 25.1). */
static const char *unpaired(sipw_str wire)
{
	const char *end = wire.ptr + wire.len;
	const char *open = end;
	size_t depth = 0;
	for (const char *at = wire.ptr; at < end; at++) {
		if (*at == '\\' && end - at > 1) {
			at++;
		} else if (*at == '(') {
			open = depth++ == 0 ? at : open;
		} else if (*at == ')' && depth-- == 0) {
			return at;
		}
	}
	return depth > 0 ? open : end;
}

char *sipw__out_wire(struct sipw__out *o, char *p, sipw_str wire, char open, const struct sipw__part *part)
{
	const uint64_t plain = open == '"' ? CLASS_QDTEXT | CLASS_WSP : CLASS_COMMENT_TEXT;
	const char *end = wire.ptr + wire.len;
	if (open == '(' && unpaired(wire) != end)
		return sipw__out_bad(o, part, wire, unpaired(wire));
	*p++ = open;
	for (const char *at = wire.ptr; at < end;) {
		const char *next = wire_element(at, end, plain);
		if (next != NULL) {
			p = sipw__out_bytes(o, p, sipw_sn(at, (size_t)(next - at)));
		} else {
			next = skip_lws(at, end);
			if (next == at)
				return sipw__out_bad(o, part, wire, at);
			*p++ = ' ';
		}
		at = next;
	}
	*p++ = open == '"' ? '"' : ')';
	return p;
}

char *sipw__out_comment(struct sipw__out *o, char *p, sipw_str plain, const struct sipw__part *part)
{
	return put_between(o, p, plain, "()\\", part);
}

/* The end of the run from `at` of bytes that header-value has besides LWS' line ends
 * (RFC 3261 25.1): TEXT-UTF8char, UTF8-CONT, blanks. */
static const char *value_run(const char *at, const char *end)
{
	for (;;) {
		at = sipw__span(at, end, CLASS_TEXT_UTF8CHAR | CLASS_WSP | CLASS_UTF8_CONT);
		size_t length = sipw__utf8_length(at, end);
		if (length == 0)
			return at;
		at += length;
	}
}

char *sipw__out_unfolded_slowly(struct sipw__out *o, char *p, sipw_str text, const struct sipw__part *part)
{
	const char *end = text.ptr + text.len;
	const char *at = skip_lws(text.ptr, end);
	size_t written = (size_t)(p - o->arena->free);
	while (at < end) {
		const char *stop = value_run(at, end);
		p = sipw__out_bytes(o, p, sipw_sn(at, (size_t)(stop - at)));
		at = skip_lws(stop, end);
		if (at == stop && at < end)
			return sipw__out_bad(o, part, text, at);
		while (p > o->arena->free + written && sipw__is(p[-1], CLASS_WSP))
			p--;
		if (at < end)
			*p++ = ' ';
	}
	return p;
}
