/* SPDX-License-Identifier: MIT */
#ifndef BODY_H
#define BODY_H

/* The body of a message, as the option -d gives it. */

#include <stdbool.h>

#include "input.h"
#include "sipwright/base.h"

/* A body and the memory it may lie in; free_body() releases that. */
struct body {
	sipw_str bytes; /* empty: none */
	struct bytes read;
	struct bytes ended;
};

/*
 * Takes DATA as it is or reads @FILE. With `crlf`, every line is ended with CRLF: a lone LF becomes
 * one, and a last line without end gets one. A status, complained about if it is not fine.
 */
int get_body(const char *data, bool crlf, struct body *ret);
void free_body(struct body *body);

/* The media type of a body as it looks: of a session description, of text, of any bytes. */
const char *guess_type(sipw_str body);

/* Complains, without consequences, about a session description with lines not ended by CRLF. */
void warn_of_line_ends(sipw_str body);

#endif
