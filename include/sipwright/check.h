/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_CHECK_H
#define SIPWRIGHT_CHECK_H

/**
 * @file
 * What is wrong with a message: all of it, not only the first thing.
 *
 *   static void print(void *ctx, const sipw_finding *f)
 *   {
 *       printf("line %td, byte %zu: %s [%s]\n", f->line, f->offset, f->sentence, f->source);
 *   }
 *   ...
 *   if (sipw_check(m, print, NULL) > 0)
 *       ...a peer may well answer 400...
 *
 * The checker reads every line, whoever made it: built, received, edited and raw ones. (Serializing
 * enforces a part of the rules, and only for lines built here; see wire.h.) It looks at
 *
 *   start-line   the start line and the grammar of what stands in it
 *   header-line  received and raw bytes that are no header line at all
 *   value        the grammar of each value in each line; in a list it goes on with the next value
 *   repeated     a header field that stands once at most, in its long or its compact form
 *   missing      a header field that must stand in this message, or should
 *   forbidden    one that must not
 *   ...          the conditions of gen/conditions.spec, each with a name of its own: cseq-method ...
 *
 * An error is what a peer may refuse the message for, a warning what it will most likely live with.
 * What an RFC only says in its table of header fields is a warning. Header fields, methods,
 * parameters and option tags that the library does not know are never a finding.
 */

#include "sipwright/base.h"
#include "sipwright/error.h"
#include "sipwright/message.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How much a finding matters. */
enum sipw_severity {
	SIPW_ERROR = 0,
	SIPW_WARNING = 1
};

/** A finding's `line` if it is about the message as a whole. */
#define SIPW_WHOLE (-1)

/**
 * One thing that is wrong. `rule`, `sentence` and `source` are static; the bytes are the message's.
 */
typedef struct {
	int severity;         /**< enum sipw_severity */
	int code;             /**< SIPW_ERR_SYNTAX, _RANGE or _LIMIT for a value; SIPW_ERR_RULE */
	const char *rule;     /**< its stable name, one of those above: for filters and programs */
	ptrdiff_t line;       /**< 0: the start line, 1 ...: the header lines in order; or SIPW_WHOLE */
	sipw_str bytes;       /**< the whole line with its folds and its CRLF; absent with SIPW_WHOLE */
	size_t offset;        /**< where in the line */
	int byte;             /**< the byte there, or -1 if something is missing there */
	int header;           /**< the header field concerned (enum sipw_header); 0 for none or unknown */
	const char *sentence; /**< what is wrong or what the rule is, without a full stop */
	const char *source;   /**< where it is written, such as "RFC 3261 8.1.1.5"; NULL for none */
} sipw_finding;

/** Called for each finding, which lives as long as the call. */
typedef void sipw_visit(void *ctx, const sipw_finding *finding);

/**
 * Reports every violation to `visit` (NULL: to nobody): first those of lines, in the order of the
 * lines, then those of the message as a whole. Returns the number of errors among them, warnings
 * not counted; or, without a report, SIPW_ERR_STATE if there is no start line, SIPW_ERR_MEMORY if
 * `m` is NULL, or the message's own error. The time is linear in the size of the message.
 */
SIPW_API int sipw_check(const sipw_msg *m, sipw_visit *visit, void *ctx);

#ifdef __cplusplus
}
#endif

#endif
