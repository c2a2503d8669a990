/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_WIRE_H
#define SIPWRIGHT_WIRE_H

/**
 * @file
 * From a message to bytes.
 *
 * Serializing first holds the message to the rules an RFC states as MUST: header fields that have
 * to stand or must not, fields that stand once, the conditions of sipwright(1) "check". They bind
 * lines built here. Then it writes start line, header lines, Content-Length (computed, after the
 * last line), an empty line and the body. The output must not overlap the message's memory.
 */

#include "sipwright/base.h"
#include "sipwright/error.h"
#include "sipwright/message.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How header lines are written; flags for sipw_style(). */
enum sipw_style {
	SIPW_COMPACT = 1, /**< compact forms where there are any: `v:` for Via (RFC 3261 7.3.3) */
	SIPW_JOIN = 2     /**< lines of one list field joined with commas, where the first stands (7.3.1) */
};

/** Sets the style: 0 or flags of enum sipw_style or-ed. */
SIPW_API int sipw_style(sipw_msg *m, unsigned style);

/**
 * Writes the message. Returns the bytes written; SIPW_ERR_SPACE, with nothing promised about
 * `out`, if `cap` is too small; SIPW_ERR_RULE if a rule is broken (sipw_verify() says which);
 * SIPW_ERR_STATE without a start line; or the message's own error. `out` NULL and `cap` 0: the
 * bytes needed.
 */
SIPW_API ptrdiff_t sipw_serialize(const sipw_msg *m, char *out, size_t cap);

/** The same without the rules: the message goes out as it stands. */
SIPW_API ptrdiff_t sipw_serialize_unchecked(const sipw_msg *m, char *out, size_t cap);

/** Bytes of scratch that sipw_gather() needs. */
#define SIPW_SCRATCH 64

/**
 * The message as pieces in order, for writev() and the like, without a copy. Returns the number
 * of pieces; errors as sipw_serialize(), SIPW_ERR_SPACE if `cap` pieces do not suffice. `pieces`
 * NULL and `cap` 0: the number needed. The pieces lie in the message, its body, static memory and
 * `scratch`, and are valid as long as all of them are unchanged.
 */
SIPW_API ptrdiff_t sipw_gather(const sipw_msg *m, sipw_str *pieces, size_t cap, char scratch[SIPW_SCRATCH]);

/**
 * Says why serializing would refuse: SIPW_OK, or the code it would return with the first
 * violation in `*ret_error` (may be NULL), which is untouched if there is none.
 */
SIPW_API int sipw_verify(const sipw_msg *m, sipw_error *ret_error);

#ifdef __cplusplus
}
#endif

#endif
