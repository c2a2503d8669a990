/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_FOLLOWUP_H
#define SIPWRIGHT_FOLLOWUP_H

/**
 * @file
 * What follows an INVITE that was sent: ACK, CANCEL, PRACK. See derive.h for what all these functions have in
 * common.
 *
 * The INVITE is the one that was sent, and the response, as received, has to be one to it: the branches
 * of their top Via and the methods and numbers of their CSeq agree (RFC 3261 17.1.3). Otherwise it is
 * refused with SIPW_ERR_ARGUMENT.
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/complete.h"
#include "sipwright/derive.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a final response is acknowledged. */
typedef struct {
	sipw_opt max_forwards; /**< absent: 70 */
	sipw_str branch;       /**< for a 2xx: the branch of the ACK's own transaction */
	sipw_ids *ids;         /**< where that comes from if `branch` is absent */
} sipw_ack_options;

/**
 * The ACK for a final response to an INVITE: for a 2xx, or for another one.
 *
 * For 300 to 699 (17.1.1.3) it belongs to the INVITE's transaction. Copies of the INVITE: Request-URI,
 * From, Call-ID, all Route, Authorization and Proxy-Authorization (22.1), of Via the first value
 * of the first line, the number of CSeq; of the response: To. Makes Max-Forwards. Reserved extras:
 * Authorization, Proxy-Authorization, and Contact, Require, Proxy-Require, which may not stand in it; a
 * body, and what describes one, may not either.
 *
 * For a 2xx (13.2.2.4) it is a request in the dialog that this 2xx makes; each To tag gets an ACK of its
 * own. Copies of the INVITE: From, Call-ID, Authorization and Proxy-Authorization, the number of CSeq; of
 * the response: To. Makes: the Request-URI, from its Contact; Route, from its Record-Route, turned around
 * (12.1.2), with a strict router at the front put into the Request-URI (12.2.1.1); Via as the INVITE's, with
 * another branch; Max-Forwards. `method` and header fields of that Contact's URI are left out (19.1.1). Reserved
 * extras: Authorization, Proxy-Authorization. Require and
 * Proxy-Require have no option that the INVITE's did not have (8.2.2.3): SIPW_ERR_RULE.
 *
 * After a re-INVITE (its To has a tag) the dialog's route set stays as it was: the ACK for a 2xx has the
 * Route lines of the INVITE and goes to the Contact of the response. If the first one has no lr, a strict
 * router is taken to stand in the INVITE's Request-URI, and the Contact goes into the last Route. In a
 * route set that mixes both kinds only the dialog itself tells.
 */
SIPW_API int sipw_ack(sipw_msg *target, const sipw_msg *invite, const sipw_msg *response, const sipw_ack_options *options,
		      const sipw_extras *extras);

/** How a request is cancelled. */
typedef struct {
	sipw_opt max_forwards; /**< absent: 70 */
	bool any_method;       /**< cancels another request than an INVITE, which RFC 3261 9.1 advises against */
} sipw_cancel_options;

/**
 * The CANCEL for a request (9.1). It is to be sent only after a provisional response came.
 *
 * Copies: Request-URI, From, To, Call-ID, all Route, Session-ID (RFC 7989 6), of Via the first value of
 * the first line, the number of CSeq. Makes Max-Forwards. Leaves everything else out.
 *
 * Reserved extras: Session-ID, and Authorization, Proxy-Authorization (22.1), Contact, Require,
 * Proxy-Require, which may not stand in it; a body, and what describes one, may not either. Reason
 * (RFC 3326) is a fine extra.
 *
 * SIPW_ERR_RULE for a request that is an ACK or a CANCEL, and without `any_method` for all but INVITE.
 */
SIPW_API int sipw_cancel(sipw_msg *target, const sipw_msg *request, const sipw_cancel_options *options,
			 const sipw_extras *extras);

/** How a reliable provisional response is acknowledged. */
typedef struct {
	sipw_opt max_forwards; /**< absent: 70 */
	sipw_str branch;
	sipw_ids *ids;         /**< where the branch comes from if it is absent */
	uint32_t cseq;         /**< 0: one more than the INVITE's */
} sipw_prack_options;

/**
 * The PRACK for a reliable provisional response to an INVITE (RFC 3262 4, 7.2): a request in the early
 * dialog that this response makes.
 *
 * As the ACK for a 2xx, but that CSeq has a number of its own, one more than that of the last request
 * in the dialog, and that no credentials are copied. Makes RAck besides. It has no Contact (RFC 3262 has no
 * target refresh in it).
 *
 * Reserved extras: RAck, Contact. SIPW_ERR_RULE for a response that is not reliable: a 101 to 199 with RSeq
 * and the option 100rel in Require.
 */
SIPW_API int sipw_prack(sipw_msg *target, const sipw_msg *invite, const sipw_msg *response,
			const sipw_prack_options *options, const sipw_extras *extras);

#ifdef __cplusplus
}
#endif

#endif
