/* SPDX-License-Identifier: MIT */
#ifndef SIPW_VALUES_H
#define SIPW_VALUES_H

#include "text/class.h"
#include "text/str.h"

/*
 * Takes the first value off a comma list: up to the first comma outside quotes and angle brackets,
 * without the blanks around it. False if nothing is left; an empty value is still one.
 */
bool sipw__next_value(sipw_str *rest, sipw_str *ret);

#endif
