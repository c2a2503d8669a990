/* SPDX-License-Identifier: MIT */
/* sipwright reply: a response to a request. */
#include "derive.h"
#include "diagnose.h"
#include "local.h"
#include "sipwright/names.h"
#include "sipwright/reply.h"
#include "text.h"
#include "tool.h"

enum key { KEY_TAG = 256, KEY_SOURCE, KEY_RSEQ, KEY_DELAY, KEY_DEVIATE };

static const struct option_row rows[] = {
	{ KEY_TAG, "tag", "T", "the tag that To gets if it has none; else made" },
	{ KEY_SOURCE, "source", "ADDR:PORT", "where the request came from, for its Via" },
	{ KEY_RSEQ, "rseq", "N", "make it a reliable provisional response" },
	{ KEY_DELAY, "delay", "SECONDS", "the delay in the Timestamp of a 100" },
	{ KEY_DEVIATE, "deviate", NULL, "allow 101-199 and 408 where they are forbidden" },
};

static const struct syntax syntax = {
	.command = "reply",
	.operands = "CODE [REASON [FILE]] [OPTION...]",
	.about = "Prints a response to the request in FILE, or on standard input. It has the\n"
		 "request's Via, From, To, Call-ID and CSeq, Record-Route where a dialog begins,\n"
		 "and a To tag. A Contact, where it is needed, is given with -H.\n",
	.shared = given_rows,
	.n_shared = GIVEN_BODY,
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "Without REASON the response has the registered phrase.\n\n"
		 "Example:\n"
		 "  sipwright reply 200 -H 'Contact: <sip:bob@192.0.2.4>' <invite.sip\n",
};

struct reply {
	struct derivation d;
	const char *operands[2]; /* code, reason */
	size_t n_operands;
	const char *tag, *delay;
	const char *source; /* the argument of --source */
	uint64_t code;
	sipw_opt rseq;
	sipw_reply_options options;
	char made[SIPW_ID_LEN]; /* the tag, if none is given */
};

static int take_operand(struct reply *r, const char *operand)
{
	if (r->n_operands == sizeof r->operands / sizeof r->operands[0])
		return take_source(&r->d, operand, "reply takes a code, a reason and a file, and options");
	r->operands[r->n_operands++] = operand;
	return STATUS_FINE;
}

/* received has an IPv6 address without brackets (RFC 3261 25.1). */
static int take_address(struct reply *r, const char *argument)
{
	sipw_reply_options *o = &r->options;
	int status = take_once(&syntax, &r->source, argument, "--source is given twice");
	if (status == STATUS_FINE)
		status = split_address("--source", argument, &o->source, &o->source_port);
	if (status == STATUS_FINE && o->source_port == 0)
		return misuse(&syntax, "--source takes an address and a port, as 192.0.2.1:5060 or [2001:db8::1]:5060");
	if (status == STATUS_FINE && argument[0] == '[')
		o->source = sipw_sn(o->source.ptr + 1, o->source.len - 2);
	return status;
}

static int take(void *ctx, int key, const char *argument)
{
	struct reply *r = ctx;
	switch (key) {
	case OPERAND:
		return take_operand(r, argument);
	case KEY_TAG:
		return take_once(&syntax, &r->tag, argument, "--tag is given twice; To has one tag");
	case KEY_SOURCE:
		return take_address(r, argument);
	case KEY_DELAY:
		return take_once(&syntax, &r->delay, argument, "--delay is given twice");
	case KEY_RSEQ:
		return take_number(&syntax, argument, 1, UINT32_MAX, "--rseq takes a number from 1 to 4294967295",
				   &r->rseq);
	default:
		r->options.deviate = true;
		return STATUS_FINE;
	}
}

static sipw_str optional(const char *text)
{
	return text != NULL ? sipw_s(text) : (sipw_str){ NULL, 0 };
}

static int ready(void *ctx)
{
	struct reply *r = ctx;
	if (r->n_operands == 0)
		return misuse(&syntax, "CODE is missing");
	if (!parse_number(sipw_s(r->operands[0]), 999, &r->code))
		return misuse(&syntax, "CODE is a number from 100 to 699");
	r->options.reason = optional(r->operands[1]);
	r->options.to_tag = optional(r->tag);
	r->options.delay = optional(r->delay);
	r->options.rseq = r->rseq.number;
	r->options.contact = take_contact(&r->d);
	return STATUS_FINE;
}

/* Of one seed, the same for all responses to a request and to its CANCEL, and another one for another request. */
static int make_tag(struct reply *r)
{
	_Static_assert(SIPW_ID_LEN == SIPW_SECRET_LEN, "an id is a secret");
	char id[SIPW_ID_LEN];
	unsigned char secret[SIPW_SECRET_LEN];
	const int code = sipw_ids_text(&r->d.given.ids, id);
	if (code != SIPW_OK) {
		complain("the system gave no random bytes");
		return status_of(code);
	}
	memcpy(secret, id, sizeof secret);
	sipw_reply_tag(r->d.sources[0].m, secret, r->made);
	r->options.to_tag = sipw_sn(r->made, sizeof r->made);
	return STATUS_FINE;
}

static int derive(void *ctx)
{
	struct reply *r = ctx;
	struct derivation *d = &r->d;
	const int status = r->tag == NULL ? make_tag(r) : STATUS_FINE;
	if (status != STATUS_FINE)
		return status;
	struct option_place places[] = {
		{ 0, "reason", "REASON", r->options.reason },
		{ 0, "to_tag", "--tag", r->options.to_tag },
		{ SIPW_HDR_VIA, NULL, "--source", r->options.source },
		{ SIPW_HDR_TIMESTAMP, NULL, "--delay", r->options.delay },
		{ 0, NULL, "CODE", { NULL, 0 } },
	};
	d->places = places;
	d->n_places = sizeof places / sizeof places[0];
	return derived(d, sipw_reply(d->m, d->sources[0].m, (int)r->code, &r->options, &d->extras));
}

int cmd_reply(int argc, char **argv)
{
	static const struct deriving how = { &syntax, 1, NULL, take, ready, derive };
	struct reply r = { .d = { .how = &how } };
	r.d.ctx = &r;
	return run_derivation(&r.d, argc, argv);
}
