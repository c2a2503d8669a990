/* SPDX-License-Identifier: MIT */
#include "grammar/scan.h"

#define PARAM_SOURCE "RFC 3261 25.1"

static bool scan_quoted_value(struct sipw__scan *s, struct sipw__param *ret)
{
	ret->quoted = true;
	return sipw__scan_quoted(s, &ret->value);
}

/* gen-value = token / host / quoted-string; only an IPv6 address in brackets is no token. */
static bool scan_gen_value(struct sipw__scan *s, struct sipw__param *ret)
{
	if (sipw__scan_sees(s, '"'))
		return scan_quoted_value(s, ret);
	if (sipw__scan_sees(s, '['))
		return sipw__scan_host(s, &ret->value);
	return sipw__scan_class(s, CLASS_TOKEN, &ret->value, "a parameter value is expected here", PARAM_SOURCE);
}

/* A host; an IPv6 address may lack its brackets (RFC 5118 4.5). */
static bool scan_address_value(struct sipw__scan *s, struct sipw__param *ret)
{
	struct sipw__scan ahead = *s;
	if (!sipw__scan_ipv6(&ahead))
		return sipw__scan_host(s, &ret->value);
	ret->value = sipw_sn(s->at, (size_t)(ahead.at - s->at));
	s->at = ahead.at;
	return true;
}

static bool scan_yes_no(struct sipw__scan *s)
{
	static const sipw_str yes = SIPW_S("true"), no = SIPW_S("false");
	struct sipw__scan ahead = *s;
	if (!sipw__scan_word(&ahead, yes, NULL, NULL))
		return sipw__scan_word(s, no, "true or false is expected here", "RFC 7616 3.3");
	s->at = ahead.at;
	return true;
}

/* nc-value = 8LHEX */
static bool scan_nonce_count(struct sipw__scan *s)
{
	const char *start = s->at;
	s->at = sipw__span(start, s->end, CLASS_LHEX);
	return s->at - start == 8 ||
	       sipw__scan_fault(s, SIPW_ERR_SYNTAX, start, "eight lower-case hexadecimal digits are expected here",
				PARAM_SOURCE);
}

static bool scan_plain_form(struct sipw__scan *s, int form)
{
	uint32_t number;
	sipw_str text;
	switch (form) {
	case FORM_NUMBER:
		return sipw__scan_number(s, 0, UINT32_MAX, &number, PARAM_SOURCE);
	case FORM_TTL:
		return sipw__scan_number(s, 0, 255, &number, PARAM_SOURCE);
	case FORM_PORT:
		return sipw__scan_number(s, 1, 65535, &number, PARAM_SOURCE);
	case FORM_Q:
		return sipw__scan_q(s, &number);
	case FORM_NC:
		return scan_nonce_count(s);
	case FORM_YESNO:
		return scan_yes_no(s);
	default:
		return sipw__scan_token(s, &text);
	}
}

/* The value of a header parameter in its form. */
static bool scan_value(struct sipw__scan *s, int form, struct sipw__param *ret)
{
	const char *start = s->at;
	switch (form) {
	case FORM_QUOTED:
		return scan_quoted_value(s, ret);
	case FORM_VALUE:
	case FORM_ANY:
		return scan_gen_value(s, ret);
	case FORM_HOST:
		return sipw__scan_host(s, &ret->value);
	case FORM_ADDRESS:
		return scan_address_value(s, ret);
	case FORM_FLAG:
		return sipw__scan_misfit(s, "this parameter takes no value", PARAM_SOURCE);
	default:
		if (!scan_plain_form(s, form))
			return false;
		ret->value = sipw_sn(start, (size_t)(s->at - start));
		return true;
	}
}

static bool value_may_miss(const struct param_row *row)
{
	return row->form == FORM_ANY || row->form == FORM_FLAG || row->optional;
}

/* Looks for a name among the parameters from s->params up to `end`, which were scanned before. */
static bool stands_before(const struct sipw__scan *s, sipw_str name, const char *end, bool in_uri)
{
	struct sipw__scan again = sipw__scan_of(sipw_sn(s->params, (size_t)(end - s->params)), s->place);
	struct sipw__param param;
	while (!sipw__scan_done(&again)) {
		if (!(in_uri ? sipw__scan_uri_param(&again, &param) : sipw__scan_bare_param(&again, &param)))
			return false;
		if (sipw__equal_nocase(param.name, name))
			return true;
		if (!sipw__scan_mark(&again, ';'))
			sipw__scan_mark(&again, ',');
	}
	return false;
}

/* Notes a parameter of the value; false, with a fault, if its name stood before. Names share 64 bits;
 * only where the bit is taken are they compared. */
static bool note_param(struct sipw__scan *s, sipw_str name, bool in_uri)
{
	if (!s->once)
		return true;
	const unsigned bit = (unsigned)sipw__lower(name.ptr[0]) * 7 + (unsigned)sipw__lower(name.ptr[name.len - 1]) +
			     (unsigned)name.len;
	const uint64_t mask = UINT64_C(1) << (bit & 63);
	if (s->params == NULL)
		s->params = name.ptr;
	if (++s->n_params > PARAMS_MAX)
		return sipw__scan_fault(s, SIPW_ERR_LIMIT, name.ptr, "a value has 256 parameters at most", NULL);
	if ((s->seen & mask) && stands_before(s, name, name.ptr, in_uri))
		return sipw__scan_fault(s, SIPW_ERR_SYNTAX, name.ptr, "this parameter is stated twice",
					in_uri ? "RFC 3261 19.1.1" : "RFC 3261 7.3.1");
	s->seen |= mask;
	return true;
}

bool sipw__scan_bare_param(struct sipw__scan *s, struct sipw__param *ret)
{
	static const struct param_row generic = { 0, FORM_ANY, 1 };
	const char *start = s->at;
	*ret = (struct sipw__param){ 0 };
	if (!sipw__scan_class(s, CLASS_TOKEN, &ret->name, "a parameter name is expected here", PARAM_SOURCE))
		return false;
	const struct param_row *row = sipw__param_form(ret->name, s->place);
	if (row == NULL)
		row = &generic;
	if (sipw__scan_mark(s, '=')) {
		if (!scan_value(s, row->form, ret))
			return false;
	} else if (!value_may_miss(row)) {
		return sipw__scan_misfit(s, "this parameter needs a value", PARAM_SOURCE);
	}
	ret->whole = sipw_sn(start, (size_t)(s->at - start));
	return note_param(s, ret->name, false);
}

bool sipw__scan_param(struct sipw__scan *s, char separator, struct sipw__param *ret)
{
	const char *start = s->at;
	if (!sipw__scan_mark(s, separator) || !sipw__scan_bare_param(s, ret))
		return false;
	ret->whole = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

/* A pvalue that has a form of its own is read once more in that form. A quoted one cannot be, and
 * stays a pvalue. */
static bool uri_value_fits(struct sipw__scan *s, const struct param_row *row, sipw_str value)
{
	if (row == NULL || row->form == FORM_ANY || row->form == FORM_VALUE || row->form == FORM_QUOTED)
		return true;
	if (row->form == FORM_TOKEN && sipw__all(value.ptr, value.len, CLASS_TOKEN))
		return true;
	struct sipw__scan inner = sipw__scan_of(value, PLACE_URI);
	struct sipw__param again;
	if (scan_value(&inner, row->form, &again) && !sipw__scan_done(&inner))
		sipw__scan_misfit(&inner, "not allowed in this parameter", "RFC 3261 19.1.1");
	return inner.code == SIPW_OK ||
	       sipw__scan_fault(s, inner.code, inner.fault, inner.sentence, inner.source);
}

bool sipw__scan_uri_param(struct sipw__scan *s, struct sipw__param *ret)
{
	const char *start = s->at;
	*ret = (struct sipw__param){ 0 };
	if (!sipw__scan_escaped(s, CLASS_PARAMCHAR))
		return false;
	ret->name = sipw_sn(start, (size_t)(s->at - start));
	if (ret->name.len == 0)
		return sipw__scan_misfit(s, "a parameter name is expected here", "RFC 3261 19.1.1");
	const struct param_row *row = sipw__param_form(ret->name, PLACE_URI);
	if (sipw__scan_sees(s, '=')) {
		const char *value = ++s->at;
		if (!sipw__scan_escaped(s, CLASS_PARAMCHAR))
			return false;
		ret->value = sipw_sn(value, (size_t)(s->at - value));
		if (ret->value.len == 0)
			return sipw__scan_misfit(s, "a parameter value is expected here", "RFC 3261 19.1.1");
		if (!uri_value_fits(s, row, ret->value))
			return false;
	} else if (row != NULL && !value_may_miss(row)) {
		return sipw__scan_misfit(s, "this parameter needs a value", "RFC 3261 19.1.1");
	}
	ret->whole = sipw_sn(start, (size_t)(s->at - start));
	return note_param(s, ret->name, true);
}
