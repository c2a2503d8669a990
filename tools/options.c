/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <getopt.h>
#include <stdio.h>

#include "diagnose.h"
#include "output.h"
#include "tool.h"

#define ROWS_MAX 30

static const struct option_row help_row = { 'h', "help", NULL, "this text" };

int wrong_usage(const struct syntax *syntax)
{
	complain("see 'sipwright %s --help'", syntax->command);
	return STATUS_USAGE;
}

int misuse(const struct syntax *syntax, const char *sentence)
{
	complain("%s", sentence);
	return wrong_usage(syntax);
}

static void print_row(const struct option_row *row)
{
	char text[64];
	const char *argument = row->argument != NULL ? row->argument : "";
	const char *space = row->argument != NULL ? " " : "";
	if (row->help == NULL)
		return;
	if (row->key <= 255)
		snprintf(text, sizeof text, "-%c, --%s%s%s", row->key, row->name, space, argument);
	else
		snprintf(text, sizeof text, "    --%s%s%s", row->name, space, argument);
	printf("  %-28s %s\n", text, row->help);
}

static int print_help(const struct syntax *syntax)
{
	printf("usage: sipwright %s %s\n\n%s\n", syntax->command, syntax->operands, syntax->about);
	for (size_t i = 0; i < syntax->n_shared; i++)
		print_row(&syntax->shared[i]);
	for (size_t i = 0; i < syntax->n_rows; i++)
		print_row(&syntax->rows[i]);
	print_row(&help_row);
	if (syntax->notes != NULL)
		printf("\n%s", syntax->notes);
	return finish_output();
}

/* What getopt_long() is to know. The "-" in front makes it hand operands out in their order,
 * whatever the environment says; the ":" tells a missing argument from an unknown option. */
struct getopt_tables {
	char letters[2 + 2 * ROWS_MAX + 1];
	struct option names[ROWS_MAX + 1];
};

static void add_row(struct option *name, char **letters, const struct option_row *row)
{
	*name = (struct option){
		.name = row->name,
		.has_arg = row->argument != NULL ? required_argument : no_argument,
		.val = row->key,
	};
	if (row->key > 255)
		return;
	*(*letters)++ = (char)row->key;
	if (row->argument != NULL)
		*(*letters)++ = ':';
}

static void fill_tables(struct getopt_tables *tables, const struct syntax *syntax)
{
	*tables = (struct getopt_tables){ .letters = "-:" };
	struct option *name = tables->names;
	char *letters = tables->letters + 2;
	add_row(name++, &letters, &help_row);
	for (size_t i = 0; i < syntax->n_shared && name < tables->names + ROWS_MAX; i++)
		add_row(name++, &letters, &syntax->shared[i]);
	for (size_t i = 0; i < syntax->n_rows && name < tables->names + ROWS_MAX; i++)
		add_row(name++, &letters, &syntax->rows[i]);
}

/* In a row of letters the one at fault is `optopt`. Else the argument before optind is; `optopt` is
 * then 0, or the key of a long option that was given an argument it does not take. */
static int wrong_option(const struct syntax *syntax, int key, char **argv)
{
	char shown[SHOWN_SIZE];
	const sipw_str last = sipw_s(argv[optind - 1]);
	const char letter = (char)optopt;
	if (key == ':')
		complain("option '%s' needs an argument", show(shown, last));
	else if (optopt == 0)
		complain("option '%s' is unknown or ambiguous", show(shown, last));
	else if (optopt > 255 || optopt == help_row.key)
		complain("option '%s' takes no argument", show(shown, last));
	else
		complain("option '-%s' is unknown", show(shown, sipw_sn(&letter, 1)));
	return wrong_usage(syntax);
}

int parse_options(int argc, char **argv, const struct syntax *syntax, take_option *take, void *ctx)
{
	struct getopt_tables tables;
	int status = STATUS_FINE;
	fill_tables(&tables, syntax);
	opterr = 0;
	while (status == STATUS_FINE) {
		const int key = getopt_long(argc, argv, tables.letters, tables.names, NULL);
		if (key == -1)
			break;
		if (key == help_row.key)
			return print_help(syntax);
		if (key == ':' || key == '?')
			return wrong_option(syntax, key, argv);
		status = take(ctx, key, optarg);
	}
	for (; status == STATUS_FINE && optind < argc; optind++)
		status = take(ctx, OPERAND, argv[optind]);
	return status == STATUS_FINE ? GO_ON : status;
}
