/* SPDX-License-Identifier: MIT */
/*
 * Dialogs between two sides, from generated INVITEs over routers of both kinds: what one side sends is the other
 * side's, is valid, and reaches it through all routers in their order, whoever sends it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/findings.h"
#include "support/generate.h"
#include "support/routes.h"

static unsigned long failures;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

enum { TALKS = 1500, STEPS = 8, TARGET_MAX = 100 };

/* What both sides should know, by the tests' own book. */
struct talk {
	int seed;
	uint64_t state;
	sipw_ids ids;
	struct generated g;
	sipw_dialog *dialogs[2]; /* by enum sipw_side towards the first INVITE */
	char targets[2][TARGET_MAX]; /* where a side's requests go */
	sipw_str routes[2][ROUTERS_MAX];
};

#define CHECK_TALK(held, t, ...) check_report((held), "seed", (t)->seed, __VA_ARGS__)

/* ---- messages ---- */

enum { INVITE, RESPONSE, REQUEST, ANSWER, OTHER, TRAVELLER, SLOTS };

static sipw_msg *built(unsigned slot)
{
	static _Alignas(16) char memory[SLOTS][20000];
	return sipw_msg_init(memory[slot], sizeof memory[slot]);
}

static void check_valid(const struct talk *t, const sipw_msg *m, const char *what)
{
	static struct text found;
	found.len = 0;
	if (!CHECK_TALK(sipw_msg_error(m)->code == SIPW_OK, t, "%s: %s", what, sipw_msg_error(m)->sentence))
		return;
	text_add_findings(&found, m);
	text_add(&found, (sipw_str){ "", 1 });
	CHECK_TALK(sipw_check(m, NULL, NULL) == 0, t, "%s: %s", what, found.bytes);
	CHECK_TALK(sipw_verify(m, NULL) == SIPW_OK, t, "%s cannot be written", what);
}

/* The message as the other side receives it. */
static sipw_msg *arrived(const struct talk *t, unsigned slot, const sipw_msg *m, const char *what)
{
	static char bytes[SLOTS][10000];
	static _Alignas(16) char memory[SLOTS][20000];
	sipw_msg *received = sipw_msg_init(memory[slot], sizeof memory[slot]);
	check_valid(t, m, what);
	const ptrdiff_t n = sipw_serialize(m, bytes[slot], sizeof bytes[slot]);
	CHECK_TALK(n > 0 && sipw_parse(received, sipw_sn(bytes[slot], n > 0 ? (size_t)n : 0), SIPW_DATAGRAM, NULL) == SIPW_OK, t,
		   "%s does not arrive", what);
	return received;
}

static const char *in_brackets(const char *uri)
{
	static char text[2][TARGET_MAX + 2];
	static unsigned turn;
	char *at = text[turn++ % 2];
	snprintf(at, sizeof text[0], "<%s>", uri);
	return at;
}

/* ---- the first INVITE ---- */

/* The routers are those of the generator, in its order; the other side has them turned around. */
static void keep_routes(struct talk *t, const sipw_msg *invite)
{
	const size_t n = t->g.n_routers;
	CHECK_TALK(sipw_count(invite, SIPW_HDR_RECORD_ROUTE) == n, t, "another number of routers");
	for (size_t i = 0; i < n; i++) {
		sipw_str *route = &t->routes[SIPW_UAS][i];
		CHECK_TALK(sipw_get(invite, SIPW_HDR_RECORD_ROUTE, i, route) == SIPW_OK && same_bytes(route_uri(*route), sipw_s(t->g.routers[i].uri)) &&
				   route_is_loose(*route) == t->g.routers[i].loose,
			   t, "another router %zu", i);
		t->routes[SIPW_UAC][n - 1 - i] = *route;
	}
}

static const sipw_msg *answer_invite(struct talk *t, const sipw_msg *invite, int code)
{
	sipw_msg *m = built(RESPONSE);
	const char *target = generate_target(&t->g, &t->state);
	const sipw_reply_options options = { .to_tag = sipw_s("uas-Tag"), .contact = sipw_s(in_brackets(target)), .deviate = true };
	CHECK_TALK(sipw_reply(m, invite, code, &options, NULL) == SIPW_OK, t, "no %d", code);
	snprintf(t->targets[SIPW_UAC], TARGET_MAX, "%s", target);
	return arrived(t, RESPONSE, m, "response");
}

static void check_state(const struct talk *t)
{
	sipw_dialog_state uac, uas;
	sipw_dialog_get(t->dialogs[SIPW_UAC], &uac);
	sipw_dialog_get(t->dialogs[SIPW_UAS], &uas);
	CHECK_TALK(same_bytes(uac.call_id, uas.call_id), t, "another Call-ID");
	CHECK_TALK(uac.local_tag.len > 0 && same_bytes(uac.local_tag, uas.remote_tag) && same_bytes(uac.remote_tag, uas.local_tag), t, "other tags");
	CHECK_TALK(same_bytes(uac.target, sipw_s(t->targets[SIPW_UAC])) && same_bytes(uas.target, sipw_s(t->targets[SIPW_UAS])), t, "another target");
	CHECK_TALK(uac.n_routes == t->g.n_routers && uas.n_routes == t->g.n_routers, t, "another number of routes");
	CHECK_TALK(uac.stage == uas.stage, t, "another stage");
}

static bool begin(struct talk *t)
{
	static _Alignas(16) char memory[2][4000];
	sipw_msg *invite = built(INVITE);
	const bool early = below(&t->state, 2);
	generate_request(&t->g, (uint64_t)t->seed, SIPW_INVITE);
	CHECK_TALK(sipw_parse(invite, text_all(&t->g.text), SIPW_DATAGRAM, NULL) == SIPW_OK, t, "no INVITE");
	keep_routes(t, invite);
	snprintf(t->targets[SIPW_UAS], TARGET_MAX, "%s", t->g.contact);
	const sipw_msg *response = answer_invite(t, invite, early ? 180 : 200);
	for (int side = 0; side < 2; side++) {
		t->dialogs[side] = sipw_dialog_init(memory[side], sizeof memory[side]);
		CHECK_TALK(sipw_dialog_make(t->dialogs[side], side, invite, response, NULL) == SIPW_OK, t, "no dialog");
	}
	check_state(t);
	if (early) {
		response = answer_invite(t, invite, 200);
		for (int side = 0; side < 2; side++)
			CHECK_TALK(sipw_dialog_answered(t->dialogs[side], side, invite, response, NULL) == SIPW_OK, t, "not confirmed");
		check_state(t);
	}
	CHECK_TALK(sipw_dialog_match(t->dialogs[SIPW_UAC], response), t, "the response is not ours");
	return failures == 0;
}

/* ---- the way of a request ---- */

static bool is_router(void *ctx, sipw_str uri)
{
	return same_bytes(route_uri(*(const sipw_str *)ctx), uri);
}

/* What a router of RFC 2543 does: the first Route becomes the Request-URI. */
static sipw_msg *pass_strictly(sipw_msg *m)
{
	sipw_start start = { .code = 0 };
	sipw_str route = { NULL, 0 };
	size_t line = 0;
	sipw_line found = { .header = 0 };
	sipw_start_get(m, &start);
	sipw_get(m, SIPW_HDR_ROUTE, 0, &route);
	while (sipw_line_get(m, line, &found) == SIPW_OK && found.header != SIPW_HDR_ROUTE)
		line++;
	sipw_request_named(m, start.method_name, route_uri(route));
	sipw_line_remove(m, line);
	return m;
}

static sipw_msg *pass_loosely(struct talk *t, const sipw_msg *m, sipw_str *router)
{
	static unsigned turn;
	sipw_msg *next = built(turn++ % 2 ? OTHER : TRAVELLER);
	const sipw_via via = { .transport = sipw_s("UDP"), .host = sipw_s("p.example") };
	const sipw_forward_options options = { .via = &via, .ids = &t->ids, .is_own = is_router, .ctx = router };
	CHECK_TALK(sipw_forward(next, m, &options, NULL) == SIPW_OK, t, "not forwarded: %s", sipw_msg_error(next)->sentence);
	return next;
}

/* Who gets a request next: whom the Request-URI names if it goes to a strict router or comes from one, else
 * whom the first Route does, if there is one (12.2.1.1, 16.6). */
static sipw_str next_hop(const sipw_msg *m, bool strict)
{
	sipw_start start = { .code = 0 };
	sipw_str route;
	sipw_start_get(m, &start);
	return !strict && sipw_get(m, SIPW_HDR_ROUTE, 0, &route) == SIPW_OK ? route_uri(route) : start.uri;
}

/* It comes to each router of the side's route set, in order, and to the other side as if none had been. */
static void travel(struct talk *t, int side, const sipw_msg *request)
{
	sipw_msg *m = arrived(t, OTHER, request, "traveller");
	bool strict = false;
	for (size_t i = 0; i < t->g.n_routers; i++) {
		sipw_str *router = &t->routes[side][i];
		const bool loose = route_is_loose(*router);
		CHECK_TALK(same_bytes(next_hop(m, strict || !loose), route_uri(*router)), t, "does not come to router %zu", i);
		m = loose ? pass_loosely(t, m, router) : pass_strictly(m);
		m = arrived(t, i % 2 ? OTHER : TRAVELLER, m, "traveller");
		strict = !loose;
	}
	CHECK_TALK(same_bytes(next_hop(m, strict), sipw_s(t->targets[side])), t, "goes astray");
	CHECK_TALK(sipw_count(m, SIPW_HDR_ROUTE) == 0, t, "a route is left");
}

/* ---- requests in it ---- */

static const struct kind {
	int method;
	bool refresh;
	sipw_field fields[2];
	size_t n;
} kinds[] = {
	{ .method = SIPW_INVITE, .refresh = true },
	{ .method = SIPW_UPDATE, .refresh = true },
	{ .method = SIPW_INFO },
	{ .method = SIPW_OPTIONS },
	{ .method = SIPW_BYE },
	{ .method = 0 },
	{ .method = SIPW_SUBSCRIBE, .refresh = true, .n = 1, .fields = { { .header = SIPW_HDR_EVENT, .value = SIPW_S("presence") } } },
	{ .method = SIPW_NOTIFY, .refresh = true, .n = 2,
	  .fields = { { .header = SIPW_HDR_EVENT, .value = SIPW_S("presence") },
		      { .header = SIPW_HDR_SUBSCRIPTION_STATE, .value = SIPW_S("active") } } },
	{ .method = SIPW_REFER, .refresh = true, .n = 1, .fields = { { .header = SIPW_HDR_REFER_TO, .value = SIPW_S("<sip:c@c.example>") } } },
};

static void check_way(const struct talk *t, int side, const sipw_msg *m)
{
	static struct text found, expected;
	found.len = expected.len = 0;
	text_add_way_of(&found, m);
	text_add_way(&expected, t->routes[side], t->g.n_routers, sipw_s(t->targets[side]));
	CHECK_TALK(same_bytes(text_all(&found), text_all(&expected)), t, "goes to\n%.*snot to\n%.*s", (int)found.len, found.bytes,
		   (int)expected.len, expected.bytes);
}

/* A request of a side as the other one receives it. */
static const sipw_msg *send_request(struct talk *t, int side, const struct kind *kind, const char *contact)
{
	sipw_msg *m = built(REQUEST);
	char uri[TARGET_MAX];
	sipw_dialog_state before, after;
	sipw_dialog_options options = { .via = { .transport = sipw_s("UDP"), .host = sipw_s("us.example") }, .ids = &t->ids,
					.method_name = sipw_s("FLY"), .cseq = 0 };
	const sipw_extras extras = { .fields = kind->fields, .n = kind->n };
	if (kind->refresh)
		options.contact = sipw_s(in_brackets(contact));
	if (below(&t->state, 4) == 0) {
		snprintf(uri, sizeof uri, "%s:name%u@a.example", t->g.scheme, below(&t->state, 9));
		options.from = (sipw_address){ .display = sipw_s("Other, Name"), .uri = sipw_s(uri) };
	}
	sipw_dialog_get(t->dialogs[side], &before);
	sipw_dialog_request(m, t->dialogs[side], kind->method, &options, &extras);
	sipw_dialog_get(t->dialogs[side], &after);
	CHECK_TALK(!before.local_cseq.given || after.local_cseq.number == before.local_cseq.number + 1, t, "CSeq does not rise");
	check_way(t, side, m);
	travel(t, side, m);
	return arrived(t, REQUEST, m, "request");
}

static const sipw_msg *send_answer(struct talk *t, const sipw_msg *request, int code, const char *contact)
{
	sipw_msg *m = built(ANSWER);
	const sipw_reply_options options = { .contact = sipw_s(in_brackets(contact)) };
	CHECK_TALK(sipw_reply(m, request, code, &options, NULL) == SIPW_OK, t, "no answer");
	return arrived(t, ANSWER, m, "answer");
}

/* Both ACKs for a 2xx go where the dialog goes. Where a loose router follows a strict one, the INVITE alone does not tell. */
static void acknowledge(struct talk *t, int side, const sipw_msg *request, const sipw_msg *answer)
{
	const sipw_dialog_options options = { .via = { .transport = sipw_s("UDP"), .host = sipw_s("us.example") }, .ids = &t->ids };
	const sipw_str *routes = t->routes[side];
	const size_t n = t->g.n_routers;
	sipw_msg *m = built(OTHER);
	sipw_cseq first = { .number = 0 }, second = { .number = 1 };
	sipw_dialog_request(m, t->dialogs[side], SIPW_ACK, &options, NULL);
	check_valid(t, m, "ACK of the dialog");
	check_way(t, side, m);
	sipw_get_cseq(request, 0, &first);
	sipw_get_cseq(m, 0, &second);
	CHECK_TALK(first.number == second.number, t, "the ACK is for another INVITE");
	m = built(OTHER);
	sipw_ack(m, request, answer, &(sipw_ack_options){ .ids = &t->ids }, NULL);
	check_valid(t, m, "ACK of the messages");
	if (n < 2 || route_is_loose(routes[0]) || !route_is_loose(routes[1]))
		check_way(t, side, m);
}

static void give_up(struct talk *t, const sipw_msg *request, const sipw_msg *answer)
{
	sipw_msg *m = built(OTHER);
	sipw_ack(m, request, answer, NULL, NULL);
	check_valid(t, m, "ACK of a failure");
	CHECK_TALK(sipw_transaction_match(request, answer, m), t, "the ACK is for another INVITE");
	m = built(OTHER);
	sipw_cancel(m, request, NULL, NULL);
	check_valid(t, m, "CANCEL");
	CHECK_TALK(sipw_cancel_match(m, request), t, "the CANCEL is for another INVITE");
}

/* RFC 3891 3, RFC 4538 3: each tag is that of the side that it is said to be of. */
static void check_names(const struct talk *t, int side)
{
	sipw_replaces replaces = { .early_only = false };
	sipw_target_dialog target = { .call_id = { NULL, 0 } };
	sipw_dialog_state other;
	sipw_dialog_get(t->dialogs[1 - side], &other);
	CHECK_TALK(sipw_dialog_replaces(t->dialogs[side], &replaces) == SIPW_OK && same_bytes(replaces.to_tag, other.local_tag) &&
			   same_bytes(replaces.from_tag, other.remote_tag),
		   t, "Replaces names another dialog");
	CHECK_TALK(sipw_dialog_target(t->dialogs[side], &target) == SIPW_OK && same_bytes(target.local_tag, other.local_tag) &&
			   same_bytes(target.remote_tag, other.remote_tag),
		   t, "Target-Dialog names another dialog");
}

static void take_step(struct talk *t)
{
	const int side = (int)below(&t->state, 2), other = 1 - side, code = below(&t->state, 4) ? 200 : 488;
	const struct kind *kind = &kinds[below(&t->state, sizeof kinds / sizeof kinds[0])];
	char ours[TARGET_MAX], theirs[TARGET_MAX], before[300];
	sipw_dialog_state from, to;
	sipw_dialog_get(t->dialogs[other], &to);
	snprintf(before, sizeof before, "%.*s", (int)to.remote.len, to.remote.ptr);
	snprintf(ours, sizeof ours, "%s", generate_target(&t->g, &t->state));
	snprintf(theirs, sizeof theirs, "%s", generate_target(&t->g, &t->state));
	const sipw_msg *request = send_request(t, side, kind, ours);
	CHECK_TALK(sipw_dialog_match(t->dialogs[other], request), t, "the request is not the other side's");
	CHECK_TALK(sipw_dialog_received(t->dialogs[other], request, NULL) == SIPW_OK, t, "the request is refused");
	const sipw_msg *answer = send_answer(t, request, code, theirs);
	CHECK_TALK(sipw_transaction_match(request, NULL, answer), t, "the answer is to another request");
	CHECK_TALK(sipw_dialog_match(t->dialogs[side], answer), t, "the answer is not the dialog's");
	CHECK_TALK(sipw_dialog_answered(t->dialogs[side], SIPW_UAC, request, answer, NULL) == SIPW_OK, t, "the answer is refused");
	CHECK_TALK(sipw_dialog_answered(t->dialogs[other], SIPW_UAS, request, answer, NULL) == SIPW_OK, t, "the own answer is refused");
	if (code == 200 && kind->refresh) {
		memcpy(t->targets[side], theirs, TARGET_MAX);
		memcpy(t->targets[other], ours, TARGET_MAX);
	}
	sipw_dialog_get(t->dialogs[side], &from);
	sipw_dialog_get(t->dialogs[other], &to);
	CHECK_TALK(same_bytes(to.remote, code == 200 ? from.local : sipw_s(before)), t, "another identity");
	check_state(t);
	check_names(t, side);
	if (kind->method == SIPW_INVITE && code == 200)
		acknowledge(t, side, request, answer);
	else if (kind->method == SIPW_INVITE)
		give_up(t, request, answer);
}

int main(void)
{
	static struct talk t;
	for (int seed = 0; seed < TALKS && failures == 0; seed++) {
		t = (struct talk){ .seed = seed, .state = (uint64_t)seed };
		sipw_ids_seeded(&t.ids, (uint64_t)seed);
		for (int i = 0; i < STEPS && (i > 0 || begin(&t)) && failures == 0; i++)
			take_step(&t);
	}
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
