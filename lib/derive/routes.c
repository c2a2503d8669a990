/* SPDX-License-Identifier: MIT */
#include "derive/routes.h"

#include "grammar/uri_place.h"

bool sipw__uri_is_loose(sipw_str uri)
{
	static const sipw_str lr = SIPW_S("lr");
	sipw_uri parts;
	sipw_str value;
	return sipw__uri_split(uri, &parts) && sipw_uri_params_find(parts.params, lr, &value) == 1;
}

/* The first value of the set: the field's first, or its last. */
static bool first_value(const struct sipw__routes *routes, sipw_str *ret)
{
	sipw_values values = sipw_values_start(routes->m, sipw__header_rows[routes->index].id);
	bool found = false;
	while ((!found || routes->reversed) && sipw_values_next(&values, ret) == 1)
		found = true;
	return found;
}

bool sipw__routes_find(sipw_msg *m, const sipw_msg *input, const char *name, unsigned index, bool reversed,
		       struct sipw__routes *ret)
{
	struct sipw__name_addr found;
	sipw_str value;
	*ret = (struct sipw__routes){ .m = input, .index = index, .reversed = reversed };
	if (!first_value(ret, &value))
		return true;
	struct sipw__scan s = sipw__scan_of(value, (int)index);
	if (!sipw__scan_display_uri(&s, true, &found))
		return sipw__input_misfit(m, name, sipw__header_rows[index].id, value, &s);
	ret->uri = found.uri;
	ret->strict = !sipw__uri_is_loose(found.uri);
	return true;
}

sipw_str sipw__routes_request_uri(sipw_msg *m, sipw_str uri)
{
	struct sipw__out o;
	struct sipw__kept kept;
	sipw_str piece;
	if (!sipw__kept_start(&kept, uri, SIPW_PLACE_REQUEST_URI) || !sipw__line_open(m, &o))
		return uri;
	char *p = m->arena.free;
	while (sipw__kept_next(&kept, &piece))
		p = sipw__out_bytes(&o, p, piece);
	if (sipw__out_failed(&o)) {
		sipw__fail(m, &o.error);
		return uri;
	}
	const sipw_str stripped = sipw_sn(m->arena.free, (size_t)(p - m->arena.free));
	sipw__msg_keep(m, p);
	return stripped;
}

void sipw__routes_start(sipw_msg *m, const struct sipw__routes *routes, int method, sipw_str target)
{
	if (routes->strict)
		sipw__start_copy(m, method, sipw_method_name(method), sipw__routes_request_uri(m, routes->uri), LINE_BUILT);
	else
		sipw_request(m, method, target);
}

/* Turns the order of the lines from `first` to the last one around. */
static void reverse_lines(sipw_msg *m, size_t first)
{
	for (size_t last = m->n - 1; first < last; first++, last--) {
		const struct line line = *sipw__line(m, first);
		*sipw__line(m, first) = *sipw__line(m, last);
		*sipw__line(m, last) = line;
		m->scattered = 1;
	}
}

void sipw__routes_add_target(sipw_msg *m, sipw_str target)
{
	const struct header_row *row = sipw__header_row(SIPW_HDR_ROUTE);
	const struct line like = { .value = row->value, .index = row->index, .name_len = row->name_len };
	const sipw_str pieces[] = { SIPW_S("Route: <"), target, SIPW_S(">\r\n") };
	if (sipw__usable(m))
		sipw__line_compose(m, &like, pieces, sizeof pieces / sizeof pieces[0], LINE_COPIED);
}

void sipw__routes_add(sipw_msg *m, const struct sipw__routes *routes, sipw_str target)
{
	sipw_values values = sipw_values_start(routes->m, sipw__header_rows[routes->index].id);
	const size_t first = m->n;
	sipw_str value;
	bool skips = routes->strict && !routes->reversed;
	while (sipw__usable(m) && sipw_values_next(&values, &value) == 1) {
		if (!skips)
			sipw__put_value(m, SIPW_HDR_ROUTE, value, LINE_COPIED);
		skips = false;
	}
	if (!sipw__usable(m))
		return;
	if (routes->strict && routes->reversed)
		sipw__line_drop(m, m->n - 1);
	if (routes->reversed)
		reverse_lines(m, first);
	if (routes->strict)
		sipw__routes_add_target(m, target);
}
