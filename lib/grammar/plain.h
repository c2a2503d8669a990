/* SPDX-License-Identifier: MIT */
#ifndef SIPW_GRAMMAR_PLAIN_H
#define SIPW_GRAMMAR_PLAIN_H

/*
 * Everyday hosts, URIs and Call-IDs, told at a glance. "No" means nothing but "look closer": whoever
 * asks goes on with the full grammar, which alone refuses. The ones with a place `to` copy what they
 * look at there, MASK_MAX bytes and four at most, whatever they answer.
 */

#include <stdbool.h>

#include "sipwright/base.h"

/* The end of the host name at p (RFC 3261 25.1 hostname), or NULL. */
const char *sipw__plain_name(const char *p, const char *end);

/* Whether all of it is a host name. */
bool sipw__copy_plain_name(char *to, sipw_str s);

/* 1 if all of it is letters, digits, dots and hyphens, 2 if it is two such words with `between` between
 * them, else 0. */
int sipw__copy_plain_words(char *to, sipw_str s, char between);

/* Whether all of it is a SIP URI: sip:host or sip:user@host, alone or with one parameter that is lr, or
 * transport and a word. */
bool sipw__copy_plain_uri(char *to, sipw_str uri);

/* The end of such a URI at p, where a '>' is; or NULL. */
const char *sipw__plain_uri(const char *p, const char *end);

#endif
