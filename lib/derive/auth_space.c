/* SPDX-License-Identifier: MIT */
/* What a client remembers of a realm: texts one behind the other, and counts. */
#include "derive/auth.h"

#include "text/str.h"

enum { REALM, NONCE, OPAQUE, ALGORITHM, FIRST_NONCE, TEXTS };

static const sipw_str auth = SIPW_S("auth"), auth_int = SIPW_S("auth-int");

static sipw_str text_at(const sipw_auth_space *s, int which)
{
	return s->known[which] ? sipw_sn(s->text + s->at[which], s->len[which]) : (sipw_str){ NULL, 0 };
}

struct sipw__proof sipw__space_proof(const sipw_auth_space *s)
{
	return (struct sipw__proof){
		.realm = text_at(s, REALM),
		.nonce = text_at(s, NONCE),
		.opaque = text_at(s, OPAQUE),
		.algorithm = text_at(s, ALGORITHM),
		.qop = !s->has_qop ? (sipw_str){ NULL, 0 } : s->auth_int ? auth_int : auth,
		.userhash = s->userhash != 0,
		.nc = s->nc,
		.cnonce = sipw_sn(s->cnonce, sizeof s->cnonce),
		.first_nonce = text_at(s, FIRST_NONCE),
		.first_cnonce = sipw_sn(s->first_cnonce, sizeof s->first_cnonce),
	};
}

sipw_auth_space *sipw__space_for(const sipw_authorize_options *options, bool proxy, sipw_str realm)
{
	sipw_auth_space *unused = NULL;
	for (size_t i = 0; i < options->n_spaces && options->spaces != NULL; i++) {
		sipw_auth_space *s = &options->spaces[i];
		if (!s->held)
			unused = unused == NULL ? s : unused;
		else if ((s->proxy != 0) == proxy && sipw__equal(text_at(s, REALM), realm))
			return s;
	}
	return unused;
}

/* The texts may be those of the space itself, so they are put together elsewhere first. */
static bool put_texts(sipw_auth_space *s, const sipw_str texts[TEXTS])
{
	char all[SIPW_AUTH_TEXT];
	size_t n = 0;
	for (int i = 0; i < TEXTS; i++) {
		if (texts[i].len > sizeof all - n)
			return false;
		s->known[i] = sipw__given(texts[i]);
		s->at[i] = (uint16_t)n;
		s->len[i] = (uint16_t)texts[i].len;
		if (texts[i].len > 0)
			memcpy(all + n, texts[i].ptr, texts[i].len);
		n += texts[i].len;
	}
	memcpy(s->text, all, n);
	return true;
}

void sipw__space_take(sipw_auth_space *s, bool proxy, const struct sipw__proof *p)
{
	const sipw_str texts[TEXTS] = { p->realm, p->nonce, p->opaque, p->algorithm, p->first_nonce };
	s->held = put_texts(s, texts);
	s->proxy = proxy;
	s->userhash = p->userhash;
	s->has_qop = sipw__given(p->qop);
	s->auth_int = sipw__equal(p->qop, auth_int);
	s->nc = p->nc;
	memcpy(s->cnonce, p->cnonce.ptr, sizeof s->cnonce);
	memcpy(s->first_cnonce, p->first_cnonce.ptr, sizeof s->first_cnonce);
}

int sipw_auth_space_renew(sipw_auth_space *space, sipw_str nextnonce)
{
	if (space == NULL || !space->held || !sipw__given(nextnonce))
		return SIPW_ERR_ARGUMENT;
	const sipw_str texts[TEXTS] = { text_at(space, REALM), nextnonce, text_at(space, OPAQUE),
					text_at(space, ALGORITHM), text_at(space, FIRST_NONCE) };
	space->nc = 0;
	space->held = put_texts(space, texts);
	return space->held ? SIPW_OK : SIPW_ERR_LIMIT;
}
