/* SPDX-License-Identifier: MIT */
#ifndef SIPW_GRAMMAR_PLAIN_H
#define SIPW_GRAMMAR_PLAIN_H

/*
 * Everyday hosts, URIs and Call-IDs, told at a glance. "No" means nothing but "look closer": whoever
 * asks goes on with the full grammar, which alone refuses.
 */

#include <stdbool.h>

#include "sipwright/base.h"

/* The end of the host name at p (RFC 3261 25.1 hostname), or NULL. */
const char *sipw__plain_name(const char *p, const char *end);

/* The end of the host name at p, or of the one behind a user and "@", or NULL. */
const char *sipw__plain_address(const char *p, const char *end);

/* Whether p..end is one URI parameter with its ';': lr, or transport and a word. */
bool sipw__plain_param(const char *p, const char *end);

/* Whether all of it is letters, digits, dots and hyphens, with one "@" among them or none. */
bool sipw__plain_words(sipw_str s);

/* Whether all of it is a SIP URI: sip:host or sip:user@host, alone or with one such parameter. */
static inline bool sipw__plain_uri(sipw_str uri)
{
	if (uri.len < 4 || memcmp(uri.ptr, "sip:", 4) != 0)
		return false;
	const char *end = uri.ptr + uri.len;
	const char *stop = sipw__plain_address(uri.ptr + 4, end);
	return stop == end || (stop != NULL && sipw__plain_param(stop, end));
}

#endif
