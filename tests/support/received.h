/* SPDX-License-Identifier: MIT */
#ifndef TEST_RECEIVED_H
#define TEST_RECEIVED_H

/* Parsing held to what must be so for any bytes, and to a plain splitter of the tests' own. */

#include "sipwright.h"

/* Parses copies of the bytes that end at a forbidden page, as a datagram and as from a stream, and
 * checks lines, names, values, body, facts or error, what is written again, and what
 * sipw_msg_own() leaves. True if it is a message as a datagram. */
bool check_received(sipw_str bytes);

/* Edits what was received, writes it, and checks that a receiver finds the same lines and body again. */
void check_edited(sipw_str bytes);

/* check_received() of the message and of everything it begins with. */
void check_prefixes(const char *name, sipw_str bytes);

#endif
