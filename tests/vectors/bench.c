/* SPDX-License-Identifier: MIT */
/* The messages that the benchmark times, built as a program would that cares: from slices whose
 * lengths the compiler knows. */
#include "build.h"

/* Header fields of the messages X10 to X80. */
#define LOAD(n) { SIPW_S("X-Load-" #n), SIPW_S("value-" #n "-0123456789abcdef") }
#define TEN_LOADS(t) \
	LOAD(t##0), LOAD(t##1), LOAD(t##2), LOAD(t##3), LOAD(t##4), \
		LOAD(t##5), LOAD(t##6), LOAD(t##7), LOAD(t##8), LOAD(t##9)

static const struct {
	sipw_str name, value;
} loads[] = {
	LOAD(1), LOAD(2), LOAD(3), LOAD(4), LOAD(5), LOAD(6), LOAD(7), LOAD(8), LOAD(9),
	TEN_LOADS(1), TEN_LOADS(2), TEN_LOADS(3), TEN_LOADS(4),
	TEN_LOADS(5), TEN_LOADS(6), TEN_LOADS(7), LOAD(80),
};

static void put_invite(sipw_msg *m)
{
	const sipw_via via = {
		.transport = sipw_s("TCP"),
		.host = sipw_s("client.atlanta.example.com"),
		.port = 5060,
		.branch = sipw_s("z9hG4bK74bf9"),
	};
	const sipw_address from = {
		.display = sipw_s("Alice"),
		.uri = sipw_s("sip:alice@atlanta.example.com"),
		.tag = sipw_s("9fxced76sl"),
	};
	const sipw_address to = {
		.display = sipw_s("Bob"),
		.uri = sipw_s("sip:bob@biloxi.example.com"),
	};
	const sipw_cseq cseq = { .number = 1 };
	const sipw_contact contact = {
		.uri = sipw_s("sip:alice@client.atlanta.example.com;transport=tcp"),
	};
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@biloxi.example.com"));
	sipw_add_via(m, &via);
	sipw_add_max_forwards(m, 70);
	sipw_add_from(m, &from);
	sipw_add_to(m, &to);
	sipw_add_call_id(m, sipw_s("3848276298220188511@atlanta.example.com"));
	sipw_add_cseq(m, &cseq);
	sipw_add_contact(m, &contact);
}

static void build_a(sipw_msg *m)
{
	put_invite(m);
	sipw_body(m, sipw_s("application/sdp"), alice_sdp);
}

/* The lines of B that its request had too. */
static void put_copied(sipw_msg *m)
{
	const sipw_via proxy = {
		.transport = sipw_s("TCP"),
		.host = sipw_s("ss1.atlanta.example.com"),
		.port = 5060,
		.branch = sipw_s("z9hG4bK2d4790.1"),
		.received = sipw_s("192.0.2.111"),
	};
	const sipw_via caller = {
		.transport = sipw_s("TCP"),
		.host = sipw_s("client.atlanta.example.com"),
		.port = 5060,
		.branch = sipw_s("z9hG4bK74bf9"),
		.received = sipw_s("192.0.2.101"),
	};
	const sipw_address route = { .uri = sipw_s("sip:ss1.atlanta.example.com;lr") };
	const sipw_address from = {
		.display = sipw_s("Alice"),
		.uri = sipw_s("sip:alice@atlanta.example.com"),
		.tag = sipw_s("9fxced76sl"),
	};
	sipw_add_via(m, &proxy);
	sipw_add_via(m, &caller);
	sipw_add_record_route(m, &route);
	sipw_add_from(m, &from);
}

static void build_b(sipw_msg *m)
{
	static const sipw_str allow[] = {
		SIPW_S("INVITE"), SIPW_S("ACK"),   SIPW_S("CANCEL"), SIPW_S("OPTIONS"),
		SIPW_S("BYE"),    SIPW_S("REFER"), SIPW_S("NOTIFY"), SIPW_S("PRACK"),
	};
	static const sipw_str supported[] = {
		SIPW_S("100rel"),
		SIPW_S("timer"),
		SIPW_S("replaces"),
		SIPW_S("path"),
	};
	const sipw_address to = {
		.display = sipw_s("Bob"),
		.uri = sipw_s("sip:bob@biloxi.example.com"),
		.tag = sipw_s("314159"),
	};
	const sipw_cseq cseq = { .number = 1, .method = sipw_s("INVITE") };
	const sipw_contact contact = {
		.uri = sipw_s("sip:bob@client.biloxi.example.com;transport=tcp"),
	};
	sipw_response(m, 200, (sipw_str){ 0 });
	put_copied(m);
	sipw_add_to(m, &to);
	sipw_add_call_id(m, sipw_s("3848276298220188511@atlanta.example.com"));
	sipw_add_cseq(m, &cseq);
	sipw_add_contact(m, &contact);
	sipw_add_allow_list(m, allow, sizeof allow / sizeof allow[0]);
	sipw_add_supported_list(m, supported, sizeof supported / sizeof supported[0]);
	sipw_body(m, sipw_s("application/sdp"), bob_sdp);
}

static void put_authorization(sipw_msg *m)
{
	const sipw_credentials credentials = {
		.username = sipw_s("bob"),
		.realm = sipw_s("atlanta.example.com"),
		.nonce = sipw_s("ea9c8e88df84f1cec4341ae6cbe5a359"),
		.uri = sipw_s("sip:registrar.biloxi.example.com"),
		.response = sipw_s("dfe56131d1958046689d83306477ecc4"),
		.algorithm = sipw_s("MD5"),
		.cnonce = sipw_s("0a4f113b"),
		.opaque = sipw_s("5ccc069c403ebaf9f0171e9517f40e41"),
		.qop = sipw_s("auth"),
		.nc = sipw_num(1),
	};
	sipw_add_authorization(m, &credentials);
}

static void build_c(sipw_msg *m)
{
	const sipw_via via = {
		.transport = sipw_s("TCP"),
		.host = sipw_s("client.biloxi.example.com"),
		.port = 5060,
		.branch = sipw_s("z9hG4bKnashd92"),
	};
	const sipw_address from = {
		.display = sipw_s("Bob"),
		.uri = sipw_s("sip:bob@biloxi.example.com"),
		.tag = sipw_s("ja743ks76zlflH"),
	};
	const sipw_address to = {
		.display = sipw_s("Bob"),
		.uri = sipw_s("sip:bob@biloxi.example.com"),
	};
	const sipw_cseq cseq = { .number = 2 };
	const sipw_contact contact = {
		.uri = sipw_s("sip:bob@client.biloxi.example.com"),
		.expires = sipw_num(3600),
	};
	sipw_request(m, SIPW_REGISTER, sipw_s("sip:registrar.biloxi.example.com"));
	sipw_add_via(m, &via);
	sipw_add_max_forwards(m, 70);
	sipw_add_from(m, &from);
	sipw_add_to(m, &to);
	sipw_add_call_id(m, sipw_s("1j9FpLxk3uxtm8tn@biloxi.example.com"));
	sipw_add_cseq(m, &cseq);
	sipw_add_contact(m, &contact);
	put_authorization(m);
}

/* A with n extension fields before Content-Type. */
static void build_loaded(sipw_msg *m, int n)
{
	put_invite(m);
	for (int i = 0; i < n; i++)
		sipw_add_named(m, loads[i].name, loads[i].value, 0);
	sipw_body(m, sipw_s("application/sdp"), alice_sdp);
}

static void build_x10(sipw_msg *m)
{
	build_loaded(m, 10);
}

static void build_x20(sipw_msg *m)
{
	build_loaded(m, 20);
}

static void build_x40(sipw_msg *m)
{
	build_loaded(m, 40);
}

static void build_x80(sipw_msg *m)
{
	build_loaded(m, 80);
}

const struct vector bench_vectors[] = {
	{ "A.sip", build_a },     { "B.sip", build_b },     { "C.sip", build_c },
	{ "X10.sip", build_x10 }, { "X20.sip", build_x20 }, { "X40.sip", build_x40 },
	{ "X80.sip", build_x80 },
};

const size_t bench_vector_count = sizeof bench_vectors / sizeof bench_vectors[0];
