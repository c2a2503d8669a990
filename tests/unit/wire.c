/* SPDX-License-Identifier: MIT */
/* From a message to bytes: sizes, pieces, styles, Content-Length. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"

#define REQUEST "OPTIONS sip:a.example SIP/2.0\r\n"

static void add(sipw_msg *m, const char *name, const char *value)
{
	CHECK_INT(sipw_add_named(m, sipw_s(name), sipw_s(value), 0), SIPW_OK);
}

static sipw_msg *options(void)
{
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
	return m;
}

/* A valid message with everything that styles touch. */
static sipw_msg *colourful(void)
{
	sipw_msg *m = options();
	add(m, "Via", "SIP/2.0/UDP a.example;branch=z9hG4bK1");
	add(m, "Max-Forwards", "70");
	add(m, "Supported", "");
	add(m, "Via", "SIP/2.0/UDP b.example;branch=z9hG4bK2, SIP/2.0/UDP c.example;branch=z9hG4bK3");
	add(m, "From", "<sip:a@a>;tag=1");
	add(m, "To", "<sip:b@b>");
	add(m, "X-Own", "1");
	add(m, "Call-ID", "1@a");
	add(m, "Supported", "100rel");
	add(m, "CSeq", "1 OPTIONS");
	add(m, "X-Own", "2");
	add(m, "Authorization", "Digest realm=\"a\"");
	add(m, "Authorization", "Digest realm=\"b\"");
	sipw_add_raw(m, sipw_s("raw bytes\r\n"));
	add(m, "Subject", "hello");
	add(m, "Supported", "timer,path");
	sipw_body(m, sipw_s("text/plain"), sipw_s("the body"));
	return m;
}

static const char plain[] = REQUEST
	"Via: SIP/2.0/UDP a.example;branch=z9hG4bK1\r\n"
	"Max-Forwards: 70\r\n"
	"Supported: \r\n"
	"Via: SIP/2.0/UDP b.example;branch=z9hG4bK2, SIP/2.0/UDP c.example;branch=z9hG4bK3\r\n"
	"From: <sip:a@a>;tag=1\r\n"
	"To: <sip:b@b>\r\n"
	"X-Own: 1\r\n"
	"Call-ID: 1@a\r\n"
	"Supported: 100rel\r\n"
	"CSeq: 1 OPTIONS\r\n"
	"X-Own: 2\r\n"
	"Authorization: Digest realm=\"a\"\r\n"
	"Authorization: Digest realm=\"b\"\r\n"
	"raw bytes\r\n"
	"Subject: hello\r\n"
	"Supported: timer,path\r\n"
	"Content-Type: text/plain\r\n"
	"Content-Length: 8\r\n"
	"\r\n"
	"the body";

static const char compact[] = REQUEST
	"v: SIP/2.0/UDP a.example;branch=z9hG4bK1\r\n"
	"Max-Forwards: 70\r\n"
	"k: \r\n"
	"v: SIP/2.0/UDP b.example;branch=z9hG4bK2, SIP/2.0/UDP c.example;branch=z9hG4bK3\r\n"
	"f: <sip:a@a>;tag=1\r\n"
	"t: <sip:b@b>\r\n"
	"X-Own: 1\r\n"
	"i: 1@a\r\n"
	"k: 100rel\r\n"
	"CSeq: 1 OPTIONS\r\n"
	"X-Own: 2\r\n"
	"Authorization: Digest realm=\"a\"\r\n"
	"Authorization: Digest realm=\"b\"\r\n"
	"raw bytes\r\n"
	"s: hello\r\n"
	"k: timer,path\r\n"
	"c: text/plain\r\n"
	"l: 8\r\n"
	"\r\n"
	"the body";

/* An empty line has no value to put a comma behind. */
static const char joined[] = REQUEST
	"Via: SIP/2.0/UDP a.example;branch=z9hG4bK1, SIP/2.0/UDP b.example;branch=z9hG4bK2, "
	"SIP/2.0/UDP c.example;branch=z9hG4bK3\r\n"
	"Max-Forwards: 70\r\n"
	"Supported: 100rel, timer,path\r\n"
	"From: <sip:a@a>;tag=1\r\n"
	"To: <sip:b@b>\r\n"
	"X-Own: 1\r\n"
	"Call-ID: 1@a\r\n"
	"CSeq: 1 OPTIONS\r\n"
	"X-Own: 2\r\n"
	"Authorization: Digest realm=\"a\"\r\n"
	"Authorization: Digest realm=\"b\"\r\n"
	"raw bytes\r\n"
	"Subject: hello\r\n"
	"Content-Type: text/plain\r\n"
	"Content-Length: 8\r\n"
	"\r\n"
	"the body";

Test(wire, plain)
{
	sipw_msg *m = colourful();
	CHECK_TEXT(written(m), plain);
	CHECK_INT(sipw_style(m, SIPW_COMPACT), SIPW_OK);
	CHECK_INT(sipw_style(m, 0), SIPW_OK);
	CHECK_TEXT(written(m), plain);
}

Test(wire, compact)
{
	sipw_msg *m = colourful();
	CHECK_INT(sipw_style(m, SIPW_COMPACT), SIPW_OK);
	CHECK_TEXT(written(m), compact);
	CHECK_INT(sipw_serialize(m, NULL, 0), strlen(compact));
}

/* Every letter of headers.spec, and no other. */
Test(wire, compact_letters)
{
	for (int id = 0; (id = sipw_header_next(id)) != 0;) {
		sipw_header_info info;
		sipw_kind_info kind;
		if (id == SIPW_HDR_CONTENT_LENGTH)
			continue;
		sipw_msg *m = options();
		static struct text expected;
		CHECK(sipw_header_describe(id, &info) && sipw_kind_describe(info.kind, &kind));
		CHECK_INT(sipw_add(m, id, kind.accepted), SIPW_OK);
		sipw_style(m, SIPW_COMPACT);
		expected.len = 0;
		text_add_s(&expected, REQUEST);
		text_add(&expected, info.compact != 0 ? sipw_sn(&info.compact, 1) : info.name);
		text_add_s(&expected, ": ");
		text_add(&expected, kind.accepted);
		text_add_s(&expected, "\r\nl: 0\r\n\r\n");
		CHECK_STR(written(m), text_all(&expected));
	}
}

/* List fields join where the first stands; single fields, `lines`, unknown and raw ones never do. */
Test(wire, join)
{
	sipw_msg *m = colourful();
	CHECK_INT(sipw_style(m, SIPW_JOIN), SIPW_OK);
	CHECK_TEXT(written(m), joined);
	CHECK_INT(sipw_serialize(m, NULL, 0), strlen(joined));
}

/* An empty Supported first, then values: no value is lost, and none is empty. */
Test(wire, join_with_empty_values)
{
	static const struct {
		const char *lines[4];
		const char *joined;
	} rows[] = {
		{ { "a", "b", "c" }, "Supported: a, b, c\r\n" },
		{ { "a", "", "c" }, "Supported: a, c\r\n" },
		{ { "a,b", "c , d" }, "Supported: a,b, c , d\r\n" },
		{ { "a" }, "Supported: a\r\n" },
		{ { "" }, "Supported: \r\n" },
		{ { "", "" }, "Supported: \r\n" },
		{ { "", "a" }, "Supported: a\r\n" },
		{ { "", "", "a", "b" }, "Supported: a, b\r\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char expected[256];
		sipw_msg *m = options();
		for (size_t k = 0; k < 4 && rows[i].lines[k] != NULL; k++)
			add(m, "Supported", rows[i].lines[k]);
		sipw_style(m, SIPW_JOIN);
		snprintf(expected, sizeof expected, REQUEST "%sContent-Length: 0\r\n\r\n", rows[i].joined);
		CHECK_TEXT(written(m), expected);
		sipw_style(m, SIPW_JOIN | SIPW_COMPACT);
		snprintf(expected, sizeof expected, REQUEST "k%sl: 0\r\n\r\n", strchr(rows[i].joined, ':'));
		CHECK_TEXT(written(m), expected);
	}
}

/* Every list field joins, no other one does. */
Test(wire, join_by_times)
{
	for (int id = 0; (id = sipw_header_next(id)) != 0;) {
		sipw_header_info info;
		sipw_kind_info kind;
		if (id == SIPW_HDR_CONTENT_LENGTH)
			continue;
		sipw_msg *m = options();
		CHECK(sipw_header_describe(id, &info) && sipw_kind_describe(info.kind, &kind));
		for (int i = 0; i < 3; i++)
			CHECK_INT(sipw_add(m, id, kind.accepted), SIPW_OK);
		sipw_style(m, SIPW_JOIN);
		sipw_str rest = written(m), line;
		size_t n = 0;
		while (next_line(&rest, &line))
			n++;
		CHECKF(n == (info.times == SIPW_TIMES_LIST ? 4 : 6), "%s: %zu lines", check_show(info.name), n);
	}
}

/* Writes into memory of each size up to what is needed, which ends where memory does. */
static void check_sizes(const struct guard *g, const sipw_msg *m, sipw_str expected)
{
	CHECK_INT(sipw_serialize(m, NULL, 0), expected.len);
	CHECK_INT(sipw_serialize_unchecked(m, NULL, 0), expected.len);
	for (size_t cap = 0; cap <= expected.len + 3; cap++) {
		char *out = guard_last(g, cap);
		const bool fits = cap >= expected.len;
		memset(g->base, 0x11, g->size);
		const ptrdiff_t n = cap == 0 ? sipw_serialize(m, g->end, 0) : sipw_serialize(m, out, cap);
		CHECK_INT(n, fits ? (long long)expected.len : SIPW_ERR_SPACE);
		CHECK_INT(sipw_serialize_unchecked(m, out, cap), n);
		CHECK(out[-1] == 0x11);
		if (fits)
			CHECK_STR(sipw_sn(out, (size_t)n), expected);
	}
}

Test(wire, every_size)
{
	struct guard g = guard_open(8192);
	sipw_msg *m = roomy_message(1);
	build_invite(m);
	check_sizes(&g, m, invite_bytes());
	for (unsigned style = 0; style < 4; style++) {
		m = colourful();
		sipw_style(m, style);
		check_sizes(&g, m, written(m));
	}
	guard_close(&g);
}

static void check_gather(const sipw_msg *m)
{
	static struct text whole;
	sipw_str pieces[64] = { { NULL, 0 } };
	char scratch[SIPW_SCRATCH];
	const ptrdiff_t need = sipw_gather(m, NULL, 0, scratch);
	CHECK(need > 0 && need <= 60);
	CHECK_INT(sipw_gather(m, NULL, 0, NULL), need);
	for (ptrdiff_t cap = 0; cap <= need + 2; cap++) {
		memset(pieces, 0, sizeof pieces);
		CHECK_INT(sipw_gather(m, pieces, (size_t)cap, scratch), cap < need ? SIPW_ERR_SPACE : need);
		CHECK(pieces[cap].ptr == NULL);
	}
	whole.len = 0;
	for (ptrdiff_t i = 0; i < need; i++) {
		CHECK(pieces[i].len > 0);
		text_add(&whole, pieces[i]);
	}
	CHECK_STR(text_all(&whole), written(m));
}

Test(wire, gather)
{
	sipw_msg *m = roomy_message(1);
	build_invite(m);
	check_gather(m);
	CHECK_INT(sipw_gather(m, NULL, 0, NULL), 3);
	for (unsigned style = 0; style < 4; style++) {
		m = colourful();
		sipw_style(m, style);
		check_gather(m);
		sipw_claim_length(m, 77);
		check_gather(m);
	}
	m = colourful();
	sipw_push(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/UDP z.example"));
	sipw_remove(m, SIPW_HDR_SUBJECT);
	check_gather(m);
}

/* The body is a piece of its own, where it lies. */
Test(wire, gather_copies_no_body)
{
	static const char body[] = "lies elsewhere";
	sipw_str pieces[64];
	char scratch[SIPW_SCRATCH];
	sipw_msg *m = colourful();
	sipw_body(m, (sipw_str){ NULL, 0 }, sipw_s(body));
	const ptrdiff_t n = sipw_gather(m, pieces, 64, scratch);
	CHECK(n > 1 && pieces[n - 1].ptr == body && pieces[n - 1].len == sizeof body - 1);
}

/* The start line, then each line, whatever lies between them in memory. */
static void check_lines(const sipw_msg *m, const char *start, const char *after)
{
	static char out[1 << 17];
	const ptrdiff_t n = sipw_serialize_unchecked(m, out, sizeof out);
	sipw_line line = { 0 };
	size_t at = strlen(start);
	CHECKF(n > 0 && memcmp(out, start, at) == 0, "after %s: the start line", after);
	for (size_t i = 0; i < sipw_line_count(m); at += line.bytes.len, i++)
		CHECKF(sipw_line_get(m, i, &line) == SIPW_OK && at + line.bytes.len <= (size_t)n &&
			       memcmp(out + at, line.bytes.ptr, line.bytes.len) == 0,
		       "after %s: line %zu", after, i);
	CHECKF(n > 0 && memcmp(out + at, "Content-Length: ", 16) == 0, "after %s: the end", after);
}

/* What a step may do to the lines' places, at random; a calm one adds a line. */
static const char *change(sipw_msg *m, uint64_t *state, unsigned step, bool calm)
{
	static char text[400];
	switch (calm ? 7 : next_random(state) % 8) {
	case 0:
		sipw_body(m, sipw_s(NULL), sipw_sn(text, next_random(state) % sizeof text));
		return "a body";
	case 1:
		sipw_msg_own(m);
		return "owning";
	case 2:
		if (sipw_line_count(m) > 0 && next_random(state) % 4 == 0)
			sipw_line_remove(m, next_random(state) % sipw_line_count(m));
		return "taking a line out";
	case 3:
		if (next_random(state) % 8 == 0)
			sipw_add_named(m, sipw_s("X-A"), sipw_s("first"), SIPW_PUSH);
		return "pushing";
	case 4:
		sipw_add_raw(m, sipw_s("raw: 1\r\n"));
		return "a raw line";
	default:
		snprintf(text, sizeof text, "%0*u", (int)(1 + step * 37 % 300), step);
		sipw_add_named(m, sipw_s("X-A"), sipw_s(text), 0);
		return "a line";
	}
}

/* In caller's memory, and in regions of an allocator, from nothing or from received bytes. */
Test(wire, whatever_lies_between)
{
	static char memory[1 << 17];
	uint64_t state = 3;
	for (unsigned round = 0; round < 300; round++) {
		sipw_msg *grown = round % 2 ? sipw_msg_new(NULL) : NULL;
		sipw_msg *m = grown != NULL ? grown : sipw_msg_init(memory, sizeof memory);
		if (round % 3 == 0)
			CHECK_INT(sipw_parse(m, sipw_s(REQUEST "X-B: 1\r\nX-C: 2\r\n\r\nbody"), SIPW_DATAGRAM, NULL), SIPW_OK);
		else
			sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
		sipw_claim_length(m, 7);
		for (unsigned step = 0; step < 2 + round % 40; step++)
			check_lines(m, REQUEST, change(m, &state, step, round % 4 == 1));
		CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
		sipw_msg_free(grown);
	}
}

Test(wire, styles_refused)
{
	for (unsigned style = 4; style != 0; style <<= 1) {
		sipw_msg *m = options();
		CHECK_INT(sipw_style(m, style | SIPW_JOIN), SIPW_ERR_ARGUMENT);
	}
}

/* Any length of body is stated right, in digits as many as it takes. */
Test(wire, content_length)
{
	static char body[100001];
	static const size_t powers[] = { 1, 10, 100, 1000, 10000, 100000 };
	memset(body, 'b', sizeof body);
	for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++)
		for (size_t size = powers[i] - 1; size <= powers[i] + 1; size++) {
			char head[128];
			sipw_msg *m = options();
			sipw_body(m, (sipw_str){ NULL, 0 }, sipw_sn(body, size));
			const int n = snprintf(head, sizeof head, REQUEST "Content-Length: %zu\r\n\r\n", size);
			sipw_str out = written(m);
			CHECK_INT(out.len, (size_t)n + size);
			CHECK(memcmp(out.ptr, head, (size_t)n) == 0);
			CHECK(size == 0 || memcmp(out.ptr + n, body, size) == 0);
		}
}

/* A body of any bytes goes out as it is. */
Test(wire, binary_body)
{
	char body[256];
	for (size_t i = 0; i < sizeof body; i++)
		body[i] = (char)i;
	sipw_msg *m = options();
	sipw_body(m, sipw_s("application/octet-stream"), sipw_sn(body, sizeof body));
	sipw_str out = written(m);
	CHECK(memcmp(out.ptr + out.len - sizeof body, body, sizeof body) == 0);
}

/* Writing reads the message and nothing else: twice gives the same. */
Test(wire, repeatable)
{
	const sipw_msg *m = colourful();
	sipw_str first = written(m), second = written(m);
	CHECK(first.ptr != second.ptr);
	CHECK_STR(first, second);
}

/* A claimed length is written, and nothing else follows from it. */
Test(wire, claim)
{
	static const uint32_t claims[] = { 0, 1, 9, 10, 4294967295u };
	for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
		char expected[128];
		sipw_msg *m = options();
		sipw_body(m, (sipw_str){ NULL, 0 }, sipw_s("body"));
		CHECK_INT(sipw_claim_length(m, claims[i]), SIPW_OK);
		snprintf(expected, sizeof expected, REQUEST "Content-Length: %u\r\n\r\nbody", (unsigned)claims[i]);
		CHECK_TEXT(written(m), expected);
	}
}
