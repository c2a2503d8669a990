/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_REPLY_H
#define SIPWRIGHT_REPLY_H

/**
 * @file
 * From a request to its response. See derive.h for what all these functions have in common.
 */

#include "sipwright/base.h"
#include "sipwright/complete.h"
#include "sipwright/derive.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a request is answered. */
typedef struct {
	sipw_str reason; /**< absent: the registered phrase */

	/** The tag that To gets where it has none: one for all responses to a request, whatever their code
	 * (sipw_reply_tag() makes such a one). The 200 to CANCEL takes that of its INVITE (9.2). */
	sipw_str to_tag;
	sipw_ids *ids; /**< where a tag comes from if `to_tag` is absent */

	/** Where the request came from, an IP address, for received and rport in the top Via. Absent: the
	 * Via stays as it is, because the transport has done that already. */
	sipw_str source;
	uint32_t source_port; /**< with `source`: 1 to 65535 */

	sipw_str contact; /**< the value or values of Contact, as text */
	sipw_str delay;   /**< seconds it took to answer, such as "0.25", for Timestamp in a 100 */
	uint32_t rseq;    /**< not 0: a reliable provisional response of this number: the first one for a
	                       request 1 to 2^31-1, then one more each (RFC 3262 3) */

	/** Answers another request than an INVITE with 101-199 or 408, or an INVITE that requires 100rel with
	 * an unreliable 101-199, against RFC 4320 4.1 and 4.2 and RFC 3262 3. */
	bool deviate;
} sipw_reply_options;

/**
 * A response to `request`, as a user agent server or a proxy makes it (RFC 3261 8.2.6).
 *
 * Copies, in the order of the request: all Via, From, To, Call-ID and CSeq (8.2.6.2), the first one
 * where a broken request has several; all Record-Route into a 101-199 or 2xx to a method that can create
 * a dialog (12.1.1); Timestamp into a 100 (8.2.6.1).
 *
 * Makes: the status line. In To, a tag if there is none and the code is not 100. In the first value of
 * the top Via, received if sent-by is a name or not the source's address, or if there is rport; rport's
 * value if it has none (18.2.1, RFC 3581 4). The delay in Timestamp. Contact as given. With `rseq`, RSeq
 * and `Require: 100rel` (RFC 3262 3).
 *
 * Leaves out everything else.
 *
 * Reserved extras: Contact, RSeq, Timestamp.
 *
 * It wants little of the request, so that a broken one can be answered: a readable top Via and a
 * method other than ACK. Where From, To, Call-ID or CSeq is missing, or where To is not
 * readable (it then is copied as it is), only codes from 400 on are possible, and no rule says that the
 * response has to have them.
 *
 * Refused with SIPW_ERR_RULE: any reply to ACK (17.1.1.3); what `deviate` is for; `rseq` with a code or a
 * request that RFC 3262 3 excludes. With SIPW_ERR_ARGUMENT: a To tag that is needed and neither given nor
 * to be drawn from `ids`; a Contact that is needed and not given: in a response that creates a dialog,
 * and in a 2xx where the tables make it mandatory (12.1.1); a `source_port` that rport needs. What is
 * wrong in the request itself keeps its code, such as SIPW_ERR_SYNTAX for the top Via.
 */
SIPW_API int sipw_reply(sipw_msg *target, const sipw_msg *request, int code, const sipw_reply_options *options,
			const sipw_extras *extras);

/** Bytes of a secret. */
#define SIPW_SECRET_LEN 16

/**
 * A To tag for the responses to a request that is the same whenever it is asked for, so that a server
 * keeps no state for it (8.2.7): a hash (SipHash-2-4) of the top Via's sent-by and branch, From, Call-ID and
 * the number of CSeq, under a secret of random bytes that the server keeps. Whoever does not know it cannot guess
 * the tag (19.3). An INVITE and its CANCEL get the same one (9.2), a request that came over another
 * path another one. Writes SIPW_ID_LEN characters of [a-z2-7], no NUL; what is broken or missing in the
 * request does not matter. A message's own error, SIPW_ERR_MEMORY if it is NULL.
 */
SIPW_API int sipw_reply_tag(const sipw_msg *request, const unsigned char secret[SIPW_SECRET_LEN], char ret_tag[SIPW_ID_LEN]);

#ifdef __cplusplus
}
#endif

#endif
