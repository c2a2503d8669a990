/* SPDX-License-Identifier: MIT */
/* Requests that a proxy passes on (RFC 3261 16.4, 16.6). */
#include "sipwright/forward.h"
#include "sipwright/params.h"
#include "sipwright/setters.h"

#include "derive/routes.h"
#include "derive/top_via.h"
#include "fields/kinds.h"
#include "grammar/values.h"

static const char request_name[] = "request";
static const char options_name[] = "options";

struct forward {
	sipw_msg *m;
	const sipw_msg *request;
	const sipw_forward_options *options;
	struct sipw__top_via top; /* if there is a source */
	sipw_str uri; /* that the request goes to */
	sipw_str last; /* the URI that becomes the last Route; absent: none */
	size_t first_kept; /* of the request's Route values, from 0 */
	size_t end_kept;
	size_t routes; /* values that were seen */
	bool pushed; /* Record-Route and Route are in their places */
	bool counted; /* Max-Forwards is there */
};

static bool is_own(const struct forward *f, sipw_str uri)
{
	return f->options->is_own != NULL && f->options->is_own(f->options->ctx, uri);
}

/* ---- where it goes ---- */

/* Route value n of the request, and the URI in it. */
static bool route_uri(struct forward *f, size_t n, sipw_str *ret)
{
	sipw_values values = sipw_values_start(f->request, SIPW_HDR_ROUTE);
	struct sipw__name_addr found;
	sipw_str value = { 0 };
	for (size_t i = 0; i <= n; i++)
		sipw_values_next(&values, &value);
	struct sipw__scan s = sipw__scan_of(value, SIPW_HDR_ROUTE);
	if (!sipw__scan_display_uri(&s, true, &found))
		return sipw__input_misfit(f->m, request_name, SIPW_HDR_ROUTE, value, &s);
	*ret = found.uri;
	return true;
}

/* 16.4: what a strict router exchanged is put back, and a value that named this proxy goes. */
static bool take_off(struct forward *f)
{
	sipw_str uri;
	f->uri = sipw__start_uri(f->request);
	f->end_kept = sipw_count(f->request, SIPW_HDR_ROUTE);
	if (f->end_kept > 0 && sipw__uri_is_loose(f->uri) && is_own(f, f->uri)) {
		if (!route_uri(f, f->end_kept - 1, &f->uri))
			return false;
		f->end_kept--;
	}
	if (f->end_kept == 0 || f->options->is_own == NULL)
		return true;
	if (!route_uri(f, 0, &uri))
		return false;
	f->first_kept = is_own(f, uri);
	return true;
}

/* 16.6 6: a strict router next gets its URI into the Request-URI, which is the last Route then. */
static bool yield_to_strict(struct forward *f)
{
	sipw_str uri;
	if (sipw__given(f->options->route) || f->first_kept == f->end_kept)
		return true;
	if (!route_uri(f, f->first_kept, &uri))
		return false;
	if (sipw__uri_is_loose(uri))
		return true;
	f->last = f->uri;
	f->uri = uri;
	f->first_kept++;
	return true;
}

/* Each value of the text has lr (16.6 4, 16.6 6). */
static bool are_loose(struct forward *f, int header, sipw_str text)
{
	sipw_str value;
	struct sipw__name_addr found;
	while (sipw__next_value(&text, false, &value)) {
		struct sipw__scan s = sipw__scan_of(value, header);
		if (sipw__scan_display_uri(&s, false, &found) && !sipw__uri_is_loose(found.uri))
			return sipw__input_fails(f->m, options_name, SIPW_ERR_RULE, header, "a proxy's route has the parameter lr",
						 "RFC 3261 16.6");
	}
	return true;
}

/* The request line. Only a URI that is given is held to its grammar, and no rule holds the message to fields
 * that the sender has to give. */
static void put_start(struct forward *f)
{
	const sipw_str name = f->request->method_name;
	if (sipw__given(f->options->uri) &&
	    sipw_request_named(f->m, name, sipw__routes_request_uri(f->m, f->options->uri)) != SIPW_OK) {
		sipw__blame(f->m, options_name, 0);
		return;
	}
	if (sipw__given(f->options->uri))
		f->uri = sipw__start_uri(f->m);
	if (yield_to_strict(f))
		sipw__start_copy(f->m, f->request->method, name, f->uri, LINE_COPIED);
}

/* ---- the lines ---- */

static void push_via(struct forward *f)
{
	static const struct sipw__id id = { SIPW_HDR_VIA, SIPW_S("z9hG4bK"), "a branch for the new transaction is needed",
					    "RFC 3261 16.6" };
	char text[ID_TEXT_MAX];
	sipw_via via = *f->options->via;
	if (sipw__id_option(f->m, &id, via.branch, f->options->ids, text, &via.branch) && sipw_add_via(f->m, &via) != SIPW_OK)
		sipw__blame(f->m, options_name, 0);
}

static void push_routes(struct forward *f, int header, sipw_str text)
{
	if (!sipw__usable(f->m) || !sipw__given(text))
		return;
	if (sipw_add(f->m, header, text) != SIPW_OK)
		sipw__blame(f->m, options_name, 0);
	else
		are_loose(f, header, text);
}

/* Before any other value of theirs, and behind the first lines of Via. */
static void push(struct forward *f)
{
	if (f->pushed)
		return;
	f->pushed = true;
	push_routes(f, SIPW_HDR_RECORD_ROUTE, f->options->record_route);
	push_routes(f, SIPW_HDR_ROUTE, f->options->route);
}

static void count_down(struct forward *f, const struct line *line)
{
	uint32_t hops;
	const sipw_str value = sipw__line_value(line);
	struct sipw__scan s = sipw__scan_of(value, line->index);
	if (f->counted)
		return;
	f->counted = true;
	if (!sipw__scan_number(&s, 0, 255, &hops, "RFC 3261 20.22") || !sipw__scan_end(&s, "RFC 3261 20.22"))
		sipw__input_misfit(f->m, request_name, SIPW_HDR_MAX_FORWARDS, value, &s);
	else if (hops == 0)
		sipw__input_fails(f->m, request_name, SIPW_ERR_RULE, SIPW_HDR_MAX_FORWARDS,
				  "it is not forwarded any further, but answered with 483", "RFC 3261 16.3");
	else
		sipw_add_max_forwards(f->m, hops - 1);
}

/* The values of a Route line that are kept: all, none, or those in one piece of it. */
static void copy_route(struct forward *f, const struct line *line)
{
	sipw_str rest = sipw__line_value(line), value;
	const char *start = NULL, *end = NULL;
	size_t kept = 0, n = 0;
	for (; rest.len > 0 || n > 0; n++, f->routes++) {
		if (!sipw__next_value(&rest, false, &value))
			break;
		if (f->routes < f->first_kept || f->routes >= f->end_kept)
			continue;
		start = kept++ == 0 ? value.ptr : start;
		end = value.ptr + value.len;
	}
	if (kept == n)
		sipw__line_copy(f->m, line);
	else if (kept > 0)
		sipw__put_value(f->m, SIPW_HDR_ROUTE, sipw_sn(start, (size_t)(end - start)), LINE_COPIED);
}

/* Credentials in plain text compare with a realm that may be written with escapes. */
static bool is_for_us(const struct forward *f, const struct line *line)
{
	const sipw_str value = sipw__line_value(line), realm = f->options->realm;
	sipw_credentials credentials;
	char plain[256];
	if (!sipw__given(realm) || sipw_decode(SIPW_HDR_PROXY_AUTHORIZATION, value, &credentials, sizeof credentials, NULL) != SIPW_OK)
		return false;
	const ptrdiff_t n = sipw_unquote(credentials.realm, plain, sizeof plain);
	return n >= 0 && sipw__equal(sipw_sn(plain, (size_t)n), realm);
}

static void copy_line(struct forward *f, const struct line *line)
{
	if (line->index != SIPW_HDR_VIA)
		push(f);
	if (!sipw__usable(f->m))
		return;
	if (line == f->top.line)
		sipw__copy_received_via(f->m, &f->top, f->options->source, f->options->source_port);
	else if (line->index == SIPW_HDR_MAX_FORWARDS)
		count_down(f, line);
	else if (line->index == SIPW_HDR_ROUTE)
		copy_route(f, line);
	else if (line->index != SIPW_HDR_CONTENT_LENGTH &&
		 !(line->index == SIPW_HDR_PROXY_AUTHORIZATION && is_for_us(f, line)))
		sipw__line_copy(f->m, line);
}

static void put_lines(struct forward *f)
{
	push_via(f);
	for (size_t i = 1; i < f->request->n && sipw__usable(f->m); i++)
		copy_line(f, sipw__line(f->request, i));
	push(f);
	if (!sipw__usable(f->m))
		return;
	if (!f->counted)
		sipw_add_max_forwards(f->m, 70);
	if (sipw__given(f->last))
		sipw__routes_add_target(f->m, f->last);
	f->m->body = f->request->body;
}

static bool begin(struct forward *f)
{
	if (!sipw__target_ready(f->m) || !sipw__request_ready(f->m, f->request, request_name))
		return false;
	if (f->options->via == NULL)
		return sipw__input_fails(f->m, options_name, SIPW_ERR_ARGUMENT, SIPW_HDR_VIA, "the proxy's own Via is missing",
					 "RFC 3261 16.6");
	return !sipw__given(f->options->source) || sipw__top_via(f->m, f->request, request_name, &f->top);
}

int sipw_forward(sipw_msg *target, const sipw_msg *request, const sipw_forward_options *options, const sipw_extras *extras)
{
	static const sipw_forward_options none = { .via = NULL };
	static const uint16_t reserved[] = { SIPW_HDR_CONTACT, 0 };
	struct forward f = { .m = target, .request = request, .options = options != NULL ? options : &none };
	if (!begin(&f))
		return sipw__refusal(target);
	if (take_off(&f)) {
		put_start(&f);
		put_lines(&f);
		sipw__add_bodiless_extras(target, extras, reserved, "RFC 3261 16.6");
	}
	return sipw__derive_end(target);
}
