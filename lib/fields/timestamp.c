/* SPDX-License-Identifier: MIT */
/* Timestamp (RFC 3261 20.38): 1*DIGIT [ "." *DIGIT ] [ LWS delay ], delay = *DIGIT [ "." *DIGIT ]. The
 * numbers stay text, so that no digit of them is lost on the way through a struct. */
#include "fields/encode.h"

#define SOURCE "RFC 3261 20.38"

static bool scan_time(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	sipw_str digits;
	if (!sipw__scan_class(s, CLASS_DIGIT, &digits, "a digit is expected here", SOURCE))
		return false;
	if (sipw__scan_sees(s, '.'))
		s->at = sipw__span(s->at + 1, s->end, CLASS_DIGIT);
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

/* The digits before the point may be missing. */
static bool scan_delay(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	if (!sipw__scan_sees(s, '.'))
		return scan_time(s, ret);
	s->at = sipw__span(s->at + 1, s->end, CLASS_DIGIT);
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

char *sipw__encode_timestamp(struct sipw__out *o, char *p, const sipw_timestamp *v)
{
	static const struct sipw__part time = { "time", "not allowed in a number of seconds", SOURCE };
	static const struct sipw__part delay = { "delay", "not allowed in a number of seconds", SOURCE };
	p = sipw__out_scanned(o, p, v->time, scan_time, &time);
	if (!sipw__given(v->delay))
		return p;
	*p++ = ' ';
	return sipw__out_scanned(o, p, v->delay, scan_delay, &delay);
}

bool sipw__scan_timestamp(struct sipw__scan *s, sipw_timestamp *ret)
{
	*ret = (sipw_timestamp){ 0 };
	if (!scan_time(s, &ret->time))
		return false;
	struct sipw__scan ahead = *s;
	if (!sipw__scan_blanks(&ahead) || sipw__scan_done(&ahead))
		return true;
	s->at = ahead.at;
	return scan_delay(s, &ret->delay);
}
