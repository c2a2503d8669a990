/* SPDX-License-Identifier: MIT */
/* libosip2: every header field is a struct, made by its _init() and setters and put into the message's
 * lists. They take strings that they own. Header fields without a struct are name and text. */
#include <osipparser2/osip_parser.h>

#include <stdlib.h>
#include <string.h>

#include "parts.h"
#include "peer.h"

static osip_message_t *sip;
static char *wire;
static size_t wire_len;

void peer_start(void)
{
	parser_init();
}

/* ---- pieces ---- */

static osip_uri_t *uri(const char *user, const char *host)
{
	osip_uri_t *u;
	osip_uri_init(&u);
	osip_uri_set_scheme(u, osip_strdup("sip"));
	if (user != NULL)
		osip_uri_set_username(u, osip_strdup(user));
	osip_uri_set_host(u, osip_strdup(host));
	return u;
}

static osip_from_t *address(const char *name, osip_uri_t *u, const char *tag)
{
	osip_from_t *a;
	osip_from_init(&a);
	if (name != NULL)
		osip_from_set_displayname(a, osip_strdup(name));
	osip_from_set_url(a, u);
	if (tag != NULL)
		osip_from_set_tag(a, osip_strdup(tag));
	return a;
}

static void put_via(const char *host, const char *branch, const char *received)
{
	osip_via_t *via;
	osip_via_init(&via);
	via_set_version(via, osip_strdup("2.0"));
	via_set_protocol(via, osip_strdup("TCP"));
	via_set_host(via, osip_strdup(host));
	via_set_port(via, osip_strdup("5060"));
	osip_via_set_branch(via, osip_strdup(branch));
	if (received != NULL)
		osip_via_set_received(via, osip_strdup(received));
	osip_list_add(&sip->vias, via, -1);
}

static void put_call_id(const char *number, const char *host)
{
	osip_call_id_init(&sip->call_id);
	osip_call_id_set_number(sip->call_id, osip_strdup(number));
	osip_call_id_set_host(sip->call_id, osip_strdup(host));
}

static void put_cseq(const char *number, const char *method)
{
	osip_cseq_init(&sip->cseq);
	osip_cseq_set_number(sip->cseq, osip_strdup(number));
	osip_cseq_set_method(sip->cseq, osip_strdup(method));
}

static osip_contact_t *put_contact(const char *user, const char *host, const char *transport)
{
	osip_uri_t *u = uri(user, host);
	if (transport != NULL)
		osip_uri_set_transport(u, osip_strdup(transport));
	osip_contact_t *contact = address(NULL, u, NULL);
	osip_list_add(&sip->contacts, contact, -1);
	return contact;
}

static void put_text(const char *name, const char *value)
{
	osip_header_t *header;
	osip_header_init(&header);
	osip_header_set_name(header, osip_strdup(name));
	osip_header_set_value(header, osip_strdup(value));
	osip_list_add(&sip->headers, header, -1);
}

static void put_body(const char *text, size_t len)
{
	osip_content_type_init(&sip->content_type);
	sip->content_type->type = osip_strdup("application");
	sip->content_type->subtype = osip_strdup("sdp");
	osip_body_t *body;
	osip_body_init(&body);
	body->body = osip_malloc(len + 1);
	memcpy(body->body, text, len + 1);
	body->length = len;
	osip_list_add(&sip->bodies, body, -1);
}

/* ---- messages ---- */

static void begin_request(const char *method, osip_uri_t *to)
{
	osip_message_set_version(sip, osip_strdup("SIP/2.0"));
	osip_message_set_method(sip, osip_strdup(method));
	osip_message_set_uri(sip, to);
}

static void build_invite(int loads)
{
	begin_request("INVITE", uri(BOB_USER, BILOXI));
	put_via(ALICE_HOST, ALICE_BRANCH, NULL);
	put_text("Max-Forwards", "70");
	sip->from = address(ALICE_NAME, uri(ALICE_USER, ATLANTA), ALICE_TAG);
	sip->to = address(BOB_NAME, uri(BOB_USER, BILOXI), NULL);
	put_call_id(INVITE_ID, ATLANTA);
	put_cseq("1", "INVITE");
	put_contact(ALICE_USER, ALICE_HOST, "tcp");
	for (int i = 0; i < loads; i++)
		put_text(peer_load_names[i], peer_load_values[i]);
	put_body(ALICE_SDP, LENGTH(ALICE_SDP));
}

static void put_allow(void)
{
	static const char *const methods[] = ALLOW_ITEMS;
	for (int i = 0; i < ALLOW_COUNT; i++) {
		osip_allow_t *allow;
		osip_allow_init(&allow);
		allow->value = osip_strdup(methods[i]);
		osip_list_add(&sip->allows, allow, -1);
	}
}

static void build_ok(void)
{
	osip_message_set_version(sip, osip_strdup("SIP/2.0"));
	osip_message_set_status_code(sip, 200);
	osip_message_set_reason_phrase(sip, osip_strdup("OK"));
	put_via(PROXY_HOST, PROXY_BRANCH, PROXY_ADDRESS);
	put_via(ALICE_HOST, ALICE_BRANCH, ALICE_ADDRESS);
	osip_uri_t *route = uri(NULL, PROXY_HOST);
	osip_uri_uparam_add(route, osip_strdup("lr"), NULL);
	osip_list_add(&sip->record_routes, address(NULL, route, NULL), -1);
	sip->from = address(ALICE_NAME, uri(ALICE_USER, ATLANTA), ALICE_TAG);
	sip->to = address(BOB_NAME, uri(BOB_USER, BILOXI), BOB_TAG);
	put_call_id(INVITE_ID, ATLANTA);
	put_cseq("1", "INVITE");
	put_contact(BOB_USER, BOB_HOST, "tcp");
	put_allow();
	put_text("Supported", "100rel, timer, replaces, path");
	put_body(BOB_SDP, LENGTH(BOB_SDP));
}

/* Quoted strings come with their quotes. */
static void put_authorization(void)
{
	osip_authorization_t *a;
	osip_authorization_init(&a);
	osip_authorization_set_auth_type(a, osip_strdup("Digest"));
	osip_authorization_set_username(a, osip_strdup("\"" BOB_USER "\""));
	osip_authorization_set_realm(a, osip_strdup("\"" ATLANTA "\""));
	osip_authorization_set_nonce(a, osip_strdup("\"" AUTH_NONCE "\""));
	osip_authorization_set_uri(a, osip_strdup("\"sip:" REGISTRAR_HOST "\""));
	osip_authorization_set_response(a, osip_strdup("\"" AUTH_RESPONSE "\""));
	osip_authorization_set_algorithm(a, osip_strdup("MD5"));
	osip_authorization_set_cnonce(a, osip_strdup("\"" AUTH_CNONCE "\""));
	osip_authorization_set_opaque(a, osip_strdup("\"" AUTH_OPAQUE "\""));
	osip_authorization_set_message_qop(a, osip_strdup("auth"));
	osip_authorization_set_nonce_count(a, osip_strdup("00000001"));
	osip_list_add(&sip->authorizations, a, -1);
}

static void build_register(void)
{
	begin_request("REGISTER", uri(NULL, REGISTRAR_HOST));
	put_via(BOB_HOST, BOB_BRANCH, NULL);
	put_text("Max-Forwards", "70");
	sip->from = address(BOB_NAME, uri(BOB_USER, BILOXI), BOB_REGISTER_TAG);
	sip->to = address(BOB_NAME, uri(BOB_USER, BILOXI), NULL);
	put_call_id(REGISTER_ID, BILOXI);
	put_cseq("2", "REGISTER");
	osip_contact_t *contact = put_contact(BOB_USER, BOB_HOST, NULL);
	osip_contact_param_add(contact, osip_strdup("expires"), osip_strdup("3600"));
	put_authorization();
}

/* ---- for peer.c ---- */

void peer_build(enum peer_message message)
{
	osip_message_init(&sip);
	if (message == PEER_B)
		build_ok();
	else if (message == PEER_C)
		build_register();
	else
		build_invite(peer_loads(message));
	osip_message_to_str(sip, &wire, &wire_len);
}

size_t peer_bytes(char *out, size_t cap)
{
	const size_t len = wire_len < cap ? wire_len : cap;
	memcpy(out, wire, len);
	return len;
}

void peer_release(void)
{
	osip_free(wire);
	osip_message_free(sip);
}
