/* SPDX-License-Identifier: MIT */
/* What messages change in a dialog, whose they are, and memory that is too small. */
#include <criterion/criterion.h>

#include "support/check.h"
#include "support/derived.h"
#include "support/dialog.h"
#include "support/message.h"

#define RELIABLE "Require: 100rel\nRSeq: 1\n"
#define NEW_A "Contact: <sip:a@192.0.2.100>\n"
#define NEW_B "Contact: <sip:b@192.0.2.200>\n"
#define ANSWER_TO_A(code, cseq, rest) RESPONSE_OF(code, PARTY_A, PARTY_B, cseq, rest)
#define ANSWER_TO_B(code, cseq, rest) RESPONSE_OF(code, PARTY_B, PARTY_A, cseq, rest)

static sipw_dialog *confirmed(void)
{
	return dialog_of(SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, "Record-Route: <sip:p;lr>\nContact: <sip:b@192.0.2.4>\n"));
}

static sipw_dialog_state state_of(const sipw_dialog *d)
{
	sipw_dialog_state s;
	sipw_dialog_get(d, &s);
	return s;
}

static int answered(sipw_dialog *d, int side, const char *request, const char *response)
{
	return sipw_dialog_answered(d, side, received_message(0, request), received_message(1, response), NULL);
}

/* ---- whose message it is ---- */

/* 12.2.2, 12.2.1.2, RFC 4916: Call-ID exactly, tags in any case, URIs of no account. */
Test(dialog_note, match)
{
	const sipw_dialog *d = confirmed();
	static const struct {
		const char *text;
		bool matches;
	} rows[] = {
		{ IN_BY_B("BYE", "1", ""), true },
		{ IN_BY_A("BYE", "1", ""), false },
		{ ANSWER_TO_A("200 OK", "43 BYE", ""), true },
		{ ANSWER_TO_B("200 OK", "43 BYE", ""), false },
		{ REQUEST_OF("BYE", "sip:x", "c@a.example", "<tel:+1>;tag=B1", "sip:new@x;tag=A1", "1", ""), true },
		{ REQUEST_OF("BYE", "sip:x", "C@a.example", PARTY_B, PARTY_A, "1", ""), false },
		{ REQUEST_OF("BYE", "sip:x", "c@a.example", "<sip:b@b.example>", PARTY_A, "1", ""), false },
		{ REQUEST_OF("BYE", "sip:x", "c@a.example", PARTY_B, "<sip:a@a.example>", "1", ""), false },
		{ REQUEST_OF("BYE", "sip:x", "c@a.example", PARTY_B, "<sip:a", "1", ""), false },
		{ "BYE sip:x SIP/2.0\n\n", false },
		{ "BYE sip:x\n\n", false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CHECKF(sipw_dialog_match(d, received_message(0, rows[i].text)) == rows[i].matches, "row %zu", i);
	CHECK(!sipw_dialog_match(d, NULL) && !sipw_dialog_match(NULL, received_message(0, rows[0].text)));
	CHECK(!sipw_dialog_match(empty_dialog(), received_message(0, rows[0].text)));
}

/* ---- requests sent ---- */

static int sent(sipw_dialog *d, const char *request, sipw_error *ret_error)
{
	return sipw_dialog_sent(d, received_message(0, request), ret_error);
}

/* 12.2.1.1, 22.2, RFC 3262 4: each request but ACK and CANCEL counts, whoever made it. */
Test(dialog_note, numbers_sent)
{
	sipw_dialog *d = confirmed();
	sipw_error error = { 0 };
	CHECK_INT(sent(d, IN_BY_A("PRACK", "43", ""), NULL), SIPW_OK);
	CHECK_INT(state_of(d).local_cseq.number, 43);
	CHECK_INT(state_of(d).invite_cseq.number, 42);
	CHECK_INT(sent(d, IN_BY_A("INVITE", "50", NEW_A), NULL), SIPW_OK);
	CHECK_INT(state_of(d).local_cseq.number, 50);
	CHECK_INT(state_of(d).invite_cseq.number, 50);
	CHECK_TEXT(state_of(d).target, "sip:b@192.0.2.4");
	CHECK_INT(sent(d, IN_BY_A("INVITE", "50", NEW_A), NULL), SIPW_OK);
	CHECK_INT(sent(d, IN_BY_A("ACK", "51", ""), NULL), SIPW_OK);
	CHECK_INT(sent(d, IN_BY_A("CANCEL", "51", ""), NULL), SIPW_OK);
	CHECK_INT(state_of(d).local_cseq.number, 50);
	CHECK_INT(sent(d, IN_BY_A("INFO", "49", ""), &error), SIPW_ERR_RULE);
	CHECK_TEXT(sipw_s(error.sentence), "its number is lower than that of the last request");
	CHECK_INT(error.header, SIPW_HDR_CSEQ);
	CHECK_INT(sent(d, IN_BY_B("INFO", "60", ""), NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(sent(d, IN_BY_A("INFO", "x", ""), NULL), SIPW_ERR_SYNTAX);
	CHECK_INT(sent(d, ANSWER_TO_A("200 OK", "60 INFO", ""), NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(sent(empty_dialog(), IN_BY_A("INFO", "60", ""), NULL), SIPW_ERR_STATE);
	CHECK_INT(state_of(d).local_cseq.number, 50);
}

/* ---- requests received ---- */

static const char *receive(sipw_dialog *d, const char *text)
{
	static char line[300];
	sipw_error error = { 0 };
	const int code = sipw_dialog_received(d, received_message(0, text), &error);
	CHECK_INT(code, error.code);
	const ptrdiff_t n = code == SIPW_OK ? 0 : sipw_error_text(&error, line, sizeof line - 1);
	line[n > 0 ? n : 0] = '\0';
	return line;
}

/* 12.2.2: the first number is taken as it is, gaps are legal, a lower one is answered with 500. */
Test(dialog_note, numbers_received)
{
	sipw_dialog *d = confirmed();
	CHECK_TEXT(sipw_s(receive(d, IN_BY_B("INFO", "100", ""))), "");
	CHECK_INT(state_of(d).remote_cseq.number, 100);
	CHECK_TEXT(sipw_s(receive(d, IN_BY_B("INFO", "200", ""))), "");
	CHECK_TEXT(sipw_s(receive(d, IN_BY_B("INFO", "199", ""))),
		   "request: CSeq: its number is lower than that of the last request: it is answered with 500 [RFC 3261 12.2.2]");
	CHECK_INT(state_of(d).remote_cseq.number, 200);
	CHECK_TEXT(sipw_s(receive(d, IN_BY_B("ACK", "50", ""))), "");
	CHECK_TEXT(sipw_s(receive(d, IN_BY_B("CANCEL", "300", ""))), "");
	CHECK_INT(state_of(d).remote_cseq.number, 200);
	CHECK_TEXT(sipw_s(receive(d, IN_BY_A("INFO", "300", ""))), "request: it does not belong to this dialog [RFC 3261 12]");
	CHECK_TEXT(sipw_s(receive(d, IN_BY_B("INFO", "x", ""))),
		   "request: CSeq: byte 0x78 at 0: a digit is expected here [RFC 3261 20.16]");
	CHECK_TEXT(sipw_s(receive(d, ANSWER_TO_A("200 OK", "43 BYE", ""))), "request: a request is expected here [RFC 3261 7.1]");
	CHECK_TEXT(sipw_s(receive(empty_dialog(), IN_BY_B("INFO", "1", ""))), "dialog: the dialog was not made yet [RFC 3261 12.1]");
}

/* ---- target refresh ---- */

/* RFC 6141 4.6, 4.7: who renews the target when. */
Test(dialog_note, target_refresh)
{
	static const struct {
		int side;
		const char *request, *response, *target;
	} rows[] = {
		{ SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("200 OK", "43 INVITE", NEW_B), "sip:b@192.0.2.200" },
		{ SIPW_UAC, IN_BY_A("UPDATE", "43", NEW_A), ANSWER_TO_A("202 x", "43 UPDATE", NEW_B), "sip:b@192.0.2.200" },
		{ SIPW_UAC, IN_BY_A("SUBSCRIBE", "43", NEW_A), ANSWER_TO_A("200 x", "43 SUBSCRIBE", NEW_B), "sip:b@192.0.2.200" },
		{ SIPW_UAC, IN_BY_A("NOTIFY", "43", NEW_A), ANSWER_TO_A("200 x", "43 NOTIFY", NEW_B), "sip:b@192.0.2.200" },
		{ SIPW_UAC, IN_BY_A("REFER", "43", NEW_A), ANSWER_TO_A("200 x", "43 REFER", NEW_B), "sip:b@192.0.2.200" },
		{ SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("183 x", "43 INVITE", RELIABLE NEW_B), "sip:b@192.0.2.200" },
		{ SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("183 x", "43 INVITE", NEW_B), "sip:b@192.0.2.4" },
		{ SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("183 x", "43 INVITE", "RSeq: 1\n" NEW_B), "sip:b@192.0.2.4" },
		{ SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("100 x", "43 INVITE", RELIABLE NEW_B), "sip:b@192.0.2.4" },
		{ SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("488 x", "43 INVITE", NEW_B), "sip:b@192.0.2.4" },
		{ SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("200 x", "43 INVITE", ""), "sip:b@192.0.2.4" },
		{ SIPW_UAC, IN_BY_A("PRACK", "43", NEW_A), ANSWER_TO_A("200 x", "43 PRACK", NEW_B), "sip:b@192.0.2.4" },
		{ SIPW_UAC, IN_BY_A("INFO", "43", NEW_A), ANSWER_TO_A("200 x", "43 INFO", NEW_B), "sip:b@192.0.2.4" },
		{ SIPW_UAS, IN_BY_B("INVITE", "7", NEW_B), ANSWER_TO_B("200 OK", "7 INVITE", NEW_A), "sip:b@192.0.2.200" },
		{ SIPW_UAS, IN_BY_B("INVITE", "7", NEW_B), ANSWER_TO_B("183 x", "7 INVITE", RELIABLE NEW_A), "sip:b@192.0.2.200" },
		{ SIPW_UAS, IN_BY_B("INVITE", "7", NEW_B), ANSWER_TO_B("180 x", "7 INVITE", NEW_A), "sip:b@192.0.2.4" },
		{ SIPW_UAS, IN_BY_B("UPDATE", "7", NEW_B), ANSWER_TO_B("500 x", "7 UPDATE", NEW_A), "sip:b@192.0.2.4" },
		{ SIPW_UAS, IN_BY_B("INVITE", "7", ""), ANSWER_TO_B("200 OK", "7 INVITE", NEW_A), "sip:b@192.0.2.4" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		sipw_dialog *d = confirmed();
		CHECKF(answered(d, rows[i].side, rows[i].request, rows[i].response) == SIPW_OK, "row %zu", i);
		const sipw_str target = state_of(d).target;
		CHECKF(target.len == strlen(rows[i].target) && memcmp(target.ptr, rows[i].target, target.len) == 0, "row %zu: %.*s",
		       i, (int)target.len, target.ptr);
		CHECK_INT(state_of(d).n_routes, 1);
	}
}

/* RFC 6141 4.7: a request to the new target, before the one that named it is answered. */
Test(dialog_note, retarget)
{
	sipw_dialog *d = confirmed();
	CHECK_INT(sipw_dialog_retarget(d, received_message(0, IN_BY_B("INFO", "7", NEW_B)), NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_dialog_retarget(d, received_message(0, IN_BY_B("INVITE", "7", "")), NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_dialog_retarget(d, received_message(0, IN_BY_B("INVITE", "7", "Contact: <sip\n")), NULL), SIPW_ERR_SYNTAX);
	CHECK_INT(sipw_dialog_retarget(d, received_message(0, IN_BY_A("INVITE", "7", NEW_B)), NULL), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(state_of(d).target, "sip:b@192.0.2.4");
	CHECK_INT(sipw_dialog_retarget(d, received_message(0, IN_BY_B("UPDATE", "7", NEW_B)), NULL), SIPW_OK);
	CHECK_TEXT(state_of(d).target, "sip:b@192.0.2.200");
}

/* ---- early, then confirmed ---- */

/* 13.2.2.4: the 2xx sets the route set anew; a re-INVITE, an UPDATE and what the UAS answers do not. */
Test(dialog_note, confirmed_by_the_2xx)
{
	sipw_dialog *d = dialog_of(SIPW_UAC, INVITE_WITH(""),
				   ANSWER_WITH("180 Ringing", PARTY_B, "Record-Route: <sip:p3;lr>\nContact: <sip:b@192.0.2.4>\n"));
	sipw_str route;
	CHECK_INT(answered(d, SIPW_UAC, IN_BY_A("UPDATE", "43", NEW_A), ANSWER_TO_A("200 OK", "43 UPDATE", "Record-Route: <sip:x;lr>\n")), SIPW_OK);
	CHECK_INT(answered(d, SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("183 x", PARTY_B, RELIABLE "Record-Route: <sip:x;lr>\n" NEW_B)), SIPW_OK);
	CHECK_INT(state_of(d).stage, SIPW_DIALOG_EARLY);
	CHECK_TEXT(state_of(d).target, "sip:b@192.0.2.200");
	sipw_dialog_route(d, 0, &route);
	CHECK_TEXT(route, "<sip:p3;lr>");
	CHECK_INT(answered(d, SIPW_UAC, INVITE_WITH(""), ANSWER_WITH("200 OK", PARTY_B, "Record-Route: <sip:p1;lr>, <sip:p2;lr>\nContact: <sip:b@192.0.2.5>\n")), SIPW_OK);
	CHECK_INT(state_of(d).stage, SIPW_DIALOG_CONFIRMED);
	CHECK_INT(state_of(d).n_routes, 2);
	CHECK_TEXT(state_of(d).target, "sip:b@192.0.2.5");
	CHECK_INT(state_of(d).local_cseq.number, 43);
	CHECK_INT(state_of(d).invite_cseq.number, 42);
	sipw_dialog_route(d, 0, &route);
	CHECK_TEXT(route, "<sip:p2;lr>");
	CHECK_INT(answered(d, SIPW_UAC, IN_BY_A("INVITE", "44", NEW_A), ANSWER_TO_A("200 OK", "44 INVITE", "Record-Route: <sip:x;lr>\n" NEW_B)), SIPW_OK);
	CHECK_INT(state_of(d).n_routes, 2);
	CHECK_INT(state_of(d).invite_cseq.number, 44);
}

Test(dialog_note, confirmed_by_our_2xx)
{
	sipw_dialog *d = dialog_of(SIPW_UAS, INVITE_WITH("Record-Route: <sip:p;lr>\n"), ANSWER_WITH("180 Ringing", PARTY_B, CONTACT_B));
	CHECK_INT(answered(d, SIPW_UAS, INVITE_WITH("Record-Route: <sip:p;lr>\n"), ANSWER_WITH("200 OK", PARTY_B, CONTACT_B)), SIPW_OK);
	CHECK_INT(state_of(d).stage, SIPW_DIALOG_CONFIRMED);
	CHECK_INT(state_of(d).n_routes, 1);
	CHECK(!state_of(d).local_cseq.given);
	CHECK_TEXT(state_of(d).remote, PARTY_A);
}

/* RFC 4916 4.4.2: a new From is taken over with a 2xx only. */
Test(dialog_note, connected_identity)
{
	static const char *request = REQUEST_OF("UPDATE", "sip:a@192.0.2.1", "c@a.example", "\"Carol\" <sip:carol@b.example>;tag=b1",
						PARTY_A, "1", NEW_B);
	sipw_dialog *d = confirmed();
	CHECK_INT(answered(d, SIPW_UAS, request, ANSWER_TO_B("504 x", "1 UPDATE", "")), SIPW_OK);
	CHECK_TEXT(state_of(d).remote, PARTY_B);
	CHECK_INT(answered(d, SIPW_UAS, request, ANSWER_TO_B("200 OK", "1 UPDATE", "")), SIPW_OK);
	CHECK_TEXT(state_of(d).remote, "\"Carol\" <sip:carol@b.example>;tag=b1");
	CHECK_TEXT(state_of(d).remote_tag, "b1");
	CHECK(sipw_dialog_match(d, received_message(0, IN_BY_B("BYE", "2", ""))));
}

/* ---- what does not belong ---- */

Test(dialog_note, refused)
{
	sipw_dialog *d = confirmed();
	CHECK_INT(answered(d, SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("200 OK", "42 INVITE", NEW_B)), SIPW_ERR_ARGUMENT);
	CHECK_INT(answered(d, SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("200 OK", "43 UPDATE", NEW_B)), SIPW_ERR_ARGUMENT);
	CHECK_INT(answered(d, SIPW_UAC, IN_BY_B("INVITE", "43", NEW_A), ANSWER_TO_A("200 OK", "43 INVITE", NEW_B)), SIPW_ERR_ARGUMENT);
	CHECK_INT(answered(d, SIPW_UAS, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("200 OK", "43 INVITE", NEW_B)), SIPW_ERR_ARGUMENT);
	CHECK_INT(answered(d, SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_B("200 OK", "43 INVITE", NEW_B)), SIPW_ERR_ARGUMENT);
	CHECK_INT(answered(d, SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("200 OK", "43 INVITE", "Contact: <\n")), SIPW_ERR_SYNTAX);
	CHECK_INT(answered(NULL, SIPW_UAC, IN_BY_A("INVITE", "43", NEW_A), ANSWER_TO_A("200 OK", "43 INVITE", NEW_B)), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_dialog_answered(d, SIPW_UAC, NULL, NULL, NULL), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_dialog_make(d, SIPW_UAC, NULL, NULL, NULL), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_dialog_make(NULL, SIPW_UAC, NULL, NULL, NULL), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(state_of(d).target, "sip:b@192.0.2.4");
	CHECK_INT(state_of(d).local_cseq.number, 42);
}

/* ---- memory ---- */

#define ROUTED "Record-Route: <sip:p1;lr>, <sip:p2;lr>\nContact: <sip:b@192.0.2.4>\n"

/* Every size and every alignment, down to the smallest: made in full, or not at all. */
Test(dialog_note, memory)
{
	static _Alignas(16) char memory[SIPW_DIALOG_MIN + 300];
	const sipw_msg *invite = received_message(0, INVITE_WITH("")), *ok = received_message(1, ANSWER_WITH("200 OK", PARTY_B, ROUTED));
	size_t made = 0;
	CHECK(sipw_dialog_init(NULL, 1000) == NULL && sipw_dialog_init(memory, SIPW_DIALOG_MIN - 1) == NULL);
	for (size_t size = SIPW_DIALOG_MIN; size <= SIPW_DIALOG_MIN + 280; size++) {
		memset(memory, 0x5a, sizeof memory);
		char *at = memory + size % 16;
		sipw_dialog *d = sipw_dialog_init(at, size);
		const int code = sipw_dialog_make(d, SIPW_UAC, invite, ok, NULL);
		const sipw_dialog_state s = state_of(d);
		for (const char *p = at + size; p < memory + sizeof memory; p++)
			CHECK(*p == 0x5a);
		CHECK(code == SIPW_OK || code == SIPW_ERR_SPACE);
		CHECK_INT(s.stage, code == SIPW_OK ? SIPW_DIALOG_CONFIRMED : SIPW_DIALOG_NONE);
		made += code == SIPW_OK;
		if (code == SIPW_OK)
			CHECK_TEXT(s.target, "sip:b@192.0.2.4");
	}
	CHECKF(made > 20 && made < 270, "%zu", made);
}

/* A longer target that does not fit leaves the old one; one that fits leaves the rest as it was. A dialog
 * made anew in place of another needs no more room than in fresh memory. */
Test(dialog_note, memory_of_news)
{
	static _Alignas(16) char memory[SIPW_DIALOG_MIN + 300];
	size_t renewed = 0, kept = 0;
	for (size_t size = SIPW_DIALOG_MIN; size <= sizeof memory; size++) {
		sipw_str route;
		memset(memory, 0x5a, sizeof memory);
		sipw_dialog *d = sipw_dialog_init(memory, size);
		if (sipw_dialog_make(d, SIPW_UAC, received_message(0, INVITE_WITH("")),
				     received_message(1, ANSWER_WITH("200 OK", PARTY_B, ROUTED)), NULL) != SIPW_OK)
			continue;
		const int code = answered(d, SIPW_UAC, IN_BY_A("UPDATE", "43", NEW_A),
					  ANSWER_TO_A("200 OK", "43 UPDATE", "Contact: <sip:bbbbbbbbbbbbbbbbbbbbbbbb@192.0.2.4>\n"));
		CHECK_TEXT(state_of(d).target, code == SIPW_OK ? "sip:bbbbbbbbbbbbbbbbbbbbbbbb@192.0.2.4" : "sip:b@192.0.2.4");
		CHECK_INT(state_of(d).local_cseq.number, code == SIPW_OK ? 43 : 42);
		CHECK_INT(sipw_dialog_route(d, 1, &route), SIPW_OK);
		CHECK_TEXT(route, "<sip:p1;lr>");
		renewed += code == SIPW_OK;
		kept += code == SIPW_ERR_SPACE;
		CHECK_INT(sipw_dialog_make(d, SIPW_UAS, received_message(0, INVITE_WITH("Record-Route: <sip:p1;lr>, <sip:p2;lr>\n")),
					   received_message(1, ANSWER_WITH("200 OK", PARTY_B, CONTACT_B)), NULL), SIPW_OK);
		CHECK_TEXT(state_of(d).local, PARTY_B);
		CHECK_TEXT(state_of(d).target, "sip:a@192.0.2.1");
		for (const char *p = memory + size; p < memory + sizeof memory; p++)
			CHECK(*p == 0x5a);
	}
	CHECK_INT(kept, 23);
	CHECKF(renewed > 20, "%zu", renewed);
}

/* The target's memory: at each size all of the request, or an error and nothing; the number is used once. */
Test(dialog_note, memory_of_requests)
{
	static _Alignas(16) char memory[4000];
	const sipw_dialog_options options = { .via = { .transport = sipw_s("TCP"), .host = sipw_s("a"), .branch = sipw_s("z9hG4bK1") } };
	sipw_dialog *d = confirmed();
	int code = SIPW_ERR_SPACE;
	size_t size = SIPW_MSG_MIN;
	for (; code != SIPW_OK && size < sizeof memory; size++) {
		sipw_msg *m = sipw_msg_init(memory, size);
		code = sipw_dialog_request(m, d, SIPW_BYE, &options, NULL);
		CHECK(code == SIPW_OK || code == SIPW_ERR_SPACE);
		CHECK_INT(state_of(d).local_cseq.number, code == SIPW_OK ? 43 : 42);
		if (code != SIPW_OK)
			CHECK_INT(sipw_line_count(m), 0);
	}
	CHECKF(code == SIPW_OK && size > SIPW_MSG_MIN + 200, "%zu", size);
}
