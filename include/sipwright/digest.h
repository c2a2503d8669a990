/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_DIGEST_H
#define SIPWRIGHT_DIGEST_H

/**
 * @file
 * Digest authentication as computation (RFC 7616, RFC 8760, RFC 3261 22.4): what is hashed, in which
 * order. The hash functions themselves come from the caller, so that this library needs none; those of
 * nettle are in a library of their own, see hash.h.
 *
 * Texts that stand between quotes in a header field are given as they stand there, without the quotes:
 * that is what is hashed. authorize.h does all this for whole messages.
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The hash algorithms; a session variant ("MD5-sess") is one with SIPW_DIGEST_SESS or-ed. */
enum sipw_digest_algorithm {
	SIPW_DIGEST_UNKNOWN = 0,
	SIPW_DIGEST_MD5 = 1,         /**< 16 bytes */
	SIPW_DIGEST_SHA_256 = 2,     /**< 32 bytes */
	SIPW_DIGEST_SHA_512_256 = 3, /**< 32 bytes */
	SIPW_DIGEST_SESS = 16
};

/** The algorithm of a name, in any case; absent means MD5 (RFC 7616 3.3); SIPW_DIGEST_UNKNOWN for others. */
SIPW_API int sipw_digest_algorithm(sipw_str name);

/** The most bytes of a hash, and of its text in hexadecimal. */
#define SIPW_HASH_MAX 32
#define SIPW_HASH_TEXT_MAX 64

/**
 * Hash functions. `hash` writes the hash of the n pieces, one behind the other, and returns its length
 * in bytes; 0 if it has no such algorithm (one of the first three, never with SIPW_DIGEST_SESS).
 */
typedef struct {
	size_t (*hash)(void *ctx, int algorithm, const sipw_str *pieces, size_t n, unsigned char ret_hash[SIPW_HASH_MAX]);
	void *ctx;
} sipw_hasher;

/** What a response value is computed from (RFC 7616 3.4.1 to 3.4.3). */
typedef struct {
	int algorithm;     /**< enum sipw_digest_algorithm */
	sipw_str username; /**< the plain name, also where its hash goes over the wire (3.4.4) */
	sipw_str realm;
	sipw_str password; /**< or, with `password` absent: */
	sipw_str ha1;      /**< H(username:realm:password) in lower-case hexadecimal, as a server keeps it */
	sipw_str nonce;
	sipw_str cnonce;      /**< with qop only */
	uint32_t nc;          /**< with qop only: how often the nonce was used, from 1 */
	sipw_str qop;         /**< "auth" or "auth-int"; absent: the digest of RFC 2069 (RFC 3261 22.4.8) */
	sipw_str first_nonce; /**< session variants: of the first request; absent: `nonce` */
	sipw_str first_cnonce;
	sipw_str method; /**< absent: the value for rspauth, which is without it (RFC 7616 3.5) */
	sipw_str uri;    /**< the Request-URI as it is sent */
	sipw_str body;   /**< with auth-int: as it is sent, Content-Encoding applied */
} sipw_digest_input;

/**
 * Computes response or rspauth as lower-case hexadecimal. Returns its length, 32 or 64, without a NUL.
 * SIPW_ERR_ARGUMENT, with the missing part in `ret_error->field` (may be NULL), if something needed is
 * absent, if `qop` is neither of the two, or if the hasher does not have the algorithm.
 */
SIPW_API int sipw_digest_response(const sipw_digest_input *input, const sipw_hasher *hasher,
				  char ret_text[SIPW_HASH_TEXT_MAX], sipw_error *ret_error);

/** H(username:realm) as lower-case hexadecimal: what goes over the wire instead of the name where the
 * challenge says userhash=true (RFC 7616 3.4.4). Returns its length; errors as above. */
SIPW_API int sipw_digest_userhash(int algorithm, sipw_str username, sipw_str realm, const sipw_hasher *hasher,
				  char ret_text[SIPW_HASH_TEXT_MAX], sipw_error *ret_error);

/** Whether two texts are equal, in a time that does not tell where they differ. */
SIPW_API bool sipw_digest_equal(sipw_str a, sipw_str b);

#ifdef __cplusplus
}
#endif

#endif
