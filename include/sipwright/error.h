/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_ERROR_H
#define SIPWRIGHT_ERROR_H

/**
 * @file
 * Errors: one closed list of codes, and a struct that says exactly what was wrong and where.
 *
 * Functions return SIPW_OK (or a count that is not negative) or one of the negative codes.
 * Building and editing calls make the first error stick to the message: it stays as it was before
 * the failed call, later building calls do nothing and return the same code, and
 * sipw_msg_error() has the details. So a program may make all its calls and test once, at the
 * end: serializing a failed message returns its error. Reading, checking and serializing never
 * change a message's error.
 */

#include "sipwright/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What went wrong. The list is closed: no function returns anything else below zero. */
enum sipw_err {
	SIPW_OK = 0,
	SIPW_ERR_SPACE = -1,    /**< the caller's memory or output buffer is full */
	SIPW_ERR_MEMORY = -2,   /**< the allocator gave no memory, or the message is NULL */
	SIPW_ERR_LIMIT = -3,    /**< a length over what a message can hold (head 2^31-1, name 65535 bytes) */
	SIPW_ERR_SYNTAX = -4,   /**< a byte the grammar of its position does not allow */
	SIPW_ERR_RANGE = -5,    /**< a number outside the range its position allows */
	SIPW_ERR_RULE = -6,     /**< the message as a whole breaks a rule of an RFC */
	SIPW_ERR_ARGUMENT = -7, /**< an unknown id, a header of another kind, a NULL or missing value */
	SIPW_ERR_STATE = -8,    /**< not possible now: no start line yet, a message edited while iterated */
	SIPW_ERR_ENTROPY = -9   /**< the system gave no random bytes */
};

/**
 * One error. All strings are static: they may be kept, and nothing needs to be freed.
 * `{0}` is no error.
 */
typedef struct {
	int code;             /**< an enum sipw_err */
	int header;           /**< the header field concerned (enum sipw_header), 0 for none or unknown */
	const char *field;    /**< the part of the value: "uri", "branch", "text" ...; NULL for none */
	size_t offset;        /**< of the byte that is wrong, in the slice given for that part */
	int byte;             /**< that byte, 0 to 255, or -1 if the slice ends too early */
	const char *sentence; /**< what is wrong, as an English sentence without its full stop */
	const char *source;   /**< where it is written, such as "RFC 3261 25.1"; NULL for none */
	const char *input;    /**< which input of a derived message it is about (derive.h): "request",
	                           "extra field" ...; NULL for none */
	size_t nth;           /**< which of them, from 1, where there can be several; else 0 */
} sipw_error;

/** The name of a code: "SIPW_ERR_SPACE" ...; "SIPW_OK" for 0 and any count; static, never NULL. */
SIPW_API const char *sipw_err_name(int code);

/**
 * Writes an error as one line of text without newline: input, header, part, byte and offset, sentence,
 * source, as far as the error has them, such as
 * `From uri: byte 0x0d at 12: not allowed in a user part [RFC 3261 25.1]`.
 * Returns the bytes written (no NUL is added), or SIPW_ERR_SPACE if `cap` is too small.
 * With `out` NULL and `cap` 0: the bytes needed.
 */
SIPW_API ptrdiff_t sipw_error_text(const sipw_error *error, char *out, size_t cap);

#ifdef __cplusplus
}
#endif

#endif
