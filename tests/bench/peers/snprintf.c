/* SPDX-License-Identifier: MIT */
/* One snprintf() for A, B and C, the one of make bench. X10 to X80 take one for each of their extension
 * header fields, and one for what is before and after them. */
#include <stdio.h>
#include <string.h>

#include "../cases.h"
#include "parts.h"
#include "peer.h"

char bench_out[OUT_SIZE];
ptrdiff_t bench_len;

void peer_start(void)
{
}

/* As snprintf(), behind what is there. */
#define APPEND(...) \
	(bench_len += snprintf(bench_out + bench_len, sizeof bench_out - (size_t)bench_len, __VA_ARGS__))

static void print_loaded(int loads)
{
	bench_len = 0;
	APPEND("INVITE %s SIP/2.0\r\n"
	       "Via: SIP/2.0/%s %s:%d;branch=%s\r\n"
	       "Max-Forwards: %d\r\n"
	       "From: %s <%s>;tag=%s\r\n"
	       "To: %s <%s>\r\n"
	       "Call-ID: %s\r\n"
	       "CSeq: %d %s\r\n"
	       "Contact: <%s>\r\n",
	       "sip:" BOB_USER "@" BILOXI, "TCP", ALICE_HOST, 5060, ALICE_BRANCH, 70, ALICE_NAME,
	       "sip:" ALICE_USER "@" ATLANTA, ALICE_TAG, BOB_NAME, "sip:" BOB_USER "@" BILOXI,
	       INVITE_ID "@" ATLANTA, 1, "INVITE", "sip:" ALICE_USER "@" ALICE_HOST ";transport=tcp");
	for (int i = 0; i < loads; i++)
		APPEND("%s: %s\r\n", peer_load_names[i], peer_load_values[i]);
	APPEND("Content-Type: %s\r\nContent-Length: %zu\r\n\r\n%s", "application/sdp",
	       LENGTH(ALICE_SDP), ALICE_SDP);
}

void peer_build(enum peer_message message)
{
	if (message >= PEER_X10)
		print_loaded(peer_loads(message));
	else
		run_snprintf(message == PEER_A ? A : message == PEER_B ? B : C);
}

size_t peer_bytes(char *out, size_t cap)
{
	const size_t len = (size_t)bench_len < cap ? (size_t)bench_len : cap;
	memcpy(out, bench_out, len);
	return len;
}

void peer_release(void)
{
}
