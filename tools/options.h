/* SPDX-License-Identifier: MIT */
#ifndef OPTIONS_H
#define OPTIONS_H

/*
 * Options and operands of a subcommand, which may stand in any order; "--" ends the options. The
 * same rows take the command line apart and make the text of --help.
 */

#include <stddef.h>

struct option_row {
	int key;              /* the option's letter, or a number over 255 */
	const char *name;     /* after "--" */
	const char *argument; /* what --help calls it; NULL: the option takes none */
	const char *help;     /* NULL: --help does not know it */
};

/* Stands for an operand in the place of a key. */
#define OPERAND 1

struct syntax {
	const char *command; /* the subcommand's name */
	const char *operands;
	const char *about; /* what it does; lines, the last one ended */
	const struct option_row *shared; /* rows that other subcommands have as well; or NULL */
	size_t n_shared;
	const struct option_row *rows; /* of its own, without --help, which each subcommand has */
	size_t n_rows;
	const char *notes; /* after the options; lines, or NULL */
};

/* Is told of each option (its key, its argument or NULL) and each operand, in their order. */
typedef int take_option(void *ctx, int key, const char *argument);

/* What parse_options() returns for a subcommand that goes on; else it ends with that status. */
#define GO_ON (-1)

/* Ends at the first status of `take` that is not STATUS_FINE, a wrong option, and after --help. */
int parse_options(int argc, char **argv, const struct syntax *syntax, take_option *take, void *ctx);

/* Points to --help, after a complaint about the usage: STATUS_USAGE. */
int wrong_usage(const struct syntax *syntax);

/* The complaint, too. */
int misuse(const struct syntax *syntax, const char *sentence);

#endif
