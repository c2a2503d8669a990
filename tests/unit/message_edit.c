/* SPDX-License-Identifier: MIT */
/* Finding, counting, moving and removing lines. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>

#include "support/check.h"
#include "support/message.h"

#define REQUEST "OPTIONS sip:a.example SIP/2.0\r\n"
#define END "Content-Length: 0\r\n\r\n"

static sipw_msg *request(void)
{
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
	return m;
}

static void add(sipw_msg *m, const char *name, const char *value, int where)
{
	CHECK_INT(sipw_add_named(m, sipw_s(name), sipw_s(value), where), SIPW_OK);
}

static sipw_msg *routes(void)
{
	sipw_msg *m = request();
	add(m, "X-First", "1", 0);
	add(m, "Route", "<sip:b.example>", 0);
	add(m, "X-Middle", "2", 0);
	add(m, "Route", "<sip:c.example>, <sip:d.example>", 0);
	add(m, "X-Last", "3", 0);
	return m;
}

Test(edit, push)
{
	sipw_msg *m = routes();
	CHECK_INT(sipw_push(m, SIPW_HDR_ROUTE, sipw_s("<sip:a.example>")), SIPW_OK);
	CHECK_TEXT(written(m), REQUEST "X-First: 1\r\nRoute: <sip:a.example>\r\nRoute: <sip:b.example>\r\nX-Middle: 2\r\n"
				       "Route: <sip:c.example>, <sip:d.example>\r\nX-Last: 3\r\n" END);
	CHECK_INT(sipw_push(m, SIPW_HDR_SUBJECT, sipw_s("new")), SIPW_OK);
	CHECK_TEXT(last_line(m), "Subject: new\r\n");
	add(m, "x-middle", "1.5", SIPW_PUSH);
	CHECK_TEXT(sipw_get_named(m, sipw_s("X-MIDDLE")), "1.5");
}

Test(edit, typed_push_and_replace)
{
	sipw_msg *m = routes();
	const sipw_address first = { .uri = sipw_s("sip:a.example;lr") }, only = { .uri = sipw_s("sip:z.example;lr") };
	CHECK_INT(sipw_push_route(m, &first), SIPW_OK);
	CHECK_INT(sipw_count(m, SIPW_HDR_ROUTE), 4);
	CHECK_INT(sipw_replace_route(m, &only), SIPW_OK);
	CHECK_TEXT(written(m), REQUEST "X-First: 1\r\nRoute: <sip:z.example;lr>\r\nX-Middle: 2\r\nX-Last: 3\r\n" END);
}

Test(edit, replace)
{
	sipw_msg *m = routes();
	CHECK_INT(sipw_replace(m, SIPW_HDR_ROUTE, sipw_s("<sip:z.example>")), SIPW_OK);
	CHECK_TEXT(written(m), REQUEST "X-First: 1\r\nRoute: <sip:z.example>\r\nX-Middle: 2\r\nX-Last: 3\r\n" END);
	CHECK_INT(sipw_replace(m, SIPW_HDR_SUBJECT, sipw_s("new")), SIPW_OK);
	CHECK_TEXT(last_line(m), "Subject: new\r\n");
	add(m, "x-first", "one", SIPW_REPLACE);
	CHECK_TEXT(written(m), REQUEST "x-first: one\r\nRoute: <sip:z.example>\r\nX-Middle: 2\r\nX-Last: 3\r\n"
				       "Subject: new\r\n" END);
	add(m, "X-FIRST", "two", 0);
	add(m, "X-First", "three", SIPW_REPLACE);
	CHECK_TEXT(written(m), REQUEST "X-First: three\r\nRoute: <sip:z.example>\r\nX-Middle: 2\r\nX-Last: 3\r\n"
				       "Subject: new\r\n" END);
}

Test(edit, remove)
{
	sipw_msg *m = routes();
	CHECK_INT(sipw_remove(m, SIPW_HDR_ROUTE), 2);
	CHECK_INT(sipw_remove(m, SIPW_HDR_ROUTE), 0);
	CHECK_INT(sipw_remove_named(m, sipw_s("x-middle")), 1);
	CHECK_INT(sipw_remove_named(m, sipw_s("x-none")), 0);
	CHECK_TEXT(written(m), REQUEST "X-First: 1\r\nX-Last: 3\r\n" END);
	add(m, "v", "SIP/2.0/UDP a", 0);
	add(m, "Via", "SIP/2.0/UDP b", 0);
	CHECK_INT(sipw_remove_named(m, sipw_s("V")), 2);
	CHECK_INT(sipw_remove_named(m, sipw_s("X-First")), 1);
	CHECK_INT(sipw_remove_named(m, sipw_s("X-Last")), 1);
	CHECK_TEXT(written(m), REQUEST END);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
}

/* Raw bytes have no name, so no removal by name meets them. */
Test(edit, raw_bytes_stay)
{
	sipw_msg *m = request();
	CHECK_INT(sipw_add_raw(m, sipw_s("X-Raw: 1\r\n")), SIPW_OK);
	add(m, "X-Raw", "2", 0);
	CHECK_TEXT(sipw_get_named(m, sipw_s("X-Raw")), "2");
	CHECK_INT(sipw_remove_named(m, sipw_s("X-Raw")), 1);
	CHECK_INT(sipw_remove_named(m, sipw_s("")), 0);
	CHECK_INT(sipw_line_count(m), 1);
	CHECK_INT(sipw_line_remove(m, 0), SIPW_OK);
	CHECK_TEXT(written(m), REQUEST END);
}

Test(edit, lines)
{
	sipw_msg *m = routes();
	sipw_line line;
	CHECK_INT(sipw_line_count(m), 5);
	CHECK_INT(sipw_line_get(m, 3, &line), SIPW_OK);
	CHECK_INT(line.header, SIPW_HDR_ROUTE);
	CHECK_TEXT(line.name, "Route");
	CHECK_TEXT(line.value, "<sip:c.example>, <sip:d.example>");
	CHECK_TEXT(line.bytes, "Route: <sip:c.example>, <sip:d.example>\r\n");
	CHECK_INT(sipw_line_get(m, 4, &line), SIPW_OK);
	CHECK_INT(line.header, 0);
	CHECK_TEXT(line.name, "X-Last");
	CHECK_INT(sipw_line_replace(m, 1, sipw_s(" <sip:x.example>\r\n ;a ")), SIPW_OK);
	CHECK_INT(sipw_line_replace(m, 2, sipw_s("two")), SIPW_OK);
	CHECK_INT(sipw_line_remove(m, 3), SIPW_OK);
	CHECK_INT(sipw_line_remove(m, 0), SIPW_OK);
	CHECK_TEXT(written(m), REQUEST "Route: <sip:x.example> ;a\r\nX-Middle: two\r\nX-Last: 3\r\n" END);
	CHECK_INT(sipw_line_remove(m, 2), SIPW_OK);
	CHECK_INT(sipw_line_remove(m, 0), SIPW_OK);
	CHECK_INT(sipw_line_remove(m, 0), SIPW_OK);
	CHECK_INT(sipw_line_count(m), 0);
	CHECK_INT(sipw_line_remove(m, 0), SIPW_ERR_ARGUMENT);
}

struct value_row {
	int header;
	const char *lines[3];
	const char *values[6];
};

/* Values across lines and commas; quotes, angle brackets and what an id may hold end no value early; an
 * empty line of a list has no value (RFC 3261 20.37: [option-tag *(COMMA option-tag)]). */
static const struct value_row value_rows[] = {
	{ SIPW_HDR_ROUTE, { "<sip:a>,<sip:b> , <sip:c>", "<sip:d>" }, { "<sip:a>", "<sip:b>", "<sip:c>", "<sip:d>" } },
	{ SIPW_HDR_CONTACT,
	  { "\"a, b\" <sip:a,c@b;x=1>;x=\"c,d\\\",e\",sip:e@f", "*" },
	  { "\"a, b\" <sip:a,c@b;x=1>;x=\"c,d\\\",e\"", "sip:e@f", "*" } },
	{ SIPW_HDR_SUPPORTED, { "a,b", "", "c" }, { "a", "b", "c" } },
	{ SIPW_HDR_VIA, { "SIP/2.0/UDP a;x=\"1,2\" , SIP / 2.0 / TCP b" }, { "SIP/2.0/UDP a;x=\"1,2\"", "SIP / 2.0 / TCP b" } },
	{ SIPW_HDR_FROM, { "\"a, b\" <sip:a@b>" }, { "\"a, b\" <sip:a@b>" } },
	{ SIPW_HDR_SUBJECT, { "one, two" }, { "one, two" } },
	{ SIPW_HDR_WWW_AUTHENTICATE,
	  { "Digest realm=\"a\", nonce=\"b\"", "Digest realm=\"c\", nonce=\"d\"" },
	  { "Digest realm=\"a\", nonce=\"b\"", "Digest realm=\"c\", nonce=\"d\"" } },
	{ SIPW_HDR_IN_REPLY_TO, { "a\"b@c, d\"e@f", "g<h, i>j" }, { "a\"b@c", "d\"e@f", "g<h", "i>j" } },
	{ SIPW_HDR_IN_REPLY_TO, { "a\\\"b, c" }, { "a\\\"b", "c" } },
};

Test(edit, count_and_get)
{
	for (size_t r = 0; r < sizeof value_rows / sizeof value_rows[0]; r++) {
		const struct value_row *row = &value_rows[r];
		sipw_msg *m = request();
		size_t n = 0;
		for (size_t i = 0; i < 3 && row->lines[i] != NULL; i++)
			CHECK_INT(sipw_add(m, row->header, sipw_s(row->lines[i])), SIPW_OK);
		sipw_str value;
		for (; n < 6 && row->values[n] != NULL; n++) {
			CHECKF(sipw_get(m, row->header, n, &value) == SIPW_OK, "row %zu: no value %zu", r, n);
			CHECK_TEXT(value, row->values[n]);
		}
		CHECKF(sipw_count(m, row->header) == n, "row %zu: %zu values", r, sipw_count(m, row->header));
		CHECK_INT(sipw_get(m, row->header, n, &value), SIPW_ERR_ARGUMENT);
		CHECK_INT(sipw_get(m, row->header, SIZE_MAX, &value), SIPW_ERR_ARGUMENT);
		CHECK_TEXT(sipw_get_named(m, sipw_header_name(row->header)), row->lines[0]);
	}
}

Test(edit, count_of_unknown)
{
	sipw_msg *m = routes();
	CHECK_INT(sipw_count(m, 0), 0);
	CHECK_INT(sipw_count(m, -1), 0);
	CHECK_INT(sipw_count(m, 4095), 0);
	CHECK_INT(sipw_count(m, INT32_MAX), 0);
	CHECK_INT(sipw_count(m, SIPW_HDR_ROUTE | SIPW_PUSH), 0);
	CHECK_TEXT(sipw_get_named(m, sipw_s("x-last")), "3");
	CHECK(sipw_get_named(m, sipw_s("x-las")).ptr == NULL);
	CHECK(sipw_get_named(m, sipw_s("")).ptr == NULL);
	CHECK(sipw_get_named(m, (sipw_str){ NULL, 0 }).ptr == NULL);
}

/* Ids that are none do not become ones by the bits that say where a line goes. */
Test(edit, strange_ids)
{
	static const int ids[] = { 0, -1, 4095, 0x40000 | SIPW_HDR_VIA, INT32_MAX, INT32_MIN | SIPW_HDR_VIA, SIPW_PUSH };
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		sipw_msg *m = request();
		CHECKF(sipw_add(m, ids[i], sipw_s("SIP/2.0/UDP a")) == SIPW_ERR_ARGUMENT, "id %d is taken", ids[i]);
		CHECK_INT(sipw_line_count(m), 0);
		m = request();
		const sipw_via via = { .transport = sipw_s("UDP"), .host = sipw_s("a") };
		CHECKF(sipw_put_via(m, ids[i], &via, sizeof via) == SIPW_ERR_ARGUMENT, "id %d is taken", ids[i]);
		CHECK_INT(sipw_line_count(m), 0);
	}
}

Test(edit, iterators)
{
	static const char *const names[] = { "X-First", "Route", "X-Middle", "Route", "X-Last" };
	sipw_msg *m = routes();
	sipw_line line;
	sipw_iter all = sipw_iter_start(m, 0), some = sipw_iter_start(m, SIPW_HDR_ROUTE), copy;
	for (size_t i = 0; i < 5; i++) {
		CHECK_INT(sipw_iter_next(&all, &line), 1);
		CHECK_TEXT(line.name, names[i]);
	}
	CHECK_INT(sipw_iter_next(&all, &line), 0);
	CHECK_INT(sipw_iter_next(&all, &line), 0);
	CHECK_INT(sipw_iter_next(&some, &line), 1);
	CHECK_TEXT(line.value, "<sip:b.example>");
	copy = some;
	CHECK_INT(sipw_iter_next(&some, &line), 1);
	CHECK_TEXT(line.value, "<sip:c.example>, <sip:d.example>");
	CHECK_INT(sipw_iter_next(&some, &line), 0);
	CHECK_INT(sipw_iter_next(&copy, &line), 1);
	sipw_iter none = sipw_iter_start(m, SIPW_HDR_SUBJECT), strange = sipw_iter_start(m, 4095);
	CHECK_INT(sipw_iter_next(&none, &line), 0);
	CHECK_INT(sipw_iter_next(&strange, &line), 0);
}

static void edit_add(sipw_msg *m)
{
	sipw_add(m, SIPW_HDR_SUBJECT, sipw_s("x"));
}

static void edit_typed(sipw_msg *m)
{
	sipw_add_max_forwards(m, 1);
}

static void edit_push(sipw_msg *m)
{
	sipw_push(m, SIPW_HDR_ROUTE, sipw_s("<sip:x>"));
}

static void edit_replace(sipw_msg *m)
{
	sipw_replace(m, SIPW_HDR_ROUTE, sipw_s("<sip:x>"));
}

static void edit_remove(sipw_msg *m)
{
	sipw_remove(m, SIPW_HDR_ROUTE);
}

static void edit_line_replace(sipw_msg *m)
{
	sipw_line_replace(m, 0, sipw_s("x"));
}

static void edit_line_remove(sipw_msg *m)
{
	sipw_line_remove(m, 4);
}

static void edit_raw(sipw_msg *m)
{
	sipw_add_raw(m, sipw_s("x"));
}

static void edit_reset(sipw_msg *m)
{
	sipw_msg_reset(m);
}

static void edit_body(sipw_msg *m)
{
	sipw_body(m, sipw_s("text/plain"), sipw_s("x"));
}

/* An iterator notices every change of the lines. */
Test(edit, iterators_notice_edits)
{
	static void (*const edits[])(sipw_msg *) = { edit_add,    edit_typed,	 edit_push,  edit_replace, edit_remove,
						     edit_raw, edit_line_replace, edit_reset, edit_body,    edit_line_remove };
	for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
		sipw_msg *m = routes();
		sipw_line line = { .header = 77 };
		sipw_iter before = sipw_iter_start(m, 0), begun = sipw_iter_start(m, SIPW_HDR_ROUTE);
		CHECK_INT(sipw_iter_next(&begun, &line), 1);
		line.header = 77;
		edits[i](m);
		CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
		CHECKF(sipw_iter_next(&before, &line) == SIPW_ERR_STATE, "edit %zu is not noticed", i);
		CHECKF(sipw_iter_next(&begun, &line) == SIPW_ERR_STATE, "edit %zu is not noticed", i);
		CHECK_INT(line.header, 77);
	}
}

/* Reading and failing calls change nothing that an iterator would have to notice. */
Test(edit, iterators_outlive_failures)
{
	sipw_msg *m = routes();
	sipw_line line;
	sipw_str value;
	sipw_iter iter = sipw_iter_start(m, 0);
	sipw_get(m, SIPW_HDR_ROUTE, 1, &value);
	sipw_serialize(m, NULL, 0);
	sipw_add_max_forwards(m, 300);
	CHECK_INT(sipw_iter_next(&iter, &line), 1);
}

/* Line edits against a plain list of strings, at random. */
Test(edit, random_edits)
{
	enum { LINES = 64 };
	static const char *const names[] = { "X-A", "X-B", "X-C", "X-D" };
	char model[LINES][40];
	size_t n = 0;
	uint64_t state = 42;
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
	for (unsigned step = 0; step < 4000; step++) {
		const char *name = names[next_random(&state) % 4];
		char value[16];
		snprintf(value, sizeof value, "%u", step);
		size_t first = 0;
		while (first < n && strncmp(model[first], name, 3) != 0)
			first++;
		const unsigned kind = n >= LINES - 1 ? 3 : next_random(&state) % 4;
		if (kind == 3 && n > 0) {
			size_t index = next_random(&state) % n;
			CHECK_INT(sipw_line_remove(m, index), SIPW_OK);
			memmove(model[index], model[index + 1], (--n - index) * sizeof model[0]);
		} else if (kind == 2 && n > 0) {
			size_t index = next_random(&state) % n;
			CHECK_INT(sipw_line_replace(m, index, sipw_s(value)), SIPW_OK);
			snprintf(model[index] + 5, sizeof model[0] - 5, "%s", value);
		} else {
			const size_t at = kind == 1 ? first : n;
			add(m, name, value, kind == 1 ? SIPW_PUSH : 0);
			memmove(model[at + 1], model[at], (n++ - at) * sizeof model[0]);
			snprintf(model[at], sizeof model[0], "%s: %s", name, value);
		}
		if (step % 100 == 0)
			sipw_msg_own(m);
	}
	CHECK_INT(sipw_line_count(m), n);
	for (size_t i = 0; i < n; i++) {
		sipw_line line;
		CHECK_INT(sipw_line_get(m, i, &line), SIPW_OK);
		CHECK_TEXT(sipw_sn(line.bytes.ptr, line.bytes.len - 2), model[i]);
	}
}
