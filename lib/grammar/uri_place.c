/* SPDX-License-Identifier: MIT */
#include "grammar/uri_place.h"

#include "grammar/escape.h"
#include "text/report.h"

/* Names are mostly written without escapes. */
static bool is_named(sipw_str name, bool plain, const char *param)
{
	const size_t len = strlen(param);
	if (plain)
		return name.len == len && sipw__same_nocase(name.ptr, param, len);
	return sipw__same_octets_nocase(name, sipw_sn(param, len), CLASS_RESERVED);
}

const struct uri_part_row *sipw__uri_param_row(sipw_str name)
{
	const bool plain = memchr(name.ptr, '%', name.len) == NULL;
	for (size_t i = 0; i < URI_PART_COUNT; i++) {
		const struct uri_part_row *row = &sipw__uri_part_rows[i];
		const char *param = sipw__uri_pool + row->param;
		if (plain && sipw__lower(*param) != sipw__lower(*name.ptr))
			continue;
		if (row->param != 0 && is_named(name, plain, param))
			return row;
	}
	return &sipw__uri_part_rows[URI_PART_OTHER_PARAM];
}

/* From the end of the host to what follows the port. */
static sipw_str port_of(const sipw_uri *uri, const char *end)
{
	const char *start = uri->host.ptr + uri->host.len;
	if (uri->params.len > 0)
		end = uri->params.ptr;
	else if (uri->headers.len > 0)
		end = uri->headers.ptr;
	return uri->port == 0 ? (sipw_str){ 0 } : sipw_sn(start, (size_t)(end - start));
}

static int broken(const struct uri_part_row *row, sipw_str uri, const char *at, sipw_error *ret_error)
{
	return sipw__report(ret_error, (sipw_error){
		.code = SIPW_ERR_RULE,
		.field = "uri",
		.offset = (size_t)(at - uri.ptr),
		.byte = (unsigned char)*at,
		.sentence = sipw__uri_pool + row->sentence,
		.source = sipw__uri_pool + row->source,
	});
}

/* A part that is there, and may not be. */
static bool is_misplaced(unsigned part, sipw_str text, int place)
{
	return sipw__given(text) && !sipw__may_stand(&sipw__uri_part_rows[part], place);
}

static int check_params(sipw_str uri, sipw_str params, int place, sipw_error *ret_error)
{
	sipw_uri_pair param;
	while (sipw_uri_params_next(&params, &param) == 1) {
		const struct uri_part_row *row = sipw__uri_param_row(param.name);
		if (!sipw__may_stand(row, place))
			return broken(row, uri, param.name.ptr, ret_error);
	}
	return SIPW_OK;
}

/* In the order they stand in. */
static int check_parts(sipw_str text, const sipw_uri *uri, int place, sipw_error *ret_error)
{
	const struct {
		unsigned part;
		sipw_str text;
	} before[] = {
		{ URI_PART_USER, uri->user },
		{ URI_PART_PASSWORD, uri->password },
		{ URI_PART_PORT, port_of(uri, text.ptr + text.len) },
	};
	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
		if (is_misplaced(before[i].part, before[i].text, place))
			return broken(&sipw__uri_part_rows[before[i].part], text, before[i].text.ptr, ret_error);
	const int code = check_params(text, uri->params, place, ret_error);
	if (code == SIPW_OK && is_misplaced(URI_PART_HEADERS, uri->headers, place))
		return broken(&sipw__uri_part_rows[URI_PART_HEADERS], text, uri->headers.ptr, ret_error);
	return code;
}

static int unknown_place(sipw_error *ret_error)
{
	return sipw__report(ret_error, (sipw_error){ .code = SIPW_ERR_ARGUMENT, .field = "place", .byte = -1,
						     .sentence = "there is no such place of a URI" });
}

int sipw_uri_check(sipw_str uri, int place, sipw_error *ret_error)
{
	sipw_uri parts;
	if (!sipw__is_place(place))
		return unknown_place(ret_error);
	const int code = sipw_uri_decode(uri, &parts, ret_error);
	return code != SIPW_OK || !sipw__given(parts.host) ? code : check_parts(uri, &parts, place, ret_error);
}

bool sipw__kept_start(struct sipw__kept *k, sipw_str uri, int place)
{
	if (!sipw__uri_split(uri, &k->uri))
		return false;
	k->place = place;
	k->step = 0;
	k->head = sipw_sn(uri.ptr, (size_t)(k->uri.host.ptr + k->uri.host.len - uri.ptr));
	k->port = port_of(&k->uri, uri.ptr + uri.len);
	k->params = k->uri.params;
	return true;
}

/* The next parameter that may stand, with its separator. */
static bool next_param(struct sipw__kept *k, sipw_str *ret)
{
	sipw_uri_pair param;
	for (;;) {
		const char *start = k->params.ptr;
		if (sipw_uri_params_next(&k->params, &param) != 1)
			return false;
		*ret = sipw_sn(start, (size_t)(k->params.ptr - start));
		if (sipw__may_stand(sipw__uri_param_row(param.name), k->place))
			return true;
	}
}

/* User, password and host stand everywhere. */
bool sipw__kept_next(struct sipw__kept *k, sipw_str *ret)
{
	switch (k->step) {
	case 0:
		k->step = 1;
		*ret = k->head;
		return true;
	case 1:
		k->step = 2;
		*ret = k->port;
		if (sipw__given(k->port) && !is_misplaced(URI_PART_PORT, k->port, k->place))
			return true;
		/* fall through */
	case 2:
		if (next_param(k, ret))
			return true;
		k->step = 3;
		*ret = k->uri.headers;
		return sipw__given(*ret) && !is_misplaced(URI_PART_HEADERS, *ret, k->place);
	default:
		return false;
	}
}

ptrdiff_t sipw_uri_strip(sipw_str uri, int place, char *out, size_t cap, sipw_error *ret_error)
{
	struct sipw__buffer b = sipw__buffer_of(out, cap);
	struct sipw__kept kept;
	sipw_uri parts;
	sipw_str piece;
	if (!sipw__is_place(place))
		return unknown_place(ret_error);
	const int code = sipw_uri_decode(uri, &parts, ret_error);
	if (code != SIPW_OK)
		return code;
	if (!sipw__kept_start(&kept, uri, place))
		sipw__buffer_put(&b, uri);
	else
		while (sipw__kept_next(&kept, &piece))
			sipw__buffer_put(&b, piece);
	return sipw__buffer_end(&b);
}
