/* SPDX-License-Identifier: MIT */
/* A request from a URI (RFC 3261 19.1.5). */
#include "sipwright/from_uri.h"

#include "grammar/escape.h"
#include "grammar/uri_place.h"
#include "message/line.h"
#include "text/number.h"

#define FORMING "RFC 3261 19.1.5"

struct job {
	sipw_msg *m;
	sipw_str text;
	sipw_uri uri;
	sipw_uri_decide *decide;
	void *ctx;
	sipw_str body; /* wire form; absent if there is none, or it is not taken */
};

/* An error at a place of the URI. */
static int fault_at(const struct job *job, int code, const char *at, const char *sentence)
{
	const size_t offset = (size_t)(at - job->text.ptr);
	return sipw__fail(job->m, &(sipw_error){
		.code = code,
		.field = "uri",
		.offset = offset,
		.byte = offset < job->text.len ? (unsigned char)*at : -1,
		.sentence = sentence,
		.source = FORMING,
	});
}

/* Where the octet of this number begins in wire form. */
static const char *octet_place(sipw_str wire, size_t n)
{
	const char *at = wire.ptr, *end = at + wire.len;
	while (n-- > 0 && at < end)
		sipw__octet(&at, end, 0);
	return at;
}

/* The message's error about the plain text of `wire`, told as one of the URI. */
static int tell(const struct job *job, sipw_str wire)
{
	sipw_error *error = &job->m->error;
	if (error->code == SIPW_ERR_SYNTAX || error->code == SIPW_ERR_RANGE) {
		error->offset = (size_t)(octet_place(wire, error->offset) - job->text.ptr);
		error->byte = error->offset < job->text.len ? (unsigned char)job->text.ptr[error->offset] : -1;
		error->field = "uri";
	}
	return error->code;
}

/* ---- plain text in the message's memory ---- */

/* Bytes between begin and end stay where they are as long as the message does. */
static char *keep_begin(sipw_msg *m, struct sipw__out *o)
{
	return sipw__line_open(m, o) ? m->arena.free : NULL;
}

static int keep_end(sipw_msg *m, struct sipw__out *o, char *p, sipw_str *ret)
{
	if (sipw__out_failed(o))
		return sipw__fail(m, &o->error);
	*ret = sipw_sn(m->arena.free, (size_t)(p - m->arena.free));
	sipw__msg_keep(m, p);
	return SIPW_OK;
}

/* Right wire form without its escapes. */
static int keep_octets(sipw_msg *m, sipw_str wire, sipw_str *ret)
{
	struct sipw__out o;
	const char *at = wire.ptr, *end = at + wire.len;
	char *p = keep_begin(m, &o);
	if (p == NULL)
		return sipw__refusal(m);
	while (at < end) {
		const char octet = (char)sipw__octet(&at, end, 0);
		p = sipw__out_bytes(&o, p, sipw_sn(&octet, 1));
	}
	return keep_end(m, &o, p, ret);
}

/* The same; what has no escape is left where it is. */
static int keep_plain(sipw_msg *m, sipw_str wire, sipw_str *ret)
{
	if (wire.len > 0 && memchr(wire.ptr, '%', wire.len) != NULL)
		return keep_octets(m, wire, ret);
	*ret = wire;
	return SIPW_OK;
}

/* ---- the start line ---- */

/* The URI without what does not stand in a Request-URI: method and headers. */
static int keep_request_uri(const struct job *job, sipw_str *ret)
{
	struct sipw__out o;
	struct sipw__kept kept;
	sipw_str piece;
	*ret = job->text;
	if (!sipw__kept_start(&kept, job->text, SIPW_PLACE_REQUEST_URI))
		return SIPW_OK;
	char *p = keep_begin(job->m, &o);
	if (p == NULL)
		return sipw__refusal(job->m);
	while (sipw__kept_next(&kept, &piece))
		p = sipw__out_bytes(&o, p, piece);
	return keep_end(job->m, &o, p, ret);
}

/* The method parameter is the method of the request. */
static int set_start(const struct job *job, int method)
{
	static const sipw_str name = SIPW_S("method");
	sipw_str wire, plain, uri;
	int code = keep_request_uri(job, &uri);
	if (code != SIPW_OK)
		return code;
	if (sipw_uri_params_find(job->uri.params, name, &wire) != 1)
		return sipw_request(job->m, method != 0 ? method : SIPW_INVITE, uri);
	code = keep_plain(job->m, wire, &plain);
	if (code != SIPW_OK)
		return code;
	return sipw_request_named(job->m, plain, uri) == SIPW_OK ? SIPW_OK : tell(job, wire);
}

/* ---- the header fields ---- */

static bool is_body(sipw_str name)
{
	static const sipw_str body = SIPW_S("body");
	return sipw__same_octets_nocase(name, body, CLASS_RESERVED);
}

static bool is_taken(const struct job *job, const sipw_uri_header *field)
{
	const bool advised = field->advice == SIPW_ADVICE_TAKE ||
			     (field->advice == SIPW_ADVICE_BODY && sipw__given(job->body));
	return job->decide == NULL ? advised : job->decide(job->ctx, field, advised);
}

/* The body, if there is one and it is taken; SIPW_ERR_RULE at a second one. */
static int find_body(struct job *job)
{
	sipw_str rest = job->uri.headers;
	sipw_uri_pair pair;
	bool found = false;
	while (sipw_uri_headers_next(&rest, &pair) == 1) {
		const sipw_uri_header field = { 0, SIPW_ADVICE_TAKE, pair.name, pair.value };
		if (!is_body(pair.name))
			continue;
		if (found)
			return fault_at(job, SIPW_ERR_RULE, pair.name.ptr, "a request has one body");
		found = true;
		if (pair.value.len > 0 && is_taken(job, &field))
			job->body = pair.value;
	}
	return SIPW_OK;
}

/* A line end in a value would begin a line of its own, or a fold that was never written. */
static int check_line_ends(const struct job *job, sipw_str value)
{
	for (const char *at = value.ptr, *end = at + value.len; at < end;) {
		const char *start = at;
		const unsigned octet = sipw__octet(&at, end, 0);
		if (octet == '\r' || octet == '\n')
			return fault_at(job, SIPW_ERR_SYNTAX, start, "a header field of a URI has no line end");
	}
	return SIPW_OK;
}

static uint64_t count_octets(sipw_str wire)
{
	uint64_t n = 0;
	for (const char *at = wire.ptr, *end = at + wire.len; at < end; n++)
		sipw__octet(&at, end, 0);
	return n;
}

/* A computed field, the length, is not added; what is asked for can only be right or wrong. */
static int check_length(const struct job *job, const sipw_uri_header *field, sipw_str plain)
{
	uint64_t length;
	if (sipw__read_number(plain, UINT64_MAX, &length) && length == count_octets(job->body))
		return SIPW_OK;
	return fault_at(job, SIPW_ERR_RULE, field->value.ptr, "the body has another length");
}

static int add_field(const struct job *job, const sipw_uri_header *field, sipw_str name)
{
	sipw_str value;
	int code = check_line_ends(job, field->value);
	if (code == SIPW_OK)
		code = keep_plain(job->m, field->value, &value);
	if (code != SIPW_OK)
		return code;
	if (sipw__header_row(field->header)->flags & HEADER_COMPUTED)
		return check_length(job, field, value);
	if (sipw_add_named(job->m, name, value, 0) == SIPW_OK)
		return SIPW_OK;
	const char *part = job->m->error.field;
	return tell(job, part != NULL && strcmp(part, "name") == 0 ? field->name : field->value);
}

static int add_fields(const struct job *job)
{
	sipw_str rest = job->uri.headers, name;
	sipw_uri_pair pair;
	while (sipw_uri_headers_next(&rest, &pair) == 1) {
		if (is_body(pair.name))
			continue;
		int code = keep_plain(job->m, pair.name, &name);
		if (code != SIPW_OK)
			return code;
		const int header = sipw_header_find(name);
		const sipw_uri_header field = { header, sipw__uri_advice[sipw__header_index(header)], pair.name, pair.value };
		if (is_taken(job, &field) && (code = add_field(job, &field, name)) != SIPW_OK)
			return code;
	}
	return SIPW_OK;
}

static int set_body(const struct job *job)
{
	sipw_str plain;
	if (!sipw__given(job->body))
		return SIPW_OK;
	const int code = keep_octets(job->m, job->body, &plain);
	return code == SIPW_OK ? sipw_body(job->m, (sipw_str){ 0 }, plain) : code;
}

/* ---- all of it ---- */

/* The message as it was, but for its error: nothing but lines behind the last one, bytes and another
 * start line came. */
static void take_back(sipw_msg *m, const sipw_msg *old, const struct line *start)
{
	const sipw_error error = m->error;
	sipw_msg back = *old;
	back.arena = m->arena;
	back.arena.records += (m->n - old->n) * sizeof(struct line);
	back.edition = m->edition + (uint32_t)(m->n - old->n) + 1;
	*m = back;
	*sipw__line(m, 0) = *start;
	sipw__fail(m, &error);
}

static int form(struct job *job, int method)
{
	int code = set_start(job, method);
	if (code == SIPW_OK)
		code = find_body(job);
	if (code == SIPW_OK)
		code = add_fields(job);
	return code == SIPW_OK ? set_body(job) : code;
}

int sipw_request_from_uri(sipw_msg *m, int method, sipw_str uri, sipw_uri_decide *decide, void *ctx)
{
	struct job job = { .m = m, .text = uri, .decide = decide, .ctx = ctx };
	sipw_error error;
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (sipw_uri_decode(uri, &job.uri, &error) != SIPW_OK)
		return sipw__fail(m, &error);
	const sipw_msg old = *m;
	const struct line start = *sipw__line(m, 0);
	const int code = form(&job, method);
	if (code != SIPW_OK)
		take_back(m, &old, &start);
	return code;
}
