/* SPDX-License-Identifier: MIT */
/* Each condition of conditions.spec kept and broken, in received messages. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/findings.h"
#include "support/generate.h"
#include "support/message.h"
#include "support/spec.h"
#include "support/variant.h"

struct row {
	const char *start;
	const char *edits;
	const char *found;
};

/* Methods and codes whose plain message wants no other header field, so that nothing is found. */
#define MESSAGE "MESSAGE sip:b.example SIP/2.0"
#define REGISTER "REGISTER sip:b.example SIP/2.0"
#define INVITE "INVITE sip:b.example SIP/2.0"
#define INVITED "Supported:\nContact: <sip:a@a.example>\n"
#define OK "SIP/2.0 200 OK"
#define TO_INVITE "Supported:\nAllow:\nContact: <sip:b@b.example>\nCSeq: 1 INVITE\n"

/* clang-format off */
static const struct row rows[] = {
	/* cseq-method */
	{ MESSAGE, "CSeq: 1 \t MESSAGE", "" },
	{ MESSAGE, "CSeq: 1\r\n MESSAGE", "" },
	{ "FLY sip:b.example SIP/2.0", "", "" },
	{ OK, "CSeq: 1 FLY", "" },
	{ MESSAGE, "CSeq: 1 INVITE", "error cseq-method CSeq at 6:8\n" },
	{ MESSAGE, "CSeq: 1 message", "error cseq-method CSeq at 6:8\n" },
	{ MESSAGE, "CSeq: 1  XMESSAGE", "error cseq-method CSeq at 6:9\n" },
	{ MESSAGE, "CSeq: 1", "error value CSeq at 6:7\n" },
	{ MESSAGE, "CSeq: 1INVITE", "error value CSeq at 6:7\n" },
	/* branch-cookie-only, branch-cookie */
	{ MESSAGE, "Via: SIP/2.0/UDP a;branch=Z9HG4BK.", "" },
	{ MESSAGE, "Via: SIP/2.0/UDP a;branch=z9hG4bK;x", "error branch-cookie-only Via at 1:33\n" },
	{ MESSAGE, "Via: SIP/2.0/UDP a;branch=z9hG4bK1\n+v: SIP/2.0/UDP b;branch=z9hG4bK2, SIP/2.0/UDP c;branch=Z9HG4BK",
	  "error branch-cookie-only Via at 8:62\n" },
	{ MESSAGE, "Via: SIP/2.0/UDP a;branch=z9hG4b", "warning branch-cookie Via at 1:26\n" },
	{ MESSAGE, "Via: SIP/2.0/UDP a;rport", "warning branch-cookie Via at 1:24\n" },
	{ OK, "CSeq: 1 BYE\nVia: SIP/2.0/UDP a, SIP/2.0/UDP b;branch=1", "warning branch-cookie Via at 1:18\nwarning branch-cookie Via at 1:41\n" },
	/* via-protocol, via-transport */
	{ MESSAGE, "Via: sip / 2.0 / udp a;branch=z9hG4bK1", "" },
	{ MESSAGE, "Via: SIP/2.0/TCP a;branch=z9hG4bK1,SIP/2.0/TLS a;branch=z9hG4bK1,SIP/2.0/SCTP a;branch=z9hG4bK1,"
	  "SIP/2.0/TLS-SCTP a;branch=z9hG4bK1,SIP/2.0/WS a;branch=z9hG4bK1,SIP/2.0/WSS a;branch=z9hG4bK1", "" },
	{ MESSAGE, "Via: SIPS/2.0/UDP a;branch=z9hG4bK1", "warning via-protocol Via at 1:5\n" },
	{ MESSAGE, "Via: SIP / 2 / UDP a;branch=z9hG4bK1", "warning via-protocol Via at 1:11\n" },
	{ MESSAGE, "Via: SIP/2.0/UPD a;branch=z9hG4bK1", "warning via-transport Via at 1:13\n" },
	{ MESSAGE, "Via: SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/TL a;branch=z9hG4bK1", "warning via-transport Via at 1:44\n" },
	/* own-received, own-rport: those of other hops, and those in responses, are there by right. */
	{ MESSAGE, "Via: SIP/2.0/UDP a;branch=z9hG4bK1;rport, SIP/2.0/UDP b;branch=z9hG4bK2;received=192.0.2.1;rport=5", "" },
	{ MESSAGE, "+Via: SIP/2.0/UDP b;branch=z9hG4bK2;received=192.0.2.1;rport=5", "" },
	{ OK, "CSeq: 1 BYE\nVia: SIP/2.0/UDP b;branch=z9hG4bK2;received=192.0.2.1;rport=5", "" },
	{ MESSAGE, "Via: SIP/2.0/UDP a;received=192.0.2.1;branch=z9hG4bK2", "warning own-received Via at 1:28\n" },
	{ MESSAGE, "Via: SIP/2.0/UDP [2001:db8::1]:5060 ;branch=z9hG4bK2; rport = 5060", "warning own-rport Via at 1:62\n" },
	/* response-to-tag, from-tag */
	{ "SIP/2.0 100 Trying", "To: <sip:b@b>\nCSeq: 1 INVITE", "" },
	{ OK, "CSeq: 1 BYE\nTo: sip:b@b;x;tag=1", "" },
	{ OK, "CSeq: 1 BYE\nTo: <sip:b@b>", "error response-to-tag To at 3:13\n" },
	{ OK, "CSeq: 1 BYE\nTo: <sip:b@b;tag=1>", "error response-to-tag To at 3:19\n" },
	{ MESSAGE, "From: <sip:a@a>", "warning from-tag From at 3:15\n" },
	{ OK, "CSeq: 1 BYE\nFrom: <sip:a@a>;x=y", "warning from-tag From at 2:19\n" },
	/* dialog-to-tag, request-to-tag, ack-to-tag */
	{ "PRACK sip:b.example SIP/2.0", "To: <sip:b@b>\nRAck: 1 1 INVITE", "error dialog-to-tag To at 4:13\n" },
	{ "UPDATE sip:b.example SIP/2.0", "To: <sip:b@b>\nContact: <sip:a@a>", "error dialog-to-tag To at 4:13\n" },
	{ "BYE sip:b.example SIP/2.0", "To: <sip:b@b>", "warning request-to-tag To at 4:13\n" },
	{ "INFO sip:b.example SIP/2.0", "To: <sip:b@b>", "warning request-to-tag To at 4:13\n" },
	{ "NOTIFY sip:b.example SIP/2.0", "To: <sip:b@b>\nEvent: presence\nSubscription-State: active\nContact: <sip:a@a>",
	  "warning request-to-tag To at 4:13\n" },
	{ "ACK sip:b.example SIP/2.0", "To: <sip:b@b>", "warning ack-to-tag To at 4:13\n" },
	{ MESSAGE, "To: <sip:b@b>", "" },
	/* cseq-number */
	{ MESSAGE, "CSeq: 2147483647 MESSAGE", "" },
	{ MESSAGE, "CSeq: 2147483648 MESSAGE", "warning cseq-number CSeq at 6:6\n" },
	{ OK, "CSeq: 4294967295 BYE", "warning cseq-number CSeq at 5:6\n" },
	/* register-uri-user, request-uri-headers, request-uri-part */
	{ "REGISTER sips:b.example;x=y SIP/2.0", "", "" },
	{ "REGISTER sip:u@b.example SIP/2.0", "", "error register-uri-user at 0:14\n" },
	{ "REGISTER SIPS:u:p@b.example SIP/2.0", "", "error register-uri-user at 0:17\n" },
	{ "MESSAGE sip:u@b.example:5060;transport=tcp;maddr=a;ttl=1;user=phone;lr;x SIP/2.0", "", "" },
	{ "MESSAGE urn:service:sos?method=x SIP/2.0", "", "" },
	{ "MESSAGE sip:b.example?Subject=x SIP/2.0", "", "error request-uri-headers at 0:21\n" },
	{ "MESSAGE sip:b.example;method=BYE?x=y SIP/2.0", "", "error request-uri-headers at 0:32\nwarning request-uri-part at 0:22\n" },
	/* reason-phrase: of a code without one anything goes. */
	{ "SIP/2.0 200 ok", "CSeq: 1 BYE", "" },
	{ "SIP/2.0 299 Fine", "CSeq: 1 BYE", "" },
	{ "SIP/2.0 480 No Response", "CSeq: 1 BYE", "warning reason-phrase at 0:12\n" },
	{ "SIP/2.0 200 ", "CSeq: 1 BYE", "warning reason-phrase at 0:12\n" },
	/* early-response, timeout-response, response-to-ack */
	{ "SIP/2.0 100 Trying", "CSeq: 1 BYE", "" },
	{ "SIP/2.0 183 Session Progress", "CSeq: 1 INVITE", "" },
	{ "SIP/2.0 183 Session Progress", "CSeq: 1 FLY", "" },
	{ "SIP/2.0 183 Session Progress", "CSeq: 1 BYE", "warning early-response at 0:8\n" },
	{ "SIP/2.0 408 Request Timeout", "CSeq: 1 INVITE", "" },
	{ "SIP/2.0 408 Request Timeout", "CSeq: 1 BYE", "warning timeout-response at 0:8\n" },
	{ OK, "CSeq: 1 ACK", "warning response-to-ack at 0:8\n" },
	/* uri-part: a place, each part that it does not have. */
	{ MESSAGE, "From: <sip:a:p@a;user=phone;x=y>;tag=1\nTo: <tel:+1;ext=2>", "" },
	{ MESSAGE, "From: <sip:a@a:5060>;tag=1", "warning uri-part From at 3:14\n" },
	{ MESSAGE, "To: <sips:[::1]:5060;transport=tcp;x;lr;method=A;maddr=b;ttl=1?a=b>",
	  "warning uri-part To at 4:15\nwarning uri-part To at 4:21\nwarning uri-part To at 4:37\nwarning uri-part To at 4:40\n"
	  "warning uri-part To at 4:49\nwarning uri-part To at 4:57\nwarning uri-part To at 4:62\n" },
	{ INVITE, "Supported:\nContact: <sip:a@a:1;transport=tcp;maddr=b;lr>", "" },
	{ INVITE, "Supported:\nContact: <sip:a@a;ttl=1;%6Dethod=A?x=y>",
	  "warning uri-part Contact at 9:18\nwarning uri-part Contact at 9:24\nwarning uri-part Contact at 9:34\n" },
	{ REGISTER, "Contact: <sip:a@a:1;ttl=1?x=y>, <sip:c@c;lr;method=A>",
	  "warning uri-part Contact at 8:41\nwarning uri-part Contact at 8:44\n" },
	{ "SIP/2.0 302 Moved Temporarily", "CSeq: 1 INVITE\nContact: <sip:a@a;ttl=1?x=y>", "" },
	{ MESSAGE, "Route: <sip:p:1;lr;transport=tcp>, <sip:q;ttl=1>", "warning uri-part Route at 8:42\n" },
	{ "BYE sip:b.example SIP/2.0", "Record-Route: <sip:p;lr;ttl=1>", "warning uri-part Record-Route at 8:24\n" },
	/* bare-uri-param */
	{ MESSAGE, "From: sip:a@a;tag=1;x=lr", "" },
	{ MESSAGE, "From: <sip:a@a>;tag=1;lr", "" },
	{ MESSAGE, "From: sip:a@a;transport=tcp;tag=1;LR", "warning bare-uri-param From at 3:14\nwarning bare-uri-param From at 3:34\n" },
	{ REGISTER, "Contact: sip:a@a;user=phone, sip:b@b;maddr=c", "warning bare-uri-param Contact at 8:17\nwarning bare-uri-param Contact at 8:37\n" },
	{ INVITE, INVITED "Reply-To: sip:a@a;method=BYE", "warning bare-uri-param Reply-To at 10:18\n" },
	/* contact-star */
	{ REGISTER, "Contact: *\nExpires: 0", "" },
	{ REGISTER, "m: *\nExpires:\r\n 000", "" },
	{ REGISTER, "Contact: *", "error contact-star Contact at 8:9\n" },
	{ REGISTER, "Contact: *\nExpires: 1", "error contact-star Contact at 8:9\n" },
	{ REGISTER, "Contact: *\n+m: *\nExpires: 0", "error contact-star Contact at 8:9\nerror contact-star Contact at 9:3\n" },
	{ OK, "CSeq: 1 REGISTER\nContact: *\nExpires: 0", "error contact-star Contact at 7:9\n" },
	/* dialog-contact-count, dialog-contact-uri */
	{ INVITE, "Supported:\nContact: \"a,b\" <sip:a,b@c>", "" },
	{ INVITE, "Supported:\nContact: <sip:a@a>, <sip:b@b>", "error dialog-contact-count Contact at 9:19\n" },
	{ INVITE, "Supported:\nContact: <sip:a@a>\n+Contact: <sip:b@b>, <sip:c@c>\n+m: <sip:d@d>",
	  "error dialog-contact-count Contact at 10:9\nerror dialog-contact-count Contact at 11:3\n" },
	{ MESSAGE, "Contact: <sip:a@a>, <sip:b@b>", "warning forbidden Contact at 8:0\n" },
	{ INVITE, "Supported:\nContact: <tel:+1>", "warning dialog-contact-uri Contact at 9:10\n" },
	{ REGISTER, "Contact: <mailto:a@a>", "" },
	/* sips-contact */
	{ "INVITE sips:b.example SIP/2.0", "Supported:\nContact: <SIPS:a@a>", "" },
	{ "INVITE sips:b.example SIP/2.0", "Supported:\nContact: <sip:a@a>", "error sips-contact Contact at 9:9\n" },
	{ INVITE, INVITED "Route: <sip:p;lr>, <sips:q;lr>", "" },
	{ INVITE, INVITED "Route: <sips:p;lr>", "error sips-contact Contact at 9:9\n" },
	/* binding-expires, reg-id-instance */
	{ OK, "CSeq: 1 REGISTER\nContact: <sip:a@a>;expires=1, <sip:b@b>;q=1;expires=0", "" },
	{ OK, "CSeq: 1 REGISTER\nContact: <sip:b@b>;q=1\nExpires: 1", "" },
	{ OK, "CSeq: 1 REGISTER\nContact: <sip:a@a>;expires=1, <sip:b@b>;q=1", "warning binding-expires Contact at 7:43\n" },
	{ REGISTER, "Contact: <sip:a@a>;reg-id=1;+sip.instance=\"<urn:uuid:0C67446E-F1A1-11D9-94D3-000A95A0E128>\"", "" },
	{ REGISTER, "Contact: <sip:a@a>;reg-id=1", "warning reg-id-instance Contact at 8:19\n" },
	/* record-route-lr */
	{ "BYE sip:b.example SIP/2.0", "Record-Route: <sip:p;LR>, <sips:q;x;lr=on>", "" },
	{ "BYE sip:b.example SIP/2.0", "Record-Route: <sip:p;lr>, <sip:q>, <sip:r;lrx>, <http://q;lr>",
	  "warning record-route-lr Record-Route at 8:27\nwarning record-route-lr Record-Route at 8:36\n"
	  "warning record-route-lr Record-Route at 8:49\n" },
	/* replaces-and-join */
	{ INVITE, INVITED "Join: 1@a;to-tag=1;from-tag=2\nReplaces: 1@a;to-tag=1;from-tag=2",
	  "error replaces-and-join Join at 10:6\n" },
	/* rseq-100rel, require-100rel */
	{ "SIP/2.0 180 Ringing", "CSeq: 1 INVITE\nRSeq: 1\nRequire: a\n+Require: b, 100REL", "" },
	{ "SIP/2.0 180 Ringing", "CSeq: 1 INVITE\nRSeq: 1\nRequire: timer", "warning rseq-100rel RSeq at 7:6\n" },
	{ INVITE, INVITED "Require: 100rel", "" },
	{ "SIP/2.0 180 Ringing", "CSeq: 1 INVITE\nRequire: 100rel", "warning require-100rel Require at 7:9\n" },
	{ OK, TO_INVITE "Require: timer, 100rel", "warning require-100rel Require at 10:16\n" },
	{ "BYE sip:b.example SIP/2.0", "Require: 100rel", "warning require-100rel Require at 8:9\n" },
	/* identities */
	{ MESSAGE, "P-Asserted-Identity: <sip:a@a>, <tel:+1>\nP-Preferred-Identity: \"B\" <SIPS:b@b>", "" },
	{ MESSAGE, "P-Asserted-Identity: <sip:a@a>\n+P-Asserted-Identity: tel:+1, <sips:b@b>", "warning identities P-Asserted-Identity at 9:30\n" },
	{ MESSAGE, "P-Preferred-Identity: <tel:+1>, <tel:+2>", "warning identities P-Preferred-Identity at 8:33\n" },
	{ MESSAGE, "P-Preferred-Identity: <mailto:a@a>", "warning identities P-Preferred-Identity at 8:23\n" },
	/* digest-credentials, digest-qop, digest-challenge */
	{ MESSAGE, "Authorization: Digest username=\"a\",realm=\"\",nonce=\"\",uri=\"sip:b\",response=\"\"", "" },
	{ MESSAGE, "Authorization: Digest username=\"a\",realm=\"b\",nonce=\"c\",uri=\"sip:b\",response=\"00000000000000000000000000000000\","
	  "qop=auth,nc=00000001,cnonce=\"d\"", "" },
	{ MESSAGE, "Authorization: Digest username=\"a\",realm=\"b\",nonce=\"c\",uri=\"sip:b\",response=\"00000000000000000000000000000000\","
	  "algorithm=MD5-sess,cnonce=\"d\"", "" },
	{ MESSAGE, "Authorization: Bearer abc\n+Authorization: Other a=b", "" },
	{ MESSAGE, "Authorization: digest realm=\"b\",nonce=\"c\",uri=\"sip:b\",response=\"00000000000000000000000000000000\"",
	  "warning digest-credentials Authorization at 8:97\n" },
	{ MESSAGE, "Authorization: Digest username=\"a\",realm=\"b\",nonce=\"c\",uri=\"sip:b\",response=\"00000000000000000000000000000000\","
	  "qop=auth", "warning digest-qop Authorization at 8:119\n" },
	{ MESSAGE, "Proxy-Authorization: Digest username=\"a\",realm=\"b\",nonce=\"c\",uri=\"sip:b\",response=\"00000000000000000000000000000000\","
	  "nc=00000001", "warning digest-qop Proxy-Authorization at 8:128\n" },
	{ "SIP/2.0 401 Unauthorized", "CSeq: 1 BYE\nWWW-Authenticate: Digest realm=\"a\",nonce=\"b\"\n+WWW-Authenticate: Digest nonce=\"b\"\n"
	  "+WWW-Authenticate: Other a=b", "warning digest-challenge WWW-Authenticate at 8:34\n" },
	/* session-interval, session-minimum, min-se */
	{ INVITE, INVITED "Session-Expires: 90", "" },
	{ INVITE, INVITED "x: 1800;refresher=uas\nMin-SE: 1800", "" },
	{ INVITE, INVITED "Session-Expires: 89", "error session-interval Session-Expires at 10:17\n" },
	{ INVITE, INVITED "Session-Expires: 1799\nMin-SE: 1800", "error session-minimum Session-Expires at 10:17\n" },
	{ INVITE, INVITED "Min-SE:  89", "error min-se Min-SE at 10:9\n" },
	{ "SIP/2.0 422 Session Interval Too Small", "CSeq: 1 INVITE\nMin-SE: 89;x", "error min-se Min-SE at 7:8\n" },
	/* refresher, refresher-timer */
	{ OK, TO_INVITE "Session-Expires: 90;refresher=uas", "" },
	{ OK, TO_INVITE "Session-Expires: 90;Refresher=UAC\nRequire: a, timer", "" },
	{ OK, TO_INVITE "Session-Expires: 90", "error refresher Session-Expires at 10:19\n" },
	{ OK, TO_INVITE "x: 90 ; refresher = uac\nRequire: timers", "error refresher-timer Session-Expires at 10:20\n" },
	/* privacy-none */
	{ MESSAGE, "Privacy: None", "" },
	{ MESSAGE, "Privacy: header;session;user;id;critical", "" },
	{ MESSAGE, "Privacy: id ; none;critical", "error privacy-none Privacy at 8:14\n" },
	{ MESSAGE, "Privacy: none;none", "error privacy-none Privacy at 8:14\n" },
	/* history-order */
	{ MESSAGE, "History-Info: <sip:a>;index=1, <sip:b>;index=1.1,<sip:c>;index=1.1.9, <sip:d>;index=1.1.10\n"
	  "+History-Info: <sip:e>;index=1.2\n+History-Info: <sip:f>;index=2,<sip:g>;index=99999999999999999999.1", "" },
	{ MESSAGE, "History-Info: <sip:a>;index=1.10, <sip:b>;index=1.9\n+History-Info: <sip:c>;index=1.9",
	  "warning history-order History-Info at 8:48\nwarning history-order History-Info at 9:28\n" },
	{ MESSAGE, "History-Info: <sip:a>;index=1.1, <sip:b>;index=1", "warning history-order History-Info at 8:47\n" },
	/* multipart-boundary */
	{ MESSAGE, "Content-Type: MultiPart/mixed;Boundary=a\n=x", "" },
	{ MESSAGE, "Content-Type: multipart/mixed;x=y\n=x", "warning multipart-boundary Content-Type at 8:33\n" },
	/* publish-body, cancel-body */
	{ "PUBLISH sip:b.example SIP/2.0", "Event: presence\nSIP-If-Match: a", "" },
	{ "PUBLISH sip:b.example SIP/2.0", "Event: presence\nContent-Type: a/b\n=x", "" },
	{ "PUBLISH sip:b.example SIP/2.0", "Event: presence", "warning publish-body\n" },
	{ "CANCEL sip:b.example SIP/2.0", "=x", "error cancel-body\n" },
	/* length-beyond-body, surplus-bytes */
	{ MESSAGE, "Content-Length: 1", "error length-beyond-body Content-Length at 7:16\n" },
};
/* clang-format on */

static void check_found(const sipw_msg *m, const char *what, const char *expected)
{
	static struct text found;
	found.len = 0;
	text_add_findings(&found, m);
	CHECKF(same_bytes(text_all(&found), sipw_s(expected)), "%s\nfound\n%.*snot\n%s", what, (int)found.len, found.bytes,
	       expected);
}

static void check_row(const struct row *row)
{
	char what[1000];
	snprintf(what, sizeof what, "%s\n%s", row->start, row->edits);
	check_found(parse_variant(0, row->start, row->edits), what, row->found);
}

Test(check_conditions, received)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		check_row(&rows[i]);
}

/* What sip-rules and RFCs leave free is no finding. */
Test(check_conditions, nothing_to_find)
{
	static const struct row free[] = {
		{ "SIP/2.0 100 Trying", "CSeq: 1 INVITE\nTo: <sip:b@b>", "" },
		{ MESSAGE, "-Content-Length", "" },
		{ REGISTER, "", "" },
		{ "INFO sip:b.example SIP/2.0", "", "" },
		{ "INFO sip:b.example SIP/2.0", "Content-Type: a/b\n=x", "" },
		{ "SUBSCRIBE sip:b.example SIP/2.0", "Event: a\nContact: <sip:a@a>\nContent-Type: a/b\n=x", "" },
		{ "NOTIFY sip:b.example SIP/2.0", "Event: a\nSubscription-State: active\nContact: <sip:a@a>\nContent-Type: a/b\n=x", "" },
		{ "BYE sip:b.example SIP/2.0", "Content-Type: a/b\n=x", "" },
		{ "OPTIONS sip:b.example SIP/2.0", "Accept:", "" },
		{ "REFER sip:b.example SIP/2.0", "Refer-To: <sip:c@c>\nContact: <sip:a@a>", "" },
		{ "SUBSCRIBE sip:b.example SIP/2.0", "Event: a\nContact: <sip:a@a>", "" },
		{ "PUBLISH sip:b.example SIP/2.0", "Event: a\nSIP-If-Match: a", "" },
		{ "CANCEL sip:b.example SIP/2.0", "+Via: SIP/2.0/UDP b;branch=z9hG4bK2", "" },
		{ "ACK sip:b.example SIP/2.0", "+Via: SIP/2.0/UDP b;branch=z9hG4bK2", "" },
		{ "FLY sip:b.example SIP/2.0", "Wings: two\nFrom: <sip:a@a>;tag=1;x=y\nVia: SIP/2.0/UDP a;branch=z9hG4bK1;x\n"
		  "Supported: flying\nRequire: wings\nContact: <sip:a@a;x=y>;z", "" },
		{ MESSAGE, "To: B<sip:b@b>\nFrom: \"\"<sip:a@a>;tag=1\nVIA: SIP/2.0/udp a;BRANCH=Z9HG4BK1;RPORT\n-Via", "" },
		{ OK, "CSeq: 1 BYE\nVia: SIP/2.0/UDP [::1];branch=z9hG4bK1;received=::1, SIP/2.0/UDP a;branch=z9hG4bK1;received=[::1]", "" },
	};
	for (size_t i = 0; i < sizeof free / sizeof free[0]; i++)
		check_row(&free[i]);
}

/* ---- what no single row can say ---- */

Test(check_conditions, length_beyond_body)
{
	static const char head[] = "FLY sip:b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
				   "From: <sip:a@a>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: 1 FLY\r\nContent-Type: a/b\r\n";
	char bytes[600];
	sipw_msg *m = roomy_message(0);
	snprintf(bytes, sizeof bytes, "%sl: 5\r\n\r\nfour", head);
	CHECK_INT(sipw_parse(m, sipw_s(bytes), SIPW_DATAGRAM, NULL), SIPW_OK);
	check_found(m, "one byte is missing", "error length-beyond-body Content-Length at 8:3\n");
	CHECK_INT(sipw_body(m, sipw_s("a/b"), sipw_s("x")), SIPW_OK);
	check_found(m, "another body", "");
	snprintf(bytes, sizeof bytes, "%sl: 3\r\n\r\nfour", head);
	CHECK_INT(sipw_parse(m, sipw_s(bytes), SIPW_DATAGRAM, NULL), SIPW_OK);
	check_found(m, "one byte too much", "warning surplus-bytes\n");
	CHECK_INT(sipw_parse(m, sipw_s(bytes), SIPW_STREAM, NULL), SIPW_OK);
	check_found(m, "the next message begins", "");
}

Test(check_conditions, length_claimed)
{
	sipw_msg *m = roomy_message(0);
	build_invite(m);
	sipw_add(m, SIPW_HDR_SUPPORTED, sipw_s("timer"));
	sipw_claim_length(m, 151);
	check_found(m, "the truth", "");
	sipw_claim_length(m, 150);
	check_found(m, "too little", "error length-claimed\n");
	sipw_claim_length(m, 152);
	check_found(m, "too much", "error length-claimed\n");
}

/* The size is that of the message as it is written. */
static void check_size(const char *edits, size_t size, const char *expected)
{
	static struct text bytes;
	static char long_edits[4000];
	bytes.len = 0;
	text_add_variant(&bytes, MESSAGE, edits);
	snprintf(long_edits, sizeof long_edits, "%sSubject: %0*d\n", edits, (int)(size - bytes.len) - 11, 0);
	const sipw_msg *m = parse_variant(0, MESSAGE, long_edits);
	CHECK_INT(sipw_serialize_unchecked(m, NULL, 0), size);
	check_found(m, edits, expected);
}

Test(check_conditions, udp_size)
{
	check_size("", 1300, "");
	check_size("", 1301, "warning udp-size\n");
	check_size("Via: SIP/2.0/TCP a;branch=z9hG4bK1\n", 1301, "");
	check_size("Via: SIP/2.0/TCP a;branch=z9hG4bK1\n+v: SIP/2.0/UDP a;branch=z9hG4bK1\n", 1301, "");
	check_size("Via: a/b/udp c;branch=z9hG4bK1\n", 1301, "warning via-protocol Via at 1:5\nwarning udp-size\n");
	/* Built, where Content-Length is still to come. */
	static char body[1300];
	sipw_msg *m = roomy_message(0);
	build_invite(m);
	sipw_replace(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/UDP a;branch=z9hG4bK1"));
	sipw_add(m, SIPW_HDR_SUPPORTED, sipw_s("timer"));
	sipw_body(m, sipw_s("application/sdp"), sipw_sn(body, 151));
	const size_t head = (size_t)sipw_serialize(m, NULL, 0) - 151;
	memset(body, 'x', sizeof body);
	sipw_body(m, sipw_s("application/sdp"), sipw_sn(body, 1300 - head));
	CHECK_INT(sipw_serialize(m, NULL, 0), 1300);
	check_found(m, "built, 1300 bytes", "");
	sipw_body(m, sipw_s("application/sdp"), sipw_sn(body, 1301 - head));
	check_found(m, "built, 1301 bytes", "warning udp-size\n");
}

static void count_size(void *ctx, const sipw_finding *f)
{
	*(int *)ctx += strcmp(f->rule, "udp-size") == 0;
}

/* In each style it is found where, and only where, what is written is too much: around the limit, for messages
 * with lists on many lines, some of them empty, and lines that no style changes. */
Test(check_conditions, udp_size_in_a_style)
{
	static struct generated g;
	static char body[1400];
	int around = 0;
	memset(body, 'x', sizeof body);
	for (int seed = 0; seed < 400; seed++) {
		sipw_msg *m = roomy_message(0);
		generate_request(&g, (uint64_t)seed, SIPW_MESSAGE);
		CHECK_INT(sipw_parse(m, text_all(&g.text), SIPW_DATAGRAM, NULL), SIPW_OK);
		sipw_replace(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/UDP a;branch=z9hG4bK1"));
		sipw_add(m, SIPW_HDR_SUPPORTED, sipw_s(seed % 2 ? "" : "timer , path"));
		sipw_add(m, SIPW_HDR_SUPPORTED, sipw_s(seed % 3 ? "" : "replaces"));
		if (seed % 5 == 0)
			sipw_add_raw(m, sipw_s("no line at all\r\n"));
		sipw_style(m, (unsigned)seed % 4);
		sipw_body(m, sipw_s("text/plain"), sipw_sn(body, 1));
		const ptrdiff_t rest = 1300 - sipw_serialize_unchecked(m, NULL, 0) - 4;
		for (ptrdiff_t len = rest > 1 ? rest : 1; len < rest + 8; len++) {
			int found = 0;
			sipw_body(m, (sipw_str){ NULL, 0 }, sipw_sn(body, (size_t)len));
			sipw_check(m, count_size, &found);
			const ptrdiff_t size = sipw_serialize_unchecked(m, NULL, 0);
			CHECKF(found == (size > 1300), "seed %d: %td bytes in style %d", seed, size, seed % 4);
			around += size == 1300;
		}
	}
	CHECKF(around > 300, "%d messages at the limit", around);
}

/* ---- the spec ---- */

/* What is found in rows that break some condition. */
static void list_found(struct text *text)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		text_add_s(text, rows[i].found);
	/* Those of the tests above. */
	text_add_s(text, "warning surplus-bytes\nerror length-claimed\nwarning udp-size\n");
}

/* Each condition is broken by some row, and has the severity of its row in the spec. */
Test(check_conditions, each_is_broken)
{
	static struct text all;
	char line[100];
	struct spec spec = spec_open("conditions.spec");
	list_found(&all);
	for (size_t i = 0; i < spec.n; i++) {
		const int n = snprintf(line, sizeof line, "%s %s", spec_cell(&spec, i, "severity"), spec_cell(&spec, i, "name"));
		const size_t at = find_bytes(text_all(&all), sipw_sn(line, (size_t)n));
		CHECKF(at < all.len && (all.bytes[at + (size_t)n] == ' ' || all.bytes[at + (size_t)n] == '\n'), "%s", line);
	}
	spec_close(&spec);
}

/* A finding has name, sentence and source of its row; uri-part says which part. */
static void keep_finding(void *ctx, const sipw_finding *f)
{
	*(sipw_finding *)ctx = *f;
}

Test(check_conditions, words_of_a_finding)
{
	struct spec spec = spec_open("conditions.spec");
	sipw_finding f = { 0 };
	sipw_check(parse_variant(0, MESSAGE, "CSeq: 1 INVITE"), keep_finding, &f);
	const size_t row = spec_find(&spec, "name", "cseq-method");
	CHECK_TEXT(sipw_s(f.rule), "cseq-method");
	CHECK_INT(f.code, SIPW_ERR_RULE);
	CHECK_INT(f.byte, 'I');
	CHECK_TEXT(sipw_s(f.source), spec_source(spec_cell(&spec, row, "source")));
	CHECKF(strncmp(f.sentence, spec_cell(&spec, row, "sentence"), strlen(f.sentence)) == 0 &&
	       strlen(f.sentence) == strlen(spec_cell(&spec, row, "sentence")) - 1, "%s", f.sentence);
	sipw_check(parse_variant(0, MESSAGE, "From: <sip:a@a:5060>;tag=1"), keep_finding, &f);
	CHECK_TEXT(sipw_s(f.rule), "uri-part");
	CHECK_TEXT(sipw_s(f.source), "RFC 3261 19.1.1");
	CHECKF(strstr(f.sentence, "port") != NULL, "%s", f.sentence);
	spec_close(&spec);
}

/* ---- any bytes ---- */

/* Variants with bytes exchanged, taken out and doubled: what is found lies where it is said to be. */
Test(check_conditions, mutated)
{
	static const char bytes_to_try[] = "\0\t\r\n ,;:=?@<>\"\\%*/[]xz09\x7f\x80\xc3\xff";
	static struct text bytes, found;
	static char mutant[8000];
	uint64_t random = 3;
	for (size_t i = 0; i < 3 * sizeof rows / sizeof rows[0]; i++) {
		const struct row *row = &rows[i % (sizeof rows / sizeof rows[0])];
		bytes.len = 0;
		text_add_variant(&bytes, row->start, row->edits);
		for (int n = 0; n < 100; n++) {
			const size_t at = next_random(&random) % (bytes.len - 4), cut = next_random(&random) % 3;
			const char with = bytes_to_try[next_random(&random) % (sizeof bytes_to_try - 1)];
			memcpy(mutant, bytes.bytes, at);
			mutant[at] = with;
			memcpy(mutant + at + 1, bytes.bytes + at + cut, bytes.len - at - cut);
			sipw_msg *m = roomy_message(0);
			found.len = 0;
			if (sipw_parse(m, sipw_sn(mutant, bytes.len + 1 - cut), n % 2 ? SIPW_STREAM : SIPW_DATAGRAM, NULL) == SIPW_OK)
				text_add_findings(&found, m);
		}
	}
}
