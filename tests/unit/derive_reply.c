/* SPDX-License-Identifier: MIT */
/* Replies: what of the request they repeat, what they add, what may not be sent. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/derived.h"
#include "support/message.h"
#include "text/siphash.h"

#define VIA "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1\n"
#define FROM "From: <sip:a@a.example>;tag=1\n"
#define TO "To: <sip:b@b.example>\n"
#define CALL "Call-ID: c@a.example\n"
#define REST "Max-Forwards: 70\nContact: <sip:a@a.example>\n\n"
#define INVITE "INVITE sip:b@b.example SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 INVITE\n"
#define OPTIONS "OPTIONS sip:b@b.example SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 OPTIONS\n"
#define END "Content-Length: 0\n\n"

static const sipw_reply_options bob = { .to_tag = SIPW_S("b1"), .contact = SIPW_S("<sip:b@192.0.2.4>") };

static sipw_msg *reply(const char *request, int code, const sipw_reply_options *options)
{
	sipw_msg *m = roomy_message(0);
	const int result = sipw_reply(m, received_message(0, request), code, options, NULL);
	CHECK_INT(result, sipw_msg_error(m)->code);
	return m;
}

/* 8.2.6.2: Via, From, To, Call-ID and CSeq as they came, Record-Route as well; nothing else. */
Test(reply, repeats_byte_by_byte)
{
	const char *request =
		"INVITE sip:b@b.example SIP/2.0\n"
		"v: SIP/2.0/UDP p.example ;branch=z9hG4bK2 , SIP/2.0/TCP q.example\n"
		" ;branch=z9hG4bK3;received=192.0.2.1\n"
		"RECORD-ROUTE: <sip:p1;lr>,\n"
		"\t<sip:p2;lr>\n"
		"Via:SIP/2.0/UDP a.example;branch=1\n"
		"Max-Forwards: 70\n"
		"t: \"B \\\"ob\" <sip:b@b.example> ;x=y  \n"
		"X-Other: 1\n"
		"f : <sip:a@a.example>\n"
		"Record-Route: <sip:p3;lr>\n"
		"i: c\n"
		"CSEQ: 007\n"
		"  INVITE\n"
		"Contact: <sip:a@a.example>\n\n";
	CHECK_DERIVED(reply(request, 200, &bob),
		      "SIP/2.0 200 OK\n"
		      "v: SIP/2.0/UDP p.example ;branch=z9hG4bK2 , SIP/2.0/TCP q.example\n"
		      " ;branch=z9hG4bK3;received=192.0.2.1\n"
		      "RECORD-ROUTE: <sip:p1;lr>,\n"
		      "\t<sip:p2;lr>\n"
		      "Via:SIP/2.0/UDP a.example;branch=1\n"
		      "t: \"B \\\"ob\" <sip:b@b.example> ;x=y;tag=b1\n"
		      "f : <sip:a@a.example>\n"
		      "Record-Route: <sip:p3;lr>\n"
		      "i: c\n"
		      "CSEQ: 007\n"
		      "  INVITE\n"
		      "Contact: <sip:b@192.0.2.4>\n" END);
}

/* Record-Route goes into 101-199 and 2xx to methods that can create a dialog, and nowhere else. */
Test(reply, record_route)
{
	static const struct {
		int method;
		int code;
		bool copied;
	} rows[] = {
		{ SIPW_INVITE, 100, false },   { SIPW_INVITE, 101, true },    { SIPW_INVITE, 199, true },
		{ SIPW_INVITE, 200, true },    { SIPW_INVITE, 299, true },    { SIPW_INVITE, 300, false },
		{ SIPW_INVITE, 404, false },   { SIPW_INVITE, 503, false },   { SIPW_INVITE, 603, false },
		{ SIPW_SUBSCRIBE, 200, true }, { SIPW_NOTIFY, 200, true },    { SIPW_REFER, 202, true },
		{ SIPW_OPTIONS, 200, false },  { SIPW_REGISTER, 200, false }, { SIPW_BYE, 200, false },
		{ SIPW_MESSAGE, 200, false },
	};
	char request[1000];
	sipw_str value;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const sipw_str method = sipw_method_name(rows[i].method);
		snprintf(request, sizeof request,
			 "%.*s sip:b@b.example SIP/2.0\n" VIA "Record-Route: <sip:p;lr>\n" FROM TO CALL
			 "CSeq: 1 %.*s\n" REST,
			 (int)method.len, method.ptr, (int)method.len, method.ptr);
		const sipw_msg *m = reply(request, rows[i].code, &bob);
		CHECKF((sipw_get(m, SIPW_HDR_RECORD_ROUTE, 0, &value) == SIPW_OK) == rows[i].copied, "%.*s %d",
		       (int)method.len, method.ptr, rows[i].code);
	}
}

/* ---- the tag of To ---- */

static sipw_str to_tag(const sipw_msg *m)
{
	sipw_address to = { 0 };
	CHECK_INT(sipw_get_to(m, 0, &to), SIPW_OK);
	return to.tag;
}

/* None in 100; else one, the same for all responses; never another one where there is one. */
Test(reply, to_tag)
{
	static const int codes[] = { 180, 183, 200, 302, 404, 503, 603 };
	const char *tagged = "INVITE sip:b@b.example SIP/2.0\n" VIA FROM "To: <sip:b@b.example>;tag=there\n" CALL
			     "CSeq: 1 INVITE\n" REST;
	CHECK_DERIVED(reply(INVITE REST, 100, &bob), "SIP/2.0 100 Trying\n" VIA FROM TO CALL "CSeq: 1 INVITE\n"
						     "Contact: <sip:b@192.0.2.4>\n" END);
	CHECK(to_tag(reply(INVITE REST, 100, NULL)).ptr == NULL);
	CHECK_TEXT(to_tag(reply(tagged, 100, NULL)), "there");
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		CHECK_TEXT(to_tag(reply(INVITE REST, codes[i], &bob)), "b1");
		CHECK_TEXT(to_tag(reply(tagged, codes[i], &bob)), "there");
	}
	CHECK_REFUSED(reply(INVITE REST, 404, NULL), SIPW_ERR_ARGUMENT,
		      "options: To: a tag for To is needed [RFC 3261 8.2.6.2]");
	CHECK_REFUSED(reply(INVITE REST, 404, &(sipw_reply_options){ .to_tag = sipw_s("b 1") }), SIPW_ERR_SYNTAX,
		      "options: To to_tag: byte 0x20 at 1: a tag is a token [RFC 3261 19.3]");
	CHECK_REFUSED(reply(INVITE REST, 404, &(sipw_reply_options){ .to_tag = sipw_s("") }), SIPW_ERR_SYNTAX,
		      "options: To to_tag: the end at 0: a tag is a token [RFC 3261 19.3]");
}

Test(reply, to_tag_from_ids)
{
	char id[SIPW_ID_LEN];
	sipw_ids ids, same;
	sipw_ids_seeded(&ids, 3);
	same = ids;
	sipw_ids_text(&same, id);
	CHECK_STR(to_tag(reply(OPTIONS REST, 200, &(sipw_reply_options){ .ids = &ids })), sipw_sn(id, sizeof id));
}

/* An address without brackets: the tag is a parameter of the header field. */
Test(reply, to_tag_after_addr_spec)
{
	CHECK_DERIVED(reply("OPTIONS sip:b@b.example SIP/2.0\n" VIA FROM "To: sip:b@b.example;x=1\n" CALL
			    "CSeq: 1 OPTIONS\n" REST, 404, &bob),
		      "SIP/2.0 404 Not Found\n" VIA FROM "To: sip:b@b.example;x=1;tag=b1\n" CALL
		      "CSeq: 1 OPTIONS\nContact: <sip:b@192.0.2.4>\n" END);
}

/* SipHash-2-4 with the key 00 01 .. 0f of the bytes 00 01 ..: the paper's own example, of 15 bytes, and the
 * first rows of the authors' vectors. */
Test(reply, siphash)
{
	static const struct {
		size_t n;
		uint64_t hash;
	} rows[] = {
		{ 0, UINT64_C(0x726fdb47dd0e0e31) },
		{ 1, UINT64_C(0x74f839c593dc67fd) },
		{ 8, UINT64_C(0x93f5f5799a932462) },
		{ 15, UINT64_C(0xa129ca6149be45e5) },
	};
	unsigned char bytes[16];
	for (unsigned char i = 0; i < 16; i++)
		bytes[i] = i;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (size_t cut = 0; cut <= rows[i].n; cut++) {
			struct sipw__siphash h = sipw__siphash_start(bytes);
			sipw__siphash_add(&h, bytes, cut);
			sipw__siphash_add(&h, bytes + cut, rows[i].n - cut);
			CHECKF(sipw__siphash_end(&h) == rows[i].hash, "%zu bytes", rows[i].n);
		}
}

static sipw_str reply_tag(const char *request, unsigned char secret)
{
	static char tags[16][SIPW_ID_LEN];
	static unsigned turn;
	const unsigned char bytes[SIPW_SECRET_LEN] = { secret };
	char *tag = tags[turn++ % 16];
	CHECK_INT(sipw_reply_tag(received_message(0, request), bytes, tag), SIPW_OK);
	return sipw_sn(tag, SIPW_ID_LEN);
}

/* 8.2.7, 9.2, 19.3: the same for the same request and its CANCEL, another one for any other. */
Test(reply, tag_without_state)
{
	static const char *const others[] = {
		"INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK2\n" FROM TO CALL "CSeq: 1 INVITE\n\n",
		"INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP b.example;branch=z9hG4bK1\n" FROM TO CALL "CSeq: 1 INVITE\n\n",
		"INVITE sip:b SIP/2.0\n" VIA "From: <sip:a@a.example>;tag=2\n" TO CALL "CSeq: 1 INVITE\n\n",
		"INVITE sip:b SIP/2.0\n" VIA FROM TO "Call-ID: d\nCSeq: 1 INVITE\n\n",
		"INVITE sip:b SIP/2.0\n" VIA FROM TO CALL "CSeq: 2 INVITE\n\n",
		"no\n\n",
	};
	const sipw_str tag = reply_tag(INVITE REST, 1);
	char out[SIPW_ID_LEN];
	CHECK_STR(reply_tag(INVITE REST, 1), tag);
	CHECK_STR(reply_tag("CANCEL sip:b SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 CANCEL\n\n", 1), tag);
	CHECK(!same_bytes(reply_tag(INVITE REST, 2), tag));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		CHECKF(!same_bytes(reply_tag(others[i], 1), tag), "%s", others[i]);
	CHECK_STR(to_tag(reply(INVITE REST, 180, &(sipw_reply_options){ .to_tag = tag, .contact = bob.contact })), tag);
	CHECK_INT(sipw_reply_tag(NULL, (const unsigned char *)"0123456789abcdef", out), SIPW_ERR_MEMORY);
}

/* ---- received and rport ---- */

/* The top Via of a reply to a request with this one, from 192.0.2.7:9988 unless `source` says another. */
static void check_top(const char *via, const char *source, const char *expected)
{
	char request[1000], text[1000];
	const sipw_reply_options options = { .to_tag = sipw_s("b1"),
					     .source = sipw_s(source != NULL ? source : "192.0.2.7"),
					     .source_port = 9988 };
	snprintf(request, sizeof request, "OPTIONS sip:b@b.example SIP/2.0\nVia: %s\n" FROM TO CALL "CSeq: 1 OPTIONS\n" REST,
		 via);
	snprintf(text, sizeof text,
		 "SIP/2.0 200 OK\nVia: %s\n" FROM "To: <sip:b@b.example>;tag=b1\n" CALL "CSeq: 1 OPTIONS\n" END, expected);
	CHECK_DERIVED(reply(request, 200, &options), text);
}

/* 18.2.1: received where sent-by is a name or another address; RFC 3581 4: and with rport. */
Test(reply, received)
{
	check_top("SIP/2.0/UDP a.example;branch=z9hG4bK1", NULL, "SIP/2.0/UDP a.example;branch=z9hG4bK1;received=192.0.2.7");
	check_top("SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1", NULL, "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1");
	check_top("SIP/2.0/UDP 192.0.2.7:5060", NULL, "SIP/2.0/UDP 192.0.2.7:5060");
	check_top("SIP/2.0/UDP 192.0.2.70", NULL, "SIP/2.0/UDP 192.0.2.70;received=192.0.2.7");
	check_top("SIP/2.0/UDP 10.1.1.1:4540;rport;branch=z9hG4bKkjshdyff", NULL,
		  "SIP/2.0/UDP 10.1.1.1:4540;rport=9988;branch=z9hG4bKkjshdyff;received=192.0.2.7");
	check_top("SIP/2.0/UDP 192.0.2.7;RPORT", NULL, "SIP/2.0/UDP 192.0.2.7;RPORT=9988;received=192.0.2.7");
	check_top("SIP/2.0/UDP 192.0.2.7;rport=1", NULL, "SIP/2.0/UDP 192.0.2.7;rport=1;received=192.0.2.7");
	check_top("SIP/2.0/UDP a.example : 5060 ; rport ; branch=z9hG4bK1", NULL,
		  "SIP/2.0/UDP a.example : 5060 ; rport=9988 ; branch=z9hG4bK1;received=192.0.2.7");
}

/* What stood as received was not put there by the receiver. */
Test(reply, received_replaced)
{
	check_top("SIP/2.0/UDP a.example;received=10.0.0.1;branch=z9hG4bK1", NULL,
		  "SIP/2.0/UDP a.example;branch=z9hG4bK1;received=192.0.2.7");
	check_top("SIP/2.0/UDP a.example;received=10.0.0.1;rport;x", NULL,
		  "SIP/2.0/UDP a.example;rport=9988;x;received=192.0.2.7");
	check_top("SIP/2.0/UDP a.example;rport;x;received=10.0.0.1", NULL,
		  "SIP/2.0/UDP a.example;rport=9988;x;received=192.0.2.7");
}

/* Only the first value of the first line. */
Test(reply, received_first_value)
{
	check_top("SIP/2.0/UDP a.example;branch=z9hG4bK1 , SIP/2.0/UDP c.example;rport\nVia: SIP/2.0/UDP d.example;rport", NULL,
		  "SIP/2.0/UDP a.example;branch=z9hG4bK1;received=192.0.2.7 , SIP/2.0/UDP c.example;rport\n"
		  "Via: SIP/2.0/UDP d.example;rport");
	check_top("SIP/2.0/UDP a.example,SIP/2.0/UDP c.example", NULL,
		  "SIP/2.0/UDP a.example;received=192.0.2.7,SIP/2.0/UDP c.example");
}

/* IPv6 addresses are the same in any spelling (RFC 5118 4.5, RFC 5952). */
Test(reply, received_ipv6)
{
	static const char *const same[] = { "[2001:db8::9:1]", "[2001:DB8:0:0:0:0:9:1]", "[2001:db8:0:0::9:1]",
					    "[2001:0db8::0009:0001]", "[2001:db8::0.9.0.1]" };
	char via[100], expected[200];
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		snprintf(via, sizeof via, "SIP/2.0/UDP %s;branch=z9hG4bK1", same[i]);
		check_top(via, "2001:db8::9:1", via);
		check_top(via, "[2001:db8::9:1]", via);
		snprintf(expected, sizeof expected, "%s;received=2001:db8::9:2", via);
		check_top(via, "2001:db8::9:2", expected);
	}
	check_top("SIP/2.0/UDP [::]", "::", "SIP/2.0/UDP [::]");
	check_top("SIP/2.0/UDP [::]", "::1", "SIP/2.0/UDP [::];received=::1");
	check_top("SIP/2.0/UDP [::c000:207]", "192.0.2.7", "SIP/2.0/UDP [::c000:207];received=192.0.2.7");
	check_top("SIP/2.0/UDP [::ffff:192.0.2.7]", "::ffff:c000:207", "SIP/2.0/UDP [::ffff:192.0.2.7]");
	check_top("SIP/2.0/UDP [1:2:3:4:5:6:7:8]", "1:2:3:4:5:6:7:8", "SIP/2.0/UDP [1:2:3:4:5:6:7:8]");
	check_top("SIP/2.0/UDP [1::]", "1:0:0:0:0:0:0:0", "SIP/2.0/UDP [1::]");
	check_top("SIP/2.0/UDP [1::8]", "1::", "SIP/2.0/UDP [1::8];received=1::");
}

Test(reply, source_refused)
{
	const char *request = "OPTIONS sip:b@b.example SIP/2.0\nVia: SIP/2.0/UDP a.example;rport\n" FROM TO CALL
			      "CSeq: 1 OPTIONS\n" REST;
	sipw_reply_options options = { .to_tag = sipw_s("b1"), .source = sipw_s("192.0.2.7") };
	CHECK_REFUSED(reply(request, 200, &options), SIPW_ERR_RANGE,
		      "options: Via: the source port, which rport asks for, is 1 to 65535 [RFC 3581 4]");
	options.source_port = 65536;
	CHECK_REFUSED(reply(request, 200, &options), SIPW_ERR_RANGE,
		      "options: Via: the source port, which rport asks for, is 1 to 65535 [RFC 3581 4]");
	options.source = sipw_s("b.example");
	CHECK_INT(sipw_msg_error(reply(request, 200, &options))->code, SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(sipw_msg_error(reply(request, 200, &options))->input), "options");
}

/* ---- what may be answered, and how ---- */

Test(reply, never_to_ack)
{
	const char *ack = "ACK sip:b@b.example SIP/2.0\n" VIA FROM TO CALL "CSeq: 1 ACK\n" REST;
	const char *broken = "ACK sip:b@b.example\n" VIA FROM TO CALL "CSeq: 1 ACK\n" REST;
	const sipw_reply_options deviate = { .to_tag = sipw_s("b1"), .deviate = true };
	CHECK_REFUSED(reply(ack, 200, &deviate), SIPW_ERR_RULE, "request: ACK is never answered [RFC 3261 17.1.1.3]");
	CHECK_REFUSED(reply(ack, 400, &bob), SIPW_ERR_RULE, "request: ACK is never answered [RFC 3261 17.1.1.3]");
	CHECK_REFUSED(reply(broken, 400, &bob), SIPW_ERR_RULE, "request: ACK is never answered [RFC 3261 17.1.1.3]");
}

/* RFC 4320 4.1 and 4.2: 101-199 and 408 answer INVITE only, unless declared. */
Test(reply, rfc4320)
{
	sipw_reply_options deviate = bob;
	deviate.deviate = true;
	CHECK_REFUSED(reply(OPTIONS REST, 180, &bob), SIPW_ERR_RULE,
		      "request: only INVITE is answered with a provisional response other than 100 [RFC 4320 4.1]");
	CHECK_REFUSED(reply(OPTIONS REST, 408, &bob), SIPW_ERR_RULE, "request: only INVITE is answered with 408 [RFC 4320 4.2]");
	CHECK_INT(sipw_msg_error(reply(OPTIONS REST, 100, &bob))->code, SIPW_OK);
	CHECK_INT(sipw_msg_error(reply(OPTIONS REST, 180, &deviate))->code, SIPW_OK);
	CHECK_INT(sipw_msg_error(reply(OPTIONS REST, 408, &deviate))->code, SIPW_OK);
	CHECK_INT(sipw_msg_error(reply(INVITE REST, 408, &bob))->code, SIPW_OK);
}

/* A dialog-forming reply needs the caller's Contact. */
Test(reply, contact)
{
	static const sipw_reply_options no_contact = { .to_tag = SIPW_S("b1") };
	const char *inside = "INVITE sip:b@b.example SIP/2.0\n" VIA FROM "To: <sip:b@b.example>;tag=there\n" CALL
			     "CSeq: 1 INVITE\n" REST;
	const char *needed = "options: Contact: a response that creates a dialog needs a Contact [RFC 3261 12.1.1]";
	CHECK_REFUSED(reply(INVITE REST, 180, &no_contact), SIPW_ERR_ARGUMENT, needed);
	CHECK_REFUSED(reply(INVITE REST, 200, &no_contact), SIPW_ERR_ARGUMENT, needed);
	CHECK_REFUSED(reply(inside, 200, &no_contact), SIPW_ERR_ARGUMENT, needed);
	CHECK_INT(sipw_msg_error(reply(inside, 180, &no_contact))->code, SIPW_OK);
	CHECK_INT(sipw_msg_error(reply(INVITE REST, 404, &no_contact))->code, SIPW_OK);
	CHECK_INT(sipw_msg_error(reply(OPTIONS REST, 200, &no_contact))->code, SIPW_OK);
	CHECK_DERIVED(reply(INVITE REST, 302, &(sipw_reply_options){ .to_tag = sipw_s("b1"),
								     .contact = sipw_s("<sip:c@c.example>;q=0.5, sip:d") }),
		      "SIP/2.0 302 Moved Temporarily\n" VIA FROM "To: <sip:b@b.example>;tag=b1\n" CALL
		      "CSeq: 1 INVITE\nContact: <sip:c@c.example>;q=0.5, sip:d\n" END);
	CHECK_REFUSED(reply(INVITE REST, 200, &(sipw_reply_options){ .to_tag = sipw_s("b1"), .contact = sipw_s("b@b") }),
		      SIPW_ERR_SYNTAX, "options: Contact text: byte 0x40 at 1: '<' is expected here [RFC 3261 25.1]");
}

/* Timestamp goes into 100 only, with the delay if one is given (8.2.6.1). */
Test(reply, timestamp)
{
	const sipw_reply_options delay = { .to_tag = sipw_s("b1"), .delay = sipw_s("0.5") };
	CHECK_DERIVED(reply(INVITE "Timestamp :  54.21\n" REST, 100, NULL),
		      "SIP/2.0 100 Trying\n" VIA FROM TO CALL "CSeq: 1 INVITE\nTimestamp :  54.21\n" END);
	CHECK_DERIVED(reply(INVITE "Timestamp :  54.21\n" REST, 100, &delay),
		      "SIP/2.0 100 Trying\n" VIA FROM TO CALL "CSeq: 1 INVITE\nTimestamp: 54.21 0.5\n" END);
	CHECK_DERIVED(reply(INVITE "Timestamp: 54.21 7\n" REST, 100, &delay),
		      "SIP/2.0 100 Trying\n" VIA FROM TO CALL "CSeq: 1 INVITE\nTimestamp: 54.21 0.5\n" END);
	CHECK_DERIVED(reply(INVITE "Timestamp: 1\nTimestamp: 2\n" REST, 100, NULL),
		      "SIP/2.0 100 Trying\n" VIA FROM TO CALL "CSeq: 1 INVITE\nTimestamp: 1\n" END);
	CHECK_DERIVED(reply(INVITE REST, 100, &delay), "SIP/2.0 100 Trying\n" VIA FROM TO CALL "CSeq: 1 INVITE\n" END);
	CHECK_DERIVED(reply(INVITE "Timestamp: 54.21\n" REST, 404, &delay),
		      "SIP/2.0 404 Not Found\n" VIA FROM "To: <sip:b@b.example>;tag=b1\n" CALL "CSeq: 1 INVITE\n" END);
}

/* RFC 3262 3. */
Test(reply, reliable)
{
	sipw_reply_options reliable = bob, deviate = bob;
	reliable.rseq = 988789;
	deviate.deviate = true;
	CHECK_DERIVED(reply(INVITE "Supported: timer, 100REL\n" REST, 183, &reliable),
		      "SIP/2.0 183 Session Progress\n" VIA FROM "To: <sip:b@b.example>;tag=b1\n" CALL "CSeq: 1 INVITE\n"
		      "Contact: <sip:b@192.0.2.4>\nRequire: 100rel\nRSeq: 988789\n" END);
	CHECK_INT(sipw_msg_error(reply(INVITE "Require: 100rel\n" REST, 183, &reliable))->code, SIPW_OK);
	CHECK_REFUSED(reply(INVITE REST, 183, &reliable), SIPW_ERR_RULE,
		      "request: the sender does not support reliable provisional responses [RFC 3262 3]");
	CHECK_REFUSED(reply(INVITE "Supported: 100rel\n" REST, 100, &reliable), SIPW_ERR_RULE,
		      "request: only a 101 to 199 to INVITE can be reliable [RFC 3262 3]");
	CHECK_REFUSED(reply(INVITE "Supported: 100rel\n" REST, 200, &reliable), SIPW_ERR_RULE,
		      "request: only a 101 to 199 to INVITE can be reliable [RFC 3262 3]");
	CHECK_REFUSED(reply(OPTIONS "Supported: 100rel\n" REST, 200, &reliable), SIPW_ERR_RULE,
		      "request: only a 101 to 199 to INVITE can be reliable [RFC 3262 3]");
	CHECK_REFUSED(reply(INVITE "Require: timer\nRequire: 100rel\n" REST, 183, &bob), SIPW_ERR_RULE,
		      "request: this INVITE requires reliable provisional responses [RFC 3262 3]");
	CHECK_INT(sipw_msg_error(reply(INVITE "Require: 100rel\n" REST, 183, &deviate))->code, SIPW_OK);
	CHECK_INT(sipw_msg_error(reply(INVITE "Require: 100rel\n" REST, 100, &bob))->code, SIPW_OK);
}

/* ---- broken requests ---- */

/* What is broken is repeated where it has to be, and the rest does not matter. */
Test(reply, to_broken_requests)
{
	CHECK_DERIVED(reply("INVITE sip:b@b.example; lr SIP/2.0\n" VIA "From: <\nTo: \"B <sip:b@b.example>\nno line\n"
			    "From: <sip:again>\nTo: <sip:again>\nCall-ID: @\nCall-ID: 2\nCSeq: x\nCSeq: 2 INVITE\n" REST,
			    400, &bob),
		      "SIP/2.0 400 Bad Request\n" VIA "From: <\nTo: \"B <sip:b@b.example>\nCall-ID: @\nCSeq: x\n"
		      "Contact: <sip:b@192.0.2.4>\n" END);
	/* RFC 4475 3.3.1. */
	CHECK_DERIVED(reply("INVITE sip:user@example.com SIP/2.0\nCSeq: 193942 INVITE\n"
			    "Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf\n"
			    "Content-Type: application/sdp\nl: 0\n\n",
			    400, &(sipw_reply_options){ .to_tag = sipw_s("b1"), .reason = sipw_s("Missing From") }),
		      "SIP/2.0 400 Missing From\nCSeq: 193942 INVITE\n"
		      "Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf\n" END);
}

Test(reply, broken_requests_refused)
{
	CHECK_REFUSED(reply("OPTIONS sip:b SIP/2.0\n" FROM TO CALL "CSeq: 1 OPTIONS\n" REST, 400, &bob), SIPW_ERR_ARGUMENT,
		      "request: Via: this header field is missing [RFC 3261 8.1.1.7]");
	CHECK_REFUSED(reply("OPTIONS sip:b SIP/2.0\nVia: SIP/2.0/UDP\n" FROM TO CALL "CSeq: 1 OPTIONS\n" REST, 400, &bob),
		      SIPW_ERR_SYNTAX, "request: Via: the end at 11: white space is expected here [RFC 3261 25.1]");
	CHECK_REFUSED(reply("OPTIONS sip:b SIP/2.0\n" VIA TO CALL "CSeq: 1 OPTIONS\n" REST, 200, &bob), SIPW_ERR_ARGUMENT,
		      "request: From: this header field is missing [RFC 3261 8.2.6.2]");
	CHECK_REFUSED(reply("OPTIONS sip:b SIP/2.0\n" VIA FROM "To: @\n" CALL "CSeq: 1 OPTIONS\n" REST, 200, &bob),
		      SIPW_ERR_SYNTAX, "request: To: byte 0x40 at 0: '<' is expected here [RFC 3261 25.1]");
	CHECK_REFUSED(reply("OPTIONS sip:b SIP/2.0\n" VIA FROM "To: <sip:b@b.example>;tag=@\n" CALL "CSeq: 1 OPTIONS\n" REST, 100, &bob),
		      SIPW_ERR_SYNTAX, "request: To: byte 0x40 at 22: a token is expected here [RFC 3261 25.1]");
	CHECK_REFUSED(reply("SIP/2.0 200 OK\n" VIA FROM TO CALL "CSeq: 1 OPTIONS\n" REST, 400, &bob), SIPW_ERR_ARGUMENT,
		      "request: a request is expected here [RFC 3261 7.1]");
	CHECK_REFUSED(reply("SIP/2.0 7\n" VIA FROM TO CALL "CSeq: 1 OPTIONS\n" REST, 400, &bob), SIPW_ERR_ARGUMENT,
		      "request: a request is expected here [RFC 3261 7.1]");
	CHECK_REFUSED(reply(OPTIONS REST, 99, &bob), SIPW_ERR_RANGE, "options: a response code is 100 to 699");
}
