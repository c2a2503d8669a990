/* SPDX-License-Identifier: MIT */
#include "rules/view.h"

#include "grammar/scan.h"

/* The method a response answers stands in its CSeq. */
static int answered_method(const struct line *cseq)
{
	if (cseq == NULL)
		return 0;
	const sipw_str value = sipw__line_value(cseq);
	struct sipw__scan s = sipw__scan_of(value, 0);
	s.at = sipw__span(s.at, s.end, CLASS_DIGIT);
	sipw__scan_blanks(&s);
	return sipw_method_find(sipw_sn(s.at, (size_t)(s.end - s.at)));
}

/* The fields with a line that was built here. */
static void find_bound(struct sipw__view *v)
{
	memset(v->found, 0, sizeof v->found);
	for (size_t i = 1; i < v->m->n; i++) {
		const struct line *line = sipw__line(v->m, i);
		if (line->flags & LINE_BUILT)
			v->found[line->index / 64] |= UINT64_C(1) << (line->index % 64);
	}
	v->bound = v->found;
}

void sipw__view_gather(struct sipw__view *v, const sipw_msg *m)
{
	v->m = m;
	v->cseq = sipw__first(v, SIPW_HDR_CSEQ);
	v->contact = sipw__first(v, SIPW_HDR_CONTACT);
	v->method = m->code == 0 ? m->method : answered_method(v->cseq);
	v->built = sipw__binds(sipw__line(m, 0));
	v->bound = m->seen;
	if (m->foreign)
		find_bound(v);
}
