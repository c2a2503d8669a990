/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_PARSE_H
#define SIPWRIGHT_PARSE_H

/**
 * @file
 * From received bytes to a message.
 *
 *   sipw_str bytes = ...;                              (one datagram)
 *   if (sipw_parse(m, bytes, SIPW_DATAGRAM, NULL) == SIPW_OK)
 *       ...sipw_start_get(m, &start), sipw_get(m, SIPW_HDR_CALL_ID, 0, &id)...
 *
 * Parsing finds lines and names and looks at no value: a value is decoded when it is asked for, and
 * sipw_check() holds all of them to their grammar. So a message with faults is a message, too, which
 * can be read as far as it goes, reported and answered. Nothing is copied: the lines and the body
 * are the received bytes, which must stay valid until sipw_msg_reset(), sipw_msg_free() or
 * sipw_msg_own(). A parsed message is read, edited and serialized like one built here. Lines that
 * nobody touched go out byte by byte as they came in, folds included, and no rule binds them.
 *
 * Lines end with CR LF, and those that begin with a blank continue the one before (RFC 3261 7.3.1). A
 * line is broken, and then is kept without a name and without a value (sipw_line, `bytes` alone), if
 * it has no colon, if what stands before the colon and its blanks is no token or longer than 65535
 * bytes, or if a CR or LF in it ends no line.
 *
 * For a stream, sipw_frame() (frame.h) says when a whole message is there.
 *
 * Any bytes are safe input. The time is linear in their number, and a message needs about 24 bytes a
 * line and SIPW_MSG_MIN of its own memory.
 */

#include "sipwright/base.h"
#include "sipwright/error.h"
#include "sipwright/message.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What the bytes came in, for sipw_parse() (RFC 3261 18.3). */
enum sipw_transfer {
	/** One datagram: the body has as many bytes as Content-Length says, or goes to the end where
	 * there is no Content-Length, a broken one or one that says too much. */
	SIPW_DATAGRAM = 0,
	/** A stream: the body has as many bytes as Content-Length says, none if there is none. */
	SIPW_STREAM = 1
};

/**
 * Empties `m` and indexes the message that `bytes` begin with. CR LF before it are skipped (RFC
 * 3261 7.5). `*ret_used` (may be NULL) becomes the number of bytes up to the message's end.
 *
 * It fails only where no message can be delimited: SIPW_ERR_SYNTAX if there is no empty line after
 * the head; in a stream also if Content-Length is broken or stated twice differently (or
 * SIPW_ERR_RANGE), or if the body ends too early. An error's `offset` counts in `bytes`; its `byte`
 * is -1 where they end too early. SIPW_ERR_LIMIT if the head has 2^31 bytes or more; SIPW_ERR_SPACE and
 * SIPW_ERR_MEMORY as always. After a failure the message is empty but for the error, and `*ret_used`
 * is untouched.
 */
SIPW_API int sipw_parse(sipw_msg *m, sipw_str bytes, unsigned how, size_t *ret_used);

/** What a received message stated about the length of its body. */
enum sipw_length {
	SIPW_LENGTH_NONE = 0,  /**< there is no Content-Length */
	SIPW_LENGTH_GIVEN = 1, /**< a number */
	SIPW_LENGTH_BROKEN = 2 /**< something else, or several numbers that differ */
};

/** How a message came in. */
typedef struct {
	int how;           /**< enum sipw_transfer */
	int length;        /**< enum sipw_length */
	uint64_t stated;   /**< the number in Content-Length; 0 without one */
	uint64_t missing;  /**< bytes by which a datagram ends before the body that Content-Length states */
	size_t keep_alive; /**< bytes of CR LF before the start line */
	sipw_str surplus;  /**< bytes of a datagram after the body (18.3: they are discarded); else absent */
} sipw_received;

/**
 * Fills `*ret_received` with facts of the message as it was received, whatever was edited since;
 * SIPW_ERR_STATE, leaving it untouched, if it was not parsed.
 */
SIPW_API int sipw_received_get(const sipw_msg *m, sipw_received *ret_received);

#ifdef __cplusplus
}
#endif

#endif
