/* SPDX-License-Identifier: MIT */
#include "rules/values.h"

#include "grammar/values.h"
#include "message/value.h"

/* A value that fits, with nothing but the comma of a list behind it. */
static bool read_value(struct sipw__values *w, sipw_value *ret)
{
	struct sipw__scan *s = &w->scan;
	const char *start = s->at;
	if (!sipw__decode_kind(w->row->kind, s, ret))
		return false;
	w->text = sipw_sn(start, (size_t)(s->at - start));
	if (sipw__scan_done(s)) {
		w->more = false;
		return true;
	}
	w->more = w->row->times == TIMES_LIST && sipw__scan_mark(s, ',');
	if (!w->more)
		sipw__scan_blanks(s);
	return w->more || sipw__scan_misfit(s, "not allowed here", sipw__header_source((unsigned)s->place));
}

bool sipw__values_next(struct sipw__values *w, sipw_value *ret)
{
	struct sipw__scan *s = &w->scan;
	if (!w->more)
		return false;
	sipw_str rest = sipw_sn(s->at, (size_t)(s->end - s->at));
	s->code = SIPW_OK;
	sipw__scan_params_start(s);
	if (!read_value(w, ret)) {
		sipw__next_value(&rest, sipw__mere_bytes(w->row), &w->text);
		w->more = w->row->times == TIMES_LIST && sipw__given(rest);
		s->at = w->more ? rest.ptr : s->end;
		sipw__scan_blanks(s);
	}
	s->follows = true;
	return true;
}
