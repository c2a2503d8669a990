/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_FROM_URI_H
#define SIPWRIGHT_FROM_URI_H

/**
 * @file
 * A request from a URI (RFC 3261 19.1.5).
 *
 *   sipw_request_from_uri(m, 0, sipw_s("sip:bob@biloxi.example.com?subject=project%20x"), NULL, NULL);
 *   sipw_complete(m, &me, &ids, NULL);
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/message.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is advised about a header field that a URI asks for; the rows of uri-headers.spec. */
enum sipw_advice {
	SIPW_ADVICE_TAKE = 0,
	SIPW_ADVICE_DANGEROUS = 1,  /**< From, Via, Route, credentials ...: not to be taken */
	SIPW_ADVICE_ADVERTISES = 2, /**< Contact, Allow, User-Agent ...: only we know them */
	SIPW_ADVICE_BODY = 3,       /**< describes the body: to be taken together with one */
	SIPW_ADVICE_MOMENT = 4      /**< Date, Timestamp: has passed */
};

/** A header field that a URI asks for. */
typedef struct {
	int header;     /**< enum sipw_header; 0 for an unknown one and for "body" */
	int advice;     /**< enum sipw_advice */
	sipw_str name;  /**< wire form, as the value: slices of the URI */
	sipw_str value;
} sipw_uri_header;

/**
 * Decides whether a header field is taken; `advised` is what happens without a decision. Called once
 * for each field, first for the body, then in their order. It must not change the message.
 */
typedef bool sipw_uri_decide(void *ctx, const sipw_uri_header *field, bool advised);

/**
 * Makes the request that a URI asks for. Its method is the URI's `method` parameter, else `method`, else
 * (0) INVITE; the Request-URI is the URI without that parameter and without header fields. Those become
 * lines behind the message's, each without its escapes and held to the grammar of its field; `body`
 * becomes the body, in the message's memory. A URI of another scheme becomes the Request-URI.
 *
 * A URI may come from anywhere. So dangerous and misleading header fields are left out, unless `decide`
 * (which may be NULL) wants them: it hears of every field, and so of all that is left out. A
 * Content-Length makes no line; it has to be right. Nothing that a URI holds can begin another line.
 *
 * What is taken may still ask for more than the caller can do (Require, an unknown method or
 * transport), which then must not be sent (19.1.5), and may be no valid request: sipw_verify().
 *
 * Errors: of a URI, with the place in it; SIPW_ERR_RULE for two bodies or a wrong Content-Length;
 * SIPW_ERR_SPACE: the message needs room for the request and once more for what was escaped.
 */
SIPW_API int sipw_request_from_uri(sipw_msg *m, int method, sipw_str uri, sipw_uri_decide *decide, void *ctx);

#ifdef __cplusplus
}
#endif

#endif
