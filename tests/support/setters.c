/* SPDX-License-Identifier: MIT */
#include "support/setters.h"

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A setter of a value by slice, and one of a struct. */
#define PUT_STR(kind) \
	static int put_##kind(sipw_msg *m, int header, const void *value) \
	{ \
		return sipw_put_##kind(m, header, *(const sipw_str *)value); \
	}
#define PUT_STRUCT(kind, type) \
	static int put_##kind(sipw_msg *m, int header, const void *value) \
	{ \
		return sipw_put_##kind(m, header, value, sizeof(type)); \
	}

PUT_STR(opaque)
PUT_STR(text)
PUT_STR(token)
PUT_STR(call_id)
PUT_STR(product_list)
PUT_STRUCT(token_params, sipw_token)
PUT_STRUCT(cseq, sipw_cseq)
PUT_STRUCT(via, sipw_via)
PUT_STRUCT(name_addr, sipw_address)
PUT_STRUCT(addr, sipw_address)
PUT_STRUCT(route, sipw_address)
PUT_STRUCT(contact, sipw_contact)
PUT_STRUCT(media_type, sipw_media)
PUT_STRUCT(media_range, sipw_media)
PUT_STRUCT(retry_after, sipw_retry_after)
PUT_STRUCT(challenge, sipw_challenge)
PUT_STRUCT(credentials, sipw_credentials)

static const sipw_str word = SIPW_S("zqword");
static const struct setter_field opaque_fields[] = { { "value", 0, AT_VALUE, "zqword", NULL } };
static const struct setter_field text_fields[] = { { "value", 0, AT_TEXT, "zqword", NULL } };
static const struct setter_field token_fields[] = { { "value", 0, AT_TOKEN, "zqword", NULL } };
static const struct setter_field call_id_fields[] = { { "value", 0, AT_CALL_ID, "zqword", NULL } };
static const struct setter_field product_fields[] = { { "value", 0, AT_PRODUCTS, "zqword", NULL } };

static const sipw_token token_params = { .value = SIPW_S("zqword"), .params = SIPW_S(";zqparam=1") };
static const struct setter_field token_params_fields[] = {
	{ "value", offsetof(sipw_token, value), AT_TOKEN, "zqword", NULL },
	{ "params", offsetof(sipw_token, params), AT_PARAMS, ";zqparam=1", "zqword" },
};

static const sipw_cseq cseq = { .number = 7, .method = SIPW_S("ZQMETHOD") };
static const struct setter_field cseq_fields[] = {
	{ "method", offsetof(sipw_cseq, method), AT_TOKEN, "ZQMETHOD", "7 INVITE" },
};

static const sipw_via via = {
	.transport = SIPW_S("ZQT"),
	.host = SIPW_S("zqhost.example"),
	.port = 5061,
	.branch = SIPW_S("zqbranch"),
	.received = SIPW_S("192.0.2.9"),
	.rport = { 5, 1 },
	.maddr = SIPW_S("zqmaddr.example"),
	.ttl = { 9, 1 },
	.params = SIPW_S(";zqparam=1"),
};
#define VIA_START "SIP/2.0/ZQT zqhost.example:5061"
static const struct setter_field via_fields[] = {
	{ "transport", offsetof(sipw_via, transport), AT_TOKEN, "ZQT", NULL },
	{ "host", offsetof(sipw_via, host), AT_HOST, "zqhost.example", NULL },
	{ "branch", offsetof(sipw_via, branch), AT_TOKEN, "zqbranch",
	  VIA_START ";received=192.0.2.9;rport=5;maddr=zqmaddr.example;ttl=9;zqparam=1" },
	{ "received", offsetof(sipw_via, received), AT_ADDRESS, "192.0.2.9",
	  VIA_START ";branch=zqbranch;rport=5;maddr=zqmaddr.example;ttl=9;zqparam=1" },
	{ "maddr", offsetof(sipw_via, maddr), AT_HOST, "zqmaddr.example",
	  VIA_START ";branch=zqbranch;received=192.0.2.9;rport=5;ttl=9;zqparam=1" },
	{ "params", offsetof(sipw_via, params), AT_PARAMS, ";zqparam=1",
	  VIA_START ";branch=zqbranch;received=192.0.2.9;rport=5;maddr=zqmaddr.example;ttl=9" },
};

static const sipw_address address = {
	.display = SIPW_S("zq name"),
	.uri = SIPW_S("sip:zquser@zq.example"),
	.tag = SIPW_S("zqtag"),
	.params = SIPW_S(";zqparam=1"),
};
static const struct setter_field address_fields[] = {
	{ "display", offsetof(sipw_address, display), AT_DISPLAY, "\"zq name\"",
	  "<sip:zquser@zq.example>;tag=zqtag;zqparam=1" },
	{ "uri", offsetof(sipw_address, uri), AT_URI, "sip:zquser@zq.example", NULL },
	{ "tag", offsetof(sipw_address, tag), AT_TOKEN, "zqtag", "\"zq name\" <sip:zquser@zq.example>;zqparam=1" },
	{ "params", offsetof(sipw_address, params), AT_PARAMS, ";zqparam=1",
	  "\"zq name\" <sip:zquser@zq.example>;tag=zqtag" },
};

static const sipw_address bare_address = { .display = SIPW_S("zq name"), .uri = SIPW_S("sip:zquser@zq.example") };
static const struct setter_field addr_fields[] = {
	{ "display", offsetof(sipw_address, display), AT_DISPLAY, "\"zq name\"", "<sip:zquser@zq.example>" },
	{ "uri", offsetof(sipw_address, uri), AT_URI, "sip:zquser@zq.example", NULL },
	{ "params", offsetof(sipw_address, tag), AT_NOWHERE, "", "\"zq name\" <sip:zquser@zq.example>" },
	{ "params", offsetof(sipw_address, params), AT_NOWHERE, "", "\"zq name\" <sip:zquser@zq.example>" },
};

static const sipw_contact contact = {
	.display = SIPW_S("zq name"),
	.uri = SIPW_S("sip:zquser@zq.example"),
	.q = { 500, 1 },
	.expires = { 60, 1 },
	.params = SIPW_S(";zqparam=1"),
};
static const struct setter_field contact_fields[] = {
	{ "display", offsetof(sipw_contact, display), AT_DISPLAY, "\"zq name\"",
	  "<sip:zquser@zq.example>;q=0.5;expires=60;zqparam=1" },
	{ "uri", offsetof(sipw_contact, uri), AT_URI, "sip:zquser@zq.example", NULL },
	{ "params", offsetof(sipw_contact, params), AT_PARAMS, ";zqparam=1",
	  "\"zq name\" <sip:zquser@zq.example>;q=0.5;expires=60" },
};

static const sipw_media media = { .type = SIPW_S("zqtype"), .subtype = SIPW_S("zqsub"), .params = SIPW_S(";zqparam=1") };
static const struct setter_field media_type_fields[] = {
	{ "type", offsetof(sipw_media, type), AT_TOKEN, "zqtype", NULL },
	{ "subtype", offsetof(sipw_media, subtype), AT_TOKEN, "zqsub", NULL },
	{ "params", offsetof(sipw_media, params), AT_MEDIA_PARAMS, ";zqparam=1", "zqtype/zqsub" },
};

static const sipw_media range = {
	.type = SIPW_S("zqtype"), .subtype = SIPW_S("zqsub"), .q = { 300, 1 }, .params = SIPW_S(";zqparam=1"),
};
static const struct setter_field media_range_fields[] = {
	{ "type", offsetof(sipw_media, type), AT_TOKEN, "zqtype", NULL },
	{ "subtype", offsetof(sipw_media, subtype), AT_TOKEN, "zqsub", NULL },
	{ "params", offsetof(sipw_media, params), AT_PARAMS, ";zqparam=1", "zqtype/zqsub;q=0.3" },
};

static const sipw_retry_after retry_after = {
	.seconds = 120, .comment = SIPW_S("zq comment"), .duration = { 60, 1 }, .params = SIPW_S(";zqparam=1"),
};
static const struct setter_field retry_after_fields[] = {
	{ "comment", offsetof(sipw_retry_after, comment), AT_COMMENT, "(zq comment)", "120;duration=60;zqparam=1" },
	{ "params", offsetof(sipw_retry_after, params), AT_PARAMS, ";zqparam=1", "120 (zq comment);duration=60" },
};

static const sipw_challenge challenge = {
	.scheme = SIPW_S("ZQScheme"),
	.realm = SIPW_S("zqrealm"),
	.domain = SIPW_S("zqdomain"),
	.nonce = SIPW_S("zqnonce"),
	.opaque = SIPW_S("zqopaque"),
	.stale = { 1, 1 },
	.algorithm = SIPW_S("ZQALG"),
	.qop = SIPW_S("zqqop"),
	.userhash = { 0, 1 },
	.params = SIPW_S(", zqparam=1"),
};
#define CHALLENGE_END ", userhash=false"
static const struct setter_field challenge_fields[] = {
	{ "scheme", offsetof(sipw_challenge, scheme), AT_TOKEN, "ZQScheme",
	  "Digest realm=\"zqrealm\", domain=\"zqdomain\", nonce=\"zqnonce\", opaque=\"zqopaque\", stale=true, "
	  "algorithm=ZQALG, qop=\"zqqop\"" CHALLENGE_END ", zqparam=1" },
	{ "realm", offsetof(sipw_challenge, realm), AT_QUOTED, "\"zqrealm\"",
	  "ZQScheme domain=\"zqdomain\", nonce=\"zqnonce\", opaque=\"zqopaque\", stale=true, algorithm=ZQALG, "
	  "qop=\"zqqop\"" CHALLENGE_END ", zqparam=1" },
	{ "domain", offsetof(sipw_challenge, domain), AT_QUOTED, "\"zqdomain\"",
	  "ZQScheme realm=\"zqrealm\", nonce=\"zqnonce\", opaque=\"zqopaque\", stale=true, algorithm=ZQALG, "
	  "qop=\"zqqop\"" CHALLENGE_END ", zqparam=1" },
	{ "nonce", offsetof(sipw_challenge, nonce), AT_QUOTED, "\"zqnonce\"",
	  "ZQScheme realm=\"zqrealm\", domain=\"zqdomain\", opaque=\"zqopaque\", stale=true, algorithm=ZQALG, "
	  "qop=\"zqqop\"" CHALLENGE_END ", zqparam=1" },
	{ "opaque", offsetof(sipw_challenge, opaque), AT_QUOTED, "\"zqopaque\"",
	  "ZQScheme realm=\"zqrealm\", domain=\"zqdomain\", nonce=\"zqnonce\", stale=true, algorithm=ZQALG, "
	  "qop=\"zqqop\"" CHALLENGE_END ", zqparam=1" },
	{ "algorithm", offsetof(sipw_challenge, algorithm), AT_TOKEN, "ZQALG",
	  "ZQScheme realm=\"zqrealm\", domain=\"zqdomain\", nonce=\"zqnonce\", opaque=\"zqopaque\", stale=true, "
	  "qop=\"zqqop\"" CHALLENGE_END ", zqparam=1" },
	{ "qop", offsetof(sipw_challenge, qop), AT_QUOTED, "\"zqqop\"",
	  "ZQScheme realm=\"zqrealm\", domain=\"zqdomain\", nonce=\"zqnonce\", opaque=\"zqopaque\", stale=true, "
	  "algorithm=ZQALG" CHALLENGE_END ", zqparam=1" },
	{ "params", offsetof(sipw_challenge, params), AT_AUTH_PARAMS, ", zqparam=1",
	  "ZQScheme realm=\"zqrealm\", domain=\"zqdomain\", nonce=\"zqnonce\", opaque=\"zqopaque\", stale=true, "
	  "algorithm=ZQALG, qop=\"zqqop\"" CHALLENGE_END },
};

/* The parameters of the credentials in their order, each named by a macro so that one can be left out. */
#define C_USER "username=\"zquser\", "
#define C_REALM "realm=\"zqrealm\", "
#define C_NONCE "nonce=\"zqnonce\", "
#define C_URI "uri=\"zquri\", "
#define C_RESPONSE "response=\"zqresponse\", "
#define C_ALGORITHM "algorithm=ZQALG, "
#define C_CNONCE "cnonce=\"zqcn\", "
#define C_OPAQUE "opaque=\"zqopaque\", "
#define C_QOP "qop=zqqop, "
#define C_END "nc=0000000a, userhash=true"

static const sipw_credentials credentials = {
	.scheme = SIPW_S("ZQScheme"),
	.username = SIPW_S("zquser"),
	.realm = SIPW_S("zqrealm"),
	.nonce = SIPW_S("zqnonce"),
	.uri = SIPW_S("zquri"),
	.response = SIPW_S("zqresponse"),
	.algorithm = SIPW_S("ZQALG"),
	.cnonce = SIPW_S("zqcn"),
	.opaque = SIPW_S("zqopaque"),
	.qop = SIPW_S("zqqop"),
	.nc = { 10, 1 },
	.userhash = { 1, 1 },
	.params = SIPW_S(", zqparam=1"),
};
static const struct setter_field credentials_fields[] = {
	{ "scheme", offsetof(sipw_credentials, scheme), AT_TOKEN, "ZQScheme",
	  "Digest " C_USER C_REALM C_NONCE C_URI C_RESPONSE C_ALGORITHM C_CNONCE C_OPAQUE C_QOP C_END ", zqparam=1" },
	{ "username", offsetof(sipw_credentials, username), AT_QUOTED, "\"zquser\"",
	  "ZQScheme " C_REALM C_NONCE C_URI C_RESPONSE C_ALGORITHM C_CNONCE C_OPAQUE C_QOP C_END ", zqparam=1" },
	{ "realm", offsetof(sipw_credentials, realm), AT_QUOTED, "\"zqrealm\"",
	  "ZQScheme " C_USER C_NONCE C_URI C_RESPONSE C_ALGORITHM C_CNONCE C_OPAQUE C_QOP C_END ", zqparam=1" },
	{ "nonce", offsetof(sipw_credentials, nonce), AT_QUOTED, "\"zqnonce\"",
	  "ZQScheme " C_USER C_REALM C_URI C_RESPONSE C_ALGORITHM C_CNONCE C_OPAQUE C_QOP C_END ", zqparam=1" },
	{ "uri", offsetof(sipw_credentials, uri), AT_QUOTED, "\"zquri\"",
	  "ZQScheme " C_USER C_REALM C_NONCE C_RESPONSE C_ALGORITHM C_CNONCE C_OPAQUE C_QOP C_END ", zqparam=1" },
	{ "response", offsetof(sipw_credentials, response), AT_QUOTED, "\"zqresponse\"",
	  "ZQScheme " C_USER C_REALM C_NONCE C_URI C_ALGORITHM C_CNONCE C_OPAQUE C_QOP C_END ", zqparam=1" },
	{ "algorithm", offsetof(sipw_credentials, algorithm), AT_TOKEN, "ZQALG",
	  "ZQScheme " C_USER C_REALM C_NONCE C_URI C_RESPONSE C_CNONCE C_OPAQUE C_QOP C_END ", zqparam=1" },
	{ "cnonce", offsetof(sipw_credentials, cnonce), AT_QUOTED, "\"zqcn\"",
	  "ZQScheme " C_USER C_REALM C_NONCE C_URI C_RESPONSE C_ALGORITHM C_OPAQUE C_QOP C_END ", zqparam=1" },
	{ "opaque", offsetof(sipw_credentials, opaque), AT_QUOTED, "\"zqopaque\"",
	  "ZQScheme " C_USER C_REALM C_NONCE C_URI C_RESPONSE C_ALGORITHM C_CNONCE C_QOP C_END ", zqparam=1" },
	{ "qop", offsetof(sipw_credentials, qop), AT_TOKEN, "zqqop",
	  "ZQScheme " C_USER C_REALM C_NONCE C_URI C_RESPONSE C_ALGORITHM C_CNONCE C_OPAQUE C_END ", zqparam=1" },
	{ "params", offsetof(sipw_credentials, params), AT_AUTH_PARAMS, ", zqparam=1",
	  "ZQScheme " C_USER C_REALM C_NONCE C_URI C_RESPONSE C_ALGORITHM C_CNONCE C_OPAQUE C_QOP C_END },
};

/* The other shape of credentials (RFC 8898 2.1.3). */
static const sipw_credentials bearer = { .scheme = SIPW_S("Bearer"), .token68 = SIPW_S("zqtoken68") };
static const struct setter_field bearer_fields[] = {
	{ "scheme", offsetof(sipw_credentials, scheme), AT_TOKEN, "Bearer", "Digest zqtoken68" },
	{ "token68", offsetof(sipw_credentials, token68), AT_TOKEN68, "zqtoken68", NULL },
};

#define ROW(number, value, text, escaped, put, fields) \
	{ number, sizeof(value), &(value), text, escaped, put, fields, COUNT(fields) }

const struct setter setters[] = {
	ROW(SIPW_KIND_OPAQUE, word, "zqword", 0, put_opaque, opaque_fields),
	ROW(SIPW_KIND_TEXT, word, "zqword", 0, put_text, text_fields),
	ROW(SIPW_KIND_TOKEN, word, "zqword", 0, put_token, token_fields),
	ROW(SIPW_KIND_CALL_ID, word, "zqword", 0, put_call_id, call_id_fields),
	ROW(SIPW_KIND_PRODUCT_LIST, word, "zqword", 0, put_product_list, product_fields),
	ROW(SIPW_KIND_TOKEN_PARAMS, token_params, "zqword;zqparam=1", offsetof(sipw_token, escaped), put_token_params,
	    token_params_fields),
	ROW(SIPW_KIND_CSEQ, cseq, "7 ZQMETHOD", 0, put_cseq, cseq_fields),
	ROW(SIPW_KIND_VIA, via,
	    VIA_START ";branch=zqbranch;received=192.0.2.9;rport=5;maddr=zqmaddr.example;ttl=9;zqparam=1",
	    offsetof(sipw_via, escaped), put_via, via_fields),
	ROW(SIPW_KIND_NAME_ADDR, address, "\"zq name\" <sip:zquser@zq.example>;tag=zqtag;zqparam=1",
	    offsetof(sipw_address, escaped), put_name_addr, address_fields),
	ROW(SIPW_KIND_ADDR, bare_address, "\"zq name\" <sip:zquser@zq.example>", offsetof(sipw_address, escaped), put_addr,
	    addr_fields),
	ROW(SIPW_KIND_ROUTE, address, "\"zq name\" <sip:zquser@zq.example>;tag=zqtag;zqparam=1",
	    offsetof(sipw_address, escaped), put_route, address_fields),
	ROW(SIPW_KIND_CONTACT, contact, "\"zq name\" <sip:zquser@zq.example>;q=0.5;expires=60;zqparam=1",
	    offsetof(sipw_contact, escaped), put_contact, contact_fields),
	ROW(SIPW_KIND_MEDIA_TYPE, media, "zqtype/zqsub;zqparam=1", offsetof(sipw_media, escaped), put_media_type,
	    media_type_fields),
	ROW(SIPW_KIND_MEDIA_RANGE, range, "zqtype/zqsub;zqparam=1;q=0.3", offsetof(sipw_media, escaped), put_media_range,
	    media_range_fields),
	ROW(SIPW_KIND_RETRY_AFTER, retry_after, "120 (zq comment);duration=60;zqparam=1",
	    offsetof(sipw_retry_after, escaped), put_retry_after, retry_after_fields),
	ROW(SIPW_KIND_CHALLENGE, challenge,
	    "ZQScheme realm=\"zqrealm\", domain=\"zqdomain\", nonce=\"zqnonce\", opaque=\"zqopaque\", stale=true, "
	    "algorithm=ZQALG, qop=\"zqqop\"" CHALLENGE_END ", zqparam=1",
	    offsetof(sipw_challenge, escaped), put_challenge, challenge_fields),
	ROW(SIPW_KIND_CREDENTIALS, credentials,
	    "ZQScheme " C_USER C_REALM C_NONCE C_URI C_RESPONSE C_ALGORITHM C_CNONCE C_OPAQUE C_QOP C_END ", zqparam=1",
	    offsetof(sipw_credentials, escaped), put_credentials, credentials_fields),
	ROW(SIPW_KIND_CREDENTIALS, bearer, "Bearer zqtoken68", offsetof(sipw_credentials, escaped), put_credentials,
	    bearer_fields),
};

const size_t setter_count = COUNT(setters);
