/* SPDX-License-Identifier: MIT */
/* Dialogs made from messages (RFC 3261 12.1, RFC 6665 4.4.1). */
#include "derive/dialog.h"

static const char request_name[] = "request";
static const char response_name[] = "response";
static const char notify_name[] = "NOTIFY";

/* The message that says where the other side is: a response received, or a request. */
struct other {
	const sipw_msg *m;
	const char *name;
	bool reversed; /* its Record-Route is to be turned around */
};

/* What a dialog is made of. */
struct origin {
	sipw_str call_id;
	struct sipw__party local, remote;
	struct other other;
	uint8_t stage, side;
	sipw_opt local_cseq, remote_cseq, invite_cseq;
	const sipw_msg *request;
};

static bool is_sips(const sipw_msg *request)
{
	static const sipw_str sips = SIPW_S("sips:");
	const sipw_str uri = sipw__start_uri(request);
	return uri.len > sips.len && sipw__equal_nocase(sipw_sn(uri.ptr, sips.len), sips);
}

static void fill(sipw_error *e, sipw_dialog *d, const struct origin *o)
{
	struct sipw__record record;
	sipw_str target;
	if (!sipw__dialog_read_target(e, o->other.m, o->other.name, &target) ||
	    !sipw__dialog_read_record(e, o->other.m, o->other.name, o->other.reversed, &record))
		return;
	if (!sipw__given(target)) {
		sipw__dialog_fails(e, o->other.name, SIPW_ERR_ARGUMENT, SIPW_HDR_CONTACT,
				   "a Contact that names the remote target is needed", "RFC 3261 12.1");
		return;
	}
	const struct sipw__news news = { .texts = { o->call_id, o->local.value, o->remote.value, target },
					 .local_tag = o->local.tag,
					 .remote_tag = o->remote.tag,
					 .record = &record };
	if (!sipw__dialog_put(e, d, &news))
		return;
	d->stage = o->stage;
	d->side = o->side;
	d->secure = is_sips(o->request);
	d->local_cseq = o->local_cseq;
	d->remote_cseq = o->remote_cseq;
	d->invite_cseq = o->invite_cseq;
}

static bool no_dialog(sipw_error *e, const char *name, int code, const char *sentence, const char *source)
{
	return sipw__dialog_fails(e, name, code, 0, sentence, source);
}

/* Which requests create a dialog with their response (12.1, RFC 6665 4.4.1). */
static bool can_create(sipw_error *e, int side, const sipw_msg *request)
{
	const int method = request->method;
	if ((sipw__method_row(method)->properties & METHOD_DIALOG) == 0 || method == SIPW_NOTIFY)
		return no_dialog(e, request_name, SIPW_ERR_RULE, "this method creates no dialog", "RFC 3261 12.1");
	if (side == SIPW_UAC && (method == SIPW_SUBSCRIBE || method == SIPW_REFER))
		return no_dialog(e, request_name, SIPW_ERR_RULE, "the dialog of a subscriber is made by a NOTIFY",
				 "RFC 6665 4.4.1");
	return true;
}

static bool find_stage(sipw_error *e, const sipw_msg *response, sipw_str to_tag, uint8_t *ret)
{
	const bool final = response->code / 100 == 2;
	*ret = final ? SIPW_DIALOG_CONFIRMED : SIPW_DIALOG_EARLY;
	if (!final && (response->code <= 100 || response->code >= 200))
		return no_dialog(e, response_name, SIPW_ERR_ARGUMENT, "only a 101 to 199 or a 2xx creates a dialog",
				 "RFC 3261 12.1");
	return final || sipw__given(to_tag) ||
	       sipw__dialog_fails(e, response_name, SIPW_ERR_ARGUMENT, SIPW_HDR_TO,
				  "a provisional response creates a dialog only with a To tag", "RFC 3261 12.1");
}

/* Call-ID and From tag of both are the same. */
static bool read_parties(sipw_error *e, const sipw_msg *request, const sipw_msg *response, sipw_str *call_id,
			 struct sipw__party *from, struct sipw__party *to)
{
	struct sipw__party from_again;
	sipw_str call_id_again;
	if (!sipw__dialog_read_call_id(e, request, request_name, call_id) ||
	    !sipw__dialog_read_call_id(e, response, response_name, &call_id_again) ||
	    !sipw__dialog_read_party(e, request, request_name, SIPW_HDR_FROM, from) ||
	    !sipw__dialog_read_party(e, response, response_name, SIPW_HDR_FROM, &from_again) ||
	    !sipw__dialog_read_party(e, response, response_name, SIPW_HDR_TO, to))
		return false;
	return (sipw__equal(*call_id, call_id_again) && sipw__same_tag(from->tag, from_again.tag)) ||
	       no_dialog(e, response_name, SIPW_ERR_ARGUMENT, "it is no response to this request", "RFC 3261 8.2.6.2");
}

static void make(sipw_error *e, sipw_dialog *d, int side, const sipw_msg *request, const sipw_msg *response)
{
	struct origin o = { .request = request, .side = (uint8_t)side };
	struct sipw__party from, to;
	sipw_cseq cseq;
	if (!sipw__dialog_read_answer(e, request, response, &cseq) || !can_create(e, side, request) ||
	    !read_parties(e, request, response, &o.call_id, &from, &to) || !find_stage(e, response, to.tag, &o.stage))
		return;
	if (side == SIPW_UAC) {
		o.local = from;
		o.remote = to;
		o.local_cseq = sipw_num(cseq.number);
		o.other = (struct other){ response, response_name, true };
		if (request->method == SIPW_INVITE)
			o.invite_cseq = o.local_cseq;
	} else {
		o.local = to;
		o.remote = from;
		o.remote_cseq = sipw_num(cseq.number);
		o.other = (struct other){ request, request_name, false };
	}
	fill(e, d, &o);
}

/* Whether there is something to make a dialog in. What it was is forgotten only when it is made. */
static bool has_memory(sipw_error *e, const sipw_dialog *d)
{
	return d != NULL || sipw__dialog_fails(e, "dialog", SIPW_ERR_ARGUMENT, 0, "the dialog is missing", NULL);
}

int sipw_dialog_make(sipw_dialog *d, int side, const sipw_msg *request, const sipw_msg *response, sipw_error *ret_error)
{
	sipw_error e = { .code = SIPW_OK };
	if (has_memory(&e, d))
		make(&e, d, side, request, response);
	return sipw__dialog_end(&e, ret_error);
}

static bool subscribes(sipw_error *e, const sipw_msg *request, const sipw_msg *notify)
{
	if (!sipw__dialog_read_request(e, request, request_name) || !sipw__dialog_read_request(e, notify, notify_name))
		return false;
	if (request->method != SIPW_SUBSCRIBE && request->method != SIPW_REFER)
		return no_dialog(e, request_name, SIPW_ERR_ARGUMENT, "a SUBSCRIBE or REFER is expected here", "RFC 6665 4.4.1");
	return notify->method == SIPW_NOTIFY ||
	       no_dialog(e, notify_name, SIPW_ERR_ARGUMENT, "a NOTIFY is expected here", "RFC 6665 4.4.1");
}

static void make_notified(sipw_error *e, sipw_dialog *d, const sipw_msg *request, const sipw_msg *notify)
{
	struct origin o = { .request = request, .stage = SIPW_DIALOG_CONFIRMED, .side = SIPW_UAC,
			    .other = { notify, notify_name, false } };
	struct sipw__party to;
	sipw_str call_id;
	sipw_cseq ours, theirs;
	if (!subscribes(e, request, notify) || !sipw__dialog_read_call_id(e, request, request_name, &o.call_id) ||
	    !sipw__dialog_read_call_id(e, notify, notify_name, &call_id) ||
	    !sipw__dialog_read_party(e, request, request_name, SIPW_HDR_FROM, &o.local) ||
	    !sipw__dialog_read_party(e, notify, notify_name, SIPW_HDR_FROM, &o.remote) ||
	    !sipw__dialog_read_party(e, notify, notify_name, SIPW_HDR_TO, &to) ||
	    !sipw__dialog_read_number(e, request, request_name, &ours) || !sipw__dialog_read_number(e, notify, notify_name, &theirs))
		return;
	if (!sipw__equal(o.call_id, call_id) || !sipw__same_tag(o.local.tag, to.tag)) {
		no_dialog(e, notify_name, SIPW_ERR_ARGUMENT, "it does not belong to this request", "RFC 6665 4.4.1");
		return;
	}
	o.local_cseq = sipw_num(ours.number);
	o.remote_cseq = sipw_num(theirs.number);
	fill(e, d, &o);
}

int sipw_dialog_make_notified(sipw_dialog *d, const sipw_msg *request, const sipw_msg *notify, sipw_error *ret_error)
{
	sipw_error e = { .code = SIPW_OK };
	if (has_memory(&e, d))
		make_notified(&e, d, request, notify);
	return sipw__dialog_end(&e, ret_error);
}
