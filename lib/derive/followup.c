/* SPDX-License-Identifier: MIT */
/* What belongs to the transaction of a request that was sent: the ACK for a non-2xx, and CANCEL. */
#include "derive/followup.h"
#include "sipwright/setters.h"
#include "sipwright/transaction.h"

static const char response_name[] = "response";

bool sipw__followup_begin(struct sipw__followup *f)
{
	struct sipw__scan s;
	if (!sipw__target_ready(f->m) || !sipw__request_ready(f->m, f->first, f->name) ||
	    !sipw__top_via(f->m, f->first, f->name, &f->top))
		return false;
	const struct line *cseq = sipw__input_line(f->first, SIPW_HDR_CSEQ);
	if (cseq == NULL)
		return sipw__input_fails(f->m, f->name, SIPW_ERR_ARGUMENT, SIPW_HDR_CSEQ, "this header field is missing",
					 "RFC 3261 8.1.1.5");
	return sipw__read_cseq(cseq, &f->cseq, &s) ||
	       sipw__input_misfit(f->m, f->name, SIPW_HDR_CSEQ, sipw__line_value(cseq), &s);
}

/* The transaction is the same, and the sequence number as well: a response without it is to an earlier
 * request with the same branch. */
static bool answers(const struct sipw__followup *f)
{
	const struct line *line = sipw__input_line(f->response, SIPW_HDR_CSEQ);
	struct sipw__scan s;
	sipw_cseq cseq;
	return sipw_transaction_match(f->first, NULL, f->response) && sipw__read_cseq(line, &cseq, &s) &&
	       cseq.number == f->cseq.number;
}

bool sipw__followup_answered(struct sipw__followup *f)
{
	if (!sipw__followup_begin(f) || !sipw__response_ready(f->m, f->response, response_name))
		return false;
	if (f->first->method != SIPW_INVITE)
		return sipw__input_fails(f->m, f->name, SIPW_ERR_ARGUMENT, 0, "an INVITE is expected here",
					 "RFC 3261 17.1.1.3");
	return answers(f) || sipw__input_fails(f->m, response_name, SIPW_ERR_ARGUMENT, 0,
					       "it is no response to this request", "RFC 3261 17.1.3");
}

void sipw__copy_first(sipw_msg *m, const sipw_msg *input, const char *name, unsigned index)
{
	const struct line *line = sipw__input_line(input, index);
	if (line == NULL)
		sipw__input_fails(m, name, SIPW_ERR_ARGUMENT, sipw__header_rows[index].id, "this header field is missing",
				  "RFC 3261 8.1.1");
	else if (sipw__usable(m))
		sipw__line_copy(m, line);
}

void sipw__followup_parties(const struct sipw__followup *f)
{
	sipw__copy_first(f->m, f->first, f->name, SIPW_HDR_FROM);
	if (f->response != NULL)
		sipw__copy_first(f->m, f->response, response_name, SIPW_HDR_TO);
	else
		sipw__copy_first(f->m, f->first, f->name, SIPW_HDR_TO);
	sipw__copy_first(f->m, f->first, f->name, SIPW_HDR_CALL_ID);
}

void sipw__followup_max_forwards(const struct sipw__followup *f, sipw_opt max_forwards)
{
	if (sipw_add_max_forwards(f->m, max_forwards.given ? max_forwards.number : 70) != SIPW_OK)
		sipw__blame(f->m, "options", 0);
}

void sipw__followup_cseq(const struct sipw__followup *f, uint32_t number)
{
	sipw_add_cseq(f->m, &(sipw_cseq){ .number = number });
}

void sipw__followup_credentials(const struct sipw__followup *f)
{
	sipw__copy_lines(f->m, f->first, SIPW_HDR_AUTHORIZATION);
	sipw__copy_lines(f->m, f->first, SIPW_HDR_PROXY_AUTHORIZATION);
}

/* Request-URI, Via value, Route, From, To, Call-ID and CSeq number of the request (9.1, 17.1.1.3). */
static void put_same_transaction(const struct sipw__followup *f, int method, sipw_opt max_forwards)
{
	sipw__start_copy(f->m, method, sipw_method_name(method), sipw__start_uri(f->first), LINE_BUILT);
	if (sipw__usable(f->m))
		sipw__copy_via_value(f->m, &f->top);
	sipw__copy_lines(f->m, f->first, SIPW_HDR_ROUTE);
	sipw__followup_max_forwards(f, max_forwards);
	sipw__followup_parties(f);
	sipw__followup_cseq(f, f->cseq.number);
}

static void ack_failure(const struct sipw__followup *f, const sipw_ack_options *options, const sipw_extras *extras)
{
	static const uint16_t reserved[] = { SIPW_HDR_AUTHORIZATION, SIPW_HDR_PROXY_AUTHORIZATION, SIPW_HDR_CONTACT,
					     SIPW_HDR_REQUIRE,	     SIPW_HDR_PROXY_REQUIRE,	   0 };
	put_same_transaction(f, SIPW_ACK, options->max_forwards);
	sipw__followup_credentials(f);
	sipw__add_bodiless_extras(f->m, extras, reserved, "RFC 3261 17.1.1.3");
}

int sipw_ack(sipw_msg *target, const sipw_msg *invite, const sipw_msg *response, const sipw_ack_options *options,
	     const sipw_extras *extras)
{
	static const sipw_ack_options none = { .ids = NULL };
	struct sipw__followup f = { .m = target, .first = invite, .name = "INVITE", .response = response };
	if (!sipw__followup_answered(&f))
		return sipw__refusal(target);
	options = options != NULL ? options : &none;
	if (response->code < 200)
		sipw__input_fails(target, response_name, SIPW_ERR_ARGUMENT, 0, "a final response is expected here",
				  "RFC 3261 17.1.1.3");
	else if (response->code < 300)
		sipw__ack_success(&f, options, extras);
	else
		ack_failure(&f, options, extras);
	return sipw__derive_end(target);
}

/* ACK and CANCEL have nothing that could be cancelled. */
static bool can_be_cancelled(sipw_msg *m, const sipw_msg *request, bool any_method)
{
	if (request->method == SIPW_INVITE)
		return true;
	if (request->method == SIPW_ACK || request->method == SIPW_CANCEL || !any_method)
		return sipw__input_fails(m, "request", SIPW_ERR_RULE, 0, "only an INVITE is cancelled", "RFC 3261 9.1");
	return true;
}

int sipw_cancel(sipw_msg *target, const sipw_msg *request, const sipw_cancel_options *options, const sipw_extras *extras)
{
	static const sipw_cancel_options none = { .any_method = false };
	static const uint16_t reserved[] = { SIPW_HDR_SESSION_ID, SIPW_HDR_AUTHORIZATION, SIPW_HDR_PROXY_AUTHORIZATION,
					     SIPW_HDR_CONTACT,	  SIPW_HDR_REQUIRE,	  SIPW_HDR_PROXY_REQUIRE,
					     0 };
	struct sipw__followup f = { .m = target, .first = request, .name = "request" };
	if (!sipw__followup_begin(&f))
		return sipw__refusal(target);
	options = options != NULL ? options : &none;
	if (can_be_cancelled(target, request, options->any_method)) {
		put_same_transaction(&f, SIPW_CANCEL, options->max_forwards);
		sipw__copy_lines(target, request, SIPW_HDR_SESSION_ID);
		sipw__add_bodiless_extras(target, extras, reserved, "RFC 3261 9.1");
	}
	return sipw__derive_end(target);
}
