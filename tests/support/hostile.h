/* SPDX-License-Identifier: MIT */
#ifndef TEST_HOSTILE_H
#define TEST_HOSTILE_H

/*
 * Inputs that try to leave their place in a message, and where each of them may nevertheless stand.
 * Whether a place that takes any token or any text has to accept an input is worked out; for the
 * others the row says so.
 */

#include <stdbool.h>

#include "support/bytes.h"

/* The place of a text in a value. */
enum position {
	AT_TOKEN,
	AT_QUOTED, /* plain text, written between quotes */
	AT_DISPLAY, /* the same, but a token goes without quotes */
	AT_COMMENT, /* plain text between parentheses */
	AT_CALL_ID,
	AT_VALUE, /* header-value */
	AT_TEXT, /* TEXT-UTF8-TRIM */
	AT_REASON, /* Reason-Phrase */
	AT_URI,
	AT_REQUEST_URI,
	AT_HOST, /* an IPv6 address without brackets gets them */
	AT_ADDRESS, /* received: no name, and nothing is changed */
	AT_PARAMS,
	AT_MEDIA_PARAMS, /* each has a value */
	AT_AUTH_PARAMS, /* with commas; the first one may be missing, and is written */
	AT_TOKEN68,
	AT_PRODUCTS,
	AT_AGENT, /* a token, or a host with brackets or a port */
	AT_TOKENS, /* with semicolons */
	AT_DOTTED, /* tokens without dots, with dots between them */
	AT_NODOT, /* one of them */
	AT_LANGUAGE, /* letters, up to eight, with hyphens between them */
	AT_DECIMAL, /* digits and a point */
	AT_LHEX, /* lower-case hexadecimal digits, written between quotes */
	AT_MSG_ID, /* a Content-ID without brackets, written between quotes */
	AT_CAPS, /* parameters that begin with "+" */
	AT_OWN, /* a grammar of its own, which nothing here knows */
	AT_NOWHERE /* nothing may be given */
};

struct hostile {
	const char *name;
	sipw_str bytes;
	unsigned fits; /* bits 1 << position, from AT_URI on */
};

/* The number of inputs: the table, then a byte of each value between two letters, and long ones. */
size_t hostile_count(void);
struct hostile hostile_input(size_t index);

/* Whether a position has to take an input; `escaped`: quoted text is in wire form. If so, what is
 * written there is added to *ret_text. */
bool hostile_fits(const struct hostile *input, enum position at, bool escaped, struct text *ret_text);

#endif
