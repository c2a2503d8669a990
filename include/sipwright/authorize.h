/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_AUTHORIZE_H
#define SIPWRIGHT_AUTHORIZE_H

/**
 * @file
 * Digest authentication of messages (RFC 3261 22, RFC 7616, RFC 8760): a client answers challenges, a
 * server makes them and checks the answers. derive.h says what all derived messages have in common,
 * digest.h what is computed, hash.h where hash functions come from.
 *
 *   sipw_login me = { .username = sipw_s("bob"), .password = sipw_s("zanzibar") };
 *   sipw_authorize_options how = { .logins = &me, .n_logins = 1, .hasher = sipw_hasher_nettle(), .ids = &ids };
 *   sipw_authorize(target, request, response, &how, NULL);
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/complete.h"
#include "sipwright/derive.h"
#include "sipwright/digest.h"
#include "sipwright/values.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Who somebody is in a realm. */
typedef struct {
	sipw_str realm;    /**< plain; absent: in any */
	sipw_str username; /**< plain, without control characters; 255 bytes at most as it is quoted */
	sipw_str password; /**< plain, any bytes; or, with `password` absent: */
	sipw_str ha1;      /**< H(username:realm:password) in lower-case hexadecimal */
} sipw_login;

/* ---- the client ---- */

/** Bytes of texts that sipw_auth_space holds. */
#define SIPW_AUTH_TEXT 1024

/**
 * What a client remembers of a realm between requests, so that the next one is answered before it is
 * challenged. Plain data without pointers; zero it before the first use. Not to be read or changed.
 */
typedef struct {
	uint16_t at[5]; /**< where texts begin in `text`, by what they are */
	uint16_t len[5];
	uint8_t known[5];
	uint8_t held;     /**< 0: free */
	uint8_t proxy;    /**< the realm of a proxy */
	uint8_t userhash;
	uint8_t auth_int;
	uint8_t has_qop;
	uint32_t nc; /**< requests with this nonce so far */
	char cnonce[SIPW_ID_LEN];
	char first_cnonce[SIPW_ID_LEN];
	char text[SIPW_AUTH_TEXT];
} sipw_auth_space;

/**
 * A policy: whether to answer a challenge of the header field, which is supported and for which there is
 * a login. In each realm they are asked from the top (RFC 8760 2.4), and the first one taken counts.
 */
typedef bool sipw_choose(void *ctx, int header, const sipw_challenge *challenge);

/** How challenges are answered. */
typedef struct {
	const sipw_login *logins; /**< the first one that fits a realm counts */
	size_t n_logins;
	const sipw_hasher *hasher;
	sipw_ids *ids;           /**< for cnonce, and for the new branch if it is absent */
	bool auth_int;           /**< protects the body as well, where it is offered; otherwise only where nothing else is */
	sipw_choose *choose;     /**< NULL: every challenge is taken */
	void *ctx;               /**< handed to `choose` */
	sipw_auth_space *spaces; /**< may be NULL: nothing is remembered */
	size_t n_spaces;
	sipw_str branch;         /**< for sipw_authorize() */
} sipw_authorize_options;

/** The most challenges of a response that are looked at; the rest is ignored. */
#define SIPW_CHALLENGES_MAX 16

/**
 * The request once more, with credentials that answer the challenges of its 401 or 407 (RFC 3261 22.2,
 * 22.3, 8.1.3.5).
 *
 * Copies all lines of the request in their order, and references its body; one among the extras takes its
 * place, and that of all that describes it.
 *
 * Makes: a new branch in the first Via value; CSeq plus one; Max-Forwards, if there was none; one Authorization (401) or
 * Proxy-Authorization (407) for each realm of the response that there is a login for, in place of the
 * request's own of that realm. Realm, nonce, opaque (even an empty one) and algorithm go back as they came.
 * With qop: cnonce, and nc from 1. Without: the digest of RFC 2069 (22.4.8).
 *
 * Leaves out Content-Length lines, which are computed.
 *
 * Reserved extras: Authorization, Proxy-Authorization, and every header field the request has.
 *
 * Of each realm the topmost challenge counts whose scheme is Digest, whose algorithm and qop are supported
 * and which `choose` takes; session variants need a qop. What is answered is remembered in `spaces`: in
 * the one of its realm, else in a free one.
 *
 * Refused with SIPW_ERR_RULE: ACK and CANCEL (22.1, 22.2); a response other than 401 and 407;
 * a realm that has refused these credentials already and does not say stale=true (22.1). With
 * SIPW_ERR_ARGUMENT: no challenge that can be answered; the input "options" lacks something; SIPW_ERR_ENTROPY.
 */
SIPW_API int sipw_authorize(sipw_msg *target, const sipw_msg *request, const sipw_msg *response,
			    const sipw_authorize_options *options, const sipw_extras *extras);

/**
 * Adds to a request that is being built the credentials of all spaces held (RFC 3261 22.2, 22.3): nc plus
 * one each. For a body protected by auth-int, set it before. Spaces without a login are left out. The
 * error sticks to the message, which then has none of them.
 */
SIPW_API int sipw_authorize_ahead(sipw_msg *m, const sipw_authorize_options *options);

/** The server names the next nonce in Authentication-Info (RFC 7616 3.5): the space takes it and counts
 * anew. `nextnonce` as it stands between the quotes. SIPW_ERR_LIMIT if it is too long, and the space is
 * free then. */
SIPW_API int sipw_auth_space_renew(sipw_auth_space *space, sipw_str nextnonce);

/* ---- the server ---- */

/** What credentials are worth. */
enum sipw_auth_result {
	SIPW_AUTH_RIGHT = 0,    /**< they are right */
	SIPW_AUTH_NONE = 1,     /**< there are none for this realm: challenge */
	SIPW_AUTH_STALE = 2,    /**< right but for the nonce, which is another one: challenge with stale=true */
	SIPW_AUTH_REPLAYED = 3, /**< right, but their count was used before: challenge with stale=true */
	SIPW_AUTH_WRONG = 4,    /**< wrong name or password: challenge, or 403 */
	SIPW_AUTH_BROKEN = 5    /**< something is missing in them or contradicts the challenge or the request: 400 */
};

/** The credentials of a request for a realm (as it stands between the quotes), in Authorization or
 * Proxy-Authorization. SIPW_ERR_ARGUMENT, leaving them untouched, if there are none. Their name tells which
 * login to look up. */
SIPW_API int sipw_credentials_find(const sipw_msg *request, int header, sipw_str realm, sipw_credentials *ret_credentials);

/** What a server checks credentials against. */
typedef struct {
	int header;                  /**< SIPW_HDR_AUTHORIZATION or SIPW_HDR_PROXY_AUTHORIZATION */
	const sipw_challenge *issued; /**< realm, nonce, opaque, algorithm, qop and userhash as they were sent */
	const sipw_login *login;     /**< NULL: nobody of that name; takes the same time as a wrong password */
	uint32_t last_nc;            /**< the highest count seen with this nonce; 0: none */
	const sipw_hasher *hasher;
} sipw_authenticate_options;

/**
 * Checks the credentials of a request (RFC 3261 22.4, RFC 7616 3.4). Returns an enum sipw_auth_result, or
 * SIPW_ERR_ARGUMENT if the options lack something or the hasher has not the algorithm. `*ret_credentials`
 * (may be NULL) are those that were checked, for sipw_auth_info_make() and to keep their nc.
 *
 * BROKEN are credentials without nonce, uri or response; with a qop, algorithm or opaque other than the
 * issued one, or without cnonce or nc beside qop; and those whose uri is not the Request-URI
 * (sipw_uri_equal(): a proxy may have changed its spelling).
 */
SIPW_API int sipw_authenticate(const sipw_msg *request, const sipw_authenticate_options *options,
			       sipw_credentials *ret_credentials);

/**
 * Authentication-Info for the response to right credentials (RFC 7616 3.5): rspauth over `body`, the
 * response's, and qop, cnonce and nc of the credentials, if they have a qop; `nextnonce` if given. The
 * slices point into the credentials and `ret_text`. Errors as sipw_authenticate().
 */
SIPW_API int sipw_auth_info_make(const sipw_credentials *credentials, const sipw_authenticate_options *options,
				 sipw_str body, sipw_str nextnonce, char ret_text[SIPW_HASH_TEXT_MAX],
				 sipw_auth_info *ret_info);

#ifdef __cplusplus
}
#endif

#endif
