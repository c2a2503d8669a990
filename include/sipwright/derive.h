/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_DERIVE_H
#define SIPWRIGHT_DERIVE_H

/**
 * @file
 * From one message to the next: what all functions that derive a message have in common.
 *
 *   sipw_reply_options how = { .to_tag = sipw_s("314159"), .contact = sipw_s("<sip:bob@192.0.2.4>") };
 *   const sipw_field fields[] = { { .header = SIPW_HDR_SUPPORTED, .value = sipw_s("100rel, timer") },
 *                                 { .name = sipw_s("X-Trace"), .value = sipw_s("7") } };
 *   sipw_extras extras = { .fields = fields, .n = 2, .type = sipw_s("application/sdp"), .body = answer };
 *   sipw_reply(target, request, 200, &how, &extras);
 *
 * They are pure functions: no socket, no clock, no state but what they are given. What they do not know
 * (a tag, an address, a Contact) is an option; nothing is invented. Each says what it copies, what it
 * makes and what it leaves out.
 *
 * The target. An empty message of the caller (sipw_msg_init(), _new() or _reset()), in whose memory
 * everything is made; the inputs are left alone and may go away afterwards, but for a body, which is
 * referenced as always. The result is a message like any other: it can be edited and added to before it
 * is serialized.
 *
 * Copied lines are those of the input byte by byte: spelling, folds and all. No rule binds them, so that
 * a request of an old or a sloppy peer can be answered and passed on. Lines made here are bound as those
 * of any built message.
 *
 * Options. A struct whose absent fields mean their defaults; NULL is a struct of absent fields.
 *
 * Errors stick to the target, which is empty but for them, and are returned. `input` of the error says
 * what it is about: "request", "response" ..., "options", "extra field" with its number, "body"; a
 * message that is NULL or has an error of its own is an input with that error. SIPW_ERR_STATE if
 * the target is not empty. Where an error quotes an RFC and its code is SIPW_ERR_RULE, the
 * RFC forbids to send the message.
 */

#include "sipwright/base.h"
#include "sipwright/message.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A header field with its value as text. */
typedef struct {
	int header;     /**< enum sipw_header; 0: `name` says which */
	sipw_str name;  /**< any name, in any case or compact */
	sipw_str value; /**< held to its grammar, as in sipw_add_named() */
} sipw_field;

/**
 * What a derived message has besides, added behind its own lines in the order given. It may come from
 * anyone: it can add, but not overwrite. Where a function copies or makes a header field, or an RFC
 * does not have it in the message, that field is *reserved*: stating it here, in whatever spelling, is
 * SIPW_ERR_ARGUMENT with the field's name, and nothing is derived. Reserved everywhere: Via, From, To,
 * Call-ID, CSeq, Max-Forwards, Route, Record-Route, Content-Type, Content-Length; a header field that
 * stands once at most and is there already; each function says what else.
 */
typedef struct {
	const sipw_field *fields;
	size_t n;
	sipw_str type; /**< the Content-Type of `body` */
	sipw_str body; /**< absent or empty: none */
} sipw_extras;

#ifdef __cplusplus
}
#endif

#endif
