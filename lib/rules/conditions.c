/* SPDX-License-Identifier: MIT */
/* The predicates of conditions.spec: true if the message keeps the rule. What each one means is the
 * sentence of its row. */
#include "rules/conditions.h"

#include "fields/kinds.h"
#include "grammar/scan.h"
#include "grammar/values.h"
#include "rules/view.h"
#include "text/number.h"

static bool is_request(const struct sipw__view *v)
{
	return sipw__given(v->m->method_name);
}

/* The next line of the same header field, NULL after the last. Records go downwards. */
static const struct line *next_line(const struct sipw__view *v, const struct line *line)
{
	const struct line *last = sipw__line(v->m, v->m->n - 1);
	for (const struct line *next = line; next > last;)
		if ((--next)->index == line->index)
			return next;
	return NULL;
}

static bool cseq_method(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!is_request(v) || !sipw__binds(v->cseq))
		return true;
	const sipw_str value = sipw__line_value(v->cseq);
	const sipw_str method = v->m->method_name;
	const char *end = value.ptr + value.len;
	return (value.len > method.len && memcmp(end - method.len, method.ptr, method.len) == 0 &&
		sipw__is(end[-(ptrdiff_t)method.len - 1], CLASS_WSP)) ||
	       sipw__broken(ret_spot, v->cseq);
}

static bool branch_is_bare(const struct line *line)
{
	static const sipw_str cookie = SIPW_S("z9hG4bK");
	sipw_str rest = sipw__line_value(line), value;
	while (sipw__next_value(&rest, false, &value)) {
		struct sipw__scan s = sipw__scan_of(value, (int)sipw__header_index(SIPW_HDR_VIA));
		sipw_via via;
		if (sipw__scan_via(&s, &via) && sipw__equal_nocase(via.branch, cookie))
			return true;
	}
	return false;
}

/* A Via built here was held to this when it was added. */
static bool branch_cookie_only(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!v->m->foreign)
		return true;
	for (const struct line *line = sipw__first(v, SIPW_HDR_VIA); line != NULL; line = next_line(v, line))
		if (!sipw__binds(line) && branch_is_bare(line))
			return sipw__broken(ret_spot, line);
	return true;
}

/* Where the parameters after the last '>' plainly begin with a tag; a '"' among them means that they
 * have to be scanned. */
static bool ends_in_tag(sipw_str value)
{
	static const sipw_str start = SIPW_S(">;tag=");
	const char *at = value.ptr + value.len;
	while (at > value.ptr && at[-1] != '>' && at[-1] != '"')
		at--;
	return at > value.ptr && at[-1] == '>' && (size_t)(value.ptr + value.len - at) >= start.len &&
	       memcmp(at - 1, start.ptr, start.len) == 0;
}

static bool has_tag(const struct line *line)
{
	const sipw_str value = sipw__line_value(line);
	struct sipw__scan s = sipw__scan_of(value, line->index);
	sipw_address address;
	return ends_in_tag(value) || (sipw__scan_name_addr(&s, &address) && sipw__given(address.tag));
}

static bool response_to_tag(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	const bool applies = !is_request(v) && v->m->code != 100;
	const struct line *to = applies ? sipw__first(v, SIPW_HDR_TO) : NULL;
	return !sipw__binds(to) || has_tag(to) || sipw__broken(ret_spot, to);
}

static bool dialog_to_tag(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	const bool applies = is_request(v) && (v->method == SIPW_PRACK || v->method == SIPW_UPDATE);
	const struct line *to = applies ? sipw__first(v, SIPW_HDR_TO) : NULL;
	return !sipw__binds(to) || has_tag(to) || sipw__broken(ret_spot, to);
}

static bool has_scheme(sipw_str uri, sipw_str scheme)
{
	return uri.len > scheme.len && uri.ptr[scheme.len] == ':' &&
	       sipw__same_nocase(uri.ptr, scheme.ptr, scheme.len);
}

static const sipw_str sip = SIPW_S("sip");
static const sipw_str sips = SIPW_S("sips");

/* An "@" in a sip or sips URI ends a user part. */
static bool register_uri_user(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!is_request(v) || v->method != SIPW_REGISTER || !sipw__binds(sipw__line(v->m, 0)))
		return true;
	const sipw_str uri = sipw__start_uri(v->m);
	if ((!has_scheme(uri, sip) && !has_scheme(uri, sips)) || memchr(uri.ptr, '@', uri.len) == NULL)
		return true;
	return sipw__broken(ret_spot, NULL);
}

/* A request line built here was held to this when it was set. */
static bool request_uri_headers(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!is_request(v) || sipw__binds(sipw__line(v->m, 0)))
		return true;
	sipw_str uri;
	struct sipw__scan s = sipw__scan_of(sipw__start_uri(v->m), PLACE_URI);
	return sipw__scan_uri(&s, URI_REQUEST, &uri) || !sipw__scan_sees(&s, '?') || sipw__broken(ret_spot, NULL);
}

static bool is_zero(const struct line *line)
{
	uint64_t number;
	return line != NULL && sipw__read_number(sipw__line_value(line), UINT32_MAX, &number) && number == 0;
}

static bool is_star(const struct line *line)
{
	return line->ptr[line->value] == '*' && sipw__line_value(line).len == 1;
}

static bool may_have_star(const struct sipw__view *v)
{
	return is_request(v) && v->method == SIPW_REGISTER && !sipw__stands_again(v, SIPW_HDR_CONTACT) &&
	       is_zero(sipw__first(v, SIPW_HDR_EXPIRES));
}

static bool contact_star(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	for (const struct line *line = v->contact; line != NULL; line = next_line(v, line)) {
		if (sipw__binds(line) && is_star(line) && !may_have_star(v))
			return sipw__broken(ret_spot, line);
		if (!sipw__stands_again(v, SIPW_HDR_CONTACT))
			break;
	}
	return true;
}

static bool is_single(const struct line *line)
{
	sipw_str rest = sipw__line_value(line), value;
	return memchr(rest.ptr, ',', rest.len) == NULL ||
	       (sipw__next_value(&rest, false, &value) && !sipw__given(rest));
}

static bool dialog_contact_count(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	const bool applies = is_request(v) && (sipw__method_row(v->method)->properties & METHOD_DIALOG);
	return !applies || !sipw__binds(v->contact) ||
	       (!sipw__stands_again(v, SIPW_HDR_CONTACT) && is_single(v->contact)) ||
	       sipw__broken(ret_spot, v->contact);
}

/* The URI of the first value of a line, between its angle brackets or bare. */
static sipw_str first_uri(const struct line *line)
{
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
	struct sipw__name_addr found;
	return sipw__scan_display_uri(&s, true, &found) ? found.uri : (sipw_str){ 0 };
}

static bool sips_contact(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	const struct line *route = sipw__first(v, SIPW_HDR_ROUTE);
	const bool applies = is_request(v) && (has_scheme(sipw__start_uri(v->m), sips) ||
					       (route != NULL && has_scheme(first_uri(route), sips)));
	return !applies || !sipw__binds(v->contact) || has_scheme(first_uri(v->contact), sips) ||
	       sipw__broken(ret_spot, v->contact);
}

static bool replaces_and_join(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	return !is_request(v) || sipw__first(v, SIPW_HDR_REPLACES) == NULL || sipw__first(v, SIPW_HDR_JOIN) == NULL ||
	       sipw__broken(ret_spot, NULL);
}

#include "rules/conditions.inc"

int sipw__first_broken(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	return first_broken(v, ret_spot);
}
