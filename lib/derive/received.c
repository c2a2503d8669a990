/* SPDX-License-Identifier: MIT */
#include "derive/received.h"

#include "derive/address.h"
#include "message/value.h"
#include "text/number.h"

static const char request_name[] = "request";

/* The first value of a line, and its parameters that are of interest here, absent if they are not there. */
struct top_via {
	sipw_via via;
	const char *end;
	struct sipw__param received;
	struct sipw__param rport;
};

static void find_params(const struct line *line, struct top_via *top)
{
	static const sipw_str received = SIPW_S("received"), rport = SIPW_S("rport");
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
	struct sipw__param param;
	uint32_t port;
	s.at = top->via.host.ptr + top->via.host.len;
	if (sipw__scan_mark(&s, ':'))
		sipw__scan_number(&s, 1, 65535, &port, NULL);
	while (sipw__scan_param(&s, ';', &param)) {
		if (sipw__param_is(&param, received))
			top->received = param;
		else if (sipw__param_is(&param, rport))
			top->rport = param;
	}
}

static bool read_top(sipw_msg *m, const struct line *line, struct top_via *ret)
{
	const sipw_str value = sipw__line_value(line);
	struct sipw__scan s = sipw__scan_of(value, line->index);
	*ret = (struct top_via){ 0 };
	if (!sipw__scan_via(&s, &ret->via) || !sipw__value_ends(&s))
		return sipw__input_misfit(m, request_name, SIPW_HDR_VIA, value, &s);
	ret->end = s.at;
	while (sipw__is(ret->end[-1], CLASS_LWS))
		ret->end--;
	return true;
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

/* All up to `to`; the next piece starts behind it. */
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
static void copy_changed(sipw_msg *m, const struct line *line, const struct top_via *top, sipw_str source, sipw_str port)
{
	struct cutter c = { .at = line->ptr };
	const bool has_received = sipw__given(top->received.name), has_rport = sipw__given(top->rport.name);
	const bool received_first = has_received && (!has_rport || top->received.whole.ptr < top->rport.whole.ptr);
	if (received_first)
		skip(&c, &top->received);
	if (has_rport && !sipw__given(top->rport.value)) {
		keep(&c, top->rport.whole.ptr + top->rport.whole.len);
		put(&c, port);
	}
	if (has_received && !received_first)
		skip(&c, &top->received);
	keep(&c, top->end);
	put(&c, (sipw_str)SIPW_S(";received="));
	put(&c, source);
	keep(&c, line->ptr + line->len);
	sipw__line_compose(m, line, c.pieces, c.n, LINE_COPIED);
}

/* "=" and the port that a bare rport needs; empty if there is none. False if the port is missing. */
static bool make_port(sipw_msg *m, const struct top_via *top, uint32_t port, char text[8], sipw_str *ret)
{
	*ret = sipw_sn(text, 0);
	if (!sipw__given(top->rport.name) || sipw__given(top->rport.value))
		return true;
	if (port == 0 || port > 65535)
		return sipw__input_fails(m, "options", SIPW_ERR_RANGE, SIPW_HDR_VIA,
					 "the source port, which rport asks for, is 1 to 65535", "RFC 3581 4");
	text[0] = '=';
	ret->len = (size_t)(sipw__write_number(text + 1, port) - text);
	return true;
}

static bool is_address(sipw_msg *m, sipw_str source)
{
	struct sipw__scan s = sipw__scan_of(source, PLACE_URI);
	if (sipw__scan_address(&s) && sipw__scan_end(&s, "RFC 3261 18.2.1"))
		return true;
	return sipw__input_misfit(m, "options", SIPW_HDR_VIA, source, &s);
}

void sipw__copy_via(sipw_msg *m, const struct line *line, sipw_str source, uint32_t port)
{
	struct top_via top;
	char text[8];
	sipw_str rport;
	if (!read_top(m, line, &top))
		return;
	if (!sipw__given(source)) {
		sipw__line_copy(m, line);
		return;
	}
	find_params(line, &top);
	if (!is_address(m, source) || !make_port(m, &top, port, text, &rport))
		return;
	if (sipw__given(top.rport.name) || !sipw__same_address(top.via.host, source))
		copy_changed(m, line, &top, source, rport);
	else
		sipw__line_copy(m, line);
}
