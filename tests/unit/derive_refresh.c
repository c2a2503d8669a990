/* SPDX-License-Identifier: MIT */
/* Registrations, publications and subscriptions that are refreshed. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/derived.h"
#include "support/message.h"

#define VIA "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1;rport\n"
#define NEW_VIA "Via: SIP/2.0/UDP a.example;branch=z9hG4bK2;rport\n"
#define PARTIES "From: A <sip:a@b.example>;tag=1\nTo: A <sip:a@b.example>\nCall-ID: c@a.example\n"
#define END "Content-Length: 0\n\n"
#define CREDENTIALS "Digest username=\"a\", realm=\"r\", nonce=\"1\", uri=\"sip:b\", response=\"00000000000000000000000000000000\"\n"

#define FIRST(method, rest) method " sip:b.example SIP/2.0\n" VIA "Max-Forwards: 70\n" PARTIES "CSeq: 7 " method "\n" rest
#define NEXT(method, rest) method " sip:b.example SIP/2.0\n" NEW_VIA "Max-Forwards: 70\n" PARTIES "CSeq: 8 " method "\n" rest
#define OK_OF(method, rest) "SIP/2.0 200 OK\n" VIA PARTIES "CSeq: 7 " method "\n" rest "\n"

static const sipw_refresh_options next = { .branch = SIPW_S("z9hG4bK2") };

static sipw_msg *refresh(const char *request, const char *response, const sipw_refresh_options *options, const sipw_extras *extras)
{
	sipw_msg *m = roomy_message(0);
	const int code = sipw_refresh(m, received_message(0, request), response != NULL ? received_message(1, response) : NULL,
				      options, extras);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

/* Call-ID, From with its tag, To, Request-URI, Contact and all else as before, in its order (10.2, 10.2.4). */
Test(refresh, keeps_the_rest)
{
	CHECK_DERIVED(refresh("REGISTER sip:b.example SIP/2.0\nv: SIP/2.0/UDP a.example;branch=z9hG4bK1;rport=5060;received=192.0.2.1\n"
			      "Max-Forwards: 70\nRoute: <sip:p;lr>\nf: A\n <sip:a@b.example>;tag=1\nt: A <sip:a@b.example>\ni: c@a.example\n"
			      "CSeq: 7 REGISTER\nm: <sip:a@192.0.2.1>;expires=600;+sip.instance=\"<urn:x>\", <sip:a@192.0.2.2>\nExpires: 3600\n"
			      "X-A: 1\nl: 0\n\n",
			      NULL, &next, NULL),
		      "REGISTER sip:b.example SIP/2.0\n" NEW_VIA
		      "Max-Forwards: 70\nRoute: <sip:p;lr>\nf: A\n <sip:a@b.example>;tag=1\nt: A <sip:a@b.example>\ni: c@a.example\n"
		      "CSeq: 8 REGISTER\nm: <sip:a@192.0.2.1>;expires=600;+sip.instance=\"<urn:x>\", <sip:a@192.0.2.2>\nExpires: 3600\n"
		      "X-A: 1\n" END);
	CHECK_DERIVED(refresh(FIRST("SUBSCRIBE", "Event: presence\nContact: <sip:a@192.0.2.1>\nContent-Type: text/plain\n\nhi"),
			      OK_OF("SUBSCRIBE", "Expires: 60\n"), &next, NULL),
		      NEXT("SUBSCRIBE", "Event: presence\nContact: <sip:a@192.0.2.1>\nContent-Type: text/plain\nContent-Length: 2\n\nhi"));
}

/* What was said of one request alone is not said of the next. */
Test(refresh, leaves_out_what_is_momentary)
{
	CHECK_DERIVED(refresh(FIRST("REGISTER", "Authorization: " CREDENTIALS "Proxy-Authorization: " CREDENTIALS
						"Date: Sat, 13 Nov 2010 23:29:00 GMT\nTimestamp: 54\nIdentity: abc;info=<http://x>\nX-A: 1\n\n"),
			      NULL, &next, NULL),
		      NEXT("REGISTER", "X-A: 1\n" END));
}

/* An interval of a Contact would count instead of that of Expires (10.2.1.1). */
Test(refresh, interval)
{
	const sipw_refresh_options end = { .branch = sipw_s("z9hG4bK2"), .expires = sipw_num(0) };
	const sipw_refresh_options hour = { .branch = sipw_s("z9hG4bK2"), .expires = sipw_num(3600), .cseq = 12 };
	CHECK_DERIVED(refresh(FIRST("REGISTER", "Expires: 60\nX-A: 1\n\n"), NULL, &end, NULL), NEXT("REGISTER", "Expires: 0\nX-A: 1\n" END));
	CHECK_DERIVED(refresh(FIRST("REGISTER", "Contact: <sip:a>;expires=60;q=0.5, \"B, b\" <sip:b> , <sip:c>;expires=0\nm: <sip:d>;x\n\n"),
			      NULL, &end, NULL),
		      NEXT("REGISTER", "Contact: <sip:a>;q=0.5\nContact: \"B, b\" <sip:b>\nContact: <sip:c>\nm: <sip:d>;x\nExpires: 0\n" END));
	CHECK_DERIVED(refresh(FIRST("REGISTER", "\n"), NULL, &hour, NULL),
		      "REGISTER sip:b.example SIP/2.0\n" NEW_VIA "Max-Forwards: 70\n" PARTIES "CSeq: 12 REGISTER\nExpires: 3600\n" END);
}

Test(refresh, contact)
{
	const sipw_refresh_options moved = { .branch = sipw_s("z9hG4bK2"), .contact = sipw_s("<sip:x>;expires=5, <sip:y>"), .expires = sipw_num(9) };
	const sipw_refresh_options broken = { .branch = sipw_s("z9hG4bK2"), .contact = sipw_s("<sip:x") };
	CHECK_DERIVED(refresh(FIRST("REGISTER", "Contact: <sip:a>\nX-A: 1\nm: <sip:b>\n\n"), NULL, &moved, NULL),
		      NEXT("REGISTER", "Contact: <sip:x>;expires=5, <sip:y>\nX-A: 1\nExpires: 9\n" END));
	CHECK_DERIVED(refresh(FIRST("REGISTER", "Expires: 8\n\n"), NULL, &moved, NULL),
		      NEXT("REGISTER", "Expires: 9\nContact: <sip:x>;expires=5, <sip:y>\n" END));
	sipw_msg *m = refresh(FIRST("REGISTER", "Contact: <sip:a>\n\n"), NULL, &broken, NULL);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->input), "options");
	CHECK_INT(sipw_msg_error(m)->header, SIPW_HDR_CONTACT);
}

#define PIDF "Content-Type: application/pidf+xml\nContent-Language: en\n\n<presence/>"

/* RFC 3903 4.1, table 1: refreshed without a body, changed with another one, removed with 0. */
Test(refresh, publication)
{
	const sipw_refresh_options end = { .branch = sipw_s("z9hG4bK2"), .expires = sipw_num(0) };
	const sipw_extras other = { .type = sipw_s("text/plain"), .body = sipw_s("away") };
	const char *first = FIRST("PUBLISH", "Event: presence\nExpires: 60\n" PIDF);
	const char *again = FIRST("PUBLISH", "SIP-If-Match: e1\nEvent: presence\nExpires: 60\n\n");
	CHECK_DERIVED(refresh(first, OK_OF("PUBLISH", "SIP-ETag: e1\n"), &next, NULL),
		      NEXT("PUBLISH", "Event: presence\nExpires: 60\nSIP-If-Match: e1\n" END));
	CHECK_DERIVED(refresh(again, OK_OF("PUBLISH", "SIP-ETag: e2\n"), &next, NULL),
		      NEXT("PUBLISH", "SIP-If-Match: e2\nEvent: presence\nExpires: 60\n" END));
	CHECK_DERIVED(refresh(again, NULL, &end, NULL), NEXT("PUBLISH", "SIP-If-Match: e1\nEvent: presence\nExpires: 0\n" END));
	CHECK_DERIVED(refresh(first, OK_OF("PUBLISH", "SIP-ETag: e1\n"), &next, &other),
		      NEXT("PUBLISH", "Event: presence\nExpires: 60\nSIP-If-Match: e1\nContent-Type: text/plain\nContent-Length: 4\n\naway"));
	CHECK_REFUSED(refresh(first, NULL, &next, NULL), SIPW_ERR_ARGUMENT,
		      "response: SIP-ETag: a publication is refreshed by its entity-tag [RFC 3903 4.3]");
	CHECK_REFUSED(refresh(first, OK_OF("PUBLISH", ""), &next, NULL), SIPW_ERR_ARGUMENT,
		      "response: SIP-ETag: a publication is refreshed by its entity-tag [RFC 3903 4.3]");
}

Test(refresh, extras)
{
	static const char *const reserved[] = { "Contact", "m", "expires", "SIP-If-Match", "AUTHORIZATION", "Proxy-Authorization",
						"Date", "Timestamp", "y", "Via", "i", "x-a", "Supported", "k" };
	const sipw_field good = { .name = sipw_s("X-B"), .value = sipw_s("2") };
	CHECK_DERIVED(refresh(FIRST("REGISTER", "X-A: 1\n\n"), NULL, &next, &(sipw_extras){ .fields = &good, .n = 1 }),
		      NEXT("REGISTER", "X-A: 1\nX-B: 2\n" END));
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
		const sipw_field fields[] = { good, { .name = sipw_s(reserved[i]), .value = sipw_s("1") } };
		const sipw_msg *m = refresh(FIRST("REGISTER", "X-A: 1\nSupported: path\n\n"), NULL, &next, &(sipw_extras){ .fields = fields, .n = 2 });
		CHECKF(sipw_msg_error(m)->code == SIPW_ERR_ARGUMENT && sipw_msg_error(m)->nth == 2 &&
			       sipw_msg_error(m)->header == sipw_header_find(sipw_s(reserved[i])),
		       "%s", reserved[i]);
	}
}

Test(refresh, refused)
{
	static const char *const methods[] = { "INVITE", "ACK", "CANCEL" };
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
		char request[500];
		snprintf(request, sizeof request, "%s sip:b SIP/2.0\n" VIA PARTIES "CSeq: 7 %s\n\n", methods[i], methods[i]);
		CHECK_REFUSED(refresh(request, NULL, &next, NULL), SIPW_ERR_RULE,
			      "request: it establishes nothing that could be refreshed like this [RFC 3261 8.1.1.4]");
	}
	CHECK_REFUSED(refresh("SUBSCRIBE sip:b SIP/2.0\n" VIA "From: <sip:a>;tag=1\nTo: <sip:b>;tag=2\nCall-ID: c\nCSeq: 7 SUBSCRIBE\n\n", NULL, &next, NULL),
		      SIPW_ERR_RULE, "request: To: it is in a dialog, which makes its requests [RFC 3261 12.2.1.1]");
	CHECK_REFUSED(refresh(FIRST("REGISTER", "\n"), "SIP/2.0 401 Unauthorized\n" VIA PARTIES "CSeq: 7 REGISTER\n\n", &next, NULL),
		      SIPW_ERR_ARGUMENT, "response: a 2xx to this request is expected here [RFC 3261 17.1.3]");
	CHECK_REFUSED(refresh(FIRST("REGISTER", "\n"), "SIP/2.0 200 OK\n" NEW_VIA PARTIES "CSeq: 7 REGISTER\n\n", &next, NULL),
		      SIPW_ERR_ARGUMENT, "response: a 2xx to this request is expected here [RFC 3261 17.1.3]");
	CHECK_REFUSED(refresh(FIRST("REGISTER", "\n"), FIRST("REGISTER", "\n"), &next, NULL), SIPW_ERR_ARGUMENT,
		      "response: a response is expected here [RFC 3261 7.2]");
	CHECK_REFUSED(refresh(FIRST("REGISTER", "\n"), NULL, NULL, NULL), SIPW_ERR_ARGUMENT,
		      "options: Via: a branch for the new transaction is needed [RFC 3261 8.1.1.7]");
	CHECK_REFUSED(refresh("REGISTER sip:b SIP/2.0\n" VIA PARTIES "CSeq: 4294967295 REGISTER\n\n", NULL, &next, NULL), SIPW_ERR_RANGE,
		      "request: CSeq: there is no sequence number after this one [RFC 3261 8.1.1.5]");
}
