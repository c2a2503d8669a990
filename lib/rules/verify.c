/* SPDX-License-Identifier: MIT */
/*
 * What serializing refuses: a header field that must stand and does not, one that must not stand and
 * does, a single one that stands twice, a condition of severity error that does not hold. Only what
 * was built here is bound: presence if the start line was, a line if it was.
 */
#include "rules/verify.h"

#include "rules/conditions.h"
#include "rules/view.h"

#include "rules/conditions.inc"

/* The lowest bit of the words, as a header index; 0 if none is set (index 0 is no field). */
static unsigned first_bit(const uint64_t *words)
{
	for (unsigned w = 0; w < HEADER_WORDS; w++)
		for (unsigned bit = 0; words[w] != 0 && bit < 64; bit++)
			if (words[w] >> bit & 1)
				return w * 64 + bit;
	return 0;
}

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

/* Reports the first of some header fields against the must cell that decides for it. */
static int report_presence(const struct sipw__view *v, const uint64_t *words, const char *sentence, sipw_error *ret_error)
{
	const unsigned index = first_bit(words);
	return report(ret_error, sipw__header_rows[index].id, sentence,
		      sipw__must_source(index, v->method, v->m->code));
}

static int check_presence(const struct sipw__view *v, sipw_error *ret_error)
{
	const struct must_set *set = sipw__must_set(v->method, v->m->code);
	const uint64_t built = sipw__binds(sipw__line(v->m, 0)) ? UINT64_MAX : 0;
	const uint64_t body = v->m->body.len > 0 ? built : 0;
	uint64_t missing[HEADER_WORDS], surplus[HEADER_WORDS];
	uint64_t any_missing = 0, any_surplus = 0;
	for (unsigned w = 0; w < HEADER_WORDS; w++) {
		missing[w] = ((set->present[w] & built) | (set->body[w] & body)) & ~v->seen[w];
		surplus[w] = set->absent[w] & v->bound[w];
		any_missing |= missing[w];
		any_surplus |= surplus[w];
	}
	if (any_missing != 0)
		return report_presence(v, missing, "this header field must stand in this message", ret_error);
	if (any_surplus != 0)
		return report_presence(v, surplus, "this header field must not stand in this message", ret_error);
	return SIPW_OK;
}

static int check_doubles(const struct sipw__view *v, sipw_error *ret_error)
{
	const unsigned index = first_bit(v->doubled);
	if (index == 0)
		return SIPW_OK;
	return report(ret_error, sipw__header_rows[index].id, "this header field stands once at most", "RFC 3261 7.3.1");
}

static int check_conditions(const struct sipw__view *v, sipw_error *ret_error)
{
	for (int id = 1; id < CONDITION_COUNT; id++) {
		const struct condition_row *row = &sipw__condition_rows[id];
		struct sipw__spot spot = { NULL };
		if (row->severity == CONDITION_ERROR && !condition_holds(id, v, &spot))
			return report(ret_error, spot.line != NULL ? spot.line->header : 0,
				      sipw__condition_pool + row->sentence, sipw__condition_pool + row->source);
	}
	return SIPW_OK;
}

int sipw__verify(const sipw_msg *m, sipw_error *ret_error)
{
	struct sipw__view view;
	sipw__view_gather(&view, m);
	int code = check_presence(&view, ret_error);
	if (code == SIPW_OK)
		code = check_doubles(&view, ret_error);
	if (code == SIPW_OK)
		code = check_conditions(&view, ret_error);
	return code;
}
