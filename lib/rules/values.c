/* SPDX-License-Identifier: MIT */
#include "rules/values.h"

#include "grammar/values.h"
#include "message/value.h"
#include "text/compiler.h"

/* Over a value that does not fit, from where it began. */
COLD static bool skip_value(struct sipw__values *w, const char *start)
{
	struct sipw__scan *s = &w->scan;
	const bool list = w->row->times == TIMES_LIST;
	sipw_str rest = sipw_sn(start, (size_t)(s->end - start));
	sipw__next_value(&rest, sipw__mere_bytes(w->row), &w->text);
	w->more = list && sipw__given(rest);
	s->at = w->more ? rest.ptr : s->end;
	sipw__scan_blanks(s);
	return true;
}

/* Behind a value that is not the last thing in the line: only the comma of a list may follow. */
static bool goes_on(struct sipw__values *w)
{
	struct sipw__scan *s = &w->scan;
	if (w->row->times == TIMES_LIST && sipw__scan_mark(s, ','))
		return true;
	sipw__scan_blanks(s);
	return sipw__scan_misfit(s, "not allowed here", sipw__header_source((unsigned)s->place));
}

bool sipw__values_next(struct sipw__values *w, sipw_value *ret)
{
	struct sipw__scan *s = &w->scan;
	const char *start = s->at;
	if (!w->more)
		return false;
	s->code = SIPW_OK;
	s->follows = start > w->start;
	sipw__scan_params_start(s);
	if (!sipw__decode_kind(w->row->kind, s, ret))
		return skip_value(w, start);
	w->text = sipw_sn(start, (size_t)(s->at - start));
	w->more = !sipw__scan_done(s);
	return !w->more || goes_on(w) || skip_value(w, start);
}
