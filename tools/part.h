/* SPDX-License-Identifier: MIT */
#ifndef PART_H
#define PART_H

/* A header line as an argument of the command line gives it. */

#include "diagnose.h"
#include "sipwright/base.h"

struct part {
	const char *option;
	sipw_str argument; /* as it was typed */
	sipw_str name;     /* absent: the argument of -H has no colon */
	sipw_str value;    /* in the argument, after the colon if it is of -H */
};

/* Of -H, whose argument holds name and value; of -t, which gives the value of Content-Type. */
struct part header_part(const char *argument);
struct part type_part(const char *type);

/* Room for what place_of() writes. */
#define PLACE_SIZE (2 * SHOWN_SIZE + 20)

/* Names the argument, "-H 'f: ...' (From)", with the full name where another was typed. */
const char *place_of(const struct part *part, char out[PLACE_SIZE]);

#endif
