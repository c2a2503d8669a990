/* SPDX-License-Identifier: MIT */
/* What messages change in a dialog (RFC 3261 12.2, RFC 6141 4.6, RFC 4916 4.4.2). */
#include "derive/dialog.h"
#include "sipwright/getters.h"

static const char request_name[] = "request";
static const char response_name[] = "response";

/* ---- whose message it is ---- */

static bool has_tag(const sipw_msg *m, unsigned index, sipw_str tag)
{
	sipw_error ignored;
	struct sipw__party party;
	return sipw__dialog_read_party(&ignored, m, NULL, index, &party) && sipw__same_tag(party.tag, tag);
}

/* Whether a message is of the dialog, to a request towards which we are this side. A request that made
 * it has no To tag. */
static bool is_of(const sipw_dialog *d, int side, const sipw_msg *m, bool founding)
{
	const struct line *line = sipw__input_line(m, SIPW_HDR_CALL_ID);
	const sipw_str local = sipw__dialog_part(d, TEXT_LOCAL, d->local_tag);
	const sipw_str remote = sipw__dialog_part(d, TEXT_REMOTE, d->remote_tag);
	const sipw_str none = { 0 };
	return line != NULL && sipw__equal(sipw__line_value(line), sipw__dialog_text(d, TEXT_CALL_ID)) &&
	       has_tag(m, SIPW_HDR_FROM, side == SIPW_UAC ? local : remote) &&
	       (has_tag(m, SIPW_HDR_TO, side == SIPW_UAC ? remote : local) ||
		(founding && has_tag(m, SIPW_HDR_TO, none)));
}

bool sipw_dialog_match(const sipw_dialog *d, const sipw_msg *received)
{
	if (d == NULL || d->stage == SIPW_DIALOG_NONE || !sipw__usable(received))
		return false;
	if (received->code != 0)
		return is_of(d, SIPW_UAC, received, false);
	return sipw__given(received->method_name) && is_of(d, SIPW_UAS, received, false);
}

static bool is_foreign(sipw_error *e, const char *name)
{
	return sipw__dialog_fails(e, name, SIPW_ERR_ARGUMENT, 0, "it does not belong to this dialog", "RFC 3261 12");
}

/* ---- requests sent ---- */

static void count(sipw_dialog *d, int method, uint32_t number)
{
	d->local_cseq = sipw_num(number);
	if (method == SIPW_INVITE)
		d->invite_cseq = d->local_cseq;
}

int sipw_dialog_sent(sipw_dialog *d, const sipw_msg *request, sipw_error *ret_error)
{
	sipw_error e = { .code = SIPW_OK };
	sipw_cseq cseq;
	if (!sipw__dialog_ready(&e, d) || !sipw__dialog_read_request(&e, request, request_name) ||
	    (!is_of(d, SIPW_UAC, request, true) && !is_foreign(&e, request_name)) || request->method == SIPW_ACK ||
	    request->method == SIPW_CANCEL || !sipw__dialog_read_number(&e, request, request_name, &cseq))
		return sipw__dialog_end(&e, ret_error);
	if (d->local_cseq.given && cseq.number < d->local_cseq.number)
		sipw__dialog_fails(&e, request_name, SIPW_ERR_RULE, SIPW_HDR_CSEQ,
				   "its number is lower than that of the last request", "RFC 3261 12.2.1.1");
	else
		count(d, request->method, cseq.number);
	return sipw__dialog_end(&e, ret_error);
}

/* ---- requests received ---- */

static bool read_received(sipw_error *e, const sipw_dialog *d, const sipw_msg *request)
{
	return sipw__dialog_ready(e, d) && sipw__dialog_read_request(e, request, request_name) &&
	       (is_of(d, SIPW_UAS, request, false) || is_foreign(e, request_name));
}

int sipw_dialog_received(sipw_dialog *d, const sipw_msg *request, sipw_error *ret_error)
{
	sipw_error e = { .code = SIPW_OK };
	sipw_cseq cseq;
	if (!read_received(&e, d, request) || request->method == SIPW_ACK || request->method == SIPW_CANCEL ||
	    !sipw__dialog_read_number(&e, request, request_name, &cseq))
		return sipw__dialog_end(&e, ret_error);
	if (d->remote_cseq.given && cseq.number < d->remote_cseq.number)
		sipw__dialog_fails(&e, request_name, SIPW_ERR_RULE, SIPW_HDR_CSEQ,
				   "its number is lower than that of the last request: it is answered with 500",
				   "RFC 3261 12.2.2");
	else
		d->remote_cseq = sipw_num(cseq.number);
	return sipw__dialog_end(&e, ret_error);
}

static bool refreshes(const sipw_msg *request)
{
	return (sipw__method_row(request->method)->properties & METHOD_REFRESH) != 0;
}

int sipw_dialog_retarget(sipw_dialog *d, const sipw_msg *request, sipw_error *ret_error)
{
	sipw_error e = { .code = SIPW_OK };
	struct sipw__news news = { .record = NULL };
	if (!read_received(&e, d, request))
		return sipw__dialog_end(&e, ret_error);
	if (!refreshes(request))
		sipw__dialog_fails(&e, request_name, SIPW_ERR_ARGUMENT, 0, "this method does not refresh the remote target",
				   "RFC 3261 12.2");
	else if (sipw__dialog_read_target(&e, request, request_name, &news.texts[TEXT_TARGET])) {
		if (sipw__given(news.texts[TEXT_TARGET]))
			sipw__dialog_put(&e, d, &news);
		else
			sipw__dialog_fails(&e, request_name, SIPW_ERR_ARGUMENT, SIPW_HDR_CONTACT,
					   "a Contact that names the remote target is needed", "RFC 3261 12.2");
	}
	return sipw__dialog_end(&e, ret_error);
}

/* ---- responses ---- */

struct exchange {
	sipw_dialog *d;
	int side;
	const sipw_msg *request;
	const sipw_msg *response;
	sipw_cseq cseq;
	bool founding; /* the request is outside of any dialog: it made this one */
};

static bool is_success(const struct exchange *x)
{
	return x->response->code / 100 == 2;
}

/* A response that is sure to arrive (RFC 3262). */
static bool is_reliable(const struct exchange *x)
{
	static const sipw_str tag = SIPW_S("100rel");
	return is_success(x) || (x->response->code > 100 && x->response->code < 200 &&
				 sipw__stands(x->response, SIPW_HDR_RSEQ) &&
				 sipw__has_value(x->response, SIPW_HDR_REQUIRE, tag));
}

static bool confirms(const struct exchange *x)
{
	return x->d->stage == SIPW_DIALOG_EARLY && is_success(x) && x->founding &&
	       (sipw__method_row(x->request->method)->properties & METHOD_DIALOG) != 0;
}

static bool read_exchange(sipw_error *e, struct exchange *x)
{
	static const sipw_str none = { NULL, 0 };
	if (!sipw__dialog_ready(e, x->d) || !sipw__dialog_read_answer(e, x->request, x->response, &x->cseq))
		return false;
	x->founding = has_tag(x->request, SIPW_HDR_TO, none);
	if (!is_of(x->d, x->side, x->request, true))
		return is_foreign(e, request_name);
	return x->response->code == 100 || is_of(x->d, x->side, x->response, false) || is_foreign(e, response_name);
}

/* What the exchange puts into the dialog. */
static bool find_news(sipw_error *e, const struct exchange *x, struct sipw__record *record, struct sipw__news *news)
{
	const bool ours = x->side == SIPW_UAC;
	struct sipw__party from;
	if (is_reliable(x) && refreshes(x->request) &&
	    !sipw__dialog_read_target(e, ours ? x->response : x->request, ours ? response_name : request_name,
			       &news->texts[TEXT_TARGET]))
		return false;
	if (ours && confirms(x)) {
		if (!sipw__dialog_read_record(e, x->response, response_name, true, record))
			return false;
		news->record = record;
	}
	if (!ours && is_success(x) && !x->founding) {
		if (!sipw__dialog_read_party(e, x->request, request_name, SIPW_HDR_FROM, &from))
			return false;
		news->texts[TEXT_REMOTE] = from.value;
		news->remote_tag = from.tag;
	}
	return true;
}

static void count_ours(const struct exchange *x)
{
	if (x->side == SIPW_UAC && x->request->method != SIPW_CANCEL &&
	    !(x->d->local_cseq.given && x->cseq.number < x->d->local_cseq.number))
		count(x->d, x->request->method, x->cseq.number);
}

int sipw_dialog_answered(sipw_dialog *d, int side, const sipw_msg *request, const sipw_msg *response, sipw_error *ret_error)
{
	sipw_error e = { .code = SIPW_OK };
	struct exchange x = { .d = d, .side = side, .request = request, .response = response };
	struct sipw__record record;
	struct sipw__news news = { .record = NULL };
	if (!read_exchange(&e, &x) || !find_news(&e, &x, &record, &news))
		return sipw__dialog_end(&e, ret_error);
	const bool confirmed = confirms(&x);
	if (sipw__dialog_put(&e, d, &news)) {
		count_ours(&x);
		if (confirmed)
			d->stage = SIPW_DIALOG_CONFIRMED;
	}
	return sipw__dialog_end(&e, ret_error);
}
