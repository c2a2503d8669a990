/* SPDX-License-Identifier: MIT */
/* Hostile input in what is given as text: header values, names, start lines. tests/values/strikes.c has the
 * members of structs. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/hostile.h"
#include "support/message.h"

static sipw_msg *start(unsigned slot)
{
	sipw_msg *m = roomy_message(slot);
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@biloxi.example.com"));
	sipw_add_named(m, sipw_s("X-Before"), sipw_s("before"), 0);
	return m;
}

static void check_one_line(const sipw_msg *m, sipw_str name, sipw_str value, const char *what)
{
	static struct text line;
	line.len = 0;
	text_add(&line, name);
	text_add_s(&line, ": ");
	text_add(&line, value);
	text_add_s(&line, "\r\n");
	CHECKF(sipw_line_count(m) == 2, "%s: %zu lines", what, sipw_line_count(m));
	if (!same_bytes(last_line(m), text_all(&line)))
		CHECKF(false, "%s: the line is\n  %s\nnot\n  %s", what, check_show(last_line(m)),
		       check_show(text_all(&line)));
}

/*
 * Text for a known header field: before a sample of its kind, behind it, or alone. Bytes that no header
 * value has are refused; whatever is taken makes one line that says what was given.
 */
static void try_value(int header, sipw_str before, const struct hostile *input, sipw_str after)
{
	static struct text given, expected;
	char what[192];
	sipw_msg *m = start(0);
	snprintf(what, sizeof what, "%s: '%s' %s '%s'", check_show(sipw_header_name(header)), check_show(before),
		 input->name, check_show(after));
	given.len = expected.len = 0;
	text_add(&given, before);
	text_add(&given, input->bytes);
	text_add(&given, after);
	const struct hostile whole = { input->name, text_all(&given), 0 };
	const bool value = hostile_fits(&whole, AT_VALUE, false, &expected);
	const int code = sipw_add(m, header, whole.bytes);
	CHECKF(value || code != SIPW_OK, "%s: accepted", what);
	if (code == SIPW_OK) {
		check_one_line(m, sipw_header_name(header), text_all(&expected), what);
		return;
	}
	check_refusal(m, header, whole.bytes, what);
	CHECKF(sipw_msg_error(m)->field != NULL, "%s: no field", what);
	CHECKF(same_content(m, start(1)), "%s: refused, but the message changed", what);
}

static void try_header(int header)
{
	const sipw_str none = SIPW_S("");
	sipw_header_info info;
	sipw_kind_info kind;
	CHECK(sipw_header_describe(header, &info) && sipw_kind_describe(info.kind, &kind));
	for (size_t i = 0; i < hostile_count(); i++) {
		const struct hostile input = hostile_input(i);
		try_value(header, none, &input, none);
		if (input.bytes.len > 60000)
			continue;
		try_value(header, kind.accepted, &input, none);
		try_value(header, none, &input, kind.accepted);
	}
}

Test(hostile_text, known_headers)
{
	size_t n = 0;
	for (int header = 0; (header = sipw_header_next(header)) != 0;)
		if (header != SIPW_HDR_CONTENT_LENGTH) {
			try_header(header);
			n++;
		}
	CHECK(n >= 135);
}

/* A value that is whole with what follows it must not become two: each sample, then what would begin
 * another parameter, value or header, behind a byte that ends nothing. */
Test(hostile_text, no_second_line)
{
	static const sipw_str tails[] = { B("\r\nEvil: 1"), B("\nEvil: 1"), B("\rEvil: 1"), B("\r\n\r\n"), B("\0") };
	for (int header = 0; (header = sipw_header_next(header)) != 0;)
		for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
			static struct text given;
			sipw_header_info info;
			sipw_kind_info kind;
			CHECK(sipw_header_describe(header, &info) && sipw_kind_describe(info.kind, &kind));
			given.len = 0;
			text_add(&given, kind.accepted);
			text_add(&given, tails[i]);
			sipw_msg *m = start(0);
			CHECK(sipw_add(m, header, text_all(&given)) != SIPW_OK);
			CHECK_INT(sipw_line_count(m), 1);
		}
}

Test(hostile_text, unknown_values)
{
	static struct text expected;
	for (size_t i = 0; i < hostile_count(); i++) {
		const struct hostile input = hostile_input(i);
		sipw_msg *m = start(0);
		expected.len = 0;
		const bool fits = hostile_fits(&input, AT_VALUE, false, &expected);
		const int code = sipw_add_named(m, sipw_s("X-Unknown"), input.bytes, 0);
		CHECKF((code == SIPW_OK) == fits, "%s: %s", input.name, sipw_err_name(code));
		if (code == SIPW_OK)
			check_one_line(m, sipw_s("X-Unknown"), text_all(&expected), input.name);
		else
			check_refusal(m, 0, input.bytes, input.name);
	}
}

/* A name is a token, known or not; Content-Length's letter and name are known and have no setter. */
Test(hostile_text, names)
{
	static struct text expected;
	for (size_t i = 0; i < hostile_count(); i++) {
		const struct hostile input = hostile_input(i);
		sipw_msg *m = start(0);
		expected.len = 0;
		const bool fits = hostile_fits(&input, AT_TOKEN, false, &expected) && input.bytes.len <= 65535;
		const int code = sipw_add_named(m, input.bytes, sipw_s("1"), 0);
		CHECKF((code == SIPW_OK) == fits, "%s: %s", input.name, sipw_err_name(code));
		if (code == SIPW_OK) {
			check_one_line(m, input.bytes, sipw_s("1"), input.name);
			continue;
		}
		check_refusal(m, 0, input.bytes, input.name);
		CHECKF(same_content(m, start(1)), "%s: refused, but the message changed", input.name);
	}
}

static void check_start(const sipw_msg *m, const char *before, sipw_str middle, const char *after, const char *what)
{
	static struct text line;
	sipw_str whole = written(m), first;
	line.len = 0;
	text_add_s(&line, before);
	text_add(&line, middle);
	text_add_s(&line, after);
	CHECKF(next_line(&whole, &first), "%s: no line", what);
	if (!same_bytes(first, text_all(&line)))
		CHECKF(false, "%s: the start line is\n  %s\nnot\n  %s", what, check_show(first), check_show(text_all(&line)));
}

/* The start lines: `set` puts the input in its place. */
struct start_line {
	enum position at;
	const char *field;
	const char *before;
	const char *after;
	int (*set)(sipw_msg *m, sipw_str input);
};

static int set_method(sipw_msg *m, sipw_str input)
{
	return sipw_request_named(m, input, sipw_s("sip:carol@example.com"));
}

static int set_uri(sipw_msg *m, sipw_str input)
{
	return sipw_request(m, SIPW_OPTIONS, input);
}

static int set_named_uri(sipw_msg *m, sipw_str input)
{
	return sipw_request_named(m, sipw_s("ZQ"), input);
}

static int set_reason(sipw_msg *m, sipw_str input)
{
	return sipw_response(m, 299, input);
}

static const struct start_line start_lines[] = {
	{ AT_TOKEN, "method", "", " sip:carol@example.com SIP/2.0", set_method },
	{ AT_REQUEST_URI, "uri", "OPTIONS ", " SIP/2.0", set_uri },
	{ AT_REQUEST_URI, "uri", "ZQ ", " SIP/2.0", set_named_uri },
	{ AT_REASON, "reason", "SIP/2.0 299 ", "", set_reason },
};

static void try_start_line(const struct start_line *row, const struct hostile *input)
{
	static struct text expected;
	sipw_msg *m = start(0);
	expected.len = 0;
	bool fits = hostile_fits(input, row->at, false, &expected);
	if (row->at == AT_TOKEN)
		fits = fits && input->bytes.len <= 65535;
	const int code = row->set(m, input->bytes);
	CHECKF((code == SIPW_OK) == fits, "%s %s: %s", row->field, input->name, sipw_err_name(code));
	CHECK_INT(sipw_line_count(m), 1);
	if (code == SIPW_OK) {
		check_start(m, row->before, input->bytes, row->after, input->name);
		return;
	}
	check_refusal(m, 0, input->bytes, input->name);
	CHECKF(sipw_msg_error(m)->field != NULL && strcmp(sipw_msg_error(m)->field, row->field) == 0,
	       "%s: the error names another field than %s", input->name, row->field);
	CHECKF(same_content(m, start(1)), "%s: refused, but the message changed", input->name);
}

Test(hostile_text, start_lines)
{
	for (size_t r = 0; r < sizeof start_lines / sizeof start_lines[0]; r++)
		for (size_t i = 0; i < hostile_count(); i++) {
			const struct hostile input = hostile_input(i);
			try_start_line(&start_lines[r], &input);
		}
}

/* The media type given with a body is held to its grammar too. */
Test(hostile_text, body_type)
{
	for (size_t i = 0; i < hostile_count(); i++) {
		const struct hostile input = hostile_input(i);
		sipw_msg *m = start(0);
		const int code = sipw_body(m, input.bytes, sipw_s("body"));
		if (code == SIPW_OK) {
			check_one_line(m, sipw_s("Content-Type"), input.bytes, input.name);
			continue;
		}
		check_refusal(m, SIPW_HDR_CONTENT_TYPE, input.bytes, input.name);
		CHECKF(same_content(m, start(1)), "%s: refused, but the message changed", input.name);
	}
}
