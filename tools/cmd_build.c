/* SPDX-License-Identifier: MIT */
/* sipwright build: the command line of a request. */
#include <stdlib.h>

#include "compose.h"
#include "given.h"
#include "local.h"
#include "options.h"
#include "output.h"
#include "text.h"
#include "tool.h"

enum key { KEY_LOCAL = 256, KEY_TRANSPORT, KEY_NO_FILL, KEY_UNCHECKED };

static const struct option_row rows[] = {
	{ KEY_LOCAL, "local", "HOST[:PORT]", "our address; else 127.0.0.1" },
	{ KEY_TRANSPORT, "transport", "T", "UDP, TCP, TLS ...; else UDP, for sips URIs TLS" },
	{ KEY_NO_FILL, "no-fill", NULL, "add nothing that is missing" },
	{ KEY_UNCHECKED, "unchecked", NULL, "let through what is invalid, as it was typed" },
};

static const struct syntax syntax = {
	.command = "build",
	.operands = "METHOD URI [OPTION...]",
	.about = "Prints a SIP request. What it needs and was not given is added: Via,\n"
		 "Max-Forwards, From, To, Call-ID, CSeq, and Contact where it is required.\n",
	.shared = given_rows,
	.n_shared = GIVEN_BODY,
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "Example:\n"
		 "  sipwright build INVITE sip:bob@biloxi.example.com -d @offer.sdp --crlf \\\n"
		 "      -H 'From: Alice <sip:alice@atlanta.example.com>'\n",
};

/* The command line, taken apart. */
struct build {
	struct recipe recipe;
	const char *operands[2];
	size_t n_operands;
	char *transport; /* the argument of --transport in upper case, or NULL */
};

static int take_operand(struct build *b, const char *operand)
{
	if (b->n_operands == sizeof b->operands / sizeof b->operands[0])
		return misuse(&syntax, "build takes a method and a URI, and options");
	b->operands[b->n_operands++] = operand;
	return STATUS_FINE;
}

static int take(void *ctx, int key, const char *argument)
{
	struct build *b = ctx;
	switch (key) {
	case OPERAND:
		return take_operand(b, argument);
	case KEY_LOCAL:
		return parse_local(argument, &b->recipe.local);
	case KEY_TRANSPORT:
		return take_transport(argument, &b->transport);
	case KEY_NO_FILL:
		b->recipe.fill = false;
		return STATUS_FINE;
	case KEY_UNCHECKED:
		b->recipe.unchecked = true;
		return STATUS_FINE;
	default:
		return take_given(&b->recipe.given, key, argument);
	}
}

/* A scheme has no case (RFC 3986 3.1). */
static bool is_sips(sipw_str uri)
{
	static const sipw_str sips = SIPW_S("sips:");
	return uri.len > sips.len && same_nocase(sipw_sn(uri.ptr, sips.len), sips);
}

/* What no single option can know. */
static int check_options(struct build *b)
{
	struct recipe *r = &b->recipe;
	if (b->n_operands < 2)
		return misuse(&syntax, b->n_operands == 0 ? "METHOD and URI are missing" : "the URI is missing");
	r->method = sipw_s(b->operands[0]);
	r->uri = sipw_s(b->operands[1]);
	const int status = check_given(&r->given);
	if (status != STATUS_FINE)
		return status;
	if (b->transport != NULL)
		r->local.transport = sipw_s(b->transport);
	else if (is_sips(r->uri))
		r->local.transport = sipw_s("TLS");
	return r->fill ? check_local(&r->local) : STATUS_FINE;
}

static int run(struct build *b, int argc, char **argv)
{
	struct bytes message = { NULL, 0 };
	int status = parse_options(argc, argv, &syntax, take, b);
	if (status != GO_ON)
		return status;
	status = check_options(b);
	if (status == STATUS_FINE)
		status = read_given_body(&b->recipe.given);
	if (status == STATUS_FINE)
		status = compose(&b->recipe, &message);
	if (status == STATUS_FINE && !b->recipe.unchecked)
		warn_of_line_ends(b->recipe.given.body.bytes);
	if (status == STATUS_FINE)
		status = print_bytes(sipw_sn(message.ptr, message.len));
	free(message.ptr);
	return status;
}

int cmd_build(int argc, char **argv)
{
	struct build b = {
		.recipe = {
			.local = {
				.user = SIPW_S("sipwright"),
				.host = SIPW_S("127.0.0.1"),
				.transport = SIPW_S("UDP"),
			},
			.fill = true,
		},
	};
	int status = start_given(&b.recipe.given, &syntax, argc);
	if (status == STATUS_FINE)
		status = run(&b, argc, argv);
	free_given(&b.recipe.given);
	free(b.transport);
	return status;
}
