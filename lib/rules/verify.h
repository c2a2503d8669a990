/* SPDX-License-Identifier: MIT */
#ifndef SIPW_VERIFY_H
#define SIPW_VERIFY_H

#include "sipwright/error.h"
#include "sipwright/message.h"

/* Holds a message to the rules that serializing enforces; SIPW_OK, or the code of the first
 * violation. *ret_error may be NULL. */
int sipw__verify(const sipw_msg *m, sipw_error *ret_error);

#endif
