/* SPDX-License-Identifier: MIT */
/*
 * What serializing refuses: a header field that must stand and does not, one that must not stand and
 * does, a single one that stands twice, a condition that is enforced and does not hold. Only what
 * was built here is bound: presence if the start line was, a line if it was.
 */
#include "rules/verify.h"

#include "rules/conditions.h"
#include "rules/values.h"
#include "rules/view.h"
#include "text/compiler.h"

static int report(sipw_error *ret_error, int header, const char *sentence, const char *source)
{
	if (ret_error != NULL)
		*ret_error = (sipw_error){
			.code = SIPW_ERR_RULE,
			.header = header,
			.byte = -1,
			.sentence = sentence,
			.source = source,
		};
	return SIPW_ERR_RULE;
}

/* ---- presence ---- */

/* What is wrong with the presence of the fields of one word of bits. */
struct faults {
	uint64_t missing;
	uint64_t surplus;
	uint64_t doubled;
};

static inline struct faults find_faults(const struct sipw__view *v, const uint64_t *bound, const struct cell_set *set,
					unsigned w)
{
	const uint64_t built = v->built ? UINT64_MAX : 0;
	const uint64_t body = v->m->body.len > 0 ? UINT64_MAX : 0;
	return (struct faults){
		.missing = (set->present[w] | (set->body[w] & body)) & built & ~v->m->seen[w],
		.surplus = set->absent[w] & bound[w],
		.doubled = v->m->repeated[w] & bound[w] & sipw__header_single[w],
	};
}

static inline bool has_faults(const struct sipw__view *v, const uint64_t *bound, const struct cell_set *set, unsigned w)
{
	const struct faults f = find_faults(v, bound, set, w);
	return (f.missing | f.surplus | f.doubled) != 0;
}

/* Reports the first of some header fields of a word against the row that decides for it. */
static int report_presence(const struct sipw__view *v, unsigned word, uint64_t bits, const char *sentence,
			   sipw_error *ret_error)
{
	const unsigned index = word * 64 + (unsigned)__builtin_ctzll(bits);
	const struct rule_row *row = sipw__rule_row(index, v->method, v->m->code);
	return report(ret_error, sipw__header_rows[index].id, sentence, sipw__rule_pool + row->source);
}

COLD static int report_faults(const struct sipw__view *v, const uint64_t *bound, const struct cell_set *set,
			      unsigned w, sipw_error *ret_error)
{
	const struct faults f = find_faults(v, bound, set, w);
	if (f.missing != 0)
		return report_presence(v, w, f.missing, "this header field must stand in this message", ret_error);
	if (f.surplus != 0)
		return report_presence(v, w, f.surplus, "this header field must not stand in this message", ret_error);
	const unsigned index = w * 64 + (unsigned)__builtin_ctzll(f.doubled);
	return report(ret_error, sipw__header_rows[index].id, "this header field stands once at most", "RFC 3261 7.3.1");
}

/* The fields with a line that was built here, as bits. */
COLD static void find_bound(const sipw_msg *m, uint64_t ret_bound[HEADER_WORDS])
{
	memset(ret_bound, 0, HEADER_WORDS * sizeof *ret_bound);
	for (size_t i = 1; i < m->n; i++) {
		const struct line *line = sipw__line(m, i);
		if (line->flags & LINE_BUILT)
			ret_bound[line->index / 64] |= UINT64_C(1) << (line->index % 64);
	}
}

static int check_presence(const struct sipw__view *v, sipw_error *ret_error)
{
	uint64_t found[HEADER_WORDS];
	const uint64_t *bound = v->m->seen;
	const struct cell_set *set = sipw__must_set(v->method, v->m->code);
	if (v->m->foreign) {
		find_bound(v->m, found);
		bound = found;
	}
	for (unsigned w = 0; w < HEADER_WORDS; w++)
		if (has_faults(v, bound, set, w))
			return report_faults(v, bound, set, w, ret_error);
	return SIPW_OK;
}

/* ---- conditions ---- */

/* The next line of a header field that was built here, after at->line. */
static bool find_built(const struct sipw__view *v, struct sipw__at *at, unsigned index)
{
	const struct line *line = at->line;
	const struct line *last = sipw__line(v->m, v->m->n - 1);
	while (line > last)
		if ((--line)->index == index && (line->flags & LINE_BUILT)) {
			at->line = line;
			return true;
		}
	return false;
}

/* Whether the conditions of a header field hold by the way its only line was written. */
static inline bool is_settled(const struct sipw__view *v, unsigned index)
{
	unsigned bits = 0;
	if (index == SIPW_HDR_CSEQ)
		bits = SETTLED_CSEQ;
	else if (index == SIPW_HDR_TO)
		bits = SETTLED_TO;
	else if (index == SIPW_HDR_CONTACT && !sipw__stands(v->m, SIPW_HDR_ROUTE))
		bits = SETTLED_CONTACT | (v->request ? SETTLED_SCHEME : 0);
	return bits != 0 && (v->m->writer.settled & bits) == bits && !sipw__stands_again(v, index);
}

static inline bool first_line(const struct sipw__view *v, struct sipw__at *at, unsigned index)
{
	if (is_settled(v, index))
		return false;
	at->line = sipw__line(v->m, 0);
	return (v->m->seen[index / 64] >> (index % 64) & 1) && find_built(v, at, index);
}

/* With many lines of a header field, each may ask for the first one of some. */
static inline bool next_line(struct sipw__view *v, struct sipw__at *at, unsigned index)
{
	if (!sipw__stands_again(v, index))
		return false;
	if (!v->indexed)
		sipw__view_index(v);
	return find_built(v, at, index);
}

#include "rules/enforced.inc"

/* Each value of at->line. */
COLD static int enforce_values(const struct sipw__view *v, struct sipw__at *at)
{
	struct sipw__values w;
	sipw_value value;
	int broken = 0;
	at->value = &value;
	at->nth = 0;
	sipw__values_start(&w, at->line, sipw__line_value(at->line));
	while (broken == 0 && sipw__values_next(&w, &value)) {
		at->text = w.text;
		if (w.scan.code == SIPW_OK)
			broken = enforce_value(v, at);
		at->nth++;
	}
	return broken;
}

static int check_conditions(struct sipw__view *v, sipw_error *ret_error)
{
	struct sipw__at at;
	at.report = NULL;
	const struct condition_row *row = &sipw__condition_rows[enforce_message(v, &at)];
	if (row->name == 0)
		return SIPW_OK;
	return report(ret_error, at.line != NULL ? sipw__line_header(at.line) : 0, sipw__condition_pool + row->sentence,
		      sipw__condition_pool + row->source);
}

int sipw__verify(const sipw_msg *m, sipw_error *ret_error)
{
	struct sipw__view view;
	sipw__view_gather(&view, m);
	int code = check_presence(&view, ret_error);
	if (code == SIPW_OK)
		code = check_conditions(&view, ret_error);
	return code;
}
