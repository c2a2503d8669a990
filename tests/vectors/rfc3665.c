/* SPDX-License-Identifier: MIT */
/* The messages of RFC 3665 2.1 (a registration) and 3.1 (a call). */
#include "build.h"

static const char register_uri[] = "sips:ss2.biloxi.example.com";
static const char bob_aor[] = "sips:bob@biloxi.example.com";
static const char first_tag[] = "a73kszlfl";
static const char second_tag[] = "ja743ks76zlflH";
static const char nonce[] = "ea9c8e88df84f1cec4341ae6cbe5a359";

/* Via, Max-Forwards in requests, From, To, Call-ID, CSeq. */
static void put_registration(sipw_msg *m, uint32_t number, const char *from_tag, const char *to_tag)
{
	const bool response = to_tag != NULL;
	put_via(m, "TLS", "client.biloxi.example.com", 5061, number == 1 ? "z9hG4bKnashds7" : "z9hG4bKnashd92",
		response ? "192.0.2.201" : NULL);
	if (!response)
		sipw_add_max_forwards(m, 70);
	put_from(m, "Bob", bob_aor, from_tag);
	put_to(m, "Bob", bob_aor, to_tag);
	sipw_add_call_id(m, sipw_s("1j9FpLxk3uxtm8tn@biloxi.example.com"));
	put_cseq(m, number, response ? "REGISTER" : NULL);
}

static void build_2_1_f1(sipw_msg *m)
{
	sipw_request(m, SIPW_REGISTER, sipw_s(register_uri));
	put_registration(m, 1, first_tag, NULL);
	put_contact(m, "sips:bob@client.biloxi.example.com");
}

static void build_2_1_f2(sipw_msg *m)
{
	sipw_response(m, 401, (sipw_str){ 0 });
	put_registration(m, 1, first_tag, "1410948204");
	sipw_add(m, SIPW_HDR_WWW_AUTHENTICATE,
		 sipw_s("Digest realm=\"atlanta.example.com\", qop=\"auth\",\r\n"
			" nonce=\"ea9c8e88df84f1cec4341ae6cbe5a359\",\r\n"
			" opaque=\"\", stale=FALSE, algorithm=MD5"));
}

static void build_2_1_f2_typed(sipw_msg *m)
{
	const sipw_challenge challenge = {
		.realm = sipw_s("atlanta.example.com"),
		.nonce = sipw_s(nonce),
		.opaque = sipw_s(""),
		.stale = sipw_num(0),
		.algorithm = sipw_s("MD5"),
		.qop = sipw_s("auth"),
	};
	sipw_response(m, 401, (sipw_str){ 0 });
	put_registration(m, 1, first_tag, "1410948204");
	sipw_add_www_authenticate(m, &challenge);
}

static void build_2_1_f3(sipw_msg *m)
{
	sipw_request(m, SIPW_REGISTER, sipw_s(register_uri));
	put_registration(m, 2, second_tag, NULL);
	put_contact(m, "sips:bob@client.biloxi.example.com");
	sipw_add(m, SIPW_HDR_AUTHORIZATION,
		 sipw_s("Digest username=\"bob\", realm=\"atlanta.example.com\",\r\n"
			" nonce=\"ea9c8e88df84f1cec4341ae6cbe5a359\", opaque=\"\",\r\n"
			" uri=\"sips:ss2.biloxi.example.com\",\r\n"
			" response=\"dfe56131d1958046689d83306477ecc\""));
}

static void build_2_1_f3_typed(sipw_msg *m)
{
	const sipw_credentials credentials = {
		.username = sipw_s("bob"),
		.realm = sipw_s("atlanta.example.com"),
		.nonce = sipw_s(nonce),
		.uri = sipw_s(register_uri),
		.response = sipw_s("dfe56131d1958046689d83306477ecc"),
		.opaque = sipw_s(""),
	};
	sipw_request(m, SIPW_REGISTER, sipw_s(register_uri));
	put_registration(m, 2, second_tag, NULL);
	put_contact(m, "sips:bob@client.biloxi.example.com");
	sipw_add_authorization(m, &credentials);
}

static void build_2_1_f4(sipw_msg *m)
{
	const sipw_contact contact = { .uri = sipw_s("sips:bob@client.biloxi.example.com"), .expires = sipw_num(3600) };
	sipw_response(m, 200, (sipw_str){ 0 });
	put_registration(m, 2, second_tag, "37GkEhwl6");
	sipw_add_contact(m, &contact);
}

static const char alice_uri[] = "sip:alice@atlanta.example.com";
static const char bob_uri[] = "sip:bob@biloxi.example.com";
static const char alice_tag[] = "9fxced76sl";
static const char bob_tag[] = "8321234356";
static const char call_id[] = "3848276298220188511@atlanta.example.com";
static const char bob_contact[] = "sip:bob@client.biloxi.example.com;transport=tcp";

/* What a message of Alice's side of the call begins with; `received` only in responses. */
static void put_alices(sipw_msg *m, const char *branch, const char *received, const char *to_tag, const char *method)
{
	put_via(m, "TCP", "client.atlanta.example.com", 5060, branch, received);
	if (received == NULL)
		sipw_add_max_forwards(m, 70);
	put_from(m, "Alice", alice_uri, alice_tag);
	put_to(m, "Bob", bob_uri, to_tag);
	sipw_add_call_id(m, sipw_s(call_id));
	put_cseq(m, 1, method);
}

/* The same of the BYE, which Bob sends. */
static void put_bobs(sipw_msg *m, const char *received, const char *method)
{
	put_via(m, "TCP", "client.biloxi.example.com", 5060, "z9hG4bKnashds7", received);
	if (received == NULL)
		sipw_add_max_forwards(m, 70);
	put_from(m, "Bob", bob_uri, bob_tag);
	put_to(m, "Alice", alice_uri, alice_tag);
	sipw_add_call_id(m, sipw_s(call_id));
	put_cseq(m, 1, method);
}

static void build_3_1_f1(sipw_msg *m)
{
	sipw_request(m, SIPW_INVITE, sipw_s(bob_uri));
	put_alices(m, "z9hG4bK74bf9", NULL, NULL, NULL);
	put_contact(m, "sip:alice@client.atlanta.example.com;transport=tcp");
	sipw_body(m, sipw_s("application/sdp"), alice_sdp);
}

static void build_3_1_f2(sipw_msg *m)
{
	sipw_response(m, 180, (sipw_str){ 0 });
	put_alices(m, "z9hG4bK74bf9", "192.0.2.101", bob_tag, "INVITE");
	put_contact(m, bob_contact);
}

static void build_3_1_f3(sipw_msg *m)
{
	sipw_response(m, 200, (sipw_str){ 0 });
	put_alices(m, "z9hG4bK74bf9", "192.0.2.101", bob_tag, "INVITE");
	put_contact(m, bob_contact);
	sipw_body(m, sipw_s("application/sdp"), bob_sdp);
}

static void build_3_1_f4(sipw_msg *m)
{
	sipw_request(m, SIPW_ACK, sipw_s("sip:bob@client.biloxi.example.com"));
	put_alices(m, "z9hG4bK74bd5", NULL, bob_tag, NULL);
}

static void build_3_1_f5(sipw_msg *m)
{
	sipw_request(m, SIPW_BYE, sipw_s("sip:alice@client.atlanta.example.com"));
	put_bobs(m, NULL, NULL);
}

static void build_3_1_f6(sipw_msg *m)
{
	sipw_response(m, 200, (sipw_str){ 0 });
	put_bobs(m, "192.0.2.201", "BYE");
}

const struct vector rfc3665_vectors[] = {
	{ "rfc3665-2.1-F01.sip", build_2_1_f1 },
	{ "rfc3665-2.1-F02.sip", build_2_1_f2 },
	{ "rfc3665-2.1-F02-typed.sip", build_2_1_f2_typed },
	{ "rfc3665-2.1-F03.sip", build_2_1_f3 },
	{ "rfc3665-2.1-F03-typed.sip", build_2_1_f3_typed },
	{ "rfc3665-2.1-F04.sip", build_2_1_f4 },
	{ "rfc3665-3.1-F01.sip", build_3_1_f1 },
	{ "rfc3665-3.1-F02.sip", build_3_1_f2 },
	{ "rfc3665-3.1-F03.sip", build_3_1_f3 },
	{ "rfc3665-3.1-F04.sip", build_3_1_f4 },
	{ "rfc3665-3.1-F05.sip", build_3_1_f5 },
	{ "rfc3665-3.1-F06.sip", build_3_1_f6 },
};

const size_t rfc3665_vector_count = sizeof rfc3665_vectors / sizeof rfc3665_vectors[0];
