/* SPDX-License-Identifier: MIT */
/* A parsed message is edited and written like a built one. */
#include <criterion/criterion.h>

#include "support/check.h"
#include "support/counting.h"
#include "support/guard.h"
#include "support/message.h"

#define START "OPTIONS sip:b@b.example SIP/2.0\r\n"
#define TOP \
	"v  : SIP/2.0/UDP  a.example\r\n ;branch=z9hG4bK1\r\n" \
	"Via:SIP/2.0/UDP b.example;branch=z9hG4bK2 ,\r\n\tSIP/2.0/UDP c.example\r\n" \
	"broken\r\n" \
	"FROM: <sip:a@a.example>;tag=1 \t\r\n" \
	"X-Odd :  kept   as it is \r\n"
#define LENGTH "l :  4\r\n"
#define REST "To: <sip:b@b.example>\r\nc: text/plain\r\n"
#define WHOLE START TOP LENGTH REST "\r\nbody"

static sipw_msg *parsed_as(const char *bytes, unsigned how)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_parse(m, sipw_s(bytes), how, NULL), SIPW_OK);
	return m;
}

static sipw_msg *parsed(void)
{
	sipw_msg *m = parsed_as(WHOLE, SIPW_DATAGRAM);
	CHECK_TEXT(written(m), WHOLE);
	return m;
}

Test(parse_edit, lines_are_added)
{
	sipw_msg *m = parsed();
	CHECK_INT(sipw_add(m, SIPW_HDR_SUBJECT, sipw_s("new")), SIPW_OK);
	CHECK_INT(sipw_push(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/TCP p.example;branch=z9hG4bK0")), SIPW_OK);
	CHECK_INT(sipw_push(m, SIPW_HDR_FROM, sipw_s("<sip:z@z.example>;tag=z")), SIPW_OK);
	CHECK_TEXT(written(m), START
		   "Via: SIP/2.0/TCP p.example;branch=z9hG4bK0\r\n"
		   "v  : SIP/2.0/UDP  a.example\r\n ;branch=z9hG4bK1\r\n"
		   "Via:SIP/2.0/UDP b.example;branch=z9hG4bK2 ,\r\n\tSIP/2.0/UDP c.example\r\n"
		   "broken\r\n"
		   "From: <sip:z@z.example>;tag=z\r\n"
		   "FROM: <sip:a@a.example>;tag=1 \t\r\n"
		   "X-Odd :  kept   as it is \r\n" LENGTH REST "Subject: new\r\n\r\nbody");
	CHECK_INT(sipw_count(m, SIPW_HDR_VIA), 4);
}

Test(parse_edit, lines_are_replaced_and_removed)
{
	sipw_msg *m = parsed();
	CHECK_INT(sipw_replace(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/TCP p.example")), SIPW_OK);
	CHECK_INT(sipw_line_replace(m, 3, sipw_s("now\r\n other")), SIPW_OK);
	CHECK_INT(sipw_remove(m, SIPW_HDR_FROM), 1);
	CHECK_INT(sipw_remove_named(m, sipw_s("to")), 1);
	CHECK_INT(sipw_line_remove(m, 1), SIPW_OK);
	CHECK_TEXT(written(m), START "Via: SIP/2.0/TCP p.example\r\nX-Odd: now other\r\n" LENGTH "c: text/plain\r\n\r\nbody");
}

Test(parse_edit, broken_lines_have_nothing_to_replace)
{
	sipw_msg *m = parsed();
	CHECK_INT(sipw_line_replace(m, 2, sipw_s("x")), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->sentence), "raw bytes and broken lines have no value to replace");
}

Test(parse_edit, content_length_has_no_setter)
{
	sipw_msg *m = parsed();
	CHECK_INT(sipw_line_replace(m, 5, sipw_s("4")), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_msg_error(m)->header, SIPW_HDR_CONTENT_LENGTH);
}

/* A received Content-Length, or its absence, stays until the body is replaced. */
Test(parse_edit, content_length_stays)
{
	sipw_msg *m = parsed_as(START "l: 99\r\n\r\nbody", SIPW_DATAGRAM);
	CHECK_INT(sipw_add(m, SIPW_HDR_SUBJECT, sipw_s("new")), SIPW_OK);
	CHECK_TEXT(written(m), START "l: 99\r\nSubject: new\r\n\r\nbody");
	CHECK_INT(sipw_remove(m, SIPW_HDR_CONTENT_LENGTH), 1);
	CHECK_TEXT(written(m), START "Subject: new\r\n\r\nbody");
	CHECK_INT(sipw_body(m, sipw_s("text/plain"), sipw_s("other body")), SIPW_OK);
	CHECK_TEXT(written(m), START "Subject: new\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nother body");

	m = parsed_as(START "\r\nbody", SIPW_DATAGRAM);
	CHECK_INT(sipw_add(m, SIPW_HDR_SUBJECT, sipw_s("new")), SIPW_OK);
	CHECK_TEXT(written(m), START "Subject: new\r\n\r\nbody");
}

Test(parse_edit, a_new_body_has_a_computed_length)
{
	sipw_msg *m = parsed_as(START "l: x\r\nContent-Length: 4\r\nSubject: s\r\nl:7\r\n\r\nbody", SIPW_DATAGRAM);
	CHECK_INT(sipw_body(m, (sipw_str){ 0 }, sipw_s("12345")), SIPW_OK);
	CHECK_TEXT(written(m), START "Subject: s\r\nContent-Length: 5\r\n\r\n12345");

	m = parsed();
	CHECK_INT(sipw_body(m, (sipw_str){ 0 }, (sipw_str){ 0 }), SIPW_OK);
	CHECK_TEXT(written(m), START TOP "To: <sip:b@b.example>\r\nContent-Length: 0\r\n\r\n");

	m = parsed();
	CHECK_INT(sipw_body(m, sipw_s("not a type"), sipw_s("12345")), SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_body_get(m), "body");
	CHECK_INT(sipw_count(m, SIPW_HDR_CONTENT_LENGTH), 1);

	m = parsed();
	CHECK_INT(sipw_claim_length(m, 12), SIPW_OK);
	CHECK_TEXT(written(m), START TOP REST "Content-Length: 12\r\n\r\nbody");
}

Test(parse_edit, styles)
{
	sipw_msg *m = parsed();
	CHECK_INT(sipw_style(m, SIPW_COMPACT), SIPW_OK);
	CHECK_TEXT(written(m), START
		   "v: SIP/2.0/UDP  a.example\r\n ;branch=z9hG4bK1\r\n"
		   "v: SIP/2.0/UDP b.example;branch=z9hG4bK2 ,\r\n\tSIP/2.0/UDP c.example\r\n"
		   "broken\r\n"
		   "f: <sip:a@a.example>;tag=1\r\n"
		   "X-Odd :  kept   as it is \r\n"
		   "l: 4\r\n"
		   "t: <sip:b@b.example>\r\nc: text/plain\r\n\r\nbody");
	CHECK_INT(sipw_style(m, SIPW_JOIN), SIPW_OK);
	CHECK_TEXT(written(m), START
		   "v  : SIP/2.0/UDP  a.example\r\n ;branch=z9hG4bK1, "
		   "SIP/2.0/UDP b.example;branch=z9hG4bK2 ,\r\n\tSIP/2.0/UDP c.example\r\n"
		   "broken\r\n"
		   "FROM: <sip:a@a.example>;tag=1\r\n"
		   "X-Odd :  kept   as it is \r\n"
		   "l :  4\r\n" REST "\r\nbody");
	CHECK_INT(sipw_style(m, 0), SIPW_OK);
	CHECK_TEXT(written(m), WHOLE);
}

Test(parse_edit, the_start_line_is_replaced)
{
	sipw_msg *m = parsed_as("what is this\r\nTo: <sip:b@b.example>\r\n\r\nbody", SIPW_DATAGRAM);
	sipw_start start;
	CHECK_INT(sipw_response(m, 400, (sipw_str){ 0 }), SIPW_OK);
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	CHECK_INT(start.code, 400);
	CHECK_TEXT(start.version, "SIP/2.0");
	CHECK_TEXT(written(m), "SIP/2.0 400 Bad Request\r\nTo: <sip:b@b.example>\r\n\r\nbody");
	CHECK_INT(sipw_request(m, SIPW_BYE, sipw_s("sip:c.example")), SIPW_OK);
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	CHECK_TEXT(start.uri, "sip:c.example");
	CHECK_TEXT(start.version, "SIP/2.0");
	CHECK_TEXT(written(m), "BYE sip:c.example SIP/2.0\r\nTo: <sip:b@b.example>\r\n\r\nbody");
}

/* Rules bind what was built here: the lines that are missing once the start line is, and new lines. */
Test(parse_edit, rules_bind_what_is_new)
{
	sipw_error error;
	sipw_msg *m = parsed_as("REGISTER sips:a@b.example?x=y SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK\r\nTo: 1\r\nTo: 2\r\n"
				"CSeq: 1 BYE\r\nContact: *\r\nm: <sip:a>\r\nReplaces: x\r\nJoin: y\r\nRefer-To: x\r\n\r\n",
				SIPW_STREAM);
	CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
	CHECK_INT(sipw_add(m, SIPW_HDR_SUBJECT, sipw_s("one")), SIPW_OK);
	CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
	CHECK_INT(sipw_add(m, SIPW_HDR_SUBJECT, sipw_s("two")), SIPW_OK);
	CHECK_INT(sipw_verify(m, &error), SIPW_ERR_RULE);
	CHECK_INT(error.header, SIPW_HDR_SUBJECT);
	CHECK_INT(sipw_remove(m, SIPW_HDR_SUBJECT), 2);
	CHECK_INT(sipw_request(m, SIPW_ACK, sipw_s("sip:b.example")), SIPW_OK);
	CHECK_INT(sipw_verify(m, &error), SIPW_ERR_RULE);
}

Test(parse_edit, completed)
{
	sipw_ids ids;
	const sipw_local local = { .host = sipw_s("a.example"), .user = sipw_s("a") };
	sipw_msg *m = parsed_as(START "To: <sip:b@b.example>\r\nf: \"A\"\r\n <sip:a@a.example> ;x\r\n\r\n", SIPW_DATAGRAM);
	unsigned added = 0;
	sipw_ids_seeded(&ids, 1);
	CHECK_INT(sipw_complete(m, &local, &ids, &added), SIPW_OK);
	CHECK_INT(added, SIPW_ADDED_VIA | SIPW_ADDED_MAX_FORWARDS | SIPW_ADDED_CALL_ID | SIPW_ADDED_CSEQ |
			 SIPW_ADDED_FROM_TAG);
	CHECK_INT(sipw_line_count(m), 6);
	CHECK_INT(find_bytes(written(m), sipw_s("From: \"A\" <sip:a@a.example> ;x;tag=")) < written(m).len, 1);
	CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
}

/* What is not fit for a line of ours is refused, not copied into one. */
Test(parse_edit, not_completed_from_what_is_wrong)
{
	sipw_ids ids;
	const sipw_local local = { .host = sipw_s("a.example"), .user = sipw_s("a") };
	sipw_msg *m = parsed_as("OPTIONS x>y SIP/2.0\r\n\r\n", SIPW_DATAGRAM);
	sipw_ids_seeded(&ids, 1);
	CHECK_INT(sipw_complete(m, &local, &ids, NULL), SIPW_ERR_SYNTAX);
	CHECK_INT(sipw_msg_error(m)->header, SIPW_HDR_TO);
	CHECK_INT(sipw_line_count(m), 0);

	m = parsed_as(START "f: <sip:a@a.example> and more\r\n\r\n", SIPW_DATAGRAM);
	unsigned added = 0;
	CHECK_INT(sipw_complete(m, &local, &ids, &added), SIPW_OK);
	CHECK_INT(added & SIPW_ADDED_FROM_TAG, 0);
	CHECK_TEXT(sipw_get_named(m, sipw_s("From")), "<sip:a@a.example> and more");

	m = parsed_as("no start line\r\n\r\n", SIPW_DATAGRAM);
	CHECK_INT(sipw_complete(m, &local, &ids, NULL), SIPW_ERR_STATE);
}

/* ---- own ---- */

/* An edited message that references lines, body and surplus of the received bytes. */
static int parse_and_edit(sipw_msg *m, sipw_str bytes)
{
	int code = sipw_parse(m, bytes, SIPW_DATAGRAM, NULL);
	if (code == SIPW_OK)
		code = sipw_push(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/TCP p.example"));
	if (code == SIPW_OK)
		code = sipw_line_remove(m, 4);
	return code == SIPW_OK ? sipw_msg_own(m) : code;
}

#define EDITED \
	START "Via: SIP/2.0/TCP p.example\r\n" \
	"v  : SIP/2.0/UDP  a.example\r\n ;branch=z9hG4bK1\r\n" \
	"Via:SIP/2.0/UDP b.example;branch=z9hG4bK2 ,\r\n\tSIP/2.0/UDP c.example\r\n" \
	"broken\r\n" \
	"X-Odd :  kept   as it is \r\n" LENGTH REST "\r\nbody"

static void check_edited(sipw_msg *m)
{
	sipw_start start;
	sipw_received received;
	CHECK_TEXT(written(m), EDITED);
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	CHECK_TEXT(start.method_name, "OPTIONS");
	CHECK_TEXT(start.uri, "sip:b@b.example");
	CHECK_INT(sipw_received_get(m, &received), SIPW_OK);
	CHECK_TEXT(received.surplus, "surplus");
	CHECK_TEXT(sipw_body_get(m), "body");
	CHECK_TEXT(sipw_get_named(m, sipw_s("x-odd")), "kept   as it is");
}

Test(parse_edit, own_lets_go_of_all_received_bytes)
{
	struct guard guard = guard_open(2000);
	static char memory[6000];
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	CHECK_INT(parse_and_edit(m, guard_copy(&guard, sipw_s(WHOLE "surplus"))), SIPW_OK);
	guard_close(&guard);
	check_edited(m);
	/* There is nothing left to copy. */
	while (sipw_add(m, SIPW_HDR_SUBJECT, sipw_s("0123456789")) == SIPW_OK)
		continue;
	CHECK_INT(sipw_msg_error(m)->code, SIPW_ERR_SPACE);
	m = sipw_msg_init(memory, sizeof memory);
	CHECK_INT(parse_and_edit(m, sipw_s(WHOLE "surplus")), SIPW_OK);
	for (int i = 0; i < 100; i++)
		CHECK_INT(sipw_msg_own(m), SIPW_OK);
	check_edited(m);
	CHECK_INT(sipw_body(m, sipw_s("text/plain"), sipw_s("new")), SIPW_OK);
	CHECK_INT(sipw_msg_own(m), SIPW_OK);
	CHECK_TEXT(sipw_body_get(m), "new");
}

Test(parse_edit, own_in_memory_that_ends)
{
	static _Alignas(16) char memory[4000];
	int last = SIPW_ERR_SPACE;
	for (size_t size = SIPW_MSG_MIN; size <= sizeof memory; size++) {
		sipw_msg *m = sipw_msg_init(memory, size);
		const int code = parse_and_edit(m, sipw_s(WHOLE "surplus"));
		CHECK(code == last || (code == SIPW_OK && last == SIPW_ERR_SPACE));
		last = code;
		if (code == SIPW_OK)
			check_edited(m);
	}
	CHECK_INT(last, SIPW_OK);
}

Test(parse_edit, each_allocation_failed_once)
{
	struct counting whole = { 0 };
	sipw_allocator allocator = counting_allocator(&whole);
	static struct text text;
	text_add_s(&text, WHOLE);
	for (int i = 0; i < 10000; i++)
		text_add_s(&text, "surplus ");
	sipw_msg *m = sipw_msg_new(&allocator);
	CHECK_INT(parse_and_edit(m, text_all(&text)), SIPW_OK);
	sipw_msg_free(m);
	CHECK(whole.calls >= 2 && whole.live == 0 && whole.wrong_sizes == 0);
	for (size_t fail = 2; fail <= whole.calls; fail++) {
		struct counting c = { .fail_at = fail };
		allocator = counting_allocator(&c);
		m = sipw_msg_new(&allocator);
		CHECK_INT(parse_and_edit(m, text_all(&text)), SIPW_ERR_MEMORY);
		sipw_msg_free(m);
		CHECK(c.live == 0 && c.wrong_sizes == 0);
	}
}
