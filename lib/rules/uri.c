/* SPDX-License-Identifier: MIT */
#include "rules/uri.h"

#include "grammar/scan.h"
#include "grammar/uri_place.h"

sipw_str sipw__first_uri(const struct line *line)
{
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
	struct sipw__name_addr found;
	return sipw__scan_display_uri(&s, true, &found) ? found.uri : (sipw_str){ 0 };
}

static bool misplaced(const struct sipw__at *at, const struct uri_part_row *row, const char *part)
{
	sipw__report_condition(at, part, sipw__uri_pool + row->sentence, sipw__uri_pool + row->source);
	return false;
}

static bool params_fit(const struct sipw__at *at, sipw_str params, int place)
{
	sipw_uri_pair param;
	bool fit = true;
	while (sipw_uri_params_next(&params, &param) == 1) {
		const struct uri_part_row *row = sipw__uri_param_row(param.name);
		if (!sipw__may_stand(row, place))
			fit = misplaced(at, row, param.name.ptr);
	}
	return fit;
}

static bool has(sipw_str text, char c)
{
	return memchr(text.ptr, c, text.len) != NULL;
}

/* Nothing but user and host, which stand everywhere, and a port where that may. */
static bool is_plain(sipw_str uri, bool may_have_port)
{
	const char *colon = memchr(uri.ptr, ':', uri.len);
	const sipw_str rest = sipw_sn(colon + 1, (size_t)(uri.ptr + uri.len - colon - 1));
	return !has(rest, ';') && !has(rest, '?') && (may_have_port || !has(rest, ':'));
}

bool sipw__parts_fit(const struct sipw__at *at, sipw_str uri, int place)
{
	const struct uri_part_row *port = &sipw__uri_part_rows[URI_PART_PORT];
	const struct uri_part_row *headers = &sipw__uri_part_rows[URI_PART_HEADERS];
	sipw_uri parts;
	bool fit = true;
	if (!sipw__is_sip(uri) || is_plain(uri, sipw__may_stand(port, place)) || !sipw__uri_split(uri, &parts))
		return true;
	if (parts.port != 0 && !sipw__may_stand(port, place))
		fit = misplaced(at, port, parts.host.ptr + parts.host.len);
	if (sipw__given(parts.params) && !params_fit(at, parts.params, place))
		fit = false;
	if (sipw__given(parts.headers) && !sipw__may_stand(headers, place) && place != SIPW_PLACE_REQUEST_URI)
		fit = misplaced(at, headers, parts.headers.ptr);
	return fit;
}
