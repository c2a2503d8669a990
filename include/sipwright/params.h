/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_PARAMS_H
#define SIPWRIGHT_PARAMS_H

/**
 * @file
 * The parameters of header field values: walked, found, written; quoted strings made plain.
 *
 *   sipw_str rest = contact.params;                        `;reg-id=1;+sip.instance="<urn:uuid:1>"`
 *   sipw_param param;
 *   while (sipw_params_next(&rest, &param) == 1)
 *           ... param.name, param.value ...
 *
 *   const sipw_param extra[] = {
 *           { .name = sipw_s("reg-id"), .value = sipw_s("1") },
 *           { .name = sipw_s("+sip.instance"), .value = sipw_s("<urn:uuid:1>"), .quoted = true },
 *   };
 *   char text[100];
 *   ptrdiff_t n = sipw_params_write(extra, 2, ';', text, sizeof text, &error);
 *   contact.params = sipw_sn(text, (size_t)n);
 *
 * They work on `params` of all structs of values.h: `;a=b;c` and, in challenges and credentials,
 * `, a=b, c="d"`, of which the first separator may be missing. Nothing is allocated, any bytes are
 * safe input, and the time is linear.
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One parameter. */
typedef struct {
	sipw_str name;  /**< a token; compares without case (RFC 3261 7.3.1) */
	sipw_str value; /**< absent: there is none, as in `;lr` */
	bool quoted;    /**< the value stands between double quotes, which are not part of it */
	bool escaped;   /**< the value is in wire form, as sipw_params_next() gives it; else plain text */
} sipw_param;

/**
 * Takes the first parameter off `*rest`: 1, or 0 if nothing is left. SIPW_ERR_SYNTAX at what is no
 * parameter, leaving both untouched. White space and folds between its parts belong to none of them.
 * Its value is in wire form: sipw_unquote() makes a quoted one plain.
 */
SIPW_API int sipw_params_next(sipw_str *rest, sipw_param *ret_param);

/** The first parameter with this name, in any case: 1, or 0 if there is none; else as above. */
SIPW_API int sipw_params_find(sipw_str params, sipw_str name, sipw_param *ret_param);

/** The number of parameters, up to the end or to what is no parameter. */
SIPW_API size_t sipw_params_count(sipw_str params);

/**
 * Writes `n` parameters, each with `separator` in front of it: ';', or ',' for challenges and
 * credentials, which then is followed by a space. A plain value is written as it is if it is a token
 * or an IPv6 address in brackets and not `quoted`; all others are text (UTF-8 without control
 * characters) and are quoted and escaped as needed. Values in wire form are checked and written as
 * they are, folds as a space.
 *
 * Returns the bytes written (no NUL is added); SIPW_ERR_SPACE, with nothing promised about `out`, if
 * `cap` is too small; or, with the part ("name", "value") and the place in it in `*ret_error` (may be
 * NULL), SIPW_ERR_SYNTAX for what cannot stand or stands twice, SIPW_ERR_ARGUMENT for what is
 * missing, SIPW_ERR_LIMIT for more than 256. With `out` NULL and `cap` 0: the bytes needed. The form
 * that params.spec gives a parameter is checked when the struct that has it is added.
 */
SIPW_API ptrdiff_t sipw_params_write(const sipw_param *params, size_t n, char separator, char *out, size_t cap,
				     sipw_error *ret_error);

/**
 * Makes plain text of wire form: of what stands between the double quotes of a quoted string or
 * between the parentheses of a comment (RFC 3261 25.1), such as the display name of a decoded
 * address. Escapes are resolved, a fold becomes a space. Returns the bytes written, never more than
 * `wire.len`; SIPW_ERR_SPACE if `cap` is too small; SIPW_ERR_SYNTAX if a backslash escapes nothing;
 * SIPW_ERR_ARGUMENT if `wire` is absent. With `out` NULL and `cap` 0: the bytes needed. The result
 * may have any bytes: a quoted string can escape control characters.
 */
SIPW_API ptrdiff_t sipw_unquote(sipw_str wire, char *out, size_t cap);

#ifdef __cplusplus
}
#endif

#endif
