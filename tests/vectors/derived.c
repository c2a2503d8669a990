/* SPDX-License-Identifier: MIT */
/*
 * What holds for messages derived from any message: from those printed in RFCs, from our own, from generated
 * ones, and from what is left of them when they are cut off. A reply is one to its request, an ACK and a CANCEL belong to
 * their INVITE, routes keep their order, and what is derived from a valid message is valid.
 */
#include "derived.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/bytes.h"
#include "support/check.h"
#include "support/findings.h"
#include "support/generate.h"
#include "support/message.h"
#include "support/routes.h"
#include "support/samples.h"

static unsigned long failures;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

__attribute__((format(printf, 3, 4)))
void check_round(bool held, const struct round *r, const char *format, ...)
{
	char text[1000];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	check_report(held, r->sample->file, r->sample->line, "%.*s, %s: %s", (int)r->sample->title.len, r->sample->title.ptr,
		     r->what, text);
}

sipw_msg *target(unsigned slot)
{
	static _Alignas(16) char memory[SLOTS][300000];
	return sipw_msg_init(memory[slot], sizeof memory[slot]);
}

const sipw_reply_options bob = { .to_tag = SIPW_S("bob-tag"), .contact = SIPW_S("<sip:bob@192.0.2.4>"), .deviate = true };
static const sipw_via own = { .transport = SIPW_S("UDP"), .host = SIPW_S("proxy.example"), .branch = SIPW_S("z9hG4bKown") };

static const char *error_of(const sipw_msg *m)
{
	static char text[300];
	const ptrdiff_t n = sipw_error_text(sipw_msg_error(m), text, sizeof text - 1);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

/* ---- what must be so of any of them ---- */

static void check_valid(const struct round *r, const sipw_msg *m)
{
	static struct text found;
	found.len = 0;
	text_add_findings(&found, m);
	text_add(&found, (sipw_str){ "", 1 });
	CHECK_ROUND(sipw_check(m, NULL, NULL) == 0, r, "%s", found.bytes);
	CHECK_ROUND(sipw_verify(m, NULL) == SIPW_OK, r, "it cannot be written");
}

bool check_made(const struct round *r, const sipw_msg *m)
{
	if (sipw_msg_error(m)->code == SIPW_OK) {
		if (r->valid)
			check_valid(r, m);
		return true;
	}
	CHECK_ROUND(!r->valid, r, "refused: %s", error_of(m));
	CHECK_ROUND(sipw_line_count(m) == 0 && sipw_msg_error(m)->sentence != NULL, r, "refused without reason");
	return false;
}

/* The values of a header field, one a line. */
static sipw_str values_of(const sipw_msg *m, int header)
{
	static struct text texts[2];
	static unsigned turn;
	struct text *text = &texts[turn++ % 2];
	sipw_values values = sipw_values_start(m, header);
	sipw_str value;
	text->len = 0;
	while (sipw_values_next(&values, &value) == 1) {
		text_add(text, value);
		text_add_s(text, "\n");
	}
	return text_all(text);
}

void check_same(const struct round *r, const sipw_msg *a, const sipw_msg *b, int header)
{
	const sipw_str name = sipw_header_name(header);
	CHECK_ROUND(same_bytes(values_of(a, header), values_of(b, header)), r, "another %.*s", (int)name.len, name.ptr);
}

/* The same key, as far as both have one. */
static void check_key(const struct round *r, const sipw_msg *a, const sipw_msg *b, int which)
{
	char first[2000], second[2000];
	const ptrdiff_t n = sipw_transaction_key(a, which, first, sizeof first, NULL);
	const ptrdiff_t k = sipw_transaction_key(b, which, second, sizeof second, NULL);
	if (n >= 0 && k >= 0)
		CHECK_ROUND(n == k && memcmp(first, second, (size_t)n) == 0, r, "another transaction");
}

/* ---- replies ---- */

static bool creates_dialog(const struct round *r)
{
	sipw_method_info info = { .id = 0 };
	sipw_method_describe(r->start.method, &info);
	return info.creates_dialog;
}

static void check_reply(const struct round *r, const sipw_msg *reply, int code)
{
	const bool routes = creates_dialog(r) && code > 100 && code < 300;
	sipw_address to = { .escaped = false }, asked = { .escaped = false };
	check_same(r, r->m, reply, SIPW_HDR_VIA);
	check_same(r, r->m, reply, SIPW_HDR_FROM);
	check_same(r, r->m, reply, SIPW_HDR_CALL_ID);
	check_same(r, r->m, reply, SIPW_HDR_CSEQ);
	if (routes)
		check_same(r, r->m, reply, SIPW_HDR_RECORD_ROUTE);
	else
		CHECK_ROUND(sipw_count(reply, SIPW_HDR_RECORD_ROUTE) == 0, r, "a route in %d", code);
	sipw_get_to(r->m, 0, &asked);
	sipw_get_to(reply, 0, &to);
	const sipw_str tag = asked.tag.ptr != NULL ? asked.tag : code == 100 ? (sipw_str){ NULL, 0 } : bob.to_tag;
	CHECK_ROUND(same_bytes(to.tag, tag), r, "another tag in %d", code);
	CHECK_ROUND(sipw_transaction_match(r->m, NULL, reply), r, "%d is no reply to it", code);
	check_key(r, r->m, reply, SIPW_KEY_CLIENT);
}

/* What a response needs besides, as must cells of the tables have it. */
static sipw_extras extras_of(const struct round *r, int code)
{
	static const sipw_field challenge = { .header = SIPW_HDR_PROXY_AUTHENTICATE, .value = SIPW_S("Digest realm=\"r\", nonce=\"n\"") };
	static const sipw_field tag = { .header = SIPW_HDR_SIP_ETAG, .value = SIPW_S("1") };
	const bool published = r->start.method == SIPW_PUBLISH && code / 100 == 2;
	return (sipw_extras){ .fields = published ? &tag : &challenge, .n = published || code == 407 };
}

/* A 2xx to MESSAGE has no Contact (RFC 3428 7). */
static sipw_reply_options options_of(const struct round *r, int code)
{
	sipw_reply_options options = bob;
	if (r->start.method == SIPW_MESSAGE && code / 100 == 2)
		options.contact = (sipw_str){ NULL, 0 };
	return options;
}

static void try_replies(struct round *r)
{
	static const int codes[] = { 100, 180, 199, 200, 202, 302, 404, 407, 480, 500, 603 };
	r->what = "reply";
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		const sipw_extras extras = extras_of(r, codes[i]);
		const sipw_reply_options options = options_of(r, codes[i]);
		sipw_msg *reply = target(REPLY);
		const int code = sipw_reply(reply, r->m, codes[i], &options, &extras);
		if (r->start.method == SIPW_ACK)
			CHECK_ROUND(code == SIPW_ERR_RULE, r, "an ACK is answered");
		else if (check_made(r, reply) && r->valid)
			check_reply(r, reply, codes[i]);
	}
}

/* ---- CANCEL, ACK ---- */

static void try_cancel(struct round *r)
{
	sipw_msg *cancel = target(FOLLOWUP);
	r->what = "CANCEL";
	const int code = sipw_cancel(cancel, r->m, &(sipw_cancel_options){ .any_method = true }, NULL);
	if (r->start.method == SIPW_ACK || r->start.method == SIPW_CANCEL) {
		CHECK_ROUND(code != SIPW_OK, r, "there is one");
		return;
	}
	if (!check_made(r, cancel) || !r->valid)
		return;
	CHECK_ROUND(sipw_cancel_match(cancel, r->m), r, "it is for another request");
	check_same(r, r->m, cancel, SIPW_HDR_ROUTE);
	if (r->start.method == SIPW_INVITE) {
		char first[2000], second[2000];
		const ptrdiff_t n = sipw_transaction_key(r->m, SIPW_KEY_SERVER, first, sizeof first, NULL);
		const ptrdiff_t k = sipw_transaction_key(cancel, SIPW_KEY_CANCELLED, second, sizeof second, NULL);
		CHECK_ROUND(n > 0 && n == k && memcmp(first, second, (size_t)n) == 0, r, "another key");
	}
}

static void try_ack_failure(struct round *r)
{
	sipw_msg *reply = target(REPLY), *ack = target(FOLLOWUP);
	r->what = "ACK of a 480";
	if (sipw_reply(reply, r->m, 480, &bob, NULL) != SIPW_OK)
		return;
	sipw_ack(ack, r->m, reply, NULL, NULL);
	if (!check_made(r, ack) || !r->valid)
		return;
	CHECK_ROUND(sipw_transaction_match(r->m, reply, ack), r, "it is for another INVITE");
	check_key(r, r->m, ack, SIPW_KEY_SERVER);
	check_same(r, r->m, ack, SIPW_HDR_ROUTE);
	check_same(r, reply, ack, SIPW_HDR_TO);
	check_same(r, r->m, ack, SIPW_HDR_AUTHORIZATION);
	check_same(r, r->m, ack, SIPW_HDR_PROXY_AUTHORIZATION);
}

enum { ROUTES_MAX = 100 };

/* It goes to the target by the values of Record-Route from the last to the first. */
static void check_turned_around(const struct round *r, const sipw_msg *reply, const sipw_msg *ack)
{
	static struct text expected, found;
	sipw_str routes[ROUTES_MAX], target = sipw_s("sip:bob@192.0.2.4");
	const size_t n = sipw_count(reply, SIPW_HDR_RECORD_ROUTE);
	if (n > ROUTES_MAX)
		return;
	for (size_t i = 0; i < n; i++)
		CHECK_ROUND(sipw_get(reply, SIPW_HDR_RECORD_ROUTE, i, &routes[n - 1 - i]) == SIPW_OK, r, "no route %zu", i);
	expected.len = found.len = 0;
	text_add_way(&expected, routes, n, target);
	text_add_way_of(&found, ack);
	CHECK_ROUND(same_bytes(text_all(&found), text_all(&expected)), r, "goes to\n%.*snot to\n%.*s", (int)found.len, found.bytes,
		    (int)expected.len, expected.bytes);
}

static void try_ack_success(struct round *r)
{
	sipw_msg *reply = target(REPLY), *ack = target(FOLLOWUP);
	const sipw_ack_options options = { .branch = sipw_s("z9hG4bKack") };
	sipw_address to = { .escaped = false };
	r->what = "ACK of a 200";
	if (sipw_reply(reply, r->m, 200, &bob, NULL) != SIPW_OK)
		return;
	sipw_ack(ack, r->m, reply, &options, NULL);
	if (!check_made(r, ack) || !r->valid || sipw_get_to(r->m, 0, &to) != SIPW_OK || to.tag.ptr != NULL)
		return;
	CHECK_ROUND(!sipw_transaction_match(r->m, reply, ack), r, "it is in the INVITE's transaction");
	check_turned_around(r, reply, ack);
}

/* ---- proxies ---- */

static void try_forward(struct round *r)
{
	sipw_msg *forwarded = target(FORWARDED), *reply = target(REPLY), *returned = target(RETURNED);
	const sipw_forward_options options = { .via = &own, .record_route = sipw_s("<sip:proxy.example;lr>") };
	const sipw_forward_response_options back = { .via = &own };
	const sipw_reply_options answer = options_of(r, 200);
	const sipw_extras extras = extras_of(r, 200);
	r->what = "forwarded";
	sipw_forward(forwarded, r->m, &options, NULL);
	if (sipw_msg_error(forwarded)->code == SIPW_ERR_RULE || !check_made(r, forwarded) || r->start.method == SIPW_ACK)
		return;
	if (sipw_reply(reply, forwarded, 200, &answer, &extras) != SIPW_OK)
		return;
	r->what = "passed back";
	sipw_forward_response(returned, reply, &back, NULL);
	if (!check_made(r, returned) || !r->valid)
		return;
	check_same(r, r->m, returned, SIPW_HDR_VIA);
	CHECK_ROUND(sipw_transaction_match(r->m, NULL, returned), r, "it is no reply to the request");
	CHECK_ROUND(!creates_dialog(r) || sipw_count(returned, SIPW_HDR_RECORD_ROUTE) == sipw_count(r->m, SIPW_HDR_RECORD_ROUTE) + 1, r,
		    "another number of routes");
}

static void try_all(struct round *r)
{
	try_replies(r);
	try_cancel(r);
	try_forward(r);
	try_once_more(r);
	if (r->start.method != SIPW_INVITE)
		return;
	try_ack_failure(r);
	try_ack_success(r);
	try_prack(r);
}

/* ---- files ---- */

/* True if they are a request that is valid. */
static bool try_bytes(const struct sample *s, sipw_str bytes)
{
	struct round r = { .sample = s, .m = roomy_message(0) };
	if (sipw_parse(r.m, bytes, SIPW_DATAGRAM, NULL) != SIPW_OK)
		return false;
	if (sipw_start_get(r.m, &r.start) == SIPW_OK && r.start.code != 0)
		return false;
	/* A Contact in MESSAGE is worth a warning if it was received, and an error if it is sent (RFC 3428 7). */
	r.valid = sipw_check(r.m, NULL, NULL) == 0 &&
		  !(r.start.method == SIPW_MESSAGE && sipw_count(r.m, SIPW_HDR_CONTACT) > 0);
	try_all(&r);
	return r.valid;
}

/* The message without its bytes from `at` on, but for the end of a head. */
static void try_cut(const struct sample *s, size_t at)
{
	static struct text text;
	text.len = 0;
	text_add(&text, sipw_sn(s->bytes.ptr, at));
	text_add_s(&text, "\r\n\r\n");
	try_bytes(s, text_all(&text));
}

static void try_file(const char *name)
{
	struct sample_file file;
	struct sample s;
	if (!samples_open(&file, name))
		return;
	while (samples_next(&file, &s)) {
		try_bytes(&s, s.bytes);
		for (size_t at = 0; at < s.bytes.len && at < 2000; at += 23)
			try_cut(&s, at);
	}
}

enum { GENERATED = 3000 };

static void try_generated(void)
{
	static struct generated g;
	for (int seed = 0; seed < GENERATED; seed++) {
		const struct sample s = { .file = "seed", .line = seed, .title = sipw_s("generated") };
		generate_request(&g, (uint64_t)seed, -1);
		if (CHECKF(try_bytes(&s, text_all(&g.text)), "seed %d is not valid", seed))
			continue;
		static struct text found;
		sipw_msg *m = roomy_message(0);
		sipw_parse(m, text_all(&g.text), SIPW_DATAGRAM, NULL);
		text_add_findings(&found, m);
		printf("%.*s\n%.*s\n", (int)found.len, found.bytes, (int)g.text.len, g.text.bytes);
		return;
	}
}

static const char *const all_files[] = {
	"broken.messages",  "odd.messages",	"rfc3261.messages", "rfc3428.messages", "rfc3515.messages", "rfc3665.messages",
	"rfc3666.messages", "rfc3856.messages", "rfc3891.messages", "rfc3903.messages", "rfc3911.messages", "rfc4028.messages",
};

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		try_file(argv[i]);
	for (size_t i = 0; argc == 1 && i < sizeof all_files / sizeof all_files[0]; i++)
		try_file(all_files[i]);
	if (argc == 1)
		try_generated();
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
