/* SPDX-License-Identifier: MIT */
#ifndef COMPOSE_H
#define COMPOSE_H

/* From the parts that a command line gives to the bytes of a request. */

#include <stdbool.h>

#include "input.h"
#include "sipwright/complete.h"

struct recipe {
	sipw_str method, uri;
	const char **headers; /* the arguments of -H, in their order */
	size_t n_headers;
	const char *type; /* the argument of -t; NULL: as the body looks */
	sipw_str body;    /* empty: none */
	sipw_local local;
	sipw_ids ids;
	unsigned style; /* enum sipw_style */
	bool fill;      /* add what is missing */
	bool unchecked; /* what is refused goes in as it is */
};

/* The whole request, in memory that the caller frees: a status, complained about if not fine. */
int compose(struct recipe *recipe, struct bytes *ret);

/* Is this header field among those of the recipe, also by its compact form? */
bool recipe_has(const struct recipe *recipe, int header);

#endif
