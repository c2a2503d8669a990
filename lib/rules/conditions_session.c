/* SPDX-License-Identifier: MIT */
/* Conditions of session timers (RFC 4028), privacy (RFC 3323) and history (RFC 7044). */
#include "rules/conditions.h"

#include "grammar/scan.h"
#include "rules/options.h"
#include "rules/report.h"

/* The least session interval, in seconds (RFC 4028 4). */
#define INTERVAL_MIN 90

bool sipw__condition_session_interval(const struct sipw__view *v, const struct sipw__at *at)
{
	(void)v;
	return at->value->session_expires.seconds >= INTERVAL_MIN || sipw__broken(at, NULL);
}

bool sipw__condition_min_se(const struct sipw__view *v, const struct sipw__at *at)
{
	(void)v;
	return at->value->min_se.seconds >= INTERVAL_MIN || sipw__broken(at, NULL);
}

/* Of several Session-Expires, which is wrong as it is, the first one is asked, here and below. */
bool sipw__condition_session_minimum(const struct sipw__view *v, const struct sipw__at *at)
{
	const struct line *line = sipw__first(v, SIPW_HDR_MIN_SE);
	sipw_min_se minimum;
	if (line == NULL || !sipw__is_first(v, at))
		return true;
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
	return !sipw__scan_delta_seconds_params(&s, &minimum) ||
	       at->value->session_expires.seconds >= minimum.seconds || sipw__broken(at, NULL);
}

static bool is_2xx(const struct sipw__view *v)
{
	return v->m->code / 100 == 2;
}

bool sipw__condition_refresher(const struct sipw__view *v, const struct sipw__at *at)
{
	return !is_2xx(v) || sipw__given(at->value->session_expires.refresher) ||
	       sipw__broken(at, at->text.ptr + at->text.len);
}

bool sipw__condition_refresher_timer(const struct sipw__view *v, const struct sipw__at *at)
{
	static const sipw_str uac = SIPW_S("uac"), timer = SIPW_S("timer");
	const sipw_str refresher = at->value->session_expires.refresher;
	return !is_2xx(v) || !sipw__equal_nocase(refresher, uac) || !sipw__is_first(v, at) ||
	       sipw__requires(v, timer) || sipw__broken(at, refresher.ptr);
}

/* Privacy-hdr = priv-value *( ";" priv-value ) */
bool sipw__condition_privacy_none(const struct sipw__view *v, const struct sipw__at *at)
{
	static const sipw_str none = SIPW_S("none");
	struct sipw__scan s = sipw__scan_of(at->text, at->line->index);
	const char *found = NULL;
	sipw_str value;
	unsigned n = 0;
	(void)v;
	do {
		n++;
		if (sipw__scan_token(&s, &value) && sipw__equal_nocase(value, none))
			found = value.ptr;
	} while (sipw__scan_mark(&s, ';'));
	return found == NULL || n == 1 || sipw__broken(at, found);
}

/* The next number of an index, which has no leading zeros, without the dot behind it. */
static sipw_str next_number(sipw_str *index)
{
	const char *end = index->ptr + index->len;
	const char *dot = sipw__span(index->ptr, end, CLASS_DIGIT);
	const sipw_str number = sipw_sn(index->ptr, (size_t)(dot - index->ptr));
	*index = dot < end ? sipw_sn(dot + 1, (size_t)(end - dot - 1)) : sipw_sn(end, 0);
	return number;
}

/* Whether one index comes before another: number by number, and a part of one before the whole. */
static bool comes_before(sipw_str a, sipw_str b)
{
	while (a.len > 0 && b.len > 0) {
		const sipw_str x = next_number(&a), y = next_number(&b);
		if (x.len != y.len)
			return x.len < y.len;
		const int order = memcmp(x.ptr, y.ptr, x.len);
		if (order != 0)
			return order < 0;
	}
	return b.len > 0;
}

bool sipw__condition_history_order(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_str before = at->report->history_index, index = at->value->history_info.index;
	(void)v;
	at->report->history_index = index;
	return !sipw__given(before) || comes_before(before, index) || sipw__broken(at, index.ptr);
}
