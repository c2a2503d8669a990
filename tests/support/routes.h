/* SPDX-License-Identifier: MIT */
#ifndef TEST_ROUTES_H
#define TEST_ROUTES_H

/* Where a request in a dialog goes (RFC 3261 12.2.1.1), by code of the tests' own. */

#include "sipwright.h"
#include "support/bytes.h"

/* The URI between the brackets of a value of Route or Record-Route. */
sipw_str route_uri(sipw_str value);

/* Whether that URI has the parameter lr, with or without a value. */
bool route_is_loose(sipw_str value);

/* Adds the Request-URI and the values of Route, a line each, for a route set of n values and a target. */
void text_add_way(struct text *text, const sipw_str *routes, size_t n, sipw_str target);

/* The same of a request as it is. */
void text_add_way_of(struct text *text, const sipw_msg *request);

#endif
