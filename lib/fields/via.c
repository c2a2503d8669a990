/* SPDX-License-Identifier: MIT */
/* Via (RFC 3261 20.42): sent-protocol LWS sent-by *( SEMI via-params ). */
#include "fields/encode.h"
#include "grammar/plain.h"

static const sipw_str branch_name = SIPW_S("branch");
static const sipw_str branch_start = SIPW_S(";branch=");
static const sipw_str received_name = SIPW_S("received");
static const sipw_str received_start = SIPW_S(";received=");
static const sipw_str rport_name = SIPW_S("rport");
static const sipw_str maddr_name = SIPW_S("maddr");
static const sipw_str ttl_name = SIPW_S("ttl");

static char *put_rport(struct sipw__out *o, char *p, uint32_t port)
{
	static const struct sipw__part part = { "rport", "a port is 1 to 65535", "RFC 3581 3" };
	if (port > 65535)
		return sipw__out_range(o, &part);
	p = sipw__copy_literal(p, ";rport");
	if (port == 0)
		return p;
	*p++ = '=';
	return sipw__write_number(p, port);
}

static char *put_ttl(struct sipw__out *o, char *p, uint32_t ttl)
{
	static const struct sipw__part part = { "ttl", "a time-to-live is 0 to 255", "RFC 3261 25.1" };
	if (ttl > 255)
		return sipw__out_range(o, &part);
	return sipw__write_number(sipw__copy_literal(p, ";ttl="), ttl);
}

APART static char *put_any_received(struct sipw__out *o, char *p, sipw_str address)
{
	static const struct sipw__part part = { "received", NULL, NULL };
	struct sipw__scan s = sipw__scan_of(address, o->place);
	if (sipw__scan_address(&s) && !sipw__scan_done(&s))
		sipw__scan_misfit(&s, "an IP address is expected here", "RFC 3261 25.1");
	if (s.code != SIPW_OK)
		return sipw__out_scan_fault(o, &part, address, &s);
	return sipw__out_bytes(o, p, address);
}

/* received is an address without brackets, or with (RFC 5118 4.5): it goes out as it is given. */
static inline char *put_received(struct sipw__out *o, char *p, const sipw_str *address)
{
	p = sipw__copy_literal(p, ";received=");
	if (!sipw__out_fits(o, p, address->len) || !sipw__copy_ipv4(p, *address))
		return put_any_received(o, p, *address);
	return p + address->len;
}

/* The magic cookie alone is no branch: nothing would tell two transactions apart (RFC 3261 8.1.1.7). */
static bool is_bare_cookie(sipw_str branch)
{
	static const sipw_str cookie = SIPW_S("z9hG4bK");
	return sipw__equal_nocase(branch, cookie);
}

COLD static char *put_any_branch(struct sipw__out *o, char *p, sipw_str branch)
{
	static const struct sipw__part token = { "branch", "a branch is a token", "RFC 3261 20.42" };
	static const struct sipw__part bare = { "branch", "a branch has more than the magic cookie", "RFC 3261 8.1.1.7" };
	if (is_bare_cookie(branch))
		return sipw__out_bad(o, &bare, branch, branch.ptr + branch.len);
	return sipw__out_token(o, p, branch, &token);
}

/* Nearly all have more than 8 bytes. */
HOT static inline char *put_branch(struct sipw__out *o, char *p, const sipw_str *branch)
{
	p = sipw__copy_literal(p, ";branch=");
	if (branch->len <= 8 || !sipw__out_fits(o, p, branch->len) || !sipw__copy_everyday(p, branch->ptr, branch->len))
		return put_any_branch(o, p, *branch);
	return p + branch->len;
}

/* Whether there is what seldom is. */
static inline bool has_rest(const sipw_via *v)
{
	return ((uintptr_t)v->maddr.ptr | (uintptr_t)v->params.ptr | v->rport.given | v->ttl.given) != 0;
}

static char *put_rest(struct sipw__out *o, char *p, const sipw_via *v, size_t named)
{
	static const struct sipw__part maddr = { "maddr", "a host is expected here", "RFC 3261 25.1" };
	if (v->rport.given)
		p = put_rport(o, p, v->rport.number);
	if (sipw__given(v->maddr))
		p = sipw__out_host(o, sipw__copy_literal(p, ";maddr="), v->maddr, &maddr);
	if (v->ttl.given)
		p = put_ttl(o, p, v->ttl.number);
	if (sipw__given(v->params))
		p = sipw__out_params(o, p, v->params, ';', named, v->escaped);
	return p;
}

APART static char *put_params(struct sipw__out *o, char *p, const sipw_via *v)
{
	const size_t named = sipw__out_mark(o, p);
	if (sipw__given(v->branch))
		p = put_branch(o, p, &v->branch);
	if (sipw__given(v->received))
		p = put_received(o, p, &v->received);
	return put_rest(o, p, v, named);
}

/* Most have three letters. */
static inline char *put_transport(struct sipw__out *o, char *p, const sipw_str *transport)
{
	static const struct sipw__part part = { "transport", "a transport is a token", "RFC 3261 20.42" };
	if (transport->len == 3 && sipw__copy_few_of(p, transport->ptr, 3, CLASS_TOKEN))
		return p + 3;
	return sipw__out_token(o, p, *transport, &part);
}

/* Most are names that fill a block. */
HOT static inline char *put_host(struct sipw__out *o, char *p, const sipw_str *host)
{
	static const struct sipw__part part = { "host", "a host is expected here", "RFC 3261 25.1" };
	if (host->len < MASKS_LONG || !sipw__out_fits(o, p, host->len) || !sipw__copy_plain_name(p, *host))
		return sipw__out_host(o, p, *host, &part);
	return p + host->len;
}

char *sipw__encode_via(struct sipw__out *o, char *p, const sipw_via *v)
{
	static const struct sipw__part port = { "port", "a port is 1 to 65535", "RFC 3261 25.1" };
	p = put_transport(o, sipw__copy_literal(p, "SIP/2.0/"), &v->transport);
	*p++ = ' ';
	p = put_host(o, p, &v->host);
	if (v->port > 65535)
		return sipw__out_range(o, &port);
	if (v->port != 0) {
		*p++ = ':';
		p = sipw__write_number(p, v->port);
	}
	if (has_rest(v))
		return put_params(o, p, v);
	if (sipw__given(v->branch))
		p = put_branch(o, p, &v->branch);
	return sipw__given(v->received) ? put_received(o, p, &v->received) : p;
}

/* sent-protocol = protocol-name SLASH protocol-version SLASH transport */
static bool scan_protocol(struct sipw__scan *s, sipw_via *ret)
{
	static const char usual[] = "SIP/2.0/";
	enum { LENGTH = sizeof usual - 1 };
	sipw_str ignored;
	if (s->end - s->at > LENGTH && memcmp(s->at, usual, LENGTH) == 0 && !sipw__is(s->at[LENGTH], CLASS_LWS)) {
		s->at += LENGTH;
		return sipw__scan_token(s, &ret->transport);
	}
	for (int i = 0; i < 2; i++) {
		if (!sipw__scan_token(s, &ignored))
			return false;
		if (!sipw__scan_mark(s, '/'))
			return sipw__scan_misfit(s, "'/' is expected here", "RFC 3261 20.42");
	}
	return sipw__scan_token(s, &ret->transport);
}

/* A number that was scanned as one; an absent one is 0. */
static sipw_opt number_of(sipw_str digits)
{
	uint64_t number = 0;
	sipw__read_number(digits, UINT32_MAX, &number);
	return sipw_num((uint32_t)number);
}

static void take_param(sipw_via *v, const struct sipw__param *param)
{
	if (sipw__param_is(param, branch_name))
		v->branch = param->value;
	else if (sipw__param_is(param, received_name))
		v->received = param->value;
	else if (sipw__param_is(param, rport_name))
		v->rport = number_of(param->value);
	else if (sipw__param_is(param, maddr_name))
		v->maddr = param->value;
	else if (sipw__param_is(param, ttl_name))
		v->ttl = number_of(param->value);
	else
		sipw__params_extend(&v->params, param);
}

/* In two halves, each of which a compiler writes in a few blocks, where it would begin a loop for the whole. */
static inline void empty(sipw_via *v)
{
	memset(v, 0, sizeof *v / 2);
	memset((char *)v + sizeof *v / 2, 0, sizeof *v - sizeof *v / 2);
	v->escaped = true;
}

/* ---- a Via as nearly all write it, told at a glance ---- */

static inline bool begins(const char *p, const char *end, sipw_str start)
{
	return (size_t)(end - p) > start.len && memcmp(p, start.ptr, start.len) == 0;
}

/* What stands from `p` to `stop`, if it is there and nothing else was before; returns stop, or NULL. */
static const char *take_text(sipw_str *ret, const char *p, const char *stop)
{
	if (stop == NULL || stop == p || sipw__given(*ret))
		return NULL;
	*ret = sipw_sn(p, (size_t)(stop - p));
	return stop;
}

/* rport, with a value or as a flag (RFC 3581 3). */
static const char *take_rport(sipw_opt *ret, const char *p, const char *end)
{
	const bool flag = p == end || *p != '=';
	const char *stop = flag ? p : sipw__plain_port(p + 1, end, &ret->number);
	if (ret->given)
		return NULL;
	ret->given = true;
	return stop;
}

/* One of the parameters that are everyday ones; its end, or NULL. */
static const char *take_plain_param(sipw_via *v, const char *p, const char *end)
{
	static const sipw_str rport_start = SIPW_S(";rport");
	if (begins(p, end, branch_start))
		return take_text(&v->branch, p + branch_start.len, sipw__token_end(p + branch_start.len, end));
	if (begins(p, end, received_start))
		return take_text(&v->received, p + received_start.len, sipw__ipv4_end(p + received_start.len, end));
	if (begins(p, end, rport_start) || (size_t)(end - p) == rport_start.len)
		return memcmp(p, rport_start.ptr, rport_start.len) == 0 ? take_rport(&v->rport, p + rport_start.len, end) : NULL;
	return NULL;
}

/* Nearly all have three letters. */
static inline const char *transport_end(const char *p, const char *end)
{
	return end - p > 3 && p[3] == ' ' && sipw__all(p, 3, CLASS_ALPHANUM) ? p + 3 : sipw__span(p, end, CLASS_ALPHANUM);
}

/* sent-protocol and sent-by; their end, or NULL. */
static const char *take_sender(sipw_via *v, const char *p, const char *end)
{
	static const sipw_str usual = SIPW_S("SIP/2.0/");
	if (!begins(p, end, usual))
		return NULL;
	p = take_text(&v->transport, p + usual.len, transport_end(p + usual.len, end));
	if (p == NULL || p == end || *p++ != ' ' || p == end)
		return NULL;
	p = take_text(&v->host, p, sipw__is(*p, CLASS_DIGIT) ? sipw__ipv4_end(p, end) : sipw__plain_name(p, end));
	return p != NULL && p < end && *p == ':' ? sipw__plain_port(p + 1, end, &v->port) : p;
}

/* The whole text of a scan, or false, which means nothing but "look closer". */
static bool take_plain(const struct sipw__scan *s, sipw_via *v)
{
	const char *p = take_sender(v, s->at, s->end);
	while (p != NULL && p < s->end)
		p = take_plain_param(v, p, s->end);
	return p != NULL && !is_bare_cookie(v->branch);
}

/* ---- any ---- */

bool sipw__scan_via(struct sipw__scan *s, sipw_via *ret)
{
	struct sipw__param param;
	empty(ret);
	if (take_plain(s, ret)) {
		s->at = s->end;
		return true;
	}
	empty(ret);
	if (!scan_protocol(s, ret) || !sipw__scan_gap(s) || !sipw__scan_host(s, &ret->host))
		return false;
	if (sipw__scan_mark(s, ':') && !sipw__scan_number(s, 1, 65535, &ret->port, "RFC 3261 25.1"))
		return false;
	sipw__scan_usual_param(s, branch_start, &ret->branch);
	while (sipw__scan_param(s, ';', &param))
		take_param(ret, &param);
	if (s->once && !s->checking && s->code == SIPW_OK && is_bare_cookie(ret->branch)) {
		s->at = ret->branch.ptr + ret->branch.len;
		return sipw__scan_misfit(s, "a branch has more than the magic cookie", "RFC 3261 8.1.1.7");
	}
	return s->code == SIPW_OK;
}
