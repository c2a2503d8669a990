/* SPDX-License-Identifier: MIT */
#include "local.h"

#include <stdbool.h>

#include "diagnose.h"
#include "input.h"
#include "sipwright/message.h"
#include "sipwright/setters.h"
#include "text.h"
#include "tool.h"

static int refuse(sipw_str text, const char *what)
{
	char shown[SHOWN_SIZE];
	complain("--local '%s': %s", show(shown, text), what);
	return STATUS_USAGE;
}

static int parse_port(sipw_str text, sipw_str digits, sipw_local *local)
{
	uint64_t port;
	if (!parse_number(digits, 65535, &port) || port == 0)
		return refuse(text, "a port is a number from 1 to 65535");
	local->port = (uint32_t)port;
	return STATUS_FINE;
}

int parse_local(const char *argument, sipw_local *local)
{
	const sipw_str text = sipw_s(argument);
	const char *bracket = argument[0] == '[' ? strchr(argument, ']') : NULL;
	const char *colon = strchr(bracket != NULL ? bracket : argument, ':');
	if (bracket == NULL && colon != NULL && strchr(colon + 1, ':') != NULL)
		return refuse(text, "an IPv6 address stands in brackets");
	if (bracket != NULL && bracket[1] != '\0' && bracket[1] != ':')
		return refuse(text, "':' and a port may follow ']', nothing else");
	local->port = 0;
	local->host = sipw_sn(argument, colon != NULL ? (size_t)(colon - argument) : text.len);
	return colon != NULL ? parse_port(text, sipw_s(colon + 1), local) : STATUS_FINE;
}

int check_local(const sipw_local *local)
{
	sipw_msg *m = sipw_msg_new(NULL);
	if (m == NULL)
		return no_memory();
	const sipw_via via = {
		.transport = local->transport,
		.host = local->host,
		.port = local->port,
	};
	const bool fine = sipw_add_via(m, &via) == SIPW_OK;
	const sipw_error *error = sipw_msg_error(m);
	const bool transport = error->field != NULL && strcmp(error->field, "transport") == 0;
	if (!fine && transport)
		complain_at("--transport", local->transport, local->transport, error);
	else if (!fine)
		complain_at("--local", local->host, local->host, error);
	sipw_msg_free(m);
	return fine ? STATUS_FINE : STATUS_USAGE;
}
