/* SPDX-License-Identifier: MIT */
#ifndef GIVEN_H
#define GIVEN_H

/* What a command line gives of a message besides its start line: header lines, a body, how ids are made
 * and lines are written. The same options in every command that prints a message. */

#include <stdbool.h>

#include "body.h"
#include "options.h"
#include "sipwright/complete.h"

/* The rows of these options. A command has the first few of them. */
extern const struct option_row given_rows[];
enum given_count {
	GIVEN_LINES = 3, /* header lines and style */
	GIVEN_IDS = 4,   /* ids besides */
	GIVEN_BODY = 7   /* a body besides */
};

struct given {
	const struct syntax *syntax; /* of the command */
	const char **headers;        /* the arguments of -H, in their order */
	size_t n_headers;
	const char *data; /* the argument of -d; NULL: there is no body */
	const char *type; /* the argument of -t; NULL: as the body looks */
	bool crlf;
	struct body body;
	sipw_ids ids;
	unsigned style; /* enum sipw_style */
};

/* Nothing, with random ids and room for as many headers as there are arguments. A status. */
int start_given(struct given *given, const struct syntax *syntax, int argc);
void free_given(struct given *given);

/* Takes one of the options; GO_ON if it is none of them. */
int take_given(struct given *given, int key, const char *argument);

/* Remembers the argument of an option that is given once at most. */
int take_once(const struct syntax *syntax, const char **place, const char *argument, const char *sentence);

/* Whether what is given fits together, after the last option: a status, complained about. */
int check_given(const struct given *given);

/* Reads the body, if there is one. */
int read_given_body(struct given *given);

/* Whether a header field is among those given, also by its compact form. */
bool has_given(const struct given *given, int header);

#endif
