/* SPDX-License-Identifier: MIT */
/* sofia-sip: every header field is a struct in the memory of its message (su_home_t), made by a
 * _create() or msg_header_alloc() and inserted. msg_prepare() encodes them, and the pieces that
 * msg_iovec() lists then are what a transport sends. Parameters are text, "name=value". */
#include <sofia-sip/msg.h>
#include <sofia-sip/msg_addr.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>

#include <string.h>

#include "parts.h"
#include "peer.h"

#define PIECES 128

static msg_t *msg;
static sip_t *sip;
static su_home_t *home;
static msg_iovec_t pieces[PIECES];
static size_t piece_count;

void peer_start(void)
{
}

/* ---- pieces ---- */

static url_t uri(const char *user, const char *host, const char *params)
{
	url_t u;
	url_init(&u, url_sip);
	u.url_user = user;
	u.url_host = host;
	u.url_params = params;
	return u;
}

static const url_string_t *of(const url_t *u)
{
	return (const url_string_t *)u;
}

static void insert(void *header)
{
	msg_header_insert(msg, (msg_pub_t *)sip, header);
}

static void *allocate(msg_hclass_t *kind)
{
	return msg_header_alloc(home, kind, 0);
}

/* Goes before those that are there. */
static void put_via(const char *host, const char *branch, const char *received)
{
	insert(sip_via_create(home, host, "5060", "SIP/2.0/TCP", branch, received, NULL));
}

static void put_max_forwards(unsigned long count)
{
	sip_max_forwards_t *header = allocate(sip_max_forwards_class);
	header->mf_count = count;
	insert(header);
}

static void put_from(const char *name, url_t u, const char *tag)
{
	sip_from_t *from = sip_from_create(home, of(&u));
	from->a_display = name;
	sip_from_tag(home, from, tag);
	insert(from);
}

static void put_to(const char *name, url_t u, const char *tag)
{
	sip_to_t *to = sip_to_create(home, of(&u));
	to->a_display = name;
	if (tag != NULL)
		sip_to_tag(home, to, tag);
	insert(to);
}

static void put_call_id(const char *id)
{
	sip_call_id_t *header = allocate(sip_call_id_class);
	header->i_id = id;
	insert(header);
}

static void put_contact(url_t u, const char *param)
{
	insert(sip_contact_create(home, of(&u), param, NULL));
}

static void put_text(const char *name, const char *value)
{
	sip_unknown_t *header = allocate(sip_unknown_class);
	header->un_name = name;
	header->un_value = value;
	insert(header);
}

/* The end of the head, with or without a body. */
static void put_body(const char *text, size_t len)
{
	if (len > 0) {
		sip_content_type_t *type = allocate(sip_content_type_class);
		type->c_type = "application/sdp";
		type->c_subtype = "sdp";
		insert(type);
	}
	insert(sip_content_length_create(home, (uint32_t)len));
	insert(sip_separator_create(home));
	if (len > 0)
		insert(sip_payload_create(home, text, (isize_t)len));
}

/* ---- messages ---- */

static void build_invite(int loads)
{
	const url_t to = uri(BOB_USER, BILOXI, NULL);
	insert(sip_request_create(home, sip_method_invite, NULL, of(&to), NULL));
	put_via(ALICE_HOST, "branch=" ALICE_BRANCH, NULL);
	put_max_forwards(70);
	put_from(ALICE_NAME, uri(ALICE_USER, ATLANTA, NULL), ALICE_TAG);
	put_to(BOB_NAME, to, NULL);
	put_call_id(INVITE_ID "@" ATLANTA);
	insert(sip_cseq_create(home, 1, sip_method_invite, NULL));
	put_contact(uri(ALICE_USER, ALICE_HOST, "transport=tcp"), NULL);
	for (int i = 0; i < loads; i++)
		put_text(peer_load_names[i], peer_load_values[i]);
	put_body(ALICE_SDP, LENGTH(ALICE_SDP));
}

static void put_list(msg_hclass_t *kind, const msg_param_t *items)
{
	msg_list_t *list = allocate(kind);
	msg_list_append_items(home, list, items);
	insert(list);
}

static void build_ok(void)
{
	static const msg_param_t methods[ALLOW_COUNT + 1] = ALLOW_ITEMS;
	static const msg_param_t tags[SUPPORTED_COUNT + 1] = SUPPORTED_ITEMS;
	insert(sip_status_create(home, 200, NULL, NULL));
	put_via(ALICE_HOST, "branch=" ALICE_BRANCH, "received=" ALICE_ADDRESS);
	put_via(PROXY_HOST, "branch=" PROXY_BRANCH, "received=" PROXY_ADDRESS);
	sip_record_route_t *route = allocate(sip_record_route_class);
	*route->r_url = uri(NULL, PROXY_HOST, "lr");
	insert(route);
	put_from(ALICE_NAME, uri(ALICE_USER, ATLANTA, NULL), ALICE_TAG);
	put_to(BOB_NAME, uri(BOB_USER, BILOXI, NULL), BOB_TAG);
	put_call_id(INVITE_ID "@" ATLANTA);
	insert(sip_cseq_create(home, 1, sip_method_invite, NULL));
	put_contact(uri(BOB_USER, BOB_HOST, "transport=tcp"), NULL);
	put_list(sip_allow_class, methods);
	put_list(sip_supported_class, tags);
	put_body(BOB_SDP, LENGTH(BOB_SDP));
}

static void put_authorization(void)
{
	static const msg_param_t params[] = {
		"username=\"" BOB_USER "\"",
		"realm=\"" ATLANTA "\"",
		"nonce=\"" AUTH_NONCE "\"",
		"uri=\"sip:" REGISTRAR_HOST "\"",
		"response=\"" AUTH_RESPONSE "\"",
		"algorithm=MD5",
		"cnonce=\"" AUTH_CNONCE "\"",
		"opaque=\"" AUTH_OPAQUE "\"",
		"qop=auth",
		"nc=00000001",
		NULL,
	};
	sip_authorization_t *header = allocate(sip_authorization_class);
	header->au_scheme = "Digest";
	for (size_t i = 0; params[i] != NULL; i++)
		msg_header_add_param(home, header->au_common, params[i]);
	insert(header);
}

static void build_register(void)
{
	const url_t registrar = uri(NULL, REGISTRAR_HOST, NULL);
	insert(sip_request_create(home, sip_method_register, NULL, of(&registrar), NULL));
	put_via(BOB_HOST, "branch=" BOB_BRANCH, NULL);
	put_max_forwards(70);
	put_from(BOB_NAME, uri(BOB_USER, BILOXI, NULL), BOB_REGISTER_TAG);
	put_to(BOB_NAME, uri(BOB_USER, BILOXI, NULL), NULL);
	put_call_id(REGISTER_ID "@" BILOXI);
	insert(sip_cseq_create(home, 2, sip_method_register, NULL));
	put_contact(uri(BOB_USER, BOB_HOST, NULL), "expires=3600");
	put_authorization();
	put_body(NULL, 0);
}

/* ---- for peer.c ---- */

void peer_build(enum peer_message message)
{
	msg = msg_create(sip_default_mclass(), 0);
	sip = (sip_t *)msg_object(msg);
	home = msg_home(msg);
	if (message == PEER_B)
		build_ok();
	else if (message == PEER_C)
		build_register();
	else
		build_invite(peer_loads(message));
	msg_serialize(msg, (msg_pub_t *)sip);
	msg_prepare(msg);
	piece_count = (size_t)msg_iovec(msg, pieces, PIECES);
}

size_t peer_bytes(char *out, size_t cap)
{
	size_t len = 0;
	for (size_t i = 0; i < piece_count && i < PIECES && cap - len >= pieces[i].siv_len; i++) {
		memcpy(out + len, pieces[i].siv_base, pieces[i].siv_len);
		len += pieces[i].siv_len;
	}
	return len;
}

void peer_release(void)
{
	msg_destroy(msg);
}
