/* SPDX-License-Identifier: MIT */
/* Messages derived from the finished ones. */
#include "cases.h"

#include "vectors/build.h"

/* ---- B, the 200 OK to its request ---- */

static sipw_msg *parse_request(void)
{
	static _Alignas(16) char memory[OUT_SIZE];
	static sipw_msg *m;
	if (m == NULL)
		m = sipw_msg_init(memory, sizeof memory);
	sipw_parse(m, finished_request(), SIPW_DATAGRAM, NULL);
	return m;
}

void run_parse_request(int arg)
{
	(void)arg;
	parse_request();
}

void run_reply(int arg)
{
	static _Alignas(16) char memory[OUT_SIZE];
	static const sipw_field fields[] = {
		{ .header = SIPW_HDR_ALLOW, .value = SIPW_S("INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, PRACK") },
		{ .header = SIPW_HDR_SUPPORTED, .value = SIPW_S("100rel, timer, replaces, path") },
	};
	static const sipw_reply_options options = {
		.to_tag = SIPW_S("314159"),
		.source = SIPW_S("192.0.2.111"),
		.source_port = 5060,
		.contact = SIPW_S("<sip:bob@client.biloxi.example.com;transport=tcp>"),
	};
	const sipw_extras extras = { .fields = fields, .n = 2, .type = sipw_s("application/sdp"), .body = bob_sdp };
	(void)arg;
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	sipw_reply(m, parse_request(), 200, &options, &extras);
	bench_len = sipw_serialize(m, bench_out, sizeof bench_out);
}

/* ---- a BYE in the dialog that B makes of A ---- */

/* The dialog, made once: parsing A and B is not what is measured. */
static sipw_dialog *make_dialog(void)
{
	static _Alignas(16) char invite_memory[OUT_SIZE], dialog_memory[1024];
	sipw_msg *invite = sipw_msg_init(invite_memory, sizeof invite_memory);
	sipw_dialog *dialog = sipw_dialog_init(dialog_memory, sizeof dialog_memory);
	sipw_parse(invite, finished_message(A), SIPW_DATAGRAM, NULL);
	sipw_dialog_make(dialog, SIPW_UAC, invite, parse_message(B), NULL);
	return dialog;
}

static const sipw_via our_via = { .transport = SIPW_S("TCP"), .host = SIPW_S("client.atlanta.example.com"), .port = 5060 };

/* The first run, which is the one that is held against what it has to make, has CSeq 2. */
void run_bye(int arg)
{
	static _Alignas(16) char memory[OUT_SIZE];
	static sipw_dialog *dialog;
	static sipw_ids ids;
	static sipw_dialog_options options;
	(void)arg;
	if (dialog == NULL) {
		dialog = make_dialog();
		sipw_ids_seeded(&ids, 1);
		options = (sipw_dialog_options){ .via = our_via, .ids = &ids };
	}
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	sipw_dialog_request(m, dialog, SIPW_BYE, &options, NULL);
	bench_len = sipw_serialize(m, bench_out, sizeof bench_out);
}

sipw_str finished_bye(int arg)
{
	(void)arg;
	return sipw_s("BYE sip:bob@client.biloxi.example.com;transport=tcp SIP/2.0\r\n"
		      "Via: SIP/2.0/TCP client.atlanta.example.com:5060;branch=z9hG4bKeirtp47vhrdwwvdw\r\n"
		      "Route: <sip:ss1.atlanta.example.com;lr>\r\n"
		      "Max-Forwards: 70\r\n"
		      "From: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl\r\n"
		      "To: Bob <sip:bob@biloxi.example.com>;tag=314159\r\n"
		      "Call-ID: 3848276298220188511@atlanta.example.com\r\n"
		      "CSeq: 2 BYE\r\n"
		      "Content-Length: 0\r\n\r\n");
}
