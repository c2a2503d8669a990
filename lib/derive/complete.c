/* SPDX-License-Identifier: MIT */
/* What a request still lacks (RFC 3261 8.1.1): one step a header field, in the customary order. */
#include "sipwright/complete.h"
#include "sipwright/setters.h"

#include "fields/encode.h"
#include "grammar/uri_place.h"
#include "message/line.h"

struct job {
	sipw_msg *m;
	const sipw_local *local;
	sipw_ids *ids;
	bool secure; /* a sips Request-URI: ours are sips as well (8.1.1.8) */
};

static const sipw_str udp = SIPW_S("UDP");

static sipw_str transport_of(const struct job *job)
{
	return sipw__given(job->local->transport) ? job->local->transport : udp;
}

/* An id with something in front, in memory that the caller lends. */
static int fresh_id(const struct job *job, sipw_str prefix, char text[2 * SIPW_ID_LEN], sipw_str *ret)
{
	memcpy(text, prefix.ptr, prefix.len);
	int code = sipw_ids_text(job->ids, text + prefix.len);
	*ret = sipw_sn(text, prefix.len + SIPW_ID_LEN);
	return code == SIPW_OK ? code : sipw__fail_code(job->m, code, 0, "the system gave no random bytes");
}

/* [ user "@" ] host in a URI. */
static char *put_host_uri(const struct job *job, struct sipw__out *o, char *p, sipw_str host)
{
	static const struct sipw__part user_part = { "user", "not allowed in a user part", "RFC 3261 25.1" };
	static const struct sipw__part host_part = { "host", "a host is expected here", "RFC 3261 25.1" };
	const sipw_str user = job->local->user;
	p = job->secure ? sipw__copy_literal(p, "sips:") : sipw__copy_literal(p, "sip:");
	if (sipw__given(user)) {
		struct sipw__scan s = sipw__scan_of(user, PLACE_URI);
		if (user.len == 0 || !sipw__scan_escaped(&s, CLASS_USER) || !sipw__scan_done(&s))
			return sipw__out_bad(o, &user_part, user, s.at);
		p = sipw__out_bytes(o, p, user);
		*p++ = '@';
	}
	return sipw__out_host(o, p, host, &host_part);
}

static int add_via(const struct job *job)
{
	char text[2 * SIPW_ID_LEN];
	sipw_via via = {
		.transport = transport_of(job),
		.host = job->local->host,
		.port = job->local->port,
		.rport = sipw_num(0),
	};
	int code = fresh_id(job, sipw_s("z9hG4bK"), text, &via.branch);
	return code != SIPW_OK ? code : sipw_add_via(job->m, &via);
}

static int add_max_forwards(const struct job *job)
{
	return sipw_add_max_forwards(job->m, 70);
}

static int add_from(const struct job *job)
{
	struct sipw__out out;
	char text[2 * SIPW_ID_LEN];
	const sipw_local *local = job->local;
	sipw_str tag;
	if (fresh_id(job, (sipw_str){ "", 0 }, text, &tag) != SIPW_OK)
		return sipw__refusal(job->m);
	char *p = sipw__line_begin(job->m, SIPW_HDR_FROM, SIPW_KIND_NAME_ADDR, true, &out);
	if (p == NULL)
		return sipw__line_refused(job->m);
	if (sipw__given(local->display))
		p = sipw__out_display(&out, p, local->display, false);
	*p++ = '<';
	p = put_host_uri(job, &out, p, sipw__given(local->domain) ? local->domain : local->host);
	p = sipw__copy_literal(p, ">;tag=");
	p = sipw__out_bytes(&out, p, tag);
	return sipw__line_commit(job->m, &out, p);
}

/* The Request-URI without what may not stand in To (RFC 3261 19.1.1, table 1). */
static char *put_to_uri(struct sipw__out *o, char *p, sipw_str uri)
{
	struct sipw__kept kept;
	sipw_str piece;
	if (!sipw__kept_start(&kept, uri, SIPW_PLACE_TO))
		return sipw__out_uri(o, p, &uri, URI_REQUEST);
	while (sipw__kept_next(&kept, &piece))
		p = sipw__out_bytes(o, p, piece);
	return p;
}

static int add_to(const struct job *job)
{
	struct sipw__out out;
	char *p = sipw__line_begin(job->m, SIPW_HDR_TO, SIPW_KIND_NAME_ADDR, true, &out);
	if (p == NULL)
		return sipw__line_refused(job->m);
	*p++ = '<';
	p = put_to_uri(&out, p, sipw__start_uri(job->m));
	*p++ = '>';
	return sipw__line_commit(job->m, &out, p);
}

static int add_call_id(const struct job *job)
{
	char text[2 * SIPW_ID_LEN];
	sipw_str id;
	int code = fresh_id(job, (sipw_str){ "", 0 }, text, &id);
	return code != SIPW_OK ? code : sipw_add_call_id(job->m, id);
}

static int add_cseq(const struct job *job)
{
	return sipw_add_cseq(job->m, &(sipw_cseq){ .number = 1 });
}

/* What the transport parameter says of a Via transport in a sip and in a sips URI; NULL: nothing, which
 * means UDP there and TLS here (RFC 3261 26.2.2; RFC 4168 8; RFC 7118 5.2). */
static const struct {
	sipw_str via;
	const char *sip;
	const char *sips;
} transports[] = {
	{ SIPW_S("UDP"), NULL, NULL },   { SIPW_S("TLS"), "tls", NULL }, { SIPW_S("TLS-SCTP"), "tls-sctp", "sctp" },
	{ SIPW_S("WS"), "ws", "ws" },    { SIPW_S("WSS"), "ws", "ws" },
};

/* Any other transport in lower case: a token (its parameter's form) of bytes that need no escape. */
static char *put_other_transport(struct sipw__out *o, char *p, sipw_str transport)
{
	static const struct sipw__part part = { "transport", "not allowed in a URI's transport parameter",
						"RFC 3261 25.1" };
	if (transport.len == 0 || !sipw__all(transport.ptr, transport.len, CLASS_UNRESERVED))
		return sipw__out_misfit(o, &part, transport, CLASS_UNRESERVED);
	const size_t start = sipw__out_mark(o, p);
	p = sipw__out_token(o, p, transport, &part);
	for (char *c = o->arena->free + start; c < p; c++)
		*c = (char)sipw__lower(*c);
	return p;
}

static char *put_transport(const struct job *job, struct sipw__out *o, char *p)
{
	const sipw_str transport = transport_of(job);
	for (size_t i = 0; i < sizeof transports / sizeof transports[0]; i++) {
		if (!sipw__equal_nocase(transport, transports[i].via))
			continue;
		const char *word = job->secure ? transports[i].sips : transports[i].sip;
		return word == NULL ? p : sipw__out_bytes(o, sipw__copy_literal(p, ";transport="), sipw_s(word));
	}
	return put_other_transport(o, sipw__copy_literal(p, ";transport="), transport);
}

static int add_contact(const struct job *job)
{
	struct sipw__out out;
	const uint32_t port = job->local->port;
	const sipw_rule rule = sipw_rule_find(SIPW_HDR_CONTACT, job->m->method, 0);
	if (rule.presence != SIPW_PRESENCE_MANDATORY)
		return SIPW_OK;
	char *p = sipw__line_begin(job->m, SIPW_HDR_CONTACT, SIPW_KIND_CONTACT, true, &out);
	if (p == NULL)
		return sipw__line_refused(job->m);
	*p++ = '<';
	p = put_host_uri(job, &out, p, job->local->host);
	if (port != 0) {
		*p++ = ':';
		p = sipw__write_number(p, port);
	}
	p = put_transport(job, &out, p);
	*p++ = '>';
	return sipw__line_commit(job->m, &out, p);
}

struct step {
	int header;
	unsigned added;
	int (*add)(const struct job *job);
};

static const struct step steps[] = {
	{ SIPW_HDR_VIA, SIPW_ADDED_VIA, add_via },
	{ SIPW_HDR_MAX_FORWARDS, SIPW_ADDED_MAX_FORWARDS, add_max_forwards },
	{ SIPW_HDR_FROM, SIPW_ADDED_FROM, add_from },
	{ SIPW_HDR_TO, SIPW_ADDED_TO, add_to },
	{ SIPW_HDR_CALL_ID, SIPW_ADDED_CALL_ID, add_call_id },
	{ SIPW_HDR_CSEQ, SIPW_ADDED_CSEQ, add_cseq },
	{ SIPW_HDR_CONTACT, SIPW_ADDED_CONTACT, add_contact },
};

/* Takes each step whose header field is missing. A new line comes behind the one before in the
 * customary order, wherever that stands. */
static int take_steps(const struct job *job, unsigned *added)
{
	sipw_msg *m = job->m;
	size_t place = 1;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		const size_t n = m->n;
		const size_t found = sipw__line_of(m, sipw__header_index(steps[i].header), 1);
		if (found < n) {
			place = found + 1 > place ? found + 1 : place;
			continue;
		}
		int code = steps[i].add(job);
		if (code != SIPW_OK)
			return code;
		if (m->n == n)
			continue;
		sipw__line(m, n)->flags |= LINE_NEW;
		sipw__line_move(m, place++);
		*added |= steps[i].added;
	}
	return SIPW_OK;
}

/* A From that stands without a tag gets one (8.1.1.3). It comes last: nothing can fail after it. */
static int add_from_tag(const struct job *job, unsigned *added)
{
	sipw_msg *m = job->m;
	const size_t index = sipw__line_of(m, SIPW_HDR_FROM, 1);
	const sipw_str value = sipw__line_value(sipw__line(m, index));
	struct sipw__scan s = sipw__scan_of(value, (int)sipw__header_index(SIPW_HDR_FROM));
	static const struct sipw__part part = { "text", "only text stands here", "RFC 3261 25.1" };
	struct sipw__out out;
	sipw_address from;
	char text[2 * SIPW_ID_LEN];
	sipw_str tag;
	if (!sipw__scan_name_addr(&s, &from) || !sipw__scan_done(&s) || sipw__given(from.tag))
		return SIPW_OK;
	if (fresh_id(job, (sipw_str){ "", 0 }, text, &tag) != SIPW_OK)
		return sipw__refusal(m);
	char *p = sipw__line_begin(m, SIPW_HDR_FROM | SIPW_REPLACE, SIPW_KIND_NAME_ADDR, true, &out);
	if (p == NULL)
		return sipw__line_refused(m);
	p = sipw__out_unfolded(&out, p, value, &part);
	p = sipw__copy_literal(p, ";tag=");
	p = sipw__out_bytes(&out, p, tag);
	*added |= SIPW_ADDED_FROM_TAG;
	return sipw__line_commit(m, &out, p);
}

/* Keeps the new lines, or takes them back. */
static void settle(sipw_msg *m, bool keep)
{
	for (size_t i = m->n; --i >= 1;) {
		struct line *line = sipw__line(m, i);
		if (!keep && (line->flags & LINE_NEW))
			sipw__line_drop(m, i);
		else
			line->flags &= (uint16_t)~LINE_NEW;
	}
}

int sipw_complete(sipw_msg *m, const sipw_local *local, sipw_ids *ids, unsigned *ret_added)
{
	unsigned added = 0;
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (!sipw__given(m->method_name))
		return sipw__fail_code(m, SIPW_ERR_STATE, 0, "only a request is completed");
	if (local == NULL || ids == NULL || !sipw__given(local->host))
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "our own host is missing");
	if (local->port > 65535)
		return sipw__fail_code(m, SIPW_ERR_RANGE, 0, "a port is 1 to 65535");
	const sipw_str uri = sipw__start_uri(m);
	const struct job job = { m, local, ids, uri.len > 5 && sipw__same_nocase(uri.ptr, "sips:", 5) };
	int code = take_steps(&job, &added);
	if (code == SIPW_OK)
		code = add_from_tag(&job, &added);
	settle(m, code == SIPW_OK);
	if (code == SIPW_OK && ret_added != NULL)
		*ret_added = added;
	return code;
}
