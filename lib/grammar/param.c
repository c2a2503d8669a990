/* SPDX-License-Identifier: MIT */
#include "grammar/escape.h"
#include "grammar/form.h"
#include "grammar/names.h"
#include "text/compiler.h"
#include "text/subset.h"

#define PARAM_SOURCE "RFC 3261 25.1"
#define URI_SOURCE "RFC 3261 19.1.1"

static bool value_may_miss(const struct param_row *row)
{
	return row->form == FORM_ANY || row->form == FORM_FLAG || row->optional;
}

/* The bit of a name among 64; all of them for one with an escape, which any other may equal. */
static uint64_t bit_of(sipw_str name, bool in_uri)
{
	if (in_uri && memchr(name.ptr, '%', name.len) != NULL)
		return UINT64_MAX;
	const unsigned bit = (unsigned)sipw__lower(name.ptr[0]) * 7 + (unsigned)sipw__lower(name.ptr[name.len - 1]) +
			     (unsigned)name.len;
	return UINT64_C(1) << (bit & 63);
}

/* Notes a parameter of the value. Names share 64 bits; where a bit is taken, they have to be compared
 * at the end. */
static bool note_param(struct sipw__scan *s, sipw_str name, bool in_uri)
{
	if (!s->once)
		return true;
	const uint64_t mask = bit_of(name, in_uri);
	if (s->params == NULL)
		s->params = name.ptr;
	if ((++s->n_params & ~PARAMS_DOUBTFUL) > PARAMS_MAX)
		return sipw__scan_fault(s, SIPW_ERR_LIMIT, name.ptr, "a value has 256 parameters at most", NULL);
	if ((s->seen & mask) != 0)
		s->n_params |= PARAMS_DOUBTFUL;
	s->seen |= mask;
	return true;
}

COLD bool sipw__scan_doubles(struct sipw__scan *s, bool in_uri)
{
	struct sipw__scan again = sipw__scan_of(sipw_sn(s->params, (size_t)(s->at - s->params)), s->place);
	struct sipw__names names;
	struct sipw__param param;
	s->n_params &= (uint16_t)~PARAMS_DOUBTFUL;
	sipw__names_start(&names, in_uri);
	while (in_uri ? sipw__scan_uri_param(&again, &param) : sipw__scan_bare_param(&again, &param)) {
		if (!sipw__names_add(&names, param.name))
			return sipw__scan_fault(s, SIPW_ERR_SYNTAX, param.name.ptr, "this parameter is stated twice",
						in_uri ? URI_SOURCE : "RFC 3261 7.3.1");
		if (!sipw__scan_mark(&again, ';') && !sipw__scan_mark(&again, ','))
			break;
	}
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

bool sipw__scan_usual_param(struct sipw__scan *s, sipw_str start, sipw_str *ret)
{
	const char *value = s->at + start.len;
	if ((size_t)(s->end - s->at) <= start.len || !sipw__same_exactly(s->at, start.ptr, start.len))
		return false;
	const char *stop = sipw__token_end(value, s->end);
	if (stop == value || !note_param(s, sipw_sn(s->at + 1, start.len - 2), false))
		return false;
	*ret = sipw_sn(value, (size_t)(stop - value));
	s->at = stop;
	return true;
}

bool sipw__scan_param(struct sipw__scan *s, char separator, struct sipw__param *ret)
{
	const char *start = s->at;
	if (!sipw__scan_mark(s, separator)) {
		if (s->once && s->n_params >= PARAMS_DOUBTFUL)
			sipw__scan_doubles(s, false);
		return false;
	}
	if (!sipw__scan_bare_param(s, ret))
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

/* The form of a URI parameter, whose name may be written with escapes. A name too long for the buffer
 * has no row. */
static const struct param_row *uri_param_form(sipw_str name)
{
	char plain[256];
	if (memchr(name.ptr, '%', name.len) == NULL)
		return sipw__param_form(name, PLACE_URI);
	const ptrdiff_t n = sipw_unescape(SIPW_PART_PARAM_NAME, name, plain, sizeof plain, NULL);
	return n < 0 ? NULL : sipw__param_form(sipw_sn(plain, (size_t)n), PLACE_URI);
}

bool sipw__scan_uri_param(struct sipw__scan *s, struct sipw__param *ret)
{
	const char *start = s->at;
	*ret = (struct sipw__param){ 0 };
	if (!sipw__scan_escaped_text(s, CLASS_PARAMCHAR, &ret->name, "a parameter name is expected here", URI_SOURCE))
		return false;
	const struct param_row *row = uri_param_form(ret->name);
	if (sipw__scan_sees(s, '=')) {
		s->at++;
		if (!sipw__scan_escaped_text(s, CLASS_PARAMCHAR, &ret->value, "a parameter value is expected here", URI_SOURCE) ||
		    !uri_value_fits(s, row, ret->value))
			return false;
	} else if (row != NULL && !value_may_miss(row)) {
		return sipw__scan_misfit(s, "this parameter needs a value", URI_SOURCE);
	}
	ret->whole = sipw_sn(start, (size_t)(s->at - start));
	return note_param(s, ret->name, true);
}
