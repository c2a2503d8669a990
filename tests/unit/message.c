/* SPDX-License-Identifier: MIT */
/* The life of a message, its error, its start line and its lines as they are added. */
#include <criterion/criterion.h>
#include <stdint.h>

#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"

static const sipw_str uri = SIPW_S("sip:bob@biloxi.example.com");
static const sipw_str absent = { NULL, 0 };

static sipw_msg *request(unsigned slot)
{
	sipw_msg *m = roomy_message(slot);
	sipw_request(m, SIPW_INVITE, uri);
	return m;
}

/* The message as written, without the checks of the rules. */
#define CHECK_WRITTEN(m, literal) CHECK_TEXT(written(m), literal)

Test(message, built_from_parts)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(build_invite(m), SIPW_OK);
	CHECK_STR(written(m), invite_bytes());
	char out[1024];
	CHECK_INT(sipw_serialize(m, out, sizeof out), invite_bytes().len);
}

Test(message, init_needs_memory)
{
	static char memory[SIPW_MSG_MIN + 64];
	CHECK(sipw_msg_init(NULL, 4096) == NULL);
	CHECK(sipw_msg_init(memory, 0) == NULL);
	CHECK(sipw_msg_init(memory, SIPW_MSG_MIN - 1) == NULL);
	for (size_t skip = 0; skip < 32; skip++)
		CHECK(sipw_msg_init(memory + skip, SIPW_MSG_MIN) != NULL);
}

Test(message, empty)
{
	sipw_msg *m = roomy_message(0);
	sipw_start start = { .code = 77 };
	sipw_line line = { .header = 77 };
	sipw_str value = SIPW_S("kept");
	sipw_iter iter = sipw_iter_start(m, 0);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
	CHECK_INT(sipw_line_count(m), 0);
	CHECK_INT(sipw_start_get(m, &start), SIPW_ERR_STATE);
	CHECK_INT(start.code, 77);
	CHECK_INT(sipw_line_get(m, 0, &line), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_iter_next(&iter, &line), 0);
	CHECK_INT(sipw_get(m, SIPW_HDR_VIA, 0, &value), SIPW_ERR_ARGUMENT);
	CHECK_INT(line.header, 77);
	CHECK_TEXT(value, "kept");
	CHECK(sipw_body_get(m).ptr == NULL);
	CHECK(sipw_get_named(m, sipw_s("Via")).ptr == NULL);
	CHECK_INT(sipw_serialize(m, NULL, 0), SIPW_ERR_STATE);
	CHECK_INT(sipw_serialize_unchecked(m, NULL, 0), SIPW_ERR_STATE);
	CHECK_INT(sipw_gather(m, NULL, 0, NULL), SIPW_ERR_STATE);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
}

static void check_null_building(void)
{
	const sipw_via via = { .transport = sipw_s("UDP"), .host = sipw_s("h") };
	CHECK_INT(sipw_request(NULL, SIPW_INVITE, uri), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_request_named(NULL, sipw_s("X"), uri), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_response(NULL, 200, absent), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add(NULL, SIPW_HDR_SUBJECT, sipw_s("x")), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add(NULL, 77777, sipw_s("x")), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add_named(NULL, sipw_s("X"), sipw_s("x"), 0), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_push(NULL, SIPW_HDR_SUBJECT, sipw_s("x")), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_replace(NULL, SIPW_HDR_SUBJECT, sipw_s("x")), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add_raw(NULL, sipw_s("x\r\n")), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_claim_length(NULL, 1), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_body(NULL, absent, sipw_s("x")), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_style(NULL, SIPW_JOIN), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_msg_own(NULL), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add_via(NULL, &via), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add_via(NULL, NULL), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add_via_list(NULL, &via, 1), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add_max_forwards(NULL, 70), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add_supported(NULL, sipw_s("x")), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_line_remove(NULL, 0), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_line_replace(NULL, 0, sipw_s("x")), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_remove(NULL, SIPW_HDR_VIA), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_remove_named(NULL, sipw_s("Via")), SIPW_ERR_MEMORY);
}

static void check_null_reading(void)
{
	sipw_start start = { .code = 77 };
	sipw_line line = { .header = 77 };
	sipw_str value = SIPW_S("kept");
	sipw_error error = { .code = 77 };
	char scratch[SIPW_SCRATCH];
	sipw_iter iter = sipw_iter_start(NULL, 0);
	CHECK_INT(sipw_start_get(NULL, &start), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_line_count(NULL), 0);
	CHECK_INT(sipw_line_get(NULL, 0, &line), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_count(NULL, SIPW_HDR_VIA), 0);
	CHECK_INT(sipw_get(NULL, SIPW_HDR_VIA, 0, &value), SIPW_ERR_MEMORY);
	CHECK(sipw_get_named(NULL, sipw_s("Via")).ptr == NULL);
	CHECK(sipw_body_get(NULL).ptr == NULL);
	CHECK_INT(sipw_iter_next(&iter, &line), 0);
	CHECK_INT(sipw_serialize(NULL, NULL, 0), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_serialize_unchecked(NULL, NULL, 0), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_gather(NULL, NULL, 0, scratch), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_verify(NULL, &error), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_verify(NULL, NULL), SIPW_ERR_MEMORY);
	CHECK(start.code == 77 && line.header == 77);
	CHECK_TEXT(value, "kept");
	CHECK_INT(error.code, SIPW_ERR_MEMORY);
}

Test(message, null)
{
	check_null_building();
	check_null_reading();
	CHECK(sipw_msg_error(NULL) != NULL);
	CHECK_INT(sipw_msg_error(NULL)->code, SIPW_ERR_MEMORY);
	CHECK(sipw_msg_error(NULL)->sentence != NULL);
	sipw_msg_free(NULL);
	sipw_msg_reset(NULL);
}

/* Calls that fail, each in its own way. */
static int fail_syntax(sipw_msg *m)
{
	return sipw_add(m, SIPW_HDR_FROM, sipw_s("Bob <sip:bob@b"));
}

static int fail_range(sipw_msg *m)
{
	return sipw_add_max_forwards(m, 256);
}

static int fail_number(sipw_msg *m)
{
	return sipw_add(m, 4000, sipw_s("x"));
}

static int fail_code(sipw_msg *m)
{
	return sipw_response(m, 700, absent);
}

static int fail_method(sipw_msg *m)
{
	return sipw_request(m, 99, uri);
}

static int fail_kind(sipw_msg *m)
{
	return sipw_put_token(m, SIPW_HDR_FROM, sipw_s("x"));
}

static int fail_value(sipw_msg *m)
{
	return sipw_add_from(m, NULL);
}

static int fail_list(sipw_msg *m)
{
	static const sipw_str values[] = { SIPW_S("100rel"), SIPW_S("two words") };
	return sipw_add_supported_list(m, values, 2);
}

static int fail_empty_list(sipw_msg *m)
{
	static const sipw_str values[] = { SIPW_S("100rel") };
	return sipw_add_supported_list(m, values, 0);
}

static int fail_length(sipw_msg *m)
{
	return sipw_add(m, SIPW_HDR_CONTENT_LENGTH, sipw_s("5"));
}

static int fail_length_name(sipw_msg *m)
{
	return sipw_add_named(m, sipw_s("L"), sipw_s("5"), 0);
}

static int fail_push(sipw_msg *m)
{
	return sipw_push(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/UDP"));
}

static int fail_replace(sipw_msg *m)
{
	return sipw_replace(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/UDP"));
}

static int fail_line_replace(sipw_msg *m)
{
	return sipw_line_replace(m, 0, sipw_s("SIP/2.0/UDP"));
}

static int fail_line_index(sipw_msg *m)
{
	return sipw_line_replace(m, 3, sipw_s("x"));
}

static int fail_remove_index(sipw_msg *m)
{
	return sipw_line_remove(m, SIZE_MAX);
}

static int fail_remove(sipw_msg *m)
{
	return sipw_remove(m, 0);
}

static int fail_raw(sipw_msg *m)
{
	return sipw_add_raw(m, absent);
}

static int fail_body(sipw_msg *m)
{
	return sipw_body(m, sipw_s("text"), sipw_s("x"));
}

static int fail_style(sipw_msg *m)
{
	return sipw_style(m, 4);
}

static int fail_text(sipw_msg *m)
{
	return sipw_add(m, SIPW_HDR_SUBJECT, absent);
}

static const struct {
	int (*call)(sipw_msg *m);
	int code;
	int header;
} failures[] = {
	{ fail_syntax, SIPW_ERR_SYNTAX, SIPW_HDR_FROM },
	{ fail_range, SIPW_ERR_RANGE, SIPW_HDR_MAX_FORWARDS },
	{ fail_number, SIPW_ERR_ARGUMENT, 0 },
	{ fail_code, SIPW_ERR_RANGE, 0 },
	{ fail_method, SIPW_ERR_ARGUMENT, 0 },
	{ fail_kind, SIPW_ERR_ARGUMENT, SIPW_HDR_FROM },
	{ fail_value, SIPW_ERR_ARGUMENT, SIPW_HDR_FROM },
	{ fail_list, SIPW_ERR_SYNTAX, SIPW_HDR_SUPPORTED },
	{ fail_empty_list, SIPW_ERR_ARGUMENT, SIPW_HDR_SUPPORTED },
	{ fail_length, SIPW_ERR_ARGUMENT, SIPW_HDR_CONTENT_LENGTH },
	{ fail_length_name, SIPW_ERR_ARGUMENT, SIPW_HDR_CONTENT_LENGTH },
	{ fail_push, SIPW_ERR_SYNTAX, SIPW_HDR_VIA },
	{ fail_replace, SIPW_ERR_SYNTAX, SIPW_HDR_VIA },
	{ fail_line_replace, SIPW_ERR_SYNTAX, SIPW_HDR_VIA },
	{ fail_line_index, SIPW_ERR_ARGUMENT, 0 },
	{ fail_remove_index, SIPW_ERR_ARGUMENT, 0 },
	{ fail_remove, SIPW_ERR_ARGUMENT, 0 },
	{ fail_raw, SIPW_ERR_ARGUMENT, 0 },
	{ fail_body, SIPW_ERR_SYNTAX, SIPW_HDR_CONTENT_TYPE },
	{ fail_style, SIPW_ERR_ARGUMENT, 0 },
	{ fail_text, SIPW_ERR_ARGUMENT, SIPW_HDR_SUBJECT },
};

static sipw_msg *three_lines(unsigned slot)
{
	sipw_msg *m = request(slot);
	sipw_add(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/UDP a.example"));
	sipw_add(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/UDP b.example"));
	sipw_add_named(m, sipw_s("X-Last"), sipw_s("last"), 0);
	sipw_body(m, absent, sipw_s("the body"));
	return m;
}

/* The first error sticks, the message stays, and no building call does anything any more. */
Test(message, first_error_sticks)
{
	for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
		sipw_msg *m = three_lines(0), *twin = three_lines(1);
		CHECKF(failures[i].call(m) == failures[i].code, "failure %zu: %s", i, sipw_err_name(failures[i].call(m)));
		const sipw_error first = *sipw_msg_error(m);
		CHECK_INT(first.code, failures[i].code);
		CHECK_INT(first.header, failures[i].header);
		CHECKF(first.sentence != NULL, "failure %zu has no sentence", i);
		CHECKF(same_content(m, twin), "failure %zu changed the message", i);
		for (size_t k = 0; k < sizeof failures / sizeof failures[0]; k++)
			CHECK_INT(failures[k].call(m), first.code);
		CHECK_INT(build_invite(m), first.code);
		CHECK_INT(sipw_line_remove(m, 0), first.code);
		CHECK_INT(sipw_remove(m, SIPW_HDR_VIA), first.code);
		CHECK_INT(sipw_msg_own(m), first.code);
		CHECK_INT(sipw_claim_length(m, 1), first.code);
		CHECK_INT(sipw_style(m, 0), first.code);
		CHECK_INT(sipw_add_raw(m, sipw_s("x")), first.code);
		CHECKF(same_content(m, twin), "calls after failure %zu changed the message", i);
		CHECKF(memcmp(&first, sipw_msg_error(m), sizeof first) == 0, "another error after failure %zu", i);
		CHECK_INT(sipw_serialize(m, NULL, 0), first.code);
		CHECK_INT(sipw_serialize_unchecked(m, NULL, 0), first.code);
		CHECK_INT(sipw_gather(m, NULL, 0, NULL), first.code);
	}
}

Test(message, verify_tells_the_error)
{
	sipw_msg *m = request(0);
	sipw_error error = { 0 };
	fail_range(m);
	CHECK_INT(sipw_verify(m, &error), SIPW_ERR_RANGE);
	CHECK(memcmp(&error, sipw_msg_error(m), sizeof error) == 0);
	sipw_msg_reset(m);
	CHECK_INT(sipw_verify(m, &error), SIPW_ERR_STATE);
	CHECK_INT(error.code, SIPW_ERR_STATE);
	CHECK(error.sentence != NULL);
}

Test(message, reading_sets_no_error)
{
	sipw_msg *m = three_lines(0);
	sipw_line line;
	sipw_str value;
	CHECK_INT(sipw_line_get(m, 3, &line), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_get(m, SIPW_HDR_VIA, 2, &value), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_get(m, 4000, 0, &value), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_serialize(m, NULL, 0), SIPW_ERR_RULE);
	CHECK_INT(sipw_verify(m, NULL), SIPW_ERR_RULE);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
}

Test(message, start_line_replaces)
{
	sipw_msg *m = three_lines(0);
	sipw_start start;
	CHECK_INT(sipw_request_named(m, sipw_s("FLY"), sipw_s("tel:+1")), SIPW_OK);
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	CHECK(start.method == 0 && start.code == 0 && start.reason.ptr == NULL);
	CHECK_TEXT(start.method_name, "FLY");
	CHECK_TEXT(start.uri, "tel:+1");
	CHECK_INT(sipw_response(m, 486, absent), SIPW_OK);
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	CHECK(start.method == 0 && start.code == 486 && start.method_name.ptr == NULL && start.uri.ptr == NULL);
	CHECK_TEXT(start.reason, "Busy Here");
	CHECK_INT(sipw_request(m, SIPW_BYE, uri), SIPW_OK);
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	CHECK(start.method == SIPW_BYE && start.code == 0);
	CHECK_STR(start.uri, uri);
	CHECK_WRITTEN(m, "BYE sip:bob@biloxi.example.com SIP/2.0\r\nVia: SIP/2.0/UDP a.example\r\n"
			 "Via: SIP/2.0/UDP b.example\r\nX-Last: last\r\nContent-Length: 8\r\n\r\nthe body");
}

Test(message, named_methods)
{
	for (int id = 0; (id = sipw_method_next(id)) != 0;) {
		sipw_msg *m = roomy_message(0), *twin = roomy_message(1);
		sipw_start start;
		CHECK_INT(sipw_request_named(m, sipw_method_name(id), uri), SIPW_OK);
		CHECK_INT(sipw_request(twin, id, uri), SIPW_OK);
		CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
		CHECK_INT(start.method, id);
		CHECK(same_content(m, twin));
	}
	sipw_msg *m = roomy_message(0);
	sipw_start start;
	CHECK_INT(sipw_request_named(m, sipw_s("invite"), uri), SIPW_OK);
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	CHECK_INT(start.method, 0);
}

Test(message, reasons)
{
	sipw_start start;
	for (int code = 100; code <= 699; code++) {
		sipw_msg *m = roomy_message(0);
		CHECK_INT(sipw_response(m, code, absent), SIPW_OK);
		CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
		CHECK_INT(start.code, code);
		CHECK(same_bytes(start.reason, sipw_reason(code)));
	}
	static const int wrong[] = { -1, 0, 99, 700, INT32_MAX, INT32_MIN };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		CHECK_INT(sipw_response(roomy_message(0), wrong[i], absent), SIPW_ERR_RANGE);
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_response(m, 200, sipw_s("")), SIPW_OK);
	CHECK_WRITTEN(m, "SIP/2.0 200 \r\nContent-Length: 0\r\n\r\n");
	CHECK_INT(sipw_response(m, 299, sipw_s("Sch\xc3\xb6n")), SIPW_OK);
	CHECK_WRITTEN(m, "SIP/2.0 299 Sch\xc3\xb6n\r\nContent-Length: 0\r\n\r\n");
}

Test(message, text_is_trimmed_and_unfolded)
{
	static const struct {
		const char *text;
		const char *value;
	} rows[] = {
		{ "  one  ", "one" },
		{ "\tone\t", "one" },
		{ "one two", "one two" },
		{ "one  two", "one  two" },
		{ "one\ttwo", "one\ttwo" },
		{ "one\r\n two", "one two" },
		{ "one\r\n\ttwo", "one two" },
		{ "one \t\r\n \t two", "one two" },
		{ "one\r\n \r\n two", "one two" },
		{ "\r\n one", "one" },
		{ "one\r\n ", "one" },
		{ " \r\n one \r\n two \r\n ", "one two" },
		{ "a\r\n b\r\n c", "a b c" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		sipw_msg *m = request(0);
		CHECK_INT(sipw_add(m, SIPW_HDR_SUBJECT, sipw_s(rows[i].text)), SIPW_OK);
		CHECK_TEXT(last_value(m), rows[i].value);
		CHECK_INT(sipw_add_named(m, sipw_s("X-A"), sipw_s(rows[i].text), 0), SIPW_OK);
		CHECK_TEXT(last_value(m), rows[i].value);
	}
}

Test(message, offset_is_in_the_text_as_given)
{
	static const struct {
		const char *text;
		size_t offset;
	} rows[] = {
		{ "seventy", 0 },       { "   seventy", 3 },      { "\r\n seventy", 3 },     { "7x", 1 },
		{ " 7 \r\n x", 2 },     { "7\r\n \r\n  x", 1 },   { "\t7\r\n\t7", 2 },       { "7 7", 1 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		sipw_msg *m = request(0);
		CHECK_INT(sipw_add(m, SIPW_HDR_EXPIRES, sipw_s(rows[i].text)), SIPW_ERR_SYNTAX);
		const sipw_error *e = sipw_msg_error(m);
		const unsigned char byte = (unsigned char)rows[i].text[e->offset];
		CHECKF(e->offset == rows[i].offset, "'%s': offset %zu", check_show(sipw_s(rows[i].text)), e->offset);
		CHECK_INT(e->byte, byte);
	}
}

Test(message, names)
{
	static const char *const vias[] = { "Via", "via", "VIA", "v", "V" };
	for (size_t i = 0; i < sizeof vias / sizeof vias[0]; i++) {
		sipw_msg *m = request(0);
		CHECK_INT(sipw_add_named(m, sipw_s(vias[i]), sipw_s("SIP/2.0/UDP a.example"), 0), SIPW_OK);
		CHECK_TEXT(last_line(m), "Via: SIP/2.0/UDP a.example\r\n");
		CHECK_INT(sipw_add_named(m, sipw_s(vias[i]), sipw_s("nonsense"), 0), SIPW_ERR_SYNTAX);
		CHECK_INT(sipw_msg_error(m)->header, SIPW_HDR_VIA);
	}
	sipw_msg *m = request(0);
	CHECK_INT(sipw_add_named(m, sipw_s("x-OwN"), sipw_s(""), 0), SIPW_OK);
	CHECK_TEXT(last_line(m), "x-OwN: \r\n");
	CHECK_INT(sipw_add_named(m, sipw_s("X-Own"), absent, 0), SIPW_ERR_ARGUMENT);
}

/* A wholly empty value stands only where headers.spec says so. */
Test(message, empty_values)
{
	for (int id = 0; (id = sipw_header_next(id)) != 0;) {
		sipw_header_info info;
		sipw_msg *m = request(0);
		CHECK(sipw_header_describe(id, &info));
		const int code = sipw_add(m, id, sipw_s("  "));
		if (info.may_be_empty)
			CHECKF(code == SIPW_OK && last_value(m).len == 0, "%s: %d", check_show(info.name), code);
		else
			CHECKF(code != SIPW_OK, "%s takes an empty value", check_show(info.name));
	}
}

Test(message, raw_and_claim)
{
	sipw_msg *m = request(0);
	CHECK_INT(sipw_add_raw(m, sipw_s("Broken header\r\nFrom: x\r\n")), SIPW_OK);
	CHECK_INT(sipw_add_named(m, sipw_s("X-A"), sipw_s("1"), 0), SIPW_OK);
	CHECK_INT(sipw_claim_length(m, 4294967295u), SIPW_OK);
	CHECK_WRITTEN(m, "INVITE sip:bob@biloxi.example.com SIP/2.0\r\nBroken header\r\nFrom: x\r\nX-A: 1\r\n"
			 "Content-Length: 4294967295\r\n\r\n");
	sipw_line line;
	CHECK_INT(sipw_line_count(m), 2);
	CHECK_INT(sipw_line_get(m, 0, &line), SIPW_OK);
	CHECK(line.header == 0 && line.name.ptr == NULL && line.value.ptr == NULL);
	CHECK_TEXT(line.bytes, "Broken header\r\nFrom: x\r\n");
	CHECK_INT(sipw_count(m, SIPW_HDR_FROM), 0);
	CHECK_INT(sipw_claim_length(m, 0), SIPW_OK);
	CHECK_INT(sipw_add_raw(m, sipw_s("")), SIPW_OK);
	CHECK_INT(sipw_line_count(m), 3);
	CHECK_INT(sipw_line_replace(m, 0, sipw_s("x")), SIPW_ERR_ARGUMENT);
}

Test(message, body)
{
	sipw_msg *m = request(0);
	const char bytes[] = "a body";
	CHECK_INT(sipw_body(m, sipw_s("text/plain"), sipw_s(bytes)), SIPW_OK);
	CHECK(sipw_body_get(m).ptr == bytes && sipw_body_get(m).len == 6);
	CHECK_INT(sipw_body(m, sipw_s("text/html;charset=utf-8"), sipw_s("other")), SIPW_OK);
	CHECK_INT(sipw_count(m, SIPW_HDR_CONTENT_TYPE), 1);
	CHECK_WRITTEN(m, "INVITE sip:bob@biloxi.example.com SIP/2.0\r\nContent-Type: text/html;charset=utf-8\r\n"
			 "Content-Length: 5\r\n\r\nother");
	CHECK_INT(sipw_body(m, absent, sipw_s("third")), SIPW_OK);
	CHECK_TEXT(last_value(m), "text/html;charset=utf-8");
	CHECK_INT(sipw_body(m, sipw_s("text/plain"), sipw_s("")), SIPW_OK);
	CHECK(sipw_body_get(m).ptr == NULL);
	CHECK_INT(sipw_line_count(m), 0);
	CHECK_INT(sipw_body(m, sipw_s("text/plain"), sipw_s(bytes)), SIPW_OK);
	CHECK_INT(sipw_body(m, absent, absent), SIPW_OK);
	CHECK_WRITTEN(m, "INVITE sip:bob@biloxi.example.com SIP/2.0\r\nContent-Length: 0\r\n\r\n");
}

/* Own detaches the body from the caller's bytes; the other slices keep their place. */
Test(message, own)
{
	sipw_msg *m = request(0);
	char bytes[] = "a body";
	CHECK_INT(sipw_msg_own(m), SIPW_OK);
	sipw_body(m, absent, sipw_s(bytes));
	CHECK_INT(sipw_msg_own(m), SIPW_OK);
	memset(bytes, 'x', sizeof bytes - 1);
	CHECK_TEXT(sipw_body_get(m), "a body");
	CHECK_INT(sipw_add_named(m, sipw_s("X-A"), sipw_s("1"), 0), SIPW_OK);
	CHECK_WRITTEN(m, "INVITE sip:bob@biloxi.example.com SIP/2.0\r\nX-A: 1\r\nContent-Length: 6\r\n\r\na body");
	CHECK_INT(sipw_msg_own(m), SIPW_OK);
	CHECK_TEXT(sipw_body_get(m), "a body");
}

Test(message, values_are_copied)
{
	char name[] = "X-Name", value[] = "value", user[] = "sip:bob@b.example";
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_INVITE, sipw_s(user));
	sipw_add_named(m, sipw_s(name), sipw_s(value), 0);
	memset(name, '\n', sizeof name);
	memset(value, '\n', sizeof value);
	memset(user, '\n', sizeof user);
	CHECK_WRITTEN(m, "INVITE sip:bob@b.example SIP/2.0\r\nX-Name: value\r\nContent-Length: 0\r\n\r\n");
}

Test(message, reset)
{
	sipw_msg *m = roomy_message(0);
	for (int round = 0; round < 3; round++) {
		CHECK_INT(build_invite(m), SIPW_OK);
		CHECK_STR(written(m), invite_bytes());
		sipw_style(m, SIPW_COMPACT | SIPW_JOIN);
		sipw_claim_length(m, 7);
		fail_range(m);
		CHECK_INT(sipw_msg_error(m)->code, SIPW_ERR_RANGE);
		sipw_msg_reset(m);
		CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
		CHECK_INT(sipw_line_count(m), 0);
		CHECK(sipw_body_get(m).ptr == NULL);
		CHECK_INT(sipw_serialize_unchecked(m, NULL, 0), SIPW_ERR_STATE);
	}
}

/* A struct of an older caller reads as zero-extended; one of a newer caller is cut. */
Test(message, struct_sizes)
{
	struct {
		sipw_via via;
		char more[64];
	} newer = { .via = { .transport = sipw_s("UDP"), .host = sipw_s("h.example"), .branch = sipw_s("z9hG4bKa"),
			     .ttl = sipw_num(1), .params = sipw_s(";x") } };
	struct guard g = guard_open(sizeof(sipw_via));
	sipw_msg *m = request(0);
	memset(newer.more, 0xff, sizeof newer.more);
	CHECK_INT(sipw_put_via(m, SIPW_HDR_VIA, &newer.via, sizeof newer), SIPW_OK);
	CHECK_TEXT(last_value(m), "SIP/2.0/UDP h.example;branch=z9hG4bKa;ttl=1;x");
	const size_t older = offsetof(sipw_via, ttl);
	char *place = guard_last(&g, older);
	memcpy(place, &newer.via, older);
	CHECK_INT(sipw_put_via(m, SIPW_HDR_VIA, (const sipw_via *)(const void *)place, older), SIPW_OK);
	CHECK_TEXT(last_value(m), "SIP/2.0/UDP h.example;branch=z9hG4bKa");
	sipw_via two[2] = { newer.via, newer.via };
	CHECK_INT(sipw_put_via_list(m, SIPW_HDR_VIA, two, 2, sizeof two[0]), SIPW_OK);
	CHECK_TEXT(last_value(m), "SIP/2.0/UDP h.example;branch=z9hG4bKa;ttl=1;x, "
				  "SIP/2.0/UDP h.example;branch=z9hG4bKa;ttl=1;x");
	CHECK_INT(sipw_put_via(m, SIPW_HDR_VIA, &newer.via, 0), SIPW_ERR_ARGUMENT);
	guard_close(&g);
}
