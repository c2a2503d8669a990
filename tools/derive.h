/* SPDX-License-Identifier: MIT */
#ifndef DERIVE_H
#define DERIVE_H

/*
 * Commands that print a message derived from others. Each names the messages it reads, sets the options of
 * the library's function and calls it; all else is here: the common options, reading, extra header
 * fields and body, what is said about errors, printing.
 */

#include "given.h"
#include "message.h"
#include "sipwright/derive.h"

/* An option of the command that an error of the library can be about. */
struct option_place {
	int header;        /* that the error names, if `field` is NULL */
	const char *field; /* or the part */
	const char *place; /* what it is called */
	sipw_str argument; /* absent: there is nothing to point at */
};

/* A command. Its functions get the struct that it keeps its options in, and return a status. */
struct deriving {
	const struct syntax *syntax;
	size_t n_sources;        /* 1 or 2 messages; the last is standard input if it is not named */
	const char *missing;     /* what is said if the first of two is not named */
	take_option *take;       /* options of its own, and operands */
	int (*ready)(void *ctx); /* when all are taken; may be NULL */
	int (*derive)(void *ctx);
};

/* A row for the options of a command whose message has a Max-Forwards of its own. */
enum { KEY_MAX_FORWARDS = 512 };
#define MAX_FORWARDS_ROW { KEY_MAX_FORWARDS, "max-forwards", "N", "its Max-Forwards; else 70" }

struct derivation {
	const struct deriving *how;
	void *ctx; /* for its functions */
	struct given given;
	struct source sources[2];
	size_t n_sources;  /* named */
	const char *aside; /* another file that the command reads; or NULL */
	sipw_extras extras;
	sipw_field *fields;
	sipw_opt max_forwards;
	const char *contact; /* the argument of -H that gives Contact as an option; or NULL */
	struct option_place *places;
	size_t n_places;
	sipw_msg *m;
};

/* The whole command: an exit status. `d` is empty but for `how` and `ctx`. */
int run_derivation(struct derivation *d, int argc, char **argv);

/* What `derive` returns after the library's function: complains about its error. */
int derived(const struct derivation *d, int code);
int derivation_refused(const struct derivation *d, const sipw_error *error);

/* An operand, which is a message to be read; `sentence` is said about one too many. */
int take_source(struct derivation *d, const char *path, const char *sentence);

/* Takes the first -H that gives Contact out of the extra fields: it is an option. */
sipw_str take_contact(struct derivation *d);

/* A number from `min` to `max`: a status, complained about with the sentence. */
int take_number(const struct syntax *syntax, const char *argument, uint64_t min, uint64_t max, const char *sentence,
		sipw_opt *ret);

/* A sequence number (RFC 3261 8.1.1.5), for --cseq. */
int take_cseq(const struct syntax *syntax, const char *argument, sipw_opt *ret);

#endif
