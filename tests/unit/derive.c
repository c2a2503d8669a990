/* SPDX-License-Identifier: MIT */
/* Ids, and requests completed from what they are to what RFC 3261 8.1.1 wants. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"
#include "support/presence.h"

static const sipw_local alice = {
	.display = SIPW_S("Alice"),
	.user = SIPW_S("alice"),
	.domain = SIPW_S("atlanta.example.com"),
	.host = SIPW_S("192.0.2.101"),
	.port = 5060,
	.transport = SIPW_S("TCP"),
};

static sipw_ids seeded(uint64_t seed)
{
	sipw_ids ids;
	sipw_ids_seeded(&ids, seed);
	return ids;
}

static bool is_id(const char *text)
{
	for (size_t i = 0; i < SIPW_ID_LEN; i++)
		if (!((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '2' && text[i] <= '7')))
			return false;
	return true;
}

/* The ids of a seed are the same on every machine and in every version: others build on them. */
Test(ids, seeded_constants)
{
	static const struct {
		uint64_t seed;
		const char *ids[3];
	} rows[] = {
		{ UINT64_C(0), { "okyku3n2yiyinsai", "hzrawz7rytwrwrml", "4zjinyn56qxmnvog" } },
		{ UINT64_C(1), { "eirtp47vhrdwwvdw", "l6nzgikjpkd7uq2y", "q7vbqdhtnkgu44ua" } },
		{ UINT64_C(42), { "yel4nieplk6g7ejg", "ks44kq336ypuwxr4", "2wngs655whqjjdae" } },
		{ UINT64_C(18446744073709551615), { "v7gr26zzvaqof5df", "j5cqtaaylxcan3eb", "tn2kqulkre4rx2vc" } },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		sipw_ids ids = seeded(rows[i].seed);
		for (size_t k = 0; k < 3; k++) {
			char text[SIPW_ID_LEN];
			CHECK_INT(sipw_ids_text(&ids, text), SIPW_OK);
			CHECK_TEXT(sipw_sn(text, sizeof text), rows[i].ids[k]);
		}
	}
}

static int compare_ids(const void *a, const void *b)
{
	return memcmp(a, b, SIPW_ID_LEN);
}

/* Many ids, of one source or of many: all of the right characters, none twice. */
static void check_distinct(char (*ids)[SIPW_ID_LEN], size_t n)
{
	for (size_t i = 0; i < n; i++)
		CHECKF(is_id(ids[i]), "'%.16s'", ids[i]);
	qsort(ids, n, sizeof ids[0], compare_ids);
	for (size_t i = 1; i < n; i++)
		CHECKF(memcmp(ids[i - 1], ids[i], SIPW_ID_LEN) != 0, "'%.16s' twice", ids[i]);
}

Test(ids, distinct)
{
	enum { COUNT = 100000 };
	static char list[COUNT][SIPW_ID_LEN];
	sipw_ids ids = seeded(1);
	for (size_t i = 0; i < COUNT; i++)
		CHECK(sipw_ids_text(&ids, list[i]) == SIPW_OK);
	check_distinct(list, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		ids = seeded(i);
		CHECK(sipw_ids_text(&ids, list[i]) == SIPW_OK);
	}
	check_distinct(list, COUNT);
	sipw_ids_random(&ids);
	for (size_t i = 0; i < 20000; i++)
		CHECK(sipw_ids_text(&ids, list[i]) == SIPW_OK);
	check_distinct(list, 20000);
}

/* A source that was copied, as by fork, gives other ids than its twin. */
Test(ids, random_after_fork)
{
	sipw_ids ids;
	char mine[SIPW_ID_LEN], theirs[SIPW_ID_LEN];
	int fds[2];
	sipw_ids_random(&ids);
	CHECK_INT(sipw_ids_text(&ids, mine), SIPW_OK);
	cr_assert(pipe(fds) == 0);
	pid_t child = fork();
	if (child == 0) {
		int code = sipw_ids_text(&ids, theirs);
		_exit(code == SIPW_OK && write(fds[1], theirs, sizeof theirs) == sizeof theirs ? 0 : 1);
	}
	int status = 1;
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	CHECK_INT(read(fds[0], theirs, sizeof theirs), sizeof theirs);
	CHECK_INT(sipw_ids_text(&ids, mine), SIPW_OK);
	CHECK(is_id(mine) && is_id(theirs) && memcmp(mine, theirs, sizeof mine) != 0);
}

Test(ids, writes_no_more_than_it_says)
{
	struct guard g = guard_open(64);
	sipw_ids ids = seeded(9);
	CHECK_INT(sipw_ids_text(&ids, guard_last(&g, SIPW_ID_LEN)), SIPW_OK);
	sipw_ids_random(&ids);
	CHECK_INT(sipw_ids_text(&ids, guard_last(&g, SIPW_ID_LEN)), SIPW_OK);
	guard_close(&g);
}

/* An id of a seed, to put into expected bytes. */
static const char *nth_id(uint64_t seed, unsigned n)
{
	static char texts[8][SIPW_ID_LEN + 1];
	static unsigned turn;
	char *text = texts[turn++ % 8];
	sipw_ids ids = seeded(seed);
	for (unsigned i = 0; i <= n; i++)
		CHECK_INT(sipw_ids_text(&ids, text), SIPW_OK);
	return text;
}

Test(complete, invite_from_nothing)
{
	char expected[1024];
	sipw_msg *m = roomy_message(0);
	sipw_ids ids = seeded(5);
	unsigned added = 0;
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@biloxi.example.com:5070;transport=tcp;user=phone;maddr=192.0.2.1;x=y"));
	CHECK_INT(sipw_complete(m, &alice, &ids, &added), SIPW_OK);
	snprintf(expected, sizeof expected,
		 "INVITE sip:bob@biloxi.example.com:5070;transport=tcp;user=phone;maddr=192.0.2.1;x=y SIP/2.0\r\n"
		 "Via: SIP/2.0/TCP 192.0.2.101:5060;branch=z9hG4bK%s;rport\r\n"
		 "Max-Forwards: 70\r\n"
		 "From: Alice <sip:alice@atlanta.example.com>;tag=%s\r\n"
		 "To: <sip:bob@biloxi.example.com;user=phone;x=y>\r\n"
		 "Call-ID: %s\r\n"
		 "CSeq: 1 INVITE\r\n"
		 "Contact: <sip:alice@192.0.2.101:5060;transport=tcp>\r\n"
		 "Content-Length: 0\r\n\r\n",
		 nth_id(5, 0), nth_id(5, 1), nth_id(5, 2));
	CHECK_TEXT(written(m), expected);
	CHECK_INT(added, SIPW_ADDED_VIA | SIPW_ADDED_MAX_FORWARDS | SIPW_ADDED_FROM | SIPW_ADDED_TO | SIPW_ADDED_CALL_ID |
		  SIPW_ADDED_CSEQ | SIPW_ADDED_CONTACT);
	CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
}

/* The least that a local party can say. */
Test(complete, defaults)
{
	char expected[1024];
	sipw_msg *m = roomy_message(0);
	sipw_ids ids = seeded(6);
	const sipw_local local = { .host = sipw_s("2001:db8::1") };
	sipw_request(m, SIPW_SUBSCRIBE, sipw_s("sips:[2001:db8::2]:5061;lr"));
	sipw_add(m, SIPW_HDR_EVENT, sipw_s("presence"));
	CHECK_INT(sipw_complete(m, &local, &ids, NULL), SIPW_OK);
	snprintf(expected, sizeof expected,
		 "SUBSCRIBE sips:[2001:db8::2]:5061;lr SIP/2.0\r\n"
		 "Via: SIP/2.0/UDP [2001:db8::1];branch=z9hG4bK%s;rport\r\n"
		 "Max-Forwards: 70\r\n"
		 "From: <sips:[2001:db8::1]>;tag=%s\r\n"
		 "To: <sips:[2001:db8::2]>\r\n"
		 "Call-ID: %s\r\n"
		 "CSeq: 1 SUBSCRIBE\r\n"
		 "Contact: <sips:[2001:db8::1]>\r\n"
		 "Event: presence\r\n"
		 "Content-Length: 0\r\n\r\n",
		 nth_id(6, 0), nth_id(6, 1), nth_id(6, 2));
	CHECK_TEXT(written(m), expected);
}

/* What only the caller can know of a method. */
static void add_own(sipw_msg *m, int method)
{
	static const struct {
		int method;
		int header;
		const char *value;
	} own[] = {
		{ SIPW_NOTIFY, SIPW_HDR_EVENT, "presence" },
		{ SIPW_NOTIFY, SIPW_HDR_SUBSCRIPTION_STATE, "active" },
		{ SIPW_PRACK, SIPW_HDR_RACK, "1 1 INVITE" },
		{ SIPW_PRACK, SIPW_HDR_TO, "<sip:b@b>;tag=1" },
		{ SIPW_UPDATE, SIPW_HDR_TO, "<sip:b@b>;tag=1" },
		{ SIPW_PUBLISH, SIPW_HDR_EVENT, "presence" },
		{ SIPW_REFER, SIPW_HDR_REFER_TO, "<sip:c@c>" },
		{ SIPW_SUBSCRIBE, SIPW_HDR_EVENT, "presence" },
	};
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (own[i].method == method)
			CHECK_INT(sipw_add(m, own[i].header, sipw_s(own[i].value)), SIPW_OK);
}

static const char *const transports[] = { "UDP", "tcp", "TLS", "SCTP", "WS", "WSS", "TLS-SCTP" };

static void complete_method(const struct presence *p, int method, const char *name, const char *uri)
{
	for (size_t t = 0; t < sizeof transports / sizeof transports[0]; t++) {
		sipw_local local = alice;
		sipw_ids ids;
		sipw_error error = { 0 };
		sipw_msg *m = roomy_message(0);
		local.transport = sipw_s(transports[t]);
		sipw_ids_random(&ids);
		CHECK_INT(sipw_request_named(m, sipw_s(name), sipw_s(uri)), SIPW_OK);
		add_own(m, method);
		const int code = sipw_complete(m, &local, &ids, NULL), verdict = sipw_verify(m, &error);
		CHECKF(code == SIPW_OK && verdict == SIPW_OK, "%s %s: %s: %s", name, transports[t],
		       check_show(sipw_header_name(error.header)), error.sentence);
		/* A Contact stands where a MUST wants it, and nowhere by itself. */
		const struct verdict v = presence_verdict(p, SIPW_HDR_CONTACT, method, 0);
		const bool wanted = v.must && verdict_is(v, "m");
		CHECKF(sipw_count(m, SIPW_HDR_CONTACT) >= (wanted ? 1u : 0u), "%s has no Contact", name);
		CHECKF(wanted || verdict_is(v, "m") || sipw_count(m, SIPW_HDR_CONTACT) == 0, "%s has a Contact", name);
	}
}

Test(complete, every_method)
{
	struct presence p = presence_open();
	for (int id = 0; (id = sipw_method_next(id)) != 0;) {
		complete_method(&p, id, sipw_method_name(id).ptr, "sip:example.com");
		complete_method(&p, id, sipw_method_name(id).ptr, "sips:example.com");
		complete_method(&p, id, sipw_method_name(id).ptr, "tel:+12015550123");
	}
	complete_method(&p, 0, "FLY", "sip:example.com");
	presence_close(&p);
}

/* What stands is kept, byte for byte; new lines take their places around it. */
Test(complete, keeps_what_stands)
{
	sipw_msg *m = roomy_message(0), *twin = roomy_message(1);
	sipw_ids ids = seeded(7);
	unsigned added = 77;
	build_invite(m);
	build_invite(twin);
	CHECK_INT(sipw_complete(m, &alice, &ids, &added), SIPW_OK);
	CHECK_INT(added, 0);
	CHECK(same_content(m, twin));
	/* Nothing was drawn from the source either. */
	char text[SIPW_ID_LEN];
	CHECK_INT(sipw_ids_text(&ids, text), SIPW_OK);
	CHECK_TEXT(sipw_sn(text, sizeof text), nth_id(7, 0));
}

/* Each line of the invite taken away once comes back at its place, and nothing else changes. */
Test(complete, each_line_missing_once)
{
	static const unsigned bits[] = { SIPW_ADDED_VIA,     SIPW_ADDED_MAX_FORWARDS, SIPW_ADDED_FROM,   SIPW_ADDED_TO,
					 SIPW_ADDED_CALL_ID, SIPW_ADDED_CSEQ,	      SIPW_ADDED_CONTACT };
	for (size_t gone = 0; gone < 7; gone++) {
		sipw_msg *m = roomy_message(0), *whole = roomy_message(1);
		sipw_ids ids = seeded(8);
		unsigned added = 0;
		build_invite(m);
		build_invite(whole);
		sipw_line_remove(m, gone);
		CHECK_INT(sipw_complete(m, &alice, &ids, &added), SIPW_OK);
		CHECK_INT(added, bits[gone]);
		CHECK_INT(sipw_line_count(m), 8);
		CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
		for (size_t i = 0; i < 8; i++) {
			sipw_line a, b;
			CHECK(sipw_line_get(m, i, &a) == SIPW_OK && sipw_line_get(whole, i, &b) == SIPW_OK);
			CHECKF(a.header == b.header, "without line %zu: line %zu is of header %d", gone, i, a.header);
			CHECKF(i == gone || same_bytes(a.bytes, b.bytes), "without line %zu: line %zu changed", gone, i);
		}
	}
}

/* A From without a tag gets one, behind whatever else it has. */
Test(complete, from_tag)
{
	static const struct {
		const char *from;
		bool tagless;
	} rows[] = {
		{ "<sip:a@a>", true },
		{ "\"A;tag=1\" <sip:a@a;tag=2>", true },
		{ "sip:a@a;x=y", true },
		{ "<sip:a@a>;tag=own", false },
		{ "<sip:a@a> ; TAG = own", false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char expected[128];
		sipw_msg *m = roomy_message(0);
		sipw_ids ids = seeded(9);
		unsigned added = 0;
		build_invite(m);
		CHECK_INT(sipw_replace(m, SIPW_HDR_FROM, sipw_s(rows[i].from)), SIPW_OK);
		CHECK_INT(sipw_complete(m, &alice, &ids, &added), SIPW_OK);
		CHECK_INT(added, rows[i].tagless ? SIPW_ADDED_FROM_TAG : 0);
		if (rows[i].tagless)
			snprintf(expected, sizeof expected, "%s;tag=%s", rows[i].from, nth_id(9, 0));
		else
			snprintf(expected, sizeof expected, "%s", rows[i].from);
		CHECK_TEXT(sipw_get_named(m, sipw_s("From")), expected);
		sipw_line line;
		CHECK(sipw_line_get(m, 2, &line) == SIPW_OK && line.header == SIPW_HDR_FROM);
	}
}

struct refusal {
	int code;
	int header;
	sipw_local local;
};

static const struct refusal refusals[] = {
	{ SIPW_ERR_ARGUMENT, 0, { .user = SIPW_S("alice") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_VIA, { .host = SIPW_S("") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_VIA, { .host = SIPW_S("a b") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_VIA, { .host = SIPW_S("a\r\nEvil: 1") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_VIA, { .host = SIPW_S("a"), .transport = SIPW_S("U DP") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_VIA, { .host = SIPW_S("a"), .transport = SIPW_S("") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_FROM, { .host = SIPW_S("a"), .user = SIPW_S("a@b") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_FROM, { .host = SIPW_S("a"), .user = SIPW_S("") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_FROM, { .host = SIPW_S("a"), .user = SIPW_S("a%0") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_FROM, { .host = SIPW_S("a"), .user = SIPW_S("a>b") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_FROM, { .host = SIPW_S("a"), .display = SIPW_S("a\r\n b") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_FROM, { .host = SIPW_S("a"), .domain = SIPW_S("a;b") } },
	{ SIPW_ERR_SYNTAX, SIPW_HDR_CONTACT, { .host = SIPW_S("a"), .transport = SIPW_S("t`x") } },
};

/* Refused as a whole: no line stays behind. */
Test(complete, refused)
{
	for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
		sipw_msg *m = roomy_message(0), *twin = roomy_message(1);
		sipw_ids ids = seeded(1);
		unsigned added = 77;
		sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@b.example"));
		sipw_request(twin, SIPW_INVITE, sipw_s("sip:bob@b.example"));
		const int code = sipw_complete(m, &refusals[i].local, &ids, &added);
		CHECKF(code == refusals[i].code, "refusal %zu: %s", i, sipw_err_name(code));
		CHECKF(sipw_msg_error(m)->header == refusals[i].header, "refusal %zu: header %d", i, sipw_msg_error(m)->header);
		CHECK(sipw_msg_error(m)->sentence != NULL);
		CHECKF(same_content(m, twin), "refusal %zu changed the message", i);
		CHECK_INT(added, 77);
	}
	sipw_local local = alice;
	local.port = 65536;
	sipw_ids ids = seeded(1);
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@b.example"));
	CHECK_INT(sipw_complete(m, &local, &ids, NULL), SIPW_ERR_RANGE);
}

Test(complete, state)
{
	sipw_ids ids = seeded(1);
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_complete(NULL, &alice, &ids, NULL), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_complete(m, &alice, &ids, NULL), SIPW_ERR_STATE);
	m = roomy_message(0);
	sipw_response(m, 200, (sipw_str){ NULL, 0 });
	CHECK_INT(sipw_complete(m, &alice, &ids, NULL), SIPW_ERR_STATE);
	CHECK_INT(sipw_line_count(m), 0);
	m = roomy_message(0);
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@b.example"));
	CHECK_INT(sipw_complete(m, NULL, &ids, NULL), SIPW_ERR_ARGUMENT);
	m = roomy_message(0);
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@b.example"));
	CHECK_INT(sipw_complete(m, &alice, NULL, NULL), SIPW_ERR_ARGUMENT);
}

/* In memory of every size: the same message, or the one there was before the call. */
static void complete_in(const struct guard *g, size_t size, const char *from, bool *done)
{
	sipw_msg *m = sipw_msg_init(guard_last(g, size), size), *twin = roomy_message(1), *whole = roomy_message(2);
	sipw_msg *messages[] = { m, twin, whole };
	for (size_t i = 0; i < 3; i++) {
		sipw_request(messages[i], SIPW_INVITE, sipw_s("sip:bob@b.example"));
		sipw_add_named(messages[i], sipw_s("From"), sipw_s(from), 0);
		sipw_add_named(messages[i], sipw_s("X-Own"), sipw_s("1"), 0);
	}
	if (sipw_msg_error(m)->code != SIPW_OK)
		return;
	sipw_ids ids = seeded(3), again = seeded(3);
	CHECK_INT(sipw_complete(whole, &alice, &ids, NULL), SIPW_OK);
	const int code = sipw_complete(m, &alice, &again, NULL);
	*done = code == SIPW_OK;
	CHECKF(*done || code == SIPW_ERR_SPACE, "%zu bytes: %s", size, sipw_err_name(code));
	CHECKF(same_content(m, *done ? whole : twin), "%zu bytes: neither whole nor as before", size);
	if (*done)
		CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
}

Test(complete, memory_of_every_size)
{
	static const char *const froms[] = { "<sip:a@a>", "<sip:a@a>;tag=1" };
	struct guard g = guard_open(4096);
	for (size_t i = 0; i < 2; i++) {
		bool done = false, before = false;
		for (size_t size = SIPW_MSG_MIN; size <= 4096; size++) {
			complete_in(&g, size, froms[i], &done);
			CHECKF(done || !before, "%zu bytes do not suffice, but fewer did", size);
			before = done;
		}
		CHECK(done);
	}
	guard_close(&g);
}
