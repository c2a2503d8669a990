/* SPDX-License-Identifier: MIT */
/*
 * From lines to bytes. A message is a row of pieces: the lines, or their names and values where the
 * style changes them, then Content-Length, the empty line and the body. Adjacent pieces become one.
 * The same row is measured, copied or handed out.
 */
#include "message/msg.h"
#include "rules/verify.h"
#include "sipwright/wire.h"
#include "text/compiler.h"
#include "text/copy.h"
#include "text/number.h"

_Static_assert(sizeof "Content-Length: \r\n\r\n" + DIGITS64 <= SIPW_SCRATCH, "the scratch holds Content-Length");

/* Where the pieces go. The last one is kept back until it is known that the next does not continue it. */
struct sink {
	sipw_str last;
	char *out; /* copy to, or NULL */
	size_t cap; /* bytes, or pieces */
	sipw_str *pieces; /* hand out to, or NULL */
	size_t n_pieces;
	size_t total; /* bytes so far */
};

static void flush(struct sink *k)
{
	const sipw_str piece = k->last;
	if (piece.len == 0)
		return;
	if (k->pieces != NULL && k->n_pieces < k->cap)
		k->pieces[k->n_pieces] = piece;
	if (k->out != NULL && k->total <= k->cap && piece.len <= k->cap - k->total)
		sipw__copy(k->out + k->total, piece.ptr, piece.len);
	k->n_pieces++;
	k->total += piece.len;
}

static void put(struct sink *k, const char *ptr, size_t len)
{
	if (k->last.len > 0 && k->last.ptr + k->last.len == ptr) {
		k->last.len += len;
		return;
	}
	flush(k);
	k->last = sipw_sn(ptr, len);
}

static void put_str(struct sink *k, sipw_str s)
{
	put(k, s.ptr, s.len);
}

/* The compact forms with colon and space, by letter. */
static void put_compact(struct sink *k, char letter)
{
	static const char forms[] = "a: b: c: d: e: f: g: h: i: j: k: l: m: n: o: p: q: r: s: t: u: v: w: x: y: z: ";
	put(k, forms + 3 * (letter - 'a'), 3);
}

static void put_name(struct sink *k, const sipw_msg *m, const struct line *line)
{
	const char letter = sipw__header_rows[line->index].compact;
	if ((m->style & SIPW_COMPACT) && letter != 0)
		put_compact(k, letter);
	else
		put(k, line->ptr, line->value);
}

/* The values of all lines of a list field from `index` on, with commas; empty ones leave no trace. */
static void put_joined(struct sink *k, const sipw_msg *m, size_t index)
{
	const unsigned field = sipw__line(m, index)->index;
	bool more = false;
	for (; index < m->n; index = sipw__line_of(m, field, index + 1)) {
		const sipw_str value = sipw__line_value(sipw__line(m, index));
		if (value.len == 0)
			continue;
		if (more)
			put(k, ", ", 2);
		put_str(k, value);
		more = true;
	}
}

/* The lines in a style. In SIPW_JOIN a list field's values go where its first line stands. */
static void put_styled(struct sink *k, const sipw_msg *m)
{
	uint64_t joined[HEADER_WORDS] = { 0 };
	for (size_t i = 1; i < m->n; i++) {
		const struct line *line = sipw__line(m, i);
		const unsigned index = line->index;
		const uint64_t bit = UINT64_C(1) << (index % 64);
		const bool list = (m->style & SIPW_JOIN) && sipw__header_rows[index].times == TIMES_LIST && index != 0;
		if (list && (joined[index / 64] & bit))
			continue;
		if (index == 0) {
			put(k, line->ptr, line->len);
			continue;
		}
		put_name(k, m, line);
		if (list)
			put_joined(k, m, i);
		else
			put_str(k, sipw__line_value(line));
		joined[index / 64] |= list ? bit : 0;
		put(k, "\r\n", 2);
	}
}

static void put_lines(struct sink *k, const sipw_msg *m)
{
	const struct line *line = sipw__line(m, 0);
	const struct line *last = sipw__line(m, m->n - 1);
	put(k, line->ptr, line->len);
	if (m->style != 0) {
		put_styled(k, m);
		return;
	}
	while (line-- > last)
		put(k, line->ptr, line->len);
}

/* Writes Content-Length, unless it stands among the lines, and the empty line; SIPW_SCRATCH bytes at most. */
static char *write_length(char *p, const sipw_msg *m)
{
	if (m->keeps_length)
		return sipw__copy_literal(p, "\r\n");
	p = m->style & SIPW_COMPACT ? sipw__copy_literal(p, "l: ") : sipw__copy_literal(p, "Content-Length: ");
	const uint64_t length = m->has_claim ? m->claim : m->body.len;
	p = length <= UINT32_MAX ? sipw__write_number(p, (uint32_t)length) : sipw__write_decimal(p, length);
	return sipw__copy_literal(p, "\r\n\r\n");
}

static void put_message(struct sink *k, const sipw_msg *m, char scratch[SIPW_SCRATCH])
{
	put_lines(k, m);
	if (m->keeps_length)
		put(k, m->head.ptr + m->head.len - 2, 2);
	else
		put(k, scratch, (size_t)(write_length(scratch, m) - scratch));
	put_str(k, m->body);
	flush(k);
}

/* The usual message, whose lines are one run of bytes, into a buffer with room to spare. */
static ptrdiff_t copy_message(const sipw_msg *m, sipw_str lines, char *out)
{
	memcpy(out, lines.ptr, lines.len);
	char *p = write_length(out + lines.len, m);
	if (m->body.len > 0)
		memcpy(p, m->body.ptr, m->body.len);
	return p + m->body.len - out;
}

/* Whether a place is in the region in use, which holds the message itself or begins with its chunk. */
static inline bool in_region(const sipw_msg *m, const char *p)
{
	const uintptr_t start = m->arena.newest != NULL ? (uintptr_t)m->arena.newest : (uintptr_t)m;
	return (uintptr_t)p - start < (uintptr_t)m->arena.free - start;
}

/*
 * Whether the lines are one run of bytes in their order. Received ones are, which are followed by none that was
 * added. Lines that were added are, if the first one is in the same region as the last, and no gap is between them.
 */
static bool is_run(const sipw_msg *m, const struct line *first, const struct line *last)
{
	return !m->scattered && (m->gap == 0 || m->gap == m->n) && (in_region(m, first->ptr) || !sipw__line_is_ours(last));
}

/* Why a message cannot be written at all. */
static int refusal(const sipw_msg *m)
{
	if (m == NULL || m->error.code != SIPW_OK)
		return sipw__refusal(m);
	return sipw__line(m, 0)->len == 0 ? SIPW_ERR_STATE : SIPW_OK;
}

int sipw_verify(const sipw_msg *m, sipw_error *ret_error)
{
	int code = refusal(m);
	if (code == SIPW_OK)
		return sipw__verify(m, ret_error);
	if (ret_error != NULL && code == SIPW_ERR_STATE)
		*ret_error = (sipw_error){ .code = code, .byte = -1, .sentence = "the message has no start line",
					   .source = "RFC 3261 7" };
	else if (ret_error != NULL)
		*ret_error = *sipw_msg_error(m);
	return code;
}

/* Any message, into any buffer or none. */
APART static ptrdiff_t put_pieces(const sipw_msg *m, char *out, size_t cap)
{
	char scratch[SIPW_SCRATCH];
	struct sink k = { .out = out, .cap = cap };
	put_message(&k, m, scratch);
	if (k.total > PTRDIFF_MAX)
		return SIPW_ERR_LIMIT;
	return k.total <= cap || (out == NULL && cap == 0) ? (ptrdiff_t)k.total : SIPW_ERR_SPACE;
}

static inline ptrdiff_t write_message(const sipw_msg *m, char *out, size_t cap)
{
	const struct line *first = sipw__line(m, 0), *last = sipw__line_last(m);
	if (m->style != 0 || !is_run(m, first, last))
		return put_pieces(m, out, cap);
	const sipw_str lines = sipw_sn(first->ptr, (size_t)(last->ptr + last->len - first->ptr));
	const size_t head = lines.len + SIPW_SCRATCH;
	return head <= cap && m->body.len <= cap - head ? copy_message(m, lines, out) : put_pieces(m, out, cap);
}

ptrdiff_t sipw_serialize_unchecked(const sipw_msg *m, char *out, size_t cap)
{
	const int code = refusal(m);
	return code != SIPW_OK ? code : write_message(m, out, cap);
}

ptrdiff_t sipw_serialize(const sipw_msg *m, char *out, size_t cap)
{
	int code = refusal(m);
	if (code == SIPW_OK)
		code = sipw__verify(m, NULL);
	return code != SIPW_OK ? code : write_message(m, out, cap);
}

ptrdiff_t sipw_gather(const sipw_msg *m, sipw_str *pieces, size_t cap, char scratch[SIPW_SCRATCH])
{
	char measured[SIPW_SCRATCH];
	struct sink k = { .pieces = pieces, .cap = cap };
	const int code = sipw_verify(m, NULL);
	if (code != SIPW_OK)
		return code;
	put_message(&k, m, scratch != NULL ? scratch : measured);
	return k.n_pieces <= cap || (pieces == NULL && cap == 0) ? (ptrdiff_t)k.n_pieces : SIPW_ERR_SPACE;
}

int sipw_style(sipw_msg *m, unsigned style)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if ((style & ~(unsigned)(SIPW_COMPACT | SIPW_JOIN)) != 0)
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "there is no style of this number");
	m->style = (uint8_t)style;
	return SIPW_OK;
}
