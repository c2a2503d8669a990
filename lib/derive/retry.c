/* SPDX-License-Identifier: MIT */
/* Requests that are tried again as the response to them asks for (RFC 3261 8.1.3.5). */
#include "derive/retry.h"
#include "sipwright/transaction.h"

#include "grammar/values.h"

static const char response_name[] = "response";

bool sipw__retry_lacks(struct sipw__retry *r, int header, const char *source)
{
	return sipw__input_fails(r->again.m, response_name, SIPW_ERR_ARGUMENT, header,
				 "this header field is missing, or not readable", source);
}

bool sipw__retry_same(struct sipw__retry *r, const char *sentence, const char *source)
{
	return sipw__input_fails(r->again.m, r->again.name, SIPW_ERR_RULE, 0, sentence, source);
}

/* ---- 416 ---- */

static void retry_uri(struct sipw__retry *r)
{
	static const sipw_str sip = SIPW_S("sip"), sips = SIPW_S("sips");
	struct sipw__again *a = &r->again;
	sipw_uri uri;
	sipw_error error;
	if (sipw_uri_decode(a->options->uri, &uri, &error) != SIPW_OK) {
		error.input = "options";
		sipw__fail(a->m, &error);
	} else if (!sipw__equal_nocase(uri.scheme, sip) && !sipw__equal_nocase(uri.scheme, sips)) {
		sipw__input_fails(a->m, "options", SIPW_ERR_RULE, 0, "a SIP URI is expected here", "RFC 3261 8.1.3.5");
	} else if (sipw_request_named(a->m, a->first->method_name, a->options->uri) != SIPW_OK) {
		sipw__blame(a->m, "options", 0);
	} else {
		sipw__again_lines(a);
	}
}

/* ---- 420 ---- */

static bool is_unsupported(const struct sipw__retry *r, sipw_str option)
{
	return sipw__has_value(r->response, SIPW_HDR_UNSUPPORTED, option);
}

/* The options of a line that are left; none leave no line. */
static void put_supported(struct sipw__retry *r, const struct line *line)
{
	struct sipw__out o;
	sipw_msg *m = r->again.m;
	sipw_str rest = sipw__line_value(line), option;
	bool any = false;
	char *p = sipw__line_begin(m, sipw__line_header(line), SIPW_KIND_TOKEN, true, &o);
	while (p != NULL && sipw__next_value(&rest, false, &option)) {
		if (is_unsupported(r, option))
			continue;
		if (any)
			p = sipw__out_comma(&o, p);
		p = sipw__out_bytes(&o, p, option);
		any = true;
	}
	if (any)
		sipw__line_commit(m, &o, p);
}

static bool drop_unsupported(struct sipw__again *a, const struct line *line)
{
	struct sipw__retry *r = a->ctx;
	sipw_str rest, option;
	const uint32_t before = r->changed;
	if (line->index != SIPW_HDR_REQUIRE && line->index != SIPW_HDR_PROXY_REQUIRE)
		return false;
	rest = sipw__line_value(line);
	while (sipw__next_value(&rest, false, &option))
		r->changed += is_unsupported(r, option);
	if (r->changed == before)
		return false;
	put_supported(r, line);
	return true;
}

static void retry_options(struct sipw__retry *r)
{
	struct sipw__again *a = &r->again;
	if (!sipw__stands(r->response, SIPW_HDR_UNSUPPORTED)) {
		sipw__retry_lacks(r, SIPW_HDR_UNSUPPORTED, "RFC 3261 21.4.15");
		return;
	}
	a->change = drop_unsupported;
	a->ctx = r;
	sipw__again_start(a, sipw__start_uri(a->first));
	sipw__again_lines(a);
	if (sipw__usable(a->m) && r->changed == 0)
		sipw__retry_same(r, "it requires no option that the response names", "RFC 3261 8.1.3.5");
}

/* ---- all of them ---- */

#define RESERVED_MAX 4

static const struct {
	int code;
	void (*make)(struct sipw__retry *r);
	uint16_t reserved[RESERVED_MAX];
} ways[] = {
	{ 413, sipw__retry_body, { SIPW_HDR_CONTACT } },
	{ 415, sipw__retry_body, { SIPW_HDR_CONTACT } },
	{ 416, retry_uri, { SIPW_HDR_CONTACT } },
	{ 420, retry_options, { SIPW_HDR_CONTACT, SIPW_HDR_REQUIRE, SIPW_HDR_PROXY_REQUIRE } },
	{ 422, sipw__retry_session, { SIPW_HDR_CONTACT, SIPW_HDR_SESSION_EXPIRES, SIPW_HDR_MIN_SE } },
	{ 423, sipw__retry_expires, { SIPW_HDR_CONTACT, SIPW_HDR_EXPIRES } },
};

static void try_again(struct sipw__retry *r, const sipw_extras *extras)
{
	const int code = r->response->code;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		if (ways[i].code != code)
			continue;
		ways[i].make(r);
		sipw__add_extras(r->again.m, extras, ways[i].reserved);
		if (code == 415 && sipw__usable(r->again.m))
			sipw__retry_accepts(r);
		return;
	}
	sipw__input_fails(r->again.m, response_name, SIPW_ERR_ARGUMENT, 0,
			  "this response does not ask for another attempt: 413, 415, 416, 420, 422 and 423 do",
			  "RFC 3261 8.1.3.5");
}

int sipw_retry(sipw_msg *target, const sipw_msg *request, const sipw_msg *response, const sipw_retry_options *options,
	       const sipw_extras *extras)
{
	static const sipw_retry_options none = { .ids = NULL };
	struct sipw__retry r = { .again = { .m = target, .first = request, .name = "request", .extras = extras,
					    .options = options != NULL ? options : &none },
				 .response = response };
	if (!sipw__again_begin(&r.again) || !sipw__response_ready(target, response, response_name))
		return sipw__refusal(target);
	if (!sipw_transaction_match(request, NULL, response))
		sipw__input_fails(target, response_name, SIPW_ERR_ARGUMENT, 0, "it is no response to this request",
				  "RFC 3261 17.1.3");
	else
		try_again(&r, extras);
	return sipw__derive_end(target);
}
