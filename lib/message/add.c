/* SPDX-License-Identifier: MIT */
/* Header lines from text: unfold, then hold the result to the grammar of its kind. */
#include "message/line.h"

#include "grammar/plain.h"
#include "grammar/scan.h"
#include "text/compiler.h"

static const struct sipw__part text_part = { "text", "only text stands here: no control characters, well-formed UTF-8", "RFC 3261 25.1" };

/* Where a byte of the unfolded value stood in the text it was made from: sipw__out_unfolded() made
 * one space of each run of blanks with a line end in it, and kept everything else. */
static size_t offset_in(sipw_str text, size_t unfolded)
{
	struct sipw__scan s = sipw__scan_of(text, 0);
	sipw__scan_blanks(&s);
	while (unfolded > 0 && !sipw__scan_done(&s)) {
		const char *start = s.at;
		size_t kept = 1;
		if (!sipw__scan_blanks(&s))
			s.at++;
		else if (memchr(start, '\r', (size_t)(s.at - start)) == NULL)
			kept = (size_t)(s.at - start);
		if (kept > unfolded)
			s.at = start + unfolded;
		unfolded -= kept < unfolded ? kept : unfolded;
	}
	return (size_t)(s.at - text.ptr);
}

/* Values with commas between them where the field is a list, else one value. */
static bool scan_values(struct sipw__scan *s, const struct header_row *row)
{
	s->strict = true;
	do {
		sipw__scan_params_start(s);
		if (!sipw__scan_kind(row->kind, s))
			return false;
		s->follows = true;
	} while (row->times == TIMES_LIST && sipw__scan_mark(s, ','));
	return sipw__scan_done(s) || sipw__scan_misfit(s, "not allowed here", sipw__header_source(row->index));
}

/* The unfolded value from o->value to p against the grammar of its header field. */
static char *check_value(struct sipw__out *o, char *p, const struct header_row *row, sipw_str text)
{
	const sipw_str value = sipw_sn(o->arena->free + o->value, (size_t)(p - o->arena->free) - o->value);
	struct sipw__scan s = sipw__scan_of(value, o->place);
	if (value.len == 0 && (row->flags & HEADER_EMPTY))
		return p;
	if (value.len > 0 ? scan_values(&s, row) : sipw__scan_misfit(&s, "the value is empty", "RFC 3261 25.1"))
		return p;
	if (!sipw__out_failed(o)) {
		const size_t offset = offset_in(text, (size_t)(s.fault - value.ptr));
		o->error = (sipw_error){
			.code = s.code,
			.field = text_part.field,
			.offset = offset,
			.byte = offset < text.len ? (unsigned char)text.ptr[offset] : -1,
			.sentence = s.sentence,
			.source = s.source,
		};
	}
	return o->arena->free;
}

/* Encodes text as a value of the line's header field. */
static char *put_text(struct sipw__out *o, char *p, const void *value)
{
	const sipw_str text = *(const sipw_str *)value;
	p = sipw__out_unfolded(o, p, text, &text_part);
	return sipw__out_failed(o) ? p : check_value(o, p, &sipw__header_rows[o->place], text);
}

/* Copies text of an everyday kind: tokens, or a URI in angle brackets. No means nothing but "look closer". */
static bool copy_plain(struct sipw__out *o, char *p, const struct header_row *row, sipw_str text)
{
	if (!sipw__out_fits(o, p, text.len))
		return false;
	switch (row->kind) {
	case SIPW_KIND_TOKEN:
		return row->times == TIMES_LIST && sipw__copy_plain_tokens(p, text.ptr, text.len);
	case SIPW_KIND_NAME_ADDR:
	case SIPW_KIND_ROUTE:
		return sipw__copy_plain_brackets(p, text.ptr, text.len);
	case SIPW_KIND_CONTACT:
		if (!sipw__copy_plain_brackets(p, text.ptr, text.len))
			return false;
		sipw__out_settle(o, row->index); /* as its encoder does */
		return true;
	default:
		return false;
	}
}

APART static int add_closely(sipw_msg *m, char *p, sipw_str text)
{
	return sipw__line_end(m, put_text(&m->writer, p, &text));
}

/* A value that has to be held to a grammar, at p in a line that was begun. */
APART static int add_value(sipw_msg *m, const struct header_row *row, char *p, sipw_str text)
{
	return copy_plain(&m->writer, p, row, text) ? sipw__line_end(m, p + text.len) : add_closely(m, p, text);
}

/* What is out of the ordinary about the call. */
APART static int add_slowly(sipw_msg *m, int header, sipw_str text)
{
	const struct header_row *row = sipw__header_row(header & ~WHERE_BITS);
	const bool given = sipw__given(text) && row->name_len > 0;
	return sipw__line_put(m, header, row->kind, put_text, given ? &text : NULL);
}

/* Whether tidy text is a value of a kind: of those that take any. */
static inline bool takes_any(int kind)
{
	return kind == SIPW_KIND_OPAQUE || kind == SIPW_KIND_TEXT;
}

int sipw_add(sipw_msg *m, int header, sipw_str text)
{
	if (!sipw__usable(m) || (unsigned)header >= HEADER_STANDARD || !sipw__given(text))
		return add_slowly(m, header, text);
	const struct header_row *row = &sipw__header_rows[header];
	if (row->usual == 0 || !sipw__line_own(m))
		return add_slowly(m, header, text);
	char *p = sipw__line_name_own(m, row);
	if (takes_any(row->usual) && sipw__out_tidy(&m->writer, p, text))
		return sipw__line_end(m, p + text.len);
	return add_value(m, row, p, text);
}

/* Why a header field that no row knows cannot be added. */
COLD static int refuse_unknown(sipw_msg *m, sipw_str name)
{
	static const sipw_error too_long = { .code = SIPW_ERR_LIMIT, .field = "name", .byte = -1,
					     .sentence = "a header field name has 65535 bytes at most" };
	if (name.len > UINT16_MAX)
		return sipw__fail(m, &too_long);
	return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "the value is missing");
}

/* Any token for a name, any text for a value. */
static inline int add_unknown(sipw_msg *m, sipw_str name, sipw_str text)
{
	static const struct sipw__part part = { "name", "a header field name is a token", "RFC 3261 25.1" };
	struct sipw__out *o = &m->writer;
	if (name.len > UINT16_MAX || !sipw__given(text))
		return refuse_unknown(m, name);
	if (!sipw__line_own(m) && !sipw__line_grow_own(m))
		return sipw__refusal(m);
	char *p = sipw__out_token(o, m->arena.free, name, &part);
	p = sipw__copy_literal(p, ": ");
	o->place = 0;
	o->name_len = (uint16_t)name.len;
	o->value = (uint32_t)name.len + 2;
	return sipw__line_end(m, sipw__out_unfolded(o, p, text, &text_part));
}

/* At its place among the others of its name. */
APART static int add_named_at(sipw_msg *m, sipw_str name, sipw_str text, int where)
{
	const int header = sipw_header_find(name);
	if ((where & ~WHERE_BITS) != 0)
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "there is no such place for a line");
	if (header != 0)
		return sipw_add(m, header | where, text);
	const int code = sipw_add_named(m, name, text, 0);
	if (code == SIPW_OK)
		sipw__line_settle(m, where);
	return code;
}

int sipw_add_named(sipw_msg *m, sipw_str name, sipw_str text, int where)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (where != 0)
		return add_named_at(m, name, text, where);
	const unsigned index = sipw__header_find(name.ptr, name.len);
	return index != 0 ? sipw_add(m, sipw__header_rows[index].id, text) : add_unknown(m, name, text);
}

int sipw_push(sipw_msg *m, int header, sipw_str text)
{
	return sipw_add(m, header | SIPW_PUSH, text);
}

int sipw_replace(sipw_msg *m, int header, sipw_str text)
{
	return sipw_add(m, header | SIPW_REPLACE, text);
}

int sipw_add_raw(sipw_msg *m, sipw_str bytes)
{
	struct sipw__out out;
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (!sipw__given(bytes))
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "the bytes are missing");
	if (!sipw__line_open(m, &out))
		return sipw__refusal(m);
	char *p = sipw__out_bytes(&out, m->arena.free, bytes);
	return sipw__out_failed(&out) ? sipw__line_failed(m, &out) : sipw__line_take(m, &out, p, LINE_RAW);
}

int sipw_claim_length(sipw_msg *m, uint32_t length)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	sipw__length_drop(m);
	m->has_claim = 1;
	m->claim = length;
	return SIPW_OK;
}
