/* SPDX-License-Identifier: MIT */
#ifndef TEST_VARIANT_H
#define TEST_VARIANT_H

/* Messages that differ from a plain one in a few lines. */

#include "sipwright.h"
#include "support/bytes.h"

/*
 * The bytes of a message without fault, but for the edits: a start line (without its CRLF), then the
 * header lines of the plain message
 *
 *   1 Via   2 Max-Forwards (in requests)   3 From   4 To, with a tag   5 Call-ID
 *   6 CSeq, with the method of the start line, else OPTIONS   7 Content-Length: 0
 *
 * `edits` are lines that end in "\n", a last one excepted:
 *
 *   Name: value    in place of the first line of that name; after the last line if there is none
 *   +Name: value   after the last line
 *   -Name          the line of that name is left out
 *   =bytes         the body, with its Content-Length; the last edit
 *
 * A name is compared by its bytes. "\r\n " in a value folds it.
 */
void text_add_variant(struct text *text, const char *start, const char *edits);

/* The same parsed, in one of four messages as roomy_message() makes; the bytes live as long. */
sipw_msg *parse_variant(unsigned slot, const char *start, const char *edits);

#endif
