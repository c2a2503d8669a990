/* SPDX-License-Identifier: MIT */
/* ACK, CANCEL and PRACK from the INVITE that was sent and the response to it. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/derived.h"
#include "support/message.h"

#define TO "To: <sip:b@b.example>\n"
#define TAGGED "To: <sip:b@b.example>;tag=b1\n"
#define CALL "Call-ID: c@a.example\n"
#define END "Content-Length: 0\n\n"
#define VIA "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1\n"
#define FROM "From: <sip:a@a.example>;tag=1\n"
#define CREDENTIALS \
	"Proxy-Authorization: Digest username=\"a\", realm=\"p\",\n nonce=\"1\", response=\"00000000000000000000000000000000\"\n" \
	"authorization: Digest username=\"a\", realm=\"b\", nonce=\"2\", response=\"00000000000000000000000000000000\"\n"

/* An INVITE as sent, with everything in it that could go wrong. */
#define SENT \
	"INVITE sip:b@b.example;x=%41 SIP/2.0\n" \
	"v: SIP/2.0/UDP a.example:5070\n ;branch=z9hG4bK1;rport , SIP/2.0/UDP other.example;branch=z9hG4bK0\n" \
	"Via: SIP/2.0/UDP more.example\n" \
	"Max-Forwards: 5\n" \
	"Route: <sip:p1;lr>,\n  <sip:p2;lr>\n" \
	"f: \"A\" <sip:a@a.example>\n ;tag=1\n" TO CALL "CSeq: 42 INVITE\n" \
	"Contact: <sip:a@a.example>\n" CREDENTIALS \
	"Require: timer\nProxy-Require: sec-agree\nSupported: 100rel\n" \
	"Route: <sip:p3>\n" \
	"Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000\n" \
	"Content-Type: text/plain\n\nhello"

#define ANSWER(code, rest) \
	"SIP/2.0 " code "\n" \
	"Via: SIP/2.0/UDP a.example:5070;branch=z9hG4bK1;rport=1;received=192.0.2.1\n" \
	"From: \"A\" <sip:a@a.example>;tag=1\nTo: \"B\" <sip:b@b.example>;tag=b1\n" CALL "CSeq: 42 INVITE\n" rest "\n"

#define SAME_TRANSACTION(method) \
	method " sip:b@b.example;x=%41 SIP/2.0\n" \
	"Via: SIP/2.0/UDP a.example:5070\n ;branch=z9hG4bK1;rport\n" \
	"Route: <sip:p1;lr>,\n  <sip:p2;lr>\nRoute: <sip:p3>\nMax-Forwards: 70\n" \
	"f: \"A\" <sip:a@a.example>\n ;tag=1\n"

static sipw_msg *ack(const char *invite, const char *response, const sipw_ack_options *options, const sipw_extras *extras)
{
	sipw_msg *m = roomy_message(0);
	const int code = sipw_ack(m, received_message(0, invite), received_message(1, response), options, extras);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

static sipw_msg *cancel(const char *request, const sipw_cancel_options *options, const sipw_extras *extras)
{
	sipw_msg *m = roomy_message(0);
	const int code = sipw_cancel(m, received_message(0, request), options, extras);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

static sipw_msg *prack_with(const char *invite, const char *response, const sipw_prack_options *options, const sipw_extras *extras)
{
	sipw_msg *m = roomy_message(0);
	const int code = sipw_prack(m, received_message(0, invite), received_message(1, response), options, extras);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

static sipw_msg *prack(const char *invite, const char *response, const sipw_prack_options *options)
{
	return prack_with(invite, response, options, NULL);
}

static const sipw_ack_options next = { .branch = SIPW_S("z9hG4bK2") };

/* ---- the ACK for a non-2xx ---- */

/* 17.1.1.3, 22.1: what it repeats of the INVITE, the To of the response, nothing else. */
Test(ack, for_a_failure)
{
	CHECK_DERIVED(ack(SENT, ANSWER("486 Busy Here", "Contact: <sip:x>\nRecord-Route: <sip:r>\n"), NULL, NULL),
		      SAME_TRANSACTION("ACK")
		      "To: \"B\" <sip:b@b.example>;tag=b1\n" CALL "CSeq: 42 ACK\n"
		      "authorization: Digest username=\"a\", realm=\"b\", nonce=\"2\", response=\"00000000000000000000000000000000\"\n"
		      "Proxy-Authorization: Digest username=\"a\", realm=\"p\",\n nonce=\"1\", response=\"00000000000000000000000000000000\"\n" END);
	CHECK_DERIVED(ack("INVITE sip:b SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 INVITE\n\n",
			  "SIP/2.0 699 x\n" VIA FROM TO CALL "CSeq: 1 INVITE\n\n",
			  &(sipw_ack_options){ .max_forwards = sipw_num(0) }, NULL),
		      "ACK sip:b SIP/2.0\n" VIA "Max-Forwards: 0\n" FROM TO CALL "CSeq: 1 ACK\n" END);
}

Test(ack, extras)
{
	static const char *const reserved[] = { "Contact", "m", "Require", "proxy-require", "Authorization",
						"Proxy-Authorization", "Route", "Max-Forwards", "Content-Disposition",
						"Content-Language", "e", "MIME-Version" };
	const sipw_field trace = { .name = sipw_s("X-Trace"), .value = sipw_s("1") };
	const char *response = ANSWER("404 Not Found", "");
	const sipw_extras body = { .type = sipw_s("text/plain"), .body = sipw_s("x") };
	CHECK_TEXT(last_line(ack(SENT, response, NULL, &(sipw_extras){ .fields = &trace, .n = 1 })), "X-Trace: 1\r\n");
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
		const sipw_field field = { .name = sipw_s(reserved[i]), .value = sipw_s("<sip:x>") };
		const sipw_msg *m = ack(SENT, response, NULL, &(sipw_extras){ .fields = &field, .n = 1 });
		CHECKF(sipw_msg_error(m)->code == SIPW_ERR_ARGUMENT, "%s", reserved[i]);
	}
	CHECK_REFUSED(ack(SENT, response, NULL, &body), SIPW_ERR_ARGUMENT,
		      "body: this message is given no body [RFC 3261 17.1.1.3]");
}

/* ---- the ACK for a 2xx ---- */

/* 13.2.2.4, 12.1.2: to the Contact of the response, through its Record-Route turned around over lines and commas. */
Test(ack, for_a_2xx)
{
	CHECK_DERIVED(ack(SENT, ANSWER("200 OK", "Record-Route: <sip:q1;lr>;x=\"a,b\" , <sip:q2;lr=on>\n"
						 "Contact: \"B\" <sip:b@192.0.2.4;transport=tcp>;q=0.1\n"
						 "record-route: <sip:q3;lr>\n"), &next, NULL),
		      "ACK sip:b@192.0.2.4;transport=tcp SIP/2.0\n"
		      "Via: SIP/2.0/UDP a.example:5070;branch=z9hG4bK2;rport\n"
		      "Route: <sip:q3;lr>\nRoute: <sip:q2;lr=on>\nRoute: <sip:q1;lr>;x=\"a,b\"\nMax-Forwards: 70\n"
		      "f: \"A\" <sip:a@a.example>\n ;tag=1\nTo: \"B\" <sip:b@b.example>;tag=b1\n" CALL "CSeq: 42 ACK\n"
		      "authorization: Digest username=\"a\", realm=\"b\", nonce=\"2\", response=\"00000000000000000000000000000000\"\n"
		      "Proxy-Authorization: Digest username=\"a\", realm=\"p\",\n nonce=\"1\", response=\"00000000000000000000000000000000\"\n" END);
	CHECK_DERIVED(ack("INVITE sip:b SIP/2.0\n" VIA "Route: <sip:preset;lr>\n" FROM TO CALL "CSeq: 1 INVITE\n\n",
			  "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\nContact: <sip:b@192.0.2.4>\n\n", &next, NULL),
		      "ACK sip:b@192.0.2.4 SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\nMax-Forwards: 70\n" FROM TAGGED CALL
		      "CSeq: 1 ACK\n" END);
}

/* A received that a receiver added is not ours to send; parameters of our own are. */
Test(ack, via_of_a_new_transaction)
{
	CHECK_DERIVED(ack("INVITE sip:b SIP/2.0\nVia: SIP/2.0/TLS a.example;x=1;rport=7;received=192.0.2.1;maddr=m;branch=z9hG4bK1\n" FROM
			  TO CALL "CSeq: 1 INVITE\n\n",
			  "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\nContact: <sip:b@192.0.2.4>\n\n", &next, NULL),
		      "ACK sip:b@192.0.2.4 SIP/2.0\nVia: SIP/2.0/TLS a.example;branch=z9hG4bK2;rport;maddr=m;x=1\nMax-Forwards: 70\n" FROM
		      TAGGED CALL "CSeq: 1 ACK\n" END);
}

Test(ack, branch_from_ids)
{
	char expected[100], id[SIPW_ID_LEN];
	sipw_ids ids;
	sipw_via via = { 0 };
	sipw_ids_seeded(&ids, 8);
	sipw_ids_text(&ids, id);
	sipw_ids_seeded(&ids, 8);
	const sipw_msg *m = ack(SENT, ANSWER("200 OK", "Contact: <sip:b>\n"), &(sipw_ack_options){ .ids = &ids }, NULL);
	CHECK_INT(sipw_get_via(m, 0, &via), SIPW_OK);
	snprintf(expected, sizeof expected, "z9hG4bK%.16s", id);
	CHECK_TEXT(via.branch, expected);
	CHECK_REFUSED(ack(SENT, ANSWER("200 OK", "Contact: <sip:b>\n"), NULL, NULL), SIPW_ERR_ARGUMENT,
		      "options: Via: a branch for the new transaction is needed [RFC 3261 8.1.1.7]");
	CHECK_REFUSED(ack(SENT, ANSWER("200 OK", "Contact: <sip:b>\n"), &(sipw_ack_options){ .branch = sipw_s("z9hG4bK") }, NULL),
		      SIPW_ERR_SYNTAX, "options: Via branch: the end at 7: a branch has more than the magic cookie [RFC 3261 8.1.1.7]");
}

/* 12.2.1.1: a strict router goes into the Request-URI, without what may not stand there; the target comes last. */
Test(ack, strict_routes)
{
	CHECK_DERIVED(ack("INVITE sip:b SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 INVITE\n\n",
			  "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\nContact: <sip:user@remoteua>\n"
			  "Record-Route: <sip:proxy4>, <sip:proxy3;lr>\nRecord-Route: <sip:proxy2>\n"
			  "Record-Route: <sip:proxy1;x=1;method=INVITE;y?subject=z>\n\n", &next, NULL),
		      "ACK sip:proxy1;x=1;y SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\n"
		      "Route: <sip:proxy2>\nRoute: <sip:proxy3;lr>\nRoute: <sip:proxy4>\nRoute: <sip:user@remoteua>\n"
		      "Max-Forwards: 70\n" FROM TAGGED CALL "CSeq: 1 ACK\n" END);
	CHECK_DERIVED(ack("INVITE sip:b SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 INVITE\n\n",
			  "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\nContact: <sip:user@remoteua>\n"
			  "Record-Route: <sip:proxy1>\n\n", &next, NULL),
		      "ACK sip:proxy1 SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\nRoute: <sip:user@remoteua>\n"
		      "Max-Forwards: 70\n" FROM TAGGED CALL "CSeq: 1 ACK\n" END);
}

/* 19.1.1: what may not stand in a Request-URI is left out, as the dialog leaves it out. */
Test(ack, to_an_odd_contact)
{
	CHECK_DERIVED(ack("INVITE sip:b SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 INVITE\n\n",
			  "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\nContact: <sip:b;method=INVITE;x=1?Subject=y>\n\n", &next, NULL),
		      "ACK sip:b;x=1 SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\nMax-Forwards: 70\n" FROM TAGGED CALL
		      "CSeq: 1 ACK\n" END);
	CHECK_DERIVED(ack("INVITE sip:b SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 INVITE\n\n",
			  "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\nContact: <sip:b?Subject=y>\nRecord-Route: <sip:p>\n\n", &next, NULL),
		      "ACK sip:p SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\nRoute: <sip:b>\nMax-Forwards: 70\n" FROM TAGGED CALL
		      "CSeq: 1 ACK\n" END);
}

/* A re-INVITE's dialog keeps its route set, whatever the 2xx says of Record-Route. */
Test(ack, after_reinvite)
{
	const char *answer = "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 3 INVITE\nContact: <sip:b@new>\nRecord-Route: <sip:no;lr>\n\n";
	CHECK_DERIVED(ack("INVITE sip:b@old SIP/2.0\n" VIA "Route: <sip:p1;lr>, <sip:p2>\n" FROM TAGGED CALL "CSeq: 3 INVITE\n\n", answer,
			  &next, NULL),
		      "ACK sip:b@new SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\nRoute: <sip:p1;lr>\nRoute: <sip:p2>\n"
		      "Max-Forwards: 70\n" FROM TAGGED CALL "CSeq: 3 ACK\n" END);
	CHECK_DERIVED(ack("INVITE sip:strict SIP/2.0\n" VIA "Route: <sip:p2>, <sip:b@old>\n" FROM TAGGED CALL "CSeq: 3 INVITE\n\n", answer,
			  &next, NULL),
		      "ACK sip:strict SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\nRoute: <sip:p2>\nRoute: <sip:b@new>\n"
		      "Max-Forwards: 70\n" FROM TAGGED CALL "CSeq: 3 ACK\n" END);
	CHECK_DERIVED(ack("INVITE sip:b@old SIP/2.0\n" VIA FROM TAGGED CALL "CSeq: 3 INVITE\n\n", answer, &next, NULL),
		      "ACK sip:b@new SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\nMax-Forwards: 70\n" FROM TAGGED CALL
		      "CSeq: 3 ACK\n" END);
}

/* 8.2.2.3: Require and Proxy-Require within the INVITE's. */
Test(ack, asks_no_more_than_its_invite)
{
	const sipw_field same[] = { { .name = sipw_s("Require"), .value = sipw_s("TIMER") },
				    { .name = sipw_s("Proxy-Require"), .value = sipw_s("sec-agree") } };
	const sipw_field more[] = { { .name = sipw_s("Require"), .value = sipw_s("timer, path") } };
	const sipw_field proxy[] = { { .name = sipw_s("Proxy-Require"), .value = sipw_s("timer") } };
	const char *answer = ANSWER("200 OK", "Contact: <sip:b>\n");
	CHECK_INT(sipw_msg_error(ack(SENT, answer, &next, &(sipw_extras){ .fields = same, .n = 2 }))->code, SIPW_OK);
	CHECK_REFUSED(ack(SENT, answer, &next, &(sipw_extras){ .fields = more, .n = 1 }), SIPW_ERR_RULE,
		      "extra field: Require: an ACK asks for no option that its INVITE did not ask for [RFC 3261 8.2.2.3]");
	CHECK_REFUSED(ack(SENT, answer, &next, &(sipw_extras){ .fields = proxy, .n = 1 }), SIPW_ERR_RULE,
		      "extra field: Proxy-Require: an ACK asks for no option that its INVITE did not ask for [RFC 3261 8.2.2.3]");
}

/* Several 2xx make several dialogs, each with an ACK of its own; a body (an answer) may go in it. */
Test(ack, one_for_each_to_tag)
{
	const char *invite = "INVITE sip:b SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 INVITE\n\n";
	const sipw_extras answer = { .type = sipw_s("text/plain"), .body = sipw_s("x") };
	CHECK_DERIVED(ack(invite, "SIP/2.0 200 OK\n" VIA FROM "To: <sip:b>;tag=x\n" CALL "CSeq: 1 INVITE\nContact: <sip:x>\n\n", &next, &answer),
		      "ACK sip:x SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\nMax-Forwards: 70\n" FROM "To: <sip:b>;tag=x\n" CALL
		      "CSeq: 1 ACK\nContent-Type: text/plain\nContent-Length: 1\n\nx");
	CHECK_DERIVED(ack(invite, "SIP/2.0 200 OK\n" VIA FROM "To: <sip:b>;tag=y\n" CALL "CSeq: 1 INVITE\nContact: <sip:y>\n\n",
			  &(sipw_ack_options){ .branch = sipw_s("z9hG4bK3") }, NULL),
		      "ACK sip:y SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK3\nMax-Forwards: 70\n" FROM "To: <sip:b>;tag=y\n" CALL
		      "CSeq: 1 ACK\n" END);
}

Test(ack, refused)
{
	const char *invite = "INVITE sip:b SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 INVITE\n\n";
	const char *bye = "BYE sip:b SIP/2.0\n" VIA FROM TAGGED CALL "CSeq: 1 BYE\n\n";
	const char *stranger = "response: it is no response to this request [RFC 3261 17.1.3]";
	const char *target = "response: Contact: a Contact that names the remote target is needed [RFC 3261 12.1.2]";
	CHECK_REFUSED(ack(invite, "SIP/2.0 180 Ringing\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\n\n", &next, NULL), SIPW_ERR_ARGUMENT,
		      "response: a final response is expected here [RFC 3261 17.1.1.3]");
	CHECK_REFUSED(ack(invite, invite, &next, NULL), SIPW_ERR_ARGUMENT, "response: a response is expected here [RFC 3261 7.2]");
	CHECK_REFUSED(ack(bye, "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 BYE\n\n", &next, NULL), SIPW_ERR_ARGUMENT,
		      "INVITE: an INVITE is expected here [RFC 3261 17.1.1.3]");
	CHECK_REFUSED(ack(invite, "SIP/2.0 404 x\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\n" FROM TAGGED CALL "CSeq: 1 INVITE\n\n", &next, NULL),
		      SIPW_ERR_ARGUMENT, stranger);
	CHECK_REFUSED(ack(invite, "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 CANCEL\n\n", &next, NULL), SIPW_ERR_ARGUMENT, stranger);
	CHECK_REFUSED(ack(invite, "SIP/2.0 404 x\n" VIA FROM TAGGED CALL "CSeq: 2 INVITE\n\n", &next, NULL), SIPW_ERR_ARGUMENT, stranger);
	CHECK_REFUSED(ack(invite, "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\n\n", &next, NULL), SIPW_ERR_ARGUMENT, target);
	CHECK_REFUSED(ack(invite, "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\nContact: *\n\n", &next, NULL), SIPW_ERR_ARGUMENT, target);
	CHECK_REFUSED(ack(invite, "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\nContact: <sip:b\n\n", &next, NULL),
		      SIPW_ERR_SYNTAX, "response: Contact text: the end at 6: '>' is expected here [RFC 3261 25.1]");
	CHECK_REFUSED(ack(invite, "SIP/2.0 200 OK\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\nContact: <sip:b>\nRecord-Route: <sip:p\n\n", &next, NULL),
		      SIPW_ERR_SYNTAX, "response: Record-Route: the end at 6: '>' is expected here [RFC 3261 25.1]");
	CHECK_REFUSED(ack("INVITE sip:b SIP/2.0\n" VIA FROM TO "CSeq: 1 INVITE\n\n", "SIP/2.0 404 x\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\n\n", &next, NULL),
		      SIPW_ERR_ARGUMENT, "INVITE: Call-ID: this header field is missing [RFC 3261 8.1.1]");
	CHECK_REFUSED(ack("INVITE sip:b SIP/2.0\n" VIA FROM TO CALL "\n", "SIP/2.0 404 x\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\n\n", &next, NULL),
		      SIPW_ERR_ARGUMENT, "INVITE: CSeq: this header field is missing [RFC 3261 8.1.1.5]");
	CHECK_REFUSED(ack(invite, "SIP/2.0 404 x\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\n\n", &(sipw_ack_options){ .max_forwards = sipw_num(256) }, NULL),
		      SIPW_ERR_RANGE, "options: Max-Forwards value: Max-Forwards is 0 to 255 [RFC 3261 20.22]");
}

/* ---- CANCEL ---- */

Test(cancel, of_an_invite)
{
	CHECK_DERIVED(cancel(SENT, NULL, NULL), SAME_TRANSACTION("CANCEL") TO CALL "CSeq: 42 CANCEL\n"
		      "Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000\n" END);
	CHECK_DERIVED(cancel("INVITE sip:b SIP/2.0\n" VIA FROM TAGGED CALL "CSeq: 1 INVITE\n\n", NULL, NULL),
		      "CANCEL sip:b SIP/2.0\n" VIA "Max-Forwards: 70\n" FROM TAGGED CALL "CSeq: 1 CANCEL\n" END);
}

Test(cancel, extras)
{
	static const char *const reserved[] = { "Contact", "Require", "Proxy-Require", "Proxy-Authorization", "Authorization",
						"Session-ID", "Content-Type", "c", "Content-Disposition", "Content-Language",
						"Content-Encoding", "mime-version" };
	const sipw_field reason = { .name = sipw_s("Reason"), .value = sipw_s("SIP;cause=200;text=\"Call completed elsewhere\"") };
	const sipw_extras body = { .type = sipw_s("text/plain"), .body = sipw_s("x") };
	CHECK_TEXT(last_line(cancel(SENT, NULL, &(sipw_extras){ .fields = &reason, .n = 1 })),
		   "Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n");
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
		const sipw_field field = { .name = sipw_s(reserved[i]), .value = sipw_s("<sip:x>") };
		const sipw_msg *m = cancel(SENT, NULL, &(sipw_extras){ .fields = &field, .n = 1 });
		CHECKF(sipw_msg_error(m)->code == SIPW_ERR_ARGUMENT, "%s", reserved[i]);
	}
	const sipw_field fields[] = { reason, { .name = sipw_s("content-disposition"), .value = sipw_s("session") } };
	CHECK_REFUSED(cancel(SENT, NULL, &(sipw_extras){ .fields = fields, .n = 2 }), SIPW_ERR_ARGUMENT,
		      "extra field 2: Content-Disposition: this message is given no body [RFC 3261 9.1]");
	CHECK_REFUSED(cancel(SENT, NULL, &body), SIPW_ERR_ARGUMENT, "body: this message is given no body [RFC 3261 9.1]");
}

Test(cancel, of_other_requests)
{
	const sipw_cancel_options any = { .any_method = true };
	const char *bye = "BYE sip:b SIP/2.0\n" VIA FROM TAGGED CALL "CSeq: 1 BYE\n\n";
	const char *own = "FLY sip:b SIP/2.0\n" VIA FROM TAGGED CALL "CSeq: 1 FLY\n\n";
	const char *refused = "request: only an INVITE is cancelled [RFC 3261 9.1]";
	CHECK_REFUSED(cancel(bye, NULL, NULL), SIPW_ERR_RULE, refused);
	CHECK_REFUSED(cancel(own, NULL, NULL), SIPW_ERR_RULE, refused);
	CHECK_REFUSED(cancel("ACK sip:b SIP/2.0\n" VIA FROM TAGGED CALL "CSeq: 1 ACK\n\n", &any, NULL), SIPW_ERR_RULE, refused);
	CHECK_REFUSED(cancel("CANCEL sip:b SIP/2.0\n" VIA FROM TAGGED CALL "CSeq: 1 CANCEL\n\n", &any, NULL), SIPW_ERR_RULE, refused);
	CHECK_DERIVED(cancel(bye, &any, NULL),
		      "CANCEL sip:b SIP/2.0\n" VIA "Max-Forwards: 70\n" FROM TAGGED CALL "CSeq: 1 CANCEL\n" END);
	CHECK_INT(sipw_msg_error(cancel(own, &any, NULL))->code, SIPW_OK);
	CHECK_REFUSED(cancel(ANSWER("200 OK", ""), NULL, NULL), SIPW_ERR_ARGUMENT, "request: a request is expected here [RFC 3261 7.1]");
}

/* ---- PRACK ---- */

#define RELIABLE "Require: 100rel\nRSeq: 988\nContact: <sip:b@192.0.2.4>\n"

/* RFC 3262 4, 7.2: in the early dialog, with a sequence number of its own. */
Test(prack, in_the_early_dialog)
{
	const sipw_prack_options options = { .branch = sipw_s("z9hG4bK2") };
	const sipw_prack_options second = { .branch = sipw_s("z9hG4bK3"), .cseq = 44 };
	CHECK_DERIVED(prack(SENT, ANSWER("183 x", RELIABLE "Record-Route: <sip:q1;lr>, <sip:q2;lr>\n"), &options),
		      "PRACK sip:b@192.0.2.4 SIP/2.0\nVia: SIP/2.0/UDP a.example:5070;branch=z9hG4bK2;rport\n"
		      "Route: <sip:q2;lr>\nRoute: <sip:q1;lr>\nMax-Forwards: 70\nf: \"A\" <sip:a@a.example>\n ;tag=1\n"
		      "To: \"B\" <sip:b@b.example>;tag=b1\n" CALL "CSeq: 43 PRACK\nRAck: 988 42 INVITE\n" END);
	CHECK_DERIVED(prack("INVITE sip:b@b.example SIP/2.0\n" VIA "Route: <sip:p;lr>\n" FROM TAGGED CALL "CSeq: 9 INVITE\n\n",
			    "SIP/2.0 183 x\n" VIA FROM TAGGED CALL "CSeq: 9 INVITE\nRequire: timer, 100REL\nRSeq: 1\n\n", &second),
		      "PRACK sip:b@b.example SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK3\nRoute: <sip:p;lr>\nMax-Forwards: 70\n" FROM
		      TAGGED CALL "CSeq: 44 PRACK\nRAck: 1 9 INVITE\n" END);
}

/* RFC 3262 4: it may have a body; no Contact, and RAck is made. */
Test(prack, extras)
{
	static const char *const reserved[] = { "RAck", "Contact", "m", "Route", "CSeq" };
	const sipw_prack_options options = { .branch = sipw_s("z9hG4bK2") };
	const sipw_extras body = { .type = sipw_s("application/sdp"), .body = sipw_s("v=0") };
	CHECK_STR(sipw_body_get(prack_with(SENT, ANSWER("183 x", RELIABLE), &options, &body)), sipw_s("v=0"));
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
		const sipw_field field = { .name = sipw_s(reserved[i]), .value = sipw_s("1 1 INVITE") };
		const sipw_msg *m = prack_with(SENT, ANSWER("183 x", RELIABLE), &options, &(sipw_extras){ .fields = &field, .n = 1 });
		CHECKF(sipw_msg_error(m)->code == SIPW_ERR_ARGUMENT && sipw_msg_error(m)->nth == 1, "%s", reserved[i]);
	}
}

Test(prack, refused)
{
	const sipw_prack_options options = { .branch = sipw_s("z9hG4bK2") };
	const char *reliable = "response: only a reliable provisional response is answered with PRACK [RFC 3262 4]";
	CHECK_REFUSED(prack(SENT, ANSWER("183 x", "Contact: <sip:b>\nRSeq: 1\n"), &options), SIPW_ERR_RULE, reliable);
	CHECK_REFUSED(prack(SENT, ANSWER("183 x", "Contact: <sip:b>\nRequire: 100rel\n"), &options), SIPW_ERR_RULE, reliable);
	CHECK_REFUSED(prack(SENT, ANSWER("100 x", RELIABLE), &options), SIPW_ERR_RULE, reliable);
	CHECK_REFUSED(prack(SENT, ANSWER("200 x", RELIABLE), &options), SIPW_ERR_RULE, reliable);
	CHECK_REFUSED(prack(SENT, ANSWER("183 x", "Require: 100rel\nRSeq: 988\n"), &options), SIPW_ERR_ARGUMENT,
		      "response: Contact: a Contact that names the remote target is needed [RFC 3261 12.1.2]");
	CHECK_REFUSED(prack(SENT, ANSWER("183 x", RELIABLE), NULL), SIPW_ERR_ARGUMENT,
		      "options: Via: a branch for the new transaction is needed [RFC 3261 8.1.1.7]");
}
