/* SPDX-License-Identifier: MIT */
#include "derive/top_via.h"
#include "sipwright/setters.h"

#include "fields/kinds.h"
#include "message/value.h"
#include "text/compiler.h"
#include "text/number.h"

HOT static inline bool read_top(const sipw_msg *input, struct sipw__top_via *ret, struct sipw__scan *s)
{
	ret->line = sipw__input_line(input, SIPW_HDR_VIA);
	if (ret->line == NULL)
		return false;
	const sipw_str whole = sipw__line_value(ret->line);
	*s = sipw__scan_of(whole, ret->line->index);
	if (!sipw__scan_via(s, &ret->via) || !(sipw__scan_done(s) || sipw__value_ends(s)))
		return false;
	const char *end = s->at;
	while (end < s->end && sipw__is(end[-1], CLASS_LWS))
		end--;
	ret->value = sipw_sn(whole.ptr, (size_t)(end - whole.ptr));
	return true;
}

bool sipw__top_via_read(const sipw_msg *input, struct sipw__top_via *ret, struct sipw__scan *s)
{
	return read_top(input, ret, s);
}

bool sipw__top_via(sipw_msg *m, const sipw_msg *input, const char *name, struct sipw__top_via *ret)
{
	struct sipw__scan s;
	if (read_top(input, ret, &s))
		return true;
	if (ret->line != NULL)
		return sipw__input_misfit(m, name, SIPW_HDR_VIA, sipw__line_value(ret->line), &s);
	return sipw__input_fails(m, name, SIPW_ERR_ARGUMENT, SIPW_HDR_VIA, "this header field is missing",
				 "RFC 3261 8.1.1.7");
}

/* ---- received and rport ---- */

/* The parameters of interest, absent if they are not there. */
struct places {
	struct sipw__param received;
	struct sipw__param rport;
};

static struct places find_params(const struct sipw__top_via *top)
{
	static const sipw_str received = SIPW_S("received"), rport = SIPW_S("rport");
	struct places found = { { .quoted = false }, { .quoted = false } };
	struct sipw__scan s = sipw__scan_of(top->value, top->line->index);
	struct sipw__param param;
	uint32_t port;
	s.at = top->via.host.ptr + top->via.host.len;
	if (sipw__scan_mark(&s, ':'))
		sipw__scan_number(&s, 1, 65535, &port, NULL);
	while (sipw__scan_param(&s, ';', &param)) {
		if (sipw__param_is(&param, received))
			found.received = param;
		else if (sipw__param_is(&param, rport))
			found.rport = param;
	}
	return found;
}

static bool has(const struct sipw__param *param)
{
	return sipw__given(param->name);
}

static bool is_bare(const struct sipw__param *param)
{
	return has(param) && !sipw__given(param->value);
}

/* The pieces of a line, and where in it the next one starts. */
struct cutter {
	sipw_str pieces[8];
	size_t n;
	const char *at;
};

static void put(struct cutter *c, sipw_str piece)
{
	c->pieces[c->n++] = piece;
}

/* All up to `to`, where the next piece starts. */
static void keep(struct cutter *c, const char *to)
{
	put(c, sipw_sn(c->at, (size_t)(to - c->at)));
	c->at = to;
}

/* Leaves a parameter out, its separator included. */
static void skip(struct cutter *c, const struct sipw__param *param)
{
	keep(c, param->whole.ptr);
	c->at = param->whole.ptr + param->whole.len;
}

/* received goes to the end of the value, one that stood there goes out; a bare rport gets its port. */
static void copy_changed(sipw_msg *m, const struct sipw__top_via *top, const struct places *p, sipw_str source, sipw_str port)
{
	struct cutter c = { .at = top->line->ptr };
	const bool received_first = has(&p->received) && (!has(&p->rport) || p->received.whole.ptr < p->rport.whole.ptr);
	if (received_first)
		skip(&c, &p->received);
	if (is_bare(&p->rport)) {
		keep(&c, p->rport.whole.ptr + p->rport.whole.len);
		put(&c, port);
	}
	if (has(&p->received) && !received_first)
		skip(&c, &p->received);
	keep(&c, top->value.ptr + top->value.len);
	put(&c, (sipw_str)SIPW_S(";received="));
	put(&c, source);
	keep(&c, top->line->ptr + top->line->len);
	sipw__line_compose(m, top->line, c.pieces, c.n, LINE_COPIED);
}

/* "=" and the port that a bare rport needs; false if it is missing. */
static bool make_port(sipw_msg *m, const struct places *p, uint32_t port, char text[8], sipw_str *ret)
{
	if (is_bare(&p->rport) && (port == 0 || port > 65535))
		return sipw__input_fails(m, "options", SIPW_ERR_RANGE, SIPW_HDR_VIA,
					 "the source port, which rport asks for, is 1 to 65535", "RFC 3581 4");
	text[0] = '=';
	*ret = sipw_sn(text, (size_t)(sipw__write_number(text + 1, port) - text));
	return true;
}

static bool is_address(sipw_msg *m, sipw_str source)
{
	struct sipw__scan s = sipw__scan_of(source, PLACE_URI);
	if (sipw__scan_address(&s) && sipw__scan_end(&s, "RFC 3261 18.2.1"))
		return true;
	return sipw__input_misfit(m, "options", SIPW_HDR_VIA, source, &s);
}

/* Whether what has to be there is, at the end, and nothing else is asked for. */
static bool is_settled(const struct sipw__top_via *top, sipw_str source)
{
	const sipw_str received = top->via.received;
	return received.len > 0 && received.len == source.len && !top->via.rport.given &&
	       received.ptr + received.len == top->value.ptr + top->value.len &&
	       sipw__same_exactly(received.ptr, source.ptr, source.len);
}

APART static void settle(sipw_msg *m, const struct sipw__top_via *top, sipw_str source, uint32_t port)
{
	char text[DIGITS64];
	sipw_str rport = { NULL, 0 };
	struct places p = { { .quoted = false }, { .quoted = false } };
	if (sipw__given(top->via.received) || top->via.rport.given)
		p = find_params(top);
	if (!is_address(m, source) || !make_port(m, &p, port, text, &rport))
		return;
	if (has(&p.rport) || !sipw__same_host(top->via.host, source))
		copy_changed(m, top, &p, source, rport);
	else
		sipw__line_copy(m, top->line);
}

void sipw__copy_received_via(sipw_msg *m, const struct sipw__top_via *top, sipw_str source, uint32_t port)
{
	if (!sipw__given(source) || is_settled(top, source))
		sipw__line_copy(m, top->line);
	else
		settle(m, top, source, port);
}

/* ---- for requests of the same sender ---- */

void sipw__copy_via_value(sipw_msg *m, const struct sipw__top_via *top)
{
	sipw__put_value(m, SIPW_HDR_VIA, top->value, LINE_COPIED);
}

void sipw__add_via_with_branch(sipw_msg *m, const struct sipw__top_via *top, sipw_str branch, sipw_ids *ids)
{
	static const struct sipw__id id = { SIPW_HDR_VIA, SIPW_S("z9hG4bK"), "a branch for the new transaction is needed",
					    "RFC 3261 8.1.1.7" };
	char text[ID_TEXT_MAX];
	sipw_via via = top->via;
	if (!sipw__id_option(m, &id, branch, ids, text, &via.branch))
		return;
	via.received = (sipw_str){ 0 };
	via.rport.number = 0;
	if (sipw_add_via(m, &via) != SIPW_OK)
		sipw__blame(m, "options", 0);
}
