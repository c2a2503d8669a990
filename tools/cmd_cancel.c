/* SPDX-License-Identifier: MIT */
/* sipwright cancel: the CANCEL for a request. */
#include "derive.h"
#include "sipwright/followup.h"
#include "tool.h"

enum key { KEY_ANY_METHOD = 256 };

static const struct option_row rows[] = {
	MAX_FORWARDS_ROW,
	{ KEY_ANY_METHOD, "any-method", NULL, "cancel a request that is no INVITE" },
};

static const struct syntax syntax = {
	.command = "cancel",
	.operands = "[INVITE] [OPTION...]",
	.about = "Prints the CANCEL for an INVITE, in a file or on standard input. It has the same\n"
		 "Request-URI, Via, Route, From, To, Call-ID and number of CSeq.\n",
	.shared = given_rows,
	.n_shared = GIVEN_LINES,
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "Example:\n"
		 "  sipwright cancel invite.sip -H 'Reason: SIP;cause=200'\n",
};

struct cancel {
	struct derivation d;
	bool any_method;
};

static int take(void *ctx, int key, const char *argument)
{
	struct cancel *c = ctx;
	if (key == OPERAND)
		return take_source(&c->d, argument, "cancel takes an INVITE, and options");
	c->any_method = true;
	return STATUS_FINE;
}

static int derive(void *ctx)
{
	struct cancel *c = ctx;
	struct derivation *d = &c->d;
	const sipw_cancel_options options = { .max_forwards = d->max_forwards, .any_method = c->any_method };
	return derived(d, sipw_cancel(d->m, d->sources[0].m, &options, &d->extras));
}

int cmd_cancel(int argc, char **argv)
{
	static const struct deriving how = { &syntax, 1, NULL, take, NULL, derive };
	struct cancel c = { .d = { .how = &how } };
	c.d.ctx = &c;
	return run_derivation(&c.d, argc, argv);
}
