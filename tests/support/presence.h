/* SPDX-License-Identifier: MIT */
#ifndef TEST_PRESENCE_H
#define TEST_PRESENCE_H

/* rules.spec, evaluated in the plainest way: of all rows of a header field that cover the message and
 * say something of the method, the one that covers the fewest codes decides. */

#include "support/spec.h"

#define COLUMNS_OF_METHODS 15 /* those of methods.spec, then "other" */

struct presence_row {
	int header;
	size_t spec_row;
	bool must;
	unsigned size; /* codes it covers */
	unsigned char covers[700]; /* [0]: the request */
	const char *cells[COLUMNS_OF_METHODS];
};

struct presence {
	struct spec rules;
	struct spec methods;
	struct spec headers;
	struct presence_row *rows;
};

/* What decides: the cell's text, "?" if nothing does. */
struct verdict {
	const char *cell;
	bool must;
	const char *source; /* as the library says it, NULL with "?" */
};

struct presence presence_open(void);
void presence_close(struct presence *p);

/* `method` is an id, 0 for any that has no column; code 0 is the request. */
struct verdict presence_verdict(const struct presence *p, int header, int method, int code);

static inline bool verdict_is(struct verdict v, const char *cell)
{
	return strcmp(v.cell, cell) == 0;
}

#endif
