/* SPDX-License-Identifier: MIT */
/* Credentials from what they have to prove. */
#include "derive/auth.h"

#include "derive/frame.h"
#include "sipwright/setters.h"

static const char options_name[] = "options";

bool sipw__quoted_text(sipw_str plain, char buffer[USERNAME_MAX], sipw_str *ret)
{
	size_t n = 0;
	for (size_t i = 0; i < plain.len; i++) {
		const char c = plain.ptr[i];
		const bool escaped = c == '"' || c == '\\';
		if (n + escaped + 1 > USERNAME_MAX)
			return false;
		if (escaped)
			buffer[n++] = '\\';
		buffer[n++] = c;
	}
	*ret = sipw_sn(buffer, n);
	return true;
}

bool sipw__has_word(sipw_str list, sipw_str word)
{
	if (list.len == 0)
		return false;
	const char *end = list.ptr + list.len;
	for (const char *at = list.ptr; at < end;) {
		const char *stop = sipw__span(at, end, CLASS_TOKEN);
		if (sipw__equal_nocase(sipw_sn(at, (size_t)(stop - at)), word))
			return true;
		at = stop + (stop < end);
	}
	return false;
}

const sipw_login *sipw__login_for(const sipw_authorize_options *options, sipw_str realm)
{
	for (size_t i = 0; i < options->n_logins; i++) {
		const sipw_login *login = &options->logins[i];
		char buffer[USERNAME_MAX];
		sipw_str wire;
		if (!sipw__given(login->realm) ||
		    (sipw__quoted_text(login->realm, buffer, &wire) && sipw__equal(wire, realm)))
			return login;
	}
	return NULL;
}

/* The name over the wire: as it is, or its hash. */
static bool put_name(sipw_credentials *c, const struct sipw__proof *proof, const sipw_digest_input *in,
		     const sipw_hasher *hasher, char hash[SIPW_HASH_TEXT_MAX], sipw_error *ret_error)
{
	c->username = in->username;
	if (!proof->userhash)
		return true;
	const int len = sipw_digest_userhash(in->algorithm, in->username, in->realm, hasher, hash, ret_error);
	if (len < 0)
		return false;
	c->username = sipw_sn(hash, (size_t)len);
	c->userhash = sipw_num(1);
	return true;
}

static bool compute(sipw_credentials *c, const struct sipw__proof *proof, const sipw_digest_input *in,
		    const sipw_hasher *hasher, char texts[2][SIPW_HASH_TEXT_MAX], sipw_error *ret_error)
{
	const int len = sipw_digest_response(in, hasher, texts[0], ret_error);
	if (len < 0)
		return false;
	c->response = sipw_sn(texts[0], (size_t)len);
	return put_name(c, proof, in, hasher, texts[1], ret_error);
}

void sipw__add_proof(sipw_msg *m, int header, const struct sipw__proof *proof, const sipw_login *login,
		     const sipw_hasher *hasher)
{
	char name[USERNAME_MAX], texts[2][SIPW_HASH_TEXT_MAX];
	sipw_str username;
	sipw_error error = { .code = SIPW_OK };
	if (!sipw__usable(m))
		return;
	if (!sipw__quoted_text(login->username, name, &username)) {
		sipw__input_fails(m, options_name, SIPW_ERR_LIMIT, header, "a user name has 255 bytes at most", NULL);
		return;
	}
	const sipw_digest_input in = {
		.algorithm = sipw_digest_algorithm(proof->algorithm),
		.username = username,	      .realm = proof->realm,	     .password = login->password,
		.ha1 = login->ha1,	      .nonce = proof->nonce,	     .cnonce = proof->cnonce,
		.nc = proof->nc,	      .qop = proof->qop,	     .first_nonce = proof->first_nonce,
		.first_cnonce = proof->first_cnonce,
		.method = m->method_name,     .uri = sipw__start_uri(m),     .body = m->body,
	};
	sipw_credentials c = {
		.realm = proof->realm,	.nonce = proof->nonce, .uri = in.uri, .algorithm = proof->algorithm,
		.opaque = proof->opaque, .qop = proof->qop,    .escaped = true,
	};
	if (sipw__given(proof->qop)) {
		c.cnonce = proof->cnonce;
		c.nc = sipw_num(proof->nc);
	}
	if (!compute(&c, proof, &in, hasher, texts, &error)) {
		error.header = header;
		sipw__fail(m, &error);
	} else {
		sipw_put_credentials(m, header, &c, sizeof c);
	}
	sipw__blame(m, options_name, 0);
}
