/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_TRANSACTION_H
#define SIPWRIGHT_TRANSACTION_H

/**
 * @file
 * Which transaction a message belongs to (RFC 3261 17.1.3, 17.2.3, 9.2).
 *
 * sipw_transaction_key() makes the key of a hash table, sipw_transaction_match() decides. Messages
 * whose top branch begins with the magic cookie `z9hG4bK` are told apart by it; those of RFC 2543
 * peers by the header fields that 17.2.3 names. Branches and tags compare without case (7.3.1).
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/error.h"
#include "sipwright/message.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whose transaction, and which, for sipw_transaction_key(). */
enum sipw_key {
	SIPW_KEY_CLIENT = 0,   /**< of the sender of a request: of the request and of its responses */
	SIPW_KEY_SERVER = 1,   /**< of the receiver: of the request, its retransmissions, and the ACK for a non-2xx */
	SIPW_KEY_CANCELLED = 2 /**< of the receiver of a CANCEL: of the INVITE that it is for */
};

/**
 * Writes the key of the transaction that a message belongs to: text, the same for all its
 * messages, and another one for another transaction. The one exception are requests of RFC 2543 peers,
 * whose key leaves Request-URI and To tag out: sipw_transaction_match() decides among those of one key.
 *
 * Returns the bytes written (no NUL is added), SIPW_ERR_SPACE if `cap` is too small, or, with what is
 * wrong in `*ret_error` (may be NULL): SIPW_ERR_ARGUMENT for a header field that is missing, an unknown
 * `which`, a response to SIPW_KEY_SERVER and anything but CANCEL to SIPW_KEY_CANCELLED; SIPW_ERR_SYNTAX
 * and SIPW_ERR_RANGE for one that is not readable; a message's own error. With `out` NULL and `cap` 0: the
 * bytes needed.
 */
SIPW_API ptrdiff_t sipw_transaction_key(const sipw_msg *m, int which, char *out, size_t cap, sipw_error *ret_error);

/**
 * Whether `m` belongs to the transaction that `request` created: a response to it, a retransmission of
 * it, or the ACK for a final response other than 2xx. `sent` is the final response that was sent, or NULL: an
 * RFC 2543 peer's ACK has its To tag (17.2.3); without it, the tag is not compared. Messages that are not
 * readable as far as is needed match nothing.
 */
SIPW_API bool sipw_transaction_match(const sipw_msg *request, const sipw_msg *sent, const sipw_msg *m);

/** Whether `cancel` is a CANCEL for `request`, which is anything but a CANCEL or an ACK (9.2). */
SIPW_API bool sipw_cancel_match(const sipw_msg *cancel, const sipw_msg *request);

#ifdef __cplusplus
}
#endif

#endif
