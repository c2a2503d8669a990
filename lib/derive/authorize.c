/* SPDX-License-Identifier: MIT */
/* A request once more, with credentials (RFC 3261 22.2, 22.3). */
#include "sipwright/authorize.h"

#include "derive/auth.h"
#include "derive/frame.h"
#include "sipwright/getters.h"
#include "sipwright/setters.h"

static const char request_name[] = "request";
static const char response_name[] = "response";
static const char options_name[] = "options";

/* A challenge that is answered. */
struct answer {
	struct sipw__proof proof;
	const sipw_login *login;
	char cnonce[SIPW_ID_LEN];
};

struct job {
	sipw_msg *m;
	const sipw_msg *request;
	const sipw_msg *response;
	const sipw_authorize_options *options;
	int challenges; /* the header field of the challenges */
	int credentials; /* of their answers */
	struct answer answers[SIPW_CHALLENGES_MAX];
	size_t n;
};

static bool refuse(const struct job *job, const char *name, int header, const char *sentence, const char *source)
{
	return sipw__input_fails(job->m, name, SIPW_ERR_RULE, header, sentence, source);
}

static bool lacks(const struct job *job, const char *sentence)
{
	return sipw__input_fails(job->m, options_name, SIPW_ERR_ARGUMENT, 0, sentence, NULL);
}

static bool options_ready(const struct job *job)
{
	const sipw_authorize_options *o = job->options;
	if (o == NULL || o->logins == NULL || o->n_logins == 0)
		return lacks(job, "a login is missing");
	if (o->hasher == NULL || o->hasher->hash == NULL)
		return lacks(job, "the hash functions are missing");
	return o->ids != NULL || lacks(job, "the source of ids is missing");
}

static bool begin(struct job *job)
{
	if (!sipw__target_ready(job->m) || !sipw__request_ready(job->m, job->request, request_name) ||
	    !sipw__response_ready(job->m, job->response, response_name) || !options_ready(job))
		return false;
	if (job->request->method == SIPW_ACK || job->request->method == SIPW_CANCEL)
		return refuse(job, request_name, 0, "ACK and CANCEL are not sent again with credentials", "RFC 3261 22.1");
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
	if (sipw_credentials_find(job->request, job->credentials, c->realm, &old) != SIPW_OK ||
	    (c->stale.given && c->stale.number) || !sipw__quoted_text(login->username, buffer, &name))
		return false;
	return (old.userhash.given && old.userhash.number) || sipw__equal(old.username, name);
}

static void answer(struct job *job, const sipw_challenge *c, const sipw_login *login, sipw_str qop)
{
	struct answer *a = &job->answers[job->n];
	const int code = sipw_ids_text(job->options->ids, a->cnonce);
	if (code != SIPW_OK) {
		sipw__fail_code(job->m, code, 0, "the system gave no random bytes");
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
	for (size_t i = 0; i < SIPW_CHALLENGES_MAX && sipw__usable(job->m); i++) {
		const int code = sipw_read_challenge(job->response, job->challenges, i, &c, sizeof c);
		if (code == SIPW_ERR_ARGUMENT)
			break;
		if (code == SIPW_OK)
			consider(job, &c);
	}
	if (!sipw__usable(job->m))
		return false;
	return job->n > 0 || sipw__input_fails(job->m, response_name, SIPW_ERR_ARGUMENT, job->challenges,
					       "no challenge in it can be answered", "RFC 8760 2.4");
}

/* ---- the request once more ---- */

static void put_via(const struct job *job)
{
	static const char cookie[] = "z9hG4bK";
	char branch[sizeof cookie - 1 + SIPW_ID_LEN];
	sipw_via via;
	if (sipw_get_via(job->request, 0, &via) != SIPW_OK) {
		sipw__input_fails(job->m, request_name, SIPW_ERR_SYNTAX, SIPW_HDR_VIA, "its Via is not readable",
				  "RFC 3261 20.42");
		return;
	}
	memcpy(branch, cookie, sizeof cookie - 1);
	const int code = sipw_ids_text(job->options->ids, branch + sizeof cookie - 1);
	if (code != SIPW_OK) {
		sipw__fail_code(job->m, code, SIPW_HDR_VIA, "the system gave no random bytes");
		return;
	}
	via.branch = sipw_sn(branch, sizeof branch);
	sipw_add_via(job->m, &via);
}

static void put_cseq(const struct job *job)
{
	sipw_cseq cseq;
	if (sipw_get_cseq(job->request, 0, &cseq) != SIPW_OK || cseq.number == UINT32_MAX) {
		sipw__input_fails(job->m, request_name, SIPW_ERR_RANGE, SIPW_HDR_CSEQ, "its CSeq cannot rise",
				  "RFC 3261 8.1.1.5");
		return;
	}
	cseq.number++;
	sipw_add_cseq(job->m, &cseq);
}

/* The request's own credentials for a realm that is answered now. */
static bool is_replaced(const struct job *job, const struct line *line)
{
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
	sipw_credentials old;
	return line->index == (unsigned)job->credentials && sipw__scan_credentials(&s, &old) &&
	       is_answered(job, old.realm);
}

static void put_line(const struct job *job, const struct line *line, bool *via_put)
{
	if (line->index == SIPW_HDR_VIA) {
		if (!*via_put)
			put_via(job);
		*via_put = true;
	} else if (line->index == SIPW_HDR_CSEQ) {
		put_cseq(job);
	} else if (line->index != SIPW_HDR_CONTENT_LENGTH && !is_replaced(job, line)) {
		sipw__line_copy(job->m, line);
	}
}

static void put_request(const struct job *job)
{
	const sipw_msg *request = job->request;
	bool via_put = false;
	if (sipw_request_named(job->m, request->method_name, sipw__start_uri(request)) != SIPW_OK) {
		sipw__blame(job->m, request_name, 0);
		return;
	}
	for (size_t i = 1; i < request->n && sipw__usable(job->m); i++)
		put_line(job, sipw__line(request, i), &via_put);
	if (sipw__usable(job->m) && request->body.len > 0)
		job->m->body = request->body;
}

static void put_answers(const struct job *job)
{
	for (size_t i = 0; i < job->n; i++)
		sipw__add_proof(job->m, job->credentials, &job->answers[i].proof, job->answers[i].login,
				job->options->hasher);
}

/* What the request has cannot be added. */
static void check_extras(const struct job *job, const sipw_extras *extras)
{
	for (size_t i = 0; extras != NULL && i < extras->n && sipw__usable(job->m); i++) {
		const sipw_field *field = &extras->fields[i];
		const int header = field->header != 0 ? field->header : sipw_header_find(field->name);
		const unsigned index = sipw__header_index(header);
		if (sipw__line_find(job->request, index, field->name, 1) == job->request->n)
			continue;
		sipw__fail_code(job->m, SIPW_ERR_ARGUMENT, header, "no extra field can take the place of this header field");
		sipw__blame(job->m, "extra field", i + 1);
	}
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
	struct job job = { .m = target, .request = request, .response = response, .options = options };
	if (target == NULL)
		return SIPW_ERR_MEMORY;
	if (!begin(&job) || !choose(&job))
		return sipw__derive_end(target);
	put_request(&job);
	check_extras(&job, extras);
	sipw__add_extras(target, extras, reserved);
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
	const struct job job = { .m = m, .options = options };
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
