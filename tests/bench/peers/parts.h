/* SPDX-License-Identifier: MIT */
#ifndef PEERS_PARTS_H
#define PEERS_PARTS_H

/* What A, B and C are made of, for libraries that want URIs and addresses in parts. */

#define ATLANTA "atlanta.example.com"
#define BILOXI "biloxi.example.com"
#define ALICE_HOST "client." ATLANTA
#define BOB_HOST "client." BILOXI
#define PROXY_HOST "ss1." ATLANTA
#define REGISTRAR_HOST "registrar." BILOXI
#define ALICE_ADDRESS "192.0.2.101"
#define PROXY_ADDRESS "192.0.2.111"

#define ALICE_USER "alice"
#define ALICE_NAME "Alice"
#define ALICE_TAG "9fxced76sl"
#define BOB_USER "bob"
#define BOB_NAME "Bob"
#define BOB_TAG "314159" /* in B */
#define BOB_REGISTER_TAG "ja743ks76zlflH" /* in C */

#define ALICE_BRANCH "z9hG4bK74bf9"
#define PROXY_BRANCH "z9hG4bK2d4790.1"
#define BOB_BRANCH "z9hG4bKnashd92"

#define INVITE_ID "3848276298220188511"
#define REGISTER_ID "1j9FpLxk3uxtm8tn"

#define ALLOW_ITEMS { "INVITE", "ACK", "CANCEL", "OPTIONS", "BYE", "REFER", "NOTIFY", "PRACK" }
#define ALLOW_COUNT 8
#define SUPPORTED_ITEMS { "100rel", "timer", "replaces", "path" }
#define SUPPORTED_COUNT 4

#define AUTH_NONCE "ea9c8e88df84f1cec4341ae6cbe5a359"
#define AUTH_RESPONSE "dfe56131d1958046689d83306477ecc4"
#define AUTH_CNONCE "0a4f113b"
#define AUTH_OPAQUE "5ccc069c403ebaf9f0171e9517f40e41"

#define ALICE_SDP \
	"v=0\r\n" \
	"o=alice 2890844526 2890844526 IN IP4 client.atlanta.example.com\r\n" \
	"s=-\r\n" \
	"c=IN IP4 192.0.2.101\r\n" \
	"t=0 0\r\n" \
	"m=audio 49172 RTP/AVP 0\r\n" \
	"a=rtpmap:0 PCMU/8000\r\n"

#define BOB_SDP \
	"v=0\r\n" \
	"o=bob 2890844527 2890844527 IN IP4 client.biloxi.example.com\r\n" \
	"s=-\r\n" \
	"c=IN IP4 192.0.2.201\r\n" \
	"t=0 0\r\n" \
	"m=audio 3456 RTP/AVP 0\r\n" \
	"a=rtpmap:0 PCMU/8000\r\n"

#define LENGTH(literal) (sizeof(literal) - 1)

#endif
