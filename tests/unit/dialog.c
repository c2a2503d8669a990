/* SPDX-License-Identifier: MIT */
/* Dialogs made from messages on either side, and the requests in them (RFC 3261 12). */
#include <criterion/criterion.h>

#include "support/check.h"
#include "support/derived.h"
#include "support/dialog.h"
#include "support/message.h"

#define END "Content-Length: 0\n\n"
#define OURS "Via: SIP/2.0/TCP us.example;branch=z9hG4bKnew\n"
#define BYE_OF_A(uri, routes) \
	"BYE " uri " SIP/2.0\n" OURS routes "Max-Forwards: 70\nFrom: " PARTY_A "\nTo: " PARTY_B "\nCall-ID: c@a.example\n" \
	"CSeq: 43 BYE\n" END
#define BYE_OF_B(uri, routes, number) \
	"BYE " uri " SIP/2.0\n" OURS routes "Max-Forwards: 70\nFrom: " PARTY_B "\nTo: " PARTY_A "\nCall-ID: c@a.example\n" \
	"CSeq: " number " BYE\n" END

#define ROUTED "Record-Route: \"P, 1\" <sip:p1.example;lr>;x=1,\n  <sip:p2.example;lr=on>\nX: 1\nrecord-route: <sip:p3.example;lr>\n"

static sipw_dialog_options ours(void)
{
	return (sipw_dialog_options){ .via = { .transport = sipw_s("TCP"), .host = sipw_s("us.example"), .branch = sipw_s("z9hG4bKnew") } };
}

static sipw_msg *request(sipw_dialog *d, int method, const sipw_dialog_options *options, const sipw_extras *extras)
{
	sipw_msg *m = roomy_message(0);
	const int code = sipw_dialog_request(m, d, method, options, extras);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

static sipw_msg *bye(sipw_dialog *d)
{
	const sipw_dialog_options options = ours();
	return request(d, SIPW_BYE, &options, NULL);
}

/* ---- made on either side ---- */

/* 12.1.2: what the UAC takes from where, and Record-Route turned around, values and all. */
Test(dialog, of_the_uac)
{
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, ROUTED CONTACT_B));
	sipw_dialog_state s;
	sipw_str route;
	sipw_dialog_get(d, &s);
	CHECK_INT(s.stage, SIPW_DIALOG_CONFIRMED);
	CHECK_INT(s.side, SIPW_UAC);
	CHECK(!s.secure && !s.strict);
	CHECK_TEXT(s.call_id, "c@a.example");
	CHECK_TEXT(s.local, PARTY_A);
	CHECK_TEXT(s.local_tag, "a1");
	CHECK_TEXT(s.remote, PARTY_B);
	CHECK_TEXT(s.remote_tag, "b1");
	CHECK_TEXT(s.target, "sip:b@192.0.2.4:5070;transport=tcp;x=%41");
	CHECK_INT(s.n_routes, 3);
	CHECK(s.local_cseq.given && s.local_cseq.number == 42 && s.invite_cseq.given && s.invite_cseq.number == 42);
	CHECK(!s.remote_cseq.given);
	CHECK_INT(sipw_dialog_route(d, 2, &route), SIPW_OK);
	CHECK_TEXT(route, "\"P, 1\" <sip:p1.example;lr>;x=1");
	CHECK_INT(sipw_dialog_route(d, 3, &route), SIPW_ERR_ARGUMENT);
	CHECK_DERIVED(bye(d), BYE_OF_A("sip:b@192.0.2.4:5070;transport=tcp;x=%41",
				       "Route: <sip:p3.example;lr>\nRoute: <sip:p2.example;lr=on>\n"
				       "Route: \"P, 1\" <sip:p1.example;lr>;x=1\n"));
}

/* 12.1.1: the UAS takes Record-Route in order; its numbers begin anew. */
Test(dialog, of_the_uas)
{
	sipw_dialog *d = dialog_of(SIPW_UAS, INVITE_WITH(ROUTED), ANSWER_WITH("200 OK", PARTY_B, ROUTED CONTACT_B));
	sipw_dialog_state s;
	sipw_dialog_get(d, &s);
	CHECK_INT(s.side, SIPW_UAS);
	CHECK_TEXT(s.local_tag, "b1");
	CHECK_TEXT(s.remote_tag, "a1");
	CHECK(!s.local_cseq.given && !s.invite_cseq.given && s.remote_cseq.given && s.remote_cseq.number == 42);
	CHECK_DERIVED(bye(d), BYE_OF_B("sip:a@192.0.2.1",
				       "Route: \"P, 1\" <sip:p1.example;lr>;x=1\nRoute: <sip:p2.example;lr=on>\n"
				       "Route: <sip:p3.example;lr>\n", "1"));
	CHECK_DERIVED(bye(d), BYE_OF_B("sip:a@192.0.2.1",
				       "Route: \"P, 1\" <sip:p1.example;lr>;x=1\nRoute: <sip:p2.example;lr=on>\n"
				       "Route: <sip:p3.example;lr>\n", "2"));
}

/* 12.1: an empty route set overrides any Route that the INVITE had; sips makes it secure. */
Test(dialog, without_routes_and_secure)
{
	sipw_dialog_state s;
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_TO("SIPS:b@b.example", "Route: <sip:preset.example;lr>\n"),
				   ANSWER_WITH("200 OK", PARTY_B, "Contact: <sips:b@192.0.2.4>\n"));
	sipw_dialog_get(d, &s);
	CHECK(s.secure);
	CHECK_INT(s.n_routes, 0);
	CHECK_DERIVED(bye(d), BYE_OF_A("sips:b@192.0.2.4", ""));
}

/* Each branch of a fork is a dialog of its own (12.1.2), early until its own 2xx. */
Test(dialog, forks)
{
	sipw_dialog_state s;
	sipw_dialog *first = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("180 Ringing", PARTY_B, CONTACT_B));
	sipw_dialog_get(first, &s);
	CHECK_INT(s.stage, SIPW_DIALOG_EARLY);
	const sipw_msg *other = received_message(1, ANSWER_WITH("183 x", "<sip:b@b.example>;tag=b2", "Contact: <sip:b@192.0.2.9>\n"));
	CHECK(!sipw_dialog_match(first, other));
	sipw_dialog *second = other_dialog_of(SIPW_UAC, INVITE_WITH(""),
					      ANSWER_WITH("183 x", "<sip:b@b.example>;tag=b2", "Contact: <sip:b@192.0.2.9>\n"));
	other = received_message(1, ANSWER_WITH("200 OK", "<sip:b@b.example>;tag=B2", "Contact: <sip:b@192.0.2.9>\n"));
	CHECK(sipw_dialog_match(second, other) && !sipw_dialog_match(first, other));
	CHECK_INT(sipw_dialog_answered(first, SIPW_UAC, received_message(0, INVITE_WITH("")), other, NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_dialog_answered(second, SIPW_UAC, received_message(0, INVITE_WITH("")), other, NULL), SIPW_OK);
	sipw_dialog_get(first, &s);
	CHECK_INT(s.stage, SIPW_DIALOG_EARLY);
	sipw_dialog_get(second, &s);
	CHECK_INT(s.stage, SIPW_DIALOG_CONFIRMED);
}

/* 12.1.1, 12.1.2: peers of RFC 2543 have no tags. */
Test(dialog, without_tags)
{
	sipw_dialog_state s;
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", "<sip:b@b.example>", CONTACT_B));
	sipw_dialog_get(d, &s);
	CHECK(s.remote_tag.ptr == NULL);
	CHECK(sipw_dialog_match(d, received_message(0, ANSWER_WITH("200 OK", "<sip:b@b.example>", ""))));
	CHECK(!sipw_dialog_match(d, received_message(0, ANSWER_WITH("200 OK", PARTY_B, ""))));
}

Test(dialog, not_made)
{
	static const struct {
		int side;
		const char *request, *response, *error;
	} rows[] = {
		{ SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("100 Trying", PARTY_B, CONTACT_B),
		  "response: only a 101 to 199 or a 2xx creates a dialog [RFC 3261 12.1]" },
		{ SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("486 Busy", PARTY_B, CONTACT_B),
		  "response: only a 101 to 199 or a 2xx creates a dialog [RFC 3261 12.1]" },
		{ SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("180 Ringing", "<sip:b@b.example>", CONTACT_B),
		  "response: To: a provisional response creates a dialog only with a To tag [RFC 3261 12.1]" },
		{ SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, ""),
		  "response: Contact: a Contact that names the remote target is needed [RFC 3261 12.1]" },
		{ SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, "Contact: *\n"),
		  "response: Contact: a Contact that names the remote target is needed [RFC 3261 12.1]" },
		{ SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B "Record-Route: <sip:p;lr>, <\n"),
		  "response: Record-Route text: the end at 1: a URI is expected here [RFC 3261 25.1]" },
		{ SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", "<sip:b@b.example", CONTACT_B),
		  "response: To: the end at 16: '>' is expected here [RFC 3261 25.1]" },
		{ SIPW_UAC, INVITE_WITH(""), "INVITE sip:b SIP/2.0\n\n", "response: a response is expected here [RFC 3261 7.2]" },
		{ SIPW_UAC, "SIP/2.0 200 OK\n\n", "SIP/2.0 200 OK\n\n", "request: a request is expected here [RFC 3261 7.1]" },
		{ SIPW_UAC, OTHER_INVITE("c@a.example", "a1", "41 INVITE"), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B),
		  "response: CSeq: it is no response to this request [RFC 3261 8.1.3]" },
		{ SIPW_UAC, OTHER_INVITE("C@a.example", "a1", "42 INVITE"), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B),
		  "response: it is no response to this request [RFC 3261 8.2.6.2]" },
		{ SIPW_UAC, OTHER_INVITE("c@a.example", "a2", "42 INVITE"), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B),
		  "response: it is no response to this request [RFC 3261 8.2.6.2]" },
		{ SIPW_UAC, ANY_REQUEST("OPTIONS", "", ""), ANY_ANSWER("OPTIONS", CONTACT_B),
		  "request: this method creates no dialog [RFC 3261 12.1]" },
		{ SIPW_UAS, ANY_REQUEST("NOTIFY", "", CONTACT_A), ANY_ANSWER("NOTIFY", CONTACT_B),
		  "request: this method creates no dialog [RFC 3261 12.1]" },
		{ SIPW_UAC, ANY_REQUEST("SUBSCRIBE", "", CONTACT_A), ANY_ANSWER("SUBSCRIBE", CONTACT_B),
		  "request: the dialog of a subscriber is made by a NOTIFY [RFC 6665 4.4.1]" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		sipw_dialog_state s;
		const char *error = dialog_refusal(rows[i].side, rows[i].request, rows[i].response, &s);
		CHECKF(strcmp(error, rows[i].error) == 0, "row %zu: '%s', not '%s'", i, error, rows[i].error);
		CHECK_INT(s.stage, SIPW_DIALOG_NONE);
	}
}

/* RFC 6665 4.4.1: a subscriber takes all but its own side from the NOTIFY, as a UAS does. */
Test(dialog, of_a_subscriber)
{
	const char *notify = "NOTIFY sip:a@192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP b\nFrom: \"N\" <sip:n@b.example>;tag=n1\n"
			     "To: <sip:other@a.example>;tag=a1\nCall-ID: c@a.example\nCSeq: 900 NOTIFY\n" ROUTED
			     "Contact: <sip:n@192.0.2.7>\nEvent: presence\nSubscription-State: active\n\n";
	const sipw_field event = { .header = SIPW_HDR_EVENT, .value = sipw_s("presence") };
	sipw_dialog_options options = ours();
	sipw_dialog_state s;
	sipw_dialog *d = empty_dialog();
	CHECK_INT(sipw_dialog_make_notified(d, received_message(0, ANY_REQUEST("SUBSCRIBE", "", CONTACT_A)),
					    received_message(1, notify), NULL), SIPW_OK);
	sipw_dialog_get(d, &s);
	CHECK_INT(s.stage, SIPW_DIALOG_CONFIRMED);
	CHECK(s.remote_cseq.given && s.remote_cseq.number == 900 && !s.invite_cseq.given);
	options.contact = sipw_s("<sip:a@192.0.2.1>");
	CHECK_DERIVED(request(d, SIPW_SUBSCRIBE, &options, &(sipw_extras){ .fields = &event, .n = 1 }),
		      "SUBSCRIBE sip:n@192.0.2.7 SIP/2.0\n" OURS
		      "Route: \"P, 1\" <sip:p1.example;lr>;x=1\nRoute: <sip:p2.example;lr=on>\nRoute: <sip:p3.example;lr>\n"
		      "Max-Forwards: 70\nFrom: " PARTY_A "\nTo: \"N\" <sip:n@b.example>;tag=n1\nCall-ID: c@a.example\n"
		      "CSeq: 43 SUBSCRIBE\nContact: <sip:a@192.0.2.1>\nEvent: presence\n" END);
	CHECK_INT(sipw_dialog_make_notified(d, received_message(0, INVITE_WITH("")), received_message(1, notify), NULL),
		  SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_dialog_make_notified(d, received_message(0, ANY_REQUEST("REFER", "", CONTACT_A)),
					    received_message(1, ANY_REQUEST("NOTIFY", ";tag=x", CONTACT_B)), NULL),
		  SIPW_ERR_ARGUMENT);
	CHECK(sipw_dialog_match(d, received_message(1, notify)));
}

/* The notifier makes its own as any UAS. */
Test(dialog, of_a_notifier)
{
	sipw_dialog_state s;
	sipw_dialog *d = dialog_of(SIPW_UAS, ANY_REQUEST("SUBSCRIBE", "", CONTACT_A), ANY_ANSWER("SUBSCRIBE", CONTACT_B));
	sipw_dialog_get(d, &s);
	CHECK_INT(s.stage, SIPW_DIALOG_CONFIRMED);
	CHECK_TEXT(s.local_tag, "b1");
}

/* ---- strict routers ---- */

/* The example of 12.2.1.1. */
Test(dialog, strict_route_of_the_rfc)
{
	sipw_dialog *d = dialog_of(SIPW_UAS,
				   INVITE_FROM("Record-Route: <sip:proxy1>, <sip:proxy2>, <sip:proxy3;lr>, <sip:proxy4>\n",
					       "Contact: <sip:user@remoteua>\n"),
				   ANSWER_WITH("200 OK", PARTY_B, CONTACT_B));
	CHECK_DERIVED(bye(d), BYE_OF_B("sip:proxy1",
				       "Route: <sip:proxy2>\nRoute: <sip:proxy3;lr>\nRoute: <sip:proxy4>\nRoute: <sip:user@remoteua>\n", "1"));
}

/* The Request-URI has no method and no header fields; a loose first route decides, whatever follows. */
Test(dialog, mixed_routes)
{
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B,
				   "Record-Route: <sip:p1;lr>, <sip:p2;method=INVITE;x=1?Subject=x>\nContact: <sip:b@192.0.2.4>\n"));
	sipw_dialog_state s;
	sipw_dialog_get(d, &s);
	CHECK(s.strict);
	CHECK_DERIVED(bye(d), BYE_OF_A("sip:p2;x=1", "Route: <sip:p1;lr>\nRoute: <sip:b@192.0.2.4>\n"));
	d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, "Record-Route: <sip:p1>, <sip:p2;lr>\n" CONTACT_B));
	CHECK_DERIVED(bye(d), BYE_OF_A("sip:b@192.0.2.4:5070;transport=tcp;x=%41", "Route: <sip:p2;lr>\nRoute: <sip:p1>\n"));
	d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, "Record-Route: <sip:p1>\nContact: <sip:b@192.0.2.4>\n"));
	CHECK_DERIVED(bye(d), BYE_OF_A("sip:p1", "Route: <sip:b@192.0.2.4>\n"));
}

/* ---- requests ---- */

/* 12.2.1.1: a number higher each time; an ACK has that of the INVITE it belongs to. */
Test(dialog, numbers)
{
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B));
	sipw_dialog_options options = ours();
	sipw_cseq cseq;
	options.contact = sipw_s("<sip:a@192.0.2.1>");
	sipw_get_cseq(request(d, SIPW_ACK, &options, NULL), 0, &cseq);
	CHECK_INT(cseq.number, 42);
	sipw_get_cseq(request(d, SIPW_INFO, &options, NULL), 0, &cseq);
	CHECK_INT(cseq.number, 43);
	options.cseq = 50;
	sipw_get_cseq(request(d, SIPW_INVITE, &options, NULL), 0, &cseq);
	CHECK_INT(cseq.number, 50);
	CHECK_REFUSED(request(d, SIPW_BYE, &options, NULL), SIPW_ERR_RANGE,
		      "options: CSeq: a number higher than the last one and up to 2147483647 is needed [RFC 3261 12.2.1.1]");
	options.cseq = 0;
	sipw_get_cseq(request(d, SIPW_OPTIONS, &options, NULL), 0, &cseq);
	CHECK_INT(cseq.number, 51);
	sipw_get_cseq(request(d, SIPW_ACK, &options, NULL), 0, &cseq);
	CHECK_INT(cseq.number, 50);
	CHECK_STR(cseq.method, sipw_s("ACK"));
	options.cseq = 2147483647;
	sipw_get_cseq(request(d, SIPW_INFO, &options, NULL), 0, &cseq);
	CHECK_INT(cseq.number, 2147483647);
	options.cseq = 0;
	CHECK_INT(sipw_msg_error(request(d, SIPW_INFO, &options, NULL))->code, SIPW_ERR_RANGE);
}

#define UPDATE_OF_A(from, number) \
	"UPDATE sip:b@192.0.2.4:5070;transport=tcp;x=%41 SIP/2.0\n" OURS "Max-Forwards: 70\nFrom: " from "\nTo: " PARTY_B \
	"\nCall-ID: c@a.example\nCSeq: " number " UPDATE\nContact: <sip:a@192.0.2.1>\nContent-Length: 0\n\n"

/* RFC 4916 4.3, 4.4.1: From has another URI, and keeps it; the tag stays, and the number counts on. */
Test(dialog, another_identity)
{
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B));
	sipw_dialog_options options = ours();
	const sipw_msg *received = received_message(2, IN_BY_B("INFO", "9", ""));
	sipw_dialog_state s;
	options.contact = sipw_s("<sip:a@192.0.2.1>");
	options.from = (sipw_address){ .display = sipw_s("Carol"), .uri = sipw_s("sip:carol@a.example"), .params = sipw_s(";x=y") };
	CHECK_DERIVED(request(d, SIPW_UPDATE, &options, NULL), UPDATE_OF_A("Carol <sip:carol@a.example>;tag=a1;x=y", "43"));
	options.from = (sipw_address){ .uri = { 0 } };
	CHECK_DERIVED(request(d, SIPW_UPDATE, &options, NULL), UPDATE_OF_A("Carol <sip:carol@a.example>;tag=a1;x=y", "44"));
	sipw_dialog_get(d, &s);
	CHECK_TEXT(s.local_tag, "a1");
	CHECK_TEXT(s.remote_tag, "b1");
	CHECK(sipw_dialog_match(d, received));
	options.from.uri = sipw_s("sips:anonymous@anonymous.invalid");
	CHECK_DERIVED(request(d, SIPW_UPDATE, &options, NULL), UPDATE_OF_A("<sips:anonymous@anonymous.invalid>;tag=a1", "45"));
	sipw_dialog_get(d, &s);
	CHECK_TEXT(s.local, "<sips:anonymous@anonymous.invalid>;tag=a1");
	CHECK_TEXT(s.call_id, "c@a.example");
	CHECK_TEXT(s.remote, PARTY_B);
}

Test(dialog, another_identity_refused)
{
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B));
	sipw_dialog_options options = ours();
	sipw_dialog_state before, after;
	options.from.uri = sipw_s("sip:carol@a.example");
	sipw_dialog_get(d, &before);
	CHECK_REFUSED(request(d, SIPW_ACK, &options, NULL), SIPW_ERR_RULE,
		      "options: From: an ACK tells of no other identity [RFC 4916 4.3]");
	options.from.tag = sipw_s("a1");
	CHECK_REFUSED(request(d, SIPW_INFO, &options, NULL), SIPW_ERR_ARGUMENT,
		      "options: From: the tag is the dialog's [RFC 3261 12.2.1.1]");
	options.from = (sipw_address){ .uri = sipw_s("sip:carol@a.example"), .params = sipw_s(";tag=a2") };
	CHECK_INT(sipw_msg_error(request(d, SIPW_INFO, &options, NULL))->code, SIPW_ERR_SYNTAX);
	options.from = (sipw_address){ .uri = sipw_s("sip:a b") };
	sipw_msg *m = request(d, SIPW_INFO, &options, NULL);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->input), "options");
	sipw_dialog_get(d, &after);
	CHECK_INT(after.local_cseq.number, before.local_cseq.number);
	CHECK_TEXT(after.local, PARTY_A);
}

/* A dialog that has no room for a longer value stays as it is, and there is no request; a shorter one fits. */
Test(dialog, another_identity_without_room)
{
	static _Alignas(16) char memory[SIPW_DIALOG_MIN + 400];
	const sipw_msg *invite = received_message(0, INVITE_WITH("")), *ok = received_message(1, ANSWER_WITH("200 OK", PARTY_B, CONTACT_B));
	sipw_dialog_options options = ours();
	sipw_dialog_state s;
	size_t size = SIPW_DIALOG_MIN;
	sipw_dialog *d = sipw_dialog_init(memory, size);
	while (size < sizeof memory && sipw_dialog_make(d, SIPW_UAC, invite, ok, NULL) != SIPW_OK)
		d = sipw_dialog_init(memory, ++size);
	options.from.uri = sipw_s("sip:somebody-else@a-longer-name.example");
	CHECK_REFUSED(request(d, SIPW_INFO, &options, NULL), SIPW_ERR_SPACE, "the dialog's memory is full");
	sipw_dialog_get(d, &s);
	CHECK_TEXT(s.local, PARTY_A);
	CHECK_INT(s.local_cseq.number, 42);
	options.from.uri = sipw_s("sip:c@c");
	CHECK_INT(sipw_msg_error(request(d, SIPW_INFO, &options, NULL))->code, SIPW_OK);
	sipw_dialog_get(d, &s);
	CHECK_TEXT(s.local, "<sip:c@c>;tag=a1");
	CHECK_TEXT(s.remote, PARTY_B);
}

Test(dialog, own_methods_and_extras)
{
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B));
	sipw_dialog_options options = ours();
	const sipw_field field = { .name = sipw_s("X-Trace"), .value = sipw_s("7") };
	const sipw_extras extras = { .fields = &field, .n = 1, .type = sipw_s("text/plain"), .body = sipw_s("hi") };
	options.method_name = sipw_s("FLY");
	options.max_forwards = sipw_num(0);
	CHECK_DERIVED(request(d, 0, &options, &extras),
		      "FLY sip:b@192.0.2.4:5070;transport=tcp;x=%41 SIP/2.0\n" OURS "Max-Forwards: 0\nFrom: " PARTY_A "\nTo: " PARTY_B
		      "\nCall-ID: c@a.example\nCSeq: 43 FLY\nX-Trace: 7\nContent-Type: text/plain\nContent-Length: 2\n\nhi");
	options.method_name = sipw_s("BYE");
	CHECK_INT(sipw_msg_error(request(d, 0, &options, NULL))->code, SIPW_OK);
	options.method_name = sipw_s("F LY");
	CHECK_REFUSED(request(d, 0, &options, NULL), SIPW_ERR_SYNTAX, "options: method_name: byte 0x20 at 1: a method is a token [RFC 3261 7.1]");
}

Test(dialog, refused)
{
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B));
	sipw_dialog *uas = other_dialog_of(SIPW_UAS, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B));
	const sipw_field contact = { .name = sipw_s("m"), .value = sipw_s("<sip:x>") };
	sipw_dialog_options options = ours(), nowhere = { .via = { .transport = sipw_s("UDP") } };
	sipw_dialog_state before, after;
	sipw_dialog_get(d, &before);
	CHECK_REFUSED(request(d, SIPW_CANCEL, &options, NULL), SIPW_ERR_RULE,
		      "options: CANCEL is made from the request that it cancels [RFC 3261 9.1]");
	CHECK_REFUSED(request(d, 0, &options, NULL), SIPW_ERR_ARGUMENT, "options: there is no method of this number");
	CHECK_REFUSED(request(d, 999, &options, NULL), SIPW_ERR_ARGUMENT, "options: there is no method of this number");
	CHECK_REFUSED(request(d, SIPW_UPDATE, &options, NULL), SIPW_ERR_ARGUMENT,
		      "options: Contact: a target refresh request needs a Contact [RFC 3261 12.2.1.1]");
	CHECK_REFUSED(request(uas, SIPW_ACK, &options, NULL), SIPW_ERR_ARGUMENT,
		      "options: CSeq: there is no INVITE of ours to acknowledge [RFC 3261 13.2.2.4]");
	CHECK_REFUSED(request(d, SIPW_BYE, &nowhere, NULL), SIPW_ERR_ARGUMENT, "options: Via: the host of Via is needed [RFC 3261 18.1.1]");
	CHECK_REFUSED(request(d, SIPW_BYE, NULL, NULL), SIPW_ERR_ARGUMENT, "options: Via: the host of Via is needed [RFC 3261 18.1.1]");
	CHECK_REFUSED(request(empty_dialog(), SIPW_BYE, &options, NULL), SIPW_ERR_STATE, "dialog: the dialog was not made yet [RFC 3261 12.1]");
	CHECK_REFUSED(request(NULL, SIPW_BYE, &options, NULL), SIPW_ERR_ARGUMENT, "dialog: the dialog is missing");
	CHECK_REFUSED(request(d, SIPW_BYE, &options, &(sipw_extras){ .fields = &contact, .n = 1 }), SIPW_ERR_ARGUMENT,
		      "extra field 1: Contact: no extra field can take the place of this header field");
	options.via.branch = (sipw_str){ 0 };
	CHECK_REFUSED(request(d, SIPW_BYE, &options, NULL), SIPW_ERR_ARGUMENT,
		      "options: Via: a branch for the new transaction is needed [RFC 3261 8.1.1.7]");
	sipw_dialog_get(d, &after);
	CHECK_INT(after.local_cseq.number, before.local_cseq.number);
}

/* ---- named elsewhere ---- */

/* RFC 3891 3, RFC 3911 4: to-tag is the receiver's own; RFC 4538 3: so is local-tag. */
Test(dialog, named)
{
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("180 Ringing", PARTY_B, CONTACT_B));
	sipw_msg *m = roomy_message(1);
	sipw_replaces replaces;
	sipw_target_dialog target;
	CHECK_INT(sipw_dialog_replaces(d, &replaces), SIPW_OK);
	CHECK_INT(sipw_dialog_target(d, &target), SIPW_OK);
	CHECK_INT(sipw_add_replaces(m, &replaces), SIPW_OK);
	CHECK_TEXT(last_line(m), "Replaces: c@a.example;to-tag=b1;from-tag=a1\r\n");
	CHECK_INT(sipw_add_join(m, &replaces), SIPW_OK);
	CHECK_TEXT(last_line(m), "Join: c@a.example;to-tag=b1;from-tag=a1\r\n");
	CHECK_INT(sipw_add_target_dialog(m, &target), SIPW_OK);
	CHECK_TEXT(last_line(m), "Target-Dialog: c@a.example;local-tag=b1;remote-tag=a1\r\n");
	d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", "<sip:b@b.example>", CONTACT_B));
	CHECK_INT(sipw_dialog_replaces(d, &replaces), SIPW_OK);
	CHECK_TEXT(replaces.to_tag, "0");
	CHECK_INT(sipw_dialog_target(d, &target), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_dialog_replaces(empty_dialog(), &replaces), SIPW_ERR_STATE);
	CHECK_INT(sipw_dialog_target(NULL, &target), SIPW_ERR_ARGUMENT);
}

Test(dialog, referred_to)
{
	static const char *text = "<sip:b@192.0.2.4:5070;transport=tcp;x=%41?Replaces=c%40a.example%3Bto-tag%3Db1%3Bfrom-tag%3Da1>";
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("180 Ringing", PARTY_B, CONTACT_B));
	char out[200];
	sipw_address address;
	ptrdiff_t n = sipw_dialog_refer_to(d, false, NULL, 0);
	CHECK_INT(n, strlen(text));
	for (size_t cap = 0; cap < (size_t)n; cap++)
		CHECK_INT(sipw_dialog_refer_to(d, false, out, cap), SIPW_ERR_SPACE);
	CHECK_INT(sipw_dialog_refer_to(d, false, out, (size_t)n), n);
	CHECK_STR(sipw_sn(out, (size_t)n), sipw_s(text));
	n = sipw_dialog_refer_to(d, true, out, sizeof out);
	CHECK_TEXT(sipw_sn(out + n - 14, 14), "%3Bearly-only>");
	CHECK_INT(sipw_decode(SIPW_HDR_REFER_TO, sipw_sn(out, (size_t)n), &address, sizeof address, NULL), SIPW_OK);
	d = dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, "Contact: <tel:+1>\n"));
	CHECK_INT(sipw_dialog_refer_to(d, false, out, sizeof out), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_dialog_refer_to(empty_dialog(), false, out, sizeof out), SIPW_ERR_STATE);
}
