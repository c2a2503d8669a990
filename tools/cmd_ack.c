/* SPDX-License-Identifier: MIT */
/* sipwright ack: the ACK for a final response. */
#include "derive.h"
#include "sipwright/followup.h"
#include "tool.h"

static const struct option_row rows[] = { MAX_FORWARDS_ROW };

static const struct syntax syntax = {
	.command = "ack",
	.operands = "INVITE [RESPONSE] [OPTION...]",
	.about = "Prints the ACK for the final response to an INVITE; both are files, the response\n"
		 "may be standard input. For a 2xx it is a request in the dialog with a branch of\n"
		 "its own, else one in the INVITE's transaction. Credentials are the INVITE's.\n",
	.shared = given_rows,
	.n_shared = GIVEN_BODY,
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "Example:\n"
		 "  sipwright ack invite.sip ok.sip\n",
};

static int take(void *ctx, int key, const char *argument)
{
	(void)key; /* all other options are shared */
	return take_source(ctx, argument, "ack takes an INVITE and a response, and options");
}

static int derive(void *ctx)
{
	struct derivation *d = ctx;
	const sipw_ack_options options = { .max_forwards = d->max_forwards, .ids = &d->given.ids };
	return derived(d, sipw_ack(d->m, d->sources[0].m, d->sources[1].m, &options, &d->extras));
}

int cmd_ack(int argc, char **argv)
{
	static const struct deriving how = { &syntax, 2, "the INVITE is missing", take, NULL, derive };
	struct derivation d = { .how = &how };
	d.ctx = &d;
	return run_derivation(&d, argc, argv);
}
