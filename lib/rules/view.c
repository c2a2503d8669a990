/* SPDX-License-Identifier: MIT */
#include "rules/view.h"

#include "grammar/scan.h"

int sipw__answered_method(const struct sipw__view *v)
{
	const struct line *cseq = sipw__first(v, SIPW_HDR_CSEQ);
	if (cseq == NULL)
		return 0;
	struct sipw__scan s = sipw__scan_of(sipw__line_value(cseq), 0);
	s.at = sipw__span(s.at, s.end, CLASS_DIGIT);
	sipw__scan_blanks(&s);
	return sipw_method_find(sipw_sn(s.at, (size_t)(s.end - s.at)));
}

void sipw__view_index(struct sipw__view *v)
{
	const struct line *line = sipw__line(v->m, v->m->n - 1);
	for (size_t i = v->m->n - 1; i > 0; i--)
		v->firsts[line++->index] = (uint32_t)i;
	v->indexed = true;
}
