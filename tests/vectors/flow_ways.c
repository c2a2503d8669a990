/* SPDX-License-Identifier: MIT */
/* How the messages of flows are derived: a function for each way that a row can name. */
#include "flows.h"

#include <stdlib.h>

#include "support/check.h"

static const sipw_msg *input_of(const struct sample *row, unsigned index)
{
	return named_input(row, word_of(remark(row->remarks, "from"), index));
}

static bool is_own(void *ctx, sipw_str uri)
{
	return sipw_uri_equal(*(const sipw_str *)ctx, uri);
}

static sipw_via via_of(const struct sample *row)
{
	sipw_via via = { .escaped = false };
	sipw_error error;
	const sipw_str text = remark(row->remarks, "via");
	CHECK_ROW(sipw_decode(SIPW_HDR_VIA, text, &via, sizeof via, &error) == SIPW_OK, row, "no Via: %.*s", (int)text.len, text.ptr);
	return via;
}

static int reply(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_reply_options options = {
		.to_tag = remark(row->remarks, "tag"),
		.contact = remark(row->remarks, "contact"),
		.reason = remark(row->remarks, "reason"),
		.source = remark(row->remarks, "source"),
	};
	return sipw_reply(m, input_of(row, 1), atoi(word_of(remark(row->remarks, "from"), 2).ptr), &options, extras);
}

static int ack(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_ack_options options = { .branch = remark(row->remarks, "branch") };
	return sipw_ack(m, input_of(row, 1), input_of(row, 2), &options, extras);
}

static int cancel(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	return sipw_cancel(m, input_of(row, 1), NULL, extras);
}

static int forward(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	sipw_str own = remark(row->remarks, "own");
	const sipw_via via = via_of(row);
	const sipw_forward_options options = {
		.via = &via,
		.uri = remark(row->remarks, "uri"),
		.record_route = remark(row->remarks, "record-route"),
		.is_own = own.ptr != NULL ? is_own : NULL,
		.ctx = &own,
		.realm = remark(row->remarks, "realm"),
		.source = remark(row->remarks, "source"),
	};
	return sipw_forward(m, input_of(row, 1), &options, extras);
}

static int back(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	return sipw_forward_response(m, input_of(row, 1), NULL, extras);
}

static int redirected(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_retry_options options = { .branch = remark(row->remarks, "branch"), .transport = remark(row->remarks, "transport") };
	sipw_contact contact = { .star = false };
	sipw_get_contact(input_of(row, 2), 0, &contact);
	return sipw_redirected(m, input_of(row, 1), contact.uri, &options, extras);
}

static size_t no_hash(void *ctx, int algorithm, const sipw_str *pieces, size_t n, unsigned char ret_hash[SIPW_HASH_MAX])
{
	enum { MD5_LEN = 16 };
	(void)ctx, (void)pieces, (void)n;
	for (unsigned char i = 0; i < MD5_LEN; i++)
		ret_hash[i] = i;
	return algorithm == SIPW_DIGEST_MD5 ? MD5_LEN : 0;
}

static int authorize(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_login login = { .username = remark(row->remarks, "user"), .password = sipw_s("") };
	const sipw_hasher hasher = { .hash = no_hash };
	sipw_ids ids;
	const sipw_authorize_options options = { .logins = &login, .n_logins = 1, .hasher = &hasher, .ids = &ids,
						 .branch = remark(row->remarks, "branch") };
	sipw_ids_seeded(&ids, 1);
	return sipw_authorize(m, input_of(row, 1), input_of(row, 2), &options, extras);
}

static int retry(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_retry_options options = { .branch = remark(row->remarks, "branch") };
	return sipw_retry(m, input_of(row, 1), input_of(row, 2), &options, extras);
}

/* What the dialog knows of requests that were sent in it, by us and by the other side. */
static void take_note(sipw_dialog *d, const struct sample *row)
{
	const sipw_str messages = remark(row->remarks, "received"), sent = remark(row->remarks, "sent");
	if (sent.ptr != NULL)
		CHECK_ROW(sipw_dialog_sent(d, named_input(row, sent), NULL) == SIPW_OK, row, "it is not of the dialog");
	if (messages.ptr == NULL)
		return;
	const sipw_msg *request = named_input(row, word_of(messages, 0)), *response = named_input(row, word_of(messages, 1));
	CHECK_ROW(sipw_dialog_received(d, request, NULL) == SIPW_OK && sipw_dialog_answered(d, SIPW_UAS, request, response, NULL) == SIPW_OK,
		  row, "it is not received: %.*s", (int)messages.len, messages.ptr);
}

static int request(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	static _Alignas(16) char memory[1000];
	const sipw_str from = remark(row->remarks, "from"), cseq = remark(row->remarks, "cseq");
	const int side = same_bytes(word_of(from, 2), sipw_s("uas")) ? SIPW_UAS : SIPW_UAC;
	const sipw_dialog_options options = {
		.via = via_of(row),
		.contact = remark(row->remarks, "contact"),
		.cseq = cseq.ptr != NULL ? (uint32_t)atoi(cseq.ptr) : 0,
		.method_name = word_of(from, 1),
	};
	sipw_dialog *d = sipw_dialog_init(memory, sizeof memory);
	sipw_dialog_make(d, side, input_of(row, 3), input_of(row, 4), NULL);
	take_note(d, row);
	return sipw_dialog_request(m, d, 0, &options, extras);
}

static const struct {
	const char *name;
	int (*derive)(sipw_msg *m, const struct sample *row, const sipw_extras *extras);
} ways[] = {
	{ "reply", reply }, { "ack", ack },		  { "cancel", cancel },
	{ "forward", forward }, { "back", back },	  { "redirected", redirected },
	{ "request", request }, { "authorize", authorize }, { "retry", retry },
};

bool derive_in_its_way(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_str way = word_of(remark(row->remarks, "from"), 0);
	size_t i = 0;
	while (i < sizeof ways / sizeof ways[0] && !same_bytes(sipw_s(ways[i].name), way))
		i++;
	if (!CHECK_ROW(i < sizeof ways / sizeof ways[0], row, "there is no way '%.*s'", (int)way.len, way.ptr))
		return false;
	ways[i].derive(m, row, extras);
	return true;
}
