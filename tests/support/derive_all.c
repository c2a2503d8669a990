/* SPDX-License-Identifier: MIT */
#include "support/derive_all.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/message.h"

static sipw_ids ids;
static const char *what; /* is derived */

/* ---- results ---- */

enum { ROOM = 120000 };
static size_t room; /* of the targets */

static sipw_msg *target(void)
{
	static _Alignas(16) char memory[ROOM];
	return sipw_msg_init(memory, room);
}

static void check_error(const sipw_error *e, int code)
{
	CHECKF(e->code == code, "%s: %s, not %s", what, sipw_err_name(e->code), sipw_err_name(code));
	CHECKF(e->sentence != NULL && (e->input != NULL || code == SIPW_ERR_SPACE), "%s: refused without reason", what);
}

/* It can be written, and is received as what it is; or it is refused, and empty. */
static void check_made(sipw_msg *m, int code)
{
	static _Alignas(16) char memory[200000];
	sipw_start made = { .code = 0 }, received = { .code = 0 };
	if (code != SIPW_OK) {
		check_error(sipw_msg_error(m), code);
		CHECKF(sipw_line_count(m) == 0 && sipw_start_get(m, &made) == SIPW_ERR_STATE, "%s: something is left of it", what);
		return;
	}
	sipw_msg *again = sipw_msg_init(memory, sizeof memory);
	CHECKF(sipw_parse(again, written(m), SIPW_DATAGRAM, NULL) == SIPW_OK, "%s: is no message", what);
	CHECKF(sipw_start_get(m, &made) == SIPW_OK && sipw_start_get(again, &received) == SIPW_OK && made.code == received.code &&
		       made.method == received.method && same_bytes(made.uri, received.uri),
	       "%s: another start line", what);
}

#define DERIVE(name, call) (what = (name), m = target(), check_made(m, call))

/* ---- messages from messages ---- */

static void derive_replies(const sipw_msg *request, const sipw_extras *extras)
{
	static const int codes[] = { 100, 183, 200, 302, 400, 486, 999, -1 };
	sipw_msg *m;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		const sipw_reply_options options = { .ids = &ids, .contact = sipw_s("<sip:b@b.example>"), .source = sipw_s("2001:db8::9"),
						     .source_port = 5062, .delay = sipw_s("1"), .rseq = codes[i] == 183 ? 7 : 0 };
		DERIVE("reply", sipw_reply(m, request, codes[i], &options, extras));
	}
}

static void derive_followups(const sipw_msg *request, const sipw_msg *response, const sipw_extras *extras)
{
	const sipw_ack_options ack = { .ids = &ids };
	const sipw_cancel_options cancel = { .any_method = true };
	const sipw_prack_options prack = { .ids = &ids };
	sipw_msg *m;
	DERIVE("ACK", sipw_ack(m, request, response, &ack, extras));
	DERIVE("CANCEL", sipw_cancel(m, request, &cancel, extras));
	DERIVE("PRACK", sipw_prack(m, request, response, &prack, extras));
}

static size_t some_hash(void *ctx, int algorithm, const sipw_str *pieces, size_t n, unsigned char ret_hash[SIPW_HASH_MAX])
{
	(void)ctx, (void)pieces, (void)n;
	memset(ret_hash, 0xa5, SIPW_HASH_MAX);
	return algorithm == SIPW_DIGEST_MD5 ? 16 : 32;
}

static void derive_again(const sipw_msg *request, const sipw_msg *response, const sipw_extras *extras)
{
	static sipw_auth_space spaces[2];
	static const sipw_login login = { .username = SIPW_S("bob"), .password = SIPW_S("x") };
	static const sipw_hasher hasher = { .hash = some_hash };
	const sipw_retry_options retry = { .ids = &ids, .uri = sipw_s("sip:x"), .seconds = 7 };
	const sipw_refresh_options refresh = { .ids = &ids, .expires = sipw_num(60) };
	const sipw_authorize_options authorize = { .logins = &login, .n_logins = 1, .hasher = &hasher, .ids = &ids, .spaces = spaces,
						   .n_spaces = 2 };
	sipw_str contact = { "", 0 };
	sipw_msg *m;
	sipw_get(response, SIPW_HDR_CONTACT, 0, &contact);
	memset(spaces, 0, sizeof spaces);
	DERIVE("redirected", sipw_redirected(m, request, contact, &retry, extras));
	DERIVE("retry", sipw_retry(m, request, response, &retry, extras));
	DERIVE("refresh", sipw_refresh(m, request, response, &refresh, extras));
	DERIVE("refresh of an unanswered request", sipw_refresh(m, request, NULL, &refresh, NULL));
	DERIVE("authorize", sipw_authorize(m, request, response, &authorize, extras));
}

static bool is_own(void *ctx, sipw_str uri)
{
	(void)ctx;
	return uri.len % 2 == 0;
}

static void derive_forwarded(const sipw_msg *request, const sipw_msg *response, const sipw_extras *extras)
{
	const sipw_via via = { .transport = sipw_s("UDP"), .host = sipw_s("p.example") };
	const sipw_forward_options forward = { .via = &via, .ids = &ids, .record_route = sipw_s("<sip:p.example;lr>"), .is_own = is_own,
					       .realm = sipw_s("r"), .source = sipw_s("192.0.2.9"), .source_port = 1 };
	const sipw_forward_response_options back = { .record_route = sipw_s("<sip:q.example;lr>"), .is_own = is_own };
	sipw_msg *m;
	DERIVE("forwarded", sipw_forward(m, request, &forward, extras));
	DERIVE("passed back", sipw_forward_response(m, response, &back, extras));
}

/* ---- what is only asked ---- */

static void ask(const sipw_msg *request, const sipw_msg *response)
{
	static const sipw_hasher hasher = { .hash = some_hash };
	static const unsigned char secret[SIPW_SECRET_LEN];
	const sipw_challenge issued = { .realm = sipw_s("r"), .nonce = sipw_s("n") };
	const sipw_authenticate_options o = { .header = SIPW_HDR_AUTHORIZATION, .issued = &issued, .hasher = &hasher };
	char key[300], tag[SIPW_ID_LEN];
	for (int which = SIPW_KEY_CLIENT; which <= SIPW_KEY_CANCELLED; which++) {
		const ptrdiff_t n = sipw_transaction_key(request, which, key, sizeof key, NULL);
		CHECKF(n != 0 && n <= (ptrdiff_t)sizeof key, "a key of %td bytes", n);
	}
	CHECK(!sipw_transaction_match(request, NULL, response) || !sipw_cancel_match(response, request));
	CHECK(sipw_reply_tag(request, secret, tag) == sipw_msg_error(request)->code);
	CHECK(sipw_authenticate(request, &o, NULL) != SIPW_AUTH_RIGHT); /* there is no login */
}

/* ---- dialogs ---- */

enum { DIALOG_ROOM = 3000 };
static _Alignas(16) char memory[DIALOG_ROOM];

/* What takes a message into a dialog says why not, and leaves it alone then. */
#define TAKE(name, call)                                                                                    \
	do {                                                                                                \
		sipw_error error = { .code = SIPW_OK };                                                     \
		memcpy(before, memory, sizeof memory);                                                      \
		what = (name);                                                                              \
		const int code = (call);                                                                    \
		if (code != SIPW_OK) {                                                                      \
			check_error(&error, code);                                                          \
			CHECKF(memcmp(before, memory, sizeof memory) == 0, "%s: the dialog has changed", what); \
		}                                                                                           \
	} while (0)

/* A request that is not made leaves it alone, too. */
static void use_dialog(sipw_dialog *d)
{
	static char before[DIALOG_ROOM];
	static const int methods[] = { SIPW_ACK, SIPW_BYE, SIPW_INVITE };
	char out[4 * DIALOG_ROOM];
	sipw_replaces replaces;
	sipw_msg *m;
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
		sipw_dialog_options options = { .via = { .transport = sipw_s("UDP"), .host = sipw_s("us.example") }, .ids = &ids,
						.contact = sipw_s("<sip:a@a.example>") };
		if (methods[i] == SIPW_INVITE)
			options.from.uri = sipw_s("sip:carol@a.example");
		memcpy(before, memory, sizeof memory);
		DERIVE("request in the dialog", sipw_dialog_request(m, d, methods[i], &options, NULL));
		CHECKF(sipw_msg_error(m)->code == SIPW_OK || memcmp(before, memory, sizeof memory) == 0, "%s: the dialog has changed", what);
	}
	const ptrdiff_t n = sipw_dialog_refer_to(d, true, out, sizeof out);
	CHECKF(n == sipw_dialog_refer_to(d, true, NULL, 0), "Refer-To has %td bytes", n);
	sipw_dialog_replaces(d, &replaces);
}

static void try_dialogs(const sipw_msg *request, const sipw_msg *response)
{
	static char before[DIALOG_ROOM];
	for (int way = 0; way < 3; way++) {
		sipw_dialog *d = sipw_dialog_init(memory, sizeof memory);
		if (way == 2)
			TAKE("notified dialog", sipw_dialog_make_notified(d, request, response, &error));
		else
			TAKE("dialog", sipw_dialog_make(d, way, request, response, &error));
		use_dialog(d);
		for (int side = SIPW_UAC; side <= SIPW_UAS; side++)
			TAKE("answered", sipw_dialog_answered(d, side, request, response, &error));
		TAKE("sent", sipw_dialog_sent(d, request, &error));
		TAKE("received", sipw_dialog_received(d, request, &error));
		TAKE("retargeted", sipw_dialog_retarget(d, request, &error));
		sipw_dialog_match(d, request);
		sipw_dialog_match(d, response);
		use_dialog(d);
	}
}

static void derive_in(size_t size, const sipw_msg *request, const sipw_msg *response)
{
	static const sipw_field fields[] = { { .name = SIPW_S("X-A"), .value = SIPW_S("1") }, { .header = SIPW_HDR_SUBJECT, .value = SIPW_S("x") } };
	const sipw_extras extras = { .fields = fields, .n = 2 };
	room = size;
	sipw_ids_seeded(&ids, 1);
	derive_replies(request, &extras);
	derive_followups(request, response, NULL);
	derive_again(request, response, &extras);
	derive_forwarded(request, response, &extras);
	ask(request, response);
	try_dialogs(request, response);
}

void derive_all(const sipw_msg *request, const sipw_msg *response)
{
	const size_t little = SIPW_MSG_MIN + written(request).len * 7 % 900;
	derive_in(ROOM, request, response);
	derive_in(little, request, response);
}
