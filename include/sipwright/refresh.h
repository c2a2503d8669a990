/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_REFRESH_H
#define SIPWRIGHT_REFRESH_H

/**
 * @file
 * From a request that was sent and answered to the one that refreshes what it established, outside of any
 * dialog: a registration, a publication, a subscription whose dialog is not there yet. See derive.h for
 * what all these functions have in common.
 *
 *   sipw_refresh_options how = { .ids = &ids, .expires = sipw_num(3600) };
 *   sipw_refresh(target, registered, NULL, &how, NULL);
 *   sipw_authorize_ahead(target, &credentials);
 */

#include "sipwright/base.h"
#include "sipwright/complete.h"
#include "sipwright/derive.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a request is refreshed. */
typedef struct {
	sipw_str branch;
	sipw_ids *ids;     /**< where the branch comes from if it is absent */
	uint32_t cseq;     /**< 0: one more than before */
	sipw_opt expires;  /**< the interval to ask for; 0 ends it. Absent: the one asked for before */
	sipw_str contact;  /**< the value or values of Contact, as text; absent: those of before */
} sipw_refresh_options;

/**
 * The request once more, as a new transaction that is told to be the same party's next one by Call-ID and
 * CSeq (RFC 3261 10.2, 10.2.4).
 *
 * Copies all lines of the request in their order, with the Request-URI, From and its tag, To, Call-ID and
 * Contact, and references its body; all but what follows.
 *
 * Makes: a new branch in the first Via value; CSeq plus one; Max-Forwards, if there was none. With
 * `expires`, Expires, where it stood or at the end, and the values of Contact lose an interval of their own,
 * which would count instead (10.2.1.1). With `contact`, Contact. Of a 2xx with SIP-ETag, SIP-If-Match, in
 * place of the one before (RFC 3903 4.1, 4.3).
 *
 * Leaves out what is about one request alone: Authorization and Proxy-Authorization, whose count of a
 * nonce is used once (sipw_authorize_ahead() adds others), Date, Timestamp, Identity. The body, if there is
 * SIP-If-Match: a publication is refreshed without one (RFC 3903 4.3), and changed by one among the
 * extras (4.4). A body among the extras takes the place of any other one, and all that describes it with it.
 *
 * `response` is the 2xx to the request; NULL is fine where it brings nothing, but not for the first PUBLISH of a
 * publication. To refresh what was asked for with credentials, `request` is the one that had them: its CSeq
 * is the last one.
 *
 * Reserved extras: Contact, Expires, SIP-If-Match, what is left out, and every header field the request has.
 * The result can be edited like any message.
 *
 * SIPW_ERR_RULE: a request in a dialog (its To has a tag), which sipw_dialog_request() refreshes (12.2.1.1);
 * INVITE, ACK and CANCEL, whose next one has nothing to refresh (8.1.1.4). SIPW_ERR_ARGUMENT: a PUBLISH
 * without an entity-tag; a response that is no 2xx or none to this request.
 */
SIPW_API int sipw_refresh(sipw_msg *target, const sipw_msg *request, const sipw_msg *response,
			  const sipw_refresh_options *options, const sipw_extras *extras);

#ifdef __cplusplus
}
#endif

#endif
