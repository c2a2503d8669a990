/* SPDX-License-Identifier: MIT */
/* Values whose encoders have a short way for what is plain: each byte in each of their parts, whatever its
 * length, and in any room. */
#include <criterion/criterion.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"
#include "text/class.h"

/* The lengths from one way of copying to the next. */
static const size_t lengths[] = { 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 70, 300 };
#define LENGTHS (sizeof lengths / sizeof lengths[0])
#define LONGEST 300

/* What a part of credentials goes out as. */
struct part {
	const char *name;
	size_t offset;
	bool quoted;
};

#define QUOTED(member) { #member, offsetof(sipw_credentials, member), true }
#define TOKEN(member) { #member, offsetof(sipw_credentials, member), false }

static const struct part parts[] = {
	QUOTED(username), QUOTED(realm), QUOTED(nonce), QUOTED(uri), QUOTED(response), TOKEN(algorithm), QUOTED(cnonce), QUOTED(opaque), TOKEN(qop),
};
#define PARTS (sizeof parts / sizeof parts[0])

static sipw_str *part_of(sipw_credentials *v, const struct part *part)
{
	return (sipw_str *)(void *)((char *)v + part->offset);
}

/* Between quotation marks all ASCII but control characters can stand, two of them escaped. */
static bool can_stand(unsigned char c, bool quoted)
{
	return quoted ? c == '\t' || (c >= 0x20 && c < 0x7f) : sipw__is((char)c, CLASS_TOKEN);
}

static size_t append(char *to, size_t n, const struct part *part, sipw_str text)
{
	n += (size_t)sprintf(to + n, "%s%s=%s", to[n - 1] == ' ' ? "" : ", ", part->name, part->quoted ? "\"" : "");
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"' || text.ptr[i] == '\\')
			to[n++] = '\\';
		to[n++] = text.ptr[i];
	}
	if (part->quoted)
		to[n++] = '"';
	return n;
}

/* One byte of a part is c, and perhaps cannot stand; the two parts beside it are plain. */
static void check_byte(size_t which, char *text, size_t n, unsigned char c)
{
	char expected[2 * LONGEST + 100] = "Digest ";
	size_t len = 7;
	sipw_credentials v = { .params = { NULL, 0 } };
	sipw_msg *m = roomy_message(0);
	for (size_t i = which > 0 ? which - 1 : 0; i < PARTS && i <= which + 1; i++) {
		*part_of(&v, &parts[i]) = i == which ? sipw_sn(text, n) : sipw_s("plain");
		len = append(expected, len, &parts[i], *part_of(&v, &parts[i]));
	}
	const int code = sipw_add_authorization(m, &v);
	if (can_stand(c, parts[which].quoted)) {
		CHECK_STR(last_value(m), sipw_sn(expected, len));
	} else {
		CHECK_INT(code, SIPW_ERR_SYNTAX);
		CHECK_TEXT(sipw_s(sipw_msg_error(m)->field), parts[which].name);
		CHECK_INT(sipw_msg_error(m)->byte, c);
	}
}

static void each_byte(size_t which, size_t n)
{
	char text[LONGEST];
	memset(text, 'a', n);
	for (size_t place = 0; place < n; place += n < 3 ? 1 : (n - 1) / 2) {
		for (unsigned c = 0; c < 256; c++) {
			text[place] = (char)c;
			check_byte(which, text, n, (unsigned char)c);
		}
		text[place] = 'a';
	}
}

Test(everyday, each_byte_of_credentials)
{
	for (size_t which = 0; which < PARTS; which++)
		for (size_t i = 0; i < LENGTHS; i++)
			each_byte(which, lengths[i]);
}

/* Nothing between quotation marks, no token, and a counter of more than one digit. */
Test(everyday, empty_parts_of_credentials)
{
	for (size_t which = 0; which < PARTS; which++) {
		sipw_credentials v = { .nc = sipw_num(0x1f) };
		char expected[100] = "Digest ";
		sipw_msg *m = roomy_message(0);
		*part_of(&v, &parts[which]) = sipw_s("");
		const size_t n = append(expected, 7, &parts[which], sipw_s(""));
		sprintf(expected + n, ", nc=0000001f");
		CHECK_INT(sipw_add_authorization(m, &v), parts[which].quoted ? SIPW_OK : SIPW_ERR_SYNTAX);
		if (parts[which].quoted)
			CHECK_TEXT(last_value(m), expected);
	}
}

/* Each part has the length that is given, and the line is whole or refused for want of space. */
static void check_room(const struct guard *g, size_t size, size_t length)
{
	static char text[LONGEST];
	char expected[PARTS * (LONGEST + 20) + 40] = "Digest ";
	size_t len = 7;
	memset(text, 'a', sizeof text);
	sipw_credentials v = { .nc = sipw_num(7) };
	for (size_t i = 0; i < PARTS; i++) {
		*part_of(&v, &parts[i]) = sipw_sn(text, i % 3 == 1 ? 8 : length);
		len = append(expected, len, &parts[i], *part_of(&v, &parts[i]));
	}
	len += (size_t)sprintf(expected + len, ", nc=00000007");
	sipw_msg *m = sipw_msg_init(guard_last(g, size), size);
	const int code = sipw_add_authorization(m, &v);
	CHECKF(code == SIPW_OK || (code == SIPW_ERR_SPACE && size < len + SIPW_MSG_MIN + 500), "%zu bytes in %zu: %s", length, size,
	       sipw_err_name(code));
	if (code == SIPW_OK)
		CHECK_STR(last_value(m), sipw_sn(expected, len));
}

Test(everyday, credentials_in_any_room)
{
	struct guard g = guard_open(6000);
	for (size_t size = SIPW_MSG_MIN; size <= 6000; size += 3)
		for (size_t i = 0; i < LENGTHS; i += 3)
			check_room(&g, size, lengths[i]);
	guard_close(&g);
}

/* ---- lists of tokens ---- */

#define LIST_MAX 130
#define TOKEN_LONGEST 40

/* n tokens of letters, one after the other longer, up to the longest and from one letter on again. */
static void fill_list(sipw_str *values, size_t n, size_t longest)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-._!";
	for (size_t i = 0; i < n; i++)
		values[i] = sipw_sn(letters, i % longest + 1);
}

/* The list as it has to stand. */
static size_t join(char *to, const sipw_str *values, size_t n)
{
	size_t len = 0;
	for (size_t i = 0; i < n; i++) {
		len += (size_t)sprintf(to + len, "%s", i > 0 ? ", " : "");
		memcpy(to + len, values[i].ptr, values[i].len);
		len += values[i].len;
	}
	return len;
}

static void check_list(sipw_msg *m, const sipw_str *values, size_t n)
{
	char expected[LIST_MAX * (TOKEN_LONGEST + 2)];
	CHECK_INT(sipw_add_allow_list(m, values, n), SIPW_OK);
	CHECK_STR(last_value(m), sipw_sn(expected, join(expected, values, n)));
}

Test(everyday, lists_of_any_length)
{
	sipw_str values[LIST_MAX];
	for (size_t longest = 1; longest <= TOKEN_LONGEST; longest++) {
		fill_list(values, LIST_MAX, longest);
		for (size_t n = 1; n <= LIST_MAX; n++)
			check_list(roomy_message(0), values, n);
	}
}

/* A token with the byte c at its place, among others. */
static void check_token_byte(const sipw_str *values, size_t n, size_t place, unsigned char c)
{
	sipw_msg *m = roomy_message(0);
	if (sipw__is((char)c, CLASS_TOKEN)) {
		check_list(m, values, n);
		return;
	}
	CHECK_INT(sipw_add_allow_list(m, values, n), SIPW_ERR_SYNTAX);
	CHECK_INT(sipw_msg_error(m)->byte, c);
	CHECK_INT(sipw_msg_error(m)->offset, place);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->sentence), "a token is expected here");
}

Test(everyday, each_byte_of_a_token_in_a_list)
{
	enum { N = 5 };
	char text[20];
	sipw_str values[N];
	fill_list(values, N, 9);
	memset(text, 'a', sizeof text);
	for (size_t which = 0; which < N; which++)
		for (size_t len = 1; len <= sizeof text; len++)
			for (size_t place = 0; place < len; place++) {
				for (unsigned c = 0; c < 256; c++) {
					text[place] = (char)c;
					values[which] = sipw_sn(text, len);
					check_token_byte(values, N, place, (unsigned char)c);
				}
				text[place] = 'a';
				values[which] = sipw_s("plain");
			}
}

/* What one token has too many does not stand for what another one lacks. */
Test(everyday, no_empty_token_in_a_list)
{
	static const sipw_str lists[][3] = {
		{ SIPW_S(""), SIPW_S("a"), SIPW_S("b") }, { SIPW_S("a"), SIPW_S(""), SIPW_S("b") }, { SIPW_S("a"), SIPW_S("b"), SIPW_S("") },
		{ SIPW_S(""), SIPW_S("a, b"), SIPW_S("c") }, { SIPW_S("a"), SIPW_S(", "), SIPW_S("c") },
	};
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		sipw_msg *m = roomy_message(0);
		CHECK_INT(sipw_add_allow_list(m, lists[i], 3), SIPW_ERR_SYNTAX);
		CHECK_INT(sipw_line_count(m), 0);
	}
}

Test(everyday, lists_in_any_room)
{
	struct guard g = guard_open(2000);
	sipw_str values[40];
	char expected[40 * 20];
	fill_list(values, 40, 16);
	const size_t len = join(expected, values, 40);
	size_t fitted = 0;
	for (size_t size = SIPW_MSG_MIN; size <= 2000; size++) {
		sipw_msg *m = sipw_msg_init(guard_last(&g, size), size);
		const int code = sipw_add_allow_list(m, values, 40);
		CHECK_INT(code, fitted > 0 ? SIPW_OK : code);
		CHECK(code == SIPW_OK || code == SIPW_ERR_SPACE);
		fitted += code == SIPW_OK;
		if (code == SIPW_OK)
			CHECK_STR(last_value(m), sipw_sn(expected, len));
	}
	CHECKF(fitted > 100, "it fits %zu times", fitted);
	guard_close(&g);
}

/* ---- Via ---- */

/* A Via with this transport and branch, of which the part of that name has the byte c at its place. */
static void check_via(sipw_str transport, sipw_str branch, const char *name, size_t place, unsigned char c)
{
	char expected[200];
	const sipw_via via = { .transport = transport, .host = sipw_s("a.example"), .branch = branch, .received = sipw_s("192.0.2.1") };
	sipw_msg *m = roomy_message(0);
	const int code = sipw_add_via(m, &via);
	if (sipw__is((char)c, CLASS_TOKEN)) {
		sprintf(expected, "SIP/2.0/%.*s a.example;branch=%.*s;received=192.0.2.1", (int)transport.len, transport.ptr, (int)branch.len,
			branch.ptr);
		CHECK_TEXT(last_value(m), expected);
		return;
	}
	CHECK_INT(code, SIPW_ERR_SYNTAX);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->field), name);
	CHECK_INT(sipw_msg_error(m)->offset, place);
	CHECK_INT(sipw_msg_error(m)->byte, c);
}

Test(everyday, each_byte_of_transport_and_branch)
{
	char text[50];
	memset(text, 'a', sizeof text);
	for (size_t n = 1; n <= sizeof text; n++)
		for (size_t place = 0; place < n; place += n < 9 ? 1 : n / 4) {
			for (unsigned c = 0; c < 256; c++) {
				text[place] = (char)c;
				check_via(sipw_sn(text, n), sipw_s("z9hG4bKx"), "transport", place, (unsigned char)c);
				check_via(sipw_s("UDP"), sipw_sn(text, n), "branch", place, (unsigned char)c);
			}
			text[place] = 'a';
		}
}

Test(everyday, vias_in_any_room)
{
	struct guard g = guard_open(1500);
	size_t fitted = 0;
	for (size_t size = SIPW_MSG_MIN; size <= 1500; size++) {
		char host[64], branch[150], expected[400];
		memset(host, 'h', sizeof host);
		memset(branch, 'b', sizeof branch);
		const sipw_via via = { .transport = sipw_s("TCP"), .host = sipw_sn(host, size % 60 + 1), .branch = sipw_sn(branch, 1 + size % 149),
				       .received = size % 2 == 0 ? sipw_s("255.255.255.255") : sipw_s("1.2.3.4") };
		sipw_msg *m = sipw_msg_init(guard_last(&g, size), size);
		const int code = sipw_add_via(m, &via);
		CHECK(code == SIPW_OK || code == SIPW_ERR_SPACE);
		sprintf(expected, "SIP/2.0/TCP %.*s;branch=%.*s;received=%s", (int)via.host.len, host, (int)via.branch.len, branch, via.received.ptr);
		if (code == SIPW_OK)
			CHECK_TEXT(last_value(m), expected);
		fitted += code == SIPW_OK;
	}
	CHECKF(fitted > 300, "it fits %zu times", fitted);
	guard_close(&g);
}

/* ---- CSeq ---- */

/* In a response it names a method, known or not, which has to be a token. */
static void check_cseq(uint32_t number, sipw_str method, bool right)
{
	char expected[100];
	sipw_msg *m = roomy_message(0);
	sipw_response(m, 200, (sipw_str){ NULL, 0 });
	const sipw_cseq cseq = { .number = number, .method = method };
	CHECK_INT(sipw_add_cseq(m, &cseq), right ? SIPW_OK : SIPW_ERR_SYNTAX);
	sprintf(expected, "%lu %.*s", (unsigned long)number, (int)method.len, method.ptr);
	if (right)
		CHECK_TEXT(last_value(m), expected);
}

Test(everyday, methods_that_a_response_names)
{
	for (int method = 0; (method = sipw_method_next(method)) != 0;) {
		char name[40] = "";
		const sipw_str known = sipw_method_name(method);
		for (uint64_t number = 0; number <= UINT32_MAX; number = 10 * number + 7)
			check_cseq((uint32_t)number, known, true);
		for (size_t place = 0; place < known.len; place++)
			for (unsigned c = 0; c < 256; c++) {
				memcpy(name, known.ptr, known.len);
				name[place] = (char)c;
				check_cseq(1, sipw_sn(name, known.len), sipw__is((char)c, CLASS_TOKEN));
			}
	}
}
