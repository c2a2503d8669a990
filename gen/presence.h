/* SPDX-License-Identifier: MIT */
#ifndef PRESENCE_H
#define PRESENCE_H

#include "spec.h"

/* The presence rules in words, for the manual. */

/* The words of a cell, as a rule that serializing enforces or one that only the checker knows. */
const char *presence_words(enum cell cell, enum force force);

/* The methods with this cell: "INVITE, REFER", "every method but ACK"; NULL = none. */
const char *presence_methods(const struct spec *spec, const struct rule *rule, enum cell cell);

/* "Requests", "2xx responses", ... */
const char *presence_where(const struct rule *rule);

/* The rule that decides about a field in a request (slot 0) or with a code; NULL = none. */
const struct rule *presence_rule(const struct spec *spec, size_t header, size_t method,
				 size_t slot);

#endif
