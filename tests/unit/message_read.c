/* SPDX-License-Identifier: MIT */
/* Reading values as structs: the typed getters, and those that name neither header field nor kind. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"

static void add(sipw_msg *m, int header, const char *text)
{
	CHECK_INT(sipw_add(m, header, sipw_s(text)), SIPW_OK);
}

/* Other bytes of the same length in the last line, as only a received one could have them. */
static void patch(sipw_msg *m, const char *from, const char *to)
{
	const sipw_str line = last_line(m);
	char *at = memmem(line.ptr, line.len, from, strlen(from));
	if (CHECKF(at != NULL && strlen(from) == strlen(to), "no %s in %s", from, check_show(line)))
		memcpy(at, to, strlen(to));
}

Test(read, struct)
{
	sipw_via v = { 0 };
	sipw_msg *m = roomy_message(0);
	add(m, SIPW_HDR_VIA, "SIP/2.0/TCP [::1]:5061;branch=z9hG4bK1;a=b;received=192.0.2.1;rport;maddr=m;ttl=0;c=\"d\\\"\"");
	CHECK_INT(sipw_get_via(m, 0, &v), SIPW_OK);
	CHECK_TEXT(v.transport, "TCP");
	CHECK_TEXT(v.host, "[::1]");
	CHECK_INT(v.port, 5061);
	CHECK_TEXT(v.branch, "z9hG4bK1");
	CHECK_TEXT(v.received, "192.0.2.1");
	CHECK(v.rport.given && v.rport.number == 0);
	CHECK_TEXT(v.maddr, "m");
	CHECK(v.ttl.given && v.ttl.number == 0);
	CHECK_TEXT(v.params, ";a=b;received=192.0.2.1;rport;maddr=m;ttl=0;c=\"d\\\"\"");
	CHECK(v.escaped);
	const sipw_str line = last_line(m);
	CHECKF(v.host.ptr > line.ptr && v.host.ptr < line.ptr + line.len, "what is decoded lies in the message");
}

Test(read, numbers_dates_text)
{
	uint32_t number = 77;
	int64_t date = 77;
	sipw_str text = { 0 };
	sipw_msg *m = roomy_message(0);
	sipw_add_max_forwards(m, 70);
	sipw_add_expires(m, UINT32_MAX);
	add(m, SIPW_HDR_DATE, "Sat, 13 Nov 2010 23:29:00 GMT");
	add(m, SIPW_HDR_SUBJECT, "one, two");
	CHECK_INT(sipw_get_max_forwards(m, 0, &number), SIPW_OK);
	CHECK_INT(number, 70);
	CHECK_INT(sipw_get_expires(m, 0, &number), SIPW_OK);
	CHECK_INT(number, UINT32_MAX);
	CHECK_INT(sipw_get_date(m, 0, &date), SIPW_OK);
	CHECK_INT(date, 1289690940);
	CHECK_INT(sipw_get_subject(m, 0, &text), SIPW_OK);
	CHECK_TEXT(text, "one, two");
}

/* Values count across lines and commas, whatever the quotes and brackets hold; empty lines of a list
 * have none. */
Test(read, index)
{
	static const char *const uris[] = { "sip:a,b@c", "sip:d", "sip:e", "sip:f" };
	sipw_contact contact = { 0 };
	sipw_str text = { 0 };
	sipw_msg *m = roomy_message(0);
	add(m, SIPW_HDR_CONTACT, "\"x, y\" <sip:a,b@c>;q=0.5 , <sip:d>;x=\"1,2\\\",3\"");
	add(m, SIPW_HDR_SUPPORTED, "");
	add(m, SIPW_HDR_CONTACT, "sip:e,sip:f;expires=1");
	add(m, SIPW_HDR_SUPPORTED, "a ,\tb");
	for (size_t i = 0; i < 4; i++) {
		CHECK_INT(sipw_get_contact(m, i, &contact), SIPW_OK);
		CHECK_TEXT(contact.uri, uris[i]);
	}
	CHECK_INT(contact.expires.number, 1);
	CHECK_INT(sipw_get_contact(m, 4, &contact), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_get_contact(m, SIZE_MAX, &contact), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(contact.uri, "sip:f");
	CHECK(sipw_get_supported(m, 0, &text) == SIPW_OK && same_bytes(text, sipw_s("a")));
	CHECK(sipw_get_supported(m, 1, &text) == SIPW_OK && same_bytes(text, sipw_s("b")));
	CHECK_INT(sipw_get_supported(m, 2, &text), SIPW_ERR_ARGUMENT);
}

/* Fields whose values part at no comma have one a line. */
Test(read, lines)
{
	sipw_challenge challenge = { 0 };
	sipw_msg *m = roomy_message(0);
	add(m, SIPW_HDR_WWW_AUTHENTICATE, "Digest realm=\"a\", nonce=\"b\"");
	add(m, SIPW_HDR_WWW_AUTHENTICATE, "Digest realm=\"c\", nonce=\"d\", stale=TRUE");
	CHECK_INT(sipw_get_www_authenticate(m, 1, &challenge), SIPW_OK);
	CHECK_TEXT(challenge.realm, "c");
	CHECK(challenge.stale.given && challenge.stale.number == 1 && challenge.params.ptr == NULL);
	CHECK_INT(sipw_get_www_authenticate(m, 2, &challenge), SIPW_ERR_ARGUMENT);
}

Test(read, star_stands_alone)
{
	sipw_contact contact = { 0 };
	sipw_msg *m = roomy_message(0);
	add(m, SIPW_HDR_CONTACT, "*");
	CHECK_INT(sipw_get_contact(m, 0, &contact), SIPW_OK);
	CHECK(contact.star);
	add(m, SIPW_HDR_CONTACT, "sip:a , sip:b");
	patch(m, "sip:b", "*    ");
	CHECK(sipw_get_contact(m, 1, &contact) == SIPW_OK && !contact.star);
	CHECK_INT(sipw_get_contact(m, 2, &contact), SIPW_ERR_SYNTAX);
}

Test(read, refused)
{
	sipw_via via = { .port = 77 };
	sipw_cseq cseq;
	sipw_str text;
	sipw_msg *m = roomy_message(0);
	add(m, SIPW_HDR_VIA, "SIP/2.0/UDP a");
	CHECK_INT(sipw_read_via(NULL, SIPW_HDR_VIA, 0, &via, sizeof via), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_read_via(m, SIPW_HDR_VIA, 0, NULL, sizeof via), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_read_via(m, SIPW_HDR_ROUTE, 0, &via, sizeof via), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_read_via(m, SIPW_HDR_VIA | SIPW_PUSH, 0, &via, sizeof via), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_read_via(m, 0, 0, &via, sizeof via), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_read_via(m, -1, 0, &via, sizeof via), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_read_opaque(m, 0, 0, &text), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_read_cseq(m, SIPW_HDR_VIA, 0, &cseq, sizeof cseq), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_get_cseq(m, 0, &cseq), SIPW_ERR_ARGUMENT);
	CHECK_INT(via.port, 77);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
}

/* A message that failed can still be read, and its error stays. */
Test(read, failed_message)
{
	sipw_via via;
	sipw_msg *m = roomy_message(0);
	add(m, SIPW_HDR_VIA, "SIP/2.0/UDP a");
	CHECK_INT(sipw_add(m, SIPW_HDR_VIA, sipw_s("no")), SIPW_ERR_SYNTAX);
	CHECK_INT(sipw_get_via(m, 0, &via), SIPW_OK);
	CHECK_INT(sipw_get_via(m, 1, &via), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_ERR_SYNTAX);
}

struct broken {
	int header;
	const char *text; /* as added */
	const char *from;
	const char *to;
	int code; /* of value 0 */
};

/* What no setter lets in, but a peer may send. */
static const struct broken brokens[] = {
	{ SIPW_HDR_MAX_FORWARDS, "255", "255", "256", SIPW_ERR_RANGE },
	{ SIPW_HDR_MAX_FORWARDS, "255", "255", "2 5", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_MAX_FORWARDS, "255", "255", "   ", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_VIA, "SIP/2.0/UDP a:65535", "65535", "65536", SIPW_ERR_RANGE },
	{ SIPW_HDR_VIA, "SIP/2.0/UDP a;x=y,SIP/2.0/UDP b", "x=y", "x=;", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_VIA, "SIP/2.0/UDP a;x=y,SIP/2.0/UDP b", "y,S", "y S", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_FROM, "<sip:a>;tag=1;tg1=2", "tg1", "tag", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_FROM, "<sip:a>;tag=1", ">;", "> ", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_FROM, "\"a\" <sip:a>", "a\" ", "a  ", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_SUPPORTED, "a,b", "a", "@", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_SUPPORTED, "a,b", "a", " ", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_SUBJECT, "xyz", "y", "\x01", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_SUBJECT, "xyz", "y", "\r", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_CALL_ID, "a@b", "a@b", "a@@", SIPW_ERR_SYNTAX },
	{ SIPW_HDR_DATE, "Sat, 13 Nov 2010 23:29:00 GMT", "13", "31", SIPW_ERR_RANGE },
};

Test(read, broken_values)
{
	for (size_t i = 0; i < sizeof brokens / sizeof brokens[0]; i++) {
		const struct broken *row = &brokens[i];
		sipw_value value, before;
		sipw_msg *m = roomy_message(0);
		memset(&value, 0x5a, sizeof value);
		memset(&before, 0x5a, sizeof before);
		add(m, row->header, row->text);
		CHECK_INT(sipw_read(m, row->header, 0, &value, sizeof value), SIPW_OK);
		patch(m, row->from, row->to);
		memcpy(&value, &before, sizeof value);
		const int code = sipw_read(m, row->header, 0, &value, sizeof value);
		CHECKF(code == row->code, "%s: %s", check_show(last_value(m)), sipw_err_name(code));
		CHECK(memcmp(&value, &before, sizeof value) == 0);
		CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
	}
}

/* A received value may be folded between and in its parts, and at its ends. */
Test(read, folds)
{
	sipw_address to = { 0 };
	sipw_via via = { 0 };
	sipw_str text = { 0 };
	sipw_msg *m = roomy_message(0);
	add(m, SIPW_HDR_TO, "\"a   b\"   <sip:a>   ;x=\"c   d\";tag=t----");
	patch(m, "a   b\"   <", "a\r\n b\"\r\n\t<");
	patch(m, ">   ;x=\"c   ", ">\r\n ;x=\"c\r\n ");
	patch(m, "t----", "t \r\n ");
	CHECK_INT(sipw_get_to(m, 0, &to), SIPW_OK);
	CHECK_TEXT(to.display, "a\r\n b");
	CHECK_TEXT(to.tag, "t");
	CHECK_TEXT(to.params, "\r\n ;x=\"c\r\n d\"");
	CHECK_INT(sipw_add_to(m, &to), SIPW_OK);
	CHECK_TEXT(last_value(m), "\"a b\" <sip:a>;tag=t;x=\"c d\"");

	add(m, SIPW_HDR_VIA, "SIP/2.0/UDP    a    ,   SIP/2.0/UDP bbbbbbbbbb");
	patch(m, "   a    ,   ", "\r\n a \r\n ,\r\n ");
	patch(m, "bbbbbbbbbb", "b \r\n\t \r\n  ");
	CHECK_INT(sipw_count(m, SIPW_HDR_VIA), 2);
	CHECK_INT(sipw_get_via(m, 1, &via), SIPW_OK);
	CHECK_TEXT(via.host, "b");
	CHECK_INT(sipw_get_via(m, 0, &via), SIPW_OK);
	CHECK_TEXT(via.host, "a");
	CHECK_INT(sipw_get(m, SIPW_HDR_VIA, 1, &text), SIPW_OK);
	CHECK_TEXT(text, "SIP/2.0/UDP b");

	add(m, SIPW_HDR_SUBJECT, "one   two");
	patch(m, "e   t", "e\r\n t");
	CHECK_INT(sipw_get_subject(m, 0, &text), SIPW_OK);
	CHECK_TEXT(text, "one\r\n two");

	add(m, SIPW_HDR_ORGANIZATION, "xyz");
	patch(m, "xyz", "\r\n ");
	CHECK_INT(sipw_get_organization(m, 0, &text), SIPW_OK);
	CHECK(text.ptr != NULL && text.len == 0);
}

/* Callers that know fewer or more members than the library. */
Test(read, sizes)
{
	struct guard g = guard_open(4096);
	sipw_msg *m = roomy_message(0);
	add(m, SIPW_HDR_VIA, "SIP/2.0/UDP a:5060;branch=b;x");
	sipw_via whole;
	memset(&whole, 0, sizeof whole);
	CHECK_INT(sipw_get_via(m, 0, &whole), SIPW_OK);
	for (size_t size = 0; size <= sizeof(sipw_via); size += 4) {
		char *part = guard_last(&g, size);
		CHECK_INT(sipw_read_via(m, SIPW_HDR_VIA, 0, (sipw_via *)(void *)part, size), SIPW_OK);
		CHECK(memcmp(part, &whole, size < offsetof(sipw_via, escaped) ? size : offsetof(sipw_via, escaped)) == 0);
	}
	char more[sizeof whole + 40];
	memset(more, 0x5a, sizeof more);
	CHECK_INT(sipw_read(m, SIPW_HDR_VIA, 0, more, sizeof more), SIPW_OK);
	CHECK(memcmp(more, &whole, offsetof(sipw_via, escaped)) == 0);
	for (size_t i = sizeof whole; i < sizeof more; i++)
		CHECK_INT(more[i], 0);
	guard_close(&g);
}

Test(read, values_walk)
{
	sipw_str text = { 0 };
	sipw_msg *m = roomy_message(0);
	add(m, SIPW_HDR_ROUTE, "<sip:a>, <sip:b>");
	add(m, SIPW_HDR_ROUTE, "<sip:c>");
	sipw_values values = sipw_values_start(m, SIPW_HDR_ROUTE), copy;
	CHECK(sipw_values_next(&values, &text) == 1 && same_bytes(text, sipw_s("<sip:a>")));
	copy = values;
	CHECK(sipw_values_next(&values, &text) == 1 && same_bytes(text, sipw_s("<sip:b>")));
	CHECK(sipw_values_next(&values, &text) == 1 && same_bytes(text, sipw_s("<sip:c>")));
	CHECK_INT(sipw_values_next(&values, &text), 0);
	CHECK_INT(sipw_values_next(&values, &text), 0);
	CHECK(sipw_values_next(&copy, &text) == 1 && same_bytes(text, sipw_s("<sip:b>")));
	sipw_add_max_forwards(m, 1);
	CHECK_INT(sipw_values_next(&copy, &text), SIPW_ERR_STATE);
	values = sipw_values_start(NULL, SIPW_HDR_ROUTE);
	CHECK_INT(sipw_values_next(&values, &text), 0);
	values = sipw_values_start(m, 4000);
	CHECK_INT(sipw_values_next(&values, &text), 0);
	CHECK_TEXT(text, "<sip:b>");
}

Test(read, decode)
{
	sipw_address a = { 0 };
	uint32_t number = 0;
	CHECK_INT(sipw_decode(SIPW_HDR_FROM, sipw_s(" \r\n Bob <sip:b>;tag=1 "), &a, sizeof a, NULL), SIPW_OK);
	CHECK_TEXT(a.display, "Bob");
	CHECK_TEXT(a.tag, "1");
	CHECK_INT(sipw_decode(SIPW_HDR_EXPIRES, sipw_s("3600"), &number, sizeof number, NULL), SIPW_OK);
	CHECK_INT(number, 3600);
}

struct undecodable {
	int header;
	const char *text;
	int code;
	size_t offset;
	int byte;
	const char *sentence;
	const char *source;
};

static const struct undecodable undecodables[] = {
	{ SIPW_HDR_FROM, "<sip:a>;tag=@", SIPW_ERR_SYNTAX, 12, '@', "a token is expected here", "RFC 3261 25.1" },
	{ SIPW_HDR_FROM, "<sip:a> x", SIPW_ERR_SYNTAX, 8, 'x', "not allowed here", "RFC 3261 20.20" },
	{ SIPW_HDR_ROUTE, "<sip:a>, <sip:b>", SIPW_ERR_SYNTAX, 7, ',', "not allowed here", "RFC 3261 20.34" },
	{ SIPW_HDR_CSEQ, "1 ", SIPW_ERR_SYNTAX, 2, -1, "a token is expected here", "RFC 3261 25.1" },
	{ SIPW_HDR_MAX_FORWARDS, " 256", SIPW_ERR_RANGE, 1, '2', "the number is outside its range", "RFC 3261 20.22" },
	{ SIPW_HDR_CALL_ID, " \t", SIPW_ERR_SYNTAX, 2, -1, "the value is empty", "RFC 3261 20.8" },
};

Test(read, decode_faults)
{
	for (size_t i = 0; i < sizeof undecodables / sizeof undecodables[0]; i++) {
		const struct undecodable *row = &undecodables[i];
		sipw_value value;
		sipw_error error = { 0 };
		CHECK_INT(sipw_decode(row->header, sipw_s(row->text), &value, sizeof value, &error), row->code);
		CHECK_INT(sipw_decode(row->header, sipw_s(row->text), &value, sizeof value, NULL), row->code);
		CHECK_INT(error.code, row->code);
		CHECK_INT(error.header, row->header);
		CHECK_TEXT(sipw_s(error.field), "text");
		CHECK_INT(error.offset, row->offset);
		CHECK_INT(error.byte, row->byte);
		CHECK_TEXT(sipw_s(error.sentence), row->sentence);
		CHECK_TEXT(sipw_s(error.source), row->source);
	}
}

static void check_refused(int header, sipw_str text, void *value, size_t size, const char *sentence)
{
	sipw_error error = { 0 };
	CHECK_INT(sipw_decode(header, text, value, size, &error), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_decode(header, text, value, size, NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(error.code, SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(error.sentence), sentence);
}

Test(read, decode_refused)
{
	static const char number[] = "there is no header field of this number";
	static const char missing[] = "the value is missing";
	static const char small[] = "the size is too small for a value of this header field";
	sipw_value value;
	check_refused(0, sipw_s("x"), &value, sizeof value, number);
	check_refused(-1, sipw_s("x"), &value, sizeof value, number);
	check_refused(SIPW_HDR_VIA | SIPW_PUSH, sipw_s("x"), &value, sizeof value, number);
	check_refused(SIPW_HDR_VIA, (sipw_str){ 0 }, &value, sizeof value, missing);
	check_refused(SIPW_HDR_VIA, sipw_s("x"), NULL, 0, missing);
	check_refused(SIPW_HDR_EXPIRES, sipw_s("1"), &value, sizeof(uint32_t) - 1, small);
	check_refused(SIPW_HDR_SUBJECT, sipw_s("1"), &value, sizeof(char *), small);
}

Test(read, put_any)
{
	sipw_value value = { .number = 7 };
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_BYE, sipw_s("sip:a"));
	CHECK_INT(sipw_put(m, SIPW_HDR_EXPIRES, &value, sizeof value), SIPW_OK);
	CHECK_TEXT(last_line(m), "Expires: 7\r\n");
	CHECK_INT(sipw_put(m, SIPW_HDR_EXPIRES | SIPW_REPLACE, &(uint32_t){ 8 }, sizeof(uint32_t)), SIPW_OK);
	value = (sipw_value){ .address = { .uri = sipw_s("sip:a") } };
	CHECK_INT(sipw_put(m, SIPW_HDR_ROUTE, &value, sizeof value), SIPW_OK);
	value.address.uri = sipw_s("sip:b");
	CHECK_INT(sipw_put(m, SIPW_HDR_ROUTE | SIPW_PUSH, &value, sizeof value.address), SIPW_OK);
	CHECK_TEXT(written(m), "BYE sip:a SIP/2.0\r\nExpires: 8\r\nRoute: <sip:b>\r\nRoute: <sip:a>\r\nContent-Length: 0\r\n\r\n");
}

static void check_put_refused(int header, const void *value, size_t size, const char *sentence)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_put(m, header, value, size), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->sentence), sentence);
	CHECK_INT(sipw_msg_error(m)->header, sipw_header_name(header).ptr == NULL ? 0 : header);
	CHECK_INT(sipw_line_count(m), 0);
}

Test(read, put_refused)
{
	static const sipw_value value = { .number = 7 };
	check_put_refused(0, &value, sizeof value, "there is no header field of this number");
	check_put_refused(4000, &value, sizeof value, "there is no header field of this number");
	check_put_refused(SIPW_HDR_VIA, NULL, 0, "the value is missing");
	check_put_refused(SIPW_HDR_CONTENT_LENGTH, &value, sizeof value, "this header field is computed, never set");
	check_put_refused(SIPW_HDR_EXPIRES, &value, 3, "the size is too small for a value of this header field");
	CHECK_INT(sipw_put(NULL, SIPW_HDR_VIA, &value, sizeof value), SIPW_ERR_MEMORY);
	sipw_msg *m = roomy_message(0);
	sipw_add(m, SIPW_HDR_VIA, sipw_s("no"));
	CHECK_INT(sipw_put(m, SIPW_HDR_EXPIRES, &value, sizeof value), SIPW_ERR_SYNTAX);
}

/* Each value of a long list, by index and by walk. */
Test(read, many_values)
{
	enum { N = 500 };
	sipw_str text;
	sipw_msg *m = roomy_message(0);
	for (int i = 0; i < N; i++)
		add(m, SIPW_HDR_ALLOW, i % 7 == 0 ? "" : "A, B, C");
	const size_t n = sipw_count(m, SIPW_HDR_ALLOW);
	CHECK_INT(n, 3 * (N - (N + 6) / 7));
	for (size_t i = 0; i < n; i++)
		CHECK(sipw_get_allow(m, i, &text) == SIPW_OK && text.len == 1 && *text.ptr == (char)('A' + i % 3));
	CHECK_INT(sipw_get_allow(m, n, &text), SIPW_ERR_ARGUMENT);
}
