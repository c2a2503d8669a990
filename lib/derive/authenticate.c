/* SPDX-License-Identifier: MIT */
/* What credentials are worth (RFC 3261 22.4, RFC 7616 3.4). */
#include "sipwright/authorize.h"

#include "derive/auth.h"
#include "derive/frame.h"
#include "sipwright/getters.h"
#include "sipwright/uri.h"

int sipw_credentials_find(const sipw_msg *request, int header, sipw_str realm, sipw_credentials *ret_credentials)
{
	sipw_credentials c;
	if (request == NULL)
		return SIPW_ERR_MEMORY;
	for (size_t i = 1; (i = sipw__line_of(request, sipw__header_index(header), i)) < request->n; i++) {
		const struct line *line = sipw__line(request, i);
		struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
		if ((header != SIPW_HDR_AUTHORIZATION && header != SIPW_HDR_PROXY_AUTHORIZATION) ||
		    !sipw__scan_credentials(&s, &c) || !sipw__equal(c.realm, realm))
			continue;
		*ret_credentials = c;
		return SIPW_OK;
	}
	return SIPW_ERR_ARGUMENT;
}

static bool options_ready(const sipw_authenticate_options *o)
{
	return o != NULL && o->issued != NULL && o->hasher != NULL && o->hasher->hash != NULL &&
	       (o->header == SIPW_HDR_AUTHORIZATION || o->header == SIPW_HDR_PROXY_AUTHORIZATION) &&
	       sipw__given(o->issued->realm) && sipw__given(o->issued->nonce);
}

static bool same_text(sipw_str a, sipw_str b)
{
	return sipw__given(a) == sipw__given(b) && sipw__equal(a, b);
}

/* Whether they have what they need, as it was issued (RFC 7616 3.4). */
static bool fits(const sipw_credentials *c, const sipw_challenge *issued, sipw_str uri)
{
	const bool has_qop = sipw__given(c->qop);
	if (!sipw__given(c->nonce) || !sipw__given(c->uri) || !sipw__given(c->response))
		return false;
	if (sipw_digest_algorithm(c->algorithm) != sipw_digest_algorithm(issued->algorithm) ||
	    !same_text(c->opaque, issued->opaque))
		return false;
	if (has_qop && (!sipw__has_word(issued->qop, c->qop) || !sipw__given(c->cnonce) || !c->nc.given || c->nc.number == 0))
		return false;
	return sipw__equal(c->uri, uri) || sipw_uri_equal(c->uri, uri);
}

/* The computation that the credentials state; of nobody, one that fits nothing. */
static sipw_digest_input input_of(const sipw_credentials *c, const sipw_challenge *issued, const sipw_login *login,
				  sipw_str name)
{
	return (sipw_digest_input){
		.algorithm = sipw_digest_algorithm(issued->algorithm),
		.username = name,
		.realm = c->realm,
		.password = login->password,
		.ha1 = login->ha1,
		.nonce = c->nonce,
		.cnonce = c->cnonce,
		.nc = c->nc.number,
		.qop = c->qop,
		.uri = c->uri,
	};
}

/* Whether the name is the login's, as it is or as its hash. */
static bool is_name(const sipw_credentials *c, const sipw_digest_input *in, const sipw_hasher *hasher)
{
	char text[SIPW_HASH_TEXT_MAX];
	if (!c->userhash.given || !c->userhash.number)
		return sipw__equal(c->username, in->username);
	const int len = sipw_digest_userhash(in->algorithm, in->username, in->realm, hasher, text, NULL);
	return len > 0 && sipw_digest_equal(c->username, sipw_sn(text, (size_t)len));
}

static int judge(const sipw_msg *request, const sipw_authenticate_options *o, const sipw_credentials *c)
{
	static const sipw_login nobody = { .username = { "", 0 }, .password = { "", 0 } };
	char buffer[USERNAME_MAX], text[SIPW_HASH_TEXT_MAX];
	const sipw_login *login = o->login != NULL ? o->login : &nobody;
	sipw_str name;
	if (!sipw__quoted_text(login->username, buffer, &name))
		return SIPW_ERR_ARGUMENT;
	sipw_digest_input in = input_of(c, o->issued, login, name);
	in.method = request->method_name;
	in.body = request->body;
	const int len = sipw_digest_response(&in, o->hasher, text, NULL);
	if (len < 0)
		return len;
	const bool named = is_name(c, &in, o->hasher);
	const bool right = sipw_digest_equal(c->response, sipw_sn(text, (size_t)len));
	if (!named || !right || o->login == NULL)
		return SIPW_AUTH_WRONG;
	if (!sipw__equal(c->nonce, o->issued->nonce))
		return SIPW_AUTH_STALE;
	return c->nc.given && c->nc.number <= o->last_nc ? SIPW_AUTH_REPLAYED : SIPW_AUTH_RIGHT;
}

int sipw_authenticate(const sipw_msg *request, const sipw_authenticate_options *options,
		      sipw_credentials *ret_credentials)
{
	sipw_credentials c;
	if (request == NULL)
		return SIPW_ERR_MEMORY;
	if (!options_ready(options) || !sipw__given(request->method_name))
		return SIPW_ERR_ARGUMENT;
	if (sipw_credentials_find(request, options->header, options->issued->realm, &c) != SIPW_OK)
		return SIPW_AUTH_NONE;
	if (ret_credentials != NULL)
		*ret_credentials = c;
	return fits(&c, options->issued, sipw__start_uri(request)) ? judge(request, options, &c) : SIPW_AUTH_BROKEN;
}

int sipw_auth_info_make(const sipw_credentials *credentials, const sipw_authenticate_options *options, sipw_str body,
			sipw_str nextnonce, char ret_text[SIPW_HASH_TEXT_MAX], sipw_auth_info *ret_info)
{
	char buffer[USERNAME_MAX];
	sipw_str name;
	if (credentials == NULL || !options_ready(options) || options->login == NULL ||
	    !sipw__quoted_text(options->login->username, buffer, &name))
		return SIPW_ERR_ARGUMENT;
	sipw_auth_info info = { .nextnonce = nextnonce, .escaped = true };
	if (sipw__given(credentials->qop)) {
		sipw_digest_input in = input_of(credentials, options->issued, options->login, name);
		in.body = body;
		const int len = sipw_digest_response(&in, options->hasher, ret_text, NULL);
		if (len < 0)
			return len;
		info.qop = credentials->qop;
		info.rspauth = sipw_sn(ret_text, (size_t)len);
		info.cnonce = credentials->cnonce;
		info.nc = credentials->nc;
	}
	*ret_info = info;
	return SIPW_OK;
}
