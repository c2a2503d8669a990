/* SPDX-License-Identifier: MIT */
#ifndef TEST_DERIVED_H
#define TEST_DERIVED_H

/* Messages as text whose lines end in LF: what is received, and what has to be derived from it. */

#include "sipwright.h"

/* The message as received in a datagram, in slot 0 to 3 (their own); a failed check if it is none. The
 * text stands for the same bytes with CR LF at the end of each line. */
const sipw_msg *received_message(unsigned slot, const char *text);

/* Checks that a message is this text, has no error, and keeps the rules that serializing enforces. */
void check_derived(const sipw_msg *m, const char *text, const char *file, int line);
#define CHECK_DERIVED(m, text) check_derived((m), (text), __FILE__, __LINE__)

/* Checks that a message has this error, as sipw_error_text() writes it, and nothing else. */
void check_refused(const sipw_msg *m, int code, const char *text, const char *file, int line);
#define CHECK_REFUSED(m, code, text) check_refused((m), (code), (text), __FILE__, __LINE__)

#endif
