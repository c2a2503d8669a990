/* SPDX-License-Identifier: MIT */
#include "local.h"

#include <stdbool.h>
#include <stdlib.h>

#include "diagnose.h"
#include "input.h"
#include "sipwright/message.h"
#include "sipwright/setters.h"
#include "text.h"
#include "tool.h"

static int refuse(const char *option, const char *text, const char *what)
{
	char shown[SHOWN_SIZE];
	complain("%s '%s': %s", option, show(shown, sipw_s(text)), what);
	return STATUS_USAGE;
}

int split_address(const char *option, const char *text, sipw_str *ret_host, uint32_t *ret_port)
{
	const char *bracket = text[0] == '[' ? strchr(text, ']') : NULL;
	const char *colon = strchr(bracket != NULL ? bracket : text, ':');
	uint64_t port = 0;
	if (bracket == NULL && colon != NULL && strchr(colon + 1, ':') != NULL)
		return refuse(option, text, "an IPv6 address stands in brackets");
	if (bracket != NULL && bracket[1] != '\0' && bracket[1] != ':')
		return refuse(option, text, "':' and a port may follow ']', nothing else");
	if (colon != NULL && (!parse_number(sipw_s(colon + 1), 65535, &port) || port == 0))
		return refuse(option, text, "a port is a number from 1 to 65535");
	*ret_host = sipw_sn(text, colon != NULL ? (size_t)(colon - text) : strlen(text));
	*ret_port = (uint32_t)port;
	return STATUS_FINE;
}

int parse_local(const char *text, sipw_local *local)
{
	return split_address("--local", text, &local->host, &local->port);
}

int take_transport(const char *text, char **place)
{
	const size_t len = strlen(text);
	free(*place);
	*place = malloc(len + 1);
	if (*place == NULL)
		return no_memory();
	for (size_t i = 0; i <= len; i++)
		(*place)[i] = upper(text[i]);
	return STATUS_FINE;
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
