/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_FRAME_H
#define SIPWRIGHT_FRAME_H

/**
 * @file
 * Where messages end in a stream, such as a TCP connection (RFC 3261 18.3), while it is received.
 *
 *   sipw_framer f;
 *   sipw_framer_init(&f, 65536, 1000000);
 *   while ((n = recv(fd, buffer + have, size - have, 0)) > 0) {
 *       have += n;
 *       while ((what = sipw_frame(&f, sipw_sn(buffer, have), &len)) > 0) {
 *           if (what == SIPW_FRAME_MESSAGE)
 *               ...sipw_parse(m, sipw_sn(buffer, len), SIPW_STREAM, NULL)...
 *           else if (what == SIPW_FRAME_PING)
 *               send(fd, "\r\n", 2, 0);
 *           memmove(buffer, buffer + len, have -= len);
 *       }
 *       if (what < 0)
 *           break;                                       (f.error says why; the stream is lost)
 *   }
 *
 * What is found does not depend on how the bytes arrive. Each byte of a head is looked at once as it
 * comes in and once when the head is complete, and none of a body: the time is linear, however many
 * calls it takes. A message that was found is always one that sipw_parse() takes.
 */

#include "sipwright/base.h"
#include "sipwright/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The state of one stream. Plain data, nothing to release. */
typedef struct {
	size_t max_head;  /**< the longest head that is taken, with its empty line */
	size_t max_body;  /**< the longest body that is taken */
	sipw_error error; /**< after a failure: what was wrong; `offset` counts in the bytes of that call */
	size_t seen;      /**< of sipw_frame() alone, as all that follows: bytes of the head looked at */
	size_t length;    /**< of the message, once its head is complete; else 0 */
	int after_crlf;   /**< what came last was CR LF */
} sipw_framer;

/** What stands at the front of a stream's bytes. */
enum sipw_framed {
	SIPW_FRAME_MORE = 0,    /**< nothing complete yet: receive more */
	SIPW_FRAME_MESSAGE = 1, /**< a message with its body */
	/** CR LF between messages. It means nothing (RFC 3261 7.5), or is a pong (RFC 5626 4.4.1). */
	SIPW_FRAME_CRLF = 2,
	/** The CR LF after another one: together a ping, which is answered with one CR LF (RFC 5626 4.4.1). */
	SIPW_FRAME_PING = 3
};

/** Begins a stream. SIZE_MAX is no limit; heads have 2^31-1 bytes at most in any case. */
SIPW_API void sipw_framer_init(sipw_framer *f, size_t max_head, size_t max_body);

/**
 * Looks at the front of `bytes`: all that was received and not yet taken away. For a result above
 * SIPW_FRAME_MORE (0), `*ret_len` is how many bytes it has, which the caller takes away before the next call.
 * After SIPW_FRAME_MORE the next call gets the same bytes, in the same place or another, and more behind them.
 *
 * No Content-Length means no body. SIPW_ERR_SYNTAX or SIPW_ERR_RANGE, if Content-Length is broken or stated
 * twice with different numbers: no message can be delimited, and the connection is to be closed. SIPW_ERR_LIMIT,
 * if head or body is too long. The error sticks. SIPW_ERR_ARGUMENT if `f` is NULL.
 */
SIPW_API int sipw_frame(sipw_framer *f, sipw_str bytes, size_t *ret_len);

#ifdef __cplusplus
}
#endif

#endif
