/* SPDX-License-Identifier: MIT */
/*
 * A slot at every place of many messages, filled with hostile values: whatever is rendered has the shape of
 * the message that the template was made of. Without any test framework, so that it runs everywhere.
 */
#include <stdio.h>
#include <stdlib.h>

#include "sipwright.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "support/hostile.h"
#include "support/shape.h"
#include "support/vectors.h"

static unsigned long failures;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

/* ---- a slot at a place ---- */

struct place {
	const char *name; /* of the message */
	sipw_str message;
	size_t at, len; /* what the slot stands for */
	int slot_class; /* 0: as the place has it */
	const sipw_template *t;
	sipw_slot slot;
};

static char memory[400000], storage[300000];

/* The message as a template; braces of its own stand twice. */
static sipw_str with_slot(const struct place *p, struct text *text)
{
	text->len = 0;
	for (size_t i = 0; i <= p->message.len; i++) {
		if (i == p->at) {
			text_add_s(text, p->slot_class != 0 ? "{slot:" : "{slot");
			text_add(text, sipw_slot_class_name(p->slot_class));
			text_add_s(text, "}");
		}
		if (i == p->message.len)
			break;
		if (i < p->at || i >= p->at + p->len)
			text_add(text, p->message.ptr[i] == '{' ? sipw_s("{{") : sipw_sn(p->message.ptr + i, 1));
	}
	return text_all(text);
}

/* The message with a value, parsed; NULL if it is refused. */
static const sipw_msg *render(const struct place *p, sipw_str value)
{
	static char out[200000];
	const sipw_fill fill = { .value = value };
	sipw_error error = { .sentence = NULL };
	const ptrdiff_t n = sipw_template_render(p->t, &fill, 1, 0, out, sizeof out, &error);
	if (n < 0) {
		CHECK(error.sentence != NULL && error.field != NULL && error.offset <= value.len);
		return NULL;
	}
	sipw_msg *m = sipw_msg_init(storage, sizeof storage);
	CHECK_INT(sipw_parse(m, sipw_sn(out, (size_t)n), SIPW_STREAM, NULL), SIPW_OK);
	return m;
}

/* Values that are mild and differ: one of them is of any class. */
static const char *const mild[] = { "a1", "1", "sip:a1@a1.example", "Sat, 13 Nov 2010 23:29:00 GMT" };

static void say(const struct place *p, sipw_str value, const char *what)
{
	CHECKF(false, "%s, a slot (%s) for %zu bytes at %zu, '%s': %s", p->name, sipw_slot_class_name(p->slot.slot_class).ptr,
	       p->len, p->at, check_show(value), what);
}

/* Of the hostile values, one in so many at each place, other ones at the next. */
#define STRIDE 2

static unsigned long rendered;

static void check_value(const struct place *p, const struct text *expected, sipw_str value)
{
	static struct text shape;
	const sipw_msg *m = render(p, value);
	if (m == NULL)
		return;
	rendered++;
	shape.len = 0;
	text_add_shape(&shape, m, p->slot.slot_class != SIPW_SLOT_URI);
	if (!same_bytes(text_all(&shape), text_all(expected)))
		say(p, value, check_show(text_all(&shape)));
	else if (sipw_check(m, NULL, NULL) > 0)
		say(p, value, "the checker finds an error");
	else
		CHECK(true);
}

static void check_place(struct place *p)
{
	static struct text text, expected;
	p->t = sipw_template_compile(memory, sizeof memory, with_slot(p, &text), NULL);
	if (p->t == NULL)
		return;
	sipw_template_slot(p->t, 0, &p->slot);
	const sipw_msg *m = NULL;
	for (size_t i = 0; m == NULL && i < sizeof mild / sizeof mild[0]; i++)
		m = render(p, sipw_s(mild[i]));
	if (!CHECK(m != NULL))
		return;
	expected.len = 0;
	text_add_shape(&expected, m, p->slot.slot_class != SIPW_SLOT_URI);
	for (size_t i = p->at % STRIDE; i < hostile_count(); i += STRIDE)
		check_value(p, &expected, hostile_input(i).bytes);
}

static size_t head_of(sipw_str message)
{
	return find_bytes(message, sipw_s("\r\n\r\n"));
}

static void check_message(const char *name, sipw_str bytes)
{
	const size_t head = head_of(bytes);
	for (size_t at = 0; at < head; at++)
		for (size_t len = 0; len <= 3; len += 3)
			for (int slot_class = 0; slot_class <= (len == 0 ? SIPW_SLOT_CALL_ID : 0); slot_class++) {
				struct place p = { .name = name, .message = bytes, .at = at, .len = len, .slot_class = slot_class };
				if (at + len <= head && !has_bytes(sipw_sn(bytes.ptr + at, len), sipw_s("\n")))
					check_place(&p);
			}
}

/* Quotes, escapes, comments, lists and what else a slot may stand beside. */
static const char odd[] =
	"INVITE sip:u%41;p=1@h.example:5070;maddr=192.0.2.1;x=%43y SIP/2.0\r\n"
	"Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bK7;rport;ttl=16\r\n"
	"Max-Forwards: 7\r\n"
	"From: \"A \\\"B\\\\ C\" <sip:a@b>;tag=t;x=\"q\\\"u;\\\\\"\r\n"
	"To: sip:b@192.0.2.7;x=y\r\n"
	"Call-ID: w(\"<\\>)@x\r\n"
	"CSeq: 7 INVITE\r\n"
	"Contact: Bo <sip:a;b=c:p@[::1]:5061;lr;x=y?Subject=a%20b&Priority=c>;q=0.7;expires=60\r\n"
	"User-Agent: a/1.0 (b \\(c\\) (d)) e\r\n"
	"Accept: text/html;level=\"1\", application/sdp;q=0.5\r\n"
	"Date: Sat, 13 Nov 2010 23:29:00 GMT\r\n"
	"Subject: s \xc3\xa9 {x\r\n"
	"Authorization: Digest username=\"u\\\"x\", realm=\"r\", nonce=\"n\", uri=\"sip:x@y\",\r\n"
	" response=\"dfe56131d1958046689d83306477ecc4\", qop=auth, nc=00000001, cnonce=\"c1\"\r\n"
	"P-Asserted-Identity: \"x\" <sip:a@b>, <tel:+1-2>\r\n"
	"X-Any: \"a\r\n"
	"Content-Length: 0\r\n"
	"\r\n";

static void check_vector(const char *name)
{
	static char buffer[65536];
	check_message(name, read_vector(name, buffer, sizeof buffer));
}

/* ---- against the builder ---- */

struct values {
	sipw_str user, name, tag, branch, body;
	uint32_t number;
};

static sipw_str built(const struct values *v)
{
	static char bytes[4096], uri[256];
	sipw_msg *m = sipw_msg_init(storage, sizeof storage);
	const sipw_via via = { .transport = sipw_s("UDP"), .host = sipw_s("h.example"), .branch = v->branch };
	snprintf(uri, sizeof uri, "sip:%.*s@b.example;x=y", (int)v->user.len, v->user.ptr);
	sipw_request(m, SIPW_MESSAGE, sipw_s(uri));
	sipw_add_via(m, &via);
	sipw_add_max_forwards(m, 70);
	sipw_add_from(m, &(sipw_address){ .display = v->name, .uri = sipw_s("sip:a@a.example"), .tag = v->tag });
	sipw_add_to(m, &(sipw_address){ .uri = sipw_s("sip:b@b.example") });
	sipw_add_call_id(m, v->branch);
	sipw_add_cseq(m, &(sipw_cseq){ .number = v->number });
	sipw_body(m, sipw_s("text/plain"), v->body);
	const ptrdiff_t n = sipw_serialize(m, bytes, sizeof bytes);
	CHECKF(n > 0, "not built: %s", sipw_msg_error(m)->sentence);
	return sipw_sn(bytes, n > 0 ? (size_t)n : 0);
}

#define SLOTS 6

static const sipw_template *template_of_built(void)
{
	sipw_template_fault fault = { .line = 0 };
	const sipw_template *t = sipw_template_compile(memory, sizeof memory, sipw_s(
		"MESSAGE sip:{user}@b.example;x=y SIP/2.0\nVia: SIP/2.0/UDP h.example;branch={branch:token}\n"
		"Max-Forwards: 70\nFrom: \"{name}\" <sip:a@a.example>;tag={tag:token}\nTo: <sip:b@b.example>\n"
		"Call-ID: {branch:token}\nCSeq: {number} MESSAGE\nContent-Type: text/plain\n\n{body}"), &fault);
	CHECKF(t != NULL, "%zu:%zu: %s", fault.line, fault.column, fault.error.sentence);
	CHECK_INT(sipw_template_slots(t), SLOTS);
	return t;
}

/* At the end of memory, for every size of it. */
static void check_rendered(const sipw_template *t, const struct values *v)
{
	char digits[16];
	snprintf(digits, sizeof digits, "%lu", (unsigned long)v->number);
	const sipw_fill fills[SLOTS] = { { .value = v->user }, { .value = v->branch }, { .value = v->name },
					 { .value = v->tag }, { .value = sipw_s(digits) }, { .value = v->body } };
	const sipw_str expected = built(v);
	struct guard g = guard_open(expected.len + 300);
	CHECK_INT(sipw_template_render(t, fills, SLOTS, 0, NULL, 0, NULL), expected.len);
	for (size_t size = 0; size <= expected.len + 300; size++) {
		char *out = guard_last(&g, size);
		const ptrdiff_t n = sipw_template_render(t, fills, SLOTS, 0, out, size, NULL);
		if (size < expected.len)
			CHECK_INT(n, SIPW_ERR_SPACE);
		else if (CHECK_INT(n, expected.len))
			CHECK(memcmp(out, expected.ptr, expected.len) == 0);
	}
	guard_close(&g);
}

static void test_builder(void)
{
	static const struct values rows[] = {
		{ SIPW_S("bob"), SIPW_S("Alice Smith"), SIPW_S("t1"), SIPW_S("z9hG4bK1"), SIPW_S("Hello"), 1 },
		{ SIPW_S("b%20o;b=1"), SIPW_S("\"A\" \\ B, <c>;d"), SIPW_S("~t.1"), SIPW_S("z9hG4bK-a.b"), SIPW_S("-"), 4294967295 },
		{ SIPW_S("u"), SIPW_S("J\xc3\xbcrgen x"), SIPW_S("0"), SIPW_S("z9hG4bKabcdefghijklmnopqrstuvwxyz0123456789"),
		  SIPW_S("{a}\r\n\r\n\xff"), 10 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		check_rendered(template_of_built(), &rows[i]);
}

/* ---- what is made is the same on each machine ---- */

static void check_made(const sipw_template *t, sipw_fill fill, uint64_t instance, const char *expected)
{
	char out[1024];
	const ptrdiff_t n = sipw_template_render(t, &fill, 1, instance, out, sizeof out, NULL);
	CHECKF(n > 0 && has_bytes(sipw_sn(out, (size_t)n), sipw_s(expected)), "%.*s", (int)n, out);
}

static const sipw_template *template_of(const char *slot)
{
	char text[512];
	snprintf(text, sizeof text, "OPTIONS sip:b SIP/2.0\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\nMax-Forwards: 70\n"
		 "From: <sip:a>;tag=1\nTo: <sip:b>\nCall-ID: c\nCSeq: 1 OPTIONS\nX-A: <%s>\n\n", slot);
	return sipw_template_compile(memory, sizeof memory, sipw_s(text), NULL);
}

static void test_made(void)
{
	const sipw_template *t = template_of("{v}");
	const sipw_fill id = { .source = SIPW_SOURCE_ID, .number = 1 };
	check_made(t, id, 0, "<fsfrpalu7ewboarb>");
	check_made(t, id, 1, "<vc4p2labd245dsla>");
	check_made(t, (sipw_fill){ .source = SIPW_SOURCE_RANDOM, .number = 1, .range = 1000 }, 0, "<565>");
	check_made(t, (sipw_fill){ .source = SIPW_SOURCE_COUNTER, .number = UINT64_C(18446744073709551608) }, 7, "<18446744073709551615>");
	check_made(t, (sipw_fill){ .source = SIPW_SOURCE_DATE, .number = 1289690940 }, 0, "<Sat, 13 Nov 2010 23:29:00 GMT>");
	t = template_of("{v::13}");
	check_made(t, id, 0, "<fsfrpalu7ewbo>");
	check_made(t, (sipw_fill){ .source = SIPW_SOURCE_COUNTER, .number = 9 }, 1, "<0000000000010>");
}

int main(void)
{
	test_builder();
	test_made();
	check_message("odd", sipw_s(odd));
	check_vector("C.sip");
	check_vector("rfc3665-3.1-F03.sip");
	CHECK(rendered > 100000);
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
