/* SPDX-License-Identifier: MIT */
#ifndef VECTORS_DERIVED_H
#define VECTORS_DERIVED_H

/* A request, and what is made of it. */

#include "sipwright.h"
#include "support/samples.h"

struct round {
	const struct sample *sample;
	const char *what; /* is tried */
	sipw_msg *m;
	sipw_start start;
	bool valid;
};

#define CHECK_ROUND(held, r, ...) check_round((held), (r), __VA_ARGS__)

__attribute__((format(printf, 3, 4)))
void check_round(bool held, const struct round *r, const char *format, ...);

/* An empty message, in memory of its own for each of these. */
enum { REPLY, FOLLOWUP, FORWARDED, RETURNED, SLOTS };
sipw_msg *target(unsigned slot);

/* Who answers. */
extern const sipw_reply_options bob;

/* It is there, or refused for a reason; from a valid message, it is there and valid. */
bool check_made(const struct round *r, const sipw_msg *m);

/* The same values of a header field in both. */
void check_same(const struct round *r, const sipw_msg *a, const sipw_msg *b, int header);

/* ---- derived_again.c ---- */

/* Redirected, with credentials, refreshed, tried again. */
void try_once_more(struct round *r);

/* The PRACK for a reliable 183 to an INVITE. */
void try_prack(struct round *r);

#endif
