/* SPDX-License-Identifier: MIT */
#include "part.h"

#include <stdio.h>

#include "sipwright/lookup.h"
#include "sipwright/names.h"
#include "text.h"

struct part header_part(const char *argument)
{
	struct part part = { .option = "-H", .argument = sipw_s(argument) };
	const char *colon = strchr(argument, ':');
	if (colon == NULL)
		return part;
	part.name = sipw_sn(argument, (size_t)(colon - argument));
	while (part.name.len > 0 && strchr(" \t", part.name.ptr[part.name.len - 1]) != NULL)
		part.name.len--; /* HCOLON (RFC 3261 25.1) */
	part.value = sipw_s(colon + 1);
	return part;
}

struct part type_part(const char *type)
{
	return (struct part){
		.option = "-t",
		.argument = sipw_s(type),
		.name = sipw_header_name(SIPW_HDR_CONTENT_TYPE),
		.value = sipw_s(type),
	};
}

const char *place_of(const struct part *part, char out[PLACE_SIZE])
{
	char name[SHOWN_SIZE];
	const sipw_str full = sipw_header_name(sipw_header_find(part->name));
	if (part->name.ptr != part->argument.ptr)
		return part->option;
	show(name, part->name);
	if (full.ptr == NULL || same_nocase(full, part->name))
		snprintf(out, PLACE_SIZE, "%s '%s: ...'", part->option, name);
	else
		snprintf(out, PLACE_SIZE, "%s '%s: ...' (%.*s)", part->option, name, (int)full.len,
			 full.ptr);
	return out;
}
