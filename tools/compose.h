/* SPDX-License-Identifier: MIT */
#ifndef COMPOSE_H
#define COMPOSE_H

/* From the parts that a command line gives to the bytes of a request. */

#include <stdbool.h>

#include "given.h"
#include "input.h"
#include "sipwright/complete.h"

struct recipe {
	sipw_str method, uri;
	struct given given;
	sipw_local local;
	bool fill;      /* add what is missing */
	bool unchecked; /* what is refused goes in as it is */
};

/* The whole request, in memory that the caller frees: a status, complained about if not fine. */
int compose(struct recipe *recipe, struct bytes *ret);

#endif
