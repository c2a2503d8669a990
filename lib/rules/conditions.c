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
	return v->m->code == 0;
}

/* The next line of the same header field, NULL after the last. Records go downwards. */
static const struct line *next_line(const struct sipw__view *v, const struct line *line)
{
	const struct line *last = sipw__line(v->m, v->m->n - 1);
	for (const struct line *next = line; next > last;)
		if ((--next)->header == line->header)
			return next;
	return NULL;
}

bool sipw__cond_cseq_method(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!is_request(v) || !sipw__binds(v->cseq))
		return true;
	const sipw_str value = sipw__line_value(v->cseq);
	const sipw_str method = sipw__start_method(v->m);
	if (value.len > method.len && memcmp(value.ptr + value.len - method.len, method.ptr, method.len) == 0 &&
	    sipw__is(value.ptr[value.len - method.len - 1], CLASS_WSP))
		return true;
	return sipw__broken(ret_spot, v->cseq);
}

/* Whether the cookie stands somewhere with nothing of a token behind it: seldom true of a branch
 * that has more, so that few lines are scanned. */
static bool looks_bare(sipw_str value)
{
	static const sipw_str cookie = SIPW_S("z9hG4bK");
	const char *end = value.ptr + value.len;
	const char *at = value.ptr;
	while ((at = memchr(at, '=', (size_t)(end - at))) != NULL) {
		while (++at < end && sipw__is(*at, CLASS_LWS))
			;
		const size_t rest = (size_t)(end - at);
		if (rest >= cookie.len && sipw__same_nocase(at, cookie.ptr, cookie.len) &&
		    (rest == cookie.len || !sipw__is(at[cookie.len], CLASS_TOKEN)))
			return true;
	}
	return false;
}

static bool branch_is_bare(const struct line *line)
{
	static const sipw_str cookie = SIPW_S("z9hG4bK");
	sipw_str rest = sipw__line_value(line), value;
	if (!looks_bare(rest))
		return false;
	while (sipw__next_value(&rest, &value)) {
		struct sipw__scan s = sipw__scan_of(value, (int)sipw__header_index(SIPW_HDR_VIA));
		sipw_via via;
		if (sipw__scan_via(&s, &via) && sipw__equal_nocase(via.branch, cookie))
			return true;
	}
	return false;
}

bool sipw__cond_branch_cookie_only(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	for (const struct line *line = v->via; line != NULL; line = next_line(v, line))
		if (sipw__binds(line) && branch_is_bare(line))
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
	struct sipw__scan s = sipw__scan_of(value, (int)sipw__header_index(line->header));
	sipw_address address;
	return ends_in_tag(value) || (sipw__scan_name_addr(&s, &address) && sipw__given(address.tag));
}

bool sipw__cond_response_to_tag(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (is_request(v) || v->m->code == 100 || !sipw__binds(v->to) || has_tag(v->to))
		return true;
	return sipw__broken(ret_spot, v->to);
}

bool sipw__cond_dialog_to_tag(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!is_request(v) || (v->method != SIPW_PRACK && v->method != SIPW_UPDATE) || !sipw__binds(v->to) ||
	    has_tag(v->to))
		return true;
	return sipw__broken(ret_spot, v->to);
}

static bool has_scheme(sipw_str uri, sipw_str scheme)
{
	return uri.len > scheme.len && uri.ptr[scheme.len] == ':' &&
	       sipw__same_nocase(uri.ptr, scheme.ptr, scheme.len);
}

static const sipw_str sip = SIPW_S("sip");
static const sipw_str sips = SIPW_S("sips");

/* An "@" in a sip or sips URI ends a user part. */
bool sipw__cond_register_uri_user(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!is_request(v) || v->method != SIPW_REGISTER || !sipw__binds(sipw__line(v->m, 0)))
		return true;
	const sipw_str uri = sipw__start_uri(v->m);
	if ((!has_scheme(uri, sip) && !has_scheme(uri, sips)) || memchr(uri.ptr, '@', uri.len) == NULL)
		return true;
	return sipw__broken(ret_spot, NULL);
}

/* A request line built here was held to this when it was set. */
bool sipw__cond_request_uri_headers(const struct sipw__view *v, struct sipw__spot *ret_spot)
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
	const sipw_str value = sipw__line_value(line);
	return value.len == 1 && value.ptr[0] == '*';
}

bool sipw__cond_contact_star(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	const bool may = is_request(v) && v->method == SIPW_REGISTER && v->contacts == 1 && is_zero(v->expires);
	if (may)
		return true;
	for (const struct line *line = v->contact; line != NULL; line = next_line(v, line))
		if (sipw__binds(line) && is_star(line))
			return sipw__broken(ret_spot, line);
	return true;
}

static bool is_single(const struct line *line)
{
	sipw_str rest = sipw__line_value(line), value;
	return memchr(rest.ptr, ',', rest.len) == NULL ||
	       (sipw__next_value(&rest, &value) && !sipw__given(rest));
}

bool sipw__cond_dialog_contact_count(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!is_request(v) || !(sipw__method_row(v->method)->properties & METHOD_DIALOG) ||
	    !sipw__binds(v->contact) || (v->contacts == 1 && is_single(v->contact)))
		return true;
	return sipw__broken(ret_spot, v->contact);
}

/* The URI of the first value of a line, between its angle brackets or bare. */
static sipw_str first_uri(const struct line *line)
{
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), (int)sipw__header_index(line->header));
	struct sipw__name_addr found;
	return sipw__scan_display_uri(&s, true, &found) ? found.uri : (sipw_str){ 0 };
}

bool sipw__cond_sips_contact(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!is_request(v) || !sipw__binds(v->contact) ||
	    !(has_scheme(sipw__start_uri(v->m), sips) || (v->route != NULL && has_scheme(first_uri(v->route), sips))))
		return true;
	return has_scheme(first_uri(v->contact), sips) || sipw__broken(ret_spot, v->contact);
}

bool sipw__cond_replaces_and_join(const struct sipw__view *v, struct sipw__spot *ret_spot)
{
	if (!is_request(v) || !sipw__view_has(v, SIPW_HDR_REPLACES) || !sipw__view_has(v, SIPW_HDR_JOIN))
		return true;
	return sipw__broken(ret_spot, NULL);
}
