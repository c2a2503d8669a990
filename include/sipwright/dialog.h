/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_DIALOG_H
#define SIPWRIGHT_DIALOG_H

/**
 * @file
 * Dialogs (RFC 3261 12): what has to be remembered of them, and the requests made from it. See derive.h
 * for what all functions that derive a message have in common.
 *
 *   char memory[1024];
 *   sipw_dialog *d = sipw_dialog_init(memory, sizeof memory);
 *   sipw_dialog_make(d, SIPW_UAC, invite, ok, NULL);
 *   ...
 *   sipw_dialog_options how = { .via = { .transport = sipw_s("UDP"), .host = sipw_s("192.0.2.1") }, .ids = &ids };
 *   sipw_dialog_request(target, d, SIPW_BYE, &how, NULL);
 *
 * A dialog holds copies: Call-ID; our own and the other side's From or To value, with display name, URI
 * and tag; the remote target; the route set in its order; both sequence numbers; whether it is secure, and
 * whether it is early or confirmed. It has no timers and does not know when it ends: whoever owns it
 * forgets it, after a BYE, or an early one after a final response of another tag or code.
 *
 * Each early dialog of a forked INVITE is one of its own: sipw_dialog_match() says of a response whose
 * it is, and a response to our INVITE that is nobody's makes a new one.
 *
 * Functions that change a dialog return SIPW_OK or an error, with its details in `*ret_error` (may be
 * NULL; untouched if there is none), and leave the dialog as it was if they fail. SIPW_ERR_SPACE if its
 * memory is too small. A NULL dialog is SIPW_ERR_ARGUMENT; one that was not made yet, SIPW_ERR_STATE.
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/complete.h"
#include "sipwright/derive.h"
#include "sipwright/values.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- its life ---- */

/** A dialog; opaque. */
typedef struct sipw_dialog sipw_dialog;

/** Memory that sipw_dialog_init() needs, in bytes, whatever its alignment; what is copied comes on top. */
#define SIPW_DIALOG_MIN 160

/**
 * A dialog in `size` bytes of the caller's memory, which it uses until the caller reuses it; nothing needs to
 * be released. It takes the bytes that it copies, and 4 more for each route. NULL if `memory` is NULL or
 * smaller than SIPW_DIALOG_MIN.
 */
SIPW_API sipw_dialog *sipw_dialog_init(void *memory, size_t size);

/** What we are towards a request. */
enum sipw_side {
	SIPW_UAC = 0, /**< we sent it, and received the response */
	SIPW_UAS = 1  /**< we received it, and sent the response */
};

/**
 * Makes a dialog from a request that can create one and a response with a To tag (RFC 3261 12.1.1,
 * 12.1.2): early from a 101 to 199, confirmed from a 2xx. What it was before is forgotten.
 *
 * Copies: Call-ID. As UAC, From of the request (ours) and To of the response; as UAS, To of the response
 * (ours) and From of the request; absent tags of RFC 2543 peers stay absent. Remote target: the URI of
 * Contact, as UAC of the response, as UAS of the request. Route set: the Record-Route values, parameters
 * and all, as UAC of the response from the last to the first, as UAS of the request in order. CSeq:
 * the number of the request, as UAC ours, as UAS the other side's. Secure if the Request-URI is a sips URI.
 *
 * SIPW_ERR_ARGUMENT if the response is not one to this request (Call-ID, From tag and CSeq), if its code
 * creates no dialog, for a provisional response without To tag, and if something of the above is missing.
 * SIPW_ERR_RULE if the method creates no dialog, and as UAC for SUBSCRIBE and REFER: see the next one. What
 * cannot be read keeps its own code.
 */
SIPW_API int sipw_dialog_make(sipw_dialog *dialog, int side, const sipw_msg *request, const sipw_msg *response,
			      sipw_error *ret_error);

/**
 * Makes the dialog of a subscriber, from the request that was sent (SUBSCRIBE or REFER) and the NOTIFY that was
 * received (RFC 6665 4.4.1, RFC 3515 2.4.4). It is confirmed. The notifier's own is made from the same
 * request as UAS.
 *
 * Copies: of the request, Call-ID, From (ours), the number of CSeq (ours), secure as above; of the NOTIFY,
 * From, the remote target, the number of CSeq, and the route set in order, as a UAS does.
 *
 * SIPW_ERR_ARGUMENT if the NOTIFY does not belong to the request: Call-ID, and its To tag.
 */
SIPW_API int sipw_dialog_make_notified(sipw_dialog *dialog, const sipw_msg *request, const sipw_msg *notify,
				       sipw_error *ret_error);

/** How far a dialog is. */
enum sipw_dialog_stage {
	SIPW_DIALOG_NONE = 0, /**< not made yet */
	SIPW_DIALOG_EARLY,
	SIPW_DIALOG_CONFIRMED
};

/** What a dialog holds. Slices live until the dialog is changed. */
typedef struct {
	int stage;             /**< enum sipw_dialog_stage */
	int side;              /**< enum sipw_side, towards the request that made it */
	bool secure;           /**< RFC 3261 12.1: it was asked for with a sips URI */
	bool strict;           /**< the first route is a strict router: it has no lr */
	sipw_str call_id;
	sipw_str local;        /**< our From or To value as it stands */
	sipw_str local_tag;    /**< absent: none */
	sipw_str remote;       /**< that of the other side */
	sipw_str remote_tag;
	sipw_str target;       /**< the URI of the remote target */
	size_t n_routes;
	sipw_opt local_cseq;   /**< of our last request; not given: there was none */
	sipw_opt remote_cseq;  /**< of the last request of the other side */
	sipw_opt invite_cseq;  /**< of our last INVITE, for its ACK */
} sipw_dialog_state;

/** Fills `*ret_state`; of a dialog that is NULL or not made yet with zeros. */
SIPW_API void sipw_dialog_get(const sipw_dialog *dialog, sipw_dialog_state *ret_state);

/** Route `index` as a Route value, from the first that a request goes through; SIPW_ERR_ARGUMENT if there is none. */
SIPW_API int sipw_dialog_route(const sipw_dialog *dialog, size_t index, sipw_str *ret_value);

/* ---- what comes and goes in it ---- */

/**
 * Whether a received message belongs to the dialog (RFC 3261 12.2.2, 12.2.1.2): the same Call-ID byte by
 * byte, a request's To tag and a response's From tag are ours, the other one is the other side's, in any
 * case (7.3.1). URIs may differ (RFC 4916). False for what cannot be read.
 */
SIPW_API bool sipw_dialog_match(const sipw_dialog *dialog, const sipw_msg *received);

/**
 * Takes note of a request that was received in the dialog: its sequence number becomes the other side's
 * (12.2.2). Nothing else changes before it is answered. ACK and CANCEL have no number of their own.
 *
 * SIPW_ERR_RULE if the number is lower than the last one: the request is to be answered with 500. The same
 * number is fine here: credentials aside, it is a retransmission. SIPW_ERR_ARGUMENT if it is not of this dialog.
 */
SIPW_API int sipw_dialog_received(sipw_dialog *dialog, const sipw_msg *request, sipw_error *ret_error);

/**
 * Takes note of a request that we sent in the dialog and did not make with sipw_dialog_request(): a PRACK, or one
 * that was sent again with credentials. Its number becomes ours, so that the next one is higher (12.2.1.1, RFC
 * 3262 4, RFC 3261 22.2), and if it is an INVITE, its ACK has that. ACK and CANCEL have no number of their own.
 *
 * SIPW_ERR_RULE if the number is lower than the last one. SIPW_ERR_ARGUMENT if it is not of this dialog.
 */
SIPW_API int sipw_dialog_sent(sipw_dialog *dialog, const sipw_msg *request, sipw_error *ret_error);

/**
 * Takes note of a response, to a request that is in the dialog or made it.
 *
 * A 2xx or a reliable provisional response (RSeq and 100rel in Require) to a target refresh request renews the
 * remote target, as UAC from the Contact of the response, as UAS from that of the request, if there is one;
 * an unreliable one and an error do not (RFC 6141 4.6, 4.7). A 2xx to the request that made an early
 * dialog confirms it: as UAC the route set is that of this 2xx, and from here on it stays (RFC 3261
 * 12.1.2, 13.2.2.4). As UAS a 2xx to a later request also takes over its From value, whose URI and display
 * name may have changed (RFC 4916 4.4.2). As UAC a higher number of the request becomes ours, as with
 * sipw_dialog_sent(). A 100 changes nothing.
 *
 * SIPW_ERR_ARGUMENT if the two do not belong together or to this dialog.
 */
SIPW_API int sipw_dialog_answered(sipw_dialog *dialog, int side, const sipw_msg *request, const sipw_msg *response,
				  sipw_error *ret_error);

/**
 * Takes the remote target from the Contact of a target refresh request that was received and is not answered
 * yet: before a request is sent to the new target (RFC 6141 4.7). SIPW_ERR_ARGUMENT if the method is none
 * that refreshes, if there is no Contact, or if the request is not of this dialog.
 */
SIPW_API int sipw_dialog_retarget(sipw_dialog *dialog, const sipw_msg *request, sipw_error *ret_error);

/* ---- requests in it ---- */

/** How a request in a dialog is made. */
typedef struct {
	sipw_via via;          /**< where responses go; `host` must be given. Its `branch` if absent comes from: */
	sipw_ids *ids;
	sipw_opt max_forwards; /**< absent: 70 */
	sipw_str contact;      /**< the value of Contact, as text */
	uint32_t cseq;         /**< 0: one more than the last, or 1; for ACK, that of our last INVITE */
	sipw_str method_name;  /**< the method, if it is none of the table; `method` is 0 then */
	sipw_address from;     /**< who we are from here on (RFC 4916), without a tag; `uri` absent: as before */
} sipw_dialog_options;

/**
 * A request in the dialog (RFC 3261 12.2.1.1).
 *
 * Makes: the Request-URI. It is the remote target, and Route has the route set, a line for each value, none if
 * it is empty; but if the first route is a strict router, it is that router's URI without `method` and
 * header fields, and Route has the other routes and then the remote target. Via with a new branch.
 * Max-Forwards. CSeq one higher than the last, which the dialog remembers; an ACK has the number of
 * our last INVITE. Contact as given.
 *
 * Copies of the dialog: our value as From, that of the other side as To, Call-ID.
 *
 * With `from`, our identity has changed (RFC 4916 4.3): From is that display name, URI and parameters with our
 * tag, which stays, and so is that of all later requests (4.4.1). To be sent as UPDATE or re-INVITE, to a peer that
 * had from-change in Supported. What the other side says of itself sipw_dialog_answered() takes over.
 *
 * Leaves everything else out. An ACK has to have the INVITE's credentials (13.2.2.4): sipw_ack() copies
 * them, here they are extras. PRACK needs RAck; sipw_prack() makes it.
 *
 * Reserved extras: Contact.
 *
 * SIPW_ERR_ARGUMENT, about "options": a method that is neither known nor named; no host in `via`, no branch and
 * no ids; a Contact that a target refresh request needs and has not; an ACK without an INVITE of ours.
 * SIPW_ERR_RANGE: a `cseq` that is not higher than the last, or over 2^31-1. SIPW_ERR_RULE: CANCEL, which has
 * nothing of its own (9.1): sipw_cancel() makes it; `from` for an ACK (RFC 4916 4.3). SIPW_ERR_SPACE also if the
 * dialog has no room for `from`. About "dialog": SIPW_ERR_STATE if it is not made yet.
 * The dialog changes only if the request was made.
 */
SIPW_API int sipw_dialog_request(sipw_msg *target, sipw_dialog *dialog, int method, const sipw_dialog_options *options,
				 const sipw_extras *extras);

/* ---- naming it elsewhere ---- */

/**
 * The value of Replaces (RFC 3891 3) or Join (RFC 3911 4) in an INVITE that goes to the other side of the
 * dialog: to-tag is that side's own tag, from-tag ours; a tag that is absent is "0" (RFC 3891 6.1). For an INVITE
 * that comes to our own side, exchange them. The slices are the dialog's. Returns SIPW_OK or an error.
 */
SIPW_API int sipw_dialog_replaces(const sipw_dialog *dialog, sipw_replaces *ret_replaces);

/**
 * The value of Target-Dialog (RFC 4538 3) in a request that goes to the other side: local-tag is the
 * receiver's own tag, remote-tag ours. Both sides have to have one: SIPW_ERR_ARGUMENT.
 */
SIPW_API int sipw_dialog_target(const sipw_dialog *dialog, sipw_target_dialog *ret_target);

/**
 * Writes a Refer-To value, which asks its receiver to call the other side of the dialog and take our place there:
 * `<sip:bob@192.0.2.4?Replaces=a84b4c%3Bto-tag%3D1%3Bfrom-tag%3D2>`, the remote target with
 * sipw_dialog_replaces() escaped in it (RFC 3891 3, RFC 5589 7). With `early_only`, only if it is still early.
 * Returns the bytes written or SIPW_ERR_SPACE; with NULL and 0 the bytes needed. SIPW_ERR_ARGUMENT if the
 * remote target is no sip or sips URI.
 */
SIPW_API ptrdiff_t sipw_dialog_refer_to(const sipw_dialog *dialog, bool early_only, char *out, size_t cap);

#ifdef __cplusplus
}
#endif

#endif
