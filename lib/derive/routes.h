/* SPDX-License-Identifier: MIT */
#ifndef SIPW_ROUTES_H
#define SIPW_ROUTES_H

/*
 * Route sets (RFC 3261 12.1): values of a header field, across lines and commas, in order or from the
 * last to the first; and what becomes of them and of the remote target in a request (12.2.1.1).
 */

#include "derive/frame.h"

struct sipw__routes {
	const sipw_msg *m; /* of whose header field `index` the values are */
	unsigned index;
	bool reversed;
	sipw_str uri; /* of the first one, absent if there is none: an empty set */
	bool strict; /* that one has no lr */
};

/* Whether a URI has the parameter lr, with or without a value. */
bool sipw__uri_is_loose(sipw_str uri);

/* The route set of an input. Its first value has to be readable; else an error. */
bool sipw__routes_find(sipw_msg *m, const sipw_msg *input, const char *name, unsigned index, bool reversed,
		       struct sipw__routes *ret);

/* The request line: to the remote target, or to a strict router, without what may not stand there. */
void sipw__routes_start(sipw_msg *m, const struct sipw__routes *routes, int method, sipw_str target);

/* The URI as a Request-URI, in the message's memory if something of it may not stand there. */
sipw_str sipw__routes_request_uri(sipw_msg *m, sipw_str uri);

/* A Route line for each value but a strict router's; behind them, then, the target. */
void sipw__routes_add(sipw_msg *m, const struct sipw__routes *routes, sipw_str target);

/* The Route line of the target alone. */
void sipw__routes_add_target(sipw_msg *m, sipw_str target);

#endif
