/* SPDX-License-Identifier: MIT */
/* sipwright prack: the PRACK for a reliable provisional response. */
#include "derive.h"
#include "sipwright/followup.h"
#include "tool.h"

enum key { KEY_CSEQ = 256 };

static const struct option_row rows[] = {
	{ KEY_CSEQ, "cseq", "N", "its number in CSeq; else the INVITE's plus one" },
	MAX_FORWARDS_ROW,
};

static const struct syntax syntax = {
	.command = "prack",
	.operands = "INVITE [RESPONSE] [OPTION...]",
	.about = "Prints the PRACK for a reliable provisional response to an INVITE; both are\n"
		 "files, the response may be standard input.\n",
	.shared = given_rows,
	.n_shared = GIVEN_BODY,
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "Example:\n"
		 "  sipwright prack invite.sip progress.sip\n",
};

struct prack {
	struct derivation d;
	sipw_opt cseq;
};

static int take(void *ctx, int key, const char *argument)
{
	struct prack *p = ctx;
	if (key == OPERAND)
		return take_source(&p->d, argument, "prack takes an INVITE and a response, and options");
	return take_cseq(&syntax, argument, &p->cseq);
}

static int derive(void *ctx)
{
	struct prack *p = ctx;
	struct derivation *d = &p->d;
	const sipw_prack_options options = {
		.max_forwards = d->max_forwards,
		.ids = &d->given.ids,
		.cseq = p->cseq.number,
	};
	return derived(d, sipw_prack(d->m, d->sources[0].m, d->sources[1].m, &options, &d->extras));
}

int cmd_prack(int argc, char **argv)
{
	static const struct deriving how = { &syntax, 2, "the INVITE is missing", take, NULL, derive };
	struct prack p = { .d = { .how = &how } };
	p.d.ctx = &p;
	return run_derivation(&p.d, argc, argv);
}
