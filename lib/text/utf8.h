/* SPDX-License-Identifier: MIT */
#ifndef SIPW_UTF8_H
#define SIPW_UTF8_H

#include <stddef.h>

/* The length, 2 to 4, of the well-formed non-ASCII UTF-8 sequence (RFC 3629 4) at p; 0 if there
 * is none within p..end. */
size_t sipw__utf8_length(const char *p, const char *end);

#endif
