/* SPDX-License-Identifier: MIT */
#ifndef TEST_GENERATE_H
#define TEST_GENERATE_H

/*
 * Valid requests that a seed makes, the same everywhere: any method, header fields in any order and spelling,
 * folded or not, lists on one line or on several, every kind of host, and routers of both kinds.
 */

#include "sipwright.h"
#include "support/bytes.h"

enum { ROUTERS_MAX = 6 };

/* A router on the way, as a value of Record-Route has it. */
struct router {
	char uri[80];
	bool loose; /* it has lr */
};

struct generated {
	struct text text;
	int method; /* 0: one that nobody knows */
	const char *scheme; /* of all its URIs */
	char contact[100]; /* the URI in Contact, if there is one */
	size_t n_routers;
	struct router routers[ROUTERS_MAX]; /* in the order of Record-Route */
};

/* A request of the method, or of any one if that is negative. */
void generate_request(struct generated *g, uint64_t seed, int method);

/* One more Contact URI of its scheme, in a static buffer. */
const char *generate_target(const struct generated *g, uint64_t *state);

/* A number below n, at random. */
static inline uint32_t below(uint64_t *state, uint32_t n)
{
	return next_random(state) % n;
}

#endif
