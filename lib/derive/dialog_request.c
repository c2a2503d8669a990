/* SPDX-License-Identifier: MIT */
/* Requests in a dialog (RFC 3261 12.2.1.1). */
#include "derive/dialog.h"
#include "derive/routes.h"
#include "sipwright/setters.h"

static const char options_name[] = "options";

/* The highest sequence number (RFC 3261 8.1.1.5). */
#define CSEQ_MAX INT32_MAX

struct making {
	sipw_msg *m;
	sipw_dialog *d;
	int method;
	sipw_str method_name;
	const sipw_dialog_options *options;
	uint32_t number;
	sipw_str from; /* our new value in the message; absent: as before */
};

static bool refuse(const struct making *k, int code, int header, const char *sentence, const char *source)
{
	return sipw__input_fails(k->m, options_name, code, header, sentence, source);
}

static bool find_method(struct making *k)
{
	static const struct sipw__part part = { "method_name", "a method is a token", "RFC 3261 7.1" };
	const sipw_str name = k->options->method_name;
	if (k->method == 0 && sipw__given(name))
		k->method = sipw_method_find(name);
	k->method_name = k->method != 0 ? sipw_method_name(k->method) : name;
	if (k->method == SIPW_CANCEL)
		return refuse(k, SIPW_ERR_RULE, 0, "CANCEL is made from the request that it cancels", "RFC 3261 9.1");
	if (!sipw__given(k->method_name))
		return refuse(k, SIPW_ERR_ARGUMENT, 0, "there is no method of this number", NULL);
	return k->method != 0 || sipw__option_is(k->m, 0, name, CLASS_TOKEN, &part);
}

static bool find_ack_number(struct making *k)
{
	if (!k->d->invite_cseq.given && k->options->cseq == 0)
		return refuse(k, SIPW_ERR_ARGUMENT, SIPW_HDR_CSEQ, "there is no INVITE of ours to acknowledge",
			      "RFC 3261 13.2.2.4");
	k->number = k->options->cseq != 0 ? k->options->cseq : k->d->invite_cseq.number;
	return true;
}

static bool find_number(struct making *k)
{
	const sipw_opt last = k->d->local_cseq;
	if (k->method == SIPW_ACK)
		return find_ack_number(k);
	k->number = k->options->cseq != 0 ? k->options->cseq : last.given ? last.number + 1 : 1;
	return (k->number <= CSEQ_MAX && (!last.given || k->number > last.number)) ||
	       refuse(k, SIPW_ERR_RANGE, SIPW_HDR_CSEQ, "a number higher than the last one and up to 2147483647 is needed",
		      "RFC 3261 12.2.1.1");
}

/* Our value of From with another URI, or none. */
static bool has_right_from(const struct making *k)
{
	const sipw_address *from = &k->options->from;
	if (!sipw__given(from->uri))
		return true;
	if (sipw__given(from->tag))
		return refuse(k, SIPW_ERR_ARGUMENT, SIPW_HDR_FROM, "the tag is the dialog's", "RFC 3261 12.2.1.1");
	return k->method != SIPW_ACK ||
	       refuse(k, SIPW_ERR_RULE, SIPW_HDR_FROM, "an ACK tells of no other identity", "RFC 4916 4.3");
}

static bool has_contact(const struct making *k)
{
	const bool needed = (sipw__method_row(k->method)->properties & METHOD_REFRESH) != 0;
	return !needed || sipw__given(k->options->contact) ||
	       refuse(k, SIPW_ERR_ARGUMENT, SIPW_HDR_CONTACT, "a target refresh request needs a Contact", "RFC 3261 12.2.1.1");
}

/* ---- its lines ---- */

static void put_start(const struct making *k)
{
	sipw_str uri = sipw__dialog_text(k->d, TEXT_TARGET);
	if (k->d->strict)
		uri = sipw__routes_request_uri(k->m, sipw__dialog_part(k->d, TEXT_ROUTES, k->d->first_uri));
	sipw__start_copy(k->m, k->method, k->method_name, uri, LINE_BUILT);
}

static void put_via(const struct making *k)
{
	static const struct sipw__id id = { SIPW_HDR_VIA, SIPW_S("z9hG4bK"), "a branch for the new transaction is needed",
					    "RFC 3261 8.1.1.7" };
	char text[ID_TEXT_MAX];
	sipw_via via = k->options->via;
	if (!sipw__given(via.host)) {
		refuse(k, SIPW_ERR_ARGUMENT, SIPW_HDR_VIA, "the host of Via is needed", "RFC 3261 18.1.1");
		return;
	}
	if (sipw__id_option(k->m, &id, via.branch, k->options->ids, text, &via.branch) &&
	    sipw_add_via(k->m, &via) != SIPW_OK)
		sipw__blame(k->m, options_name, 0);
}

static void put_routes(const struct making *k)
{
	sipw_str rest = sipw__dialog_text(k->d, TEXT_ROUTES), route;
	if (k->d->strict)
		sipw__dialog_next_route(&rest, &route);
	while (sipw__dialog_next_route(&rest, &route))
		if (sipw__put_value(k->m, SIPW_HDR_ROUTE, route, LINE_COPIED) != SIPW_OK)
			return;
	if (k->d->strict)
		sipw__routes_add_target(k->m, sipw__dialog_text(k->d, TEXT_TARGET));
}

static bool put_text(const struct making *k, unsigned index, unsigned text)
{
	return sipw__line_copy_value(k->m, &sipw__header_rows[index], sipw__dialog_text(k->d, text), LINE_COPIED) == SIPW_OK;
}

/* What the other side sees of us from here on. */
static bool put_new_from(struct making *k)
{
	sipw_address from = k->options->from;
	from.tag = sipw__dialog_part(k->d, TEXT_LOCAL, k->d->local_tag);
	if (sipw_add_from(k->m, &from) != SIPW_OK) {
		sipw__blame(k->m, options_name, 0);
		return false;
	}
	k->from = sipw__line_value(sipw__line(k->m, k->m->n - 1));
	return true;
}

static bool put_from(struct making *k)
{
	return sipw__given(k->options->from.uri) ? put_new_from(k) : put_text(k, SIPW_HDR_FROM, TEXT_LOCAL);
}

static void put_identity(struct making *k)
{
	if (sipw__usable(k->m) && put_from(k) && put_text(k, SIPW_HDR_TO, TEXT_REMOTE))
		put_text(k, SIPW_HDR_CALL_ID, TEXT_CALL_ID);
}

static void put_contact(const struct making *k)
{
	if (sipw__given(k->options->contact) && sipw_add(k->m, SIPW_HDR_CONTACT, k->options->contact) != SIPW_OK)
		sipw__blame(k->m, options_name, 0);
}

static void put_max_forwards(const struct making *k)
{
	static const sipw_str usual = SIPW_S("70");
	const sipw_opt given = k->options->max_forwards;
	if (!given.given)
		sipw__put_value(k->m, SIPW_HDR_MAX_FORWARDS, usual, LINE_BUILT);
	else if (sipw_add_max_forwards(k->m, given.number) != SIPW_OK)
		sipw__blame(k->m, options_name, 0);
}

static void put_lines(struct making *k, const sipw_extras *extras)
{
	static const uint16_t reserved[] = { SIPW_HDR_CONTACT, 0 };
	put_start(k);
	put_via(k);
	put_routes(k);
	put_max_forwards(k);
	put_identity(k);
	sipw_add_cseq(k->m, &(sipw_cseq){ .number = k->number });
	put_contact(k);
	sipw__add_extras(k->m, extras, reserved);
}

static bool begin(struct making *k)
{
	sipw_error e = { .code = SIPW_OK };
	if (!sipw__target_ready(k->m))
		return false;
	if (!sipw__dialog_ready(&e, k->d)) {
		sipw__fail(k->m, &e);
		return false;
	}
	return find_method(k) && find_number(k) && has_contact(k) && has_right_from(k);
}

/* Our new value into the dialog, if it has room. */
static bool keep_from(const struct making *k)
{
	sipw_error e = { .code = SIPW_OK };
	struct sipw__news news = { .texts[TEXT_LOCAL] = k->from };
	sipw_address from = { .tag = { 0 } };
	sipw_decode(SIPW_HDR_FROM, k->from, &from, sizeof from, NULL);
	news.local_tag = from.tag;
	if (sipw__dialog_put(&e, k->d, &news))
		return true;
	sipw__fail(k->m, &e);
	return false;
}

static void remember(const struct making *k)
{
	if ((sipw__given(k->from) && !keep_from(k)) || k->method == SIPW_ACK)
		return;
	k->d->local_cseq = sipw_num(k->number);
	if (k->method == SIPW_INVITE)
		k->d->invite_cseq = k->d->local_cseq;
}

int sipw_dialog_request(sipw_msg *target, sipw_dialog *d, int method, const sipw_dialog_options *options,
			const sipw_extras *extras)
{
	static const sipw_dialog_options none = { .ids = NULL };
	struct making k = { .m = target, .d = d, .method = method, .options = options != NULL ? options : &none };
	if (!begin(&k))
		return sipw__refusal(target);
	put_lines(&k, extras);
	if (sipw__usable(target))
		remember(&k);
	return sipw__derive_end(target);
}
