/* SPDX-License-Identifier: MIT */
/* The checker: the start line, the grammar of each value, lines that are none, presence and repetition. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/findings.h"
#include "support/message.h"
#include "support/presence.h"
#include "support/variant.h"

static void check_found(const sipw_msg *m, const char *what, const char *expected)
{
	static struct text found;
	found.len = 0;
	text_add_findings(&found, m);
	CHECKF(same_bytes(text_all(&found), sipw_s(expected)), "%s: found\n%.*snot\n%s", what, (int)found.len, found.bytes,
	       expected);
}

/* A variant of the plain message, and what is found in it. */
struct row {
	const char *start;
	const char *edits;
	const char *expected;
};

static void check_rows(const struct row *rows, size_t n)
{
	char what[400];
	for (size_t i = 0; i < n; i++) {
		snprintf(what, sizeof what, "%s, %s", rows[i].start, rows[i].edits);
		check_found(parse_variant(0, rows[i].start, rows[i].edits), what, rows[i].expected);
	}
}

#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof (rows)[0])

#define MESSAGE "MESSAGE sip:b.example SIP/2.0"

/* ---- the start line ---- */

Test(check, start_lines)
{
	static const struct row rows[] = {
		{ MESSAGE, "", "" },
		{ "FLY sip:b.example SIP/2.0", "", "" },
		{ "MESSAGE tel:+1-201-555-0123 sip/2.0", "", "" },
		{ "MESSAGE urn:service:sos SIP/2.0", "", "" },
		{ "SIP/2.0 200 OK", "CSeq: 1 MESSAGE", "" },
		{ "SIP/2.0 299 ", "CSeq: 1 MESSAGE", "" },
		{ "SIP/2.0 299 Caf\xc3\xa9 \xe2\x82\xac%41\x80", "CSeq: 1 MESSAGE", "" },
		{ "sip/2.0 699 Any text: \"quoted\" [1]", "-Max-Forwards\nCSeq: 1 MESSAGE", "error start-line at 0:22\n" },
		/* The version. */
		{ "MESSAGE sip:b.example SIP/3.0", "", "error start-line at 0:22\n" },
		{ "MESSAGE sip:b.example SIP/2.01", "", "error start-line at 0:29\n" },
		{ "MESSAGE sip:b.example", "", "error start-line at 0:21\n" },
		{ "MESSAGE sip:b.example ", "", "error start-line at 0:22\n" },
		{ "MESSAGE sip:b.example HTTP/1.1", "", "error start-line at 0:22\n" },
		{ "MESSAGE sip:b.example SIP/2.0 ", "", "error start-line at 0:29\n" },
		{ "SIP/3.0 200 OK", "CSeq: 1 MESSAGE", "error start-line at 0:0\n" },
		{ "SIP/ 200 OK", "CSeq: 1 MESSAGE", "error start-line at 0:0\n" },
		/* Spaces. */
		{ "MESSAGE  sip:b.example SIP/2.0", "CSeq: 1 MESSAGE", "error start-line at 0:8\n" },
		{ "MESSAGE sip:b.example  SIP/2.0", "CSeq: 1 MESSAGE", "error start-line at 0:22\n" },
		{ "MESSAGE\tsip:b.example SIP/2.0", "CSeq: 1 MESSAGE", "error start-line at 0:7\n" },
		{ "SIP/2.0  200 OK", "CSeq: 1 MESSAGE", "error start-line at 0:8\n" },
		{ "SIP/2.0 200\tOK", "CSeq: 1 MESSAGE", "error start-line at 0:11\n" },
		{ "SIP/2.0 200", "CSeq: 1 MESSAGE", "error start-line at 0:11\n" },
		{ "MESSAGE sip:b.example\r\n SIP/2.0", "CSeq: 1 MESSAGE", "error start-line at 0:21\n" },
		/* The parts. */
		{ "MES@GE sip:b.example SIP/2.0", "CSeq: 1 MESSAGE", "error start-line at 0:3\n" },
		{ "MESSAGE <sip:b.example> SIP/2.0", "", "error start-line at 0:8\n" },
		{ "MESSAGE b.example SIP/2.0", "", "error start-line at 0:17\n" },
		{ "MESSAGE sip:b.ex%ample SIP/2.0", "", "error start-line at 0:16\n" },
		{ "MESSAGE sip:b.example;transport= SIP/1.0", "", "error start-line at 0:32\nerror start-line at 0:33\n" },
		{ "SIP/2.0 20 OK", "CSeq: 1 MESSAGE", "error start-line at 0:10\n" },
		{ "SIP/2.0 2000 OK", "CSeq: 1 MESSAGE", "error start-line at 0:11\n" },
		{ "SIP/2.0 099 OK", "CSeq: 1 MESSAGE", "error start-line at 0:8\n" },
		{ "SIP/2.0 700 OK", "CSeq: 1 MESSAGE", "error start-line at 0:8\n" },
		{ "SIP/2.0 299 a%4", "CSeq: 1 MESSAGE", "error start-line at 0:13\n" },
		{ "SIP/2.0 299 \x7f", "CSeq: 1 MESSAGE", "error start-line at 0:12\n" },
	};
	CHECK_ROWS(rows);
}

/* Of a message that nobody can tell to be a request or a response, only what stands in both is missed. */
Test(check, broken_start_line)
{
	static const struct row rows[] = {
		{ "MESSAGE", "Via: x\n-Max-Forwards\n-To\nRAck: 1 1 INVITE",
		  "error start-line at 0:7\nerror value Via at 1:6\nerror missing To\n" },
	};
	CHECK_ROWS(rows);
}

/* ---- values ---- */

Test(check, values)
{
	static const struct row rows[] = {
		{ MESSAGE, "Max-Forwards: 256", "error value Max-Forwards at 2:14\n" },
		{ MESSAGE, "Max-Forwards: seventy", "error value Max-Forwards at 2:14\n" },
		{ MESSAGE, "From: <sip:a@a.example>;tag=\"1\"", "error value From at 3:28\n" },
		{ MESSAGE, "Call-ID: 1@a@b", "error value Call-ID at 5:12\n" },
		{ MESSAGE, "CSeq: 4294967296 MESSAGE", "error value CSeq at 6:6\n" },
		{ MESSAGE, "Date: Sat, 31 Feb 2026 00:00:00 GMT", "error value Date at 8:11\n" },
		/* Behind the value, and at its end. */
		{ MESSAGE, "Max-Forwards: 70 70", "error value Max-Forwards at 2:17\n" },
		{ MESSAGE, "To: <sip:b@b.example>;tag=", "error value To at 4:26\n" },
		{ MESSAGE, "To: <sip:b@b.example>;tag= \t ", "error value To at 4:26\n" },
		{ MESSAGE, "To: ", "error value To at 4:4\n" },
		{ MESSAGE, "-Call-ID\n+Call-ID :\t", "error value Call-ID at 7:10\n" },
		/* Each value of a list, and no further than it. */
		{ "OPTIONS sip:b.example SIP/2.0", "Accept: text/plain, text, */plain, text/html, \"a,b\", text/x;q=2, text/y",
		  "error value Accept at 8:24\nerror value Accept at 8:28\nerror value Accept at 8:46\nerror value Accept at 8:62\n" },
		{ MESSAGE, "Supported: a,,b,", "error value Supported at 8:13\nerror value Supported at 8:16\n" },
		{ MESSAGE, "Supported: ,", "error value Supported at 8:11\nerror value Supported at 8:12\n" },
		{ MESSAGE, "Via: x, SIP/2.0/UDP a.example;branch=z9hG4bK1, y",
		  "error value Via at 1:6\nerror value Via at 1:48\n" },
		{ MESSAGE, "+Via: SIP/2.0/UDP b;branch=z9hG4bK2;branch=z9hG4bK3\n+v: SIP/2.0/UDP\r\n c:0 ;branch=z9hG4bK4",
		  "error value Via at 8:35\nerror value Via at 9:19\n" },
		/* Folds count like any bytes of the line. */
		{ MESSAGE, "Supported: a\r\n , b b", "error value Supported at 8:19\n" },
		/* What may be empty, and what nobody knows. */
		{ "OPTIONS sip:b.example SIP/2.0", "Supported:\nAccept: \nAllow:\r\n ", "" },
		{ MESSAGE, "X-Any: \x80 ,;=\"\nX-Empty:\nX-Any: again", "" },
		{ MESSAGE, "X-Any: a\x01", "error value at 8:8\n" },
		{ MESSAGE, "Subject: a\x01\x02", "error value Subject at 8:10\n" },
		/* What the software calls itself. */
		{ MESSAGE, "User-Agent: Phone/", "warning value User-Agent at 8:18\n" },
		{ "SIP/2.0 200 OK", "CSeq: 1 MESSAGE\nServer: @", "warning value Server at 7:8\n" },
	};
	CHECK_ROWS(rows);
}

/* A finding says all there is to say. */
static void keep_finding(void *ctx, const sipw_finding *f)
{
	*(sipw_finding *)ctx = *f;
}

Test(check, finding)
{
	sipw_finding f = { 0 };
	CHECK_INT(sipw_check(parse_variant(0, MESSAGE, "Max-Forwards:\r\n 7x"), keep_finding, &f), 1);
	CHECK_INT(f.severity, SIPW_ERROR);
	CHECK_INT(f.code, SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(f.rule), "value");
	CHECK_INT(f.line, 2);
	CHECK_TEXT(f.bytes, "Max-Forwards:\r\n 7x\r\n");
	CHECK_INT(f.offset, 17);
	CHECK_INT(f.byte, 'x');
	CHECK_INT(f.header, SIPW_HDR_MAX_FORWARDS);
	CHECK_TEXT(sipw_s(f.sentence), "not allowed here");
	CHECK_TEXT(sipw_s(f.source), "RFC 3261 20.22");
	CHECK_INT(sipw_check(parse_variant(0, MESSAGE, "Max-Forwards: 256"), keep_finding, &f), 1);
	CHECK_INT(f.code, SIPW_ERR_RANGE);
	CHECK_INT(f.byte, '2');
	CHECK_INT(sipw_check(parse_variant(0, MESSAGE, "To: "), keep_finding, &f), 1);
	CHECK_INT(f.byte, -1);
	CHECK_TEXT(sipw_s(f.sentence), "the value is empty");
	CHECK_INT(sipw_check(parse_variant(0, MESSAGE, "-To"), keep_finding, &f), 1);
	CHECK_INT(f.code, SIPW_ERR_RULE);
	CHECK_INT(f.line, SIPW_WHOLE);
	CHECK_TEXT(sipw_s(f.sentence), "this header field must stand in this message");
	CHECK_TEXT(sipw_s(f.source), "RFC 3261 8.1.1");
}

/* ---- lines ---- */

Test(check, lines_that_are_none)
{
	static const struct row rows[] = {
		{ MESSAGE, "+Via", "error header-line at 8:3\n" },
		{ MESSAGE, "+Via SIP/2.0/UDP b", "error header-line at 8:4\n" },
		{ MESSAGE, "+: x", "error header-line at 8:0\n" },
		{ MESSAGE, "+Subj\"ect: x", "error header-line at 8:4\n" },
		{ MESSAGE, "+Subject: a\rb", "error header-line at 8:10\n" },
		{ MESSAGE, "+Subject: a\r\n b\r c", "error header-line at 8:14\n" },
		{ MESSAGE, "+@\n+Supported: @", "error header-line at 8:0\nerror value Supported at 9:11\n" },
	};
	CHECK_ROWS(rows);
	/* LF alone, which an edit cannot say. */
	static const char bytes[] = "FLY sip:b SIP/2.0\r\nSubject: a\nb\r\n\r\n";
	sipw_msg *m = roomy_message(0);
	sipw_finding f = { 0 };
	CHECK_INT(sipw_parse(m, sipw_s(bytes), SIPW_DATAGRAM, NULL), SIPW_OK);
	CHECK_INT(sipw_check(m, NULL, NULL), 6);
	sipw_remove(m, SIPW_HDR_SUBJECT);
	CHECK_INT(sipw_line_remove(m, 0), SIPW_OK);
	CHECK_INT(sipw_check(m, keep_finding, &f), 5);
}

/* Raw bytes are read as the lines that the other side will see. */
Test(check, raw_bytes)
{
	sipw_msg *m = roomy_message(0);
	build_invite(m);
	sipw_add(m, SIPW_HDR_SUPPORTED, sipw_s("timer"));
	check_found(m, "built", "");
	CHECK_INT(sipw_add_raw(m, sipw_s("Subject: a\r\nt: x\r\nVia\r\nRAck: 1 1 INVITE\r\nSubject: b\r\nMax-")), SIPW_OK);
	CHECK_INT(sipw_add_raw(m, sipw_s("Content-Length: 3\r\n")), SIPW_OK);
	check_found(m, "raw",
		    "error repeated To at 10:12\n"
		    "error value To at 10:16\n"
		    "error header-line at 10:21\n"
		    "error forbidden RAck at 10:23\n"
		    "error repeated Subject at 10:41\n"
		    "error header-line at 10:57\n"
		    "error repeated Content-Length at 11:0\n");
	/* They stand for what is not there otherwise, which nothing that is sent by the rules can rely on. */
	m = roomy_message(0);
	build_invite(m);
	sipw_add(m, SIPW_HDR_SUPPORTED, sipw_s("timer"));
	sipw_remove(m, SIPW_HDR_TO);
	CHECK_INT(sipw_add_raw(m, sipw_s("t: <sip:bob@biloxi.example.com>\r\n")), SIPW_OK);
	check_found(m, "raw To", "");
	CHECK_INT(sipw_verify(m, NULL), SIPW_ERR_RULE);
}

/* ---- presence ---- */

/* Lines first, in their order, then the message. */
Test(check, order)
{
	static const struct row rows[] = {
		{ MESSAGE,
		  "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1, x\nTo: y\n-Call-ID\nRAck: 1 1 INVITE\nExpires: z\n+v: w\n+t: x\n"
		  "Subject: s\n+Subject: t\n+@\n=body",
		  "error value Via at 1:45\n"
		  "error value To at 4:5\n"
		  "error forbidden RAck at 7:0\n"
		  "error value Expires at 8:9\n"
		  "error value Via at 9:4\n"
		  "error repeated To at 10:0\n"
		  "error value To at 10:4\n"
		  "error repeated Subject at 12:0\n"
		  "error header-line at 13:0\n"
		  "error missing Call-ID\n"
		  "error missing Content-Type\n" },
	};
	CHECK_ROWS(rows);
}

Test(check, presence)
{
	static const struct row rows[] = {
		{ MESSAGE, "-Via\n-From\n-To\n-Call-ID\n-CSeq",
		  "error missing Call-ID\nerror missing CSeq\nerror missing From\nerror missing To\nerror missing Via\n" },
		/* Of a received message. */
		{ MESSAGE, "-Max-Forwards", "warning missing Max-Forwards\n" },
		{ MESSAGE, "Contact: <sip:a@a.example>", "warning forbidden Contact at 8:0\n" },
		{ "SIP/2.0 200 OK", "CSeq: 1 MESSAGE\nContact: <sip:a@a.example>", "warning forbidden Contact at 7:0\n" },
		/* A must cell, both ways. */
		{ "SIP/2.0 405 Method Not Allowed", "CSeq: 1 MESSAGE", "error missing Allow\n" },
		{ MESSAGE, "Refer-To: <sip:c@c.example>", "error forbidden Refer-To at 8:0\n" },
		{ "CANCEL sip:b.example SIP/2.0", "Require: a", "error forbidden Require at 8:0\n" },
		/* A table's, both ways, and what is only expected. */
		{ "SIP/2.0 469 Bad Info Package", "CSeq: 1 INFO", "warning missing Recv-Info\n" },
		{ MESSAGE, "Service-Route: <sip:a.example;lr>", "" },
		{ MESSAGE, "Server: a", "warning forbidden Server at 8:0\n" },
		{ "SIP/2.0 200 OK", "CSeq: 1 MESSAGE\n+Route: <sip:a.example;lr>", "warning forbidden Route at 7:0\n" },
		{ "BYE sip:b.example SIP/2.0", "Contact: <sip:a@a.example>", "warning forbidden Contact at 8:0\n" },
		{ "OPTIONS sip:b.example SIP/2.0", "", "warning missing Accept\n" },
		/* A body has a type. */
		{ MESSAGE, "=hello", "error missing Content-Type\n" },
		{ MESSAGE, "Content-Type: text/plain\n=hello", "" },
		{ MESSAGE, "c: text/plain\n=hello", "" },
		/* Compact and long names are one. */
		{ MESSAGE, "+t: <sip:b@b.example>;tag=2", "error repeated To at 8:0\n" },
		{ MESSAGE, "+Via: SIP/2.0/UDP b.example;branch=z9hG4bK2", "" },
		{ MESSAGE, "+X-Any: 1\n+X-Any: 2", "" },
		/* Content-Length only where the body has no end otherwise. */
		{ MESSAGE, "-Content-Length", "" },
		{ MESSAGE, "-Content-Length\nVia: SIP/2.0/TCP a.example;branch=z9hG4bK1", "warning missing Content-Length\n" },
		{ MESSAGE, "-Content-Length\nVia: sip / 2.0 / tls a.example;branch=z9hG4bK1", "warning missing Content-Length\n" },
		{ MESSAGE, "-Content-Length\nVia: SIP/2.0/WS a.example;branch=z9hG4bK1", "" },
		{ MESSAGE, "-Content-Length\n-Via", "error missing Via\n" },
	};
	CHECK_ROWS(rows);
}

Test(check, stream)
{
	static const char bytes[] = "OPTIONS sip:b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
				    "From: <sip:a@a>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nAccept:\r\n\r\n";
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_parse(m, sipw_s(bytes), SIPW_STREAM, NULL), SIPW_OK);
	check_found(m, "in a stream", "error missing Content-Length\n");
	/* Once there is another body, its length is computed. */
	CHECK_INT(sipw_body(m, sipw_s("text/plain"), sipw_s("x")), SIPW_OK);
	check_found(m, "with a body", "");
}

/* What was built here has to keep what a received message may break. */
Test(check, built)
{
	sipw_msg *m = roomy_message(0);
	build_invite(m);
	sipw_remove(m, SIPW_HDR_MAX_FORWARDS);
	check_found(m, "an INVITE", "error missing Max-Forwards\nwarning missing Supported\n");
	sipw_error error;
	CHECK_INT(sipw_verify(m, &error), SIPW_ERR_RULE);
	CHECK_INT(error.header, SIPW_HDR_MAX_FORWARDS);
}

Test(check, no_message)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_check(NULL, NULL, NULL), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_check(m, NULL, NULL), SIPW_ERR_STATE);
	sipw_add(m, SIPW_HDR_MAX_FORWARDS, sipw_s("x"));
	CHECK_INT(sipw_check(m, NULL, NULL), SIPW_ERR_SYNTAX);
}
