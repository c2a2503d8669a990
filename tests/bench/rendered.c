/* SPDX-License-Identifier: MIT */
/* A as a template with five slots, which stand at six places. */
#include "cases.h"

#include <stdio.h>

static const char text[] =
	"INVITE sip:{user}@biloxi.example.com SIP/2.0\n"
	"Via: SIP/2.0/TCP client.atlanta.example.com:5060;branch=z9hG4bK{branch}\n"
	"Max-Forwards: 70\n"
	"From: Alice <sip:alice@atlanta.example.com>;tag={tag}\n"
	"To: Bob <sip:bob@biloxi.example.com>\n"
	"Call-ID: {call}@atlanta.example.com\n"
	"CSeq: {cseq} INVITE\n"
	"Contact: <sip:alice@client.atlanta.example.com;transport=tcp>\n"
	"Content-Type: application/sdp\n"
	"\n"
	"v=0\r\n"
	"o=alice 2890844526 2890844526 IN IP4 client.atlanta.example.com\r\n"
	"s=-\r\n"
	"c=IN IP4 192.0.2.101\r\n"
	"t=0 0\r\n"
	"m=audio 49172 RTP/AVP 0\r\n"
	"a=rtpmap:0 PCMU/8000\r\n";

#define SLOTS 5

static const sipw_template *t;

/* Compiled once, since that is not what is measured. */
bool compile_template(void)
{
	static _Alignas(16) char memory[SIPW_TEMPLATE_SIZE(sizeof text)];
	sipw_template_fault fault;
	t = sipw_template_compile(memory, sizeof memory, sipw_s(text), &fault);
	if (t == NULL)
		fprintf(stderr, "bench: the template: %zu:%zu: %s\n", fault.line, fault.column, fault.error.sentence);
	return t != NULL;
}

void run_render(int arg)
{
	static const sipw_fill fills[SLOTS] = {
		{ .value = SIPW_S("bob") }, { .value = SIPW_S("74bf9") }, { .value = SIPW_S("9fxced76sl") },
		{ .value = SIPW_S("3848276298220188511") }, { .value = SIPW_S("1") },
	};
	(void)arg;
	bench_len = sipw_template_render(t, fills, SLOTS, 1, bench_out, sizeof bench_out, NULL);
}

void run_render_ids(int arg)
{
	static const sipw_fill fills[SLOTS] = {
		{ .value = SIPW_S("bob") }, { .source = SIPW_SOURCE_ID }, { .source = SIPW_SOURCE_ID },
		{ .source = SIPW_SOURCE_ID }, { .source = SIPW_SOURCE_COUNTER },
	};
	(void)arg;
	bench_len = sipw_template_render(t, fills, SLOTS, 1, bench_out, sizeof bench_out, NULL);
}
