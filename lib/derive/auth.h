/* SPDX-License-Identifier: MIT */
#ifndef SIPW_AUTH_H
#define SIPW_AUTH_H

/* What client and server of digest authentication share, and what a client's space holds. */

#include "sipwright/authorize.h"

/* The most bytes of a quoted user name. */
#define USERNAME_MAX 255

/* Plain text as it stands between quotes; false if it is longer than USERNAME_MAX. */
bool sipw__quoted_text(sipw_str plain, char buffer[USERNAME_MAX], sipw_str *ret);

/* Whether a list of words with commas has one, in any case. */
bool sipw__has_word(sipw_str list, sipw_str word);

/* What credentials are made from: the challenge, or what a space remembers of it. */
struct sipw__proof {
	sipw_str realm;
	sipw_str nonce;
	sipw_str opaque;
	sipw_str algorithm; /* absent: none was stated */
	sipw_str qop; /* absent: the server has none */
	bool userhash;
	uint32_t nc;
	sipw_str cnonce;
	sipw_str first_nonce;
	sipw_str first_cnonce;
};

/* What a space holds. */
struct sipw__proof sipw__space_proof(const sipw_auth_space *space);

/* The space of a realm, or a free one, or NULL. */
sipw_auth_space *sipw__space_for(const sipw_authorize_options *options, bool proxy, sipw_str realm);

/* Takes over what was answered; leaves the space free if it is too long. */
void sipw__space_take(sipw_auth_space *space, bool proxy, const struct sipw__proof *proof);

/* Adds credentials to a message. */
void sipw__add_proof(sipw_msg *m, int header, const struct sipw__proof *proof, const sipw_login *login,
		     const sipw_hasher *hasher);

/* The login for a realm, or NULL. */
const sipw_login *sipw__login_for(const sipw_authorize_options *options, sipw_str realm);

#endif
