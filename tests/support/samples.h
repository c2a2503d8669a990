/* SPDX-License-Identifier: MIT */
#ifndef TEST_SAMPLES_H
#define TEST_SAMPLES_H

/*
 * Messages as data: tests/vectors/<name>.messages holds one sample after the other.
 *
 *   # Lines before the first sample say where the messages come from.
 *
 *   === 3.9 F6 486 Busy Here Bob -> Proxy 2
 *   note: the status line has two spaces
 *   expect: error start-line at 1
 *
 *   SIP/2.0  486 Busy Here
 *   Via: SIP/2.0/UDP ss2.biloxi.example.com:5060;branch=z9hG4bK721e4.1
 *   ...
 *   Content-Length: 0
 *
 *
 *   === the next one
 *
 * A line of "=== " and a title begins a sample. The lines up to the next empty one are its remarks,
 * each a key, a colon, a space and a text; what keys there are is up to the program. All after that
 * empty line is the message, but for the empty line in front of the next "=== ": so a message
 * without body, whose head ends in an empty line, is followed by two.
 *
 * A line ends in LF in the file and in CRLF in the message. A backslash begins an escape:
 *
 *   \\  a backslash          \xHH      the byte of these two hex digits
 *   \   (at a line's end) no CRLF      \{300*ab}  the text between star and brace, 300 times
 *
 * so that a message may hold any byte, end anywhere, and be long, while the file stays readable text.
 */

#include <stdbool.h>

#include "sipwright/base.h"

/* A file of samples, read as far as `rest`. */
struct sample_file {
	const char *name;
	sipw_str rest;
	int line; /* of the first byte of `rest`, from 1 */
};

struct sample {
	const char *file;
	int line;         /* of the title */
	sipw_str title;
	sipw_str remarks; /* the lines, each with its LF */
	sipw_str bytes;   /* the message */
};

/* Opens a file by its name; one at a time. A failed check, and false, if it cannot be read. */
bool samples_open(struct sample_file *file, const char *name);

/* The next sample, valid until the next call; false at the end. A failed check for each fault of the file. */
bool samples_next(struct sample_file *file, struct sample *ret_sample);

/* Takes the next remark off `*remarks`; false at the end. A line that is none has an empty key. */
bool next_remark(sipw_str *remarks, sipw_str *ret_key, sipw_str *ret_text);

#endif
