/* SPDX-License-Identifier: MIT */
/* Longer intervals: of a session (RFC 4028 7.3, 7.4), of a registration or subscription (RFC 3261 10.2.8). */
#include "derive/retry.h"
#include "sipwright/getters.h"
#include "sipwright/setters.h"

/* The interval to ask for, in place of another one. */
static uint32_t longer(const struct sipw__retry *r, uint32_t seconds)
{
	if (r->again.options->seconds != 0)
		seconds = r->again.options->seconds;
	return seconds < r->least ? r->least : seconds;
}

static void put_again(struct sipw__retry *r)
{
	struct sipw__again *a = &r->again;
	a->ctx = r;
	sipw__again_start(a, sipw__start_uri(a->first));
	sipw__again_lines(a);
}

/* ---- 422 ---- */

/* Both go to the end, where they are made anew. */
static bool drop_session(struct sipw__again *a, const struct line *line)
{
	(void)a;
	return line->index == SIPW_HDR_SESSION_EXPIRES || line->index == SIPW_HDR_MIN_SE;
}

void sipw__retry_session(struct sipw__retry *r)
{
	sipw_session_expires session = { .seconds = 0 };
	sipw_min_se min = { .seconds = 0 }, asked;
	if (sipw_get_min_se(r->response, 0, &asked) != SIPW_OK) {
		sipw__retry_lacks(r, SIPW_HDR_MIN_SE, "RFC 4028 6");
		return;
	}
	r->least = asked.seconds;
	sipw_get_session_expires(r->again.first, 0, &session);
	sipw_get_min_se(r->again.first, 0, &min);
	if (min.seconds >= r->least && session.seconds >= r->least) {
		sipw__retry_same(r, "its session interval is not too small", "RFC 4028 7.3");
		return;
	}
	min.seconds = min.seconds < r->least ? r->least : min.seconds;
	session.seconds = longer(r, session.seconds);
	if (session.seconds < min.seconds)
		session.seconds = min.seconds;
	r->again.change = drop_session;
	put_again(r);
	sipw_add_session_expires(r->again.m, &session);
	sipw_add_min_se(r->again.m, &min);
}

/* ---- 423 ---- */

/* An interval of 0 removes something, and is never too short. */
static bool is_too_short(const struct sipw__retry *r, uint32_t seconds)
{
	return seconds > 0 && seconds < r->least;
}

static bool change_expires(struct sipw__retry *r, const struct line *line)
{
	uint32_t seconds;
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
	if (!sipw__scan_number(&s, 0, UINT32_MAX, &seconds, NULL) || !is_too_short(r, seconds))
		return false;
	r->changed++;
	sipw_add_expires(r->again.m, longer(r, seconds));
	return true;
}

static bool change_contact(struct sipw__again *a, sipw_contact *contact)
{
	struct sipw__retry *r = a->ctx;
	if (!is_too_short(r, contact->expires.number))
		return false;
	contact->expires = sipw_num(longer(r, contact->expires.number));
	r->changed++;
	return true;
}

static bool change_short(struct sipw__again *a, const struct line *line)
{
	if (line->index == SIPW_HDR_EXPIRES)
		return change_expires(a->ctx, line);
	return line->index == SIPW_HDR_CONTACT && sipw__again_contacts(a, line, change_contact);
}

void sipw__retry_expires(struct sipw__retry *r)
{
	struct sipw__again *a = &r->again;
	if (sipw_get_min_expires(r->response, 0, &r->least) != SIPW_OK) {
		sipw__retry_lacks(r, SIPW_HDR_MIN_EXPIRES, "RFC 3261 21.4.17");
		return;
	}
	a->change = change_short;
	put_again(r);
	if (!sipw__usable(a->m) || r->changed > 0)
		return;
	if (sipw__stands(a->first, SIPW_HDR_EXPIRES))
		sipw__retry_same(r, "it asks for no interval that is too short", "RFC 3261 10.2.8");
	else
		sipw_add_expires(a->m, longer(r, 0));
}
