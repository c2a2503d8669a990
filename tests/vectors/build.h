/* SPDX-License-Identifier: MIT */
#ifndef VECTORS_BUILD_H
#define VECTORS_BUILD_H

/* A vector is a file with the exact bytes of a message, and a function that builds the message from
 * its parts. Lines that begin with '#' before the message say where it comes from. */

#include "sipwright.h"

struct vector {
	const char *file;
	void (*build)(sipw_msg *m);
};

extern const struct vector bench_vectors[];
extern const size_t bench_vector_count;
extern const struct vector rfc3261_vectors[];
extern const size_t rfc3261_vector_count;
extern const struct vector rfc3665_vectors[];
extern const size_t rfc3665_vector_count;

/* The typed setters with C strings; NULL leaves a part out, port 0 too. */
void put_via(sipw_msg *m, const char *transport, const char *host, uint32_t port, const char *branch,
	     const char *received);
void put_from(sipw_msg *m, const char *display, const char *uri, const char *tag);
void put_to(sipw_msg *m, const char *display, const char *uri, const char *tag);
void put_cseq(sipw_msg *m, uint32_t number, const char *method);
void put_contact(sipw_msg *m, const char *uri);

/* The session descriptions of RFC 3665 3.1. */
extern const sipw_str alice_sdp;
extern const sipw_str bob_sdp;

#endif
