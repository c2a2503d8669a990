/* SPDX-License-Identifier: MIT */
/* Responses (RFC 3261 8.2.6): the lines of the request that belong in them, in its order, then our own. */
#include "sipwright/reply.h"
#include "sipwright/setters.h"

#include "derive/frame.h"
#include "derive/top_via.h"
#include "grammar/plain.h"
#include "text/compiler.h"

static const char request_name[] = "request";
static const char options_name[] = "options";

struct reply {
	sipw_msg *m;
	const sipw_msg *request;
	const sipw_reply_options *options;
	int code;
	int method; /* that is answered; 0: an extension method, or not to be told */
	struct sipw__top_via top;
	bool to_tagged; /* in the request; known once To is copied */
};

static bool is_class(const struct reply *r, int class)
{
	return r->code / 100 == class;
}

/* 101 to 199: not 100, which no one but the next hop sees. */
static bool is_progress(const struct reply *r)
{
	return is_class(r, 1) && r->code > 100;
}

/* ---- what may be answered, and how ---- */

static bool breaks(const struct reply *r, const char *sentence, const char *source)
{
	sipw__input_fails(r->m, request_name, SIPW_ERR_RULE, 0, sentence, source);
	return true;
}

static bool lacks(const struct reply *r, int header, const char *sentence, const char *source)
{
	sipw__input_fails(r->m, options_name, SIPW_ERR_ARGUMENT, header, sentence, source);
	return true;
}

/* The method stands in the start line, or, if that is broken, in CSeq. */
static int method_of(const sipw_msg *request)
{
	struct sipw__scan s;
	sipw_cseq cseq;
	if (sipw__given(request->method_name))
		return request->method;
	const struct line *line = sipw__input_line(request, SIPW_HDR_CSEQ);
	return line != NULL && sipw__read_cseq(line, &cseq, &s) ? sipw_method_find(cseq.method) : 0;
}

/* A broken start line may have been that of a request, unless it says SIP/2.0 where a response does. */
static bool is_request(const sipw_msg *m)
{
	const struct line *line = sipw__line(m, 0);
	static const char version[] = "SIP/";
	return sipw__given(m->method_name) ||
	       ((line->flags & LINE_BROKEN) != 0 && !(line->len > 4 && sipw__same_nocase(line->ptr, version, 4)));
}

static bool begin(struct reply *r)
{
	if (!sipw__target_ready(r->m) || !sipw__input_ready(r->m, r->request, request_name))
		return false;
	if (!is_request(r->request))
		return sipw__input_fails(r->m, request_name, SIPW_ERR_ARGUMENT, 0, "a request is expected here",
					 "RFC 3261 7.1");
	r->method = method_of(r->request);
	if (sipw_response(r->m, r->code, r->options->reason) == SIPW_OK)
		return true;
	sipw__blame(r->m, options_name, 0);
	return false;
}

static bool is_forbidden(const struct reply *r)
{
	const bool declared = r->options->deviate;
	if (sipw__method_row(r->method)->properties & METHOD_NO_RESPONSE)
		return breaks(r, "ACK is never answered", "RFC 3261 17.1.1.3");
	if (r->method != SIPW_INVITE && is_progress(r) && !declared)
		return breaks(r, "only INVITE is answered with a provisional response other than 100", "RFC 4320 4.1");
	if (r->method != SIPW_INVITE && r->code == 408 && !declared)
		return breaks(r, "only INVITE is answered with 408", "RFC 4320 4.2");
	return false;
}

static bool lists_100rel(const struct reply *r, int header)
{
	static const sipw_str tag = SIPW_S("100rel");
	return sipw__has_value(r->request, header, tag);
}

static bool is_unreliable_wrongly(const struct reply *r)
{
	const bool may_be = r->method == SIPW_INVITE && is_progress(r);
	if (r->options->rseq == 0)
		return may_be && !r->options->deviate && lists_100rel(r, SIPW_HDR_REQUIRE) &&
		       breaks(r, "this INVITE requires reliable provisional responses", "RFC 3262 3");
	if (!may_be)
		return breaks(r, "only a 101 to 199 to INVITE can be reliable", "RFC 3262 3");
	return !lists_100rel(r, SIPW_HDR_REQUIRE) && !lists_100rel(r, SIPW_HDR_SUPPORTED) &&
	       breaks(r, "the sender does not support reliable provisional responses", "RFC 3262 3");
}

/* ---- the lines of the request ---- */

/* Below 400 the request has to have all that every response repeats (8.2.6.2). A response to one that has not is
 * not held to their presence. */
COLD static bool is_mutilated_wrongly(const struct reply *r)
{
	static const uint16_t repeated[] = { SIPW_HDR_FROM, SIPW_HDR_TO, SIPW_HDR_CALL_ID, SIPW_HDR_CSEQ };
	size_t i = 0;
	sipw__line(r->m, 0)->flags = LINE_COPIED;
	while (sipw__stands(r->request, repeated[i]))
		i++;
	return r->code < 400 && !sipw__input_fails(r->m, request_name, SIPW_ERR_ARGUMENT, repeated[i],
						   "this header field is missing", "RFC 3261 8.2.6.2");
}

static bool is_whole(const sipw_msg *request)
{
	return sipw__stands(request, SIPW_HDR_FROM) && sipw__stands(request, SIPW_HDR_TO) &&
	       sipw__stands(request, SIPW_HDR_CALL_ID) && sipw__stands(request, SIPW_HDR_CSEQ);
}

static void copy_to_with_tag(const struct reply *r, const struct line *to, sipw_str value)
{
	static const struct sipw__id id = { SIPW_HDR_TO, SIPW_S(""), "a tag for To is needed", "RFC 3261 8.2.6.2" };
	static const struct sipw__part part = { "to_tag", "a tag is a token", "RFC 3261 19.3" };
	static const sipw_str start = SIPW_S(";tag=");
	char text[ID_TEXT_MAX];
	sipw_str tag;
	if (sipw__id_option(r->m, &id, r->options->to_tag, r->options->ids, text, &tag) &&
	    sipw__option_is(r->m, SIPW_HDR_TO, tag, CLASS_TOKEN, &part))
		sipw__line_extend(r->m, to, (size_t)(value.ptr + value.len - to->ptr), start, tag);
}

/* The tag of a To that is not told at a glance. Below 400 it has to be readable, else it is copied as it is. */
APART static bool read_to(const struct reply *r, const struct line *line, sipw_str *ret_tag)
{
	struct sipw__scan s;
	sipw_address to;
	const bool readable = sipw__read_address(line, &to, &s);
	if (readable)
		*ret_tag = to.tag;
	else if (r->code < 400)
		sipw__input_misfit(r->m, request_name, SIPW_HDR_TO, sipw__line_value(line), &s);
	else
		sipw__line_copy(r->m, line);
	return readable;
}

static void copy_to(struct reply *r, const struct line *line)
{
	sipw_str tag;
	const sipw_str value = sipw__line_value(line);
	if (!sipw__plain_address(value, &tag) && !read_to(r, line, &tag))
		return;
	r->to_tagged = sipw__given(tag);
	if (r->to_tagged || r->code == 100)
		sipw__line_copy(r->m, line);
	else
		copy_to_with_tag(r, line, value);
}

static void copy_timestamp(const struct reply *r, const struct line *line)
{
	struct sipw__scan s;
	sipw_timestamp timestamp;
	if (!sipw__given(r->options->delay) || !sipw__read_timestamp(line, &timestamp, &s)) {
		sipw__line_copy(r->m, line);
		return;
	}
	timestamp.delay = r->options->delay;
	if (sipw_add_timestamp(r->m, &timestamp) != SIPW_OK)
		sipw__blame(r->m, options_name, 0);
}

/* What every response repeats (8.2.6.2), the first Via, To and Timestamp not as they are. */
#define REPEATED \
	[SIPW_HDR_VIA] = { LINES_ASK, LINES_COPY }, [SIPW_HDR_FROM] = { LINES_COPY, LINES_OMIT }, \
	[SIPW_HDR_TO] = { LINES_ASK, LINES_OMIT }, [SIPW_HDR_CALL_ID] = { LINES_COPY, LINES_OMIT }, \
	[SIPW_HDR_CSEQ] = { LINES_COPY, LINES_OMIT }, [SIPW_HDR_TIMESTAMP] = { LINES_ASK, LINES_OMIT }

static const struct sipw__fate usual_fates[HEADER_COUNT] = { REPEATED };
static const struct sipw__fate dialog_fates[HEADER_COUNT] = {
	REPEATED, [SIPW_HDR_RECORD_ROUTE] = { LINES_COPY, LINES_COPY }
};

static bool takes_routes(const struct reply *r)
{
	return (is_progress(r) || is_class(r, 2)) && (sipw__method_row(r->method)->properties & METHOD_DIALOG) != 0;
}

static void copy_asked(struct reply *r, const struct line *line)
{
	if (line->index == SIPW_HDR_VIA)
		sipw__copy_received_via(r->m, &r->top, r->options->source, r->options->source_port);
	else if (line->index == SIPW_HDR_TO)
		copy_to(r, line);
	else if (r->code == 100)
		copy_timestamp(r, line);
}

static void copy_lines(struct reply *r)
{
	const struct sipw__fate *fates = takes_routes(r) ? dialog_fates : usual_fates;
	if (!sipw__top_via(r->m, r->request, request_name, &r->top))
		return;
	if (sipw__stands(r->request, SIPW_HDR_CSEQ))
		r->m->writer.answers = r->method;
	const struct line *line = sipw__line(r->request, 1);
	for (; (line = sipw__lines_copy(r->m, r->request, line, fates)) != NULL; line--)
		copy_asked(r, line);
}

/* ---- our own lines ---- */

/* A dialog is created by 101-199 and 2xx (12.1.1); a 2xx in a dialog refreshes its target. */
static bool needs_contact(const struct reply *r)
{
	if (is_class(r, 2))
		return sipw_rule_find(SIPW_HDR_CONTACT, r->method, r->code).presence == SIPW_PRESENCE_MANDATORY;
	return is_progress(r) && r->method == SIPW_INVITE && !r->to_tagged;
}

static void add_contact(const struct reply *r)
{
	if (!sipw__given(r->options->contact)) {
		if (needs_contact(r))
			lacks(r, SIPW_HDR_CONTACT, "a response that creates a dialog needs a Contact", "RFC 3261 12.1.1");
		return;
	}
	if (sipw_add(r->m, SIPW_HDR_CONTACT, r->options->contact) != SIPW_OK)
		sipw__blame(r->m, options_name, 0);
}

static void add_rseq(const struct reply *r)
{
	static const sipw_str tag = SIPW_S("100rel");
	if (r->options->rseq == 0)
		return;
	sipw_add(r->m, SIPW_HDR_REQUIRE, tag);
	sipw_add_rseq(r->m, r->options->rseq);
}

int sipw_reply(sipw_msg *target, const sipw_msg *request, int code, const sipw_reply_options *options,
	       const sipw_extras *extras)
{
	static const sipw_reply_options none = { 0 };
	static const uint16_t reserved[] = { SIPW_HDR_CONTACT, SIPW_HDR_RSEQ, SIPW_HDR_TIMESTAMP, 0 };
	struct reply r;
	r.m = target;
	r.request = request;
	r.options = options != NULL ? options : &none;
	r.code = code;
	r.to_tagged = false;
	if (!begin(&r))
		return sipw__refusal(target);
	if (!is_forbidden(&r) && !is_unreliable_wrongly(&r) && (is_whole(request) || !is_mutilated_wrongly(&r))) {
		copy_lines(&r);
		add_contact(&r);
		add_rseq(&r);
		sipw__add_extras(target, extras, reserved);
	}
	return sipw__derive_end(target);
}
