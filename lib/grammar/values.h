/* SPDX-License-Identifier: MIT */
#ifndef SIPW_VALUES_H
#define SIPW_VALUES_H

#include "text/class.h"
#include "text/str.h"

/*
 * Takes the first value off a comma list: up to the first comma, without the blanks around it. A comma
 * inside quotes or angle brackets parts no values, unless they are mere bytes of the value (as in a
 * Call-ID). False if nothing is left; an empty value is still one.
 */
bool sipw__next_value(sipw_str *rest, bool mere_bytes, sipw_str *ret);

#endif
