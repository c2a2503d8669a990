/* SPDX-License-Identifier: MIT */
/* Messages with credentials: what a client makes of a challenge, and what a server thinks of it. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "sipwright-digest.h"
#include "support/check.h"
#include "support/derived.h"
#include "support/message.h"

#define VIA "Via: SIP/2.0/UDP a.example:5062;branch=z9hG4bKold;rport\n"
#define REGISTER                                                                     \
	"REGISTER sip:b.example SIP/2.0\n" VIA "Max-Forwards: 70\n"                  \
	"From: Bob <sip:bob@b.example>;tag=a73\nTo: Bob <sip:bob@b.example>\n"       \
	"Call-ID: 1j9@a.example\nCSeq: 1 REGISTER\nContact: <sip:bob@a.example>\n"
#define UNAUTHORIZED                                                                       \
	"SIP/2.0 401 Unauthorized\n" VIA "From: Bob <sip:bob@b.example>;tag=a73\n"         \
	"To: Bob <sip:bob@b.example>;tag=s1\nCall-ID: 1j9@a.example\nCSeq: 1 REGISTER\n"
#define PROXY                                                                               \
	"SIP/2.0 407 Proxy Authentication Required\n" VIA "From: Bob <sip:bob@b.example>;tag=a73\n" \
	"To: Bob <sip:bob@b.example>;tag=s1\nCall-ID: 1j9@a.example\nCSeq: 1 REGISTER\n"
#define CHALLENGE "WWW-Authenticate: Digest realm=\"b.example\", qop=\"auth,auth-int\", nonce=\"n1\", opaque=\"\"\n"

static sipw_ids ids;
static const sipw_login bob = { .username = SIPW_S("bob"), .password = SIPW_S("zanzibar") };

static sipw_authorize_options options_of(const sipw_login *logins, size_t n)
{
	sipw_ids_seeded(&ids, 1);
	return (sipw_authorize_options){ .logins = logins, .n_logins = n, .hasher = sipw_hasher_nettle(), .ids = &ids };
}

static sipw_msg *authorized(const char *request, const char *response, const sipw_authorize_options *options,
			    const sipw_extras *extras)
{
	sipw_msg *m = roomy_message(0);
	const int code = sipw_authorize(m, received_message(0, request), received_message(1, response), options, extras);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

/* What was derived, as the server reads it. */
static const sipw_msg *as_received(const sipw_msg *m)
{
	static char text[8192];
	char out[4096];
	const ptrdiff_t n = sipw_serialize(m, out, sizeof out);
	CHECKF(n > 0, "it cannot be sent: %s", sipw_err_name((int)n));
	size_t at = 0;
	for (ptrdiff_t i = 0; i < n; i++)
		if (out[i] != '\r')
			text[at++] = out[i];
	text[at] = '\0';
	return received_message(2, text);
}

static sipw_challenge issued_of(const char *response, int header)
{
	sipw_challenge c;
	CHECK_INT(sipw_read_challenge(received_message(1, response), header, 0, &c, sizeof c), SIPW_OK);
	return c;
}

static int judged(const sipw_msg *m, int header, const sipw_challenge *issued, const sipw_login *login, uint32_t last_nc)
{
	const sipw_authenticate_options o = { .header = header, .issued = issued, .login = login, .last_nc = last_nc,
					      .hasher = sipw_hasher_nettle() };
	return sipw_authenticate(as_received(m), &o, NULL);
}

/* The whole message: what is copied, what is made (22.2, 8.1.3.5). */
Test(authorize, once_more)
{
	const sipw_authorize_options o = options_of(&bob, 1);
	CHECK_DERIVED(authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL),
		      "REGISTER sip:b.example SIP/2.0\n"
		      "Via: SIP/2.0/UDP a.example:5062;branch=z9hG4bKl6nzgikjpkd7uq2y;rport\n"
		      "Max-Forwards: 70\n"
		      "From: Bob <sip:bob@b.example>;tag=a73\nTo: Bob <sip:bob@b.example>\n"
		      "Call-ID: 1j9@a.example\nCSeq: 2 REGISTER\nContact: <sip:bob@a.example>\n"
		      "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n1\", uri=\"sip:b.example\", "
		      "response=\"37578c40d79a69565af21992370427a8\", cnonce=\"eirtp47vhrdwwvdw\", opaque=\"\", qop=auth, "
		      "nc=00000001\n"
		      "Content-Length: 0\n\n");
}

/* What a receiver wrote into Via was about the request before; the values of others stay. A body among
 * the extras takes the place of the first one with all that describes it, and is what auth-int protects. */
Test(authorize, via_and_body)
{
	sipw_authorize_options o = options_of(&bob, 1);
	const sipw_extras other = { .type = sipw_s("text/html"), .body = sipw_s("new") };
	const char *request = "MESSAGE sip:b.example SIP/2.0\n"
			      "v: SIP/2.0/UDP p.example;branch=z9hG4bKp;rport=9;received=192.0.2.9 , SIP/2.0/UDP a.example;branch=z9hG4bKa\n"
			      "Via: SIP/2.0/UDP o.example;branch=z9hG4bKo\nFrom: <sip:bob@b.example>;tag=a73\nTo: <sip:b@b.example>\n"
			      "Call-ID: 1j9@a.example\nCSeq: 1 MESSAGE\nContent-Type: text/plain\nContent-Language: de\n\nold";
	o.auth_int = true;
	const sipw_msg *m = authorized(request, UNAUTHORIZED CHALLENGE "\n", &o, &other);
	const char *head = "MESSAGE sip:b.example SIP/2.0\r\nVia: SIP/2.0/UDP p.example;branch=z9hG4bKl6nzgikjpkd7uq2y;rport\r\n"
			   "Via: SIP/2.0/UDP a.example;branch=z9hG4bKa\r\nVia: SIP/2.0/UDP o.example;branch=z9hG4bKo\r\n";
	const sipw_str text = written(m);
	CHECK_STR(sipw_sn(text.ptr, strlen(head)), sipw_s(head));
	CHECK_TEXT(sipw_get_named(m, sipw_s("Content-Type")), "text/html");
	CHECK_INT(sipw_count(m, SIPW_HDR_CONTENT_LANGUAGE), 0);
	CHECK_INT(sipw_count(m, SIPW_HDR_MAX_FORWARDS), 1);
	CHECK_STR(sipw_body_get(m), sipw_s("new"));
	const sipw_challenge issued = issued_of(UNAUTHORIZED CHALLENGE "\n", SIPW_HDR_WWW_AUTHENTICATE);
	CHECK_INT(judged(m, SIPW_HDR_AUTHORIZATION, &issued, &bob, 0), SIPW_AUTH_RIGHT);
}

/* Whatever a server challenges with, it finds the answer right; another password, it does not. */
Test(authorize, client_and_server_agree)
{
	static const char *const algorithms[] = { "", ", algorithm=MD5", ", algorithm=SHA-256", ", algorithm=SHA-512-256",
						  ", algorithm=MD5-sess", ", algorithm=SHA-256-sess" };
	static const char *const qops[] = { "", ", qop=\"auth\"", ", qop=\"auth-int\"" };
	static const char *const more[] = { "", ", opaque=\"x\\\"y\"", ", userhash=true", ", domain=\"sip:b.example\"" };
	static const sipw_login other = { .username = SIPW_S("bob"), .password = SIPW_S("tanganjika") };
	for (size_t i = 0; i < 6 * 3 * 4; i++) {
		char response[2048];
		const char *qop = qops[i / 6 % 3];
		const sipw_authorize_options o = options_of(&bob, 1);
		snprintf(response, sizeof response,
			 UNAUTHORIZED "WWW-Authenticate: Digest realm=\"b\\\"x\\\"\", nonce=\"n1\"%s%s%s\n\n",
			 algorithms[i % 6], qop, more[i / 18]);
		sipw_msg *m = roomy_message(0);
		sipw_authorize(m, received_message(0, REGISTER "Content-Type: text/plain\n\nhello\n"),
			       received_message(1, response), &o, NULL);
		if (i % 6 >= 4 && *qop == '\0') { /* a session variant without qop: RFC 7616 3.4.2 needs a cnonce */
			CHECK_INT(sipw_msg_error(m)->code, SIPW_ERR_ARGUMENT);
			continue;
		}
		const sipw_challenge issued = issued_of(response, SIPW_HDR_WWW_AUTHENTICATE);
		CHECKF(!has_bytes(sipw_get_named(m, sipw_s("Authorization")), sipw_s("domain")), "domain is echoed: %s", response);
		CHECKF(judged(m, SIPW_HDR_AUTHORIZATION, &issued, &bob, 0) == SIPW_AUTH_RIGHT, "refused: %s", response);
		CHECK_INT(judged(m, SIPW_HDR_AUTHORIZATION, &issued, &other, 0), SIPW_AUTH_WRONG);
		CHECK_INT(judged(m, SIPW_HDR_AUTHORIZATION, &issued, NULL, 0), SIPW_AUTH_WRONG);
	}
}

/* RFC 8760 2.4: the topmost one that is supported; a policy may say otherwise. */
static bool not_sha(void *ctx, int header, const sipw_challenge *challenge)
{
	++*(int *)ctx;
	CHECK_INT(header, SIPW_HDR_WWW_AUTHENTICATE);
	return sipw_digest_algorithm(challenge->algorithm) == SIPW_DIGEST_MD5;
}

Test(authorize, the_topmost_challenge)
{
	const char *response = UNAUTHORIZED
		"WWW-Authenticate: Basic realm=\"r\"\n"
		"WWW-Authenticate: Digest realm=\"r\", nonce=\"0\", algorithm=SHA-1\n"
		"WWW-Authenticate: Digest realm=\"r\", nonce=\"1\", qop=\"auth-conf\"\n"
		"WWW-Authenticate: Digest realm=\"r\", nonce=\"2\", qop=\"auth\", algorithm=SHA-256\n"
		"WWW-Authenticate: Digest realm=\"r\", nonce=\"3\", qop=\"auth\", algorithm=MD5\n\n";
	sipw_authorize_options o = options_of(&bob, 1);
	sipw_credentials c;
	int asked = 0;
	CHECK_INT(sipw_get_authorization(authorized(REGISTER "\n", response, &o, NULL), 0, &c), SIPW_OK);
	CHECK_TEXT(c.nonce, "2");
	o.choose = not_sha;
	o.ctx = &asked;
	sipw_msg *m = authorized(REGISTER "\n", response, &o, NULL);
	CHECK_INT(sipw_get_authorization(m, 0, &c), SIPW_OK);
	CHECK_TEXT(c.nonce, "3");
	CHECK_INT(asked, 2);
	CHECK_INT(sipw_count(m, SIPW_HDR_AUTHORIZATION), 1);
}

/* One for each realm that there is a login for; those of the same realm are replaced, others kept. */
Test(authorize, realms)
{
	static const sipw_login logins[] = {
		{ .realm = SIPW_S("one"), .username = SIPW_S("bob1"), .password = SIPW_S("1") },
		{ .realm = SIPW_S("two"), .username = SIPW_S("bob2"), .password = SIPW_S("2") },
	};
	const sipw_authorize_options o = options_of(logins, 2);
	sipw_msg *m = authorized(REGISTER
				 "Proxy-Authorization: Digest username=\"bob1\", realm=\"one\", nonce=\"0\", uri=\"x\", response=\"0\"\n"
				 "Proxy-Authorization: Digest username=\"bob\", realm=\"kept\", nonce=\"0\", uri=\"x\", response=\"0\"\n"
				 "Authorization: Digest username=\"bob1\", realm=\"one\", nonce=\"0\", uri=\"x\", response=\"0\"\n\n",
				 PROXY
				 "Proxy-Authenticate: Digest realm=\"one\", nonce=\"1\", stale=true\n"
				 "Proxy-Authenticate: Digest realm=\"nobody's\", nonce=\"1\"\n"
				 "Proxy-Authenticate: Digest realm=\"two\", nonce=\"2\"\n\n",
				 &o, NULL);
	sipw_credentials c;
	CHECK_INT(sipw_count(m, SIPW_HDR_PROXY_AUTHORIZATION), 3);
	CHECK_INT(sipw_count(m, SIPW_HDR_AUTHORIZATION), 1);
	sipw_get_proxy_authorization(m, 0, &c);
	CHECK_TEXT(c.realm, "kept");
	sipw_get_proxy_authorization(m, 1, &c);
	CHECK_TEXT(c.realm, "one");
	CHECK_TEXT(c.nonce, "1");
	CHECK_TEXT(c.username, "bob1");
	CHECK(c.qop.ptr == NULL && c.cnonce.ptr == NULL && !c.nc.given);
	sipw_get_proxy_authorization(m, 2, &c);
	CHECK_TEXT(c.realm, "two");
	CHECK_TEXT(c.username, "bob2");
}

#define OLD "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n0\", uri=\"sip:b.example\", response=\"0\"\n"

/* 22.1: what was refused is not tried again, unless only the nonce was. */
Test(authorize, refused_credentials)
{
	const sipw_authorize_options o = options_of(&bob, 1);
	CHECK_REFUSED(authorized(REGISTER OLD "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL), SIPW_ERR_RULE,
		      "response: WWW-Authenticate: these credentials have been refused already [RFC 3261 22.1]");
	sipw_msg *m = authorized(REGISTER OLD "\n",
				 UNAUTHORIZED "WWW-Authenticate: Digest realm=\"b.example\", nonce=\"n1\", stale=TRUE\n\n", &o, NULL);
	CHECK_INT(sipw_msg_error(m)->code, SIPW_OK);
	static const sipw_login another = { .username = SIPW_S("robert"), .password = SIPW_S("x") };
	const sipw_authorize_options other = options_of(&another, 1);
	CHECK_INT(sipw_msg_error(authorized(REGISTER OLD "\n", UNAUTHORIZED CHALLENGE "\n", &other, NULL))->code, SIPW_OK);
}

Test(authorize, what_is_never_sent_again)
{
	const sipw_authorize_options o = options_of(&bob, 1);
	const char *ack = "ACK sip:b@b.example SIP/2.0\n" VIA "From: <sip:a@a>;tag=1\nTo: <sip:b@b>;tag=2\nCall-ID: c\nCSeq: 1 ACK\n\n";
	CHECK_REFUSED(authorized(ack, UNAUTHORIZED CHALLENGE "\n", &o, NULL), SIPW_ERR_RULE,
		      "request: ACK and CANCEL are not sent again with credentials [RFC 3261 22.1]");
	CHECK_REFUSED(authorized(REGISTER "\n", "SIP/2.0 403 Forbidden\n" VIA CHALLENGE "\n", &o, NULL), SIPW_ERR_RULE,
		      "response: only 401 and 407 ask for credentials [RFC 3261 22.1]");
	CHECK_REFUSED(authorized(REGISTER "\n", UNAUTHORIZED "WWW-Authenticate: Basic realm=\"r\"\n\n", &o, NULL),
		      SIPW_ERR_ARGUMENT, "response: WWW-Authenticate: no challenge in it can be answered [RFC 8760 2.4]");
	CHECK_REFUSED(authorized(REGISTER "\n", UNAUTHORIZED "\n", &o, NULL), SIPW_ERR_ARGUMENT,
		      "response: WWW-Authenticate: no challenge in it can be answered [RFC 8760 2.4]");
}

Test(authorize, options_that_lack_something)
{
	sipw_authorize_options o = options_of(NULL, 0);
	CHECK_REFUSED(authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL), SIPW_ERR_ARGUMENT,
		      "options: a login is missing");
	o = options_of(&bob, 1);
	o.hasher = NULL;
	CHECK_REFUSED(authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL), SIPW_ERR_ARGUMENT,
		      "options: the hash functions are missing");
	o = options_of(&bob, 1);
	o.ids = NULL;
	CHECK_REFUSED(authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL), SIPW_ERR_ARGUMENT,
		      "options: the source of ids is missing");
	CHECK_REFUSED(authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", NULL, NULL), SIPW_ERR_ARGUMENT,
		      "options: a login is missing");
	char name[300];
	memset(name, 'x', sizeof name);
	const sipw_login longest = { .username = sipw_sn(name, 255), .password = sipw_s("p") };
	o = options_of(&longest, 1);
	CHECK_INT(sipw_msg_error(authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL))->code, SIPW_OK);
	const sipw_login longer = { .username = sipw_sn(name, 256), .password = sipw_s("p") };
	o = options_of(&longer, 1);
	CHECK_REFUSED(authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL), SIPW_ERR_LIMIT,
		      "options: Authorization: a user name has 255 bytes at most");
	const sipw_login broken = { .username = sipw_s("a\r\nX: y"), .password = sipw_s("p") };
	o = options_of(&broken, 1);
	CHECK_INT(sipw_msg_error(authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL))->code, SIPW_ERR_SYNTAX);
}

/* Extras are added, and take nobody's place. */
Test(authorize, extras)
{
	static const sipw_field good = { .name = SIPW_S("X-Try"), .value = SIPW_S("2") };
	static const sipw_field bad[] = {
		{ .name = SIPW_S("m"), .value = SIPW_S("<sip:x@y>") },
		{ .name = SIPW_S("AUTHORIZATION"), .value = SIPW_S("Digest a=b") },
		{ .header = SIPW_HDR_PROXY_AUTHORIZATION, .value = SIPW_S("Digest a=b") },
	};
	const sipw_authorize_options o = options_of(&bob, 1);
	const sipw_extras extras = { .fields = &good, .n = 1 };
	CHECK_TEXT(sipw_get_named(authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, &extras), sipw_s("x-try")), "2");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		const sipw_extras wrong = { .fields = &bad[i], .n = 1 };
		sipw_msg *m = authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, &wrong);
		CHECK_INT(sipw_msg_error(m)->code, SIPW_ERR_ARGUMENT);
		CHECK_TEXT(sipw_s(sipw_msg_error(m)->input), "extra field");
	}
}

static sipw_msg *next_request(const sipw_authorize_options *o)
{
	sipw_msg *m = roomy_message(1);
	const sipw_local local = { .user = sipw_s("bob"), .host = sipw_s("a.example") };
	sipw_request(m, SIPW_REGISTER, sipw_s("sip:b.example"));
	sipw_complete(m, &local, &ids, NULL);
	sipw_authorize_ahead(m, o);
	return m;
}

/* A realm once answered is answered ahead, with a rising count; a new nonce counts anew. */
Test(authorize, ahead)
{
	static sipw_auth_space spaces[2];
	memset(spaces, 0, sizeof spaces);
	sipw_authorize_options o = options_of(&bob, 1);
	o.spaces = spaces;
	o.n_spaces = 2;
	CHECK_INT(sipw_count(next_request(&o), SIPW_HDR_AUTHORIZATION), 0);
	const char *response = UNAUTHORIZED "WWW-Authenticate: Digest realm=\"b.example\", qop=\"auth\", nonce=\"n1\", "
					    "algorithm=MD5-sess, opaque=\"o\"\n\n";
	authorized(REGISTER "\n", response, &o, NULL);
	sipw_challenge issued = issued_of(response, SIPW_HDR_WWW_AUTHENTICATE);
	for (uint32_t nc = 2; nc < 5; nc++) {
		sipw_credentials c;
		sipw_msg *m = next_request(&o);
		CHECK_INT(sipw_get_authorization(m, 0, &c), SIPW_OK);
		CHECK_INT(c.nc.number, nc);
		CHECK_INT(judged(m, SIPW_HDR_AUTHORIZATION, &issued, &bob, nc - 1), SIPW_AUTH_RIGHT);
		CHECK_INT(judged(m, SIPW_HDR_AUTHORIZATION, &issued, &bob, nc), SIPW_AUTH_REPLAYED);
	}
	CHECK_INT(sipw_auth_space_renew(&spaces[0], sipw_s("n2")), SIPW_OK);
	sipw_credentials c;
	CHECK_INT(sipw_get_authorization(next_request(&o), 0, &c), SIPW_OK);
	CHECK_TEXT(c.nonce, "n2");
	CHECK_INT(c.nc.number, 1);
	CHECK_INT(sipw_auth_space_renew(&spaces[1], sipw_s("n2")), SIPW_ERR_ARGUMENT);
	static char long_nonce[SIPW_AUTH_TEXT];
	memset(long_nonce, 'n', sizeof long_nonce);
	CHECK_INT(sipw_auth_space_renew(&spaces[0], sipw_sn(long_nonce, sizeof long_nonce)), SIPW_ERR_LIMIT);
	CHECK_INT(sipw_count(next_request(&o), SIPW_HDR_AUTHORIZATION), 0);
}

/* As with all that is derived: what stands in the target stays. */
Test(authorize, target)
{
	const sipw_authorize_options o = options_of(&bob, 1);
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:x"));
	CHECK_INT(sipw_authorize(m, received_message(0, REGISTER "\n"), received_message(1, UNAUTHORIZED CHALLENGE "\n"), &o, NULL), SIPW_ERR_STATE);
	sipw_start start = { .code = 0 };
	CHECK_INT(sipw_start_get(m, &start), SIPW_OK);
	CHECK_TEXT(start.uri, "sip:x");
	CHECK_INT(sipw_authorize(NULL, received_message(0, REGISTER "\n"), received_message(1, UNAUTHORIZED CHALLENGE "\n"), &o, NULL), SIPW_ERR_MEMORY);
}

/* A realm has one space, however often it is answered; that of a proxy is another. */
Test(authorize, spaces)
{
	static sipw_auth_space spaces[2];
	memset(spaces, 0, sizeof spaces);
	sipw_authorize_options o = options_of(&bob, 1);
	sipw_credentials c;
	o.spaces = spaces;
	o.n_spaces = 2;
	authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL);
	authorized(REGISTER "\n", UNAUTHORIZED "WWW-Authenticate: Digest realm=\"b.example\", nonce=\"n2\"\n\n", &o, NULL);
	CHECK(spaces[0].held && !spaces[1].held);
	authorized(REGISTER "\n", PROXY "Proxy-Authenticate: Digest realm=\"b.example\", nonce=\"n3\"\n\n", &o, NULL);
	CHECK(spaces[1].held);
	const sipw_msg *m = next_request(&o);
	CHECK_INT(sipw_get_authorization(m, 0, &c), SIPW_OK);
	CHECK_TEXT(c.nonce, "n2");
	CHECK_INT(sipw_get_proxy_authorization(m, 0, &c), SIPW_OK);
	CHECK_TEXT(c.nonce, "n3");
	CHECK_INT(sipw_count(m, SIPW_HDR_AUTHORIZATION), 1);
	CHECK_INT(sipw_count(m, SIPW_HDR_PROXY_AUTHORIZATION), 1);
}

static size_t md5_alone(void *ctx, int algorithm, const sipw_str *pieces, size_t n, unsigned char ret_hash[SIPW_HASH_MAX])
{
	const sipw_hasher *nettle = ctx;
	return algorithm == SIPW_DIGEST_MD5 ? nettle->hash(nettle->ctx, algorithm, pieces, n, ret_hash) : 0;
}

/* The error sticks, and none of the credentials is there. */
Test(authorize, ahead_refused)
{
	static sipw_auth_space spaces[2];
	memset(spaces, 0, sizeof spaces);
	sipw_authorize_options o = options_of(&bob, 1);
	o.spaces = spaces;
	o.n_spaces = 2;
	authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &o, NULL);
	authorized(REGISTER "\n", PROXY "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256\n\n", &o, NULL);
	const sipw_hasher nettle = *o.hasher, less = { .hash = md5_alone, .ctx = (void *)&nettle };
	o.hasher = &less;
	const sipw_msg *m = next_request(&o);
	const sipw_error *e = sipw_msg_error(m);
	CHECK_INT(e->code, SIPW_ERR_ARGUMENT);
	CHECK_INT(e->header, SIPW_HDR_PROXY_AUTHORIZATION);
	CHECK_TEXT(sipw_s(e->input), "options");
	CHECK_TEXT(sipw_s(e->field), "algorithm");
	CHECK_INT(sipw_count(m, SIPW_HDR_AUTHORIZATION) + sipw_count(m, SIPW_HDR_PROXY_AUTHORIZATION), 0);
	CHECK_INT(sipw_msg_error(next_request(NULL))->code, SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_authorize_ahead(NULL, &o), SIPW_ERR_MEMORY);
	sipw_msg *response = roomy_message(2);
	sipw_response(response, 200, (sipw_str){ NULL, 0 });
	CHECK_INT(sipw_authorize_ahead(response, &o), SIPW_ERR_STATE);
}

#define RIGHTFUL "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n1\", uri=\"sip:b.example\", response=\"0\"\n"

static size_t no_hash(void *ctx, int algorithm, const sipw_str *pieces, size_t n, unsigned char ret_hash[SIPW_HASH_MAX])
{
	(void)ctx, (void)algorithm, (void)pieces, (void)n, (void)ret_hash;
	return 0;
}

/* What is wrong with credentials (22.4, RFC 7616 3.4). */
Test(authenticate, results)
{
	static const struct {
		const char *line;
		int result;
	} rows[] = {
		{ "X-None: 1", SIPW_AUTH_NONE },
		{ "Authorization: Digest username=\"bob\", realm=\"other\", nonce=\"n1\", uri=\"sip:b.example\", response=\"0\"", SIPW_AUTH_NONE },
		{ "Authorization: Digest username=\"bob\", realm=\"b.example\", uri=\"sip:b.example\", response=\"0\"", SIPW_AUTH_BROKEN },
		{ "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n1\", response=\"0\"", SIPW_AUTH_BROKEN },
		{ "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n1\", uri=\"sip:b.example\"", SIPW_AUTH_BROKEN },
		{ "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n1\", uri=\"sip:c.example\", response=\"0\"", SIPW_AUTH_BROKEN },
		{ "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n1\", uri=\"sip:b.example\", response=\"0\", opaque=\"x\"", SIPW_AUTH_BROKEN },
		{ "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n1\", uri=\"sip:b.example\", response=\"0\", qop=auth", SIPW_AUTH_BROKEN },
		{ "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n1\", uri=\"sip:b.example\", response=\"0\", algorithm=SHA-256", SIPW_AUTH_BROKEN },
		{ "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n1\", uri=\"sip:b.example\", response=\"0\"", SIPW_AUTH_WRONG },
		{ "Authorization: Digest username=\"bob\", realm=\"b.example\", nonce=\"n0\", uri=\"sip:B.EXAMPLE\", response=\"ea6db29f314f5716ebe35632e91e3542\"", SIPW_AUTH_STALE },
	};
	const sipw_challenge issued = { .realm = SIPW_S("b.example"), .nonce = SIPW_S("n1"), .qop = SIPW_S("auth") };
	const sipw_authenticate_options o = { .header = SIPW_HDR_AUTHORIZATION, .issued = &issued, .login = &bob,
					      .hasher = sipw_hasher_nettle() };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char text[2048];
		snprintf(text, sizeof text, REGISTER "%s\n\n", rows[i].line);
		CHECKF(sipw_authenticate(received_message(0, text), &o, NULL) == rows[i].result, "%s", rows[i].line);
	}
	char name[300];
	memset(name, 'x', sizeof name);
	const sipw_login longer = { .username = sipw_sn(name, 256), .password = sipw_s("p") };
	const sipw_hasher none = { .hash = no_hash };
	sipw_authenticate_options lacking = o;
	lacking.login = &longer;
	CHECK_INT(sipw_authenticate(received_message(0, REGISTER RIGHTFUL "\n"), &lacking, NULL), SIPW_ERR_ARGUMENT);
	lacking = o;
	lacking.hasher = &none;
	CHECK_INT(sipw_authenticate(received_message(0, REGISTER RIGHTFUL "\n"), &lacking, NULL), SIPW_ERR_ARGUMENT);
	sipw_credentials found;
	CHECK_INT(sipw_credentials_find(NULL, SIPW_HDR_AUTHORIZATION, issued.realm, &found), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_authenticate(NULL, &o, NULL), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_authenticate(received_message(0, REGISTER "\n"), NULL, NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_authenticate(received_message(0, UNAUTHORIZED "\n"), &o, NULL), SIPW_ERR_ARGUMENT);
}

/* RFC 7616 3.5: the server proves that it knows the password as well. */
Test(authenticate, authentication_info)
{
	const sipw_authorize_options client = options_of(&bob, 1);
	sipw_msg *m = authorized(REGISTER "\n", UNAUTHORIZED CHALLENGE "\n", &client, NULL);
	const sipw_challenge issued = issued_of(UNAUTHORIZED CHALLENGE "\n", SIPW_HDR_WWW_AUTHENTICATE);
	const sipw_authenticate_options o = { .header = SIPW_HDR_AUTHORIZATION, .issued = &issued, .login = &bob,
					      .hasher = sipw_hasher_nettle() };
	sipw_credentials c;
	sipw_auth_info info;
	char rspauth[SIPW_HASH_TEXT_MAX], expected[SIPW_HASH_TEXT_MAX];
	CHECK_INT(sipw_authenticate(as_received(m), &o, &c), SIPW_AUTH_RIGHT);
	CHECK_INT(sipw_auth_info_make(&c, &o, sipw_s(""), sipw_s("n2"), rspauth, &info), SIPW_OK);
	const sipw_digest_input in = {
		.algorithm = SIPW_DIGEST_MD5, .username = bob.username, .realm = sipw_s("b.example"),
		.password = bob.password,     .nonce = sipw_s("n1"),	.cnonce = c.cnonce,
		.nc = 1,		      .qop = sipw_s("auth"),	.uri = sipw_s("sip:b.example"),
	};
	const int n = sipw_digest_response(&in, sipw_hasher_nettle(), expected, NULL);
	CHECK_INT(n, 32);
	CHECK_STR(info.rspauth, sipw_sn(expected, 32));
	CHECK_TEXT(info.nextnonce, "n2");
	CHECK_TEXT(info.qop, "auth");
	CHECK_STR(info.cnonce, c.cnonce);
	CHECK_INT(info.nc.number, 1);
	sipw_msg *reply = roomy_message(1);
	sipw_response(reply, 200, (sipw_str){ NULL, 0 });
	CHECK_INT(sipw_add_authentication_info(reply, &info), SIPW_OK);
}
