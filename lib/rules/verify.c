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
	return (struct faults){
		.missing = set->present[v->m->body.len > 0][w] & built & ~v->m->seen[w],
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

/* Whether what is settled of Contact is not all that is asked: a sips URI before it has a say as well. */
static inline bool is_contact_open(const sipw_msg *m)
{
	return sipw__stands(m, SIPW_HDR_ROUTE) || (m->code == 0 && !m->sip_uri);
}

/* The fields of a word whose conditions hold by the way their only line was written. */
static inline uint64_t settled_fields(const sipw_msg *m, unsigned w)
{
	return m->writer.settled[w] & ~m->repeated[w];
}

static inline bool is_settled(const sipw_msg *m, unsigned index)
{
	if (index == SIPW_HDR_CONTACT && is_contact_open(m))
		return false;
	return (settled_fields(m, index / 64) >> (index % 64) & 1) != 0;
}

static inline bool first_line(const struct sipw__view *v, struct sipw__at *at, unsigned index)
{
	if (is_settled(v->m, index))
		return false;
	at->line = sipw__line(v->m, 0);
	return sipw__stands(v->m, index) && find_built(v, at, index);
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

static int report_condition(int broken, const struct sipw__at *at, sipw_error *ret_error)
{
	const struct condition_row *row = &sipw__condition_rows[broken];
	if (broken == 0)
		return SIPW_OK;
	return report(ret_error, at->line != NULL ? sipw__line_header(at->line) : 0, sipw__condition_pool + row->sentence,
		      sipw__condition_pool + row->source);
}

static int check_conditions(struct sipw__view *v, sipw_error *ret_error)
{
	struct sipw__at at;
	at.report = NULL;
	int broken = enforce_itself(v, &at);
	if (broken == 0)
		broken = enforce_lines(v, &at);
	return report_condition(broken, &at, ret_error);
}

/* ---- the usual message ---- */

/* The method of a request, or of the one a response answers, if that is known by the way it was written. */
static inline bool is_known(const sipw_msg *m, int *ret_method)
{
	*ret_method = m->code == 0 ? m->method : m->writer.answers;
	return m->code == 0 || (m->writer.answers != 0 && is_settled(m, SIPW_HDR_CSEQ));
}

/* Whether the lines of a message break no rule, at a glance, even if the rules bound all of them; false means
 * nothing but "look closer". */
static inline bool is_plainly_right(const sipw_msg *m)
{
	int method;
	if (!is_known(m, &method) || asks_of_lines(m) || is_contact_open(m))
		return false;
	const struct cell_set *set = sipw__must_set(method, m->code);
	const uint64_t *asked = asked_fields[m->code != 0];
	const uint64_t *present = set->present[m->body.len > 0];
	uint64_t odd = 0;
	for (unsigned w = 0; w < HEADER_WORDS; w++) {
		odd |= present[w] & ~m->seen[w];
		odd |= (set->absent[w] | (asked[w] & ~settled_fields(m, w))) & m->seen[w];
		odd |= m->repeated[w] & sipw__header_single[w];
	}
	return odd == 0;
}

APART static int look_closer(const sipw_msg *m, sipw_error *ret_error)
{
	struct sipw__view view;
	sipw__view_gather(&view, m);
	const int code = check_presence(&view, ret_error);
	return code == SIPW_OK ? check_conditions(&view, ret_error) : code;
}

/* What is asked of the message itself, where the lines are right. */
APART static int look_at_itself(const sipw_msg *m, sipw_error *ret_error)
{
	struct sipw__view view;
	struct sipw__at at;
	at.report = NULL;
	sipw__view_gather(&view, m);
	return report_condition(enforce_itself(&view, &at), &at, ret_error);
}

int sipw__verify(const sipw_msg *m, sipw_error *ret_error)
{
	if (!is_plainly_right(m))
		return look_closer(m, ret_error);
	return asks_of_itself(m) ? look_at_itself(m, ret_error) : SIPW_OK;
}
