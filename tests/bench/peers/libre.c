/* SPDX-License-Identifier: MIT */
/* libre: header fields are printed into a message buffer by mbuf_printf() as libre's own sip module does,
 * with uri_encode() ("%H") for a struct uri. The
 * buffer is kept and rewound. */
/* Its headers know C99 only when told so. */
#define HAVE_INTTYPES_H 1
#define HAVE_STDBOOL_H 1
#include <re.h>

#include <string.h>

#include "parts.h"
#include "peer.h"

static struct mbuf *wire;

void peer_start(void)
{
	wire = mbuf_alloc(8192);
}

/* ---- pieces ---- */

static const struct uri bob = {
	.scheme = PL("sip"),
	.user = PL(BOB_USER),
	.host = PL(BILOXI),
};

static const struct uri alice = {
	.scheme = PL("sip"),
	.user = PL(ALICE_USER),
	.host = PL(ATLANTA),
};

static void put_via(const char *host, const char *branch, const char *received)
{
	mbuf_printf(wire, "Via: SIP/2.0/%s %s:%u;branch=%s", sip_transp_name(SIP_TRANSP_TCP), host,
		    SIP_PORT, branch);
	if (received != NULL)
		mbuf_printf(wire, ";received=%s", received);
	mbuf_write_str(wire, "\r\n");
}

static void put_address(const char *header, const char *name, const struct uri *uri, const char *tag)
{
	mbuf_printf(wire, "%s: %s <%H>", header, name, uri_encode, uri);
	if (tag != NULL)
		mbuf_printf(wire, ";tag=%s", tag);
	mbuf_write_str(wire, "\r\n");
}

static void put_contact(const char *user, const char *host, const char *transport)
{
	struct uri uri = { .scheme = PL("sip") };
	pl_set_str(&uri.user, user);
	pl_set_str(&uri.host, host);
	pl_set_str(&uri.params, transport);
	mbuf_printf(wire, "Contact: <%H>\r\n", uri_encode, &uri);
}

static void put_list(const char *header, const char *const *items, int n)
{
	mbuf_printf(wire, "%s: %s", header, items[0]);
	for (int i = 1; i < n; i++)
		mbuf_printf(wire, ", %s", items[i]);
	mbuf_write_str(wire, "\r\n");
}

static void put_body(const char *text, size_t len)
{
	mbuf_printf(wire, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n", "application/sdp", len);
	mbuf_write_mem(wire, (const uint8_t *)text, len);
}

/* ---- messages ---- */

static void build_invite(int loads)
{
	mbuf_printf(wire, "%s %H SIP/2.0\r\n", "INVITE", uri_encode, &bob);
	put_via(ALICE_HOST, ALICE_BRANCH, NULL);
	mbuf_printf(wire, "Max-Forwards: %u\r\n", 70U);
	put_address("From", ALICE_NAME, &alice, ALICE_TAG);
	put_address("To", BOB_NAME, &bob, NULL);
	mbuf_printf(wire, "Call-ID: %s\r\n", INVITE_ID "@" ATLANTA);
	mbuf_printf(wire, "CSeq: %u %s\r\n", 1U, "INVITE");
	put_contact(ALICE_USER, ALICE_HOST, ";transport=tcp");
	for (int i = 0; i < loads; i++)
		mbuf_printf(wire, "%s: %s\r\n", peer_load_names[i], peer_load_values[i]);
	put_body(ALICE_SDP, LENGTH(ALICE_SDP));
}

static void build_ok(void)
{
	static const char *const methods[] = ALLOW_ITEMS;
	static const char *const tags[] = SUPPORTED_ITEMS;
	static const struct uri route = {
		.scheme = PL("sip"),
		.host = PL(PROXY_HOST),
		.params = PL(";lr"),
	};
	mbuf_printf(wire, "SIP/2.0 %u %s\r\n", 200U, "OK");
	put_via(PROXY_HOST, PROXY_BRANCH, PROXY_ADDRESS);
	put_via(ALICE_HOST, ALICE_BRANCH, ALICE_ADDRESS);
	mbuf_printf(wire, "Record-Route: <%H>\r\n", uri_encode, &route);
	put_address("From", ALICE_NAME, &alice, ALICE_TAG);
	put_address("To", BOB_NAME, &bob, BOB_TAG);
	mbuf_printf(wire, "Call-ID: %s\r\n", INVITE_ID "@" ATLANTA);
	mbuf_printf(wire, "CSeq: %u %s\r\n", 1U, "INVITE");
	put_contact(BOB_USER, BOB_HOST, ";transport=tcp");
	put_list("Allow", methods, ALLOW_COUNT);
	put_list("Supported", tags, SUPPORTED_COUNT);
	put_body(BOB_SDP, LENGTH(BOB_SDP));
}

static void put_authorization(const struct uri *uri)
{
	mbuf_printf(wire,
		    "Authorization: Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%H\", "
		    "response=\"%s\", algorithm=%s, cnonce=\"%s\", opaque=\"%s\", qop=%s, nc=%08x\r\n",
		    BOB_USER, ATLANTA, AUTH_NONCE, uri_encode, uri, AUTH_RESPONSE, "MD5", AUTH_CNONCE,
		    AUTH_OPAQUE, "auth", 1U);
}

static void build_register(void)
{
	static const struct uri registrar = { .scheme = PL("sip"), .host = PL(REGISTRAR_HOST) };
	static const struct uri contact = {
		.scheme = PL("sip"),
		.user = PL(BOB_USER),
		.host = PL(BOB_HOST),
	};
	mbuf_printf(wire, "%s %H SIP/2.0\r\n", "REGISTER", uri_encode, &registrar);
	put_via(BOB_HOST, BOB_BRANCH, NULL);
	mbuf_printf(wire, "Max-Forwards: %u\r\n", 70U);
	put_address("From", BOB_NAME, &bob, BOB_REGISTER_TAG);
	put_address("To", BOB_NAME, &bob, NULL);
	mbuf_printf(wire, "Call-ID: %s\r\n", REGISTER_ID "@" BILOXI);
	mbuf_printf(wire, "CSeq: %u %s\r\n", 2U, "REGISTER");
	mbuf_printf(wire, "Contact: <%H>;expires=%u\r\n", uri_encode, &contact, 3600U);
	put_authorization(&registrar);
	mbuf_printf(wire, "Content-Length: %zu\r\n\r\n", (size_t)0);
}

/* ---- for peer.c ---- */

void peer_build(enum peer_message message)
{
	mbuf_rewind(wire);
	if (message == PEER_B)
		build_ok();
	else if (message == PEER_C)
		build_register();
	else
		build_invite(peer_loads(message));
}

size_t peer_bytes(char *out, size_t cap)
{
	const size_t len = wire->end < cap ? wire->end : cap;
	memcpy(out, wire->buf, len);
	return len;
}

void peer_release(void)
{
}
