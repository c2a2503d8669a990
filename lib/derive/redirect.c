/* SPDX-License-Identifier: MIT */
/* Requests to the URI of a redirection (RFC 3261 8.1.3.4). */
#include "derive/again.h"

/* What decides about the URI's header fields, behind what must not be decided. */
struct decision {
	sipw_uri_decide *decide;
	void *ctx;
};

static bool decide(void *ctx, const sipw_uri_header *field, bool advised)
{
	const struct decision *decision = ctx;
	if (field->header == SIPW_HDR_VIA || field->header == SIPW_HDR_CSEQ || field->header == SIPW_HDR_MAX_FORWARDS)
		return false;
	return decision->decide == NULL ? advised : decision->decide(decision->ctx, field, advised);
}

/* Credentials are left out, and what the URI has another value of, unless it is one more of a list. */
static bool is_overwritten(struct sipw__again *a, const struct line *line)
{
	const uint64_t *taken = a->ctx;
	const unsigned index = line->index;
	if (index == SIPW_HDR_AUTHORIZATION || index == SIPW_HDR_PROXY_AUTHORIZATION)
		return true;
	return index != 0 && sipw__header_rows[index].times == TIMES_ONE && (taken[index / 64] >> (index % 64) & 1) != 0;
}

/* Turns the order of the lines from `first` up to `end` around. */
static void reverse(sipw_msg *m, size_t first, size_t end)
{
	while (first + 1 < end) {
		const struct line line = *sipw__line(m, first);
		*sipw__line(m, first++) = *sipw__line(m, --end);
		*sipw__line(m, end) = line;
	}
}

/* Lets the first n header lines come last. */
static void move_to_end(sipw_msg *m, size_t n)
{
	reverse(m, 1, 1 + n);
	reverse(m, 1 + n, m->n);
	reverse(m, 1, m->n);
	m->scattered = 1;
}

static void put_redirected(struct sipw__again *a, sipw_str uri)
{
	uint64_t taken[HEADER_WORDS];
	struct decision decision = { a->options->decide, a->options->ctx };
	if (sipw_request_from_uri(a->m, a->first->method, uri, decide, &decision) != SIPW_OK) {
		sipw__blame(a->m, "URI", 0);
		return;
	}
	const size_t n = a->m->n - 1;
	const sipw_str body = a->m->body;
	memcpy(taken, a->m->seen, sizeof taken);
	a->change = is_overwritten;
	a->ctx = taken;
	a->without_body = body.len > 0;
	sipw__again_start(a, sipw__start_uri(a->m));
	sipw__again_lines(a);
	if (!sipw__usable(a->m))
		return;
	if (n > 0)
		move_to_end(a->m, n);
	if (body.len > 0)
		a->m->body = body;
}

int sipw_redirected(sipw_msg *target, const sipw_msg *request, sipw_str uri, const sipw_retry_options *options,
		    const sipw_extras *extras)
{
	static const sipw_retry_options none = { .ids = NULL };
	static const uint16_t reserved[] = { SIPW_HDR_CONTACT, 0 };
	struct sipw__again a = { .m = target, .first = request, .name = "request", .extras = extras,
				 .options = options != NULL ? options : &none };
	if (!sipw__again_begin(&a))
		return sipw__refusal(target);
	put_redirected(&a, uri);
	sipw__add_extras(target, extras, reserved);
	return sipw__derive_end(target);
}
