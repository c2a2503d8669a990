/* SPDX-License-Identifier: MIT */
#include "rules/uri.h"

#include "grammar/plain.h"
#include "grammar/scan.h"
#include "grammar/uri_place.h"

sipw_str sipw__first_uri(const struct line *line)
{
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
	struct sipw__name_addr found;
	return sipw__scan_display_uri(&s, true, &found) ? found.uri : (sipw_str){ 0 };
}

/* A part that may not stand in a place. */
static bool misplaced(const struct sipw__at *at, const struct uri_part_row *row, const char *part)
{
	sipw__report_condition(at, part, sipw__uri_pool + row->sentence, sipw__uri_pool + row->source);
	return false;
}

/* The host, of a sip or sips URI that fits its grammar: nothing but the user part ends in an "@". */
static const char *host_of(sipw_str uri)
{
	const char *mark = memchr(uri.ptr, '@', uri.len);
	return mark != NULL ? mark + 1 : (const char *)memchr(uri.ptr, ':', uri.len) + 1;
}

/* Behind the host. */
static const char *skip_host(const char *host, const char *end)
{
	if (*host == '[')
		return (const char *)memchr(host, ']', (size_t)(end - host)) + 1;
	const char *stop = sipw__plain_name(host, end);
	return stop != NULL ? stop : sipw__span(host, end, CLASS_HOSTNAME);
}

/* Each parameter up to the headers, or the end; returns where it stops. */
static const char *check_params(const struct sipw__at *at, const char *p, const char *end, int place, bool *fit)
{
	while (p < end && *p == ';') {
		const char *name = p + 1;
		const char *name_end = sipw__escaped_run(name, end, CLASS_PARAMCHAR);
		const struct uri_part_row *row = sipw__uri_param_row(sipw_sn(name, (size_t)(name_end - name)));
		p = name_end < end && *name_end == '=' ? sipw__escaped_run(name_end + 1, end, CLASS_PARAMCHAR) : name_end;
		if (!sipw__may_stand(row, place))
			*fit = misplaced(at, row, name);
	}
	return p;
}

bool sipw__parts_fit(const struct sipw__at *at, sipw_str uri, int place)
{
	const struct uri_part_row *port = &sipw__uri_part_rows[URI_PART_PORT];
	const struct uri_part_row *headers = &sipw__uri_part_rows[URI_PART_HEADERS];
	const char *end = uri.ptr + uri.len;
	bool fit = true;
	if (!sipw__is_sip(uri))
		return true;
	const char *p = skip_host(host_of(uri), end);
	if (p == end)
		return true;
	if (*p == ':' && !sipw__may_stand(port, place))
		fit = misplaced(at, port, p);
	p = check_params(at, *p == ':' ? sipw__span(p + 1, end, CLASS_DIGIT) : p, end, place, &fit);
	if (p < end && !sipw__may_stand(headers, place) && place != SIPW_PLACE_REQUEST_URI)
		fit = misplaced(at, headers, p);
	return fit;
}
