/* SPDX-License-Identifier: MIT */
#ifndef SIPW_RECEIVED_H
#define SIPW_RECEIVED_H

/* Where a request came from, noted in its top Via (RFC 3261 18.2.1, RFC 3581 4). */

#include "derive/frame.h"

/*
 * Copies the first Via line of the input "request". If the source is given, its first value gets received
 * and rport as they have to be; a received that stood there is replaced, since only the receiver knows.
 * The first value has to be readable.
 */
void sipw__copy_via(sipw_msg *m, const struct line *line, sipw_str source, uint32_t port);

#endif
