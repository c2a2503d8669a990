/* SPDX-License-Identifier: MIT */
/* What all derivations have in common: the target, the inputs, extra header fields, memory. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/counting.h"
#include "support/derived.h"
#include "support/message.h"

#define HEAD "SIP/2.0 200 OK\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK1\nFrom: <sip:a@a.example>;tag=1\n" \
	     "To: <sip:b@b.example>;tag=b1\nCall-ID: c@a.example\nCSeq: 1 OPTIONS\n"

static const sipw_reply_options bob = { .to_tag = SIPW_S("b1") };

static const sipw_msg *options_request(void)
{
	return received_message(0, "OPTIONS sip:b@b.example SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK1\n"
				   "From: <sip:a@a.example>;tag=1\nTo: <sip:b@b.example>\nCall-ID: c@a.example\n"
				   "CSeq: 1 OPTIONS\nMax-Forwards: 70\n\n");
}

static sipw_msg *reply_with(const sipw_field *fields, size_t n)
{
	sipw_msg *m = roomy_message(0);
	const sipw_extras extras = { .fields = fields, .n = n };
	const int code = sipw_reply(m, options_request(), 200, &bob, &extras);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

static sipw_field field(const char *name, const char *value)
{
	return (sipw_field){ .name = sipw_s(name), .value = sipw_s(value) };
}

Test(derive, extra_fields_in_order)
{
	const sipw_field fields[] = {
		field("x-trace", "7"),
		{ .header = SIPW_HDR_SUPPORTED, .value = sipw_s("100rel,timer") },
		field("k", "path"),
		field("ACCEPT", " application/sdp\r\n ,text/plain "),
		{ .header = SIPW_HDR_ALLOW, .name = sipw_s("ignored"), .value = sipw_s("INVITE") },
	};
	sipw_msg *m = roomy_message(0);
	const sipw_extras extras = { .fields = fields, .n = 5, .type = sipw_s("text/plain"), .body = sipw_s("hi") };
	CHECK_INT(sipw_reply(m, options_request(), 200, &bob, &extras), SIPW_OK);
	CHECK_DERIVED(m, HEAD "x-trace: 7\nSupported: 100rel,timer\nSupported: path\n"
			      "Accept: application/sdp ,text/plain\nAllow: INVITE\nContent-Type: text/plain\n"
			      "Content-Length: 2\n\nhi");
}

/* A map from anyone cannot overwrite what is made or copied, in whatever spelling. */
Test(derive, reserved_fields)
{
	static const char *const names[] = { "Via",	  "VIA",   "v",		   "From",	   "f",		  "To",
					     "T",	  "to",	   "Call-ID",	   "call-id",	   "i",		  "CSeq",
					     "cseq",	  "Route", "Record-Route", "record-route", "Max-Forwards", "Content-Type",
					     "C",	  "l",	   "Content-Length", "m",	   "contact",	  "RSeq",
					     "TimeStamp" };
	char expected[200];
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const sipw_field fields[] = { field("Subject", "x"), field(names[i], "<sip:evil@evil.example>") };
		const sipw_str name = sipw_header_name(sipw_header_find(sipw_s(names[i])));
		snprintf(expected, sizeof expected,
			 "extra field 2: %.*s: no extra field can take the place of this header field", (int)name.len,
			 name.ptr);
		CHECK_REFUSED(reply_with(fields, 2), SIPW_ERR_ARGUMENT, expected);
	}
}

Test(derive, reserved_by_id)
{
	for (int id = 0; (id = sipw_header_next(id)) != 0;) {
		const sipw_str name = sipw_header_name(id);
		const sipw_field by_id = { .header = id, .value = sipw_s("1") };
		const sipw_field by_name = { .name = name, .value = sipw_s("1") };
		const sipw_error first = *sipw_msg_error(reply_with(&by_id, 1));
		const sipw_error second = *sipw_msg_error(reply_with(&by_name, 1));
		CHECKF(first.code == second.code && first.sentence == second.sentence, "%.*s", (int)name.len, name.ptr);
	}
}

/* What stands once at most is given once: not again beside a line that was copied, nor by another extra. */
Test(derive, single_fields)
{
	const sipw_field twice[] = { field("Subject", "x"), field("Supported", "path"), field("k", "timer"), field("s", "y") };
	const sipw_msg *request = received_message(1, "OPTIONS sip:b@b.example SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK1\n"
						      "From: <sip:a@a.example>;tag=1\nTo: <sip:b@b.example>\nCall-ID: c@a.example\n"
						      "CSeq: 1 OPTIONS\nMax-Forwards: 70\ns: first\nSupported: gruu\n\n");
	const sipw_via via = { .transport = sipw_s("UDP"), .host = sipw_s("p.example"), .branch = sipw_s("z9hG4bK2") };
	const sipw_forward_options forward = { .via = &via };
	const sipw_retry_options again = { .branch = sipw_s("z9hG4bK2") };
	const char *sentence = "extra field 1: Subject: no extra field can take the place of this header field";
	CHECK_REFUSED(reply_with(twice, 4), SIPW_ERR_ARGUMENT,
		      "extra field 4: Subject: no extra field can take the place of this header field");
	sipw_msg *m = roomy_message(0);
	sipw_forward(m, request, &forward, &(sipw_extras){ .fields = twice, .n = 1 });
	CHECK_REFUSED(m, SIPW_ERR_ARGUMENT, sentence);
	m = roomy_message(0);
	sipw_redirected(m, request, sipw_s("sip:x"), &again, &(sipw_extras){ .fields = twice, .n = 1 });
	CHECK_REFUSED(m, SIPW_ERR_ARGUMENT, sentence);
	m = roomy_message(0);
	CHECK_INT(sipw_redirected(m, request, sipw_s("sip:x"), &again, &(sipw_extras){ .fields = twice + 1, .n = 2 }), SIPW_OK);
	CHECK_INT(sipw_count(m, SIPW_HDR_SUPPORTED), 3);
}

/* Nothing in a name or a value begins another line. */
Test(derive, extra_fields_refused)
{
	const sipw_field injected[] = { field("Subject", "x\r\nVia: SIP/2.0/UDP evil") };
	const sipw_field name[] = { field("X-A", "1"), field("X-B: 1\r\nVia", "x") };
	const sipw_field trailing[] = { field("Via ", "x") };
	const sipw_field broken[] = { field("Retry-After", "soon") };
	const sipw_field unknown[] = { { .header = 4000, .value = sipw_s("x") } };
	const sipw_field placed[] = { { .header = SIPW_HDR_SUBJECT | SIPW_PUSH, .value = sipw_s("x") } };
	const sipw_field absent[] = { { .header = SIPW_HDR_SUBJECT } };
	CHECK_REFUSED(reply_with(injected, 1), SIPW_ERR_SYNTAX,
		      "extra field 1: Subject text: byte 0x0d at 1: only text stands here: no control characters, "
		      "well-formed UTF-8 [RFC 3261 25.1]");
	CHECK_REFUSED(reply_with(name, 2), SIPW_ERR_SYNTAX,
		      "extra field 2: name: byte 0x3a at 3: a header field name is a token [RFC 3261 25.1]");
	CHECK_REFUSED(reply_with(trailing, 1), SIPW_ERR_SYNTAX,
		      "extra field 1: name: byte 0x20 at 3: a header field name is a token [RFC 3261 25.1]");
	CHECK_REFUSED(reply_with(broken, 1), SIPW_ERR_SYNTAX,
		      "extra field 1: Retry-After text: byte 0x73 at 0: a digit is expected here [RFC 3261 20.33]");
	CHECK_REFUSED(reply_with(unknown, 1), SIPW_ERR_ARGUMENT,
		      "extra field 1: there is no header field of this number");
	CHECK_REFUSED(reply_with(placed, 1), SIPW_ERR_ARGUMENT, "extra field 1: an extra field has no place but the end");
	CHECK_REFUSED(reply_with(absent, 1), SIPW_ERR_ARGUMENT, "extra field 1: Subject: the value is missing");
}

Test(derive, body_refused)
{
	sipw_msg *m = roomy_message(0);
	const sipw_extras extras = { .type = sipw_s("text"), .body = sipw_s("x") };
	sipw_reply(m, options_request(), 200, &bob, &extras);
	CHECK_REFUSED(m, SIPW_ERR_SYNTAX, "body: Content-Type text: the end at 4: '/' and a media subtype are expected here [RFC 3261 25.1]");
}

/* The target is empty, and keeps its content and its first error if it is not. */
Test(derive, target)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_reply(NULL, options_request(), 200, &bob, NULL), SIPW_ERR_MEMORY);
	sipw_add(m, SIPW_HDR_SUBJECT, sipw_s("x"));
	CHECK_INT(sipw_reply(m, options_request(), 200, &bob, NULL), SIPW_ERR_STATE);
	CHECK_INT(sipw_line_count(m), 1);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->sentence), "the message to be derived is not empty");
	CHECK_INT(sipw_reply(m, NULL, 200, &bob, NULL), SIPW_ERR_STATE);
	sipw_msg_reset(m);
	CHECK_INT(sipw_reply(m, options_request(), 200, &bob, NULL), SIPW_OK);
	CHECK_DERIVED(m, HEAD "Content-Length: 0\n\n");
	CHECK_INT(sipw_reply(m, m, 200, &bob, NULL), SIPW_ERR_STATE);
}

/* An input that failed is the target's failure. */
Test(derive, failed_input)
{
	sipw_msg *m = roomy_message(0), *failed = roomy_message(1);
	sipw_request(failed, SIPW_OPTIONS, sipw_s("sip:b b"));
	CHECK_INT(sipw_reply(m, failed, 200, &bob, NULL), SIPW_ERR_SYNTAX);
	CHECK_REFUSED(m, SIPW_ERR_SYNTAX,
		      "request: uri: byte 0x20 at 5: not allowed here [RFC 3261 19.1.1]");
	m = roomy_message(0);
	CHECK_INT(sipw_reply(m, NULL, 200, &bob, NULL), SIPW_ERR_MEMORY);
	CHECK_REFUSED(m, SIPW_ERR_MEMORY, "request: there is no message");
	m = roomy_message(0);
	CHECK_INT(sipw_reply(m, roomy_message(1), 200, &bob, NULL), SIPW_ERR_ARGUMENT);
	CHECK_REFUSED(m, SIPW_ERR_ARGUMENT, "request: a request is expected here [RFC 3261 7.1]");
}

/* Derived messages stand alone: the input may go, and owning detaches the body. */
Test(derive, input_may_go)
{
	static char bytes[] = "OPTIONS sip:b@b.example SIP/2.0\r\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK1\r\n"
			      "From: <sip:a@a.example>;tag=1\r\nTo: <sip:b@b.example>\r\nCall-ID: c@a.example\r\n"
			      "CSeq: 1 OPTIONS\r\n\r\n";
	sipw_msg *m = roomy_message(0), *request = roomy_message(1);
	CHECK_INT(sipw_parse(request, sipw_s(bytes), SIPW_DATAGRAM, NULL), SIPW_OK);
	CHECK_INT(sipw_reply(m, request, 200, &bob, NULL), SIPW_OK);
	memset(bytes, 'x', sizeof bytes - 1);
	sipw_msg_reset(request);
	CHECK_INT(sipw_msg_own(m), SIPW_OK);
	CHECK_DERIVED(m, HEAD "Content-Length: 0\n\n");
}

/* In memory of any size: a reply, or an error and an empty message. */
Test(derive, every_size_of_memory)
{
	const sipw_field fields[] = { field("Subject", "a subject that takes some room of its own") };
	const sipw_extras extras = { .fields = fields, .n = 1 };
	static _Alignas(16) char memory[4096];
	size_t fits = 0;
	for (size_t size = SIPW_MSG_MIN; size < sizeof memory; size++) {
		sipw_msg *m = sipw_msg_init(memory, size);
		const int code = sipw_reply(m, options_request(), 200, &bob, &extras);
		CHECK(code == SIPW_OK || code == SIPW_ERR_SPACE);
		if (code == SIPW_OK)
			CHECK_DERIVED(m, HEAD "Subject: a subject that takes some room of its own\nContent-Length: 0\n\n");
		else
			CHECK_INT(sipw_line_count(m), 0);
		CHECK(code == SIPW_OK || fits == 0);
		fits += code == SIPW_OK;
	}
	CHECK(fits > 1000);
}

/* A growing message: each allocation failed once. */
Test(derive, every_allocation_failed)
{
	struct text *text = calloc(1, sizeof *text);
	text_add_s(text, "OPTIONS sip:b@b.example SIP/2.0\n");
	for (int i = 0; i < 300; i++)
		text_add_s(text, "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1\n");
	text_add_s(text, "From: <sip:a@a.example>;tag=1\nTo: <sip:b@b.example>\nCall-ID: c\nCSeq: 1 OPTIONS\n\n");
	const sipw_msg *request = received_message(0, text->bytes);
	for (size_t fail = 0;; fail++) {
		struct counting counting = { .fail_at = fail + 1 };
		const sipw_allocator allocator = counting_allocator(&counting);
		sipw_msg *m = sipw_msg_new(&allocator);
		const int code = sipw_reply(m, request, 200, &bob, NULL);
		CHECK(code == SIPW_OK || code == SIPW_ERR_MEMORY);
		if (code == SIPW_OK)
			CHECK_INT(sipw_line_count(m), 304);
		else if (m != NULL)
			CHECK_INT(sipw_line_count(m), 0);
		sipw_msg_free(m);
		CHECK_INT(counting.live, 0);
		if (code == SIPW_OK)
			break;
	}
	free(text);
}
