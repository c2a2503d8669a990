/* SPDX-License-Identifier: MIT */
/* The messages of RFC 3261 24: a registration and the call of its section 4. */
#include "build.h"

static const char alice_uri[] = "sip:alice@atlanta.com";
static const char bob_uri[] = "sip:bob@biloxi.com";
static const char alice_tag[] = "1928301774";
static const char bob_tag[] = "a6c85cf";

/* The RFC shows no bodies; these have the lengths it states. */
static const char offer[] =
	"v=0\r\n"
	"o=alice 2890844526 2890844526 IN IP4 pc33.atlanta.com\r\n"
	"s=Call\r\n"
	"c=IN IP4 192.0.2.1\r\n"
	"t=0 0\r\n"
	"m=audio 49172 RTP/AVP 0\r\n"
	"a=rtpmap:0 PCMU/8000\r\n";

static const char answer[] =
	"v=0\r\n"
	"o=bob 2890844527 2890844527 IN IP4 192.0.2.4\r\n"
	"s=Bob\r\n"
	"c=IN IP4 192.0.2.4\r\n"
	"t=0 0\r\n"
	"m=audio 3456 RTP/AVP 0\r\n"
	"a=rtpmap:0 PCMU/8000\r\n";

/* The hops of the INVITE, the last one first. */
static const struct {
	const char *host;
	const char *branch;
	const char *received;
} hops[] = {
	{ "server10.biloxi.com", "z9hG4bK4b43c2ff8.1", "192.0.2.3" },
	{ "bigbox3.site3.atlanta.com", "z9hG4bK77ef4c2312983.1", "192.0.2.2" },
	{ "pc33.atlanta.com", "z9hG4bKnashds8", "192.0.2.1" },
};

/* The Vias from one hop on; the first one without received if its receiver has not seen it yet. */
static void put_hops(sipw_msg *m, size_t first, bool first_received)
{
	for (size_t i = first; i < sizeof hops / sizeof hops[0]; i++)
		put_via(m, "UDP", hops[i].host, 0, hops[i].branch,
			i > first || first_received ? hops[i].received : NULL);
}

static void put_parties(sipw_msg *m, const char *to_tag)
{
	put_to(m, "Bob", bob_uri, to_tag);
	put_from(m, "Alice", alice_uri, alice_tag);
	sipw_add_call_id(m, sipw_s("a84b4c76e66710"));
}

static void build_register(sipw_msg *m, bool response)
{
	put_via(m, "UDP", "bobspc.biloxi.com", 5060, "z9hG4bKnashds7", response ? "192.0.2.4" : NULL);
	if (!response)
		sipw_add_max_forwards(m, 70);
	put_to(m, "Bob", bob_uri, response ? "2493k59kd" : NULL);
	put_from(m, "Bob", bob_uri, "456248");
	sipw_add_call_id(m, sipw_s("843817637684230@998sdasdh09"));
	put_cseq(m, 1826, "REGISTER");
	put_contact(m, "sip:bob@192.0.2.4");
	sipw_add_expires(m, 7200);
}

static void build_24_1_f1(sipw_msg *m)
{
	sipw_request(m, SIPW_REGISTER, sipw_s("sip:registrar.biloxi.com"));
	build_register(m, false);
}

static void build_24_1_f2(sipw_msg *m)
{
	sipw_response(m, 200, (sipw_str){ 0 });
	build_register(m, true);
}

static void build_invite(sipw_msg *m, const char *uri, size_t first, uint32_t max_forwards)
{
	sipw_request(m, SIPW_INVITE, sipw_s(uri));
	put_hops(m, first, false);
	sipw_add_max_forwards(m, max_forwards);
	put_parties(m, NULL);
	put_cseq(m, 314159, NULL);
	put_contact(m, "sip:alice@pc33.atlanta.com");
	sipw_body(m, sipw_s("application/sdp"), sipw_s(offer));
}

static void build_trying(sipw_msg *m, size_t first)
{
	sipw_response(m, 100, (sipw_str){ 0 });
	put_hops(m, first, true);
	put_parties(m, NULL);
	put_cseq(m, 314159, "INVITE");
}

static void build_ringing(sipw_msg *m, size_t first)
{
	sipw_response(m, 180, (sipw_str){ 0 });
	put_hops(m, first, true);
	put_parties(m, bob_tag);
	put_contact(m, "sip:bob@192.0.2.4");
	put_cseq(m, 314159, "INVITE");
}

static void build_ok(sipw_msg *m, size_t first)
{
	sipw_response(m, 200, (sipw_str){ 0 });
	put_hops(m, first, true);
	put_parties(m, bob_tag);
	put_cseq(m, 314159, "INVITE");
	put_contact(m, "sip:bob@192.0.2.4");
	sipw_body(m, sipw_s("application/sdp"), sipw_s(answer));
}

static void build_24_2_f1(sipw_msg *m)
{
	build_invite(m, bob_uri, 2, 70);
}

static void build_24_2_f2(sipw_msg *m)
{
	build_trying(m, 2);
}

static void build_24_2_f3(sipw_msg *m)
{
	build_invite(m, bob_uri, 1, 69);
}

static void build_24_2_f4(sipw_msg *m)
{
	build_trying(m, 1);
}

static void build_24_2_f5(sipw_msg *m)
{
	build_invite(m, "sip:bob@192.0.2.4", 0, 68);
}

static void build_24_2_f6(sipw_msg *m)
{
	build_ringing(m, 0);
}

static void build_24_2_f7(sipw_msg *m)
{
	build_ringing(m, 1);
}

static void build_24_2_f8(sipw_msg *m)
{
	build_ringing(m, 2);
}

static void build_24_2_f9(sipw_msg *m)
{
	build_ok(m, 0);
}

static void build_24_2_f10(sipw_msg *m)
{
	build_ok(m, 1);
}

static void build_24_2_f11(sipw_msg *m)
{
	build_ok(m, 2);
}

static void build_24_2_f12(sipw_msg *m)
{
	sipw_request(m, SIPW_ACK, sipw_s("sip:bob@192.0.2.4"));
	put_via(m, "UDP", "pc33.atlanta.com", 0, "z9hG4bKnashds9", NULL);
	sipw_add_max_forwards(m, 70);
	put_parties(m, bob_tag);
	put_cseq(m, 314159, NULL);
}

/* The BYE goes the other way: its From is Bob. */
static void put_bye(sipw_msg *m, bool response)
{
	put_via(m, "UDP", "192.0.2.4", 0, "z9hG4bKnashds10", NULL);
	if (!response)
		sipw_add_max_forwards(m, 70);
	put_from(m, "Bob", bob_uri, bob_tag);
	put_to(m, "Alice", alice_uri, alice_tag);
	sipw_add_call_id(m, sipw_s("a84b4c76e66710"));
	put_cseq(m, 231, "BYE");
}

static void build_24_2_f13(sipw_msg *m)
{
	sipw_request(m, SIPW_BYE, sipw_s("sip:alice@pc33.atlanta.com"));
	put_bye(m, false);
}

static void build_24_2_f14(sipw_msg *m)
{
	sipw_response(m, 200, (sipw_str){ 0 });
	put_bye(m, true);
}

const struct vector rfc3261_vectors[] = {
	{ "rfc3261-24.1-F01.sip", build_24_1_f1 },   { "rfc3261-24.1-F02.sip", build_24_1_f2 },
	{ "rfc3261-24.2-F01.sip", build_24_2_f1 },   { "rfc3261-24.2-F02.sip", build_24_2_f2 },
	{ "rfc3261-24.2-F03.sip", build_24_2_f3 },   { "rfc3261-24.2-F04.sip", build_24_2_f4 },
	{ "rfc3261-24.2-F05.sip", build_24_2_f5 },   { "rfc3261-24.2-F06.sip", build_24_2_f6 },
	{ "rfc3261-24.2-F07.sip", build_24_2_f7 },   { "rfc3261-24.2-F08.sip", build_24_2_f8 },
	{ "rfc3261-24.2-F09.sip", build_24_2_f9 },   { "rfc3261-24.2-F10.sip", build_24_2_f10 },
	{ "rfc3261-24.2-F11.sip", build_24_2_f11 },  { "rfc3261-24.2-F12.sip", build_24_2_f12 },
	{ "rfc3261-24.2-F13.sip", build_24_2_f13 },  { "rfc3261-24.2-F14.sip", build_24_2_f14 },
};

const size_t rfc3261_vector_count = sizeof rfc3261_vectors / sizeof rfc3261_vectors[0];
