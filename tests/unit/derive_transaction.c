/* SPDX-License-Identifier: MIT */
/* Keys of transactions, and what matches one (RFC 3261 17.1.3, 17.2.3, 9.2). */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/derived.h"
#include "support/guard.h"
#include "support/message.h"

#define REST "From: <sip:a@a>;tag=1\nTo: <sip:b@b>\nCall-ID: c\nMax-Forwards: 70\n"
#define MODERN "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1\n" REST
#define OLD "Via: SIP/2.0/UDP a.example;branch=7\n" REST

static const char *key(const char *message, int which)
{
	static char texts[4][300];
	static unsigned turn;
	char *text = texts[turn++ % 4];
	sipw_error error = { 0 };
	const ptrdiff_t n = sipw_transaction_key(received_message(0, message), which, text, 299, &error);
	const ptrdiff_t length = n >= 0 ? n : sipw_error_text(&error, text, 299);
	text[length > 0 ? length : 0] = '\0';
	return text;
}

#define CHECK_KEY(message, which, expected) CHECK_TEXT(sipw_s(key((message), (which))), (expected))

Test(transaction, keys)
{
	CHECK_KEY("INVITE sip:b SIP/2.0\n" MODERN "CSeq: 1 INVITE\n\n", SIPW_KEY_CLIENT, "z9hg4bk1 INVITE");
	CHECK_KEY("SIP/2.0 180 x\nVia: SIP/2.0/TCP x.example;rport=3;branch=Z9HG4BK1\nCSeq: 1 INVITE\n\n", SIPW_KEY_CLIENT, "z9hg4bk1 INVITE");
	CHECK_KEY("INVITE sip:b SIP/2.0\n" MODERN "CSeq: 1 INVITE\n\n", SIPW_KEY_SERVER, "z9hg4bk1 a.example 5060 INVITE");
	CHECK_KEY("ACK sip:b SIP/2.0\n" MODERN "CSeq: 1 ACK\n\n", SIPW_KEY_SERVER, "z9hg4bk1 a.example 5060 INVITE");
	CHECK_KEY("ACK sip:b SIP/2.0\n" MODERN "CSeq: 1 ACK\n\n", SIPW_KEY_CLIENT, "z9hg4bk1 ACK");
	CHECK_KEY("CANCEL sip:b SIP/2.0\n" MODERN "CSeq: 1 CANCEL\n\n", SIPW_KEY_SERVER, "z9hg4bk1 a.example 5060 CANCEL");
	CHECK_KEY("CANCEL sip:b SIP/2.0\n" MODERN "CSeq: 1 CANCEL\n\n", SIPW_KEY_CANCELLED, "z9hg4bk1 a.example 5060 INVITE");
	CHECK_KEY("FLY sip:b SIP/2.0\nv: SIP/2.0/TLS A.Example;branch=z9hG4bKx\nCSeq: 1 FLY\n\n", SIPW_KEY_SERVER, "z9hg4bkx a.example 5061 FLY");
	CHECK_KEY("FLY sip:b SIP/2.0\nv: SIP/2.0/TLS [::1]:9;branch=z9hG4bKx\nCSeq: 1 FLY\n\n", SIPW_KEY_SERVER, "z9hg4bkx [::1] 9 FLY");
	CHECK_KEY("INVITE sip:b SIP/2.0\n" OLD "CSeq: 1 INVITE\n\n", SIPW_KEY_SERVER, "7 a.example 5060 INVITE 1 1 c");
	CHECK_KEY("ACK sip:b SIP/2.0\n" OLD "CSeq: 1 ACK\n\n", SIPW_KEY_SERVER, "7 a.example 5060 INVITE 1 1 c");
	CHECK_KEY("SIP/2.0 200 x\n" OLD "CSeq: 1 INVITE\n\n", SIPW_KEY_CLIENT, "7 INVITE 1 1 c");
	CHECK_KEY("BYE sip:b SIP/2.0\nVia: SIP/2.0/UDP a\nFrom: sip:a\nTo: sip:b\nCall-ID: c\nCSeq: 1 BYE\n\n", SIPW_KEY_SERVER, " a 5060 BYE 1  c");
}

Test(transaction, key_refused)
{
	CHECK_KEY("SIP/2.0 200 x\n" MODERN "CSeq: 1 INVITE\n\n", SIPW_KEY_SERVER,
		  "a response belongs to the transaction of the server that made it");
	CHECK_KEY("BYE sip:b SIP/2.0\n" MODERN "CSeq: 1 BYE\n\n", SIPW_KEY_CANCELLED, "only a CANCEL cancels another transaction");
	CHECK_KEY("BYE sip:b SIP/2.0\n" MODERN "CSeq: 1 BYE\n\n", 3, "there is no such key");
	CHECK_KEY("BYE sip:b SIP/2.0\n" MODERN "CSeq: 1 BYE\n\n", -1, "there is no such key");
	CHECK_KEY("BYE sip:b SIP/2.0\n" MODERN "\n", 0, "CSeq: this header field is missing [RFC 3261 17.2.3]");
	CHECK_KEY("BYE sip:b SIP/2.0\n" REST "CSeq: 1 BYE\n\n", 0, "Via: this header field is missing [RFC 3261 17.2.3]");
	CHECK_KEY("BYE sip:b SIP/2.0\nVia: SIP/2.0/UDP a,\nCSeq: x BYE\n\n", 0, "CSeq: byte 0x78 at 0: a digit is expected here [RFC 3261 20.16]");
	CHECK_KEY("BYE sip:b SIP/2.0\nVia: SIP/2.0/UDP @\nCSeq: 1 BYE\n\n", 0, "Via: byte 0x40 at 12: a host name or IP address is expected here [RFC 3261 25.1]");
	CHECK_KEY("BYE sip:b SIP/2.0\nVia: SIP/2.0/UDP a\nCSeq: 1 BYE\n\n", 0, "Call-ID: this header field is missing [RFC 3261 17.2.3]");
	CHECK_KEY("BYE\nVia: SIP/2.0/UDP a\nCSeq: 1 BYE\n\n", 0, "the message has no start line");
	CHECK_INT(sipw_transaction_key(NULL, 0, NULL, 0, NULL), SIPW_ERR_MEMORY);
}

Test(transaction, key_sizes)
{
	const sipw_msg *m = received_message(0, "INVITE sip:b SIP/2.0\n" OLD "CSeq: 4294967295 INVITE\n\n");
	const ptrdiff_t n = sipw_transaction_key(m, SIPW_KEY_SERVER, NULL, 0, NULL);
	struct guard g = guard_open(100);
	CHECK_INT(n, 38);
	for (size_t cap = 1; cap < 60; cap++) {
		char *out = guard_last(&g, cap);
		CHECK_INT(sipw_transaction_key(m, SIPW_KEY_SERVER, out, cap, NULL), cap < (size_t)n ? SIPW_ERR_SPACE : n);
	}
	guard_close(&g);
}

/* ---- matches ---- */

static bool match(const char *request, const char *sent, const char *m)
{
	return sipw_transaction_match(received_message(0, request), sent != NULL ? received_message(1, sent) : NULL,
				      received_message(2, m));
}

Test(transaction, responses)
{
	const char *invite = "INVITE sip:b SIP/2.0\n" MODERN "CSeq: 1 INVITE\n\n";
	CHECK(match(invite, NULL, "SIP/2.0 200 x\n" MODERN "CSeq: 1 INVITE\n\n"));
	CHECK(match(invite, NULL, "SIP/2.0 200 x\nVia: SIP/2.0/UDP x;branch=Z9HG4BK1;received=192.0.2.1\nCSeq: 1 INVITE\n\n"));
	CHECK(!match(invite, NULL, "SIP/2.0 200 x\n" MODERN "CSeq: 1 CANCEL\n\n"));
	CHECK(!match(invite, NULL, "SIP/2.0 200 x\n" MODERN "CSeq: 1 invite\n\n"));
	CHECK(!match(invite, NULL, "SIP/2.0 200 x\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\nCSeq: 1 INVITE\n\n"));
	CHECK(!match(invite, NULL, "SIP/2.0 200 x\nVia: SIP/2.0/UDP a.example\n" REST "CSeq: 1 INVITE\n\n"));
	CHECK(!match("SIP/2.0 200 x\n" MODERN "CSeq: 1 INVITE\n\n", NULL, "SIP/2.0 200 x\n" MODERN "CSeq: 1 INVITE\n\n"));
	CHECK(!sipw_transaction_match(NULL, NULL, received_message(0, invite)));
	CHECK(!sipw_transaction_match(received_message(0, invite), NULL, NULL));
}

Test(transaction, old_responses)
{
	const char *invite = "INVITE sip:b SIP/2.0\n" OLD "CSeq: 1 INVITE\n\n";
	CHECK(match(invite, NULL, "SIP/2.0 200 x\nVia: SIP/2.0/UDP a.example;branch=7\nFrom: <sip:a>;tag=1\nTo: <sip:b>;tag=2\nCall-ID: c\nCSeq: 1 INVITE\n\n"));
	CHECK(!match(invite, NULL, "SIP/2.0 200 x\nVia: SIP/2.0/UDP a.example;branch=7\nFrom: <sip:a>;tag=1\nTo: <sip:b>;tag=2\nCall-ID: C\nCSeq: 1 INVITE\n\n"));
	CHECK(!match(invite, NULL, "SIP/2.0 200 x\nVia: SIP/2.0/UDP a.example;branch=7\nFrom: <sip:a>;tag=2\nTo: <sip:b>;tag=2\nCall-ID: c\nCSeq: 1 INVITE\n\n"));
	CHECK(!match(invite, NULL, "SIP/2.0 200 x\nVia: SIP/2.0/UDP a.example;branch=7\nFrom: <sip:a>;tag=1\nTo: <sip:b>;tag=2\nCall-ID: c\nCSeq: 2 INVITE\n\n"));
}

/* 17.2.3: branch, sent-by, method; an ACK matches its INVITE. */
Test(transaction, requests)
{
	const char *invite = "INVITE sip:b SIP/2.0\n" MODERN "CSeq: 1 INVITE\n\n";
	CHECK(match(invite, NULL, invite));
	CHECK(match(invite, NULL, "INVITE sip:other SIP/2.0\nv: SIP/2.0/UDP A.EXAMPLE:5060;branch=z9hG4bK1\nCSeq: 9 INVITE\n\n"));
	CHECK(match(invite, NULL, "ACK sip:b SIP/2.0\n" MODERN "CSeq: 1 ACK\n\n"));
	CHECK(!match(invite, NULL, "CANCEL sip:b SIP/2.0\n" MODERN "CSeq: 1 CANCEL\n\n"));
	CHECK(!match(invite, NULL, "INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP b.example;branch=z9hG4bK1\nCSeq: 1 INVITE\n\n"));
	CHECK(!match(invite, NULL, "INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP a.example:5070;branch=z9hG4bK1\nCSeq: 1 INVITE\n\n"));
	CHECK(!match("BYE sip:b SIP/2.0\n" MODERN "CSeq: 1 BYE\n\n", NULL, "ACK sip:b SIP/2.0\n" MODERN "CSeq: 1 ACK\n\n"));
}

/* The same of RFC 2543 peers: Request-URI, tags, Call-ID, CSeq, top Via; an ACK has the To tag that was sent. */
Test(transaction, old_requests)
{
	const char *invite = "INVITE sip:b SIP/2.0\n" OLD "CSeq: 1 INVITE\n\n";
	const char *sent = "SIP/2.0 404 x\nVia: SIP/2.0/UDP a.example;branch=7\nFrom: <sip:a>;tag=1\nTo: <sip:b>;tag=T\nCall-ID: c\nCSeq: 1 INVITE\n\n";
	const char *ack = "ACK sip:b SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=7\nFrom: <sip:a>;tag=1\nTo: <sip:b>;tag=t\nCall-ID: c\nCSeq: 1 ACK\n\n";
	const char *stray = "ACK sip:b SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=7\nFrom: <sip:a>;tag=1\nTo: <sip:b>;tag=u\nCall-ID: c\nCSeq: 1 ACK\n\n";
	CHECK(match(invite, NULL, invite));
	CHECK(match(invite, NULL, "INVITE SIP:B;x=1 SIP/2.0\n" OLD "CSeq: 1 INVITE\n\n"));
	CHECK(!match(invite, NULL, "INVITE sip:b2 SIP/2.0\n" OLD "CSeq: 1 INVITE\n\n"));
	CHECK(!match(invite, NULL, "INVITE sip:b SIP/2.0\n" OLD "CSeq: 2 INVITE\n\n"));
	CHECK(!match(invite, NULL, "INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP a.example\n" REST "CSeq: 1 INVITE\n\n"));
	CHECK(!match(invite, NULL, "INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=7\nFrom: <sip:a>;tag=1\nTo: <sip:b>;tag=2\nCall-ID: c\nCSeq: 1 INVITE\n\n"));
	CHECK(match(invite, sent, ack));
	CHECK(!match(invite, sent, stray));
	CHECK(match(invite, NULL, stray));
	CHECK(match("BYE sip:b SIP/2.0\n" OLD "CSeq: 1 BYE\n\n", NULL, "BYE sip:b SIP/2.0\n" OLD "CSeq: 1 BYE\n\n"));
	CHECK(!match("BYE sip:b SIP/2.0\n" OLD "CSeq: 1 BYE\n\n", NULL, "INFO sip:b SIP/2.0\n" OLD "CSeq: 1 INFO\n\n"));
}

static bool cancels(const char *cancel, const char *request)
{
	return sipw_cancel_match(received_message(0, cancel), received_message(1, request));
}

/* 9.2: as a request, but for the method. */
Test(transaction, cancel)
{
	const char *modern = "CANCEL sip:b SIP/2.0\n" MODERN "CSeq: 1 CANCEL\n\n";
	const char *old = "CANCEL sip:b SIP/2.0\n" OLD "CSeq: 1 CANCEL\n\n";
	CHECK(cancels(modern, "INVITE sip:b SIP/2.0\n" MODERN "CSeq: 1 INVITE\n\n"));
	CHECK(cancels(modern, "FLY sip:b SIP/2.0\n" MODERN "CSeq: 1 FLY\n\n"));
	CHECK(!cancels(modern, "ACK sip:b SIP/2.0\n" MODERN "CSeq: 1 ACK\n\n"));
	CHECK(!cancels(modern, modern));
	CHECK(!cancels("INVITE sip:b SIP/2.0\n" MODERN "CSeq: 1 INVITE\n\n", "INVITE sip:b SIP/2.0\n" MODERN "CSeq: 1 INVITE\n\n"));
	CHECK(!cancels(modern, "SIP/2.0 200 x\n" MODERN "CSeq: 1 INVITE\n\n"));
	CHECK(!cancels(modern, "INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP x.example;branch=z9hG4bK1\n" REST "CSeq: 1 INVITE\n\n"));
	CHECK(!cancels(modern, "INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\n" REST "CSeq: 1 INVITE\n\n"));
	CHECK(cancels(old, "INVITE sip:b SIP/2.0\n" OLD "CSeq: 1 INVITE\n\n"));
	CHECK(!cancels(old, "INVITE sip:c SIP/2.0\n" OLD "CSeq: 1 INVITE\n\n"));
	CHECK(!cancels(old, "INVITE sip:b SIP/2.0\n" OLD "CSeq: 2 INVITE\n\n"));
	CHECK(!cancels(old, "INVITE sip:b SIP/2.0\n" MODERN "CSeq: 1 INVITE\n\n"));
}
