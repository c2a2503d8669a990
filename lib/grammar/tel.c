/* SPDX-License-Identifier: MIT */
#include "grammar/tel.h"

#include "grammar/escape.h"
#include "grammar/names.h"

#define TEL_SOURCE "RFC 3966 3"

/* The end of the run of bytes of a mask; in a user part some of them may be escaped. */
static const char *run_end(const struct sipw__scan *s, uint64_t mask, bool in_user)
{
	const char *at = sipw__span(s->at, s->end, mask);
	while (in_user && sipw__is_escape(at, s->end)) {
		const char octet = (char)sipw__escaped_octet(at);
		if (!sipw__is(octet, mask) || sipw__is(octet, CLASS_RESERVED))
			break;
		at = sipw__span(at + 3, s->end, mask);
	}
	return at;
}

unsigned sipw__tel_digit(const char **at, const char *end)
{
	while (*at < end) {
		const unsigned octet = sipw__octet_nocase(at, end, CLASS_RESERVED);
		if (octet >= OCTET_ESCAPED || !sipw__is((char)octet, CLASS_TEL_VISUAL_SEPARATOR))
			return octet;
	}
	return 0;
}

/* Digits of a mask and separators, of which one at least is a digit. */
static bool scan_digits(struct sipw__scan *s, uint64_t mask, bool in_user, sipw_str *ret)
{
	const char *start = s->at, *stop = run_end(s, mask, in_user);
	s->at = stop;
	if (sipw__tel_digit(&start, stop) == 0)
		return sipw__scan_misfit(s, "a digit is expected here", TEL_SOURCE);
	*ret = sipw_sn(ret->ptr, (size_t)(stop - ret->ptr));
	return true;
}

/* global-number-digits, or the digits of a mask. */
static bool scan_number(struct sipw__scan *s, uint64_t mask, bool in_user, sipw_str *ret)
{
	*ret = sipw_sn(s->at, 0);
	if (!sipw__scan_sees(s, '+'))
		return scan_digits(s, mask, in_user, ret);
	s->at++;
	return scan_digits(s, CLASS_TEL_PHONEDIGIT, in_user, ret);
}

/* descriptor = domainname / global-number-digits */
static bool scan_context(struct sipw__scan *s, bool in_user, sipw_str *ret)
{
	return sipw__scan_sees(s, '+') ? scan_number(s, 0, in_user, ret) : sipw__scan_hostname(s, ret, TEL_SOURCE);
}

static enum sipw__tel_name which_name(sipw_str name)
{
	static const sipw_str names[] = {
		[TEL_EXT] = SIPW_S("ext"), [TEL_ISUB] = SIPW_S("isub"), [TEL_CONTEXT] = SIPW_S("phone-context")
	};
	for (enum sipw__tel_name i = TEL_EXT; i <= TEL_CONTEXT; i++)
		if (sipw__same_octets_nocase(name, names[i], CLASS_RESERVED))
			return i;
	return TEL_OTHER;
}

bool sipw__scan_tel_value(struct sipw__scan *s, enum sipw__tel_name which, bool in_user, sipw_str *ret)
{
	switch (which) {
	case TEL_EXT:
		*ret = sipw_sn(s->at, 0);
		return scan_digits(s, CLASS_TEL_PHONEDIGIT, in_user, ret);
	case TEL_CONTEXT:
		return scan_context(s, in_user, ret);
	case TEL_ISUB:
		return sipw__scan_escaped_text(s, CLASS_TEL_ISUB, ret, "an ISDN subaddress is expected here", TEL_SOURCE);
	default:
		return sipw__scan_escaped_text(s, CLASS_TEL_PARAMCHAR, ret, "a parameter value is expected here", TEL_SOURCE);
	}
}

/* parameter / extension / isdn-subaddress / context */
bool sipw__scan_tel_param(struct sipw__scan *s, bool in_user, struct sipw__tel_param *ret)
{
	const char *start = s->at;
	s->at = run_end(s, CLASS_DOMAINLABEL, in_user);
	ret->name = sipw_sn(start, (size_t)(s->at - start));
	ret->value = (sipw_str){ 0 };
	if (ret->name.len == 0)
		return sipw__scan_misfit(s, "a parameter name is expected here", TEL_SOURCE);
	ret->which = which_name(ret->name);
	if (sipw__scan_sees(s, '=')) {
		s->at++;
		if (!sipw__scan_tel_value(s, ret->which, in_user, &ret->value))
			return false;
	} else if (ret->which != TEL_OTHER) {
		return sipw__scan_misfit(s, "this parameter needs a value", TEL_SOURCE);
	}
	ret->whole = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

bool sipw__tel_next(sipw_str *rest, struct sipw__tel_param *ret)
{
	struct sipw__scan s = sipw__scan_of(*rest, PLACE_URI);
	if (rest->len == 0)
		return false;
	s.at++;
	const bool found = sipw__scan_tel_param(&s, true, ret);
	*rest = sipw_sn(s.at, (size_t)(s.end - s.at));
	return found;
}

bool sipw__tel_next_other(sipw_str *rest, struct sipw__tel_param *ret)
{
	while (sipw__tel_next(rest, ret))
		if (ret->which == TEL_OTHER)
			return true;
	return false;
}

/* Puts a parameter where it belongs; the others become one slice, from the first to the last. */
static void take_param(sipw_tel *tel, const struct sipw__tel_param *param)
{
	const char *start = param->name.ptr - 1;
	if (param->which == TEL_EXT)
		tel->ext = param->value;
	else if (param->which == TEL_ISUB)
		tel->isub = param->value;
	else if (param->which == TEL_CONTEXT)
		tel->context = param->value;
	else
		tel->params = sipw_sn(sipw__given(tel->params) ? tel->params.ptr : start,
				      (size_t)(param->whole.ptr + param->whole.len -
					       (sipw__given(tel->params) ? tel->params.ptr : start)));
}

/* *par [ context *par ], each name once, isub and ext not together (RFC 3966 3, 5.3). */
bool sipw__scan_tel_params(struct sipw__scan *s, bool in_user, sipw_tel *ret)
{
	struct sipw__names names;
	struct sipw__tel_param param;
	sipw__names_start(&names, true);
	while (sipw__scan_sees(s, ';')) {
		s->at++;
		if (names.n == PARAMS_MAX)
			return sipw__scan_fault(s, SIPW_ERR_LIMIT, s->at, "a value has 256 parameters at most", NULL);
		if (!sipw__scan_tel_param(s, in_user, &param))
			return false;
		if (!sipw__names_add(&names, param.name))
			return sipw__scan_fault(s, SIPW_ERR_SYNTAX, param.name.ptr, "this parameter is stated twice", TEL_SOURCE);
		take_param(ret, &param);
		if (sipw__given(ret->ext) && sipw__given(ret->isub))
			return sipw__scan_fault(s, SIPW_ERR_SYNTAX, param.name.ptr,
						"an extension and an ISDN subaddress do not stand together", "RFC 3966 5.3");
	}
	return true;
}

bool sipw__scan_tel_number(struct sipw__scan *s, bool in_user, sipw_str *ret)
{
	return scan_number(s, CLASS_TEL_PHONEDIGIT_HEX, in_user, ret);
}

bool sipw__scan_tel(struct sipw__scan *s, unsigned how, bool in_user, sipw_tel *ret)
{
	const bool global = sipw__scan_sees(s, '+');
	*ret = (sipw_tel){ 0 };
	if (!sipw__scan_tel_number(s, in_user, &ret->number) ||
	    (!(how & URI_BARE) && !sipw__scan_tel_params(s, in_user, ret)))
		return false;
	return global || sipw__given(ret->context) ||
	       sipw__scan_misfit(s, "a local number needs a phone-context", "RFC 3966 5.1.5");
}
