/* SPDX-License-Identifier: MIT */
#ifndef TEST_SETTERS_H
#define TEST_SETTERS_H

/*
 * The typed setters, one row a complete kind: a harmless value, the text it makes, and each of its
 * sipw_str fields: where it stands and what it is.
 */

#include "sipwright.h"
#include "support/hostile.h"

struct setter_field {
	const char *name;
	size_t offset;
	enum position at;
	const char *given; /* the harmless text as it is written; it stands once in the whole text */
	const char *absent; /* the whole text without the field; NULL: it must be given */
};

struct setter {
	int kind;
	size_t size;
	const void *value;
	const char *text;
	size_t escaped; /* offset of the flag, 0 if there is none */
	int (*put)(sipw_msg *m, int header, const void *value);
	const struct setter_field *fields;
	size_t n_fields;
};

extern const struct setter setters[];
extern const size_t setter_count;

/* More of them, the same way. */
extern const struct setter extension_setters[];
extern const size_t extension_setter_count;

#endif
