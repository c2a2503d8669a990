/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_H
#define SIPWRIGHT_H

/**
 * @file
 * sipwright: build, check and serialize SIP messages (RFC 3261 and its extensions).
 *
 * This header includes all the others; each can also be included alone. They are the manual:
 *
 *   base.h      slices, optional numbers, the library's version
 *   error.h     the closed list of errors, and what an error says
 *   names.h     generated: the constants of methods, header fields, codes and value kinds
 *   lookup.h    from a name to its constant and back, and what is known about each
 *   values.h    generated: the structs of structured header values
 *   uri.h       URIs taken apart, put together, compared, escaped
 *   message.h   a message in memory: start line, header lines, body; adding and editing
 *   params.h    the parameters of values: walk, find, write; quoted strings made plain
 *   put.h       generated: one function a value kind, under the typed setters
 *   setters.h   generated: sipw_add_via(), sipw_replace_contact(), ... one family a header field
 *   read.h      generated: one function a value kind, under the typed getters
 *   getters.h   generated: sipw_get_via(), ... one a header field
 *   wire.h      from a message to bytes: serialize, gather, verify, style
 *   parse.h     from received bytes to a message
 *   frame.h     where messages end in a stream
 *   check.h     all that is wrong with a message, received or built
 *   complete.h  supply what a request still lacks: Via, tags, Call-ID, CSeq ...
 *   from_uri.h  a request from a URI
 *   derive.h    from one message to the next: what the functions below have in common
 *   reply.h     from a request to its response
 *   dialog.h    dialogs, and the requests in them
 *   authorize.h digest authentication of messages, for clients and servers
 *   digest.h    what it computes
 *   followup.h  from an INVITE to its ACK, CANCEL, PRACK
 *   retry.h     from a request that was refused to the next attempt
 *   refresh.h   from a registration, publication or subscription to the one that refreshes it
 *   forward.h   what a proxy makes of the messages that pass it
 *   transaction.h
 *               which transaction a message belongs to
 *   template.h  a message with slots, compiled once, rendered many times
 */

#include "sipwright/authorize.h"
#include "sipwright/base.h"
#include "sipwright/check.h"
#include "sipwright/complete.h"
#include "sipwright/derive.h"
#include "sipwright/dialog.h"
#include "sipwright/digest.h"
#include "sipwright/error.h"
#include "sipwright/frame.h"
#include "sipwright/followup.h"
#include "sipwright/forward.h"
#include "sipwright/from_uri.h"
#include "sipwright/getters.h"
#include "sipwright/lookup.h"
#include "sipwright/message.h"
#include "sipwright/names.h"
#include "sipwright/params.h"
#include "sipwright/parse.h"
#include "sipwright/put.h"
#include "sipwright/read.h"
#include "sipwright/refresh.h"
#include "sipwright/reply.h"
#include "sipwright/retry.h"
#include "sipwright/setters.h"
#include "sipwright/template.h"
#include "sipwright/transaction.h"
#include "sipwright/uri.h"
#include "sipwright/values.h"
#include "sipwright/wire.h"

#endif
