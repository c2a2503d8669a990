/* SPDX-License-Identifier: MIT */
/* Conditions of Contact. */
#include "rules/conditions.h"

#include "grammar/scan.h"
#include "grammar/values.h"
#include "rules/uri.h"
#include "sipwright/params.h"
#include "text/number.h"

static bool is_zero(const struct line *line)
{
	uint64_t number;
	return line != NULL && sipw__read_number(sipw__line_value(line), UINT32_MAX, &number) && number == 0;
}

static bool may_have_star(const struct sipw__view *v)
{
	return v->asked == SIPW_REGISTER && !sipw__stands_again(v, SIPW_HDR_CONTACT) &&
	       is_zero(sipw__first(v, SIPW_HDR_EXPIRES));
}

bool sipw__condition_contact_star(const struct sipw__view *v, const struct sipw__at *at)
{
	return at->line->ptr[at->line->value] != '*' || sipw__line_value(at->line).len != 1 || may_have_star(v) ||
	       sipw__broken(at, NULL);
}

/* Of several lines each but the first breaks it, and in a line what follows the first value. */
static bool is_alone(const struct sipw__view *v, const struct sipw__at *at, sipw_str rest)
{
	sipw_str value;
	if (sipw__stands_again(v, SIPW_HDR_CONTACT) && sipw__first(v, SIPW_HDR_CONTACT) != at->line)
		return sipw__broken(at, NULL);
	return (sipw__next_value(&rest, false, &value) && !sipw__given(rest)) || sipw__broken(at, rest.ptr);
}

bool sipw__condition_dialog_contact_count(const struct sipw__view *v, const struct sipw__at *at)
{
	if ((sipw__method_row(v->method)->properties & METHOD_DIALOG) == 0)
		return true;
	const sipw_str value = sipw__line_value(at->line);
	return (!sipw__stands_again(v, SIPW_HDR_CONTACT) && memchr(value.ptr, ',', value.len) == NULL) ||
	       is_alone(v, at, value);
}

/* A binding need not be a SIP URI (10.2.1), and "*" is none. */
static bool is_secure(const struct sipw__view *v, sipw_str contact)
{
	return sipw__is_sips(contact) || (v->asked == SIPW_REGISTER && !sipw__is_sip(contact));
}

bool sipw__condition_sips_contact(const struct sipw__view *v, const struct sipw__at *at)
{
	const struct line *route = sipw__first(v, SIPW_HDR_ROUTE);
	const bool secure = sipw__is_sips(sipw__start_uri(v->m)) ||
			    (route != NULL && sipw__is_sips(sipw__first_uri(route)));
	return !secure || is_secure(v, sipw__first_uri(at->line)) || sipw__broken(at, NULL);
}

bool sipw__condition_dialog_contact_uri(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_contact *contact = &at->value->contact;
	return (sipw__method_row(v->method)->properties & METHOD_DIALOG) == 0 || contact->star ||
	       sipw__is_sip(contact->uri) || sipw__broken(at, contact->uri.ptr);
}

bool sipw__condition_binding_expires(const struct sipw__view *v, const struct sipw__at *at)
{
	return v->method != SIPW_REGISTER || v->m->code / 100 != 2 || at->value->contact.expires.given ||
	       sipw__stands(v->m, SIPW_HDR_EXPIRES) || sipw__broken(at, at->text.ptr + at->text.len);
}

/* What stands behind the URI. */
static sipw_str all_params(const struct sipw__at *at)
{
	const char *start = at->value->contact.uri.ptr + at->value->contact.uri.len;
	const char *end = at->text.ptr + at->text.len;
	start += start < end && *start == '>';
	return sipw_sn(start, (size_t)(end - start));
}

bool sipw__condition_reg_id_instance(const struct sipw__view *v, const struct sipw__at *at)
{
	static const sipw_str reg_id = SIPW_S("reg-id");
	sipw_param found;
	(void)v;
	return !at->value->contact.reg_id.given || sipw__given(at->value->contact.instance) ||
	       sipw_params_find(all_params(at), reg_id, &found) != 1 || sipw__broken(at, found.name.ptr);
}
