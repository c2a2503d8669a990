/* SPDX-License-Identifier: MIT */
/* Templates: what slots take, what is refused, what is rendered. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "sipwright.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"

#define HEAD                                                                    \
	"OPTIONS sip:{user}@{host};x={p} SIP/2.0\n"                             \
	"Via: SIP/2.0/UDP {sent}:{port};branch=z9hG4bK{branch}\n"               \
	"Max-Forwards: {hops}\n"                                                \
	"From: \"{name}\" <{from}>;tag={tag}\n"                                 \
	"To: <sip:bob@b.example>\n"                                             \
	"Call-ID: {call}@c.{label}.example\n"                                   \
	"CSeq: {cseq} OPTIONS\n"                                                \
	"Subject: {subject}\n"                                                  \
	"Content-Length: 99\n"

static char memory[400000];

static sipw_template *compile(const char *text)
{
	sipw_template_fault fault = { .error = { .sentence = "" } };
	sipw_template *t = sipw_template_compile(memory, sizeof memory, sipw_s(text), &fault);
	CHECKF(t != NULL, "%zu:%zu: %s", fault.line, fault.column, fault.error.sentence);
	return t;
}

static int class_of(const sipw_template *t, const char *name)
{
	sipw_slot slot = { .slot_class = 0 };
	const int index = sipw_template_slot_find(t, sipw_s(name));
	CHECKF(index >= 0 && sipw_template_slot(t, (size_t)index, &slot), "no slot %s", name);
	CHECK_TEXT(slot.name, name);
	return slot.slot_class;
}

static uint32_t max_of(const sipw_template *t, const char *name)
{
	sipw_slot slot = { .max = 0 };
	sipw_template_slot(t, (size_t)sipw_template_slot_find(t, sipw_s(name)), &slot);
	return slot.max;
}

Test(template, classes_by_place)
{
	const sipw_template *t = compile(HEAD "Content-Type: text/plain\nDate: {date}\nX-Any: {any}\n\n{body}");
	CHECK_INT(sipw_template_slots(t), 17);
	CHECK_INT(class_of(t, "user"), SIPW_SLOT_USER);
	CHECK_INT(class_of(t, "host"), SIPW_SLOT_HOST);
	CHECK_INT(class_of(t, "p"), SIPW_SLOT_PARAM);
	CHECK_INT(class_of(t, "sent"), SIPW_SLOT_HOST);
	CHECK_INT(class_of(t, "port"), SIPW_SLOT_NUMBER);
	CHECK_INT(max_of(t, "port"), 65535);
	CHECK_INT(class_of(t, "branch"), SIPW_SLOT_TOKEN);
	CHECK_INT(class_of(t, "hops"), SIPW_SLOT_NUMBER);
	CHECK_INT(max_of(t, "hops"), 255);
	CHECK_INT(class_of(t, "name"), SIPW_SLOT_QUOTED);
	CHECK_INT(class_of(t, "from"), SIPW_SLOT_URI);
	CHECK_INT(class_of(t, "tag"), SIPW_SLOT_TOKEN);
	CHECK_INT(class_of(t, "call"), SIPW_SLOT_WORD);
	CHECK_INT(class_of(t, "label"), SIPW_SLOT_WORD);
	CHECK_INT(class_of(t, "cseq"), SIPW_SLOT_NUMBER);
	CHECK_INT(max_of(t, "cseq"), UINT32_MAX);
	CHECK_INT(class_of(t, "subject"), SIPW_SLOT_TEXT);
	CHECK_INT(class_of(t, "date"), SIPW_SLOT_DATE);
	CHECK_INT(class_of(t, "any"), SIPW_SLOT_TEXT);
	CHECK_INT(sipw_template_slot_find(t, sipw_s("none")), -1);
	CHECK(!sipw_template_slot(t, 17, NULL));
}

#define REST                                                                          \
	"Via: SIP/2.0/UDP h.example;branch=z9hG4bK1\nMax-Forwards: 70\n"              \
	"From: <sip:a@a.example>;tag=1\nTo: <sip:b@b.example>\nCall-ID: c\n"          \
	"CSeq: 1 OPTIONS\n"
#define START "OPTIONS sip:b.example SIP/2.0\n"

Test(template, more_places)
{
	const sipw_template *t = compile(START REST
					 "Contact: \"x {d}\" <sip:{u}@{h}:{p};transport={t}>;q=0.{q};expires={e};x-y=\"{i}\"\n"
					 "Allow: INVITE, {m}\nUser-Agent: Tool/{v} (x {c})\nRoute: <sip:{l}.example;lr>\n"
					 "X-B: {{no}\n\n");
	CHECK_INT(class_of(t, "d"), SIPW_SLOT_QUOTED);
	CHECK_INT(class_of(t, "u"), SIPW_SLOT_USER);
	CHECK_INT(class_of(t, "h"), SIPW_SLOT_HOST);
	CHECK_INT(class_of(t, "p"), SIPW_SLOT_NUMBER);
	CHECK_INT(class_of(t, "m"), SIPW_SLOT_TOKEN);
	CHECK_INT(class_of(t, "v"), SIPW_SLOT_TOKEN);
	CHECK_INT(class_of(t, "l"), SIPW_SLOT_ALNUM);
}

/* A value as the only fill. */
static ptrdiff_t render_one(const sipw_template *t, sipw_str value, char *out, size_t cap, sipw_error *ret_error)
{
	const sipw_fill fill = { .value = value };
	return sipw_template_render(t, &fill, 1, 0, out, cap, ret_error);
}

static void check_refused(const char *text, const char *value, int code, size_t offset)
{
	char out[2048];
	sipw_error error = { .code = SIPW_OK };
	const sipw_template *t = compile(text);
	CHECK_INT(render_one(t, sipw_s(value), out, sizeof out, &error), code);
	CHECK_INT(error.code, code);
	CHECK_TEXT(sipw_s(error.field), "v");
	CHECKF(error.offset == offset, "'%s': offset %zu", value, error.offset);
	CHECK(error.sentence != NULL);
}

/* No value leaves its place. */
Test(template, values_are_held_to_their_class)
{
	check_refused("OPTIONS sip:{v}@b.example SIP/2.0\n" REST "\n", "a@b", SIPW_ERR_SYNTAX, 1);
	check_refused("OPTIONS sip:{v}@b.example SIP/2.0\n" REST "\n", "a%4", SIPW_ERR_SYNTAX, 1);
	check_refused("OPTIONS sip:a@{v} SIP/2.0\n" REST "\n", "b.example;x", SIPW_ERR_SYNTAX, 9);
	check_refused("OPTIONS sip:a@b.example:{v} SIP/2.0\n" REST "\n", "65536", SIPW_ERR_RANGE, 0);
	check_refused("OPTIONS sip:a@b.example:{v} SIP/2.0\n" REST "\n", "5o", SIPW_ERR_SYNTAX, 1);
	check_refused("OPTIONS {v} SIP/2.0\n" REST "\n", "sip:a b", SIPW_ERR_SYNTAX, 5);
	check_refused(START REST "Subject: {v}\n\n", "a\r\nX: y", SIPW_ERR_SYNTAX, 1);
	check_refused(START REST "Subject: {v}\n\n", "\xff", SIPW_ERR_SYNTAX, 0);
	check_refused(START REST "Reply-To: \"{v}\" <sip:a@b>\n\n", "a\n", SIPW_ERR_SYNTAX, 1);
	check_refused(START REST "X-A: 1\nSupported: {v}\n\n", "a,b", SIPW_ERR_SYNTAX, 1);
	check_refused(START REST "Supported: {v}\n\n", "", SIPW_ERR_SYNTAX, 0);
	check_refused(START REST "Date: {v}\n\n", "Sat, 31 Feb 2010 23:29:00 GMT", SIPW_ERR_RANGE, 5);
}

/* A fault of the whole message names the header field that it is about, and no byte. */
Test(template, fault_of_the_whole)
{
	sipw_template_fault fault;
	CHECK(sipw_template_compile(memory, sizeof memory, sipw_s("OPTIONS sip:b SIP/2.0\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\nMax-Forwards: 70\n"
		"From: <sip:a>;tag=1\nTo: <sip:b>\nCSeq: 1 OPTIONS\n\n"), &fault) == NULL);
	CHECK_INT(fault.error.header, SIPW_HDR_CALL_ID);
	CHECK_INT(fault.error.byte, -1);
	CHECK_TEXT(sipw_s(fault.error.source), "RFC 3261 8.1.1");
}

/* More than any message has is refused before it is read. */
Test(template, limit)
{
	sipw_error error;
	const sipw_template *t = compile(START REST "X-A: {v}\n\n");
	CHECK_INT(render_one(t, sipw_sn("", (size_t)INT32_MAX + 1), NULL, 0, &error), SIPW_ERR_LIMIT);
	CHECK_TEXT(sipw_s(error.field), "v");
}

/* Values that are not letters and digits beside a host: all are looked at. */
Test(template, a_host_and_others)
{
	char out[2048];
	const sipw_template *t = compile("OPTIONS sip:{host} SIP/2.0\n" REST "Supported: {a}, {b}\n\n");
	const sipw_fill right[] = { { .value = SIPW_S("x-1.example") }, { .value = SIPW_S("a-b") }, { .value = SIPW_S("c") } };
	const sipw_fill wrong[] = { { .value = SIPW_S("x-1.example") }, { .value = SIPW_S("a-b") }, { .value = SIPW_S("c,d") } };
	CHECK(sipw_template_render(t, right, 3, 0, out, sizeof out, NULL) > 0);
	CHECK_INT(sipw_template_render(t, wrong, 3, 0, out, sizeof out, NULL), SIPW_ERR_SYNTAX);
}

/* A folded line is one with a space. */
Test(template, folds)
{
	char out[2048];
	const sipw_template *t = compile(START REST "Supported: a,\r\n\t {v},\n b\n\n");
	const ptrdiff_t n = render_one(t, sipw_s("x"), out, sizeof out, NULL);
	CHECKF(n > 0 && memmem(out, (size_t)n, "Supported: a, x, b\r\n", 20) != NULL, "%.*s", (int)n, out);
}

/* Quoted values are escaped; everything is as the builder would write it. */
Test(template, quoted)
{
	char out[2048];
	const sipw_template *t = compile(START REST "Reply-To: \"{v}\" <sip:a@b>\n\n");
	const ptrdiff_t n = render_one(t, sipw_s("a\"b\\c;"), out, sizeof out, NULL);
	CHECKF(n > 0, "not rendered");
	CHECK(memmem(out, (size_t)n, "\"a\\\"b\\\\c;\" <", 12) != NULL);
}

#define FAULT(text, at_line, at_column, words)                                                              \
	do {                                                                                                \
		sipw_template_fault fault = { .line = 0 };                                                  \
		CHECK(sipw_template_compile(memory, sizeof memory, sipw_s(text), &fault) == NULL);          \
		CHECKF(fault.line == (at_line) && fault.column == (at_column), "at %zu:%zu: %s", fault.line, \
		       fault.column, fault.error.sentence);                                                 \
		CHECK_TEXT(sipw_s(fault.error.sentence), words);                                            \
		CHECK(sipw_template_compile(memory, sizeof memory, sipw_s(text), NULL) == NULL);            \
	} while (0)

Test(template, faults)
{
	FAULT(START REST "X-A: {\n\n", 8, 7, "a slot's name, or a second brace, is expected here");
	FAULT(START REST "X: {a\n\n", 8, 6, "a slot ends with }");
	FAULT(START REST "X: {a:what}\n\n", 8, 7, "there is no class of this name");
	FAULT(START REST "X-A: {a", 8, 8, "a slot ends with }");
	FAULT(START REST "X-A: {a:token:}\n\n", 8, 15, "the width of a slot is a number from 1 to 65535");
	FAULT(START REST "X-A: {a::0}\n\n", 8, 10, "the width of a slot is a number from 1 to 65535");
	FAULT(START REST "X-A: {a::65536}\n\n", 8, 10, "the width of a slot is a number from 1 to 65535");
	FAULT(START REST "X-A: {a:token:4x}\n\n", 8, 15, "the width of a slot is a number from 1 to 65535");
	FAULT(START REST "X-A: {a::4}\nX-B: {a::5}\n\n", 9, 6, "this slot has another width at an earlier place");
	FAULT(START REST "X-A: {a:}\n\n", 8, 9, "there is no class of this name");
	FAULT(START REST "Contact: <s{a}p:b>\n\n", 8, 12, "no slot can stand here");
	FAULT(START REST "Contact: <sip:b>;{a:number}x=y\n\n", 8, 18, "not everything of this class can stand here");
	FAULT(START REST "Contact: <sip:b.{a}>\n\n", 8, 17, "no slot can stand here");
	FAULT(START REST "Contact: <sip:%4{a}@b>\n\n", 8, 17, "no slot can stand here");
	FAULT(START REST "Contact: \"\\{a:quoted}\" <sip:b>\n\n", 8, 12, "not everything of this class can stand here");
	FAULT(START REST "Contact: \"{a:word}\" <sip:b>\n\n", 8, 11, "not everything of this class can stand here");
	FAULT(START REST "User-Agent: a (b {v:word})\n\n", 8, 18, "not everything of this class can stand here");
	FAULT(START REST, 8, 1, "the empty line behind the head is missing");
	FAULT(START REST "{a}: x\n\n", 8, 1, "a slot stands in a value");
	FAULT("{m} sip:b.example SIP/2.0\n" REST "\n", 1, 1, "a slot stands in a value");
	FAULT("OPTIONS sip:b.example SIP/{v}\n" REST "\n", 1, 27, "the line does not fit its grammar, whatever stands in its slots");
	FAULT(START REST "Expires: 1{a}\n\n", 8, 11, "no slot can stand here");
	FAULT(START REST "Contact: <sip:{a:token}@b>\n\n", 8, 15, "not everything of this class can stand here");
	FAULT(START REST "Subject: {a}\nSupported: {a}\n\n", 9, 12,
	      "this slot takes something else at its first place; name a class that both take");
	FAULT(START REST "Content-Length: {a}\n\n", 8, 18, "Content-Length is computed and has no slot");
	FAULT(START "Via: SIP/2.0/UDP h.example;branch=z9hG4bK1\nFrom: <sip:a@a.example>;tag={t}\nTo: <sip:b@b.example>\n"
	      "Max-Forwards: 70\nCall-ID: c\nCSeq: 1 INVITE\n\n", 7, 9, "The method in CSeq is the method of the request line");
	FAULT(START REST "X-A: {a} {b} {c} {d} {e} {f} {g} {h} {i}\n\n", 8, 38, "a line has 8 slots at most");
	FAULT(START REST "Supported: {a}\nContent-Type: text/plain\n\n{a:text}", 11, 1,
	      "this slot takes something else at its first place; name a class that both take");
	FAULT(START "Via: SIP/2.0/UDP h.example;branch=z9hG4bK1\nMax-Forwards: 70\nTo: <sip:b@b.example>\n"
	      "Call-ID: c\nCSeq: 1 OPTIONS\n\n", 1, 1, "this header field must stand in this message");
	FAULT(START REST "Expires: soon\n\n", 8, 10, "a digit is expected here");
	FAULT("", 1, 1, "the empty line behind the head is missing");
	char many[2048] = START REST;
	for (int i = 0; i <= SIPW_SLOTS_MAX; i++)
		snprintf(many + strlen(many), sizeof many - strlen(many), "X-S: {s%d}\n", i);
	sipw_template_fault fault;
	CHECK(sipw_template_compile(memory, sizeof memory, sipw_s(many), &fault) == NULL);
	CHECK_INT(fault.error.code, SIPW_ERR_LIMIT);
	CHECK_INT(fault.line, 8 + SIPW_SLOTS_MAX);
}

/* A stated class that is narrower than the place; one that both places take. */
Test(template, stated_classes)
{
	const sipw_template *t = compile(START REST "Subject: {a:token}\nSupported: {a}\nX-N: {n:number}\n"
					 "Content-Type: text/plain\n\n{a}{b:alnum}");
	CHECK_INT(class_of(t, "a"), SIPW_SLOT_TOKEN);
	CHECK_INT(class_of(t, "n"), SIPW_SLOT_NUMBER);
	CHECK_INT(class_of(t, "b"), SIPW_SLOT_ALNUM);
	CHECK_INT(sipw_slot_class_find(sipw_s("token")), SIPW_SLOT_TOKEN);
	CHECK_INT(sipw_slot_class_find(sipw_s("Token")), 0);
	CHECK_TEXT(sipw_slot_class_name(SIPW_SLOT_DATE), "date");
	CHECK(sipw_slot_class_name(0).ptr == NULL && sipw_slot_class_name(14).ptr == NULL);
}

/* Every output size, at a guard page; Content-Length follows the body. */
Test(template, sizes)
{
	struct guard g = guard_open(4096);
	const sipw_template *t = compile(START REST "Content-Type: text/plain\nContent-Length: 7\n\n-{v}-{v}\n");
	for (size_t body = 0; body < 12; body++) {
		const sipw_str value = sipw_sn("0123456789abc", body);
		const ptrdiff_t need = render_one(t, value, NULL, 0, NULL);
		char expected[32];
		for (ptrdiff_t n = 0; n < need; n++)
			CHECK_INT(render_one(t, value, guard_last(&g, (size_t)n), (size_t)n, NULL), SIPW_ERR_SPACE);
		char *out = guard_last(&g, (size_t)need);
		CHECK_INT(render_one(t, value, out, (size_t)need, NULL), need);
		snprintf(expected, sizeof expected, "Content-Length: %zu\r\n\r\n-", 2 * body + 3);
		CHECK(memmem(out, (size_t)need, expected, strlen(expected)) != NULL);
	}
	guard_close(&g);
}

/* A slot with a width takes values of it alone; the body's length is then known. */
Test(template, widths)
{
	char out[2048];
	sipw_error error;
	sipw_slot slot;
	const sipw_template *t = compile(START REST "Content-Type: text/plain\n\n-{v::4}-{v}");
	CHECK(sipw_template_slot(t, 0, &slot));
	CHECK_INT(slot.width, 4);
	CHECK_INT(slot.places, 2);
	const ptrdiff_t n = render_one(t, sipw_s("\r\n{}"), out, sizeof out, NULL);
	CHECKF(n > 0, "%td", n);
	CHECK(memmem(out, (size_t)n, "Content-Length: 10\r\n\r\n-\r\n{}-\r\n{}", 32) != NULL);
	CHECK_INT(render_one(t, sipw_s("abcd"), out, sizeof out, NULL), n);
	CHECK_INT(render_one(t, sipw_s("abc"), out, sizeof out, &error), SIPW_ERR_RANGE);
	CHECK_INT(error.offset, 3);
	CHECK_INT(error.byte, -1);
	CHECK_INT(render_one(t, sipw_s("abcde"), out, sizeof out, &error), SIPW_ERR_RANGE);
	CHECK_INT(error.offset, 4);
	CHECK_INT(error.byte, 'e');
	t = compile(START REST "Expires: {v:number:3}\n\n");
	CHECK(render_one(t, sipw_s("007"), out, sizeof out, NULL) > 0);
	CHECK_INT(render_one(t, sipw_s("7"), out, sizeof out, NULL), SIPW_ERR_RANGE);
	CHECK_INT(render_one(t, sipw_s("0x7"), out, sizeof out, NULL), SIPW_ERR_SYNTAX);
	t = compile(START REST "Subject: {v:alnum:3}\n\n");
	CHECK(render_one(t, sipw_s("a7Z"), out, sizeof out, NULL) > 0);
	CHECK_INT(render_one(t, sipw_s("a7Zz"), out, sizeof out, NULL), SIPW_ERR_RANGE);
	CHECK_INT(render_one(t, sipw_s("a-7"), out, sizeof out, NULL), SIPW_ERR_SYNTAX);
}

/* A Call-ID as a whole is a word or two; a part of one is a word. */
Test(template, call_ids)
{
	char out[2048];
	const sipw_template *t = compile(START "Via: SIP/2.0/UDP h.example;branch=z9hG4bK1\nMax-Forwards: 70\nFrom: <sip:a@a.example>;tag=1\n"
					 "To: <sip:b@b.example>\nCall-ID: {v}\nCSeq: 1 OPTIONS\n\n");
	CHECK_INT(class_of(t, "v"), SIPW_SLOT_CALL_ID);
	CHECK(render_one(t, sipw_s("a-b@[::1]"), out, sizeof out, NULL) > 0);
	CHECK(render_one(t, sipw_s("a"), out, sizeof out, NULL) > 0);
	static const char *const refused[] = { "", "@", "a@", "@a", "a@b@c", "a b", "a,b" };
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		CHECK_INT(render_one(t, sipw_s(refused[i]), out, sizeof out, NULL), SIPW_ERR_SYNTAX);
}

/* What slots once let through: an escape in front of a slot, half a comment, a label that begins with a
 * digit, more digits than an address has, an IPv6 address as a token. */
Test(template, narrow_places)
{
	CHECK_INT(class_of(compile(START REST "Contact: <sip:a@b.{v}.example>\n\n"), "v"), SIPW_SLOT_ALNUM);
	CHECK_INT(class_of(compile(START REST "Contact: <sip:a@b;transport={v}>\n\n"), "v"), SIPW_SLOT_ALNUM);
	CHECK_INT(class_of(compile(START REST "Contact: <sip:a@b;maddr={v}>\n\n"), "v"), SIPW_SLOT_HOST);
	CHECK_INT(class_of(compile(START REST "User-Agent: a (b {v} (c))\n\n"), "v"), SIPW_SLOT_TOKEN);
	check_refused(START REST "Contact: <sip:a@{v:number}.0.2.4>\n\n", "0042", SIPW_ERR_RANGE, 3);
	check_refused(START REST "Contact: <sip:a@b>;q=0.{v}\n\n", "1234", SIPW_ERR_RANGE, 3);
}

/* Names stay with the template, so that they take memory as well. */
Test(template, memory_for_names)
{
	enum { LENGTH = 20000 };
	static char text[LENGTH + 1000] = START REST "X-A: {";
	const size_t start = strlen(text);
	bool worked = false;
	memset(text + start, 'n', LENGTH);
	memcpy(text + start + LENGTH, "}\n\n", 4);
	for (size_t size = 20 * LENGTH; size <= 40 * LENGTH; size += 2000) {
		struct guard g = guard_open(size + 1);
		sipw_template_fault fault;
		const sipw_template *t = sipw_template_compile(guard_last(&g, size), size, sipw_s(text), &fault);
		CHECK(t != NULL || fault.error.code == SIPW_ERR_SPACE);
		worked = t != NULL;
		guard_close(&g);
	}
	CHECK(worked);
}

/* Too little memory is said, whatever the size; what suffices works. */
Test(template, memory)
{
	const char *text = START REST "X-A: {a}\nContent-Type: text/plain\n\n{b}";
	sipw_template_fault fault;
	bool worked = false;
	for (size_t size = 0; size <= SIPW_TEMPLATE_SIZE(strlen(text)); size += 64) {
		struct guard g = guard_open(size + 1);
		sipw_template *t = sipw_template_compile(guard_last(&g, size & ~(size_t)15), size & ~(size_t)15, sipw_s(text), &fault);
		CHECK(t != NULL || fault.error.code == SIPW_ERR_SPACE);
		CHECK(!worked || t != NULL);
		worked = t != NULL;
		guard_close(&g);
	}
	CHECK(worked);
	CHECK(sipw_template_compile(NULL, 0, sipw_s(text), &fault) == NULL);
	CHECK(sipw_template_compile(memory, sizeof memory, (sipw_str){ NULL, 0 }, &fault) == NULL);
	CHECK_INT(fault.error.code, SIPW_ERR_ARGUMENT);
}

static sipw_str render_made(const sipw_template *t, const sipw_fill *fill, uint64_t instance, char out[4096])
{
	const ptrdiff_t n = sipw_template_render(t, fill, 1, instance, out, 4096, NULL);
	CHECKF(n > 0, "not rendered: %s", sipw_err_name((int)n));
	const char *mark = memmem(out, (size_t)n, "X-A: ", 5);
	const char *end = memchr(mark, '\r', 100);
	return sipw_sn(mark + 5, (size_t)(end - mark - 5));
}

/* What is made is the same everywhere, for the same slot, number and instance. */
Test(template, sources)
{
	char out[4096];
	const sipw_template *t = compile(START REST "X-A: {v}\n\n");
	CHECK_TEXT(render_made(t, &(sipw_fill){ .source = SIPW_SOURCE_COUNTER, .number = 100 }, 7, out), "107");
	CHECK_TEXT(render_made(t, &(sipw_fill){ .source = SIPW_SOURCE_DATE, .number = 1289690940 }, 0, out),
		   "Sat, 13 Nov 2010 23:29:00 GMT");
	CHECK_TEXT(render_made(t, &(sipw_fill){ .source = SIPW_SOURCE_ID, .number = 1 }, 0, out), "fsfrpalu7ewboarb");
	CHECK_TEXT(render_made(t, &(sipw_fill){ .source = SIPW_SOURCE_ID, .number = 1 }, 1, out), "vc4p2labd245dsla");
	CHECK_TEXT(render_made(t, &(sipw_fill){ .source = SIPW_SOURCE_RANDOM, .number = 1, .range = 1000 }, 0, out), "565");
	sipw_error error;
	CHECK_INT(sipw_template_render(t, &(sipw_fill){ .source = SIPW_SOURCE_RANDOM }, 1, 0, out, sizeof out, &error), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_template_render(t, &(sipw_fill){ .source = 9 }, 1, 0, out, sizeof out, &error), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_template_render(t, NULL, 0, 0, out, sizeof out, &error), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_template_render(t, &(sipw_fill){ .value = { NULL, 0 } }, 1, 0, out, sizeof out, &error), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(error.field), "v");
	CHECK_INT(sipw_template_render(t, &(sipw_fill){ .source = SIPW_SOURCE_DATE, .number = UINT64_MAX }, 1, 0, out, sizeof out, &error),
		  SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_template_render(t, &(sipw_fill){ .source = SIPW_SOURCE_DATE, .number = INT64_MAX }, 1, 0, out, sizeof out, &error),
		  SIPW_ERR_ARGUMENT);
	CHECK_TEXT(render_made(t, &(sipw_fill){ .source = SIPW_SOURCE_COUNTER, .value = SIPW_S("given") }, 0, out), "given");
}

static int compare_ids(const void *a, const void *b)
{
	return memcmp(a, b, 16);
}

/* A million instances, as two shards of half a million, and no id twice. */
Test(template, a_million_ids)
{
	enum { COUNT = 1000000 };
	static char ids[COUNT][16];
	char out[4096];
	const sipw_template *t = compile(START REST "X-A: {v}\n\n");
	const sipw_fill fill = { .source = SIPW_SOURCE_ID, .number = 42 };
	for (size_t shard = 0; shard < 2; shard++)
		for (size_t i = 0; i < COUNT / 2; i++)
			memcpy(ids[shard * COUNT / 2 + i], render_made(t, &fill, 2 * i + shard, out).ptr, 16);
	qsort(ids, COUNT, 16, compare_ids);
	size_t doubles = 0;
	for (size_t i = 1; i < COUNT; i++)
		doubles += memcmp(ids[i - 1], ids[i], 16) == 0;
	CHECK_INT(doubles, 0);
}

/* A template and the builder make the same bytes of the same values. */
static sipw_msg *build(char *storage, size_t size, const char *user, const char *tag, uint32_t cseq, const char *body)
{
	char uri[128];
	sipw_msg *m = sipw_msg_init(storage, size);
	snprintf(uri, sizeof uri, "sip:%s@b.example", user);
	sipw_request(m, SIPW_MESSAGE, sipw_s(uri));
	sipw_add(m, SIPW_HDR_VIA, sipw_s("SIP/2.0/UDP h.example;branch=z9hG4bK77"));
	sipw_add_max_forwards(m, 70);
	sipw_add_from(m, &(sipw_address){ .display = sipw_s("A B"), .uri = sipw_s("sip:a@a.example"), .tag = sipw_s(tag) });
	sipw_add_to(m, &(sipw_address){ .uri = sipw_s(uri) });
	sipw_add_call_id(m, sipw_s("c1"));
	sipw_add_cseq(m, &(sipw_cseq){ .number = cseq });
	sipw_body(m, sipw_s("text/plain"), sipw_s(body));
	return m;
}

Test(template, from_a_built_message)
{
	static const sipw_slot_mark marks[] = {
		{ SIPW_S("user"), SIPW_S("USERSLOT"), 0, false },
		{ SIPW_S("tag"), SIPW_S("TAGSLOT"), 0, false },
		{ SIPW_S("cseq"), SIPW_S("99001"), 0, false },
		{ SIPW_S("body"), SIPW_S("BODYSLOT"), 0, false },
	};
	char storage[4096], expected[2048], out[2048];
	sipw_template_fault fault = { .line = 0 };
	sipw_template *t = sipw_template_from(memory, sizeof memory, build(storage, sizeof storage, "USERSLOT", "TAGSLOT", 99001, "BODYSLOT"),
					      marks, 4, &fault);
	CHECKF(t != NULL, "%zu:%zu: %s", fault.line, fault.column, fault.error.sentence);
	CHECK_INT(class_of(t, "user"), SIPW_SLOT_USER);
	CHECK_INT(class_of(t, "cseq"), SIPW_SLOT_NUMBER);
	const sipw_fill fills[] = { { .value = SIPW_S("carol") }, { .value = SIPW_S("t-1") }, { .value = SIPW_S("4") },
				    { .value = SIPW_S("{hello}\r\n") } };
	const ptrdiff_t n = sipw_template_render(t, fills, 4, 0, out, sizeof out, NULL);
	const ptrdiff_t m = sipw_serialize(build(storage, sizeof storage, "carol", "t-1", 4, "{hello}\r\n"), expected, sizeof expected);
	CHECKF(n > 0 && m > 0, "%td %td", n, m);
	CHECK_STR(sipw_sn(out, (size_t)n), sipw_sn(expected, (size_t)m));
	static const sipw_slot_mark absent = { SIPW_S("x"), SIPW_S("NOWHERE"), 0, false };
	CHECK(sipw_template_from(memory, sizeof memory, build(storage, sizeof storage, "u", "t", 1, "b"), &absent, 1, &fault) == NULL);
	CHECK_INT(fault.error.code, SIPW_ERR_ARGUMENT);
	CHECK(sipw_template_from(memory, 100, build(storage, sizeof storage, "u", "t", 1, "b"), marks, 1, &fault) == NULL);
	CHECK_INT(fault.error.code, SIPW_ERR_SPACE);
	CHECK(sipw_template_from(memory, sizeof memory, NULL, marks, 1, &fault) == NULL);
	CHECK_INT(fault.error.code, SIPW_ERR_MEMORY);
}

Test(template, from_a_message_with_classes)
{
	static const sipw_slot_mark marks[] = {
		{ SIPW_S("user"), SIPW_S("SLOT"), SIPW_SLOT_ALNUM, false },
		{ SIPW_S("tag"), SIPW_S("SLOT1"), 0, true },
		{ SIPW_S("body"), SIPW_S("BODY"), SIPW_SLOT_TEXT, true },
	};
	char storage[4096];
	sipw_slot slot;
	sipw_template_fault fault;
	const sipw_template *t = sipw_template_from(memory, sizeof memory, build(storage, sizeof storage, "SLOT", "SLOT1", 1, "a BODY"),
						    marks, 3, &fault);
	CHECKF(t != NULL, "%zu:%zu: %s", fault.line, fault.column, fault.error.sentence);
	CHECK_INT(class_of(t, "user"), SIPW_SLOT_ALNUM);
	CHECK(sipw_template_slot(t, (size_t)sipw_template_slot_find(t, sipw_s("tag")), &slot));
	CHECK_INT(slot.width, 5);
	CHECK_INT(class_of(t, "body"), SIPW_SLOT_TEXT);
	static sipw_slot_mark many[SIPW_SLOTS_MAX + 1];
	CHECK(sipw_template_from(memory, sizeof memory, build(storage, sizeof storage, "u", "t", 1, "b"), many, SIPW_SLOTS_MAX + 1, &fault) == NULL);
	CHECK_INT(fault.error.code, SIPW_ERR_LIMIT);
	for (size_t size = 1000; size < 30000; size += 500)
		CHECK(sipw_template_from(memory, size, build(storage, sizeof storage, "SLOT", "SLOT1", 1, "a BODY"), marks, 3, &fault) != NULL ||
		      fault.error.code == SIPW_ERR_SPACE);
}

/* Whatever is rendered of hostile values has the same header fields, and no error more. */
Test(template, hostile_values)
{
	static const char *const places[] = {
		"OPTIONS sip:{v}@b.example SIP/2.0\n" REST "\n", "OPTIONS sip:a@b.example;x={v} SIP/2.0\n" REST "\n",
		START REST "Subject: x{v}\n\n", START REST "Reply-To: \"{v}\" <sip:a@b>;x={w}\n\n", START REST "Supported: a,{v}\n\n",
		START REST "Contact: <{v}>\n\n", START REST "User-Agent: x (y {v})\n\n", START REST "Server: {v}\n\n",
	};
	char out[4096], storage[8192];
	uint64_t state = 7;
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		const sipw_template *t = compile(places[i]);
		for (int round = 0; round < 20000; round++) {
			char value[24];
			const size_t len = next_random(&state) % sizeof value;
			for (size_t k = 0; k < len; k++)
				value[k] = next_random(&state) % 3 != 0 ? "\"\\<>;,:=@ \r\n()%a1?&{}"[next_random(&state) % 20]
									: (char)(next_random(&state) & 255);
			const sipw_fill fills[2] = { { .value = sipw_sn(value, len) }, { .value = SIPW_S("w") } };
			const ptrdiff_t n = sipw_template_render(t, fills, sipw_template_slots(t), 0, out, sizeof out, NULL);
			if (n < 0)
				continue;
			sipw_msg *m = sipw_msg_init(storage, sizeof storage);
			CHECK_INT(sipw_parse(m, sipw_sn(out, (size_t)n), SIPW_STREAM, NULL), SIPW_OK);
			CHECKF(sipw_check(m, NULL, NULL) == 0, "errors in %s", check_show(sipw_sn(out, (size_t)n)));
			CHECK_INT(sipw_line_count(m), i < 2 ? 7 : 8);
			CHECK_INT(sipw_count(m, SIPW_HDR_SUPPORTED), i == 4 ? 2 : 0);
			CHECK_INT(sipw_count(m, SIPW_HDR_CONTACT), i == 5 ? 1 : 0);
		}
	}
}
