/* SPDX-License-Identifier: MIT */
/* belle-sip: every URI, header field and message is an object with setters, counted references and a
 * marshal function. What was added to a message goes with it. The body is no part of what is marshalled:
 * belle-sip sends it after the head. */
#include <belle-sip/belle-sip.h>

#include <string.h>

#include "parts.h"
#include "peer.h"

static belle_sip_message_t *msg;
static char wire[16384];
static size_t wire_len;

/* New objects belong to the pool on top until something takes them. */
void peer_start(void)
{
	belle_sip_object_pool_push();
}

/* ---- pieces ---- */

static void add(void *header)
{
	belle_sip_message_add_header(msg, BELLE_SIP_HEADER(header));
}

static void set_address(void *header, const char *name, const char *user, const char *host)
{
	belle_sip_header_address_t *address = BELLE_SIP_HEADER_ADDRESS(header);
	if (name != NULL)
		belle_sip_header_address_set_displayname(address, name);
	belle_sip_header_address_set_uri(address, belle_sip_uri_create(user, host));
}

static void put_via(const char *host, const char *branch, const char *received)
{
	belle_sip_header_via_t *via = belle_sip_header_via_create(host, 5060, "TCP", branch);
	if (received != NULL)
		belle_sip_header_via_set_received(via, received);
	add(via);
}

static void put_from(const char *name, const char *user, const char *host, const char *tag)
{
	belle_sip_header_from_t *from = belle_sip_header_from_new();
	set_address(from, name, user, host);
	belle_sip_header_from_set_tag(from, tag);
	add(from);
}

static void put_to(const char *name, const char *user, const char *host, const char *tag)
{
	belle_sip_header_to_t *to = belle_sip_header_to_new();
	set_address(to, name, user, host);
	if (tag != NULL)
		belle_sip_header_to_set_tag(to, tag);
	add(to);
}

static void put_call_id(const char *id)
{
	belle_sip_header_call_id_t *header = belle_sip_header_call_id_new();
	belle_sip_header_call_id_set_call_id(header, id);
	add(header);
}

static belle_sip_header_contact_t *put_contact(const char *user, const char *host)
{
	belle_sip_header_contact_t *contact = belle_sip_header_contact_new();
	set_address(contact, NULL, user, host);
	add(contact);
	return contact;
}

static void put_contact_tcp(const char *user, const char *host)
{
	belle_sip_header_address_t *contact = BELLE_SIP_HEADER_ADDRESS(put_contact(user, host));
	belle_sip_uri_set_transport_param(belle_sip_header_address_get_uri(contact), "tcp");
}

static void put_body(const char *text, size_t len)
{
	add(belle_sip_header_content_type_create("application", "sdp"));
	add(belle_sip_header_content_length_create(len));
	belle_sip_message_set_body(msg, text, len);
}

/* ---- messages ---- */

static void begin_request(const char *method, const char *user, const char *host)
{
	belle_sip_request_t *request = belle_sip_request_new();
	belle_sip_request_set_method(request, method);
	belle_sip_request_set_uri(request, belle_sip_uri_create(user, host));
	msg = BELLE_SIP_MESSAGE(request);
	belle_sip_object_ref(msg);
}

static void build_invite(int loads)
{
	begin_request("INVITE", BOB_USER, BILOXI);
	put_via(ALICE_HOST, ALICE_BRANCH, NULL);
	add(belle_sip_header_max_forwards_create(70));
	put_from(ALICE_NAME, ALICE_USER, ATLANTA, ALICE_TAG);
	put_to(BOB_NAME, BOB_USER, BILOXI, NULL);
	put_call_id(INVITE_ID "@" ATLANTA);
	add(belle_sip_header_cseq_create(1, "INVITE"));
	put_contact_tcp(ALICE_USER, ALICE_HOST);
	for (int i = 0; i < loads; i++)
		add(belle_sip_header_create(peer_load_names[i], peer_load_values[i]));
	put_body(ALICE_SDP, LENGTH(ALICE_SDP));
}

static void put_allow(void)
{
	static const char *const methods[] = ALLOW_ITEMS;
	for (int i = 0; i < ALLOW_COUNT; i++)
		add(belle_sip_header_allow_create(methods[i]));
}

static void put_supported(void)
{
	static const char *const tags[] = SUPPORTED_ITEMS;
	belle_sip_header_supported_t *supported = belle_sip_header_supported_new();
	for (int i = 0; i < SUPPORTED_COUNT; i++)
		belle_sip_header_supported_add_supported(supported, tags[i]);
	add(supported);
}

static void build_ok(void)
{
	belle_sip_response_t *response = belle_sip_response_new();
	belle_sip_response_set_status_code(response, 200);
	belle_sip_response_set_reason_phrase(response, "OK");
	msg = BELLE_SIP_MESSAGE(response);
	belle_sip_object_ref(msg);
	put_via(PROXY_HOST, PROXY_BRANCH, PROXY_ADDRESS);
	put_via(ALICE_HOST, ALICE_BRANCH, ALICE_ADDRESS);
	belle_sip_header_record_route_t *route = belle_sip_header_record_route_new();
	set_address(route, NULL, NULL, PROXY_HOST);
	belle_sip_uri_set_lr_param(
		belle_sip_header_address_get_uri(BELLE_SIP_HEADER_ADDRESS(route)), 1);
	add(route);
	put_from(ALICE_NAME, ALICE_USER, ATLANTA, ALICE_TAG);
	put_to(BOB_NAME, BOB_USER, BILOXI, BOB_TAG);
	put_call_id(INVITE_ID "@" ATLANTA);
	add(belle_sip_header_cseq_create(1, "INVITE"));
	put_contact_tcp(BOB_USER, BOB_HOST);
	put_allow();
	put_supported();
	put_body(BOB_SDP, LENGTH(BOB_SDP));
}

static void put_authorization(void)
{
	belle_sip_header_authorization_t *a = belle_sip_header_authorization_new();
	belle_sip_header_authorization_set_scheme(a, "Digest");
	belle_sip_header_authorization_set_username(a, BOB_USER);
	belle_sip_header_authorization_set_realm(a, ATLANTA);
	belle_sip_header_authorization_set_nonce(a, AUTH_NONCE);
	belle_sip_header_authorization_set_uri(a, belle_sip_uri_create(NULL, REGISTRAR_HOST));
	belle_sip_header_authorization_set_response(a, AUTH_RESPONSE);
	belle_sip_header_authorization_set_algorithm(a, "MD5");
	belle_sip_header_authorization_set_cnonce(a, AUTH_CNONCE);
	belle_sip_header_authorization_set_opaque(a, AUTH_OPAQUE);
	belle_sip_header_authorization_set_qop(a, "auth");
	belle_sip_header_authorization_set_nonce_count(a, 1);
	add(a);
}

static void build_register(void)
{
	begin_request("REGISTER", NULL, REGISTRAR_HOST);
	put_via(BOB_HOST, BOB_BRANCH, NULL);
	add(belle_sip_header_max_forwards_create(70));
	put_from(BOB_NAME, BOB_USER, BILOXI, BOB_REGISTER_TAG);
	put_to(BOB_NAME, BOB_USER, BILOXI, NULL);
	put_call_id(REGISTER_ID "@" BILOXI);
	add(belle_sip_header_cseq_create(2, "REGISTER"));
	belle_sip_header_contact_set_expires(put_contact(BOB_USER, BOB_HOST), 3600);
	put_authorization();
	add(belle_sip_header_content_length_create(0));
}

/* ---- for peer.c ---- */

static void append_body(void)
{
	const size_t len = belle_sip_message_get_body_size(msg);
	if (len > sizeof wire - wire_len)
		return;
	memcpy(wire + wire_len, belle_sip_message_get_body(msg), len);
	wire_len += len;
}

void peer_build(enum peer_message message)
{
	if (message == PEER_B)
		build_ok();
	else if (message == PEER_C)
		build_register();
	else
		build_invite(peer_loads(message));
	wire_len = 0;
	belle_sip_object_marshal(BELLE_SIP_OBJECT(msg), wire, sizeof wire, &wire_len);
	if (message != PEER_C)
		append_body();
}

size_t peer_bytes(char *out, size_t cap)
{
	const size_t len = wire_len < cap ? wire_len : cap;
	memcpy(out, wire, len);
	return len;
}

void peer_release(void)
{
	belle_sip_object_unref(msg);
}
