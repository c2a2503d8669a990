/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_DERIVE_H
#define SIPWRIGHT_DERIVE_H

/**
 * @file
 * Messages made from something else: a request from a URI.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** What RFC 3261 19.1.5 advises about a header field that a URI asks for. */
enum sipw_advice {
	SIPW_ADVICE_TAKE = 0,
	SIPW_ADVICE_DANGEROUS = 1,  /**< From, Via, Route, credentials ...: not to be taken */
	SIPW_ADVICE_ADVERTISES = 2, /**< Contact, Allow, User-Agent ...: only we know them */
	SIPW_ADVICE_BODY = 3,       /**< describes the body: to be taken together with one */
	SIPW_ADVICE_MOMENT = 4      /**< Date, Timestamp: has passed */
};

#ifdef __cplusplus
}
#endif

#endif
