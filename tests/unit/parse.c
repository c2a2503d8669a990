/* SPDX-License-Identifier: MIT */
/* Received bytes into lines: names, values, broken lines, the body and what no message is. */
#include <criterion/criterion.h>

#include "support/check.h"
#include "support/counting.h"
#include "support/message.h"

#define REQUEST "OPTIONS sip:a.example SIP/2.0\r\n"

static sipw_msg *parsed(const char *bytes, unsigned how)
{
	sipw_msg *m = roomy_message(0);
	size_t used = 12345;
	if (CHECK_INT(sipw_parse(m, sipw_s(bytes), how, &used), SIPW_OK))
		CHECKF(used <= strlen(bytes), "%zu bytes used", used);
	return m;
}

/* The lines after a request line. */
static sipw_msg *lines(const char *text)
{
	static struct text bytes;
	bytes.len = 0;
	text_add_s(&bytes, REQUEST);
	text_add_s(&bytes, text);
	text_add(&bytes, (sipw_str)SIPW_S("\r\n\0"));
	return parsed(bytes.bytes, SIPW_DATAGRAM);
}

static sipw_line line_at(const sipw_msg *m, size_t index)
{
	sipw_line line = { 0 };
	CHECK_INT(sipw_line_get(m, index, &line), SIPW_OK);
	return line;
}

/* ---- lines ---- */

struct line_case {
	const char *bytes;
	int header;
	const char *name, *value; /* NULL: broken */
};

Test(parse, names_and_values)
{
	static const struct line_case cases[] = {
		{ "Subject: lunch\r\n", SIPW_HDR_SUBJECT, "Subject", "lunch" },
		{ "SUBJECT:lunch\r\n", SIPW_HDR_SUBJECT, "SUBJECT", "lunch" },
		{ "s  \t :  lunch\r\n", SIPW_HDR_SUBJECT, "s", "lunch" },
		{ "S\t:\tlunch at \t noon \t \r\n", SIPW_HDR_SUBJECT, "S", "lunch at \t noon" },
		{ "v:SIP/2.0/UDP a.example\r\n", SIPW_HDR_VIA, "v", "SIP/2.0/UDP a.example" },
		{ "z: 1\r\n", 0, "z", "1" },
		{ "X-Load: a:b:c\r\n", 0, "X-Load", "a:b:c" },
		{ "!%*_+`'~.-: odd but a token\r\n", 0, "!%*_+`'~.-", "odd but a token" },
		{ "Subject:\r\n", SIPW_HDR_SUBJECT, "Subject", "" },
		{ "Subject:  \t \r\n", SIPW_HDR_SUBJECT, "Subject", "" },
		{ "Subject :\r\n  lunch\r\n", SIPW_HDR_SUBJECT, "Subject", "lunch" },
		{ "Subject:\r\n \r\n\t\r\n lunch\r\n  at\r\n\tnoon \r\n \r\n\t\t\r\n", SIPW_HDR_SUBJECT, "Subject",
		  "lunch\r\n  at\r\n\tnoon" },
		{ "Subject:\r\n \r\n\t\r\n", SIPW_HDR_SUBJECT, "Subject", "" },
		{ "Subject: \xff\x01\r\n", SIPW_HDR_SUBJECT, "Subject", "\xff\x01" },
		{ "Subject: a name longer than sixteen bytes: and a value with colons: in it\r\n", SIPW_HDR_SUBJECT,
		  "Subject", "a name longer than sixteen bytes: and a value with colons: in it" },
		{ "A-Name-Longer-Than-Sixteen-Bytes: 1\r\n", 0, "A-Name-Longer-Than-Sixteen-Bytes", "1" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const sipw_msg *m = lines(cases[i].bytes);
		CHECK_INT(sipw_line_count(m), 1);
		const sipw_line line = line_at(m, 0);
		CHECK_INT(line.header, cases[i].header);
		CHECK_TEXT(line.name, cases[i].name);
		CHECK_TEXT(line.value, cases[i].value);
		CHECK_TEXT(line.bytes, cases[i].bytes);
		CHECK_TEXT(sipw_get_named(m, line.name), cases[i].value);
	}
}

Test(parse, broken_lines)
{
	static const char *const cases[] = {
		"no colon\r\n",
		": no name\r\n",
		"two words: 1\r\n",
		"Sub\xc3\xa9ject: 1\r\n",
		"Subject(: 1\r\n",
		"Subject: a \n b\r\n",
		"Subject: a \r b\r\n",
		"Subject: a\r\r\n",
		"Subject: a\n\r\n",
		"Sub\njec: a\r\n",
		"Subject\r\n : lunch\r\n",
		"\n: 1\r\n",
		"\r\r\n",
		"\"Subject\": 1\r\n",
		"@\r\n",
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text text = { 0 };
		text_add_s(&text, "Subject: before\r\n");
		text_add_s(&text, cases[i]);
		text_add_s(&text, "To: <sip:b.example>\r\n");
		text_add(&text, sipw_sn("", 1));
		const sipw_msg *m = lines(text.bytes);
		CHECK_INT(sipw_line_count(m), 3);
		const sipw_line line = line_at(m, 1);
		CHECK_INT(line.header, 0);
		CHECKF(line.name.ptr == NULL && line.value.ptr == NULL, "%s has a name", check_show(sipw_s(cases[i])));
		CHECK_TEXT(line.bytes, cases[i]);
		CHECK_INT(sipw_count(m, SIPW_HDR_SUBJECT), 1);
		CHECK_TEXT(sipw_get_named(m, sipw_s("To")), "<sip:b.example>");
	}
}

Test(parse, the_longest_name)
{
	static char bytes[70000];
	for (size_t n = 65534; n <= 65537; n++) {
		sipw_msg *m = roomy_message(0);
		memcpy(bytes, REQUEST, sizeof REQUEST - 1);
		char *p = bytes + sizeof REQUEST - 1;
		memset(p, 'n', n);
		memcpy(p + n, ": 1\r\n\r\n", 7);
		CHECK_INT(sipw_parse(m, sipw_sn(bytes, (size_t)(p + n + 7 - bytes)), SIPW_DATAGRAM, NULL), SIPW_OK);
		CHECK_INT(line_at(m, 0).name.len, n <= 65535 ? n : 0);
		CHECK_INT(line_at(m, 0).bytes.len, n + 5);
	}
}

Test(parse, values_across_lines_commas_and_folds)
{
	const sipw_msg *m = lines("Route: <sip:a.example;lr> ,\r\n  <sip:b,c@b.example;lr>\r\n"
				  "Subject: none\r\n"
				  "route :\r\n <sip:d.example;lr>\r\n \r\n");
	sipw_str value;
	CHECK_INT(sipw_count(m, SIPW_HDR_ROUTE), 3);
	CHECK_INT(sipw_get(m, SIPW_HDR_ROUTE, 0, &value), SIPW_OK);
	CHECK_TEXT(value, "<sip:a.example;lr>");
	CHECK_INT(sipw_get(m, SIPW_HDR_ROUTE, 1, &value), SIPW_OK);
	CHECK_TEXT(value, "<sip:b,c@b.example;lr>");
	CHECK_INT(sipw_get(m, SIPW_HDR_ROUTE, 2, &value), SIPW_OK);
	CHECK_TEXT(value, "<sip:d.example;lr>");
	CHECK_INT(sipw_get(m, SIPW_HDR_ROUTE, 3, &value), SIPW_ERR_ARGUMENT);
	sipw_iter iter = sipw_iter_start(m, SIPW_HDR_ROUTE);
	sipw_line line;
	CHECK_INT(sipw_iter_next(&iter, &line), 1);
	CHECK_TEXT(line.value, "<sip:a.example;lr> ,\r\n  <sip:b,c@b.example;lr>");
	CHECK_INT(sipw_iter_next(&iter, &line), 1);
	CHECK_INT(sipw_iter_next(&iter, &line), 0);
}

/* ---- start line ---- */

Test(parse, request_lines)
{
	static const struct {
		const char *bytes, *name, *uri, *version;
		int method;
	} cases[] = {
		{ "INVITE sip:bob@biloxi.example.com SIP/2.0", "INVITE", "sip:bob@biloxi.example.com", "SIP/2.0", SIPW_INVITE },
		{ "invite tel:+1 sip/2.0", "invite", "tel:+1", "sip/2.0", 0 },
		{ "!x a:b SIP/7.10", "!x", "a:b", "SIP/7.10", 0 },
		{ "BYE \x01<not,a\turi> SIP/2.0", "BYE", "\x01<not,a\turi>", "SIP/2.0", SIPW_BYE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text text = { 0 };
		sipw_start start;
		text_add_s(&text, cases[i].bytes);
		text_add(&text, (sipw_str)SIPW_S("\r\n\r\n\0"));
		CHECK_INT(sipw_start_get(parsed(text.bytes, SIPW_DATAGRAM), &start), SIPW_OK);
		CHECK_INT(start.method, cases[i].method);
		CHECK_INT(start.code, 0);
		CHECK_TEXT(start.method_name, cases[i].name);
		CHECK_TEXT(start.uri, cases[i].uri);
		CHECK_TEXT(start.version, cases[i].version);
		CHECK(start.reason.ptr == NULL);
	}
}

Test(parse, status_lines)
{
	static const struct {
		const char *bytes, *reason, *version;
		int code;
	} cases[] = {
		{ "SIP/2.0 200 OK", "OK", "SIP/2.0", 200 },
		{ "sip/2.0 100 ", "", "sip/2.0", 100 },
		{ "SIP/2.0 699  two  spaces ", " two  spaces ", "SIP/2.0", 699 },
		{ "SIP/20.01 486 \xff", "\xff", "SIP/20.01", 486 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text text = { 0 };
		sipw_start start;
		text_add_s(&text, cases[i].bytes);
		text_add(&text, (sipw_str)SIPW_S("\r\n\r\n\0"));
		CHECK_INT(sipw_start_get(parsed(text.bytes, SIPW_DATAGRAM), &start), SIPW_OK);
		CHECK_INT(start.code, cases[i].code);
		CHECK_INT(start.method, 0);
		CHECK_TEXT(start.reason, cases[i].reason);
		CHECK_TEXT(start.version, cases[i].version);
		CHECK(start.uri.ptr == NULL && start.method_name.ptr == NULL);
	}
}

Test(parse, broken_start_lines)
{
	static const char *const cases[] = {
		"INVITE", "INVITE ", "INVITE  ", "INVITE sip:a.example", "INVITE sip:a.example ",
		"INVITE SIP/2.0", "INVITE  SIP/2.0", " INVITE sip:a SIP/2.0", "INVITE  sip:a SIP/2.0",
		"INVITE sip:a  SIP/2.0", "INVITE sip:a SIP/2.0 ", "INVITE sip:a b SIP/2.0", "INVITE\tsip:a SIP/2.0",
		"INV(ITE sip:a SIP/2.0", "INVITE sip:a SIP/2", "INVITE sip:a SIP/2.", "INVITE sip:a SIP/.0",
		"INVITE sip:a HTTP/1.1", "INVITE sip:a SIP/2.0x", "INVITE sip:a\r\n SIP/2.0", "INVITE sip:a SIP/2.0\r\n \r\n\t",
		"INVITE sip:a\nb SIP/2.0", "INVITE sip:a\rb SIP/2.0", "SIP/2.0", "SIP/2.0 ", "SIP/2.0 200", "SIP/2.0200 OK",
		"SIP/2.0 20 OK", "SIP/2.0 2000 OK", "SIP/2.0 099 OK", "SIP/2.0 700 OK", "SIP/2.0 999 OK", "SIP/2.0  200 OK",
		"SIP/2.0 200\tOK", "SIP/2.0 2x0 OK", "SIP/2. 200 OK", "SIP/200 OK", "SIP/2.0 200 OK\r\n fine", ":", "\x01",
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text text = { 0 };
		sipw_start start = { .code = 77 };
		text_add_s(&text, cases[i]);
		text_add_s(&text, "\r\nVia: SIP/2.0/UDP a.example\r\n\r\nbody");
		const sipw_str bytes = text_all(&text);
		sipw_msg *m = roomy_message(1);
		CHECK_INT(sipw_parse(m, bytes, SIPW_DATAGRAM, NULL), SIPW_OK);
		CHECKF(sipw_start_get(m, &start) == SIPW_ERR_SYNTAX, "%s is a start line", check_show(sipw_s(cases[i])));
		CHECK_INT(start.code, 77);
		CHECK_INT(sipw_count(m, SIPW_HDR_VIA), 1);
		CHECK_TEXT(sipw_body_get(m), "body");
		CHECK_STR(written(m), bytes);
		CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
	}
}

/* ---- body ---- */

struct body_case {
	const char *rest; /* of the message, after the request line */
	unsigned how;
	const char *body; /* NULL: absent */
	sipw_received facts;
};

Test(parse, bodies)
{
	static const struct body_case cases[] = {
		{ "\r\n", SIPW_DATAGRAM, NULL, { .length = SIPW_LENGTH_NONE } },
		{ "\r\nrest", SIPW_DATAGRAM, "rest", { .length = SIPW_LENGTH_NONE } },
		{ "Content-Length: 4\r\n\r\nrest", SIPW_DATAGRAM, "rest", { .length = SIPW_LENGTH_GIVEN, .stated = 4 } },
		{ "l : 2\r\n\r\nrest", SIPW_DATAGRAM, "re",
		  { .length = SIPW_LENGTH_GIVEN, .stated = 2, .surplus = SIPW_S("st") } },
		{ "CONTENT-LENGTH:\r\n 0\r\n \r\n\r\nrest", SIPW_DATAGRAM, NULL,
		  { .length = SIPW_LENGTH_GIVEN, .surplus = SIPW_S("rest") } },
		{ "Content-Length: 0004\r\nL: 4\r\n\r\nrest", SIPW_DATAGRAM, "rest",
		  { .length = SIPW_LENGTH_GIVEN, .stated = 4 } },
		{ "Content-Length: 9999\r\n\r\nrest", SIPW_DATAGRAM, "rest",
		  { .length = SIPW_LENGTH_GIVEN, .stated = 9999, .missing = 9995 } },
		{ "Content-Length: 18446744073709551615\r\n\r\n", SIPW_DATAGRAM, NULL,
		  { .length = SIPW_LENGTH_GIVEN, .stated = UINT64_MAX, .missing = UINT64_MAX } },
		{ "Content-Length: 18446744073709551616\r\n\r\nr", SIPW_DATAGRAM, "r", { .length = SIPW_LENGTH_BROKEN } },
		{ "Content-Length: -1\r\n\r\nrest", SIPW_DATAGRAM, "rest", { .length = SIPW_LENGTH_BROKEN } },
		{ "Content-Length:\r\n\r\nrest", SIPW_DATAGRAM, "rest", { .length = SIPW_LENGTH_BROKEN } },
		{ "Content-Length: 2, 2\r\n\r\nrest", SIPW_DATAGRAM, "rest", { .length = SIPW_LENGTH_BROKEN } },
		{ "Content-Length: 2\r\nl: 3\r\nl: 2\r\n\r\nrest", SIPW_DATAGRAM, "rest",
		  { .length = SIPW_LENGTH_BROKEN } },
		{ "\r\nrest", SIPW_STREAM, NULL, { .length = SIPW_LENGTH_NONE } },
		{ "l: 3\r\n\r\nrest", SIPW_STREAM, "res", { .length = SIPW_LENGTH_GIVEN, .stated = 3 } },
		{ "l: 0\r\n\r\nrest", SIPW_STREAM, NULL, { .length = SIPW_LENGTH_GIVEN } },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct body_case *c = &cases[i];
		struct text text = { 0 };
		sipw_received r;
		size_t used = 0;
		text_add_s(&text, "\r\n\r\n" REQUEST);
		text_add_s(&text, c->rest);
		sipw_msg *m = roomy_message(0);
		CHECK_INT(sipw_parse(m, text_all(&text), c->how, &used), SIPW_OK);
		CHECK_STR(sipw_body_get(m), sipw_s(c->body));
		CHECK_INT(sipw_received_get(m, &r), SIPW_OK);
		CHECK_INT(r.how, c->how);
		CHECK_INT(r.length, c->facts.length);
		CHECK(r.stated == c->facts.stated && r.missing == c->facts.missing);
		CHECK_INT(r.keep_alive, 4);
		CHECK_STR(r.surplus, c->facts.surplus);
		const size_t body_end = find_bytes(text_all(&text), (sipw_str)SIPW_S("\r\n\r\nr")) + 4 + (c->body == NULL ? 0 : strlen(c->body));
		CHECK_INT(used, body_end > text.len ? text.len : body_end);
		/* What goes out is what came in, without what was skipped. */
		CHECK_STR(written(m), sipw_sn(text.bytes + 4, used - 4));
	}
}

Test(parse, no_received_facts_of_a_built_message)
{
	sipw_msg *m = roomy_message(0);
	sipw_received r = { .how = 77 };
	CHECK_INT(build_invite(m), SIPW_OK);
	CHECK_INT(sipw_received_get(m, &r), SIPW_ERR_STATE);
	CHECK_INT(sipw_received_get(NULL, &r), SIPW_ERR_MEMORY);
	CHECK_INT(r.how, 77);
	CHECK_INT(sipw_parse(m, invite_bytes(), SIPW_DATAGRAM, NULL), SIPW_OK);
	sipw_msg_reset(m);
	CHECK_INT(sipw_received_get(m, &r), SIPW_ERR_STATE);
}

/* ---- no message ---- */

struct refused_case {
	const char *bytes;
	unsigned how;
	int code, header;
	size_t offset;
	int byte;
	const char *sentence, *source;
};

Test(parse, refused)
{
	static const char endless[] = "the empty line after the header fields is missing";
	static const char bare[] = "a line ends with CR LF, and this LF has no CR before it";
	static const struct refused_case cases[] = {
		{ "", 0, SIPW_ERR_SYNTAX, 0, 0, -1, "there is no message", "RFC 3261 7" },
		{ "\r\n\r\n", 0, SIPW_ERR_SYNTAX, 0, 4, -1, "there is no message", "RFC 3261 7" },
		{ "\r", 0, SIPW_ERR_SYNTAX, 0, 1, -1, endless, "RFC 3261 7" },
		{ "\r\nx", 0, SIPW_ERR_SYNTAX, 0, 3, -1, endless, "RFC 3261 7" },
		{ "x\r\n", 0, SIPW_ERR_SYNTAX, 0, 3, -1, endless, "RFC 3261 7" },
		{ "x\r\ny: z\r\n", 0, SIPW_ERR_SYNTAX, 0, 9, -1, endless, "RFC 3261 7" },
		{ "x\r\ny: z\r\n\r", 0, SIPW_ERR_SYNTAX, 0, 10, -1, endless, "RFC 3261 7" },
		{ "x\r\ny: z\r\n \r\n", 0, SIPW_ERR_SYNTAX, 0, 12, -1, endless, "RFC 3261 7" },
		{ "x\ny: z\n\nbody", 0, SIPW_ERR_SYNTAX, 0, 1, '\n', bare, "RFC 3261 7" },
		{ "x\r\ny: z\r\n\nbody", 0, SIPW_ERR_SYNTAX, 0, 9, '\n', bare, "RFC 3261 7" },
		{ "\r\n\nx", 0, SIPW_ERR_SYNTAX, 0, 2, '\n', bare, "RFC 3261 7" },
		{ REQUEST "l: 5\r\n\r\nbody", 1, SIPW_ERR_SYNTAX, 0, 43, -1, "the body is shorter than Content-Length says",
		  "RFC 3261 18.3" },
		{ REQUEST "l: 4x\r\n\r\nbody", 1, SIPW_ERR_SYNTAX, SIPW_HDR_CONTENT_LENGTH, 35, 'x',
		  "only digits stand here", "RFC 3261 20.14" },
		{ REQUEST "l: \r\n\r\nbody", 1, SIPW_ERR_SYNTAX, SIPW_HDR_CONTENT_LENGTH, 34, '\r',
		  "only digits stand here", "RFC 3261 20.14" },
		{ REQUEST "l: 4\r\nl: 5\r\n\r\nbody", 1, SIPW_ERR_SYNTAX, SIPW_HDR_CONTENT_LENGTH, 40, '5',
		  "another length was stated before", "RFC 3261 20.14" },
		{ REQUEST "l: 18446744073709551616\r\n\r\n", 1, SIPW_ERR_RANGE, SIPW_HDR_CONTENT_LENGTH, 34, '1',
		  "the number is outside its range", "RFC 3261 20.14" },
		{ NULL, 0, SIPW_ERR_ARGUMENT, 0, 0, -1, "the bytes are missing", NULL },
		{ REQUEST "\r\n", 2, SIPW_ERR_ARGUMENT, 0, 0, -1, "bytes come in a datagram or in a stream", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct refused_case *c = &cases[i];
		sipw_msg *m = roomy_message(0);
		size_t used = 77;
		CHECK_INT(sipw_parse(m, sipw_s(c->bytes), c->how, &used), c->code);
		const sipw_error *e = sipw_msg_error(m);
		CHECK_INT(e->code, c->code);
		CHECK_INT(e->header, c->header);
		CHECK_INT(e->offset, c->offset);
		CHECK_INT(e->byte, c->byte);
		CHECK_STR(sipw_s(e->sentence), sipw_s(c->sentence));
		CHECK_STR(sipw_s(e->source), sipw_s(c->source));
		CHECK_INT(used, 77);
		CHECK_INT(sipw_line_count(m), 0);
		CHECK(sipw_body_get(m).ptr == NULL);
		/* The next parse clears the error. */
		CHECK_INT(sipw_parse(m, invite_bytes(), SIPW_STREAM, NULL), SIPW_OK);
		CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
	}
	CHECK_INT(sipw_parse(NULL, invite_bytes(), 0, NULL), SIPW_ERR_MEMORY);
}

/* ---- memory ---- */

Test(parse, caller_memory_of_every_size)
{
	static _Alignas(16) char memory[SIPW_MSG_MIN + 400];
	const size_t n = 9; /* header lines */
	size_t least = 0;
	for (size_t size = SIPW_MSG_MIN; size <= sizeof memory; size++) {
		sipw_msg *m = sipw_msg_init(memory, size);
		const int code = sipw_parse(m, invite_bytes(), SIPW_DATAGRAM, NULL);
		if (code == SIPW_OK && least == 0)
			least = size;
		CHECK_INT(code, least != 0 ? SIPW_OK : SIPW_ERR_SPACE);
		CHECK_INT(sipw_msg_error(m)->code, code);
		CHECK_INT(sipw_line_count(m), least != 0 ? n : 0);
	}
	CHECK(least > 0 && least <= SIPW_MSG_MIN + 24 * n + 16);
}

static sipw_str many_lines(size_t n)
{
	static struct text text;
	text.len = 0;
	text_add_s(&text, REQUEST);
	for (size_t i = 0; i < n; i++)
		text_add_s(&text, i % 3 == 0 ? "v: SIP/2.0/UDP a\r\n" : i % 3 == 1 ? "X: y\r\n" : "broken\r\n");
	text_add_s(&text, "\r\n");
	return text_all(&text);
}

Test(parse, growing_memory)
{
	struct counting whole = { 0 };
	sipw_allocator allocator = counting_allocator(&whole);
	sipw_msg *m = sipw_msg_new(&allocator);
	const sipw_str bytes = many_lines(5000);
	CHECK_INT(sipw_parse(m, bytes, SIPW_STREAM, NULL), SIPW_OK);
	CHECK_INT(sipw_line_count(m), 5000);
	CHECK_STR(written(m), bytes);
	sipw_msg_free(m);
	CHECK(whole.calls > 3 && whole.live == 0 && whole.wrong_sizes == 0);
	for (size_t fail = 2; fail <= whole.calls; fail++) {
		struct counting c = { .fail_at = fail };
		allocator = counting_allocator(&c);
		m = sipw_msg_new(&allocator);
		CHECK_INT(sipw_parse(m, bytes, SIPW_STREAM, NULL), SIPW_ERR_MEMORY);
		CHECK_INT(sipw_line_count(m), 0);
		CHECK_INT(sipw_parse(m, invite_bytes(), SIPW_STREAM, NULL), SIPW_OK);
		CHECK_STR(written(m), invite_bytes());
		sipw_msg_free(m);
		CHECK(c.live == 0 && c.wrong_sizes == 0);
	}
}
