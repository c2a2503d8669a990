/* SPDX-License-Identifier: MIT */
/* Memory: the caller's of every size, allocators that fail, growth, limits. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/counting.h"
#include "support/guard.h"
#include "support/message.h"

#define ENOUGH 4096

/* In the caller's memory of any size, at any alignment, the INVITE is either whole or refused for want
 * of space, and no byte outside is touched. */
Test(memory, callers_of_every_size)
{
	struct guard g = guard_open(ENOUGH + 64);
	size_t fitted = 0;
	for (size_t size = 0; size <= ENOUGH; size++) {
		char *memory = guard_last(&g, size);
		memset(g.base, 0xee, g.size);
		sipw_msg *m = sipw_msg_init(memory, size);
		CHECK((m != NULL) == (size >= SIPW_MSG_MIN));
		const int code = build_invite(m);
		CHECKF(memory == g.base || (unsigned char)memory[-1] == 0xee, "%zu bytes: wrote before them", size);
		if (m == NULL)
			continue;
		if (code == SIPW_OK) {
			fitted += 1;
			CHECK_STR(written(m), invite_bytes());
			continue;
		}
		CHECK_INT(code, SIPW_ERR_SPACE);
		CHECKF(fitted == 0, "%zu bytes do not suffice, but fewer did", size);
		CHECK(sipw_msg_error(m)->sentence != NULL);
	}
	CHECK(fitted > 0);
	/* message.h: about n + 24 k + SIPW_MSG_MIN for n bytes in k lines. */
	CHECKF(ENOUGH - fitted < 550 + 24 * 12 + SIPW_MSG_MIN + 300, "%zu bytes are needed", ENOUGH - fitted);
	guard_close(&g);
}

/* A full message keeps what it has, and can be reset and used again. */
Test(memory, full_message_stays)
{
	static _Alignas(16) char memory[SIPW_MSG_MIN + 400];
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	for (int round = 0; round < 3; round++) {
		size_t n = 0;
		CHECK_INT(sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example")), SIPW_OK);
		while (sipw_add_named(m, sipw_s("X-Fill"), sipw_s("0123456789"), 0) == SIPW_OK)
			n++;
		CHECK(n > 2);
		CHECK_INT(sipw_msg_error(m)->code, SIPW_ERR_SPACE);
		CHECK_INT(sipw_line_count(m), n);
		sipw_line line;
		CHECK_INT(sipw_line_get(m, n - 1, &line), SIPW_OK);
		CHECK_TEXT(line.bytes, "X-Fill: 0123456789\r\n");
		sipw_msg_reset(m);
	}
}

/* Work that makes a message grow several times. */
static int build_large(sipw_msg *m)
{
	static char value[3000];
	memset(value, 'v', sizeof value);
	build_invite(m);
	for (int i = 0; i < 200; i++) {
		char name[32];
		snprintf(name, sizeof name, "X-Header-%d", i);
		sipw_add_named(m, sipw_s(name), sipw_sn(value, (size_t)i * 15), i % 3 == 0 ? SIPW_PUSH : 0);
	}
	return sipw_msg_own(m);
}

Test(memory, each_allocation_failed_once)
{
	struct counting whole = { 0 };
	sipw_allocator allocator = counting_allocator(&whole);
	sipw_msg *m = sipw_msg_new(&allocator);
	CHECK_INT(build_large(m), SIPW_OK);
	const size_t lines = sipw_line_count(m);
	sipw_msg_free(m);
	CHECK(whole.calls > 3 && whole.live == 0 && whole.live_bytes == 0 && whole.wrong_sizes == 0);
	for (size_t fail = 1; fail <= whole.calls; fail++) {
		struct counting c = { .fail_at = fail };
		allocator = counting_allocator(&c);
		m = sipw_msg_new(&allocator);
		CHECK((m == NULL) == (fail == 1));
		CHECK_INT(build_large(m), SIPW_ERR_MEMORY);
		CHECK_INT(sipw_msg_error(m)->code, SIPW_ERR_MEMORY);
		CHECK(sipw_line_count(m) < lines + (fail == whole.calls));
		/* The failure over, a reset makes a message of it again. */
		c.fail_at = 0;
		sipw_msg_reset(m);
		CHECK(m == NULL || build_invite(m) == SIPW_OK);
		if (m != NULL)
			CHECK_STR(written(m), invite_bytes());
		sipw_msg_free(m);
		CHECKF(c.live == 0 && c.live_bytes == 0, "allocation %zu failed: %zu regions leak", fail, c.live);
		CHECK_INT(c.wrong_sizes, 0);
	}
}

Test(memory, reset_keeps_one_chunk_and_leaks_none)
{
	struct counting c = { 0 };
	sipw_allocator allocator = counting_allocator(&c);
	sipw_msg *m = sipw_msg_new(&allocator);
	CHECK_INT(build_large(m), SIPW_OK);
	sipw_msg_reset(m);
	CHECK(c.live <= 2);
	const size_t calls = c.calls;
	for (int round = 0; round < 5; round++) {
		CHECK_INT(build_large(m), SIPW_OK);
		sipw_msg_reset(m);
	}
	CHECKF(c.calls <= calls + 1, "%zu allocations for the same work again", c.calls - calls);
	sipw_msg_free(m);
	CHECK(c.live == 0 && c.wrong_sizes == 0);
}

Test(memory, malloc)
{
	sipw_msg *m = sipw_msg_new(NULL);
	CHECK_INT(build_invite(m), SIPW_OK);
	CHECK_STR(written(m), invite_bytes());
	sipw_msg_free(m);
	sipw_msg_free(roomy_message(0));
}

/* Slices handed out stay where they are and what they are while the message grows. */
Test(memory, bytes_never_move)
{
	struct counting c = { 0 };
	sipw_allocator allocator = counting_allocator(&c);
	sipw_msg *m = sipw_msg_new(&allocator);
	sipw_line kept[300];
	sipw_start start;
	CHECK_INT(sipw_request(m, SIPW_OPTIONS, sipw_s("sip:kept.example")), SIPW_OK);
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	for (size_t i = 0; i < 300; i++) {
		char value[32];
		snprintf(value, sizeof value, "value %zu", i);
		CHECK_INT(sipw_add_named(m, sipw_s("X-Kept"), sipw_s(value), 0), SIPW_OK);
		CHECK_INT(sipw_line_get(m, i, &kept[i]), SIPW_OK);
	}
	CHECK(c.calls > 1);
	for (size_t i = 0; i < 300; i++) {
		char bytes[64];
		sipw_line now;
		snprintf(bytes, sizeof bytes, "X-Kept: value %zu\r\n", i);
		CHECK_TEXT(kept[i].bytes, bytes);
		CHECK_INT(sipw_line_get(m, i, &now), SIPW_OK);
		CHECK(now.bytes.ptr == kept[i].bytes.ptr);
	}
	CHECK_TEXT(start.uri, "sip:kept.example");
	sipw_msg_free(m);
	CHECK_INT(c.live, 0);
}

Test(memory, many_lines)
{
	enum { LINES = 100000 };
	sipw_msg *m = sipw_msg_new(NULL);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
	for (int i = 0; i < LINES; i++)
		sipw_add_max_breadth(m, (uint32_t)i);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
	CHECK_INT(sipw_line_count(m), LINES);
	CHECK_INT(sipw_count(m, SIPW_HDR_MAX_BREADTH), LINES);
	const size_t start = strlen("OPTIONS sip:a.example SIP/2.0\r\nContent-Length: 0\r\n\r\n");
	const size_t line = strlen("Max-Breadth: \r\n");
	CHECK_INT(sipw_serialize_unchecked(m, NULL, 0), start + LINES * line + 10 + 90 * 2 + 900 * 3 + 9000 * 4 + 90000 * 5);
	sipw_str value;
	CHECK_INT(sipw_get(m, SIPW_HDR_MAX_BREADTH, 77777, &value), SIPW_OK);
	CHECK_TEXT(value, "77777");
	CHECK_INT(sipw_remove_named(m, sipw_s("X-None")), 0);
	sipw_msg_free(m);
}

Test(memory, ten_megabytes)
{
	enum { SIZE = 10000000 };
	char *text = malloc(SIZE), *out = malloc(SIZE + 200);
	sipw_msg *m = sipw_msg_new(NULL);
	memset(text, 't', SIZE);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
	CHECK_INT(sipw_add(m, SIPW_HDR_SUBJECT, sipw_sn(text, SIZE)), SIPW_OK);
	CHECK_INT(sipw_add_named(m, sipw_s("X-A"), sipw_s("after"), 0), SIPW_OK);
	ptrdiff_t n = sipw_serialize_unchecked(m, out, SIZE + 200);
	const char before[] = "OPTIONS sip:a.example SIP/2.0\r\nSubject: ";
	const char after[] = "\r\nX-A: after\r\nContent-Length: 0\r\n\r\n";
	CHECK_INT(n, SIZE + strlen(before) + strlen(after));
	CHECK(memcmp(out, before, strlen(before)) == 0);
	CHECK(memcmp(out + strlen(before), text, SIZE) == 0);
	CHECK(memcmp(out + strlen(before) + SIZE, after, strlen(after)) == 0);
	sipw_msg_free(m);
	free(text);
	free(out);
}

Test(memory, name_limit)
{
	static char name[65536];
	memset(name, 'n', sizeof name);
	sipw_msg *m = roomy_message(0);
	sipw_start start;
	CHECK_INT(sipw_request_named(m, sipw_sn(name, 65535), sipw_s("sip:a.example")), SIPW_OK);
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	CHECK_INT(start.method_name.len, 65535);
	CHECK_TEXT(start.uri, "sip:a.example");
	CHECK_INT(sipw_add_named(m, sipw_sn(name, 65535), sipw_s("x"), 0), SIPW_OK);
	sipw_line line;
	CHECK_INT(sipw_line_get(m, 0, &line), SIPW_OK);
	CHECK_INT(line.name.len, 65535);
	CHECK_TEXT(line.value, "x");
	CHECK_INT(sipw_add_named(m, sipw_sn(name, 65536), sipw_s("x"), 0), SIPW_ERR_LIMIT);
	CHECK_INT(sipw_line_count(m), 1);
	m = roomy_message(0);
	CHECK_INT(sipw_request_named(m, sipw_sn(name, 65536), sipw_s("sip:a.example")), SIPW_ERR_LIMIT);
	CHECK_INT(sipw_start_get(m, &start), SIPW_ERR_STATE);
}

/* A head over 2^31 - 1 bytes is refused by its length; the bytes are not there to be read. */
Test(memory, head_limit)
{
	struct counting c = { .largest = 1 << 20 };
	sipw_allocator allocator = counting_allocator(&c);
	sipw_msg *messages[] = { sipw_msg_new(&allocator), roomy_message(0) };
	for (size_t i = 0; i < 2; i++) {
		sipw_msg *m = messages[i];
		CHECK_INT(sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example")), SIPW_OK);
		CHECK_INT(sipw_add_raw(m, sipw_sn("x", (size_t)INT32_MAX + 1)), SIPW_ERR_LIMIT);
		CHECK(sipw_msg_error(m)->sentence != NULL);
		CHECK_INT(sipw_line_count(m), 0);
		sipw_msg_reset(m);
		CHECK_INT(sipw_add_raw(m, sipw_sn("x", SIZE_MAX)), SIPW_ERR_LIMIT);
		sipw_msg_reset(m);
	}
	/* one that would fit, but for what else its region holds */
	CHECK_INT(sipw_add_raw(messages[0], sipw_sn("x", INT32_MAX - 64)), SIPW_ERR_LIMIT);
	sipw_msg_reset(messages[0]);
	CHECK_INT(sipw_add_raw(messages[0], sipw_sn("x", INT32_MAX - 1000)), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_add_raw(messages[1], sipw_sn("x", INT32_MAX - 1000)), SIPW_ERR_SPACE);
	sipw_msg_free(messages[0]);
	CHECK_INT(c.live, 0);
}

/* A body is only referenced, so that its length can be measured without its bytes. */
Test(memory, body_limit)
{
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
	sipw_body(m, (sipw_str){ NULL, 0 }, sipw_sn("x", 5000000000u));
	const size_t head = strlen("OPTIONS sip:a.example SIP/2.0\r\nContent-Length: 5000000000\r\n\r\n");
	CHECK_INT(sipw_serialize_unchecked(m, NULL, 0), head + 5000000000u);
	const size_t huge[] = { PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX - 40, SIZE_MAX };
	for (size_t i = 0; i < sizeof huge / sizeof huge[0]; i++) {
		char out[256];
		sipw_msg_reset(m);
		sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
		const int code = sipw_body(m, (sipw_str){ NULL, 0 }, sipw_sn("x", huge[i]));
		const ptrdiff_t n = sipw_serialize_unchecked(m, NULL, 0);
		CHECKF(code == SIPW_ERR_LIMIT || n == SIPW_ERR_LIMIT, "a body of %zu bytes measures %td", huge[i], n);
		CHECK(sipw_serialize_unchecked(m, out, sizeof out) < 0);
	}
}

/* Regions at addresses of our own choice, the third where the lines' distance is just their length. */
static _Alignas(16) char regions[200000];
static size_t region_calls;
static char *third;

static void *placed(void *ctx, size_t size)
{
	(void)ctx;
	(void)size;
	return ++region_calls == 1 ? regions + 50000 : region_calls == 2 ? regions : third;
}

static void not_released(void *ctx, void *memory, size_t size)
{
	(void)ctx;
	(void)memory;
	(void)size;
}

Test(memory, regions_in_any_order)
{
	static char value[1000];
	const sipw_allocator allocator = { .allocate = placed, .release = not_released };
	sipw_msg *m = sipw_msg_new(&allocator), *expected = roomy_message(1);
	sipw_start start;
	size_t head = sizeof "OPTIONS sip:a.example SIP/2.0\r\n" - 1;
	memset(value, 'v', sizeof value);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
	sipw_request(expected, SIPW_OPTIONS, sipw_s("sip:a.example"));
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	while (region_calls < 3) {
		/* Of 496 bytes, but for the first one, so that they end where a region can begin. */
		const size_t first = 496 - (size_t)((uintptr_t)(start.method_name.ptr + head) % 16);
		const size_t len = (sipw_line_count(m) == 0 ? first : 496) - 7;
		third = (char *)(uintptr_t)start.method_name.ptr + head - 16;
		CHECK_INT(sipw_add_named(m, sipw_s("X-A"), sipw_sn(value, len), 0), SIPW_OK);
		sipw_add_named(expected, sipw_s("X-A"), sipw_sn(value, len), 0);
		head += len + 7;
	}
	CHECK_INT((uintptr_t)third % 16, 0);
	CHECK_STR(written(m), written(expected));
}
