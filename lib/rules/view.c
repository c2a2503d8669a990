/* SPDX-License-Identifier: MIT */
#include "rules/view.h"

#include "grammar/scan.h"

static void note_first(const struct line **first, const struct line *line)
{
	if (*first == NULL)
		*first = line;
}

/* The lines that conditions ask for. */
static void note_line(struct sipw__view *v, const struct line *line)
{
	switch (line->header) {
	case SIPW_HDR_VIA:
		note_first(&v->via, line);
		break;
	case SIPW_HDR_TO:
		note_first(&v->to, line);
		break;
	case SIPW_HDR_CSEQ:
		note_first(&v->cseq, line);
		break;
	case SIPW_HDR_CONTACT:
		note_first(&v->contact, line);
		v->contacts++;
		break;
	case SIPW_HDR_ROUTE:
		note_first(&v->route, line);
		break;
	case SIPW_HDR_EXPIRES:
		note_first(&v->expires, line);
		break;
	default:
		break;
	}
}

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

void sipw__view_gather(struct sipw__view *v, const sipw_msg *m)
{
	*v = (struct sipw__view){ .m = m };
	for (size_t i = 1; i < m->n; i++) {
		const struct line *line = sipw__line(m, i);
		const unsigned index = sipw__header_index(line->header);
		const uint64_t bit = UINT64_C(1) << (index % 64);
		const uint64_t built = line->flags & LINE_BUILT ? bit : 0;
		if (index == 0)
			continue;
		if (sipw__header_rows[index].times == TIMES_ONE)
			v->doubled[index / 64] |= v->seen[index / 64] & built;
		v->seen[index / 64] |= bit;
		v->bound[index / 64] |= built;
		note_line(v, line);
	}
	v->method = m->code == 0 ? m->method : answered_method(v->cseq);
}
