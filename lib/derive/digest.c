/* SPDX-License-Identifier: MIT */
/* What digest authentication hashes (RFC 7616 3.4). */
#include "sipwright/digest.h"

#include "text/number.h"
#include "text/str.h"

#define SOURCE "RFC 7616 3.4"

static const sipw_str colon = SIPW_S(":");

int sipw_digest_algorithm(sipw_str name)
{
	static const struct {
		sipw_str name;
		int algorithm;
	} algorithms[] = {
		{ SIPW_S("MD5"), SIPW_DIGEST_MD5 },
		{ SIPW_S("MD5-sess"), SIPW_DIGEST_MD5 | SIPW_DIGEST_SESS },
		{ SIPW_S("SHA-256"), SIPW_DIGEST_SHA_256 },
		{ SIPW_S("SHA-256-sess"), SIPW_DIGEST_SHA_256 | SIPW_DIGEST_SESS },
		{ SIPW_S("SHA-512-256"), SIPW_DIGEST_SHA_512_256 },
		{ SIPW_S("SHA-512-256-sess"), SIPW_DIGEST_SHA_512_256 | SIPW_DIGEST_SESS },
	};
	if (!sipw__given(name))
		return SIPW_DIGEST_MD5;
	for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++)
		if (sipw__equal_nocase(algorithms[i].name, name))
			return algorithms[i].algorithm;
	return SIPW_DIGEST_UNKNOWN;
}

/* A computation; once something failed its code stays, and nothing more is hashed. */
struct digest {
	const sipw_digest_input *in;
	const sipw_hasher *hasher;
	int algorithm; /* without SIPW_DIGEST_SESS */
	int code;
	sipw_error *error;
};

/* A hash as text. */
struct hash {
	char text[SIPW_HASH_TEXT_MAX];
	size_t len;
};

static sipw_str text_of(const struct hash *h)
{
	return sipw_sn(h->text, h->len);
}

static bool fail(struct digest *d, const char *field, const char *sentence)
{
	if (d->code == SIPW_OK && d->error != NULL)
		*d->error = (sipw_error){ .code = SIPW_ERR_ARGUMENT, .field = field, .byte = -1,
					  .sentence = sentence, .source = SOURCE };
	d->code = SIPW_ERR_ARGUMENT;
	return false;
}

static bool needs(struct digest *d, sipw_str part, const char *field)
{
	return sipw__given(part) || fail(d, field, "a digest cannot be computed without this");
}

/* H(piece:piece:...) */
static void hash_parts(struct digest *d, struct hash *ret, const sipw_str *parts, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	enum { PARTS_MAX = 6 };
	unsigned char bytes[SIPW_HASH_MAX];
	sipw_str pieces[2 * PARTS_MAX];
	size_t count = 0;
	ret->len = 0;
	if (d->code != SIPW_OK)
		return;
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			pieces[count++] = colon;
		pieces[count++] = parts[i];
	}
	const size_t len = d->hasher->hash(d->hasher->ctx, d->algorithm, pieces, count, bytes);
	if (len == 0 || len > SIPW_HASH_MAX) {
		fail(d, "algorithm", "the hash function is not to be had");
		return;
	}
	for (size_t i = 0; i < len; i++) {
		ret->text[ret->len++] = digits[bytes[i] >> 4];
		ret->text[ret->len++] = digits[bytes[i] & 15];
	}
}

#define HASH(d, ret, ...) \
	hash_parts(d, ret, (const sipw_str[]){ __VA_ARGS__ }, sizeof((sipw_str[]){ __VA_ARGS__ }) / sizeof(sipw_str))

/* H(A1), A1 as in RFC 7616 3.4.2. */
static void hash_a1(struct digest *d, struct hash *ret)
{
	const sipw_digest_input *in = d->in;
	struct hash base;
	if (sipw__given(in->password)) {
		if (needs(d, in->username, "username") && needs(d, in->realm, "realm"))
			HASH(d, &base, in->username, in->realm, in->password);
	} else if (needs(d, in->ha1, "password")) {
		base.len = in->ha1.len < sizeof base.text ? in->ha1.len : sizeof base.text;
		memcpy(base.text, in->ha1.ptr, base.len);
	}
	if (d->code != SIPW_OK)
		return;
	*ret = base;
	if (!(in->algorithm & SIPW_DIGEST_SESS))
		return;
	const sipw_str nonce = sipw__given(in->first_nonce) ? in->first_nonce : in->nonce;
	const sipw_str cnonce = sipw__given(in->first_cnonce) ? in->first_cnonce : in->cnonce;
	if (needs(d, cnonce, "cnonce"))
		HASH(d, ret, text_of(&base), nonce, cnonce);
}

static bool is_auth_int(const sipw_digest_input *in)
{
	static const sipw_str word = SIPW_S("auth-int");
	return sipw__equal_nocase(in->qop, word);
}

/* H(A2), A2 as in RFC 7616 3.4.3. */
static void hash_a2(struct digest *d, struct hash *ret)
{
	const sipw_digest_input *in = d->in;
	const sipw_str method = sipw__given(in->method) ? in->method : sipw_sn("", 0);
	struct hash body;
	if (!is_auth_int(in)) {
		HASH(d, ret, method, in->uri);
		return;
	}
	HASH(d, &body, sipw__given(in->body) ? in->body : sipw_sn("", 0));
	HASH(d, ret, method, in->uri, text_of(&body));
}

static bool is_complete(struct digest *d)
{
	static const sipw_str auth = SIPW_S("auth");
	const sipw_digest_input *in = d->in;
	if (d->algorithm < SIPW_DIGEST_MD5 || d->algorithm > SIPW_DIGEST_SHA_512_256)
		return fail(d, "algorithm", "there is no algorithm of this number");
	if (!needs(d, in->nonce, "nonce") || !needs(d, in->uri, "uri"))
		return false;
	if (!sipw__given(in->qop))
		return true;
	if (!sipw__equal_nocase(in->qop, auth) && !is_auth_int(in))
		return fail(d, "qop", "a quality of protection is auth or auth-int");
	return needs(d, in->cnonce, "cnonce") && (in->nc > 0 || fail(d, "nc", "a nonce is counted from 1"));
}

/* nc as it stands in credentials. */
static sipw_str write_count(char text[8], uint32_t nc)
{
	for (int i = 0; i < 8; i++)
		text[i] = "0123456789abcdef"[nc >> (28 - 4 * i) & 15];
	return sipw_sn(text, 8);
}

static struct digest begin(const sipw_digest_input *in, int algorithm, const sipw_hasher *hasher, sipw_error *ret_error)
{
	struct digest d = { in, hasher, algorithm & ~SIPW_DIGEST_SESS, SIPW_OK, ret_error };
	if (hasher == NULL || hasher->hash == NULL)
		fail(&d, "hasher", "the hash function is not to be had");
	return d;
}

static int end(const struct digest *d, const struct hash *h, char ret_text[SIPW_HASH_TEXT_MAX])
{
	if (d->code != SIPW_OK)
		return d->code;
	memcpy(ret_text, h->text, h->len);
	return (int)h->len;
}

int sipw_digest_response(const sipw_digest_input *input, const sipw_hasher *hasher, char ret_text[SIPW_HASH_TEXT_MAX],
			 sipw_error *ret_error)
{
	struct digest d = begin(input, input->algorithm, hasher, ret_error);
	struct hash a1, a2, response;
	char nc[8];
	if (d.code != SIPW_OK || !is_complete(&d))
		return d.code;
	hash_a1(&d, &a1);
	hash_a2(&d, &a2);
	if (d.code != SIPW_OK)
		return d.code;
	if (sipw__given(input->qop))
		HASH(&d, &response, text_of(&a1), input->nonce, write_count(nc, input->nc), input->cnonce, input->qop,
		     text_of(&a2));
	else
		HASH(&d, &response, text_of(&a1), input->nonce, text_of(&a2));
	return end(&d, &response, ret_text);
}

int sipw_digest_userhash(int algorithm, sipw_str username, sipw_str realm, const sipw_hasher *hasher,
			 char ret_text[SIPW_HASH_TEXT_MAX], sipw_error *ret_error)
{
	struct digest d = begin(NULL, algorithm, hasher, ret_error);
	struct hash h = { .len = 0 };
	if (d.code == SIPW_OK && needs(&d, username, "username") && needs(&d, realm, "realm"))
		HASH(&d, &h, username, realm);
	return end(&d, &h, ret_text);
}

bool sipw_digest_equal(sipw_str a, sipw_str b)
{
	unsigned char different = 0;
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		different |= (unsigned char)(a.ptr[i] ^ b.ptr[i]);
	return different == 0;
}
