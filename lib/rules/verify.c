/* SPDX-License-Identifier: MIT */
/*
 * What serializing refuses: a header field that must stand and does not, one that must not stand and
 * does, a single one that stands twice, a condition of severity error that does not hold. Only what
 * was built here is bound: presence if the start line was, a line if it was.
 */
#include "rules/verify.h"

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

/* What is wrong with the presence of the fields of one word of bits. */
struct faults {
	uint64_t missing;
	uint64_t surplus;
	uint64_t doubled;
};

static inline struct faults find_faults(const struct sipw__view *v, const struct must_set *set, unsigned w)
{
	const uint64_t present = v->built ? set->present[w] | (v->m->body.len > 0 ? set->body[w] : 0) : 0;
	return (struct faults){
		.missing = present & ~v->m->seen[w],
		.surplus = set->absent[w] & v->bound[w],
		.doubled = v->m->repeated[w] & v->bound[w] & sipw__header_single[w],
	};
}

/* Reports the first of some header fields of a word against the must cell that decides for it. */
static int report_presence(const struct sipw__view *v, unsigned word, uint64_t bits, const char *sentence,
			   sipw_error *ret_error)
{
	const unsigned index = word * 64 + (unsigned)__builtin_ctzll(bits);
	return report(ret_error, sipw__header_rows[index].id, sentence,
		      sipw__must_source(index, v->method, v->m->code));
}

COLD static int report_faults(const struct sipw__view *v, unsigned word, struct faults f, sipw_error *ret_error)
{
	if (f.missing != 0)
		return report_presence(v, word, f.missing, "this header field must stand in this message", ret_error);
	if (f.surplus != 0)
		return report_presence(v, word, f.surplus, "this header field must not stand in this message",
				       ret_error);
	const unsigned index = word * 64 + (unsigned)__builtin_ctzll(f.doubled);
	return report(ret_error, sipw__header_rows[index].id, "this header field stands once at most", "RFC 3261 7.3.1");
}

static int check_presence(const struct sipw__view *v, sipw_error *ret_error)
{
	const struct must_set *set = sipw__must_set(v->method, v->m->code);
	for (unsigned w = 0; w < HEADER_WORDS; w++) {
		const struct faults f = find_faults(v, set, w);
		if ((f.missing | f.surplus | f.doubled) != 0)
			return report_faults(v, w, f, ret_error);
	}
	return SIPW_OK;
}

static int check_conditions(const struct sipw__view *v, sipw_error *ret_error)
{
	struct sipw__spot spot = { NULL };
	const struct condition_row *row = &sipw__condition_rows[sipw__first_broken(v, &spot)];
	if (row == sipw__condition_rows)
		return SIPW_OK;
	return report(ret_error, spot.line != NULL ? sipw__line_header(spot.line) : 0, sipw__condition_pool + row->sentence,
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
