/* SPDX-License-Identifier: MIT */
/* sipwright build: the command line of a request. */
#include <stdlib.h>

#include "body.h"
#include "compose.h"
#include "diagnose.h"
#include "local.h"
#include "options.h"
#include "output.h"
#include "sipwright/names.h"
#include "sipwright/wire.h"
#include "text.h"
#include "tool.h"

enum key {
	KEY_CRLF = 256,
	KEY_LOCAL,
	KEY_TRANSPORT,
	KEY_NO_FILL,
	KEY_SEED,
	KEY_COMPACT,
	KEY_JOIN,
	KEY_UNCHECKED
};

static const struct option_row rows[] = {
	{ 'H', "header", "'Name: value'", "add a header line; any number, kept in order" },
	{ 'd', "data", "DATA|@FILE", "the body or a file with it; @- is standard input" },
	{ 't', "type", "TYPE", "its Content-Type; else told from the bytes" },
	{ KEY_CRLF, "crlf", NULL, "end the body's lines with CRLF, as SDP wants it" },
	{ KEY_LOCAL, "local", "HOST[:PORT]", "our address; else 127.0.0.1" },
	{ KEY_TRANSPORT, "transport", "T", "UDP, TCP, TLS ...; else UDP, for sips URIs TLS" },
	{ KEY_NO_FILL, "no-fill", NULL, "add nothing that is missing" },
	{ KEY_SEED, "seed", "N", "make the ids from a number, the same every time" },
	{ KEY_COMPACT, "compact", NULL, "write compact header names" },
	{ KEY_JOIN, "join", NULL, "join the lines of a list field with commas" },
	{ KEY_UNCHECKED, "unchecked", NULL, "let through what is invalid, as it was typed" },
};

static const struct syntax syntax = {
	.command = "build",
	.operands = "METHOD URI [OPTION...]",
	.about = "Prints a SIP request. What it needs and was not given is added: Via,\n"
		 "Max-Forwards, From, To, Call-ID, CSeq, and Contact where it is required.\n",
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
	const char *data; /* the argument of -d, or NULL */
	bool crlf;
	char *transport; /* the argument of --transport in upper case, or NULL */
	struct body body;
};

static int misuse(const char *sentence)
{
	complain("%s", sentence);
	return wrong_usage(&syntax);
}

static int take_operand(struct build *b, const char *operand)
{
	if (b->n_operands == sizeof b->operands / sizeof b->operands[0])
		return misuse("build takes a method and a URI, and options");
	b->operands[b->n_operands++] = operand;
	return STATUS_FINE;
}

static int take_once(const char **place, const char *argument, const char *sentence)
{
	if (*place != NULL)
		return misuse(sentence);
	*place = argument;
	return STATUS_FINE;
}

static int take_seed(struct build *b, const char *argument)
{
	uint64_t seed;
	if (!parse_number(sipw_s(argument), UINT64_MAX, &seed))
		return misuse("--seed takes a number from 0 to 18446744073709551615");
	sipw_ids_seeded(&b->recipe.ids, seed);
	return STATUS_FINE;
}

/* Via's transports are written in capitals (RFC 3261 25.1). */
static int take_transport(struct build *b, const char *argument)
{
	const size_t len = strlen(argument);
	free(b->transport);
	b->transport = malloc(len + 1);
	if (b->transport == NULL)
		return no_memory();
	for (size_t i = 0; i <= len; i++)
		b->transport[i] = upper(argument[i]);
	b->recipe.local.transport = sipw_s(b->transport);
	return STATUS_FINE;
}

static int take_flag(struct build *b, int key)
{
	switch (key) {
	case KEY_CRLF:
		b->crlf = true;
		break;
	case KEY_NO_FILL:
		b->recipe.fill = false;
		break;
	case KEY_COMPACT:
		b->recipe.style |= SIPW_COMPACT;
		break;
	case KEY_JOIN:
		b->recipe.style |= SIPW_JOIN;
		break;
	default:
		b->recipe.unchecked = true;
	}
	return STATUS_FINE;
}

static int take(void *ctx, int key, const char *argument)
{
	struct build *b = ctx;
	switch (key) {
	case OPERAND:
		return take_operand(b, argument);
	case 'H':
		b->recipe.headers[b->recipe.n_headers++] = argument;
		return STATUS_FINE;
	case 'd':
		return take_once(&b->data, argument, "-d is given twice; a request has one body");
	case 't':
		return take_once(&b->recipe.type, argument,
				 "-t is given twice; a body has one type");
	case KEY_LOCAL:
		return parse_local(argument, &b->recipe.local);
	case KEY_TRANSPORT:
		return take_transport(b, argument);
	case KEY_SEED:
		return take_seed(b, argument);
	default:
		return take_flag(b, key);
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
		return misuse(b->n_operands == 0 ? "METHOD and URI are missing"
						 : "the URI is missing");
	r->method = sipw_s(b->operands[0]);
	r->uri = sipw_s(b->operands[1]);
	if (r->type != NULL && b->data == NULL)
		return misuse("-t is the type of a body; give one with -d");
	if (b->crlf && b->data == NULL)
		return misuse("--crlf changes a body; give one with -d");
	if (r->type != NULL && recipe_has(r, SIPW_HDR_CONTENT_TYPE))
		return misuse("the type is given by -t and by -H; one is enough");
	if (b->transport == NULL && is_sips(r->uri))
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
	if (status == STATUS_FINE && b->data != NULL)
		status = get_body(b->data, b->crlf, &b->body);
	b->recipe.body = b->body.bytes;
	if (status == STATUS_FINE)
		status = compose(&b->recipe, &message);
	if (status == STATUS_FINE && !b->recipe.unchecked)
		warn_of_line_ends(b->recipe.body);
	if (status == STATUS_FINE)
		status = print_bytes(sipw_sn(message.ptr, message.len));
	free(message.ptr);
	return status;
}

int cmd_build(int argc, char **argv)
{
	struct build b = {
		.recipe = {
			.headers = malloc((size_t)argc * sizeof *b.recipe.headers),
			.local = {
				.user = SIPW_S("sipwright"),
				.host = SIPW_S("127.0.0.1"),
				.transport = SIPW_S("UDP"),
			},
			.fill = true,
		},
	};
	if (b.recipe.headers == NULL)
		return no_memory();
	sipw_ids_random(&b.recipe.ids);
	const int status = run(&b, argc, argv);
	free(b.recipe.headers);
	free(b.transport);
	free_body(&b.body);
	return status;
}
