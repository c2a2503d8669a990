/* SPDX-License-Identifier: MIT */
/* Requests that refresh what one before them established (RFC 3261 10.2.4, RFC 3903 4.3). */
#include "sipwright/refresh.h"

#include "derive/again.h"
#include "sipwright/getters.h"
#include "sipwright/setters.h"
#include "sipwright/transaction.h"

static const char response_name[] = "response";
static const char options_name[] = "options";

struct refresh {
	struct sipw__again again;
	const sipw_msg *response;
	const sipw_refresh_options *options;
	sipw_str etag; /* of the response, absent if it has none */
};

/* ---- what may be refreshed ---- */

static bool is_in_dialog(const sipw_msg *request)
{
	sipw_address to;
	return sipw_get_to(request, 0, &to) == SIPW_OK && sipw__given(to.tag);
}

static bool can_be_refreshed(const struct refresh *r)
{
	const struct sipw__again *a = &r->again;
	const int method = a->first->method;
	if (method == SIPW_INVITE || method == SIPW_ACK || method == SIPW_CANCEL)
		return sipw__input_fails(a->m, a->name, SIPW_ERR_RULE, 0, "it establishes nothing that could be refreshed like this",
					 "RFC 3261 8.1.1.4");
	return !is_in_dialog(a->first) ||
	       sipw__input_fails(a->m, a->name, SIPW_ERR_RULE, SIPW_HDR_TO, "it is in a dialog, which makes its requests",
				 "RFC 3261 12.2.1.1");
}

static bool read_response(struct refresh *r)
{
	const struct sipw__again *a = &r->again;
	if (r->response == NULL)
		return true;
	if (!sipw__response_ready(a->m, r->response, response_name))
		return false;
	if (r->response->code / 100 != 2 || !sipw_transaction_match(a->first, NULL, r->response))
		return sipw__input_fails(a->m, response_name, SIPW_ERR_ARGUMENT, 0, "a 2xx to this request is expected here",
					 "RFC 3261 17.1.3");
	sipw_get_sip_etag(r->response, 0, &r->etag);
	return true;
}

/* RFC 3903 4.1: a publication is told by its entity-tag. */
static bool find_publication(struct refresh *r)
{
	struct sipw__again *a = &r->again;
	const bool tagged = sipw__given(r->etag) || sipw__stands(a->first, SIPW_HDR_SIP_IF_MATCH);
	a->without_body = tagged;
	return tagged || a->first->method != SIPW_PUBLISH ||
	       sipw__input_fails(a->m, response_name, SIPW_ERR_ARGUMENT, SIPW_HDR_SIP_ETAG,
				 "a publication is refreshed by its entity-tag", "RFC 3903 4.3");
}

/* ---- its lines ---- */

/* What is about one request alone, then what is made. */
static const uint16_t reserved[] = { SIPW_HDR_AUTHORIZATION, SIPW_HDR_PROXY_AUTHORIZATION, SIPW_HDR_DATE,
				      SIPW_HDR_TIMESTAMP,     SIPW_HDR_IDENTITY,		 SIPW_HDR_CONTACT,
				      SIPW_HDR_EXPIRES,	      SIPW_HDR_SIP_IF_MATCH,	 0 };
enum { LEFT_OUT = 5 };

static bool is_left_out(unsigned index)
{
	size_t i = 0;
	while (i < LEFT_OUT && reserved[i] != index)
		i++;
	return i < LEFT_OUT;
}

static bool put_expires(const struct refresh *r)
{
	const sipw_opt expires = r->options->expires;
	if (expires.given && !sipw__stands(r->again.m, SIPW_HDR_EXPIRES))
		sipw_add_expires(r->again.m, expires.number);
	return expires.given;
}

static bool put_contact(const struct refresh *r)
{
	const sipw_str contact = r->options->contact;
	if (sipw__given(contact) && !sipw__stands(r->again.m, SIPW_HDR_CONTACT) &&
	    sipw_add(r->again.m, SIPW_HDR_CONTACT, contact) != SIPW_OK)
		sipw__blame(r->again.m, options_name, 0);
	return sipw__given(contact);
}

static bool put_etag(const struct refresh *r)
{
	if (sipw__given(r->etag) && !sipw__stands(r->again.m, SIPW_HDR_SIP_IF_MATCH))
		sipw_add_sip_if_match(r->again.m, r->etag);
	return sipw__given(r->etag);
}

static bool drop_interval(struct sipw__again *a, sipw_contact *contact)
{
	const bool had = contact->expires.given;
	(void)a;
	contact->expires = (sipw_opt){ 0 };
	return had;
}

static bool change(struct sipw__again *a, const struct line *line)
{
	const struct refresh *r = a->ctx;
	switch (line->index) {
	case SIPW_HDR_EXPIRES:
		return put_expires(r);
	case SIPW_HDR_SIP_IF_MATCH:
		return put_etag(r);
	case SIPW_HDR_CONTACT:
		return put_contact(r) || (r->options->expires.given && sipw__again_contacts(a, line, drop_interval));
	default:
		return is_left_out(line->index);
	}
}

/* What had no place among the lines. */
static void put_rest(const struct refresh *r)
{
	if (sipw__usable(r->again.m))
		put_contact(r);
	if (sipw__usable(r->again.m))
		put_expires(r);
	if (sipw__usable(r->again.m))
		put_etag(r);
}

int sipw_refresh(sipw_msg *target, const sipw_msg *request, const sipw_msg *response, const sipw_refresh_options *options,
		 const sipw_extras *extras)
{
	static const sipw_refresh_options none = { .ids = NULL };
	const sipw_refresh_options *o = options != NULL ? options : &none;
	const sipw_retry_options again = { .branch = o->branch, .ids = o->ids, .cseq = o->cseq };
	struct refresh r = { .again = { .m = target, .first = request, .name = "request", .options = &again,
					.extras = extras, .change = change, .ctx = &r },
			     .response = response, .options = o };
	if (!sipw__again_begin(&r.again))
		return sipw__refusal(target);
	if (can_be_refreshed(&r) && read_response(&r) && find_publication(&r)) {
		sipw__again_start(&r.again, sipw__start_uri(request));
		sipw__again_lines(&r.again);
		put_rest(&r);
		sipw__again_extras(&r.again, reserved);
	}
	return sipw__derive_end(target);
}
