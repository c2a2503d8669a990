/* SPDX-License-Identifier: MIT */
#ifndef NEAR_H
#define NEAR_H

/* Known names that are spelled nearly like an unknown word. */

#include "sipwright/base.h"

#define NEAR_MAX 4

/* Writes the nearest names, if they are near enough; returns how many, NEAR_MAX at most. */
size_t find_near(sipw_str word, sipw_str ret_names[NEAR_MAX]);

#endif
