/* SPDX-License-Identifier: MIT */
/* Conditions of Digest authentication (RFC 7616). */
#include "rules/conditions.h"

#include "rules/view.h"
#include "sipwright/params.h"

static bool is_digest(sipw_str scheme)
{
	static const sipw_str digest = SIPW_S("Digest");
	return sipw__equal_nocase(scheme, digest);
}

/* What is missing is missing at the end. */
static bool incomplete(const struct sipw__at *at)
{
	return sipw__broken(at, at->text.ptr + at->text.len);
}

/* username* stands for a name that no quoted string can say (RFC 7616 3.4). */
static bool has_user(const sipw_credentials *c)
{
	static const sipw_str name = SIPW_S("username*");
	sipw_param param;
	return sipw__given(c->username) ||
	       (sipw__given(c->params) && sipw_params_find(c->params, name, &param) == 1);
}

bool sipw__condition_digest_credentials(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_credentials *c = &at->value->credentials;
	(void)v;
	return !is_digest(c->scheme) ||
	       (has_user(c) && sipw__given(c->realm) && sipw__given(c->nonce) && sipw__given(c->uri) &&
		sipw__given(c->response)) ||
	       incomplete(at);
}

static bool is_session(sipw_str algorithm)
{
	static const sipw_str end = SIPW_S("-sess");
	return algorithm.len > end.len && sipw__same_nocase(algorithm.ptr + algorithm.len - end.len, end.ptr, end.len);
}

/* A -sess algorithm makes its key with cnonce, even without qop (RFC 7616 3.4.2). */
bool sipw__condition_digest_qop(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_credentials *c = &at->value->credentials;
	(void)v;
	if (!is_digest(c->scheme))
		return true;
	if (sipw__given(c->qop))
		return (sipw__given(c->cnonce) && c->nc.given) || incomplete(at);
	return (!c->nc.given && (!sipw__given(c->cnonce) || is_session(c->algorithm))) || incomplete(at);
}

bool sipw__condition_digest_challenge(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_challenge *c = &at->value->challenge;
	(void)v;
	return !is_digest(c->scheme) || (sipw__given(c->realm) && sipw__given(c->nonce)) || incomplete(at);
}
