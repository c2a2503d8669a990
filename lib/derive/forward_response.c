/* SPDX-License-Identifier: MIT */
/* Responses that a proxy passes back (RFC 3261 16.7). */
#include "sipwright/forward.h"

#include "derive/top_via.h"
#include "grammar/values.h"

static const char response_name[] = "response";
static const char options_name[] = "options";

struct back {
	sipw_msg *m;
	const sipw_msg *response;
	const sipw_forward_response_options *options;
	struct sipw__top_via top;
	bool rewritten;
};

/* 18.1.2: whether the top Via is the one that was pushed. */
static bool is_ours(const struct back *b)
{
	const sipw_via *pushed = b->options->via, *top = &b->top.via;
	return sipw__same_host(pushed->host, top->host) && pushed->port == top->port &&
	       sipw__equal_nocase(pushed->branch, top->branch);
}

static bool begin(struct back *b)
{
	if (!sipw__target_ready(b->m) || !sipw__response_ready(b->m, b->response, response_name) ||
	    !sipw__top_via(b->m, b->response, response_name, &b->top))
		return false;
	if (b->response->code == 100)
		return sipw__input_fails(b->m, response_name, SIPW_ERR_RULE, 0, "a 100 goes no further", "RFC 3261 16.7");
	return b->options->via == NULL || is_ours(b) ||
	       sipw__input_fails(b->m, response_name, SIPW_ERR_ARGUMENT, SIPW_HDR_VIA, "the first value is not our own",
				 "RFC 3261 18.1.2");
}

/* The values of the first Via line behind the first one. */
static void pop_via(const struct back *b)
{
	const sipw_str whole = sipw__line_value(b->top.line);
	const char *rest = b->top.value.ptr + b->top.value.len, *end = whole.ptr + whole.len;
	while (rest < end && (*rest == ',' || sipw__is(*rest, CLASS_LWS)))
		rest++;
	if (rest < end)
		sipw__put_value(b->m, SIPW_HDR_VIA, sipw_sn(rest, (size_t)(end - rest)), LINE_COPIED);
}

static bool is_own(const struct back *b, sipw_str value)
{
	struct sipw__scan s = sipw__scan_of(value, SIPW_HDR_RECORD_ROUTE);
	struct sipw__name_addr found;
	return sipw__scan_display_uri(&s, true, &found) && b->options->is_own(b->options->ctx, found.uri);
}

/* A line with another value in place of the first one of our own. */
static bool rewrite(struct back *b, const struct line *line)
{
	sipw_str rest = sipw__line_value(line), value;
	if (b->rewritten || !sipw__given(b->options->record_route) || b->options->is_own == NULL)
		return false;
	do {
		if (!sipw__next_value(&rest, false, &value))
			return false;
	} while (!is_own(b, value));
	const char *behind = value.ptr + value.len, *end = line->ptr + line->len;
	const sipw_str pieces[] = { sipw_sn(line->ptr, (size_t)(value.ptr - line->ptr)), b->options->record_route,
				    sipw_sn(behind, (size_t)(end - behind)) };
	b->rewritten = true;
	return sipw__line_compose(b->m, line, pieces, sizeof pieces / sizeof pieces[0], LINE_BUILT) == SIPW_OK;
}

static void copy_line(struct back *b, const struct line *line)
{
	if (line == b->top.line)
		pop_via(b);
	else if (line->index == SIPW_HDR_RECORD_ROUTE && rewrite(b, line))
		return;
	else if (line->index != SIPW_HDR_CONTENT_LENGTH)
		sipw__line_copy(b->m, line);
}

/* Whether the text is right, as a value of Record-Route by itself. */
static bool check_record_route(struct back *b)
{
	sipw_address ignored;
	sipw_error error;
	if (!sipw__given(b->options->record_route) ||
	    sipw_decode(SIPW_HDR_RECORD_ROUTE, b->options->record_route, &ignored, sizeof ignored, &error) == SIPW_OK)
		return true;
	error.input = options_name;
	sipw__fail(b->m, &error);
	return false;
}

int sipw_forward_response(sipw_msg *target, const sipw_msg *response, const sipw_forward_response_options *options,
			  const sipw_extras *extras)
{
	static const sipw_forward_response_options none = { .via = NULL };
	static const uint16_t reserved[] = { SIPW_HDR_CONTACT, 0 };
	struct back b = { .m = target, .response = response, .options = options != NULL ? options : &none };
	if (!begin(&b))
		return sipw__refusal(target);
	if (check_record_route(&b)) {
		sipw__status_copy(target, response);
		for (size_t i = 1; i < response->n && sipw__usable(target); i++)
			copy_line(&b, sipw__line(response, i));
		if (sipw__usable(target))
			target->body = response->body;
		if (sipw__usable(target) && !sipw__stands(target, SIPW_HDR_VIA))
			sipw__input_fails(target, response_name, SIPW_ERR_RULE, SIPW_HDR_VIA,
					  "no value is left: the response is for the one who has it", "RFC 3261 16.7");
		sipw__add_bodiless_extras(target, extras, reserved, "RFC 3261 16.6");
	}
	return sipw__derive_end(target);
}
