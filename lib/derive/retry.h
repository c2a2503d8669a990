/* SPDX-License-Identifier: MIT */
#ifndef SIPW_RETRY_H
#define SIPW_RETRY_H

/* A request that is tried again, and the response that says how. */

#include "derive/again.h"

struct sipw__retry {
	struct sipw__again again;
	const sipw_msg *response;
	uint32_t least; /* the interval that the response asks for */
	uint32_t changed; /* how much was made otherwise: a request that is the same again is none */
};

/* Each makes the request, or an error. */
void sipw__retry_body(struct sipw__retry *r);
void sipw__retry_session(struct sipw__retry *r);
void sipw__retry_expires(struct sipw__retry *r);

/* Whether the extras' body is one that a 415 accepts; else an error. The target has the extras. */
bool sipw__retry_accepts(struct sipw__retry *r);

/* Errors: the response lacks a header field; the request has nothing that could be made otherwise. */
bool sipw__retry_lacks(struct sipw__retry *r, int header, const char *source);
bool sipw__retry_same(struct sipw__retry *r, const char *sentence, const char *source);

#endif
