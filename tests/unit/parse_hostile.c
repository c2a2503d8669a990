/* SPDX-License-Identifier: MIT */
/* Any bytes are safe, and cost no more than linear time: the sizes here would take a quadratic
 * step hours. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/message.h"
#include "support/received.h"
#include "support/vectors.h"

#define START "OPTIONS sip:b.example SIP/2.0\r\n"

/* ---- random bytes ---- */

/* Pieces that meet in ways which matter. */
static const char *const pieces[] = {
	"\r\n", "\r\n", "\r\n", "\r\n\r\n", "\r", "\n", " ", "\t", ":", ": ", " :", ",", ";", "\"", "<", ">", "\\", "%", "a", "b", "1",
	"SIP/2.0", "sip:", " SIP/2.0\r\n", "INVITE ", "SIP/2.0 200 OK\r\n", "Via", "v", "l: ", "Content-Length: 3\r\n", "l: 99\r\n",
	"To: <sip:b.example>\r\n", "X-Some: thing\r\n", "\r\n more", "\r\n\t", "\xff", "\xc3\xa9", "0",
};

static size_t random_pieces(char *out, size_t cap, uint64_t *state)
{
	size_t n = 0;
	for (uint32_t count = next_random(state) % 40; count > 0; count--) {
		const char *piece = pieces[next_random(state) % (sizeof pieces / sizeof pieces[0])];
		const size_t len = strlen(piece);
		if (len > cap - n)
			break;
		memcpy(out + n, piece, len);
		n += len;
	}
	return n;
}

Test(parse_hostile, random_pieces)
{
	static char bytes[2000];
	uint64_t state = 1;
	unsigned messages = 0;
	for (int round = 0; round < 60000; round++)
		messages += check_received(sipw_sn(bytes, random_pieces(bytes, sizeof bytes, &state)));
	CHECKF(messages > 10000, "%u of 60000 were messages", messages);
}

Test(parse_hostile, random_bytes)
{
	char bytes[64];
	uint64_t state = 2;
	for (int round = 0; round < 20000; round++) {
		const size_t n = next_random(&state) % sizeof bytes;
		for (size_t i = 0; i < n; i++)
			bytes[i] = (char)next_random(&state);
		check_received(sipw_sn(bytes, n));
	}
}

/* Some bytes exchanged, taken out, put in twice. */
static size_t mutate(char *out, sipw_str bytes, uint64_t *state)
{
	static const char favourites[] = "\r\n\r\n \t:,;\"<>\\%\0l0";
	memcpy(out, bytes.ptr, bytes.len);
	size_t n = bytes.len;
	for (uint32_t count = 1 + next_random(state) % 4; count > 0 && n > 1; count--) {
		const size_t at = next_random(state) % n;
		const uint32_t what = next_random(state);
		if (what % 4 == 0) {
			memmove(out + at, out + at + 1, --n - at);
		} else if (what % 4 == 1) {
			memmove(out + at + 1, out + at, n++ - at);
		} else {
			out[at] = what % 4 == 2 ? favourites[what / 4 % sizeof favourites] : (char)(what >> 8);
		}
	}
	return n;
}

static uint64_t mutations = 3;

static void check_mutations(const char *name, sipw_str bytes)
{
	static char mutated[65536 + 8];
	(void)name;
	for (int round = 0; round < 300; round++)
		check_received(sipw_sn(mutated, mutate(mutated, bytes, &mutations)));
}

Test(parse_hostile, mutated_vectors)
{
	each_vector(check_mutations);
}

Test(parse_hostile, every_byte_of_a_message_exchanged)
{
	static char mutated[2000];
	const sipw_str bytes = invite_bytes();
	for (size_t at = 0; at < bytes.len; at++) {
		memcpy(mutated, bytes.ptr, bytes.len);
		for (int byte = 0; byte < 256; byte += byte < 64 ? 1 : 17) {
			mutated[at] = (char)byte;
			check_received(sipw_sn(mutated, bytes.len));
		}
	}
}

/* ---- large inputs ---- */

#define LARGE 4000000

/* A start line, then `unit` again and again, then `end`; freed by the caller. */
static sipw_str repeated(const char *start, const char *unit, const char *end)
{
	char *bytes = malloc(LARGE + 1000);
	const size_t len = strlen(unit);
	size_t n = strlen(start);
	cr_assert(bytes != NULL);
	memcpy(bytes, start, n);
	for (; n + len < LARGE; n += len)
		memcpy(bytes + n, unit, len);
	memcpy(bytes + n, end, strlen(end));
	return sipw_sn(bytes, n + strlen(end));
}

/* Everything that reads or edits all lines of a field. */
static void use(sipw_msg *m, int header)
{
	sipw_str value;
	sipw_line line;
	size_t n = 0;
	sipw_iter iter = sipw_iter_start(m, 0);
	while (sipw_iter_next(&iter, &line) > 0)
		n++;
	CHECK_INT(n, sipw_line_count(m));
	n = sipw_count(m, header);
	if (n > 0)
		CHECK_INT(sipw_get(m, header, n - 1, &value), SIPW_OK);
	CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
	CHECK_INT(sipw_style(m, SIPW_COMPACT | SIPW_JOIN), SIPW_OK);
	CHECK(sipw_serialize(m, NULL, 0) > 0);
	CHECK_INT(sipw_style(m, 0), SIPW_OK);
	CHECK_INT(sipw_msg_own(m), SIPW_OK);
	CHECK_INT(sipw_body(m, sipw_s("text/plain"), sipw_s("new")), SIPW_OK);
	CHECK_INT(sipw_count(m, SIPW_HDR_CONTENT_LENGTH), 0);
	CHECK_INT(sipw_replace(m, SIPW_HDR_SUPPORTED, sipw_s("timer")), SIPW_OK);
	CHECK_INT(sipw_count(m, SIPW_HDR_SUPPORTED), 1);
	CHECK_INT(sipw_remove_named(m, sipw_s("X-Any")) > 0, header == 0 && n > 0);
	CHECK(sipw_remove(m, SIPW_HDR_VIA) >= 0);
	CHECK(sipw_serialize_unchecked(m, NULL, 0) > 0);
}

static void check_large(const char *unit, int header)
{
	const sipw_str bytes = repeated(START, unit, "\r\n\r\n");
	sipw_msg *m = sipw_msg_new(NULL);
	CHECK_INT(sipw_parse(m, bytes, SIPW_DATAGRAM, NULL), SIPW_OK);
	CHECK_INT(sipw_serialize(m, NULL, 0), bytes.len);
	use(m, header);
	sipw_msg_free(m);
	free((char *)(uintptr_t)bytes.ptr);
}

Test(parse_hostile, many_lines, .timeout = 60)
{
	check_large("v:x\r\n", SIPW_HDR_VIA);
	check_large("Supported: a, b\r\n", SIPW_HDR_SUPPORTED);
	check_large("k:\r\n", SIPW_HDR_SUPPORTED);
	check_large("l: 7\r\n", SIPW_HDR_CONTENT_LENGTH);
	check_large("l: 7\r\nl: 8\r\n", SIPW_HDR_CONTENT_LENGTH);
	check_large("m: *\r\n", SIPW_HDR_CONTACT);
	check_large("X: 1\r\n", 1);
	check_large("x\r\n", 1);
	check_large("\n\r\n", 1);
	check_large("Via: SIP/2.0/UDP a;branch=z9hG4bK\r\n", SIPW_HDR_VIA);
}

Test(parse_hostile, long_lines, .timeout = 60)
{
	check_large("\r\n ", 1);
	check_large("a", 1);
	check_large("\r", 1);
	check_large("\n", 1);
	check_large(":", 1);
	check_large(" ", 1);
	check_large("Via: \r\n \r\n \r\n \r\n\t", SIPW_HDR_VIA);
	check_large("k:\r\n ", SIPW_HDR_SUPPORTED);
	check_large("v:,", SIPW_HDR_VIA);
	check_large("k:\",\\", SIPW_HDR_SUPPORTED);
	check_large("k:<", SIPW_HDR_SUPPORTED);
}

Test(parse_hostile, endless, .timeout = 60)
{
	static const char *const units[] = { "\r\n", "\r", "\n", "a", "v:x\r\n", "\r\n ", "\n\r\r", " " };
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		const sipw_str bytes = repeated("", units[i], "");
		sipw_msg *m = sipw_msg_new(NULL);
		CHECK_INT(sipw_parse(m, bytes, SIPW_STREAM, NULL), SIPW_ERR_SYNTAX);
		sipw_msg_free(m);
		free((char *)(uintptr_t)bytes.ptr);
	}
}
