/* SPDX-License-Identifier: MIT */
/* Text to struct to text to struct: nothing is lost on the way, and the second text is the first. */
#include <criterion/criterion.h>
#include <stddef.h>

#include "fields/kinds.h"
#include "grammar/scan.h"
#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"
#include "tables/tables.h"

enum member_type { STR, PARAMS, OPT, NUMBER, FLAG };

struct member {
	const char *name;
	size_t offset;
	enum member_type type;
};

#define MEMBER(type, name, what) { #name, offsetof(type, name), what }

static const struct member via_members[] = {
	MEMBER(sipw_via, transport, STR), MEMBER(sipw_via, host, STR),	    MEMBER(sipw_via, port, NUMBER),
	MEMBER(sipw_via, branch, STR),	  MEMBER(sipw_via, received, STR),  MEMBER(sipw_via, rport, OPT),
	MEMBER(sipw_via, maddr, STR),	  MEMBER(sipw_via, ttl, OPT),	    MEMBER(sipw_via, params, PARAMS),
	{ NULL, 0, STR },
};
static const struct member address_members[] = {
	MEMBER(sipw_address, display, STR), MEMBER(sipw_address, uri, STR), MEMBER(sipw_address, tag, STR),
	MEMBER(sipw_address, params, PARAMS), { NULL, 0, STR },
};
static const struct member contact_members[] = {
	MEMBER(sipw_contact, display, STR), MEMBER(sipw_contact, uri, STR),	  MEMBER(sipw_contact, q, OPT),
	MEMBER(sipw_contact, expires, OPT), MEMBER(sipw_contact, params, PARAMS), MEMBER(sipw_contact, star, FLAG),
	{ NULL, 0, STR },
};
static const struct member cseq_members[] = {
	MEMBER(sipw_cseq, number, NUMBER), MEMBER(sipw_cseq, method, STR), { NULL, 0, STR },
};
static const struct member token_members[] = {
	MEMBER(sipw_token, value, STR), MEMBER(sipw_token, params, PARAMS), { NULL, 0, STR },
};
static const struct member media_members[] = {
	MEMBER(sipw_media, type, STR), MEMBER(sipw_media, subtype, STR), MEMBER(sipw_media, q, OPT),
	MEMBER(sipw_media, params, PARAMS), { NULL, 0, STR },
};
static const struct member retry_members[] = {
	MEMBER(sipw_retry_after, seconds, NUMBER), MEMBER(sipw_retry_after, comment, STR),
	MEMBER(sipw_retry_after, duration, OPT), MEMBER(sipw_retry_after, params, PARAMS), { NULL, 0, STR },
};
static const struct member challenge_members[] = {
	MEMBER(sipw_challenge, scheme, STR), MEMBER(sipw_challenge, realm, STR),     MEMBER(sipw_challenge, domain, STR),
	MEMBER(sipw_challenge, nonce, STR),  MEMBER(sipw_challenge, opaque, STR),    MEMBER(sipw_challenge, stale, OPT),
	MEMBER(sipw_challenge, qop, STR),    MEMBER(sipw_challenge, algorithm, STR), MEMBER(sipw_challenge, userhash, OPT),
	MEMBER(sipw_challenge, params, PARAMS), { NULL, 0, STR },
};
static const struct member credentials_members[] = {
	MEMBER(sipw_credentials, scheme, STR),	  MEMBER(sipw_credentials, username, STR), MEMBER(sipw_credentials, realm, STR),
	MEMBER(sipw_credentials, nonce, STR),	  MEMBER(sipw_credentials, uri, STR),	   MEMBER(sipw_credentials, response, STR),
	MEMBER(sipw_credentials, algorithm, STR), MEMBER(sipw_credentials, cnonce, STR),   MEMBER(sipw_credentials, opaque, STR),
	MEMBER(sipw_credentials, qop, STR),	  MEMBER(sipw_credentials, nc, OPT),	   MEMBER(sipw_credentials, userhash, OPT),
	MEMBER(sipw_credentials, token68, STR),	  MEMBER(sipw_credentials, params, PARAMS), { NULL, 0, STR },
};

/* A kind's scanner and setter on untyped structs. */
#define TRIP(kind, type) \
	static bool scan_##kind(struct sipw__scan *s, void *value) \
	{ \
		return sipw__scan_##kind(s, (type *)value); \
	} \
	static int put_##kind(sipw_msg *m, int header, const void *value) \
	{ \
		return sipw_put_##kind(m, header, (const type *)value, sizeof(type)); \
	}

TRIP(via, sipw_via)
TRIP(name_addr, sipw_address)
TRIP(addr, sipw_address)
TRIP(route, sipw_address)
TRIP(contact, sipw_contact)
TRIP(cseq, sipw_cseq)
TRIP(token_params, sipw_token)
TRIP(media_type, sipw_media)
TRIP(media_range, sipw_media)
TRIP(retry_after, sipw_retry_after)
TRIP(challenge, sipw_challenge)
TRIP(credentials, sipw_credentials)

struct trip {
	int header;
	const struct member *members;
	bool (*scan)(struct sipw__scan *s, void *value);
	int (*put)(sipw_msg *m, int header, const void *value);
	const char *texts[16];
};

static const struct trip trips[] = {
	{ SIPW_HDR_VIA, via_members, scan_via, put_via,
	  { "SIP/2.0/UDP a", "SIP/2.0/TCP [::1]:5060;branch=z9hG4bK1;received=::1;rport=7;maddr=b;ttl=0;x=\"y z\";w",
	    "SIP / 2.0 / UDP a : 4000 ; ttl = 16 ; maddr = 224.2.0.1 ; branch = z9hG4bK2", "SIP/2.0/TLS a;rport;x", "SIP/2.0/X 1.2.3.4;ttl=255",
	    "SIP/2.0/UDP a;x=1;branch=b", "SIP/2.0/UDP a;branch=b;x=1;rport" } },
	{ SIPW_HDR_FROM, address_members, scan_name_addr, put_name_addr,
	  { "sip:a@b;tag=1", "<sip:a@b;x=y?h=v>;tag=1;z", "Bob B. <sip:a@b>", "\"a \\\"b\\\\\" <sip:a@b>;x=\"\\\"\"", "\"\" <sip:a>", "Bob<tel:+1>",
	    "\"caf\xc3\xa9\" <sip:a>;tag=2", "\"a\\,b\" <sip:a>", "sip:a@b;x=1;tag=2", "\"Bob\" <sip:a>", "\"\\B\" <sip:a>" } },
	{ SIPW_HDR_P_ASSERTED_IDENTITY, address_members, scan_addr, put_addr,
	  { "sip:a@b", "<sip:a@b;x=y>", "\"a, b\" <tel:+1>", "Bob <sip:a>", "tel:+1" } },
	{ SIPW_HDR_ROUTE, address_members, scan_route, put_route,
	  { "<sip:a;lr>", "\"a\" <sip:a>;x;y=\"z\"", "Bob <sip:a>;tag=x", "<sips:[::1]:1;lr;x=y>" } },
	{ SIPW_HDR_CONTACT, contact_members, scan_contact, put_contact,
	  { "*", "sip:a@b", "<sip:a@b>;q=0.5;expires=60", "\"a b\" <sip:a>;+sip.instance=\"<urn:uuid:1>\";reg-id=1;q=1.000", "<sip:a>;q=0",
	    "<sip:a>;expires=4294967295;audio;methods=\"INVITE,BYE\"", "sip:a;q=0.001;x" } },
	{ SIPW_HDR_CSEQ, cseq_members, scan_cseq, put_cseq, { "0 A", "4294967295 INVITE", "1  \t BYE" } },
	{ SIPW_HDR_CONTENT_DISPOSITION, token_members, scan_token_params, put_token_params,
	  { "a", "a;b", "a;b=c;d=\"e f\"", "a ; b = c ; d", "a;b=[::1]" } },
	{ SIPW_HDR_CONTENT_TYPE, media_members, scan_media_type, put_media_type,
	  { "text/plain", "a / b ; c = d", "a/b;c=\"d;e\";f=g" } },
	{ SIPW_HDR_ACCEPT, media_members, scan_media_range, put_media_range,
	  { "*/*", "text/*;q=0.3", "a/b;c=d;q=0", "a/b;q=0;e", "a/b;q=1.0" } },
	{ SIPW_HDR_RETRY_AFTER, retry_members, scan_retry_after, put_retry_after,
	  { "0", "1 (a b)", "1 (a (b) c);duration=2;x", "1 (\\(\\\\);y=\"z\"", "5;duration=0", "5()" } },
	{ SIPW_HDR_WWW_AUTHENTICATE, challenge_members, scan_challenge, put_challenge,
	  { "Digest realm=\"a\"", "digest realm=\"a \\\"b\\\"\",nonce=\"c\",stale=TRUE,qop=\"auth\"", "X a=b", "X a=b, c=\"d\", realm=\"e\"",
	    "Digest domain=\"sip:a sip:b\", opaque=\"\", algorithm=MD5, userhash=false, x=y" } },
	{ SIPW_HDR_AUTHORIZATION, credentials_members, scan_credentials, put_credentials,
	  { "Digest username=\"a\"", "Bearer abc==", "X y=z", "Digest username=\"a\\\\\", realm=\"\", nc=0000000a, qop=auth, cnonce=\"x\", userhash=true, z=1",
	    "Digest nonce=\"n\",uri=\"sip:a\",response=\"r\",algorithm=SHA-256,opaque=\"o\"" } },
};

/* Parameters without the blanks outside quotes, and without the first comma: a struct holds them as they
 * came, and the first ones of credentials come without. */
static sipw_str squeezed(sipw_str params, char *buffer)
{
	size_t n = 0;
	bool quoted = false;
	for (size_t i = 0; i < params.len; i++) {
		const char c = params.ptr[i];
		if (c == '"' && (i == 0 || params.ptr[i - 1] != '\\'))
			quoted = !quoted;
		if (quoted || (c != ' ' && c != '\t' && (c != ',' || n > 0)))
			buffer[n++] = c;
	}
	return params.ptr == NULL ? params : sipw_sn(buffer, n);
}

static bool same_str(sipw_str a, sipw_str b)
{
	return (a.ptr == NULL) == (b.ptr == NULL) && same_bytes(a, b);
}

static bool same_member(const struct member *member, const void *a, const void *b)
{
	char one[256], two[256];
	const void *x = (const char *)a + member->offset, *y = (const char *)b + member->offset;
	const sipw_str *s = x, *t = y;
	const sipw_opt *o = x, *p = y;
	switch (member->type) {
	case STR:
		return same_str(*s, *t);
	case PARAMS:
		return same_str(squeezed(*s, one), squeezed(*t, two));
	case OPT:
		return o->number == p->number && (o->given != 0) == (p->given != 0);
	case NUMBER:
		return memcmp(x, y, sizeof(uint32_t)) == 0;
	default:
		return *(const bool *)x == *(const bool *)y;
	}
}

static bool scan_whole(const struct trip *trip, sipw_str text, void *value)
{
	struct sipw__scan s = sipw__scan_of(text, trip->header);
	sipw__scan_params_start(&s);
	return trip->scan(&s, value) && sipw__scan_done(&s);
}

static void check_trip(const struct guard *g, const struct trip *trip, const char *text)
{
	_Alignas(16) char first[256] = "", second[256] = "";
	sipw_msg *m = roomy_message(0);
	if (!CHECKF(scan_whole(trip, guard_copy(g, sipw_s(text)), first), "'%s' is refused", text))
		return;
	int code = trip->put(m, trip->header, first);
	if (!CHECKF(code == SIPW_OK, "'%s' does not go out again: %s", text, sipw_msg_error(m)->sentence))
		return;
	const sipw_str once = last_value(m);
	if (!CHECKF(scan_whole(trip, once, second), "'%s' became '%s'", text, check_show(once)))
		return;
	for (const struct member *member = trip->members; member->name != NULL; member++)
		CHECKF(same_member(member, first, second), "'%s' became '%s': %s differs", text, check_show(once), member->name);
	CHECK_INT(trip->put(m, trip->header, second), SIPW_OK);
	CHECK_STR(last_value(m), once);
}

Test(trips, text_struct_text)
{
	struct guard g = guard_open(4096);
	for (size_t i = 0; i < sizeof trips / sizeof trips[0]; i++)
		for (size_t k = 0; k < 16 && trips[i].texts[k] != NULL; k++)
			check_trip(&g, &trips[i], trips[i].texts[k]);
	guard_close(&g);
}

/* A parameter with a field of its own between two others: the slice of the others reaches over it, and it
 * goes out once. */
Test(trips, params_around_a_known_one)
{
	sipw_address v;
	struct sipw__scan s = sipw__scan_of(sipw_s("<sip:a>;b=1;tag=x;c=2"), SIPW_HDR_TO);
	CHECK(sipw__scan_name_addr(&s, &v));
	CHECK_TEXT(v.params, ";b=1;tag=x;c=2");
	CHECK_TEXT(v.tag, "x");
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_to(m, &v), SIPW_OK);
	CHECK_TEXT(last_value(m), "<sip:a>;tag=x;b=1;c=2");
}

/* Folds of a received value become one space where it goes out again. */
Test(trips, folds)
{
	sipw_address v;
	struct sipw__scan s = sipw__scan_of(sipw_s("\"a\r\n b\"\r\n <sip:a>\r\n ;x=\"c\r\n\td\""), SIPW_HDR_TO);
	CHECK(sipw__scan_name_addr(&s, &v) && sipw__scan_done(&s));
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_to(m, &v), SIPW_OK);
	CHECK_TEXT(last_value(m), "\"a b\" <sip:a>;x=\"c d\"");
}
