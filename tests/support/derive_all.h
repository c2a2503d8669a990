/* SPDX-License-Identifier: MIT */
#ifndef TEST_DERIVE_ALL_H
#define TEST_DERIVE_ALL_H

/* Everything there is to be derived from two messages that may be anything. */

#include "sipwright.h"

/*
 * Takes them for a request and a response to it, for a NOTIFY, for what comes in a dialog, and holds what is
 * made of them to what must be so of any: a message that can be written and received again, or an error
 * that says what is wrong with which of them, and nothing else; the same in little memory. A dialog that does
 * not take a message, or makes none, stays as it was.
 */
void derive_all(const sipw_msg *request, const sipw_msg *response);

#endif
