/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_MESSAGE_H
#define SIPWRIGHT_MESSAGE_H

/**
 * @file
 * A message: a start line, an ordered list of header lines already in wire form, and a body.
 *
 *   char memory[4096], out[2048];
 *   sipw_msg *m = sipw_msg_init(memory, sizeof memory);
 *   sipw_request(m, SIPW_OPTIONS, sipw_s("sip:carol@chicago.example.com"));
 *   sipw_add_max_forwards(m, 70);
 *   sipw_add(m, SIPW_HDR_SUPPORTED, sipw_s("100rel, timer"));
 *   ...
 *   ptrdiff_t n = sipw_serialize(m, out, sizeof out);
 *
 * Invariants. Every header line was checked against the bytes and, where its kind is complete,
 * the grammar of its value when it was added; only sipw_add_raw() and sipw_claim_length() can put
 * anything else into a message. A failed call leaves the message as it was but for the error.
 *
 * Memory. A message lives in the caller's memory and then never allocates, or in memory from an
 * allocator, in chunks that never move. Values are copied when they are added; the body is
 * referenced and must stay valid until the message is serialized for the last time, or until
 * sipw_msg_own(). Slices handed out by the message live until sipw_msg_reset() or _free().
 *
 * Threads. There is no global state. One message is changed by one thread at a time; functions
 * that take a `const sipw_msg *` may run concurrently with each other.
 *
 * Errors. See error.h: the first error sticks. A NULL message is accepted everywhere and behaves
 * as one that failed with SIPW_ERR_MEMORY.
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A message; opaque. */
typedef struct sipw_msg sipw_msg;

/* ---- a message's life ---- */

/** Memory that sipw_msg_init() needs for an empty message, in bytes, whatever its alignment. */
#define SIPW_MSG_MIN 512

/**
 * Makes an empty message in `size` bytes of the caller's memory, which it uses until the caller
 * reuses or frees that memory; nothing needs to be released. A head of n bytes in k lines takes
 * about n + 24 k + SIPW_MSG_MIN. NULL if `memory` is NULL or smaller than SIPW_MSG_MIN.
 */
SIPW_API sipw_msg *sipw_msg_init(void *memory, size_t size);

/** Where a growing message takes its memory from. `ctx` is handed through. */
typedef struct {
	void *(*allocate)(void *ctx, size_t size);           /**< as malloc: aligned for any type, or NULL */
	void (*release)(void *ctx, void *memory, size_t size); /**< `size` as it was asked for */
	void *ctx;
} sipw_allocator;

/**
 * Makes an empty message that grows by chunks from `*allocator`, which is copied; NULL means
 * malloc() and free(). NULL if the first chunk cannot be had. Release with sipw_msg_free().
 */
SIPW_API sipw_msg *sipw_msg_new(const sipw_allocator *allocator);

/** Releases a message of sipw_msg_new(), with all slices it handed out. Others, NULL: no effect. */
SIPW_API void sipw_msg_free(sipw_msg *m);

/** Empties a message and clears its error and style; its memory (the largest chunk) is kept. */
SIPW_API void sipw_msg_reset(sipw_msg *m);

/** Copies what the message only references into its memory: the body, and received bytes (parse.h). */
SIPW_API int sipw_msg_own(sipw_msg *m);

/** The sticky error; `code` is SIPW_OK if there is none. Never NULL; lives as long as the message. */
SIPW_API const sipw_error *sipw_msg_error(const sipw_msg *m);

/* ---- start line (RFC 3261 7.1, 7.2); a second call replaces the first ---- */

/** A request with a known method. `uri` is any absolute URI in wire form, without `?headers`. */
SIPW_API int sipw_request(sipw_msg *m, int method, sipw_str uri);
/** A request with any method; a known name has the same effect as its id. `method` is a token. */
SIPW_API int sipw_request_named(sipw_msg *m, sipw_str method, sipw_str uri);
/**
 * A response; `code` is 100 to 699. An absent `reason` means the registered phrase (none for a
 * code that has none). Otherwise the reason is plain text: UTF-8, or RFC 3261's Reason-Phrase.
 */
SIPW_API int sipw_response(sipw_msg *m, int code, sipw_str reason);

/** The start line, read back. `uri` belongs to a request; `code` and `reason` to a response. */
typedef struct {
	int method;          /**< enum sipw_method; 0 for an extension method and for a response */
	sipw_str method_name; /**< absent for a response */
	sipw_str uri;
	int code;            /**< 0 for a request */
	sipw_str reason;
	sipw_str version;    /**< "SIP/2.0"; as received, another one may stand there */
} sipw_start;

/**
 * Fills `*ret_start`. It stays untouched if there is no start line yet (SIPW_ERR_STATE) or if the one
 * received is broken (SIPW_ERR_SYNTAX): neither Method SP Request-URI SP SIP-Version nor SIP-Version SP
 * Status-Code SP Reason-Phrase, with a code from 100 to 699 and no space in the URI. What the URI and the
 * phrase are made of is left to sipw_check().
 */
SIPW_API int sipw_start_get(const sipw_msg *m, sipw_start *ret_start);

/* ---- adding header lines ---- */

/**
 * Where a new line goes: or one of these into the `header` of sipw_add() or sipw_put_...().
 * Without: after the last line. (No enum: C++ warns of two of them or-ed.)
 */
#define SIPW_PUSH 0x10000    /**< before the first line of its header field (or at the end) */
#define SIPW_REPLACE 0x20000 /**< instead of all lines of its header field, where the first one stood */

/**
 * Adds a header line from text: one value, or several with commas where the field is a list.
 * Blank space around it is trimmed, and folded lines (CRLF and blanks) become one space; the
 * result is held to the grammar of the field's kind. Content-Length cannot be added: it is
 * computed, see sipw_claim_length().
 */
SIPW_API int sipw_add(sipw_msg *m, int header, sipw_str text);
/**
 * The same by name, known or not, with `where` 0, SIPW_PUSH or SIPW_REPLACE. A known name, in any case
 * or compact, is written in full and held to its own rules; an unknown one must be a token, is
 * kept as it is, and may have any value of RFC 3261's header-value, also an empty one.
 */
SIPW_API int sipw_add_named(sipw_msg *m, sipw_str name, sipw_str text, int where);
/** sipw_add() with SIPW_PUSH: for Via, Route, Record-Route. */
SIPW_API int sipw_push(sipw_msg *m, int header, sipw_str text);
/** sipw_add() with SIPW_REPLACE. */
SIPW_API int sipw_replace(sipw_msg *m, int header, sipw_str text);

/**
 * Inserts bytes verbatim after the last header line, unchecked: for tests that need a broken
 * message. A line's CRLF is the caller's to give. The rules do not see it.
 */
SIPW_API int sipw_add_raw(sipw_msg *m, sipw_str bytes);
/** Makes the message state `length` as its Content-Length, true or not, also instead of a received one. */
SIPW_API int sipw_claim_length(sipw_msg *m, uint32_t length);

/* ---- body (RFC 3261 7.4) ---- */

/**
 * Sets the body and replaces Content-Type by `type` (absent: leaves it alone). The bytes are
 * referenced, not copied. Empty `bytes` remove the body and Content-Type. From here on the
 * Content-Length of a parsed message is computed, as that of a built one always is; up to here
 * it stays as it was received, or missing, also if a line of it is removed.
 */
SIPW_API int sipw_body(sipw_msg *m, sipw_str type, sipw_str bytes);
/** The body; absent if there is none. */
SIPW_API sipw_str sipw_body_get(const sipw_msg *m);

/* ---- reading and editing lines ---- */

/** One header line. */
typedef struct {
	int header;     /**< enum sipw_header; 0 for an unknown name, for raw bytes and for broken lines */
	sipw_str name;  /**< absent for raw bytes and for broken lines (see parse.h) */
	sipw_str value; /**< without the blank space around it; absent where the name is */
	sipw_str bytes; /**< the whole line as it stands, with its CRLF */
} sipw_line;

/** The number of header lines. */
SIPW_API size_t sipw_line_count(const sipw_msg *m);
/** Fills `*ret_line` with line `index` from 0; SIPW_ERR_ARGUMENT if there is none. */
SIPW_API int sipw_line_get(const sipw_msg *m, size_t index, sipw_line *ret_line);
/** Removes line `index`. */
SIPW_API int sipw_line_remove(sipw_msg *m, size_t index);
/** Gives line `index` another value, checked as in sipw_add(); not for raw bytes. */
SIPW_API int sipw_line_replace(sipw_msg *m, size_t index, sipw_str text);

/**
 * The number of values of a header field, across lines and, in lists, across commas. A line without a
 * value (`Supported:`) counts only where the field is no list.
 */
SIPW_API size_t sipw_count(const sipw_msg *m, int header);
/**
 * Value `index` of a header field as text, counted like sipw_count(). SIPW_ERR_ARGUMENT,
 * leaving `*ret_value` untouched, if there is none.
 */
SIPW_API int sipw_get(const sipw_msg *m, int header, size_t index, sipw_str *ret_value);
/** Walks the values of a header field, across lines and, in lists, across commas. Plain data. */
typedef struct {
	const sipw_msg *message;
	size_t next;
	uint32_t edition;
	int header;
	sipw_str rest;
} sipw_values;

/** An iterator over the values of `header`, those that sipw_count() counts. */
SIPW_API sipw_values sipw_values_start(const sipw_msg *m, int header);
/**
 * The next value as text: 1 and `*ret_text` filled, or 0 at the end. SIPW_ERR_STATE if the message
 * was changed since sipw_values_start(). sipw_decode() makes a struct of it.
 */
SIPW_API int sipw_values_next(sipw_values *values, sipw_str *ret_text);

/** The value of the first line with this name (known or not, any case), else absent. */
SIPW_API sipw_str sipw_get_named(const sipw_msg *m, sipw_str name);
/** Removes all lines of a header field; returns how many there were. */
SIPW_API int sipw_remove(sipw_msg *m, int header);
/** The same by name, known or not. */
SIPW_API int sipw_remove_named(sipw_msg *m, sipw_str name);

/** Walks lines. Plain data: copy it freely. */
typedef struct {
	const sipw_msg *message;
	size_t next;
	uint32_t edition;
	int header;
} sipw_iter;

/** An iterator over the lines of `header`, or over all lines if `header` is 0. */
SIPW_API sipw_iter sipw_iter_start(const sipw_msg *m, int header);
/**
 * The next line: 1 and `*ret_line` filled, or 0 at the end. SIPW_ERR_STATE if the message was
 * changed since sipw_iter_start().
 */
SIPW_API int sipw_iter_next(sipw_iter *iter, sipw_line *ret_line);

/* ---- values of any kind ----
 *
 * The typed setters and getters (setters.h, getters.h) name the header field and the struct. These
 * do neither: `value` points to a value of the kind of `header`, or to a sipw_value, which holds one
 * of any kind; `size` is its sizeof. sipw_header_describe() and sipw_kind_describe() tell the kind
 * and its type, sipw_member_describe() the members of the struct.
 */

/** Checks, encodes and adds a value, as the typed setters do. May be or-ed with SIPW_PUSH or SIPW_REPLACE. */
SIPW_API int sipw_put(sipw_msg *m, int header, const void *value, size_t size);
/**
 * Decodes value `index`, counted like sipw_count(), into `*ret_value`, which stays untouched unless
 * it returns SIPW_OK: SIPW_ERR_ARGUMENT if there is no such value or no typed value of this header
 * field, SIPW_ERR_SYNTAX, SIPW_ERR_RANGE or SIPW_ERR_LIMIT if it is not of its grammar.
 */
SIPW_API int sipw_read(const sipw_msg *m, int header, size_t index, void *ret_value, size_t size);
/**
 * Decodes one value from text, such as sipw_get() or sipw_values_next() gives; folded lines are
 * fine. Errors as sipw_read(), and what is wrong in `*ret_error` (may be NULL), untouched if nothing
 * is. What is decoded points into `text`.
 */
SIPW_API int sipw_decode(int header, sipw_str text, void *ret_value, size_t size, sipw_error *ret_error);

#ifdef __cplusplus
}
#endif

#endif
