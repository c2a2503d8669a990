/* SPDX-License-Identifier: MIT */
#ifndef TEST_MESSAGE_H
#define TEST_MESSAGE_H

/* Messages that several tests build, and what they compare of messages. */

#include "sipwright.h"
#include "support/bytes.h"

/* A message in static memory large enough for anything a test adds; one of `slot` 0 to 3. */
sipw_msg *roomy_message(unsigned slot);

/* The INVITE of RFC 3665 3.1 F1 from its parts; the first error, or SIPW_OK. */
int build_invite(sipw_msg *m);
/* Its bytes. */
sipw_str invite_bytes(void);

/* The written message, by sipw_serialize_unchecked(); in one of four static buffers. Absent, and a
 * failed check, if that fails. */
sipw_str written(const sipw_msg *m);

/* The pieces of sipw_gather() one after the other; in a static buffer. Absent if they do not fit. */
sipw_str gathered(const sipw_msg *m);

/* Whether two messages have the same start line, lines and body; works on failed ones too. */
bool same_content(const sipw_msg *a, const sipw_msg *b);

/* The last header line as it stands, with its CRLF; absent if there is none. */
sipw_str last_line(const sipw_msg *m);
/* The value of the last header line. */
sipw_str last_value(const sipw_msg *m);

/*
 * Checks that a message refused `input` for `header` and says so usefully: the code is one that an
 * input can cause, the place lies in the input, the byte is the one at that place, and there is a
 * sentence. `what` is said when a check fails.
 */
void check_refusal(const sipw_msg *m, int header, sipw_str input, const char *what);

#endif
