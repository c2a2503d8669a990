/* SPDX-License-Identifier: MIT */
/* The rival: each message by one format string, its parts filled in, nothing checked. Its parts are the
 * slices that the library gets, so that both start from the same. */
#include "cases.h"

#include <stdio.h>

#include "vectors/build.h"

/* A slice as "%.*s" takes it. */
#define PIECE(literal) (int)(sizeof(literal) - 1), literal

static int print_a(void)
{
	return snprintf(bench_out, sizeof bench_out,
		"INVITE %.*s SIP/2.0\r\n"
		"Via: SIP/2.0/%.*s %.*s:%d;branch=%.*s\r\n"
		"Max-Forwards: %d\r\n"
		"From: %.*s <%.*s>;tag=%.*s\r\n"
		"To: %.*s <%.*s>\r\n"
		"Call-ID: %.*s\r\n"
		"CSeq: %d %.*s\r\n"
		"Contact: <%.*s>\r\n"
		"Content-Type: %.*s\r\n"
		"Content-Length: %d\r\n"
		"\r\n"
		"%.*s",
		PIECE("sip:bob@biloxi.example.com"),
		PIECE("TCP"), PIECE("client.atlanta.example.com"), 5060, PIECE("z9hG4bK74bf9"),
		70,
		PIECE("Alice"), PIECE("sip:alice@atlanta.example.com"), PIECE("9fxced76sl"),
		PIECE("Bob"), PIECE("sip:bob@biloxi.example.com"),
		PIECE("3848276298220188511@atlanta.example.com"),
		1, PIECE("INVITE"),
		PIECE("sip:alice@client.atlanta.example.com;transport=tcp"),
		PIECE("application/sdp"),
		(int)alice_sdp.len,
		(int)alice_sdp.len, alice_sdp.ptr);
}

static int print_b(void)
{
	return snprintf(bench_out, sizeof bench_out,
		"SIP/2.0 %d %.*s\r\n"
		"Via: SIP/2.0/%.*s %.*s:%d;branch=%.*s;received=%.*s\r\n"
		"Via: SIP/2.0/%.*s %.*s:%d;branch=%.*s;received=%.*s\r\n"
		"Record-Route: <%.*s>\r\n"
		"From: %.*s <%.*s>;tag=%.*s\r\n"
		"To: %.*s <%.*s>;tag=%.*s\r\n"
		"Call-ID: %.*s\r\n"
		"CSeq: %d %.*s\r\n"
		"Contact: <%.*s>\r\n"
		"Allow: %.*s, %.*s, %.*s, %.*s, %.*s, %.*s, %.*s, %.*s\r\n"
		"Supported: %.*s, %.*s, %.*s, %.*s\r\n"
		"Content-Type: %.*s\r\n"
		"Content-Length: %d\r\n"
		"\r\n"
		"%.*s",
		200, PIECE("OK"),
		PIECE("TCP"), PIECE("ss1.atlanta.example.com"), 5060, PIECE("z9hG4bK2d4790.1"), PIECE("192.0.2.111"),
		PIECE("TCP"), PIECE("client.atlanta.example.com"), 5060, PIECE("z9hG4bK74bf9"), PIECE("192.0.2.101"),
		PIECE("sip:ss1.atlanta.example.com;lr"),
		PIECE("Alice"), PIECE("sip:alice@atlanta.example.com"), PIECE("9fxced76sl"),
		PIECE("Bob"), PIECE("sip:bob@biloxi.example.com"), PIECE("314159"),
		PIECE("3848276298220188511@atlanta.example.com"),
		1, PIECE("INVITE"),
		PIECE("sip:bob@client.biloxi.example.com;transport=tcp"),
		PIECE("INVITE"), PIECE("ACK"), PIECE("CANCEL"), PIECE("OPTIONS"), PIECE("BYE"), PIECE("REFER"), PIECE("NOTIFY"), PIECE("PRACK"),
		PIECE("100rel"), PIECE("timer"), PIECE("replaces"), PIECE("path"),
		PIECE("application/sdp"),
		(int)bob_sdp.len,
		(int)bob_sdp.len, bob_sdp.ptr);
}

static int print_c(void)
{
	return snprintf(bench_out, sizeof bench_out,
		"REGISTER %.*s SIP/2.0\r\n"
		"Via: SIP/2.0/%.*s %.*s:%d;branch=%.*s\r\n"
		"Max-Forwards: %d\r\n"
		"From: %.*s <%.*s>;tag=%.*s\r\n"
		"To: %.*s <%.*s>\r\n"
		"Call-ID: %.*s\r\n"
		"CSeq: %d %.*s\r\n"
		"Contact: <%.*s>;expires=%d\r\n"
		"Authorization: Digest username=\"%.*s\", realm=\"%.*s\", nonce=\"%.*s\", uri=\"%.*s\", "
		"response=\"%.*s\", algorithm=%.*s, cnonce=\"%.*s\", opaque=\"%.*s\", qop=%.*s, nc=%08x\r\n"
		"Content-Length: %d\r\n"
		"\r\n",
		PIECE("sip:registrar.biloxi.example.com"),
		PIECE("TCP"), PIECE("client.biloxi.example.com"), 5060, PIECE("z9hG4bKnashd92"),
		70,
		PIECE("Bob"), PIECE("sip:bob@biloxi.example.com"), PIECE("ja743ks76zlflH"),
		PIECE("Bob"), PIECE("sip:bob@biloxi.example.com"),
		PIECE("1j9FpLxk3uxtm8tn@biloxi.example.com"),
		2, PIECE("REGISTER"),
		PIECE("sip:bob@client.biloxi.example.com"), 3600,
		PIECE("bob"), PIECE("atlanta.example.com"), PIECE("ea9c8e88df84f1cec4341ae6cbe5a359"),
		PIECE("sip:registrar.biloxi.example.com"), PIECE("dfe56131d1958046689d83306477ecc4"), PIECE("MD5"),
		PIECE("0a4f113b"), PIECE("5ccc069c403ebaf9f0171e9517f40e41"), PIECE("auth"), 1U,
		0);
}

void run_snprintf(int message)
{
	bench_len = message == A ? print_a() : message == B ? print_b() : print_c();
}
