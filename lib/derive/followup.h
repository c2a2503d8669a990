/* SPDX-License-Identifier: MIT */
#ifndef SIPW_FOLLOWUP_H
#define SIPW_FOLLOWUP_H

/* A request that follows one that was sent, piece by piece. */

#include "derive/routes.h"
#include "derive/top_via.h"
#include "sipwright/followup.h"

struct sipw__followup {
	sipw_msg *m;
	const sipw_msg *first; /* that was sent */
	const char *name; /* what errors call it */
	const sipw_msg *response; /* to it; NULL if it needs none */
	struct sipw__top_via top; /* of `first` */
	sipw_cseq cseq;
};

/* Reads what all of them need, or an error: target, inputs, Via and CSeq of `first`. */
bool sipw__followup_begin(struct sipw__followup *f);

/* The same, and that the response is one to an INVITE; else an error. */
bool sipw__followup_answered(struct sipw__followup *f);

/* Copies the first line of a header field, which has to be there. */
void sipw__copy_first(sipw_msg *m, const sipw_msg *input, const char *name, unsigned index);

/* From and Call-ID of the request, To of the response or, without one, of the request. */
void sipw__followup_parties(const struct sipw__followup *f);

void sipw__followup_max_forwards(const struct sipw__followup *f, sipw_opt max_forwards);
void sipw__followup_cseq(const struct sipw__followup *f, uint32_t number);

/* Authorization and Proxy-Authorization, byte by byte (RFC 3261 22.1). */
void sipw__followup_credentials(const struct sipw__followup *f);

/* The ACK for a 2xx. */
void sipw__ack_success(struct sipw__followup *f, const sipw_ack_options *options, const sipw_extras *extras);

#endif
