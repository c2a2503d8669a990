/* SPDX-License-Identifier: MIT */
#include "grammar/form.h"

#define PARAM_SOURCE "RFC 3261 25.1"

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
	const char *start = s->at;
	*ret = (struct sipw__param){ 0 };
	if (!sipw__scan_class(s, CLASS_TOKEN, &ret->name, "a parameter name is expected here", PARAM_SOURCE))
		return false;
	const struct param_row *row = sipw__param_row(ret->name, s->place);
	if (sipw__scan_mark(s, '=')) {
		if (!sipw__scan_form(s, row, ret))
			return false;
	} else if (!value_may_miss(row)) {
		return sipw__scan_misfit(s, "this parameter needs a value", sipw__form_source(row));
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
	if (row == NULL || sipw__form_is_quoted(row->form) || sipw__form_may_quote(row->form))
		return true;
	if (row->form == FORM_TOKEN && sipw__all(value.ptr, value.len, CLASS_TOKEN))
		return true;
	struct sipw__scan inner = sipw__scan_of(value, PLACE_URI);
	struct sipw__param again;
	if (sipw__scan_form(&inner, row, &again) && !sipw__scan_done(&inner))
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
