/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_VALUES_H
#define SIPWRIGHT_VALUES_H

/**
 * @file
 * The structs of structured header values. Each is plain data: zero it, name the fields you
 * have, and hand its address to a typed setter, which copies what it needs.
 *
 *   sipw_add_via(m, &(sipw_via){ .transport = sipw_s("UDP"), .host = sipw_s("192.0.2.1"),
 *                                .branch = sipw_s("z9hG4bK776") });
 *
 * What holds for all of them:
 *
 * - A field left zero is absent and nothing is written for it.
 * - Display names and other quoted strings are given *plain*: they are quoted and escaped as
 *   needed. URIs, tokens and `params` are *wire form*: checked and copied as they are.
 * - `params` holds the parameters that have no field of their own, each with its separator in
 *   front: `;a=b;c`. In a challenge or in credentials it is `, a=b, c=d`, or `a=b, c=d`. A parameter that params.spec
 *   knows is held to its own form; no parameter may be stated twice (RFC 3261 7.3.1).
 * - `escaped` says that the struct was decoded from a received value: quoted strings are then
 *   in wire form (without the surrounding quotes) and go out as they came in.
 * - Structs only ever grow at their end; setters take the size and read a shorter one as if the
 *   missing fields were zero.
 */

#include <stdbool.h>

#include "sipwright/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Via (RFC 3261 20.42): `SIP/2.0/UDP host:port;branch=...`. */
typedef struct {
	sipw_str transport; /**< "UDP", "TCP", "TLS", "SCTP", "TLS-SCTP", "WS", "WSS" or any token */
	sipw_str host;      /**< a name, an IPv4 address, or an IPv6 address with or without brackets */
	uint32_t port;      /**< 1 to 65535; 0: none */
	sipw_str branch;    /**< a token, by RFC 3261 8.1.1.7 beginning with "z9hG4bK" */
	sipw_str received;  /**< an IP address, added by the receiver (RFC 3261 18.2.1) */
	sipw_opt rport;     /**< sipw_num(0): the bare flag of a request; else the port (RFC 3581) */
	sipw_str maddr;     /**< a host */
	sipw_opt ttl;       /**< 0 to 255 */
	sipw_str params;
	bool escaped;
} sipw_via;

/** An address: From, To, Reply-To, Route, Refer-To ... (RFC 3261 20.10, 20.20, 25.1 name-addr). */
typedef struct {
	sipw_str display; /**< plain text, any UTF-8 without control characters; quoted as needed */
	sipw_str uri;     /**< an absolute URI in wire form, written between `<` and `>` */
	sipw_str tag;     /**< a token (RFC 3261 19.3) */
	sipw_str params;
	bool escaped;
} sipw_address;

/** Contact (RFC 3261 20.10). */
typedef struct {
	sipw_str display; /**< as in sipw_address */
	sipw_str uri;
	sipw_opt q;       /**< preference in thousandths: sipw_num(700) is q=0.7; 0 to 1000 */
	sipw_opt expires; /**< seconds */
	sipw_str params;
	bool star;        /**< `*` alone, all bindings of a REGISTER (10.2.2); all else stays zero */
	bool escaped;
} sipw_contact;

/** CSeq (RFC 3261 20.16). */
typedef struct {
	uint32_t number;
	sipw_str method; /**< absent: the method of the request line; a response must give it */
} sipw_cseq;

/** A token with parameters: Content-Disposition, Event-like values, Reason ... */
typedef struct {
	sipw_str value; /**< a token */
	sipw_str params;
	bool escaped;
} sipw_token;

/** A media type or range: Content-Type, Accept (RFC 3261 20.1, 20.15). */
typedef struct {
	sipw_str type;    /**< a token; a range may be `*` */
	sipw_str subtype; /**< a token; a range may be `*` */
	sipw_opt q;       /**< thousandths, as in sipw_contact; only in a range */
	sipw_str params;
	bool escaped;
} sipw_media;

/** Retry-After (RFC 3261 20.33). */
typedef struct {
	uint32_t seconds;
	sipw_str comment;  /**< plain text, written between parentheses and escaped as needed */
	sipw_opt duration; /**< seconds the callee is expected to be available */
	sipw_str params;
	bool escaped;
} sipw_retry_after;

/** WWW-Authenticate, Proxy-Authenticate (RFC 3261 20.44, 20.27; RFC 7616 3.3). */
typedef struct {
	sipw_str scheme; /**< a token; absent: Digest */
	sipw_str realm;  /**< plain, quoted when written, as domain, nonce, opaque and qop */
	sipw_str domain;
	sipw_str nonce;
	sipw_str opaque;
	sipw_opt stale;     /**< 0: false, 1: true */
	sipw_str algorithm; /**< a token */
	sipw_str qop;       /**< "auth", "auth-int" or "auth,auth-int" */
	sipw_opt userhash;  /**< 0: false, 1: true (RFC 7616 3.3) */
	sipw_str params;    /**< `, name=value` in wire form */
	bool escaped;
} sipw_challenge;

/** Authorization, Proxy-Authorization (RFC 3261 20.7, 20.28; RFC 7616 3.4; RFC 8898). */
typedef struct {
	sipw_str scheme;   /**< a token; absent: Digest */
	sipw_str username; /**< plain, quoted when written, as realm, nonce, uri, response, cnonce, opaque */
	sipw_str realm;
	sipw_str nonce;
	sipw_str uri;
	sipw_str response;
	sipw_str algorithm; /**< a token */
	sipw_str cnonce;
	sipw_str opaque;
	sipw_str qop;      /**< a token, never quoted: "auth" or "auth-int" */
	sipw_opt nc;       /**< written as eight lower-case hex digits */
	sipw_opt userhash; /**< 0: false, 1: true */
	sipw_str token68;  /**< instead of all parameters, as after Bearer (RFC 8898 2.1.3) */
	sipw_str params;   /**< `, name=value` in wire form */
	bool escaped;
} sipw_credentials;

#ifdef __cplusplus
}
#endif

#endif
