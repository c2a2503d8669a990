/* SPDX-License-Identifier: MIT */
/* Requests in the dialog that a response to an INVITE makes: the ACK for a 2xx, and PRACK. */
#include "derive/followup.h"
#include "sipwright/getters.h"
#include "sipwright/setters.h"

static const char response_name[] = "response";

/* The remote target, and how a request gets there. */
struct way {
	sipw_str target;
	struct sipw__routes routes;
	bool strict_already; /* a re-INVITE's Request-URI is that of a strict router, its last Route the target */
};

static bool is_reinvite(const sipw_msg *invite)
{
	sipw_address to;
	return sipw_get_to(invite, 0, &to) == SIPW_OK && sipw__given(to.tag);
}

static bool no_target(const struct sipw__followup *f)
{
	return sipw__input_fails(f->m, response_name, SIPW_ERR_ARGUMENT, SIPW_HDR_CONTACT,
				 "a Contact that names the remote target is needed", "RFC 3261 12.1.2");
}

/* The Contact of the response. Within a dialog a provisional response may lack it: the target stays. */
static bool find_target(const struct sipw__followup *f, bool reinvite, sipw_str *ret)
{
	sipw_str text;
	sipw_contact contact;
	sipw_error error;
	if (sipw_get(f->response, SIPW_HDR_CONTACT, 0, &text) != SIPW_OK) {
		*ret = sipw__start_uri(f->first);
		return (reinvite && f->response->code < 200) || no_target(f);
	}
	if (sipw_decode(SIPW_HDR_CONTACT, text, &contact, sizeof contact, &error) != SIPW_OK) {
		error.input = response_name;
		sipw__fail(f->m, &error);
		return false;
	}
	*ret = contact.uri;
	return !contact.star || no_target(f);
}

static bool find_way(const struct sipw__followup *f, struct way *ret)
{
	const bool reinvite = is_reinvite(f->first);
	const sipw_msg *from = reinvite ? f->first : f->response;
	const unsigned index = reinvite ? SIPW_HDR_ROUTE : SIPW_HDR_RECORD_ROUTE;
	const char *name = reinvite ? f->name : response_name;
	if (!find_target(f, reinvite, &ret->target) ||
	    !sipw__routes_find(f->m, from, name, index, !reinvite, &ret->routes))
		return false;
	ret->strict_already = reinvite && ret->routes.strict;
	return true;
}

/* After a re-INVITE to a strict router: its Request-URI, and its Route values with the target for the last. */
static void add_strict_again(const struct sipw__followup *f, const struct way *way)
{
	struct sipw__routes all = way->routes;
	all.strict = false;
	sipw__routes_add(f->m, &all, way->target);
	if (!sipw__usable(f->m))
		return;
	sipw__line_drop(f->m, f->m->n - 1);
	sipw__routes_add_target(f->m, way->target);
}

static void put_inside(const struct sipw__followup *f, struct way *way, int method, sipw_str branch, sipw_ids *ids,
		       sipw_opt max_forwards, uint32_t number)
{
	way->target = sipw__routes_request_uri(f->m, way->target);
	if (way->strict_already)
		sipw__start_copy(f->m, method, sipw_method_name(method), sipw__start_uri(f->first), LINE_BUILT);
	else
		sipw__routes_start(f->m, &way->routes, method, way->target);
	sipw__blame(f->m, response_name, 0);
	sipw__add_via_with_branch(f->m, &f->top, branch, ids);
	if (way->strict_already)
		add_strict_again(f, way);
	else
		sipw__routes_add(f->m, &way->routes, way->target);
	sipw__followup_max_forwards(f, max_forwards);
	sipw__followup_parties(f);
	sipw__followup_cseq(f, number);
}

/* Whether the request of a header field asks for no option that the INVITE did not ask for (8.2.2.3). */
static bool asks_no_more(const struct sipw__followup *f, int header)
{
	sipw_values values = sipw_values_start(f->m, header);
	sipw_str value;
	while (sipw_values_next(&values, &value) == 1)
		if (!sipw__has_value(f->first, header, value))
			return sipw__input_fails(f->m, "extra field", SIPW_ERR_RULE, header,
						 "an ACK asks for no option that its INVITE did not ask for",
						 "RFC 3261 8.2.2.3");
	return true;
}

void sipw__ack_success(struct sipw__followup *f, const sipw_ack_options *options, const sipw_extras *extras)
{
	static const uint16_t reserved[] = { SIPW_HDR_AUTHORIZATION, SIPW_HDR_PROXY_AUTHORIZATION, 0 };
	struct way way;
	if (!find_way(f, &way))
		return;
	put_inside(f, &way, SIPW_ACK, options->branch, options->ids, options->max_forwards, f->cseq.number);
	sipw__followup_credentials(f);
	sipw__add_extras(f->m, extras, reserved);
	if (sipw__usable(f->m) && asks_no_more(f, SIPW_HDR_REQUIRE))
		asks_no_more(f, SIPW_HDR_PROXY_REQUIRE);
}

static bool is_reliable(const struct sipw__followup *f, uint32_t *ret_rseq)
{
	static const sipw_str tag = SIPW_S("100rel");
	const int code = f->response->code;
	if (code > 100 && code < 200 && sipw__has_value(f->response, SIPW_HDR_REQUIRE, tag) &&
	    sipw_get_rseq(f->response, 0, ret_rseq) == SIPW_OK)
		return true;
	return sipw__input_fails(f->m, response_name, SIPW_ERR_RULE, 0, "only a reliable provisional response is answered with PRACK",
				 "RFC 3262 4");
}

int sipw_prack(sipw_msg *target, const sipw_msg *invite, const sipw_msg *response, const sipw_prack_options *options,
	       const sipw_extras *extras)
{
	static const sipw_prack_options none = { .ids = NULL };
	static const uint16_t reserved[] = { SIPW_HDR_RACK, SIPW_HDR_CONTACT, 0 };
	struct sipw__followup f = { .m = target, .first = invite, .name = "INVITE", .response = response };
	struct way way;
	uint32_t rseq;
	if (!sipw__followup_answered(&f))
		return sipw__refusal(target);
	options = options != NULL ? options : &none;
	if (is_reliable(&f, &rseq) && find_way(&f, &way)) {
		const uint32_t number = options->cseq != 0 ? options->cseq : f.cseq.number + 1;
		put_inside(&f, &way, SIPW_PRACK, options->branch, options->ids, options->max_forwards, number);
		sipw_add_rack(target, &(sipw_rack){ .rseq = rseq, .cseq = f.cseq.number, .method = f.cseq.method });
		sipw__add_extras(target, extras, reserved);
	}
	return sipw__derive_end(target);
}
