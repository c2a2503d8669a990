/* SPDX-License-Identifier: MIT */
#include "given.h"

#include <stdlib.h>

#include "input.h"
#include "part.h"
#include "sipwright/lookup.h"
#include "sipwright/names.h"
#include "sipwright/wire.h"
#include "text.h"
#include "tool.h"

/* Over those of the commands' own options. */
enum key { KEY_CRLF = 1024, KEY_SEED, KEY_COMPACT, KEY_JOIN };

const struct option_row given_rows[GIVEN_BODY] = {
	{ 'H', "header", "'Name: value'", "add a header line; any number, kept in order" },
	{ KEY_COMPACT, "compact", NULL, "write compact header names" },
	{ KEY_JOIN, "join", NULL, "join the lines of a list field with commas" },
	{ KEY_SEED, "seed", "N", "make the ids from a number, the same every time" },
	{ 'd', "data", "DATA|@FILE", "the body or a file with it; @- is standard input" },
	{ 't', "type", "TYPE", "its Content-Type; else told from the bytes" },
	{ KEY_CRLF, "crlf", NULL, "end the body's lines with CRLF, as SDP wants it" },
};

int start_given(struct given *given, const struct syntax *syntax, int argc)
{
	*given = (struct given){
		.syntax = syntax,
		.headers = malloc((size_t)argc * sizeof *given->headers),
	};
	sipw_ids_random(&given->ids);
	return given->headers != NULL ? STATUS_FINE : no_memory();
}

void free_given(struct given *given)
{
	free(given->headers);
	free_body(&given->body);
}

int take_once(const struct syntax *syntax, const char **place, const char *argument, const char *sentence)
{
	if (*place != NULL)
		return misuse(syntax, sentence);
	*place = argument;
	return STATUS_FINE;
}

static int take_seed(struct given *given, const char *argument)
{
	uint64_t seed;
	if (!parse_number(sipw_s(argument), UINT64_MAX, &seed))
		return misuse(given->syntax, "--seed takes a number from 0 to 18446744073709551615");
	sipw_ids_seeded(&given->ids, seed);
	return STATUS_FINE;
}

int take_given(struct given *given, int key, const char *argument)
{
	switch (key) {
	case 'H':
		given->headers[given->n_headers++] = argument;
		return STATUS_FINE;
	case 'd':
		return take_once(given->syntax, &given->data, argument, "-d is given twice; a message has one body");
	case 't':
		return take_once(given->syntax, &given->type, argument, "-t is given twice; a body has one type");
	case KEY_SEED:
		return take_seed(given, argument);
	case KEY_CRLF:
		given->crlf = true;
		return STATUS_FINE;
	case KEY_COMPACT:
		given->style |= SIPW_COMPACT;
		return STATUS_FINE;
	case KEY_JOIN:
		given->style |= SIPW_JOIN;
		return STATUS_FINE;
	default:
		return GO_ON;
	}
}

int check_given(const struct given *given)
{
	if (given->type != NULL && given->data == NULL)
		return misuse(given->syntax, "-t is the type of a body; give one with -d");
	if (given->crlf && given->data == NULL)
		return misuse(given->syntax, "--crlf changes a body; give one with -d");
	if (given->type != NULL && has_given(given, SIPW_HDR_CONTENT_TYPE))
		return misuse(given->syntax, "the type is given by -t and by -H; one is enough");
	return STATUS_FINE;
}

int read_given_body(struct given *given)
{
	return given->data != NULL ? get_body(given->data, given->crlf, &given->body) : STATUS_FINE;
}

bool has_given(const struct given *given, int header)
{
	for (size_t i = 0; i < given->n_headers; i++)
		if (sipw_header_find(header_part(given->headers[i]).name) == header)
			return true;
	return false;
}
