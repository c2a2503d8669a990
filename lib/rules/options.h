/* SPDX-License-Identifier: MIT */
#ifndef SIPW_RULES_OPTIONS_H
#define SIPW_RULES_OPTIONS_H

#include "rules/view.h"

/* Whether a message requires an option: looks through all values of Require. */
bool sipw__requires(const struct sipw__view *v, sipw_str option);

#endif
