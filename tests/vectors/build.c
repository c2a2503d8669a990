/* SPDX-License-Identifier: MIT */
#include "build.h"

const sipw_str alice_sdp = SIPW_S(
	"v=0\r\n"
	"o=alice 2890844526 2890844526 IN IP4 client.atlanta.example.com\r\n"
	"s=-\r\n"
	"c=IN IP4 192.0.2.101\r\n"
	"t=0 0\r\n"
	"m=audio 49172 RTP/AVP 0\r\n"
	"a=rtpmap:0 PCMU/8000\r\n");

const sipw_str bob_sdp = SIPW_S(
	"v=0\r\n"
	"o=bob 2890844527 2890844527 IN IP4 client.biloxi.example.com\r\n"
	"s=-\r\n"
	"c=IN IP4 192.0.2.201\r\n"
	"t=0 0\r\n"
	"m=audio 3456 RTP/AVP 0\r\n"
	"a=rtpmap:0 PCMU/8000\r\n");

void put_via(sipw_msg *m, const char *transport, const char *host, uint32_t port, const char *branch,
	     const char *received)
{
	const sipw_via via = {
		.transport = sipw_s(transport),
		.host = sipw_s(host),
		.port = port,
		.branch = sipw_s(branch),
		.received = sipw_s(received),
	};
	sipw_add_via(m, &via);
}

void put_from(sipw_msg *m, const char *display, const char *uri, const char *tag)
{
	const sipw_address from = { .display = sipw_s(display), .uri = sipw_s(uri), .tag = sipw_s(tag) };
	sipw_add_from(m, &from);
}

void put_to(sipw_msg *m, const char *display, const char *uri, const char *tag)
{
	const sipw_address to = { .display = sipw_s(display), .uri = sipw_s(uri), .tag = sipw_s(tag) };
	sipw_add_to(m, &to);
}

void put_cseq(sipw_msg *m, uint32_t number, const char *method)
{
	const sipw_cseq cseq = { .number = number, .method = sipw_s(method) };
	sipw_add_cseq(m, &cseq);
}

void put_contact(sipw_msg *m, const char *uri)
{
	const sipw_contact contact = { .uri = sipw_s(uri) };
	sipw_add_contact(m, &contact);
}
