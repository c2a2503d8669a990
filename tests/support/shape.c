/* SPDX-License-Identifier: MIT */
#include "support/shape.h"

#include <stdio.h>

static void add_number(struct text *shape, size_t number)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%zu ", number);
	text_add_s(shape, digits);
}

static void add_params(struct text *shape, sipw_str params)
{
	sipw_param param;
	while (sipw_params_next(&params, &param) == 1) {
		text_add_s(shape, ";");
		text_add(shape, param.name);
		text_add_s(shape, param.value.ptr != NULL ? "=" : "");
	}
}

static void add_uri(struct text *shape, sipw_str text)
{
	sipw_uri uri;
	sipw_uri_pair pair;
	if (sipw_uri_decode(text, &uri, NULL) != SIPW_OK) {
		text_add_s(shape, "no URI ");
		return;
	}
	text_add(shape, uri.scheme);
	text_add_s(shape, uri.user.ptr != NULL ? " user" : "");
	text_add_s(shape, uri.password.ptr != NULL ? " password" : "");
	text_add_s(shape, uri.host.ptr != NULL ? " host" : "");
	text_add_s(shape, uri.port > 0 ? " port" : "");
	while (sipw_uri_params_next(&uri.params, &pair) == 1) {
		text_add_s(shape, " ;");
		text_add(shape, pair.name);
	}
	while (sipw_uri_headers_next(&uri.headers, &pair) == 1) {
		text_add_s(shape, " ?");
		text_add(shape, pair.name);
	}
}

static void add_member(struct text *shape, const sipw_member_info *member, const sipw_value *value, bool uris)
{
	if (member->type != SIPW_TYPE_STR)
		return;
	const sipw_str text = *(const sipw_str *)(const void *)((const char *)value + member->offset);
	if (text.ptr == NULL)
		return;
	text_add_s(shape, " ");
	text_add(shape, member->name);
	if (member->holds == SIPW_HOLDS_PARAMS || member->holds == SIPW_HOLDS_AUTH_PARAMS)
		add_params(shape, text);
	else if (member->holds == SIPW_HOLDS_URI && uris)
		add_uri(shape, text);
}

static void add_values(struct text *shape, const sipw_msg *m, int header, bool uris)
{
	sipw_header_info info;
	sipw_member_info member;
	sipw_value value;
	if (!sipw_header_describe(header, &info))
		return;
	add_number(shape, sipw_count(m, header));
	for (size_t i = 0; sipw_read(m, header, i, &value, sizeof value) == SIPW_OK; i++)
		for (size_t k = 0; sipw_member_describe(info.kind, k, &member); k++)
			add_member(shape, &member, &value, uris);
}

void text_add_shape(struct text *shape, const sipw_msg *m, bool uris)
{
	sipw_start start;
	sipw_start_get(m, &start);
	add_number(shape, (size_t)start.method);
	add_number(shape, (size_t)start.code);
	if (uris && start.uri.ptr != NULL)
		add_uri(shape, start.uri);
	for (size_t i = 0; i < sipw_line_count(m); i++) {
		sipw_line line;
		sipw_line_get(m, i, &line);
		text_add_s(shape, "\n");
		text_add(shape, line.name);
		text_add_s(shape, ": ");
		add_values(shape, m, line.header, uris);
	}
}
