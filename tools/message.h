/* SPDX-License-Identifier: MIT */
#ifndef MESSAGE_H
#define MESSAGE_H

/* Messages that commands read and write, and what is said about them. */

#include <stdbool.h>

#include "input.h"
#include "part.h"
#include "place.h"
#include "sipwright/message.h"

/* What a command ends with after an error of the library. */
int status_of(int code);

/* "what: HEADER", or `what` alone if no header field is at fault. */
const char *at_header(char out[PLACE_SIZE], const char *what, const sipw_error *error);

/* ---- read ---- */

/* A message in a file, whose path is given. Zero the rest before the first use. */
struct source {
	struct file file;
	sipw_msg *m;
};

/* Reads and parses it, as one datagram: a status, complained about with file and line. */
int read_message(struct source *source);
void free_message(struct source *source);

/* Complains about a message that was read, naming file, line and column where they can be told. */
int source_refused(const struct source *source, const sipw_error *error);

/* ---- written ---- */

/* Complains about a part of a message: a status. */
int part_refused(const struct part *part, const sipw_error *error);

/* Complains about an argument of -H without a colon: a status. */
int no_colon(const struct part *part);

/* The bytes of a message behind `room` other ones, in memory that the caller frees. A status; what
 * refuses the message is complained about. */
int message_bytes(const sipw_msg *m, bool unchecked, size_t room, struct bytes *ret);

#endif
