/* SPDX-License-Identifier: MIT */
#include "support/received.h"

#include <stdlib.h>

#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"

/* ---- what has to come out, by plain means ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_white(char c)
{
	return is_blank(c) || c == '\r' || c == '\n';
}

static bool is_token(sipw_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		const unsigned char c = (unsigned char)s.ptr[i];
		if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		      (c != 0 && strchr("-.!%*_+`'~", c) != NULL)))
			return false;
	}
	return s.len > 0;
}

static bool starts_crlf(sipw_str s, size_t at)
{
	return s.len - at >= 2 && s.ptr[at] == '\r' && s.ptr[at + 1] == '\n';
}

/* The length of the line that `s` begins with, its CRLF and continuations included; 0: it has no end. */
static size_t line_length(sipw_str s)
{
	for (size_t i = 0; i + 1 < s.len; i++)
		if (starts_crlf(s, i) && (i + 2 == s.len || !is_blank(s.ptr[i + 2])))
			return i + 2;
	return 0;
}

/* Whether each CR and LF is part of a line end. */
static bool ends_are_whole(sipw_str line)
{
	for (size_t i = 0; i < line.len; i++) {
		if (starts_crlf(line, i))
			i++;
		else if (line.ptr[i] == '\r' || line.ptr[i] == '\n')
			return false;
	}
	return true;
}

static sipw_line split_line(sipw_str bytes)
{
	sipw_line line = { .bytes = bytes };
	size_t colon = 0, end = bytes.len - 2;
	while (colon < end && bytes.ptr[colon] != ':')
		colon++;
	size_t name_end = colon, start = colon + 1;
	while (name_end > 0 && is_blank(bytes.ptr[name_end - 1]))
		name_end--;
	const sipw_str name = sipw_sn(bytes.ptr, name_end);
	if (colon == end || name.len > 65535 || !is_token(name) || !ends_are_whole(bytes))
		return line;
	while (start < end && is_white(bytes.ptr[start]))
		start++;
	while (end > start && is_white(bytes.ptr[end - 1]))
		end--;
	line.header = sipw_header_find(name);
	line.name = name;
	line.value = sipw_sn(bytes.ptr + start, end - start);
	return line;
}

/* The head that some bytes begin with. */
struct head {
	size_t skipped; /* CRLF before it */
	size_t length; /* with the empty line; 0: it has no end */
	size_t lines; /* header lines */
};

static struct head find_head(sipw_str bytes)
{
	struct head head = { 0 };
	while (starts_crlf(bytes, head.skipped))
		head.skipped += 2;
	size_t at = head.skipped;
	for (size_t n = 0;; n++) {
		if (n > 0 && starts_crlf(bytes, at)) {
			head.length = at + 2 - head.skipped;
			head.lines = n - 1;
			return head;
		}
		const size_t length = line_length(sipw_sn(bytes.ptr + at, bytes.len - at));
		if (length == 0)
			return head;
		at += length;
	}
}

/* ---- what did come out ---- */

static void check_lines(const sipw_msg *m, sipw_str head)
{
	size_t at = line_length(head), i = 0;
	for (size_t length; !starts_crlf(head, at); at += length, i++) {
		sipw_line line;
		length = line_length(sipw_sn(head.ptr + at, head.len - at));
		if (!CHECK_INT(sipw_line_get(m, i, &line), SIPW_OK))
			return;
		const sipw_line expected = split_line(sipw_sn(head.ptr + at, length));
		CHECK_INT(line.header, expected.header);
		CHECK_STR(line.bytes, expected.bytes);
		CHECK_STR(line.name, expected.name);
		CHECK_STR(line.value, expected.value);
	}
}

/* Every value of every header field that stands. */
static void check_values(const sipw_msg *m)
{
	for (int header = 0; (header = sipw_header_next(header)) != 0;) {
		const size_t n = sipw_count(m, header);
		sipw_str value;
		if (n == 0)
			continue;
		CHECK_INT(sipw_get(m, header, n, &value), SIPW_ERR_ARGUMENT);
		CHECK_INT(sipw_get(m, header, n - 1, &value), SIPW_OK);
		CHECK(value.len == 0 || (!is_white(value.ptr[0]) && !is_white(value.ptr[value.len - 1])));
	}
}

static void check_written(const sipw_msg *m, sipw_str expected)
{
	static char out[200000];
	sipw_str pieces[1];
	char scratch[SIPW_SCRATCH];
	const ptrdiff_t n = sipw_serialize(m, out, sizeof out);
	CHECKF(n >= 0, "not written: %s", sipw_err_name((int)n));
	CHECK_STR(sipw_sn(out, n < 0 ? 0 : (size_t)n), expected);
	CHECK_INT(sipw_serialize(m, NULL, 0), expected.len);
	CHECK_INT(sipw_gather(m, pieces, 1, scratch), 1);
	CHECK_STR(pieces[0], expected);
}

static void check_body(const sipw_msg *m, sipw_str rest, unsigned how, const sipw_received *r)
{
	const sipw_str body = sipw_body_get(m);
	const bool to_the_end = how == SIPW_DATAGRAM && (r->length != SIPW_LENGTH_GIVEN || r->stated > rest.len);
	CHECK((body.ptr == NULL) == (body.len == 0));
	CHECK(body.ptr == NULL || body.ptr == rest.ptr);
	CHECK_INT(body.len, to_the_end ? rest.len : r->stated);
	CHECK(r->missing == (r->stated > body.len ? r->stated - body.len : 0));
	if (how == SIPW_DATAGRAM && body.len < rest.len)
		CHECK_STR(r->surplus, sipw_sn(rest.ptr + body.len, rest.len - body.len));
	else
		CHECK(r->surplus.ptr == NULL);
}

static void check_error(const sipw_msg *m, sipw_str bytes, const struct head *head, unsigned how)
{
	const sipw_error *e = sipw_msg_error(m);
	CHECK(head->length == 0 || how == SIPW_STREAM);
	CHECK(e->code == SIPW_ERR_SYNTAX || (e->code == SIPW_ERR_RANGE && head->length > 0));
	CHECK(e->sentence != NULL && e->source != NULL);
	CHECKF(e->offset <= bytes.len, "offset %zu of %zu", e->offset, bytes.len);
	CHECK_INT(e->byte, e->offset < bytes.len ? (unsigned char)bytes.ptr[e->offset] : -1);
	CHECK_INT(sipw_line_count(m), 0);
}

/* What is kept when the received bytes go. */
static void check_owned(sipw_msg *m, sipw_str bytes, sipw_str expected)
{
	static char copy[200000];
	sipw_received r;
	if (expected.len > sizeof copy)
		return;
	memcpy(copy, expected.ptr, expected.len);
	CHECK_INT(sipw_msg_own(m), SIPW_OK);
	memset((char *)(uintptr_t)bytes.ptr, 'x', bytes.len);
	check_written(m, sipw_sn(copy, expected.len));
	CHECK_INT(sipw_received_get(m, &r), SIPW_OK);
	CHECK(r.surplus.ptr == NULL || r.surplus.ptr < bytes.ptr || r.surplus.ptr > bytes.ptr + bytes.len);
}

static bool check_how(sipw_str bytes, unsigned how)
{
	size_t used = 0;
	sipw_received r = { 0 };
	sipw_msg *m = sipw_msg_new(NULL);
	const struct head head = find_head(bytes);
	const bool parsed = sipw_parse(m, bytes, how, &used) == SIPW_OK;
	if (parsed) {
		const sipw_str rest = sipw_sn(bytes.ptr + head.skipped, bytes.len - head.skipped);
		CHECK(head.length > 0);
		CHECK_INT(sipw_line_count(m), head.lines);
		CHECK_INT(sipw_received_get(m, &r), SIPW_OK);
		CHECK_INT(r.keep_alive, head.skipped);
		CHECK_INT(r.how, how);
		check_lines(m, sipw_sn(rest.ptr, head.length));
		check_values(m);
		check_body(m, sipw_sn(rest.ptr + head.length, rest.len - head.length), how, &r);
		CHECK_INT(used, head.skipped + head.length + sipw_body_get(m).len);
		const sipw_str whole = sipw_sn(rest.ptr, used - head.skipped);
		check_written(m, whole);
		check_owned(m, bytes, whole);
	} else {
		check_error(m, bytes, &head, how);
	}
	sipw_msg_free(m);
	return parsed;
}

bool check_received(sipw_str bytes)
{
	static struct guard guard;
	if (guard.size < bytes.len + 1) {
		if (guard.base != NULL)
			guard_close(&guard);
		guard = guard_open(2 * bytes.len + 1);
	}
	check_how(guard_copy(&guard, bytes), SIPW_STREAM);
	return check_how(guard_copy(&guard, bytes), SIPW_DATAGRAM);
}

/* Edits of each sort, some of them to lines that may be there. */
static void edit(sipw_msg *m)
{
	const size_t n = sipw_line_count(m);
	sipw_line line;
	CHECK_INT(sipw_push(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/UDP p.example;branch=z9hG4bK1")), SIPW_OK);
	CHECK_INT(sipw_replace(m, SIPW_HDR_TO, sipw_s("<sip:b.example>")), SIPW_OK);
	CHECK_INT(sipw_add_named(m, sipw_s("X-New"), sipw_s("1"), SIPW_PUSH), SIPW_OK);
	CHECK(sipw_remove(m, SIPW_HDR_SUBJECT) >= 0);
	/* Without one of two that differ, the other Content-Length would say how long the body is. */
	if (n > 3 && sipw_line_get(m, n / 2, &line) == SIPW_OK && line.header != SIPW_HDR_CONTENT_LENGTH)
		CHECK_INT(sipw_line_remove(m, n / 2), SIPW_OK);
	if (n % 2 == 0)
		CHECK_INT(sipw_body(m, sipw_s("text/plain"), sipw_s("new body")), SIPW_OK);
	if (n % 3 == 0)
		CHECK_INT(sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example")), SIPW_OK);
}

static void check_same_lines(const sipw_msg *a, const sipw_msg *b)
{
	sipw_line x, y;
	const size_t computed = sipw_count(b, SIPW_HDR_CONTENT_LENGTH) - sipw_count(a, SIPW_HDR_CONTENT_LENGTH);
	CHECK(computed <= 1);
	CHECK_INT(sipw_line_count(b) - computed, sipw_line_count(a));
	for (size_t i = 0; sipw_line_get(a, i, &x) == SIPW_OK && sipw_line_get(b, i, &y) == SIPW_OK; i++) {
		CHECK_INT(x.header, y.header);
		CHECK_STR(x.bytes, y.bytes);
		CHECK_STR(x.name, y.name);
		CHECK_STR(x.value, y.value);
	}
}

void check_edited(sipw_str bytes)
{
	static char out[250000];
	sipw_msg *m = sipw_msg_new(NULL), *again = sipw_msg_new(NULL);
	if (sipw_parse(m, bytes, SIPW_DATAGRAM, NULL) == SIPW_OK) {
		edit(m);
		const ptrdiff_t n = sipw_serialize_unchecked(m, out, sizeof out);
		if (CHECKF(n >= 0, "not written: %s", sipw_err_name((int)n)) &&
		    CHECK_INT(sipw_parse(again, sipw_sn(out, (size_t)n), SIPW_DATAGRAM, NULL), SIPW_OK)) {
			check_same_lines(m, again);
			CHECK_STR(sipw_body_get(again), sipw_body_get(m));
		}
	}
	sipw_msg_free(m);
	sipw_msg_free(again);
}

void check_prefixes(const char *name, sipw_str bytes)
{
	const size_t head = find_bytes(bytes, (sipw_str)SIPW_S("\r\n\r\n")) + 4;
	for (size_t n = 0; n <= bytes.len; n++)
		CHECKF(check_received(sipw_sn(bytes.ptr, n)) == (n >= head), "%s: the first %zu bytes", name, n);
}
