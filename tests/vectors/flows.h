/* SPDX-License-Identifier: MIT */
#ifndef VECTORS_FLOWS_H
#define VECTORS_FLOWS_H

/*
 * Call flows that an RFC prints, derived from their first messages.
 *
 * tests/vectors/<name>.messages has what is printed, <name>.flows how each message comes from those
 * before it, in the format of support/samples.h without a message. A title is the beginning of the
 * printed one's, "3.2 F5". Its remarks say in this order:
 *
 *   from: given                   nothing before it says what it is
 *   from: reply F4 180            sipw_reply()
 *   from: ack F4 F9               sipw_ack(), for an INVITE and its response
 *   from: cancel F4               sipw_cancel()
 *   from: forward F4              sipw_forward()
 *   from: back F9                 sipw_forward_response()
 *   from: redirected F4 F5        sipw_redirected() to the first Contact of a response
 *   from: authorize F1 F2         sipw_authorize(), for a request and its response
 *   from: retry F1 F2             sipw_retry()
 *   from: request BYE uas F1 F3   sipw_dialog_request(), in the dialog that a request and its response make
 *
 * then what only the caller knows, as far as it is needed:
 *
 *   tag, contact, reason, branch, transport, uri, record-route, realm: as the options of that name
 *   source: 192.0.2.101           where the message before it came from
 *   via: SIP/2.0/TCP host;...     a proxy's own, or that of a request in a dialog
 *   user: alice                   whose credentials they are. Nobody's password makes the digests that are printed,
 *                                 so each is 000102...0f here, and the cnonce is the first one of a seed
 *   sent: F3                      the last request that was sent in the dialog before
 *   received: F9 F10              a request that came in the dialog meanwhile, and its response
 *   cseq: 14                      the number of a request in a dialog
 *   own: sip:host;lr              the URI by which a proxy knows itself
 *   take: Allow, Supported        header fields that the sender adds, as they are printed
 *   take: body                    the body, as it is printed, with its type
 *   given: Contact, body          what somebody makes of it behind that, as it is printed
 *   later: From                   what the messages behind it take of it as it is printed, though a patch mends it
 *
 * and where the print is wrong or speaks of something else, why, and what it should be:
 *
 *   patch: the branch of an earlier transaction
 *   not: Via: SIP/2.0/TCP ss1.atlanta.example.com:5060;branch=z9hG4bK2d4790.1
 *   but: Via: SIP/2.0/TCP ss1.atlanta.example.com:5060;branch=z9hG4bK2d4790.2
 *
 * `not` without `but` takes a line out, `but` without `not` adds one. Both are in the form in which messages
 * are compared: unfolded, with no space before ";", one after ",", a line for each value of a list, header fields
 * with their full names. The order of header fields with different names does not matter. A `note` is for
 * the reader.
 */

#include "sipwright.h"
#include "support/bytes.h"
#include "support/samples.h"

/* ---- texts (flow_text.c) ---- */

/* The first remark with a key; absent if there is none. */
sipw_str remark(sipw_str remarks, const char *key);

/* The word of this number, from 0, of "reply F4 180". */
sipw_str word_of(sipw_str text, unsigned index);

/* Whether a comma list of words has one, in any case. */
bool has_word(sipw_str words, sipw_str word);

/* A message in the form in which it is compared: start line, header lines by name, an empty line, body. */
void text_add_normal(struct text *text, sipw_str bytes);

/* The same with the patches of some remarks. A failed check for one that does not fit. */
void text_add_patched(struct text *text, sipw_str bytes, const struct sample *row);

/* ---- printed messages (flow_print.c) ---- */

/* Reads all messages of a file; false, and a failed check, if it cannot be read. */
bool prints_open(const char *name);

/* The message whose title begins with these words; absent if there is none. */
sipw_str print_of(sipw_str title);

/* ---- rows ---- */

#define CHECK_ROW(held, row, ...) check_report((held), (row)->file, (row)->line, __VA_ARGS__)

/* The message of the same flow that a word names, "F4"; NULL, and a failed check, if there is none. */
const sipw_msg *named_input(const struct sample *row, sipw_str name);

/* Derives the message of a row (flow_ways.c); false, and a failed check, if it names no way to. */
bool derive_in_its_way(sipw_msg *m, const struct sample *row, const sipw_extras *extras);

#endif
