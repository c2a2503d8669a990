/* SPDX-License-Identifier: MIT */
#ifndef SIPW_START_LINE_H
#define SIPW_START_LINE_H

#include "rules/report.h"

/* Reports what is wrong with the start line; returns whether it has a Request-URI that fits its grammar. */
bool sipw__start_check(struct sipw__report *r, const struct line *line);

#endif
