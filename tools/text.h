/* SPDX-License-Identifier: MIT */
#ifndef TEXT_H
#define TEXT_H

/* Plain text, as the arguments and files of a command line hold it. */

#include <stdbool.h>

#include "sipwright/base.h"

/* The bytes of the UTF-8 character (RFC 3629 4) that `text` begins with; 0: it begins with none. */
size_t utf8_length(sipw_str text);

/* Is it UTF-8 without NUL? */
bool is_utf8_text(sipw_str text);

/* Without the spaces and tabs around it. */
sipw_str trim(sipw_str text);

/* A decimal number of digits alone, at most `max`; false, leaving *ret untouched, if it is none. */
bool parse_number(sipw_str text, uint64_t max, uint64_t *ret);

/* ASCII letters without case. */
char upper(char c);
bool same_nocase(sipw_str a, sipw_str b);

#endif
