/* SPDX-License-Identifier: MIT */
/* The conditions of conditions.spec, each kept and broken in every way it can be. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/message.h"
#include "support/spec.h"

/* A message as text: the start line, then lines. Only what differs from the least valid one. */
struct row {
	const char *condition; /* the one that is broken; NULL: the message is kept */
	int header; /* that the error names */
	const char *method; /* or NULL for a response to the method of `cseq` */
	int code;
	const char *uri;
	const char *lines[6]; /* "Name: value"; an empty value leaves the default line out */
};

#define SIP "sip:example.com"

static const struct row rows[] = {
	/* cseq-method: the very bytes of the method; in a response nothing is compared. */
	{ NULL, 0, "OPTIONS", 0, SIP, { "CSeq: 1 OPTIONS" } },
	{ NULL, 0, "OPTIONS", 0, SIP, { "CSeq: 1 \t OPTIONS" } },
	{ NULL, 0, "FLY", 0, SIP, { "CSeq: 1 FLY" } },
	{ NULL, 0, NULL, 200, NULL, { "CSeq: 1 BYE" } },
	{ "cseq-method", SIPW_HDR_CSEQ, "OPTIONS", 0, SIP, { "CSeq: 1 INVITE" } },
	{ "cseq-method", SIPW_HDR_CSEQ, "OPTIONS", 0, SIP, { "CSeq: 1 options" } },
	{ "cseq-method", SIPW_HDR_CSEQ, "OPTIONS", 0, SIP, { "CSeq: 1 XOPTIONS" } },
	{ "cseq-method", SIPW_HDR_CSEQ, "OPTIONS", 0, SIP, { "CSeq: 1 OPTIONSX" } },
	{ "cseq-method", SIPW_HDR_CSEQ, "FLY", 0, SIP, { "CSeq: 1 DRY-FLY" } },
	{ "cseq-method", SIPW_HDR_CSEQ, "1", 0, SIP, { "CSeq: 1 11" } },
	/* branch-cookie-only: what only looks like the bare cookie. */
	{ NULL, 0, "OPTIONS", 0, SIP, { "Via: SIP/2.0/UDP a;branch=z9hG4bKx" } },
	{ NULL, 0, "OPTIONS", 0, SIP, { "Via: SIP/2.0/UDP a;branch=z9hG4b" } },
	{ NULL, 0, "OPTIONS", 0, SIP, { "Via: SIP/2.0/UDP a;branch=1" } },
	{ NULL, 0, "OPTIONS", 0, SIP, { "Via: SIP/2.0/UDP a;other=z9hG4bK;branch=z9hG4bK1" } },
	{ NULL, 0, "OPTIONS", 0, SIP, { "Via: SIP/2.0/UDP a;other=\"=z9hG4bK\"" } },
	/* response-to-tag */
	{ NULL, 0, NULL, 100, NULL, { "To: <sip:b@b>" } },
	{ NULL, 0, NULL, 101, NULL, { "To: <sip:b@b>;tag=1" } },
	{ NULL, 0, NULL, 699, NULL, { "To: sip:b@b;x;tag=1" } },
	{ NULL, 0, NULL, 200, NULL, { "To: \"b>;tag=\" <sip:b@b>;x=\">;tag=\";TAG=1" } },
	{ "response-to-tag", SIPW_HDR_TO, NULL, 101, NULL, { "To: <sip:b@b>" } },
	{ "response-to-tag", SIPW_HDR_TO, NULL, 699, NULL, { "To: <sip:b@b>" } },
	{ "response-to-tag", SIPW_HDR_TO, NULL, 200, NULL, { "To: <sip:b@b;tag=1>" } },
	{ "response-to-tag", SIPW_HDR_TO, NULL, 200, NULL, { "To: \">;tag=1\" <sip:b@b>" } },
	{ "response-to-tag", SIPW_HDR_TO, NULL, 200, NULL, { "To: <sip:b@b>;x=\">;tag=1\"" } },
	{ "response-to-tag", SIPW_HDR_TO, NULL, 200, NULL, { "To: <sip:b@b>;tagx=1" } },
	/* dialog-to-tag */
	{ NULL, 0, "PRACK", 0, SIP, { "To: <sip:b@b>;tag=1", "RAck: 1 1 INVITE" } },
	{ NULL, 0, "UPDATE", 0, SIP, { "To: <sip:b@b>;tag=1" } },
	{ NULL, 0, "BYE", 0, SIP, { "To: <sip:b@b>" } },
	{ "dialog-to-tag", SIPW_HDR_TO, "PRACK", 0, SIP, { "To: <sip:b@b>", "RAck: 1 1 INVITE" } },
	{ "dialog-to-tag", SIPW_HDR_TO, "UPDATE", 0, SIP, { "To: <sip:b@b>" } },
	/* register-uri-user */
	{ NULL, 0, "REGISTER", 0, SIP, { NULL } },
	{ NULL, 0, "REGISTER", 0, "sips:example.com;x=y", { "Contact: <sips:a@b>" } },
	{ NULL, 0, "OPTIONS", 0, "sip:user@example.com", { NULL } },
	{ "register-uri-user", 0, "REGISTER", 0, "sip:user@example.com", { NULL } },
	{ "register-uri-user", 0, "REGISTER", 0, "SIPS:user@example.com", { NULL } },
	/* contact-star */
	{ NULL, 0, "REGISTER", 0, SIP, { "Contact: *", "Expires: 0" } },
	{ NULL, 0, "REGISTER", 0, SIP, { "Contact: *", "Expires: 000" } },
	{ "contact-star", SIPW_HDR_CONTACT, "REGISTER", 0, SIP, { "Contact: *" } },
	{ "contact-star", SIPW_HDR_CONTACT, "REGISTER", 0, SIP, { "Contact: *", "Expires: 1" } },
	{ "contact-star", SIPW_HDR_CONTACT, "REGISTER", 0, SIP, { "Contact: *", "+Contact: <sip:a@b>", "Expires: 0" } },
	{ "contact-star", SIPW_HDR_CONTACT, "REGISTER", 0, SIP, { "Contact: <sip:a@b>", "+Contact: *", "Expires: 0" } },
	{ "contact-star", SIPW_HDR_CONTACT, "OPTIONS", 0, SIP, { "Contact: *", "Expires: 0" } },
	{ "contact-star", SIPW_HDR_CONTACT, "INVITE", 0, SIP, { "Contact: *", "Expires: 0" } },
	{ "contact-star", SIPW_HDR_CONTACT, NULL, 200, NULL, { "Contact: *", "Expires: 0", "CSeq: 1 REGISTER" } },
	/* dialog-contact-count */
	{ NULL, 0, "INVITE", 0, SIP, { "Contact: <sip:a@b>;x=\",\"" } },
	{ NULL, 0, "INVITE", 0, SIP, { "Contact: \"a,b\" <sip:a,b@c>" } },
	{ NULL, 0, "REGISTER", 0, SIP, { "Contact: <sip:a@b>, <sip:c@d>", "+Contact: <sip:e@f>" } },
	{ NULL, 0, "OPTIONS", 0, SIP, { "Contact: <sip:a@b>, <sip:c@d>" } },
	{ "dialog-contact-count", SIPW_HDR_CONTACT, "INVITE", 0, SIP, { "Contact: <sip:a@b>, <sip:c@d>" } },
	{ "dialog-contact-count", SIPW_HDR_CONTACT, "INVITE", 0, SIP, { "Contact: <sip:a@b>", "+Contact: <sip:c@d>" } },
	{ "dialog-contact-count", SIPW_HDR_CONTACT, "SUBSCRIBE", 0, SIP,
	  { "Contact: <sip:a@b>, sip:c@d", "Event: presence" } },
	{ "dialog-contact-count", SIPW_HDR_CONTACT, "REFER", 0, SIP, { "Contact: sip:a@b,sip:c@d", "Refer-To: <sip:e@f>" } },
	/* sips-contact */
	{ NULL, 0, "INVITE", 0, "sips:example.com", { "Contact: <SIPS:a@b>" } },
	{ NULL, 0, "INVITE", 0, SIP, { "Contact: <sips:a@b>" } },
	{ NULL, 0, "INVITE", 0, SIP, { "Contact: <sip:a@b>", "Route: <sip:p;lr>, <sips:q;lr>" } },
	{ NULL, 0, "OPTIONS", 0, "sips:example.com", { NULL } },
	{ NULL, 0, "REGISTER", 0, "sips:example.com", { "Contact: <mailto:a@b>" } },
	{ NULL, 0, "REGISTER", 0, "sips:example.com", { "Contact: *", "Expires: 0" } },
	{ "sips-contact", SIPW_HDR_CONTACT, "REGISTER", 0, "sips:example.com", { "Contact: <sip:a@b>" } },
	{ "sips-contact", SIPW_HDR_CONTACT, "INVITE", 0, "sips:example.com", { "Contact: <mailto:a@b>" } },
	{ "sips-contact", SIPW_HDR_CONTACT, "INVITE", 0, "sips:example.com", { "Contact: <sip:a@b>" } },
	{ "sips-contact", SIPW_HDR_CONTACT, "INVITE", 0, "SIPS:example.com", { "Contact: \"sips:\" <sip:a@b>" } },
	{ "sips-contact", SIPW_HDR_CONTACT, "INVITE", 0, SIP, { "Contact: <sip:a@b>", "Route: \"sip:\" <sips:p;lr>" } },
	{ "sips-contact", SIPW_HDR_CONTACT, "OPTIONS", 0, "sips:example.com", { "Contact: sip:a@b" } },
	/* replaces-and-join */
	{ NULL, 0, "INVITE", 0, SIP, { "Contact: <sip:a@b>", "Replaces: 1@a;to-tag=1;from-tag=2" } },
	{ NULL, 0, "INVITE", 0, SIP, { "Contact: <sip:a@b>", "Join: 1@a;to-tag=1;from-tag=2" } },
	{ "replaces-and-join", SIPW_HDR_JOIN, "INVITE", 0, SIP,
	  { "Contact: <sip:a@b>", "Replaces: 1@a;to-tag=1;from-tag=2", "Join: 1@a;to-tag=1;from-tag=2" } },
	/* session-interval, session-minimum, min-se */
	{ NULL, 0, "INVITE", 0, SIP, { "Contact: <sip:a@b>", "Session-Expires: 90", "Min-SE: 90" } },
	{ "session-interval", SIPW_HDR_SESSION_EXPIRES, "INVITE", 0, SIP, { "Contact: <sip:a@b>", "Session-Expires: 89" } },
	{ "session-minimum", SIPW_HDR_SESSION_EXPIRES, "INVITE", 0, SIP,
	  { "Contact: <sip:a@b>", "Session-Expires: 90", "Min-SE: 91" } },
	{ "min-se", SIPW_HDR_MIN_SE, "INVITE", 0, SIP, { "Contact: <sip:a@b>", "Min-SE: 89" } },
	{ "min-se", SIPW_HDR_MIN_SE, NULL, 422, NULL, { "CSeq: 1 INVITE", "Min-SE: 0" } },
	/* refresher, refresher-timer */
	{ NULL, 0, NULL, 200, NULL, { "CSeq: 1 UPDATE", "Session-Expires: 90;refresher=uac", "Require: timer" } },
	{ "refresher", SIPW_HDR_SESSION_EXPIRES, NULL, 200, NULL, { "CSeq: 1 UPDATE", "Session-Expires: 90" } },
	{ "refresher-timer", SIPW_HDR_SESSION_EXPIRES, NULL, 200, NULL,
	  { "CSeq: 1 UPDATE", "Session-Expires: 90;refresher=uac", "Require: 100rel" } },
	/* privacy-none */
	{ NULL, 0, "OPTIONS", 0, SIP, { "Privacy: none" } },
	{ "privacy-none", SIPW_HDR_PRIVACY, "OPTIONS", 0, SIP, { "Privacy: id;none" } },
	/* cancel-body */
	{ NULL, 0, "CANCEL", 0, SIP, { NULL } },
	{ NULL, 0, "BYE", 0, SIP, { "Content-Type: a/b", "=x" } },
	{ "cancel-body", 0, "CANCEL", 0, SIP, { "=x" } },
};

/* "Name: value" in place of the lines of that name, or, with "+" in front, after them; "=body". */
static void put_line(sipw_msg *m, const char *line)
{
	if (line[0] == '=') {
		CHECK_INT(sipw_body(m, (sipw_str){ NULL, 0 }, sipw_s(line + 1)), SIPW_OK);
		return;
	}
	const int where = line[0] == '+' ? 0 : SIPW_REPLACE;
	line += line[0] == '+';
	const char *colon = strchr(line, ':');
	const int code = sipw_add_named(m, sipw_sn(line, (size_t)(colon - line)), sipw_s(colon + 1), where);
	CHECKF(code == SIPW_OK, "%s: %s", line, sipw_err_name(code));
}

static sipw_msg *build(const struct row *row)
{
	char cseq[64];
	sipw_msg *m = roomy_message(0);
	if (row->method != NULL)
		sipw_request_named(m, sipw_s(row->method), sipw_s(row->uri));
	else
		sipw_response(m, row->code, (sipw_str){ NULL, 0 });
	snprintf(cseq, sizeof cseq, "CSeq: 1 %s", row->method != NULL ? row->method : "OPTIONS");
	put_line(m, "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1");
	put_line(m, "From: <sip:a@a>;tag=1");
	put_line(m, "To: <sip:b@b>;tag=2");
	put_line(m, "Call-ID: 1");
	put_line(m, cseq);
	if (row->method != NULL)
		put_line(m, "Max-Forwards: 70");
	for (size_t i = 0; i < 6 && row->lines[i] != NULL; i++)
		put_line(m, row->lines[i]);
	return m;
}

/* The spec's sentence; the library may say it with or without its full stop. */
static bool says(const sipw_error *e, const char *sentence)
{
	const size_t len = strlen(sentence);
	const size_t whole = sentence[len - 1] == '.' ? len - 1 : len;
	return e->sentence != NULL && strncmp(e->sentence, sentence, whole) == 0 && e->sentence[whole] == '\0';
}

static void check_row(const struct spec *spec, size_t i)
{
	const struct row *row = &rows[i];
	sipw_error error = { 0 };
	const sipw_msg *m = build(row);
	const int code = sipw_verify(m, &error);
	if (row->condition == NULL) {
		CHECKF(code == SIPW_OK, "row %zu (%s ...): %s: %s", i, row->lines[0], sipw_header_name(error.header).ptr,
		       error.sentence);
		return;
	}
	const size_t line = spec_find(spec, "name", row->condition);
	cr_assert(line < spec->n);
	const char *source = spec_source(spec_cell(spec, line, "source"));
	CHECKF(code == SIPW_ERR_RULE, "row %zu (%s: %s ...): %s", i, row->condition, row->lines[0], sipw_err_name(code));
	if (code != SIPW_ERR_RULE)
		return;
	CHECKF(says(&error, spec_cell(spec, line, "sentence")), "row %zu (%s): '%s'", i, row->condition, error.sentence);
	CHECKF(error.source != NULL && strcmp(error.source, source) == 0, "row %zu: source %s", i, error.source);
	CHECKF(error.header == row->header, "row %zu (%s): header %d", i, row->condition, error.header);
}

Test(conditions, kept_and_broken)
{
	struct spec spec = spec_open("conditions.spec");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		check_row(&spec, i);
	spec_close(&spec);
}

/* Each condition that serializing enforces is broken above. */
Test(conditions, each_is_broken)
{
	struct spec spec = spec_open("conditions.spec");
	for (size_t c = 0; c < spec.n; c++) {
		size_t i = 0;
		while (i < sizeof rows / sizeof rows[0] &&
		       (rows[i].condition == NULL || strcmp(rows[i].condition, spec_cell(&spec, c, "name")) != 0))
			i++;
		const bool enforced = strcmp(spec_cell(&spec, c, "enforced"), "write") == 0;
		CHECKF(enforced == (i < sizeof rows / sizeof rows[0]), "%s", spec_cell(&spec, c, "name"));
	}
	spec_close(&spec);
}

/* request-uri-headers: the start line does not take them. */
Test(conditions, request_uri_headers)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_request(m, SIPW_INVITE, sipw_s("sip:a@b?Subject=x")), SIPW_ERR_SYNTAX);
	CHECK_INT(sipw_msg_error(m)->offset, 7);
	CHECK_INT(sipw_msg_error(m)->byte, '?');
}

/* branch-cookie-only: Via does not take it, in any case, as any value. */
Test(conditions, branch_cookie_only)
{
	static const struct {
		const char *text;
		size_t offset; /* behind the cookie, where more has to come */
	} vias[] = {
		{ "SIP/2.0/UDP a;branch=z9hG4bK", 28 },
		{ "SIP/2.0/UDP a;branch=Z9HG4BK;x", 28 },
		{ "SIP/2.0/UDP a; branch = z9hG4bK ;x", 31 },
		{ "SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK", 59 },
		{ "SIP/2.0/UDP a;branch=z9hG4bK, SIP/2.0/UDP b;branch=z9hG4bK2", 28 },
	};
	for (size_t i = 0; i < sizeof vias / sizeof vias[0]; i++) {
		sipw_msg *m = roomy_message(0);
		CHECK_INT(sipw_add(m, SIPW_HDR_VIA, sipw_s(vias[i].text)), SIPW_ERR_SYNTAX);
		CHECKF(sipw_msg_error(m)->offset == vias[i].offset, "%s: offset %zu", vias[i].text,
		       sipw_msg_error(m)->offset);
		CHECK_TEXT(sipw_s(sipw_msg_error(m)->source), "RFC 3261 8.1.1.7");
	}
	const sipw_via via = { .transport = sipw_s("UDP"), .host = sipw_s("a"), .branch = sipw_s("z9hg4bk") };
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_via(m, &via), SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->field), "branch");
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->source), "RFC 3261 8.1.1.7");
}
