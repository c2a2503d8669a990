/* SPDX-License-Identifier: MIT */
#ifndef TOOL_H
#define TOOL_H

/* What the subcommands of sipwright share: their exit statuses and the table that main.c runs. */

enum status {
	STATUS_FINE = 0,
	STATUS_INVALID = 1, /* an invalid message, an unknown word */
	STATUS_USAGE = 2,
	STATUS_SYSTEM = 3 /* input, output, memory, randomness */
};

/* A subcommand gets argv from its own name on and returns a status. */
int cmd_ack(int argc, char **argv);
int cmd_authorize(int argc, char **argv);
int cmd_build(int argc, char **argv);
int cmd_cancel(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_lookup(int argc, char **argv);
int cmd_prack(int argc, char **argv);
int cmd_render(int argc, char **argv);
int cmd_reply(int argc, char **argv);
int cmd_request(int argc, char **argv);
int cmd_show(int argc, char **argv);

#endif
