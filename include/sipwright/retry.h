/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_RETRY_H
#define SIPWRIGHT_RETRY_H

/**
 * @file
 * From a request that was sent and refused to the next attempt. See derive.h for what all these
 * functions have in common. Requests with credentials for a 401 or a 407 are another matter.
 *
 * A new attempt is a new transaction (RFC 3261 8.1.3.4, 8.1.3.5): it has another branch, and one more in
 * CSeq. All else stays as it was and is copied in its order: From and To with their tags, Call-ID, Contact,
 * Route, unknown header fields, the body, which is referenced; but for what the response asks for. A
 * request without Max-Forwards gets one.
 */

#include "sipwright/base.h"
#include "sipwright/complete.h"
#include "sipwright/derive.h"
#include "sipwright/from_uri.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a request is tried again. */
typedef struct {
	sipw_str branch;
	sipw_ids *ids;        /**< where the branch comes from if it is absent */
	sipw_str transport;   /**< in Via; absent: as before */
	uint32_t cseq;        /**< 0: one more than before */
	sipw_str uri;         /**< for a 416: the SIP URI that takes the place of the Request-URI */
	uint32_t seconds;     /**< for a 422 or 423: the interval to ask for; 0: the one asked for before. The
	                           response's least one if that is more */
	sipw_uri_decide *decide; /**< for a redirection: what of the URI's header fields is taken, see from_uri.h */
	void *ctx;               /**< for `decide` */
} sipw_retry_options;

/**
 * The request to one of the URIs of a redirection (8.1.3.4). `uri` is that of a Contact of the 3xx; which
 * one, and that none is tried twice, is up to the caller.
 *
 * Makes: the Request-URI, which is the URI without its `method` parameter and header fields; Via with
 * another branch; CSeq. The method stays the request's. The URI's header fields are taken as
 * sipw_request_from_uri() takes them (19.1.5), but never Via, CSeq and Max-Forwards: a field that is a list
 * gets one more line at the end, any other one takes the place of the request's, and a body that of the
 * request's body with all that describes it.
 *
 * Leaves out Authorization and Proxy-Authorization, which were for another URI.
 *
 * Reserved extras: Contact. A body among the extras takes the place of any other one.
 */
SIPW_API int sipw_redirected(sipw_msg *target, const sipw_msg *request, sipw_str uri, const sipw_retry_options *options,
			     const sipw_extras *extras);

/**
 * The request again, with what the response to it asks for:
 *
 *   413  without its body, or with a shorter one among the extras (21.4.11). Retry-After of the response, if
 *        there is one (sipw_get_retry_after()), says when
 *   415  without its body, or with one among the extras whose type, codings and languages the response
 *        accepts (Accept, Accept-Encoding, Accept-Language; what it does not state is not compared) (21.4.13)
 *   416  to `options->uri`, a sip or sips URI (21.4.14)
 *   420  without the options of Unsupported in Require and Proxy-Require (21.4.15)
 *   422  with Session-Expires and Min-SE at least the Min-SE of the response (RFC 4028 7.4)
 *   423  with Expires, and expires in Contact where it is not 0, at least Min-Expires of the response
 *        (10.2.8, RFC 3903 4.1, RFC 6665 4.1.2.4)
 *
 * A body among the extras takes the place of the request's, and all that describes it with it.
 *
 * Reserved extras: Contact, and for a 420 Require and Proxy-Require, for a 422 Session-Expires and Min-SE,
 * for a 423 Expires.
 *
 * Credentials are copied as they are; who counts nonces makes them anew.
 *
 * SIPW_ERR_ARGUMENT for another response, and where the response lacks the header field that it has to
 * have; SIPW_ERR_RULE where the request would be the same again or what is given is not what the response
 * asks for.
 */
SIPW_API int sipw_retry(sipw_msg *target, const sipw_msg *request, const sipw_msg *response,
			const sipw_retry_options *options, const sipw_extras *extras);

#ifdef __cplusplus
}
#endif

#endif
