/* SPDX-License-Identifier: MIT */
#ifndef SIPW_LINE_H
#define SIPW_LINE_H

/*
 * One new header line, in three steps: begin writes the name, an encoder or the text path the value,
 * commit ends the line and takes it into the message. Nothing is part of the message before commit.
 */

#include "fields/kinds.h"
#include "message/msg.h"
#include "sipwright/put.h"
#include "text/out.h"

/* Prepares a writer at the message's free bytes; false if the message cannot take a line. */
bool sipw__line_open(sipw_msg *m, struct sipw__out *o);

/*
 * Begins a line of a known header field that must be of `kind`, with a value that is there. `header`
 * may hold SIPW_PUSH or SIPW_REPLACE. Returns where the value goes, or NULL if the call is refused.
 */
char *sipw__line_begin(sipw_msg *m, int header, int kind, bool given, struct sipw__out *o);

/* The code of a refused call: the message's error. */
int sipw__line_refused(const sipw_msg *m);

/* Ends the line at p. On an error in the writer the message keeps that error and nothing else. */
int sipw__line_commit(sipw_msg *m, struct sipw__out *o, char *p);

/* Takes the bytes up to p as they are. */
int sipw__line_commit_raw(sipw_msg *m, struct sipw__out *o, const char *p);

/* Reads a struct of an older or newer caller: as it is if the sizes agree, else zero-extended or cut
 * into *whole. */
static inline const void *sipw__whole(const void *value, size_t size, void *whole, size_t whole_size)
{
	if (size == whole_size)
		return value;
	memset(whole, 0, whole_size);
	memcpy(whole, value, size < whole_size ? size : whole_size);
	return whole;
}

#endif
