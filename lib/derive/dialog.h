/* SPDX-License-Identifier: MIT */
#ifndef SIPW_DIALOG_H
#define SIPW_DIALOG_H

/* The memory of a dialog, and what is read of messages to fill it. */

#include "derive/frame.h"
#include "sipwright/dialog.h"

/* Its texts, in the order in which they stand. The ones that change often come last. */
enum {
	TEXT_CALL_ID,
	TEXT_LOCAL,
	TEXT_REMOTE,
	TEXT_TARGET, /* as it can stand in a Request-URI */
	TEXT_ROUTES, /* each with its length in front, ROUTE_FRONT bytes */
	TEXT_COUNT
};

#define ROUTE_FRONT sizeof(uint32_t)

/* A part of a text; of no length: absent. */
struct sipw__span {
	uint32_t at;
	uint32_t len;
};

/* A text starts where the one before ends, the first one at 0. */
struct sipw_dialog {
	uint32_t end[TEXT_COUNT];
	uint32_t cap;
	struct sipw__span local_tag; /* in its text */
	struct sipw__span remote_tag;
	struct sipw__span first_uri; /* of the first route, in the text of the routes */
	uint32_t n_routes;
	sipw_opt local_cseq;
	sipw_opt remote_cseq;
	sipw_opt invite_cseq;
	uint8_t stage;
	uint8_t side;
	uint8_t secure;
	uint8_t strict;
	char text[];
};

static inline uint32_t sipw__dialog_start(const sipw_dialog *d, unsigned text)
{
	return text == 0 ? 0 : d->end[text - 1];
}

static inline sipw_str sipw__dialog_text(const sipw_dialog *d, unsigned text)
{
	const uint32_t start = sipw__dialog_start(d, text);
	return sipw_sn(d->text + start, d->end[text] - start);
}

/* A part of a text; absent if it is of no length. */
static inline sipw_str sipw__dialog_part(const sipw_dialog *d, unsigned text, struct sipw__span span)
{
	return span.len == 0 ? (sipw_str){ 0 } : sipw_sn(sipw__dialog_text(d, text).ptr + span.at, span.len);
}

/* The route at *at, which moves on; false behind the last one. */
bool sipw__dialog_next_route(sipw_str *rest, sipw_str *ret);

/* ---- reading messages ---- */

/* Each is false if it fails, with why in *e. */

struct sipw__party {
	sipw_str value; /* as it stands */
	sipw_str tag;
};

/* Routes that a message has, and whether they are taken from the last to the first. */
struct sipw__record {
	const sipw_msg *m;
	bool reversed;
	size_t len; /* that they take */
	uint32_t n;
};

bool sipw__dialog_fails(sipw_error *e, const char *name, int code, int header, const char *sentence, const char *source);
bool sipw__dialog_read_request(sipw_error *e, const sipw_msg *m, const char *name);
bool sipw__dialog_read_response(sipw_error *e, const sipw_msg *m, const char *name);
bool sipw__dialog_read_party(sipw_error *e, const sipw_msg *m, const char *name, unsigned index, struct sipw__party *ret);
bool sipw__dialog_read_number(sipw_error *e, const sipw_msg *m, const char *name, sipw_cseq *ret);
bool sipw__dialog_read_call_id(sipw_error *e, const sipw_msg *m, const char *name, sipw_str *ret);

/* The URI of the Contact; absent, and still true, if there is no Contact. */
bool sipw__dialog_read_target(sipw_error *e, const sipw_msg *m, const char *name, sipw_str *ret);
bool sipw__dialog_read_record(sipw_error *e, const sipw_msg *m, const char *name, bool reversed, struct sipw__record *ret);

/* Whether a response is one to a request, by CSeq; else an error. */
bool sipw__dialog_read_answer(sipw_error *e, const sipw_msg *request, const sipw_msg *response, sipw_cseq *ret);

/* Tags are tokens, and so have no case (RFC 3261 7.3.1). */
static inline bool sipw__same_tag(sipw_str a, sipw_str b)
{
	return sipw__equal_nocase(a, b);
}

/* ---- changing it ---- */

/* Whether the dialog was made; else an error. */
bool sipw__dialog_ready(sipw_error *e, const sipw_dialog *d);

/* What is to be put into it: texts that are absent stay. */
struct sipw__news {
	sipw_str texts[TEXT_ROUTES];
	sipw_str local_tag, remote_tag; /* of the texts, if those are given */
	const struct sipw__record *record; /* NULL: the routes stay */
};

/* All or nothing: false if there is no room. */
bool sipw__dialog_put(sipw_error *e, sipw_dialog *d, const struct sipw__news *news);

/* The end of a function: its code, and the error handed out. */
int sipw__dialog_end(const sipw_error *e, sipw_error *ret_error);

#endif
