/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_COMPLETE_H
#define SIPWRIGHT_COMPLETE_H

/**
 * @file
 * Completing a request: what RFC 3261 8.1.1 wants of every request and the caller did not give.
 *
 *   sipw_ids ids;
 *   sipw_ids_random(&ids);
 *   sipw_local me = { .user = sipw_s("alice"), .domain = sipw_s("atlanta.example.com"),
 *                     .host = sipw_s("192.0.2.101"), .port = 5060, .transport = sipw_s("UDP") };
 *   sipw_complete(m, &me, &ids, NULL);
 */

#include "sipwright/base.h"
#include "sipwright/message.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A source of ids (tags, branches, Call-IDs): plain data, one a thread. A random source asks the
 * system (getentropy) for every id, so that it is safe after fork(). A seeded source gives the
 * same ids for the same seed on every machine; it is for tests and reproducible traffic and its
 * ids can be guessed.
 */
typedef struct {
	uint64_t state[2];
	uint64_t seeded; /**< 0: random */
} sipw_ids;

/** A random source. */
SIPW_API void sipw_ids_random(sipw_ids *ret_ids);
/** A seeded source. */
SIPW_API void sipw_ids_seeded(sipw_ids *ret_ids, uint64_t seed);

/** Bytes sipw_ids_text() writes: 80 bits as lower-case letters and digits. */
#define SIPW_ID_LEN 16
/** Writes the next id, SIPW_ID_LEN characters of [a-z2-7], no NUL. SIPW_ERR_ENTROPY if there is none. */
SIPW_API int sipw_ids_text(sipw_ids *ids, char ret_text[SIPW_ID_LEN]);

/** Who and where we are. Absent fields take the default named with them. */
typedef struct {
	sipw_str display;   /**< plain; absent: none */
	sipw_str user;      /**< user part, wire form; absent: none */
	sipw_str domain;    /**< host of the From URI; absent: `host` */
	sipw_str host;      /**< our address in Via and Contact; must be given */
	uint32_t port;      /**< 0: none written */
	sipw_str transport; /**< in Via, and in Contact unless UDP; absent: UDP */
} sipw_local;

/** What sipw_complete() added; bits for its `ret_added`. */
enum sipw_added {
	SIPW_ADDED_VIA = 1,
	SIPW_ADDED_MAX_FORWARDS = 2,
	SIPW_ADDED_FROM = 4,
	SIPW_ADDED_FROM_TAG = 8, /**< a tag to the caller's own From */
	SIPW_ADDED_TO = 16,
	SIPW_ADDED_CALL_ID = 32,
	SIPW_ADDED_CSEQ = 64,
	SIPW_ADDED_CONTACT = 128
};

/**
 * Adds to a request what it lacks, in the customary order, each at its customary place: Via with
 * a fresh branch and rport (RFC 3581), Max-Forwards 70, From with tag, To (the Request-URI without
 * what 19.1.1 forbids there), Call-ID, CSeq 1, and Contact where the tables make it mandatory. Lines that
 * stand are kept; a From without tag gets one.
 *
 * `*ret_added` (may be NULL) says what was added. Errors: those of the setters, with the header
 * at fault; SIPW_ERR_STATE for a response or without a start line; SIPW_ERR_ARGUMENT if
 * `local->host` is absent; SIPW_ERR_ENTROPY. On error nothing was added.
 */
SIPW_API int sipw_complete(sipw_msg *m, const sipw_local *local, sipw_ids *ids, unsigned *ret_added);

#ifdef __cplusplus
}
#endif

#endif
