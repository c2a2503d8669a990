/* SPDX-License-Identifier: MIT */
#include "support/routes.h"

sipw_str route_uri(sipw_str value)
{
	bool quoted = false;
	size_t start = 0, end;
	for (; start < value.len && (quoted || value.ptr[start] != '<'); start++) {
		quoted ^= value.ptr[start] == '"';
		start += quoted && value.ptr[start] == '\\';
	}
	start += start < value.len;
	for (end = start; end < value.len && value.ptr[end] != '>'; end++)
		;
	return sipw_sn(value.ptr + start, end - start);
}

bool route_is_loose(sipw_str value)
{
	sipw_str uri = route_uri(value);
	while (uri.len > 0) {
		const size_t n = find_bytes(uri, sipw_s(";"));
		uri = sipw_sn(uri.ptr + n, uri.len - n);
		if (uri.len >= 3 && same_letters(sipw_sn(uri.ptr, 3), sipw_s(";lr")) && (uri.len == 3 || strchr(";=?", uri.ptr[3]) != NULL))
			return true;
		if (uri.len > 0)
			uri = sipw_sn(uri.ptr + 1, uri.len - 1);
	}
	return false;
}

static void add_line(struct text *text, sipw_str line)
{
	text_add(text, line);
	text_add_s(text, "\n");
}

void text_add_way(struct text *text, const sipw_str *routes, size_t n, sipw_str target)
{
	const bool strict = n > 0 && !route_is_loose(routes[0]);
	add_line(text, strict ? route_uri(routes[0]) : target);
	for (size_t i = strict; i < n; i++)
		add_line(text, routes[i]);
	if (!strict)
		return;
	text_add_s(text, "<");
	text_add(text, target);
	text_add_s(text, ">\n");
}

void text_add_way_of(struct text *text, const sipw_msg *request)
{
	sipw_start start = { .code = 0 };
	sipw_values values = sipw_values_start(request, SIPW_HDR_ROUTE);
	sipw_str value;
	sipw_start_get(request, &start);
	add_line(text, start.uri);
	while (sipw_values_next(&values, &value) == 1)
		add_line(text, value);
}
