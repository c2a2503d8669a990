/* SPDX-License-Identifier: MIT */
/* Requests that follow another one: the same once more, and PRACK. */
#include "derived.h"

#include "support/bytes.h"
#include "support/check.h"

/* ---- once more ---- */

/* Another transaction of the same party about the same thing (8.1.3.4, 8.1.3.5, 10.2.4, 22.2). */
static void check_again(const struct round *r, const sipw_msg *again)
{
	sipw_cseq first = { .number = 0 }, second = { .number = 0 };
	CHECK_ROUND(!sipw_transaction_match(r->m, NULL, again), r, "the transaction is the same");
	sipw_get_cseq(r->m, 0, &first);
	sipw_get_cseq(again, 0, &second);
	CHECK_ROUND(second.number == first.number + 1 && same_bytes(first.method, second.method), r, "CSeq is wrong");
	check_same(r, r->m, again, SIPW_HDR_FROM);
	check_same(r, r->m, again, SIPW_HDR_TO);
	check_same(r, r->m, again, SIPW_HDR_CALL_ID);
	check_same(r, r->m, again, SIPW_HDR_CONTACT);
	check_same(r, r->m, again, SIPW_HDR_ROUTE);
}

static const sipw_retry_options next = { .branch = SIPW_S("z9hG4bKagain") };

static void try_redirected(struct round *r)
{
	sipw_msg *again = target(FOLLOWUP);
	r->what = "redirected";
	sipw_redirected(again, r->m, sipw_s("sip:other.example;method=BYE?From=sip:evil"), &next, NULL);
	if (!check_made(r, again) || !r->valid)
		return;
	check_again(r, again);
	CHECK_ROUND(same_bytes(sipw_body_get(r->m), sipw_body_get(again)), r, "another body");
}

static size_t some_hash(void *ctx, int algorithm, const sipw_str *pieces, size_t n, unsigned char ret_hash[SIPW_HASH_MAX])
{
	(void)ctx, (void)pieces, (void)n;
	memset(ret_hash, 0xa5, SIPW_HASH_MAX);
	return algorithm == SIPW_DIGEST_MD5 ? 16 : 0;
}

/* A response of this code with one more header field; NULL if the request gets none. */
static const sipw_msg *refusal(const struct round *r, int code, int header, const char *value)
{
	sipw_msg *reply = target(REPLY);
	const sipw_field field = { .header = header, .value = sipw_s(value) };
	return sipw_reply(reply, r->m, code, &bob, &(sipw_extras){ .fields = &field, .n = header != 0 }) == SIPW_OK ? reply : NULL;
}

static void try_authorized(struct round *r)
{
	static const sipw_login login = { .username = SIPW_S("bob"), .password = SIPW_S("x") };
	static const sipw_hasher hasher = { .hash = some_hash };
	sipw_ids ids;
	const sipw_authorize_options options = { .logins = &login, .n_logins = 1, .hasher = &hasher, .ids = &ids };
	const sipw_msg *reply = refusal(r, 407, SIPW_HDR_PROXY_AUTHENTICATE, "Digest realm=\"another one\", nonce=\"n\", qop=\"auth\"");
	sipw_msg *again = target(FOLLOWUP);
	r->what = "with credentials";
	sipw_ids_seeded(&ids, 1);
	if (reply == NULL || r->start.method == SIPW_CANCEL || r->start.method == SIPW_ACK)
		return;
	sipw_authorize(again, r->m, reply, &options, NULL);
	if (!check_made(r, again) || !r->valid)
		return;
	check_again(r, again);
	CHECK_ROUND(sipw_count(again, SIPW_HDR_PROXY_AUTHORIZATION) == sipw_count(r->m, SIPW_HDR_PROXY_AUTHORIZATION) + 1, r, "other credentials");
	CHECK_ROUND(same_bytes(sipw_body_get(r->m), sipw_body_get(again)), r, "another body");
}

static void try_refreshed(struct round *r)
{
	sipw_msg *again = target(FOLLOWUP);
	const sipw_refresh_options options = { .branch = sipw_s("z9hG4bKagain"), .expires = sipw_num(77) };
	sipw_address to = { .tag = { NULL, 0 } };
	uint32_t expires = 0;
	r->what = "refreshed";
	sipw_get_to(r->m, 0, &to);
	if (r->start.method == SIPW_INVITE || r->start.method == SIPW_ACK || r->start.method == SIPW_CANCEL || to.tag.ptr != NULL ||
	    (r->start.method == SIPW_PUBLISH && sipw_count(r->m, SIPW_HDR_SIP_IF_MATCH) == 0))
		return;
	sipw_refresh(again, r->m, NULL, &options, NULL);
	if (sipw_msg_error(again)->code == SIPW_OK && sipw_count(again, SIPW_HDR_CONTACT) == 1 &&
	    same_bytes(sipw_get_named(again, sipw_s("Contact")), sipw_s("*")))
		return; /* which goes with 0 alone */
	if (!check_made(r, again) || !r->valid)
		return;
	check_same(r, r->m, again, SIPW_HDR_CALL_ID);
	check_same(r, r->m, again, SIPW_HDR_FROM);
	CHECK_ROUND(sipw_count(again, SIPW_HDR_CONTACT) == sipw_count(r->m, SIPW_HDR_CONTACT), r, "another Contact");
	CHECK_ROUND(sipw_get_expires(again, 0, &expires) == SIPW_OK && expires == 77, r, "another interval");
	CHECK_ROUND(sipw_count(again, SIPW_HDR_AUTHORIZATION) == 0, r, "a nonce is counted twice");
}

/* What a response asks for may be nothing that the request could do otherwise: that is a rule, too. */
static void try_again_after(struct round *r, int code, int header, const char *value)
{
	const sipw_msg *reply = refusal(r, code, header, value);
	sipw_msg *again = target(FOLLOWUP);
	r->what = "tried again";
	if (reply == NULL)
		return;
	if (sipw_retry(again, r->m, reply, &next, NULL) == SIPW_ERR_RULE || !check_made(r, again) || !r->valid)
		return;
	check_same(r, r->m, again, SIPW_HDR_CALL_ID);
	check_same(r, r->m, again, SIPW_HDR_FROM);
	CHECK_ROUND(!sipw_transaction_match(r->m, NULL, again), r, "the transaction is the same");
}

void try_once_more(struct round *r)
{
	try_redirected(r);
	try_authorized(r);
	try_refreshed(r);
	if (r->start.method == SIPW_ACK || r->start.method == SIPW_CANCEL)
		return;
	try_again_after(r, 413, 0, "");
	try_again_after(r, 415, SIPW_HDR_ACCEPT, "application/sdp");
	try_again_after(r, 420, SIPW_HDR_UNSUPPORTED, "timer, 100rel");
	if (r->start.method == SIPW_INVITE)
		try_again_after(r, 422, SIPW_HDR_MIN_SE, "3600");
	if (r->start.method == SIPW_REGISTER)
		try_again_after(r, 423, SIPW_HDR_MIN_EXPIRES, "7200");
}

/* ---- PRACK ---- */

void try_prack(struct round *r)
{
	sipw_msg *reply = target(REPLY), *prack = target(FOLLOWUP);
	sipw_reply_options options = bob;
	const sipw_prack_options ours = { .branch = sipw_s("z9hG4bKprack") };
	sipw_rack rack = { .rseq = 0 };
	sipw_cseq cseq = { .number = 0 };
	r->what = "PRACK";
	options.rseq = 988789;
	if (sipw_reply(reply, r->m, 183, &options, NULL) != SIPW_OK)
		return;
	sipw_prack(prack, r->m, reply, &ours, NULL);
	if (!check_made(r, prack) || !r->valid)
		return;
	sipw_get_cseq(r->m, 0, &cseq);
	CHECK_ROUND(sipw_get_rack(prack, 0, &rack) == SIPW_OK && rack.rseq == 988789 && rack.cseq == cseq.number &&
			    same_bytes(rack.method, sipw_s("INVITE")),
		    r, "it is for another response");
	check_same(r, reply, prack, SIPW_HDR_TO);
	CHECK_ROUND(sipw_count(prack, SIPW_HDR_CONTACT) == 0, r, "a Contact");
}
