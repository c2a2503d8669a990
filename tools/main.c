/* SPDX-License-Identifier: MIT */
/* sipwright: the subcommand table and what stands outside the subcommands. */
#define _POSIX_C_SOURCE 200809L

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "diagnose.h"
#include "output.h"
#include "sipwright/base.h"
#include "tool.h"

struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *synopsis;
	const char *summary;
};

static int cmd_help(int argc, char **argv);
static int cmd_version(int argc, char **argv);

static const struct command commands[] = {
	{ "build", cmd_build, "build METHOD URI", "print a request, completed from what is given" },
	{ "reply", cmd_reply, "reply CODE [REASON]", "print a response to a request" },
	{ "ack", cmd_ack, "ack INVITE RESPONSE", "print the ACK for a final response" },
	{ "cancel", cmd_cancel, "cancel INVITE", "print the CANCEL for an INVITE" },
	{ "prack", cmd_prack, "prack INVITE RESPONSE", "print the PRACK for a reliable response" },
	{ "request", cmd_request, "request METHOD", "print a request in a dialog" },
	{ "authorize", cmd_authorize, "authorize REQUEST", "print a request again, with credentials" },
	{ "render", cmd_render, "render TEMPLATE", "write many messages from a template" },
	{ "check", cmd_check, "check [FILE...]", "report everything that is wrong with messages" },
	{ "show", cmd_show, "show [FILE]", "print a message with the parts of its values named" },
	{ "lookup", cmd_lookup, "lookup WORD...", "explain methods, header fields, codes" },
	{ "help", cmd_help, "help [COMMAND]", "print this text, or that of a command" },
	{ "version", cmd_version, "version", "print the version" },
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

/* The customary options that stand for a subcommand. */
static const char *spelled_out(const char *name)
{
	static const char *const options[][2] = {
		{ "--help", "help" },
		{ "-h", "help" },
		{ "--version", "version" },
		{ "-V", "version" },
	};
	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
		if (strcmp(name, options[i][0]) == 0)
			return options[i][1];
	return name;
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static int unknown_command(const char *name)
{
	char shown[SHOWN_SIZE];
	complain("there is no command '%s'; see 'sipwright --help'", show(shown, sipw_s(name)));
	return STATUS_USAGE;
}

static void print_help(FILE *f)
{
	fputs("usage: sipwright COMMAND [ARGUMENT...]\n\n"
	      "Builds, checks and shows SIP messages, and explains the names in them.\n\n", f);
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		fprintf(f, "  %-22s %s\n", commands[i].synopsis, commands[i].summary);
	fputs("\n'sipwright COMMAND --help' says more, the manual page sipwright(1) says all.\n"
	      "Exit status: 0 fine, 1 an invalid message or an unknown word, 2 wrong usage,\n"
	      "3 input or output failed.\n", f);
}

static int cmd_help(int argc, char **argv)
{
	static char option[] = "--help";
	if (argc < 2 || find_command(argv[1]) == find_command("help")) {
		print_help(stdout);
		return finish_output();
	}
	const struct command *command = find_command(argv[1]);
	if (command == NULL)
		return unknown_command(argv[1]);
	char *arguments[] = { argv[1], option, NULL };
	return command->run(2, arguments);
}

static int cmd_version(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	printf("sipwright %s\n", sipw_version());
	return finish_output();
}

int main(int argc, char **argv)
{
	/* A reader that goes away is a failed write, to be reported like a full disk. */
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		return STATUS_SYSTEM;
	if (argc < 2) {
		print_help(stderr);
		return STATUS_USAGE;
	}
	const struct command *command = find_command(spelled_out(argv[1]));
	return command != NULL ? command->run(argc - 1, argv + 1) : unknown_command(argv[1]);
}
