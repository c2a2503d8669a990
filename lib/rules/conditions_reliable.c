/* SPDX-License-Identifier: MIT */
/* Conditions of reliable provisional responses (RFC 3262). */
#include "rules/conditions.h"

#include "rules/options.h"

static const sipw_str reliable = SIPW_S("100rel");

/* Nothing but a provisional response to INVITE, other than 100, can be reliable. */
static bool may_be_reliable(const struct sipw__view *v)
{
	return v->method == SIPW_INVITE && v->m->code > 100 && v->m->code < 200;
}

/* Asked once: RSeq stands once, and many of them must not cost much. */
bool sipw__condition_rseq_100rel(const struct sipw__view *v, const struct sipw__at *at)
{
	return !may_be_reliable(v) || !sipw__is_first_line(v, at) || sipw__requires(v, reliable) || sipw__broken(at, NULL);
}

static bool may_require(const struct sipw__view *v)
{
	return v->request ? v->method == SIPW_INVITE : may_be_reliable(v) && sipw__stands(v->m, SIPW_HDR_RSEQ);
}

bool sipw__condition_require_100rel(const struct sipw__view *v, const struct sipw__at *at)
{
	return !sipw__equal_nocase(at->value->text, reliable) || may_require(v) || sipw__broken(at, NULL);
}
