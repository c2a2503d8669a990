/* SPDX-License-Identifier: MIT */
/* Message ends in streams. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/frames.h"
#include "support/message.h"
#include "support/vectors.h"

#define START "OPTIONS sip:b.example SIP/2.0\r\n"

/* What is found in a stream, as letters: m and its length, c, p; then ! for an error. */
static const char *shown(sipw_str stream, size_t max_head, size_t max_body)
{
	static char text[1000];
	char *p = text;
	const struct frames f = receive(stream, NULL, 0, max_head, max_body);
	for (size_t i = 0; i < f.count; i++) {
		const char letter = "?mcp"[f.found[i].what];
		p += letter == 'm' ? sprintf(p, "m%zu ", f.found[i].len) : sprintf(p, "%c ", letter);
	}
	if (f.error.code != SIPW_OK)
		p += sprintf(p, "! ");
	p[p > text ? -1 : 0] = '\0';
	return text;
}

Test(frame, found)
{
	static const struct {
		const char *stream, *found;
	} cases[] = {
		{ "", "" },
		{ "\r", "" },
		{ "\n", "" },
		{ "\r\n", "c" },
		{ "\r\n\r\n", "c p" },
		{ "\r\n\r\n\r\n", "c p c" },
		{ "\r\n\r\n\r\n\r\n", "c p c p" },
		{ START, "" },
		{ START "\r", "" },
		{ START "\r\n", "m33" },
		{ START "\r\n\r", "m33" },
		{ START "\r\n\r\n", "m33 c" },
		{ "\r\n" START "\r\n\r\n\r\n", "c m33 c p" },
		{ START "l: 2\r\n\r\n", "" },
		{ START "l: 2\r\n\r\n\r", "" },
		{ START "l: 2\r\n\r\n\r\n", "m41" },
		{ START "l: 2\r\n\r\n\r\n\r\n", "m41 c" },
		{ START "l: 0\r\n\r\nx\r\n\r\n", "m39 m5" },
		{ START "Content-Length : 1\r\nContent-Type: x\r\n\r\nb" START "\r\n", "m71 m33" },
		{ START "X: l\r\n l: 5\r\nl: 1\r\n\r\nb", "m53" },
		{ START "X-Content-Length: 7\r\nlength: 8\r\nc: 4\r\nConte: 1\r\n\r\n", "m81" },
		{ START "CONTENT-LENGTH:\r\n 1\r\n\r\nb", "m55" },
		{ START "l: 1\r\nl: 01\r\n\r\nb", "m47" },
		{ START "l\r: 1\r\n\r\nb\r\n\r\n", "m40 m5" },
		{ " l: 1\r\n\r\nb\r\n\r\n", "m9 m5" },
		{ "l: 1\r\n\r\nb\r\n\r\n", "m8 m5" },
		{ "\r\r\n\r\n", "m5" },
		{ "\r\rx\r\n\r\n", "m7" },
		{ START "l: x\r\n\r\n", "!" },
		{ START "l:\r\n\r\n", "!" },
		{ START "\r\n" START "l: -1\r\n\r\n", "m33 !" },
		{ START "l: 1\r\nl: 2\r\n\r\nbb", "!" },
		{ START "l: 18446744073709551616\r\n\r\n", "!" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		CHECK_TEXT(sipw_s(shown(sipw_s(cases[i].stream), SIZE_MAX, SIZE_MAX)), cases[i].found);
		check_stream(sipw_s(cases[i].stream));
	}
}

Test(frame, errors)
{
	static const struct {
		const char *stream;
		size_t max_head, max_body;
		int code, header;
		size_t offset;
		int byte;
		const char *sentence;
	} cases[] = {
		{ START "l: 4x\r\n\r\n", 100, 100, SIPW_ERR_SYNTAX, SIPW_HDR_CONTENT_LENGTH, 35, 'x', "only digits stand here" },
		{ START "l: 4\r\nl:5\r\n\r\n", 100, 100, SIPW_ERR_SYNTAX, SIPW_HDR_CONTENT_LENGTH, 39, '5',
		  "another length was stated before" },
		{ START "l: 99999999999999999999\r\n\r\n", 100, 100, SIPW_ERR_RANGE, SIPW_HDR_CONTENT_LENGTH, 34, '9',
		  "the number is outside its range" },
		{ START "l: 101\r\n\r\n", 100, 100, SIPW_ERR_LIMIT, SIPW_HDR_CONTENT_LENGTH, 0, -1,
		  "the body is longer than is taken" },
		{ START "\r\n", 32, 100, SIPW_ERR_LIMIT, 0, 0, -1, "the head is longer than is taken" },
		{ START "X", 31, 100, SIPW_ERR_LIMIT, 0, 0, -1, "the head is longer than is taken" },
		{ START "l: 18446744073709551615\r\n\r\n", 100, SIZE_MAX, SIPW_ERR_LIMIT, SIPW_HDR_CONTENT_LENGTH, 0, -1,
		  "the body is longer than is taken" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct frames f = receive(sipw_s(cases[i].stream), NULL, 0, cases[i].max_head, cases[i].max_body);
		CHECK_INT(f.count, 0);
		CHECK_INT(f.error.code, cases[i].code);
		CHECK_INT(f.error.header, cases[i].header);
		CHECK_INT(f.error.offset, cases[i].offset);
		CHECK_INT(f.error.byte, cases[i].byte);
		CHECK_TEXT(sipw_s(f.error.sentence), cases[i].sentence);
	}
	CHECK_INT(sipw_frame(NULL, sipw_s("x"), NULL), SIPW_ERR_ARGUMENT);
}

Test(frame, limits_are_kept_exactly)
{
	CHECK_TEXT(sipw_s(shown(sipw_s(START "\r\n"), 33, 0)), "m33");
	CHECK_TEXT(sipw_s(shown(sipw_s(START "\r\n"), 32, 0)), "!");
	CHECK_TEXT(sipw_s(shown(sipw_s(START "l: 2\r\n\r\nbb"), 39, 2)), "m41");
	CHECK_TEXT(sipw_s(shown(sipw_s(START "l: 2\r\n\r\nbb"), 39, 1)), "!");
	CHECK_TEXT(sipw_s(shown(sipw_s(START "l: 0\r\n\r\nbb"), 39, 0)), "m39");
}

/* A caller that gives fewer bytes than before breaks the contract, and nothing else. */
Test(frame, fewer_bytes_than_before)
{
	sipw_framer f;
	size_t len = 0;
	sipw_framer_init(&f, SIZE_MAX, SIZE_MAX);
	CHECK_INT(sipw_frame(&f, sipw_s(START "Via: x"), &len), SIPW_FRAME_MORE);
	CHECK_INT(sipw_frame(&f, sipw_sn("", 0), &len), SIPW_FRAME_MORE);
	CHECK_INT(sipw_frame(&f, sipw_s("\r\n"), &len), SIPW_FRAME_CRLF);
	CHECK_INT(sipw_frame(&f, (sipw_str){ 0 }, &len), SIPW_FRAME_MORE);
}

static void check_vector(const char *name, sipw_str bytes)
{
	check_in_stream(name, bytes);
}

Test(frame, vectors_in_every_two_pieces)
{
	each_vector(check_vector);
}

Test(frame, random_streams)
{
	static const char *const pieces[] = { "\r\n", "\r", "\n", "\r\n\r\n", " ", "x", "l: 3", "l:", "0", "Content-Length: 2\r\n", "abc",
					      START, "l: 1\r\n\r\nb", "\t", "To: x\r\n" };
	uint64_t state = 5;
	for (int round = 0; round < 3000; round++) {
		struct text stream = { 0 };
		for (uint32_t n = next_random(&state) % 20; n > 0; n--)
			text_add_s(&stream, pieces[next_random(&state) % (sizeof pieces / sizeof pieces[0])]);
		check_stream(text_all(&stream));
	}
}

/* ---- linear ---- */

#define LARGE 2000000

static void check_bytewise(const char *unit, const char *end, int expected)
{
	char *bytes = malloc(LARGE + 1000);
	size_t n = 0, len = 0;
	sipw_framer f;
	cr_assert(bytes != NULL);
	for (; n + strlen(unit) < LARGE; n += strlen(unit))
		memcpy(bytes + n, unit, strlen(unit));
	memcpy(bytes + n, end, strlen(end));
	sipw_framer_init(&f, SIZE_MAX, SIZE_MAX);
	for (size_t have = 0; have < n + strlen(end); have++)
		CHECK_INT(sipw_frame(&f, sipw_sn(bytes, have), &len), SIPW_FRAME_MORE);
	CHECK_INT(sipw_frame(&f, sipw_sn(bytes, n + strlen(end)), &len), expected);
	free(bytes);
}

Test(frame, one_byte_after_the_other, .timeout = 60)
{
	check_bytewise("X: y\r\n", "\r\n", SIPW_FRAME_MESSAGE);
	check_bytewise("x", "\r\n\r\n", SIPW_FRAME_MESSAGE);
	check_bytewise("\n\r\r", "\n\r\n", SIPW_FRAME_MESSAGE);
	check_bytewise("x\r\n ", "\r\n\r\n", SIPW_FRAME_MESSAGE);
	check_bytewise("l: 1\r\n", "\r\nb", SIPW_FRAME_MESSAGE);
	check_bytewise("l: 1\r\n", "l: 2\r\n\r\n", SIPW_ERR_SYNTAX);
}
