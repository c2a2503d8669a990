/* SPDX-License-Identifier: MIT */
/* Requests that are sent once more: to another place, or as the response asks for. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/derived.h"
#include "support/message.h"

#define VIA "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1;rport\n"
#define NEW_VIA "Via: SIP/2.0/UDP a.example;branch=z9hG4bK2;rport\n"
#define PARTIES "From: <sip:a@a.example>;tag=1\nTo: <sip:b@b.example>\nCall-ID: c@a.example\n"
#define END "Content-Length: 0\n\n"
#define CREDENTIALS "Digest username=\"a\", realm=\"r\", nonce=\"1\", uri=\"sip:b\", response=\"00000000000000000000000000000000\"\n"

static const sipw_retry_options next = { .branch = SIPW_S("z9hG4bK2") };

static sipw_msg *redirected(const char *request, const char *uri, const sipw_retry_options *options, const sipw_extras *extras)
{
	sipw_msg *m = roomy_message(0);
	const int code = sipw_redirected(m, received_message(0, request), sipw_s(uri), options, extras);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

/* The request after a response with these fields besides; both with the method INVITE. */
static sipw_msg *retry(const char *request, const char *response, const sipw_retry_options *options, const sipw_extras *extras)
{
	char text[1000];
	sipw_msg *m = roomy_message(0);
	snprintf(text, sizeof text, "SIP/2.0 %.3s x\n" VIA PARTIES "CSeq: 1 INVITE\n%s\n", response, response + 4);
	const int code = sipw_retry(m, received_message(0, request), received_message(1, text), options, extras);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

#define INVITE(rest) "INVITE sip:b SIP/2.0\n" VIA "Max-Forwards: 70\n" PARTIES "CSeq: 1 INVITE\nContact: <sip:a@a.example>\n" rest
#define AGAIN(rest) "INVITE sip:b SIP/2.0\n" NEW_VIA "Max-Forwards: 70\n" PARTIES "CSeq: 2 INVITE\nContact: <sip:a@a.example>\n" rest

/* ---- 3xx ---- */

/* 8.1.3.4: another Request-URI without method and headers, another branch, CSeq plus one, all else as it was. */
Test(redirected, keeps_the_rest)
{
	CHECK_DERIVED(redirected("INVITE sip:b@old SIP/2.0\nv: SIP/2.0/UDP a.example\n ;branch=z9hG4bK1;rport\n"
				 "Max-Forwards: 70\nRoute: <sip:p;lr>\nf: A\n <sip:a@a.example>;tag=1\nTo: <sip:b>\ni: c\nCSEQ: 41\n INVITE\n"
				 "m: <sip:a@a.example>\nAuthorization: " CREDENTIALS "Proxy-Authorization: " CREDENTIALS
				 "X-A: 1\nSupported:\nc: text/plain\nl: 2\n\nhi",
				 "sip:b@new;transport=tcp;method=BYE", &next, NULL),
		      "INVITE sip:b@new;transport=tcp SIP/2.0\n" NEW_VIA
		      "Max-Forwards: 70\nRoute: <sip:p;lr>\nf: A\n <sip:a@a.example>;tag=1\nTo: <sip:b>\ni: c\nCSeq: 42 INVITE\n"
		      "m: <sip:a@a.example>\nX-A: 1\nSupported:\nc: text/plain\nContent-Length: 2\n\nhi");
	CHECK_DERIVED(redirected(INVITE("\n"), "tel:+1-201-555-0123", &next, NULL),
		      "INVITE tel:+1-201-555-0123 SIP/2.0\n" NEW_VIA "Max-Forwards: 70\n" PARTIES "CSeq: 2 INVITE\nContact: <sip:a@a.example>\n" END);
}

/* The example of 8.1.3.4: Subject is overwritten, Call-Info gets one more. */
Test(redirected, headers_of_the_uri)
{
	CHECK_DERIVED(redirected(INVITE("Subject: old\nCall-Info: <http://one>\nX-A: 1\nX-A: 2\n\n"),
				 "sip:user@host?Subject=foo&Call-Info=%3Chttp://www.foo.com%3E&X-A=3", &next, NULL),
		      "INVITE sip:user@host SIP/2.0\n" NEW_VIA "Max-Forwards: 70\n" PARTIES "CSeq: 2 INVITE\nContact: <sip:a@a.example>\n"
		      "Call-Info: <http://one>\nX-A: 1\nX-A: 2\nSubject: foo\nCall-Info: <http://www.foo.com>\nX-A: 3\n" END);
	CHECK_DERIVED(redirected(INVITE("c: text/plain\nContent-Language: de\n\nold"), "sip:h?body=new&Content-Type=text/html", &next, NULL),
		      "INVITE sip:h SIP/2.0\n" NEW_VIA "Max-Forwards: 70\n" PARTIES "CSeq: 2 INVITE\nContact: <sip:a@a.example>\n"
		      "Content-Type: text/html\nContent-Length: 3\n\nnew");
}

static bool take_all(void *ctx, const sipw_uri_header *field, bool advised)
{
	(void)field;
	++*(int *)ctx;
	return advised || true;
}

/* 19.1.5: dangerous fields are left out; the caller may decide otherwise, but never about Via, CSeq and Max-Forwards. */
Test(redirected, dangerous_headers)
{
	const char *uri = "sip:h?From=%3Csip:evil%3E&Via=SIP/2.0/UDP%20evil&CSeq=9%20BYE&Route=%3Csip:evil%3E&Max-Forwards=0&Subject=x";
	int heard = 0;
	const sipw_retry_options all = { .branch = sipw_s("z9hG4bK2"), .decide = take_all, .ctx = &heard };
	CHECK_DERIVED(redirected(INVITE("\n"), uri, &next, NULL),
		      "INVITE sip:h SIP/2.0\n" NEW_VIA "Max-Forwards: 70\n" PARTIES "CSeq: 2 INVITE\nContact: <sip:a@a.example>\nSubject: x\n" END);
	CHECK_DERIVED(redirected(INVITE("\n"), uri, &all, NULL),
		      "INVITE sip:h SIP/2.0\n" NEW_VIA "Max-Forwards: 70\nTo: <sip:b@b.example>\nCall-ID: c@a.example\nCSeq: 2 INVITE\n"
		      "Contact: <sip:a@a.example>\nFrom: <sip:evil>\nRoute: <sip:evil>\nSubject: x\n" END);
	CHECK_INT(heard, 3);
}

Test(redirected, options_and_extras)
{
	const sipw_field x = { .name = sipw_s("X-A"), .value = sipw_s("1") };
	const sipw_field contact = { .name = sipw_s("Contact"), .value = sipw_s("<sip:evil>") };
	const sipw_extras body = { .fields = &x, .n = 1, .type = sipw_s("text/html"), .body = sipw_s("new") };
	const sipw_retry_options tcp = { .branch = sipw_s("z9hG4bK2"), .transport = sipw_s("TCP"), .cseq = 7 };
	CHECK_DERIVED(redirected(INVITE("c: text/plain\n\nold"), "sip:h", &tcp, &body),
		      "INVITE sip:h SIP/2.0\nVia: SIP/2.0/TCP a.example;branch=z9hG4bK2;rport\nMax-Forwards: 70\n" PARTIES
		      "CSeq: 7 INVITE\nContact: <sip:a@a.example>\nX-A: 1\nContent-Type: text/html\nContent-Length: 3\n\nnew");
	CHECK_REFUSED(redirected(INVITE("\n"), "sip:h", &next, &(sipw_extras){ .fields = &contact, .n = 1 }), SIPW_ERR_ARGUMENT,
		      "extra field 1: Contact: no extra field can take the place of this header field");
}

Test(redirected, refused)
{
	CHECK_REFUSED(redirected(INVITE("\n"), "sip:h h", &next, NULL), SIPW_ERR_SYNTAX, "URI: uri: byte 0x20 at 5: not allowed here [RFC 3261 19.1.1]");
	CHECK_REFUSED(redirected(INVITE("\n"), "sip:h?a=%0D%0Ab", &next, NULL), SIPW_ERR_SYNTAX,
		      "URI: uri: byte 0x25 at 8: a header field of a URI has no line end [RFC 3261 19.1.5]");
	CHECK_REFUSED(redirected(INVITE("\n"), "sip:h", NULL, NULL), SIPW_ERR_ARGUMENT,
		      "options: Via: a branch for the new transaction is needed [RFC 3261 8.1.1.7]");
	CHECK_REFUSED(redirected("INVITE sip:b SIP/2.0\n" VIA PARTIES "CSeq: 4294967295 INVITE\n\n", "sip:h", &next, NULL), SIPW_ERR_RANGE,
		      "request: CSeq: there is no sequence number after this one [RFC 3261 8.1.1.5]");
	CHECK_REFUSED(redirected("INVITE sip:b SIP/2.0\n" VIA PARTIES "CSeq: INVITE\n\n", "sip:h", &next, NULL), SIPW_ERR_SYNTAX,
		      "request: CSeq: byte 0x49 at 0: a digit is expected here [RFC 3261 20.16]");
	CHECK_REFUSED(redirected("INVITE sip:b SIP/2.0\n" VIA PARTIES "\n", "sip:h", &next, NULL), SIPW_ERR_ARGUMENT,
		      "request: CSeq: this header field is missing [RFC 3261 8.1.1.5]");
}

Test(redirected, without_max_forwards)
{
	CHECK_DERIVED(redirected("BYE sip:b SIP/2.0\n" VIA PARTIES "CSeq: 1 BYE\n\n", "sip:h", &next, NULL),
		      "BYE sip:h SIP/2.0\n" NEW_VIA PARTIES "CSeq: 2 BYE\nMax-Forwards: 70\n" END);
}

/* A request of somebody else: only the first Via value is ours. */
Test(redirected, other_via_values)
{
	CHECK_DERIVED(redirected("INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP p;branch=z9hG4bK1 , SIP/2.0/UDP q;branch=1\nVia: SIP/2.0/UDP r\n" PARTIES
				 "CSeq: 1 INVITE\nMax-Forwards: 1\nContact: <sip:a>\n\n", "sip:h", &next, NULL),
		      "INVITE sip:h SIP/2.0\nVia: SIP/2.0/UDP p;branch=z9hG4bK2\nVia: SIP/2.0/UDP q;branch=1\nVia: SIP/2.0/UDP r\n" PARTIES
		      "CSeq: 2 INVITE\nMax-Forwards: 1\nContact: <sip:a>\n" END);
}

/* ---- 413, 415 ---- */

#define WITH_BODY INVITE("Content-Type: text/plain\nContent-Language: de\nX-A: 1\n\nlong body")

Test(retry, too_large)
{
	const sipw_extras shorter = { .type = sipw_s("text/html"), .body = sipw_s("short") };
	const sipw_extras same = { .type = sipw_s("text/html"), .body = sipw_s("nine byte") };
	CHECK_DERIVED(retry(WITH_BODY, "413 Retry-After: 5\n", &next, NULL), AGAIN("X-A: 1\n" END));
	CHECK_DERIVED(retry(WITH_BODY, "413 ", &next, &shorter), AGAIN("X-A: 1\nContent-Type: text/html\nContent-Length: 5\n\nshort"));
	CHECK_REFUSED(retry(WITH_BODY, "413 ", &next, &same), SIPW_ERR_RULE,
		      "body: it is not shorter than the one that was too long [RFC 3261 8.1.3.5]");
	CHECK_REFUSED(retry(INVITE("\n"), "413 ", &next, NULL), SIPW_ERR_RULE,
		      "request: it has no body that could be another one [RFC 3261 8.1.3.5]");
}

static sipw_msg *retry_type(const char *response, const char *type, const char *coding, const char *language)
{
	const sipw_field fields[] = { { .header = SIPW_HDR_CONTENT_ENCODING, .value = sipw_s(coding) },
				      { .header = SIPW_HDR_CONTENT_LANGUAGE, .value = sipw_s(language) } };
	const sipw_extras extras = { .fields = fields, .n = 2, .type = sipw_s(type), .body = sipw_s("other") };
	return retry(WITH_BODY, response, &next, &extras);
}

/* Only with types, codings and languages that the response accepts. */
Test(retry, unsupported_media)
{
	const char *all = "415 Accept: application/sdp;level=1, text/*;q=0.5, image/png;q=0\nAccept-Encoding: gzip\nAccept-Language: en, fr-CA\n";
	CHECK_DERIVED(retry(WITH_BODY, "415 Accept: text/html\n", &next, NULL), AGAIN("X-A: 1\n" END));
	CHECK_DERIVED(retry_type(all, "TEXT/html", "GZIP", "en-US"),
		      AGAIN("X-A: 1\nContent-Encoding: GZIP\nContent-Language: en-US\nContent-Type: TEXT/html\nContent-Length: 5\n\nother"));
	CHECK_INT(sipw_msg_error(retry_type(all, "application/sdp", "gzip", "fr-ca"))->code, SIPW_OK);
	CHECK_INT(sipw_msg_error(retry_type("415 ", "a/b", "c", "de"))->code, SIPW_OK);
	CHECK_INT(sipw_msg_error(retry_type("415 Accept: */*\nAccept-Encoding: *\nAccept-Language: *\n", "a/b", "c", "de"))->code, SIPW_OK);
	CHECK_REFUSED(retry_type(all, "application/xml", "gzip", "en"), SIPW_ERR_RULE,
		      "body: Content-Type: the response does not accept this [RFC 3261 8.1.3.5]");
	CHECK_REFUSED(retry_type(all, "image/png", "gzip", "en"), SIPW_ERR_RULE,
		      "body: Content-Type: the response does not accept this [RFC 3261 8.1.3.5]");
	CHECK_REFUSED(retry_type(all, "text/html", "gzip, br", "en"), SIPW_ERR_RULE,
		      "body: Content-Encoding: the response does not accept this [RFC 3261 8.1.3.5]");
	CHECK_REFUSED(retry_type(all, "text/html", "gzip", "fr"), SIPW_ERR_RULE,
		      "body: Content-Language: the response does not accept this [RFC 3261 8.1.3.5]");
	CHECK_REFUSED(retry_type(all, "text/html", "gzip", "eng"), SIPW_ERR_RULE,
		      "body: Content-Language: the response does not accept this [RFC 3261 8.1.3.5]");
}

/* ---- 416, 420 ---- */

Test(retry, unsupported_scheme)
{
	const sipw_retry_options sip = { .branch = sipw_s("z9hG4bK2"), .uri = sipw_s("SIPS:b@b.example;user=phone") };
	const sipw_retry_options tel = { .branch = sipw_s("z9hG4bK2"), .uri = sipw_s("tel:+1") };
	CHECK_DERIVED(retry("INVITE tel:+2 SIP/2.0\n" VIA PARTIES "CSeq: 1 INVITE\nMax-Forwards: 7\nContact: <sips:a>\n\n", "416 ", &sip, NULL),
		      "INVITE SIPS:b@b.example;user=phone SIP/2.0\n" NEW_VIA PARTIES "CSeq: 2 INVITE\nMax-Forwards: 7\nContact: <sips:a>\n" END);
	CHECK_REFUSED(retry(INVITE("\n"), "416 ", &tel, NULL), SIPW_ERR_RULE, "options: a SIP URI is expected here [RFC 3261 8.1.3.5]");
	CHECK_INT(sipw_msg_error(retry(INVITE("\n"), "416 ", &next, NULL))->code, SIPW_ERR_ARGUMENT);
}

Test(retry, bad_extension)
{
	CHECK_DERIVED(retry(INVITE("Require: timer, 100rel ,x\nProxy-Require: x\nRequire: path\nSupported: x\n\n"), "420 Unsupported: X, 100rel\nUnsupported: y\n",
			    &next, NULL),
		      AGAIN("Require: timer\nRequire: path\nSupported: x\n" END));
	CHECK_DERIVED(retry(INVITE("Require: a , b,  c\n\n"), "420 Unsupported: b\n", &next, NULL), AGAIN("Require: a, c\n" END));
	CHECK_REFUSED(retry(INVITE("Require: a\n\n"), "420 ", &next, NULL), SIPW_ERR_ARGUMENT,
		      "response: Unsupported: this header field is missing, or not readable [RFC 3261 21.4.15]");
	CHECK_REFUSED(retry(INVITE("Require: a\n\n"), "420 Unsupported: b\n", &next, NULL), SIPW_ERR_RULE,
		      "request: it requires no option that the response names [RFC 3261 8.1.3.5]");
}

Test(retry, reserved_extras)
{
	static const struct {
		const char *response;
		const char *name;
	} rows[] = { { "420 Unsupported: a\n", "Require" },  { "420 Unsupported: a\n", "proxy-require" },
		     { "422 Min-SE: 200\n", "x" },	     { "422 Min-SE: 200\n", "Min-SE" },
		     { "423 Min-Expires: 200\n", "expires" }, { "423 Min-Expires: 200\n", "m" } };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const sipw_field field = { .name = sipw_s(rows[i].name), .value = sipw_s("1") };
		const sipw_msg *m = retry(INVITE("Require: a\n\n"), rows[i].response, &next, &(sipw_extras){ .fields = &field, .n = 1 });
		CHECKF(sipw_msg_error(m)->code == SIPW_ERR_ARGUMENT && sipw_msg_error(m)->nth == 1, "%s", rows[i].name);
	}
}

/* ---- 422, 423 ---- */

/* RFC 4028 7.3, 7.4. */
Test(retry, session_interval)
{
	const sipw_retry_options longer = { .branch = sipw_s("z9hG4bK2"), .seconds = 3000 };
	CHECK_DERIVED(retry(INVITE("Session-Expires: 90;refresher=uac\nSupported: timer\n\n"), "422 Min-SE: 1800\n", &next, NULL),
		      AGAIN("Supported: timer\nSession-Expires: 1800;refresher=uac\nMin-SE: 1800\n" END));
	CHECK_DERIVED(retry(INVITE("x: 1800\nMin-SE: 4000;a=b\n\n"), "422 Min-SE: 2000\n", &longer, NULL),
		      AGAIN("Session-Expires: 4000\nMin-SE: 4000;a=b\n" END));
	CHECK_DERIVED(retry(INVITE("x: 1800\n\n"), "422 Min-SE: 2000\n", &longer, NULL), AGAIN("Session-Expires: 3000\nMin-SE: 2000\n" END));
	CHECK_DERIVED(retry(INVITE("\n"), "422 Min-SE: 2000\n", &next, NULL), AGAIN("Session-Expires: 2000\nMin-SE: 2000\n" END));
	CHECK_REFUSED(retry(INVITE("Session-Expires: 90\n\n"), "422 ", &next, NULL), SIPW_ERR_ARGUMENT,
		      "response: Min-SE: this header field is missing, or not readable [RFC 4028 6]");
	CHECK_REFUSED(retry(INVITE("Session-Expires: 2000\nMin-SE: 2000\n\n"), "422 Min-SE: 1800\n", &next, NULL), SIPW_ERR_RULE,
		      "request: its session interval is not too small [RFC 4028 7.3]");
}

static sipw_msg *retry_register(const char *rest, const char *response, const sipw_retry_options *options)
{
	char request[1000], text[1000];
	sipw_msg *m = roomy_message(0);
	snprintf(request, sizeof request, "REGISTER sip:b SIP/2.0\n" VIA "Max-Forwards: 70\n" PARTIES "CSeq: 1 REGISTER\n%s\n", rest);
	snprintf(text, sizeof text, "SIP/2.0 423 x\n" VIA PARTIES "CSeq: 1 REGISTER\n%s\n", response);
	sipw_retry(m, received_message(0, request), received_message(1, text), options, NULL);
	return m;
}

#define REGISTER(rest) "REGISTER sip:b SIP/2.0\n" NEW_VIA "Max-Forwards: 70\n" PARTIES "CSeq: 2 REGISTER\n" rest END

/* 10.2.8: all intervals that are too short; 0 removes a binding and stays. */
Test(retry, expires)
{
	const sipw_retry_options longer = { .branch = sipw_s("z9hG4bK2"), .seconds = 7200 };
	const sipw_retry_options shorter = { .branch = sipw_s("z9hG4bK2"), .seconds = 10 };
	CHECK_DERIVED(retry_register("Expires: 60\nContact: <sip:a>\n", "Min-Expires: 3600\n", &next), REGISTER("Expires: 3600\nContact: <sip:a>\n"));
	CHECK_DERIVED(retry_register("Expires: 60\n", "Min-Expires: 3600\n", &longer), REGISTER("Expires: 7200\n"));
	CHECK_DERIVED(retry_register("Expires: 60\n", "Min-Expires: 3600\n", &shorter), REGISTER("Expires: 3600\n"));
	CHECK_DERIVED(retry_register("Contact: \"A, b\" <sip:a>;expires=60;q=0.5 , <sip:b>;expires=0\nContact: <sip:c>;expires=9000\n"
				     "m: <sip:d>;x=1;expires=1\n", "Min-Expires: 3600\n", &next),
		      REGISTER("Contact: \"A, b\" <sip:a>;q=0.5;expires=3600\nContact: <sip:b>;expires=0\nContact: <sip:c>;expires=9000\n"
			       "Contact: <sip:d>;expires=3600;x=1\n"));
	CHECK_DERIVED(retry_register("Contact: <sip:a>\n", "Min-Expires: 3600\n", &next), REGISTER("Contact: <sip:a>\nExpires: 3600\n"));
	CHECK_REFUSED(retry_register("Expires: 60\n", "", &next), SIPW_ERR_ARGUMENT,
		      "response: Min-Expires: this header field is missing, or not readable [RFC 3261 21.4.17]");
	CHECK_REFUSED(retry_register("Expires: 7200\nContact: <sip:a>;expires=0\n", "Min-Expires: 3600\n", &next), SIPW_ERR_RULE,
		      "request: it asks for no interval that is too short [RFC 3261 10.2.8]");
}

Test(retry, refused)
{
	CHECK_REFUSED(retry(INVITE("\n"), "404 ", &next, NULL), SIPW_ERR_ARGUMENT,
		      "response: this response does not ask for another attempt: 413, 415, 416, 420, 422 and 423 do [RFC 3261 8.1.3.5]");
	CHECK_REFUSED(retry("INVITE sip:b SIP/2.0\n" NEW_VIA PARTIES "CSeq: 1 INVITE\n\n", "413 ", &next, NULL), SIPW_ERR_ARGUMENT,
		      "response: it is no response to this request [RFC 3261 17.1.3]");
}
