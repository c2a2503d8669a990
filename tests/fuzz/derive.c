/* SPDX-License-Identifier: MIT */
/* Two received messages, with two bytes 0xff between them: all that can be derived from a request and a response,
 * whatever they are. A message by itself is both. */
#include "fuzz.h"

#include <stdlib.h>

#include "support/bytes.h"
#include "support/derive_all.h"
#include "support/generate.h"
#include "support/message.h"

#define BETWEEN ((sipw_str){ "\xff\xff", 2 })

/* The message in a copy of the bytes that a sanitizer watches; NULL if it is none. */
static sipw_msg *receive(char *copy, sipw_str bytes)
{
	sipw_msg *m = sipw_msg_new(NULL);
	memcpy(copy, bytes.ptr, bytes.len);
	if (sipw_parse(m, sipw_sn(copy, bytes.len), SIPW_DATAGRAM, NULL) == SIPW_OK)
		return m;
	sipw_msg_free(m);
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const sipw_str input = { (const char *)data, size };
	const size_t n = find_bytes(input, BETWEEN);
	const sipw_str second = n < size ? sipw_sn(input.ptr + n + 2, size - n - 2) : input;
	if (size > INPUT_MAX)
		return 0;
	char *copies[2] = { malloc(n + 1), malloc(second.len + 1) };
	sipw_msg *request = receive(copies[0], sipw_sn(input.ptr, n)), *response = receive(copies[1], second);
	if (request != NULL && response != NULL)
		derive_all(request, response);
	sipw_msg_free(request);
	sipw_msg_free(response);
	free(copies[0]);
	free(copies[1]);
	return 0;
}

static void (*taker)(sipw_str input);

/* A request and what answers it. */
static void take_pair(sipw_str bytes, int code, const sipw_extras *extras)
{
	static struct text input;
	sipw_msg *request = roomy_message(0), *reply = roomy_message(1);
	const sipw_reply_options options = { .to_tag = sipw_s("t"), .contact = sipw_s("<sip:b@192.0.2.4>"), .deviate = true,
					     .rseq = code == 183 ? 5 : 0 };
	if (sipw_parse(request, bytes, SIPW_DATAGRAM, NULL) != SIPW_OK || sipw_reply(reply, request, code, &options, extras) != SIPW_OK)
		return;
	input.len = 0;
	text_add(&input, bytes);
	text_add(&input, BETWEEN);
	text_add(&input, written(reply));
	taker(text_all(&input));
}

static void take_pairs(sipw_str bytes)
{
	static const struct {
		int code;
		sipw_field field;
	} replies[] = {
		{ 183, { .header = SIPW_HDR_SUPPORTED, .value = SIPW_S("timer") } },
		{ 200, { .header = SIPW_HDR_SIP_ETAG, .value = SIPW_S("e") } },
		{ 302, { .header = SIPW_HDR_SUBJECT, .value = SIPW_S("moved") } },
		{ 401, { .header = SIPW_HDR_WWW_AUTHENTICATE, .value = SIPW_S("Digest realm=\"r\", nonce=\"n\", qop=\"auth,auth-int\", userhash=true") } },
		{ 415, { .header = SIPW_HDR_ACCEPT, .value = SIPW_S("a/*;q=0.3, text/plain") } },
		{ 420, { .header = SIPW_HDR_UNSUPPORTED, .value = SIPW_S("timer, 100rel") } },
		{ 422, { .header = SIPW_HDR_MIN_SE, .value = SIPW_S("3600") } },
		{ 423, { .header = SIPW_HDR_MIN_EXPIRES, .value = SIPW_S("7200") } },
	};
	taker(bytes);
	for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++)
		take_pair(bytes, replies[i].code, &(sipw_extras){ .fields = &replies[i].field, .n = 1 });
}

static void (*undamaged)(sipw_str input);

/* Something in it is another byte, left out, or there twice. */
static void damage(struct text *text, uint64_t *state)
{
	char *at = text->bytes + below(state, (uint32_t)text->len);
	const size_t rest = (size_t)(text->bytes + text->len - at), n = below(state, 30) % rest;
	switch (below(state, 4)) {
	case 0:
		*at = (char)below(state, 256);
		break;
	case 1:
		*at = "\r\n <>\";,=:\\\xff"[below(state, 12)];
		break;
	case 2:
		memmove(at, at + n, rest - n);
		text->len -= n;
		break;
	default:
		memmove(at + n, at, rest);
		text->len += n;
		break;
	}
}

enum { DAMAGES = 6, GENERATED = 200 };

/* The pair as it is, and with a few damages each time. */
static void take_damaged(sipw_str pair)
{
	static struct text input;
	static uint64_t state = 1;
	undamaged(pair);
	for (int round = 0; round < DAMAGES; round++) {
		input.len = 0;
		text_add(&input, pair);
		for (uint32_t i = 1 + below(&state, 4); i > 0; i--)
			damage(&input, &state);
		undamaged(text_all(&input));
	}
}

void make_seeds(void (*take)(sipw_str input))
{
	static struct generated g;
	taker = undamaged = take;
	each_message(take_pairs);
	taker = take_damaged;
	for (uint64_t seed = 0; seed < GENERATED; seed++) {
		generate_request(&g, seed, -1);
		take_pairs(text_all(&g.text));
	}
}
