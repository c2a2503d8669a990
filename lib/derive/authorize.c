/* SPDX-License-Identifier: MIT */
/* A request once more, with credentials (RFC 3261 22.2, 22.3). */
#include "sipwright/authorize.h"

#include "derive/again.h"
#include "derive/auth.h"
#include "sipwright/getters.h"

static const char response_name[] = "response";
static const char options_name[] = "options";

/* A challenge that is answered. */
struct answer {
	struct sipw__proof proof;
	const sipw_login *login;
	char cnonce[SIPW_ID_LEN];
};

struct job {
	struct sipw__again again;
	const sipw_msg *response;
	const sipw_authorize_options *options;
	int challenges; /* the header field of the challenges */
	int credentials; /* of their answers */
	struct answer answers[SIPW_CHALLENGES_MAX];
	size_t n;
};

static bool refuse(const struct job *job, const char *name, int header, const char *sentence, const char *source)
{
	return sipw__input_fails(job->again.m, name, SIPW_ERR_RULE, header, sentence, source);
}

static bool lacks(const struct job *job, const char *sentence)
{
	return sipw__input_fails(job->again.m, options_name, SIPW_ERR_ARGUMENT, 0, sentence, NULL);
}

static const sipw_authorize_options *or_none(const sipw_authorize_options *options)
{
	static const sipw_authorize_options none = { .ids = NULL };
	return options != NULL ? options : &none;
}

static bool options_ready(const struct job *job)
{
	const sipw_authorize_options *o = job->options;
	if (o->logins == NULL || o->n_logins == 0)
		return lacks(job, "a login is missing");
	if (o->hasher == NULL || o->hasher->hash == NULL)
		return lacks(job, "the hash functions are missing");
	return o->ids != NULL || lacks(job, "the source of ids is missing");
}

static bool begin(struct job *job)
{
	const struct sipw__again *a = &job->again;
	if (!sipw__again_begin(&job->again) || !sipw__response_ready(a->m, job->response, response_name) || !options_ready(job))
		return false;
	if (a->first->method == SIPW_ACK || a->first->method == SIPW_CANCEL)
		return refuse(job, a->name, 0, "ACK and CANCEL are not sent again with credentials", "RFC 3261 22.1");
	const bool proxy = job->response->code == 407;
	if (!proxy && job->response->code != 401)
		return refuse(job, response_name, 0, "only 401 and 407 ask for credentials", "RFC 3261 22.1");
	job->challenges = proxy ? SIPW_HDR_PROXY_AUTHENTICATE : SIPW_HDR_WWW_AUTHENTICATE;
	job->credentials = proxy ? SIPW_HDR_PROXY_AUTHORIZATION : SIPW_HDR_AUTHORIZATION;
	return true;
}

/* ---- which challenges are answered ---- */

static bool is_answered(const struct job *job, sipw_str realm)
{
	for (size_t i = 0; i < job->n; i++)
		if (sipw__equal(job->answers[i].proof.realm, realm))
			return true;
	return false;
}

/* The qop of the answer. False if the challenge has none that is supported. */
static bool pick_qop(const struct job *job, const sipw_challenge *c, sipw_str *ret)
{
	static const sipw_str auth = SIPW_S("auth"), auth_int = SIPW_S("auth-int");
	const bool has_auth = sipw__has_word(c->qop, auth), has_int = sipw__has_word(c->qop, auth_int);
	*ret = (sipw_str){ NULL, 0 };
	if (!sipw__given(c->qop))
		return !(sipw_digest_algorithm(c->algorithm) & SIPW_DIGEST_SESS);
	*ret = has_int && (job->options->auth_int || !has_auth) ? auth_int : auth;
	return has_auth || has_int;
}

static bool is_supported(const struct job *job, const sipw_challenge *c)
{
	static const sipw_str digest = SIPW_S("Digest");
	unsigned char ignored[SIPW_HASH_MAX];
	const sipw_hasher *hasher = job->options->hasher;
	const int algorithm = sipw_digest_algorithm(c->algorithm) & ~SIPW_DIGEST_SESS;
	return sipw__equal_nocase(c->scheme, digest) && sipw__given(c->realm) && sipw__given(c->nonce) &&
	       algorithm != SIPW_DIGEST_UNKNOWN && hasher->hash(hasher->ctx, algorithm, NULL, 0, ignored) > 0;
}

/* These credentials have been refused if the request had them for this realm. */
static bool was_refused(const struct job *job, const sipw_challenge *c, const sipw_login *login)
{
	sipw_credentials old;
	char buffer[USERNAME_MAX];
	sipw_str name;
	if (sipw_credentials_find(job->again.first, job->credentials, c->realm, &old) != SIPW_OK ||
	    (c->stale.given && c->stale.number) || !sipw__quoted_text(login->username, buffer, &name))
		return false;
	return (old.userhash.given && old.userhash.number) || sipw__equal(old.username, name);
}

static void answer(struct job *job, const sipw_challenge *c, const sipw_login *login, sipw_str qop)
{
	struct answer *a = &job->answers[job->n];
	const int code = sipw_ids_text(job->options->ids, a->cnonce);
	if (code != SIPW_OK) {
		sipw__fail_code(job->again.m, code, 0, "the system gave no random bytes");
		return;
	}
	a->login = login;
	a->proof = (struct sipw__proof){
		.realm = c->realm,
		.nonce = c->nonce,
		.opaque = c->opaque,
		.algorithm = c->algorithm,
		.qop = qop,
		.userhash = c->userhash.given && c->userhash.number,
		.nc = 1,
		.cnonce = sipw_sn(a->cnonce, sizeof a->cnonce),
		.first_nonce = c->nonce,
		.first_cnonce = sipw_sn(a->cnonce, sizeof a->cnonce),
	};
	job->n++;
}

static void consider(struct job *job, const sipw_challenge *c)
{
	const sipw_authorize_options *o = job->options;
	sipw_str qop;
	if (!is_supported(job, c) || !pick_qop(job, c, &qop) || is_answered(job, c->realm))
		return;
	const sipw_login *login = sipw__login_for(o, c->realm);
	if (login == NULL || (o->choose != NULL && !o->choose(o->ctx, job->challenges, c)))
		return;
	if (was_refused(job, c, login))
		refuse(job, response_name, job->challenges, "these credentials have been refused already", "RFC 3261 22.1");
	else
		answer(job, c, login, qop);
}

static bool choose(struct job *job)
{
	sipw_challenge c;
	for (size_t i = 0; i < SIPW_CHALLENGES_MAX && sipw__usable(job->again.m); i++) {
		const int code = sipw_read_challenge(job->response, job->challenges, i, &c, sizeof c);
		if (code == SIPW_ERR_ARGUMENT)
			break;
		if (code == SIPW_OK)
			consider(job, &c);
	}
	if (!sipw__usable(job->again.m))
		return false;
	return job->n > 0 || sipw__input_fails(job->again.m, response_name, SIPW_ERR_ARGUMENT, job->challenges,
					       "no challenge in it can be answered", "RFC 8760 2.4");
}

/* ---- the request once more ---- */

/* The request's own credentials for a realm that is answered now are left out. */
static bool is_replaced(struct sipw__again *a, const struct line *line)
{
	const struct job *job = a->ctx;
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
	sipw_credentials old;
	return line->index == (unsigned)job->credentials && sipw__scan_credentials(&s, &old) &&
	       is_answered(job, old.realm);
}

static void put_answers(const struct job *job)
{
	for (size_t i = 0; i < job->n; i++)
		sipw__add_proof(job->again.m, job->credentials, &job->answers[i].proof, job->answers[i].login,
				job->options->hasher);
}

static void remember(const struct job *job)
{
	const bool proxy = job->credentials == SIPW_HDR_PROXY_AUTHORIZATION;
	for (size_t i = 0; i < job->n; i++) {
		sipw_auth_space *space = sipw__space_for(job->options, proxy, job->answers[i].proof.realm);
		if (space != NULL)
			sipw__space_take(space, proxy, &job->answers[i].proof);
	}
}

int sipw_authorize(sipw_msg *target, const sipw_msg *request, const sipw_msg *response,
		   const sipw_authorize_options *options, const sipw_extras *extras)
{
	static const uint16_t reserved[] = { SIPW_HDR_AUTHORIZATION, SIPW_HDR_PROXY_AUTHORIZATION, 0 };
	const sipw_authorize_options *o = or_none(options);
	const sipw_retry_options again = { .branch = o->branch, .ids = o->ids };
	struct job job = { .again = { .m = target, .first = request, .name = "request", .options = &again,
				      .extras = extras, .change = is_replaced, .ctx = &job },
			   .response = response, .options = o };
	if (!begin(&job) || !choose(&job))
		return sipw__refusal(target);
	sipw__again_start(&job.again, sipw__start_uri(request));
	sipw__again_lines(&job.again);
	sipw__again_extras(&job.again, reserved);
	put_answers(&job);
	const int code = sipw__derive_end(target);
	if (code == SIPW_OK)
		remember(&job);
	return code;
}

/* ---- ahead of a challenge ---- */

static void put_ahead(sipw_msg *m, sipw_auth_space *space, const sipw_authorize_options *options)
{
	struct sipw__proof proof = sipw__space_proof(space);
	const sipw_login *login = space->held ? sipw__login_for(options, proof.realm) : NULL;
	if (login == NULL || !sipw__usable(m))
		return;
	proof.nc++;
	sipw__add_proof(m, space->proxy ? SIPW_HDR_PROXY_AUTHORIZATION : SIPW_HDR_AUTHORIZATION, &proof, login,
			options->hasher);
	space->nc += sipw__usable(m);
}

int sipw_authorize_ahead(sipw_msg *m, const sipw_authorize_options *options)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	const struct job job = { .again = { .m = m }, .options = or_none(options) };
	if (!sipw__given(m->method_name))
		return sipw__fail_code(m, SIPW_ERR_STATE, 0, "only a request has credentials");
	if (!options_ready(&job))
		return m->error.code;
	const size_t n = m->n;
	for (size_t i = 0; i < options->n_spaces && options->spaces != NULL; i++)
		put_ahead(m, &options->spaces[i], options);
	while (!sipw__usable(m) && m->n > n)
		sipw__line_drop(m, m->n - 1);
	return m->error.code;
}
