/* SPDX-License-Identifier: MIT */
#ifndef SIPW_TEL_H
#define SIPW_TEL_H

/*
 * telephone-subscriber (RFC 3966 3), in a tel URI and as the user part of a sip or sips URI. There, what
 * the user part does not have is escaped (RFC 3261 19.1.2), and what it has may be.
 */

#include "grammar/scan.h"

/* One parameter, behind its ';'. The three with a grammar of their own are held to it. */
enum sipw__tel_name { TEL_OTHER, TEL_EXT, TEL_ISUB, TEL_CONTEXT };
struct sipw__tel_param {
	enum sipw__tel_name which;
	sipw_str name;
	sipw_str value; /* absent if there is none */
	sipw_str whole; /* from the name on */
};
bool sipw__scan_tel_param(struct sipw__scan *s, bool in_user, struct sipw__tel_param *ret);

/* global-number-digits / local-number-digits */
bool sipw__scan_tel_number(struct sipw__scan *s, bool in_user, sipw_str *ret);

/* The value of a parameter. */
bool sipw__scan_tel_value(struct sipw__scan *s, enum sipw__tel_name which, bool in_user, sipw_str *ret);

/* *par [ context *par ], each name once. */
bool sipw__scan_tel_params(struct sipw__scan *s, bool in_user, sipw_tel *ret);

/* All of it; without parameters if `how` has URI_BARE. */
bool sipw__scan_tel(struct sipw__scan *s, unsigned how, bool in_user, sipw_tel *ret);

/* The next of the parameters in a slice that was scanned before and begins with ';'; false at its end. */
bool sipw__tel_next(sipw_str *rest, struct sipw__tel_param *ret);

/* The same without ext, isub and phone-context. */
bool sipw__tel_next_other(sipw_str *rest, struct sipw__tel_param *ret);

/* The next digit of a number, in lower case, its visual separators passed over; 0 at its end. */
unsigned sipw__tel_digit(const char **at, const char *end);

#endif
