/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_FORWARD_H
#define SIPWRIGHT_FORWARD_H

/**
 * @file
 * What a proxy makes of the messages that pass it (RFC 3261 16.4, 16.6, 16.7), without its decisions: where a
 * request goes and whether the proxy stays on the path are options. See derive.h for what all these
 * functions have in common.
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/complete.h"
#include "sipwright/derive.h"
#include "sipwright/values.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whether a URI is one that the proxy puts into Record-Route, or that names it in a Route. */
typedef bool sipw_is_own(void *ctx, sipw_str uri);

/** How a request is forwarded. */
typedef struct {
	const sipw_via *via; /**< the proxy's own, with transport and host; with its branch, or without: */
	sipw_ids *ids;       /**< where the branch then comes from */
	sipw_str uri;        /**< where it goes; absent: the Request-URI as it is after 16.4 */
	sipw_str record_route; /**< as text; absent: the proxy does not stay on the path */
	sipw_str route;      /**< values of Route, as text, that go before those that are there (16.6 6) */
	sipw_is_own *is_own; /**< NULL: no URI is */
	void *ctx;           /**< for `is_own` */
	sipw_str realm;      /**< plain: credentials in Proxy-Authorization for it are the proxy's, and stay here */
	sipw_str source;     /**< as in sipw_reply_options: for received and rport in the sender's Via */
	uint32_t source_port;
} sipw_forward_options;

/**
 * The request as it goes on.
 *
 * Before that (16.4): where a strict router has put a URI of the proxy with lr into the Request-URI, the last
 * value of Route comes back into it; the first value of Route is taken off if it is the proxy's.
 *
 * Copies everything byte by byte in its order, and references the body (16.6 1).
 *
 * Makes (16.6): the Request-URI, the given one without what may not stand there; Max-Forwards one less, or
 * 70 where there is none; Via before all others; Record-Route and Route before theirs. If then the first
 * value of Route has no lr, its URI becomes the Request-URI, and the other one goes to Route's end. received
 * and rport in the sender's Via (18.2.1).
 *
 * Leaves out Content-Length, which is computed, and Proxy-Authorization of `realm`.
 *
 * Reserved extras: Contact; a body is refused, too.
 *
 * SIPW_ERR_RULE where Max-Forwards is 0, which is answered with 483 (16.3 3), and for a `record_route` or a
 * `route` without lr. SIPW_ERR_SYNTAX, SIPW_ERR_RANGE for what of the request is not readable, but is needed:
 * the top Via if there is a source, Max-Forwards, the first or last Route.
 *
 * ACK and CANCEL are forwarded in the same way by a proxy without state (16.11), which then gives the branch.
 */
SIPW_API int sipw_forward(sipw_msg *target, const sipw_msg *request, const sipw_forward_options *options,
			  const sipw_extras *extras);

/** How a response is forwarded. */
typedef struct {
	const sipw_via *via; /**< the one that was pushed: its host, port and branch have to be those of the top Via.
	                          NULL: not compared */
	sipw_str record_route; /**< as text, in place of the first value of Record-Route that is the proxy's (16.7 8);
	                            absent: as it is */
	sipw_is_own *is_own; /**< which that is */
	void *ctx;           /**< for `is_own` */
} sipw_forward_response_options;

/**
 * The response as it goes back: without the first Via value (16.7 3), all else byte by byte.
 *
 * Leaves out Content-Length, which is computed. Reserved extras: Contact; a body is refused, too. To the best
 * response of several, the challenges of the others can be added (16.7 7).
 *
 * SIPW_ERR_RULE for a 100, which goes no further (16.7 5), and where no Via is left: the response is for
 * the one who has it. SIPW_ERR_ARGUMENT if the top Via is not `via`: the response came astray (18.1.2).
 */
SIPW_API int sipw_forward_response(sipw_msg *target, const sipw_msg *response,
				   const sipw_forward_response_options *options, const sipw_extras *extras);

#ifdef __cplusplus
}
#endif

#endif
