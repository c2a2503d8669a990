/* SPDX-License-Identifier: MIT */
#include "grammar/form.h"

/* gen-value = token / host / quoted-string (RFC 3261 25.1); only an IPv6 address in brackets is no token. */
static bool scan_bare_value(struct sipw__scan *s, const struct param_row *row)
{
	sipw_str ignored;
	if (row->form != FORM_WORD && sipw__scan_sees(s, '['))
		return sipw__scan_host(s, &ignored);
	return sipw__scan_class(s, CLASS_TOKEN, &ignored, "a parameter value is expected here", sipw__form_source(row));
}

static bool scan_hostport(struct sipw__scan *s)
{
	sipw_str host;
	uint32_t port;
	return sipw__scan_host(s, &host) && sipw__scan_port(s, &port);
}

/* A run of one class whose length is in the row's range. */
static bool scan_run(struct sipw__scan *s, uint64_t mask, const struct param_row *row)
{
	const char *start = s->at;
	s->at = sipw__span(start, s->end, mask);
	const size_t n = (size_t)(s->at - start);
	return (n >= row->min && n <= row->max) ||
	       sipw__scan_fault(s, SIPW_ERR_SYNTAX, start, sipw__param_pool + row->sentence, sipw__form_source(row));
}

/* 1*DIGIT [ "." 1*DIGIT ] */
static bool scan_decimal(struct sipw__scan *s, const char *source)
{
	sipw_str digits;
	if (!sipw__scan_class(s, CLASS_DIGIT, &digits, "a digit is expected here", source))
		return false;
	if (!sipw__scan_sees(s, '.'))
		return true;
	s->at++;
	return sipw__scan_class(s, CLASS_DIGIT, &digits, "a digit is expected here", source);
}

/* 1*12DIGIT "." 1*5DIGIT (RFC 7339 9) */
static bool scan_oc_seq(struct sipw__scan *s, const char *source)
{
	static const char sentence[] = "12 digits at most, a point and 5 digits at most are expected here";
	const char *start = s->at;
	const char *point = sipw__span(start, s->end, CLASS_DIGIT);
	const char *stop = point < s->end && *point == '.' ? sipw__span(point + 1, s->end, CLASS_DIGIT) : point;
	if (point == start || point - start > 12 || stop - point < 2 || stop - point > 6)
		return sipw__scan_misfit(s, sentence, source);
	s->at = stop;
	return true;
}

/* 1*2DIGIT [ "." 1*10DIGIT ] (RFC 6446 9.2) */
static bool scan_rate(struct sipw__scan *s, const char *source)
{
	static const char sentence[] = "two digits at most, perhaps a point and ten digits at most are expected here";
	const char *start = s->at;
	const char *point = sipw__span(start, s->end, CLASS_DIGIT);
	const char *stop = point < s->end && *point == '.' ? sipw__span(point + 1, s->end, CLASS_DIGIT) : point;
	if (point == start || point - start > 2 || stop - point == 1 || stop - point > 11)
		return sipw__scan_misfit(s, sentence, source);
	s->at = stop;
	return true;
}

/* index-val = number *( "." number ), where a number has no leading zero (RFC 7044 5). */
static bool scan_index(struct sipw__scan *s, const char *source)
{
	for (;;) {
		const char *start = s->at;
		s->at = sipw__span(start, s->end, CLASS_DIGIT);
		if (s->at == start)
			return sipw__scan_misfit(s, "a digit is expected here", source);
		if (*start == '0' && s->at - start > 1)
			return sipw__scan_fault(s, SIPW_ERR_SYNTAX, start, "a number of an index has no leading zero", source);
		if (!sipw__scan_sees(s, '.'))
			return true;
		s->at++;
	}
}

/* Whether a token is among "a|b|c". */
static bool is_among(const char *words, sipw_str token)
{
	for (;;) {
		const size_t len = strcspn(words, "|");
		if (sipw__equal_nocase(token, sipw_sn(words, len)))
			return true;
		if (words[len] == '\0')
			return false;
		words += len + 1;
	}
}

static bool scan_one_of(struct sipw__scan *s, const struct param_row *row)
{
	const char *start = s->at;
	const char *stop = sipw__span(start, s->end, CLASS_TOKEN);
	if (!is_among(sipw__param_pool + row->words, sipw_sn(start, (size_t)(stop - start))))
		return sipw__scan_misfit(s, sipw__param_pool + row->sentence, sipw__form_source(row));
	s->at = stop;
	return true;
}

static bool scan_token(struct sipw__scan *s, const char *source)
{
	sipw_str ignored;
	return sipw__scan_class(s, CLASS_TOKEN, &ignored, "a token is expected here", source);
}

static bool scan_text(struct sipw__scan *s, const struct param_row *row)
{
	const char *source = sipw__form_source(row);
	sipw_str text;
	uint32_t number;
	switch (row->form) {
	case FORM_WORD:
	case FORM_VALUE:
	case FORM_ANY:
		return scan_bare_value(s, row);
	case FORM_HOST:
		return sipw__scan_host(s, &text);
	case FORM_HOSTNAME:
		return sipw__scan_hostname(s, &text, source);
	case FORM_HOSTPORT:
		return scan_hostport(s);
	case FORM_ADDRESS:
		return sipw__scan_address(s);
	case FORM_NUMBER:
		return sipw__scan_number(s, row->min, row->max, &number, source);
	case FORM_DECIMAL:
		return scan_decimal(s, source);
	case FORM_Q:
		return sipw__scan_q(s, &number);
	case FORM_INDEX:
		return scan_index(s, source);
	case FORM_OC_SEQ:
		return scan_oc_seq(s, source);
	case FORM_RATE:
		return scan_rate(s, source);
	case FORM_DIGITS:
		return scan_run(s, CLASS_DIGIT, row);
	case FORM_HEX:
		return scan_run(s, CLASS_HEXDIG, row);
	case FORM_LHEX:
		return scan_run(s, CLASS_LHEX, row);
	case FORM_ONE_OF:
		return scan_one_of(s, row);
	case FORM_BRACKETED:
		return sipw__scan_uri(s, URI_ANY, &text);
	default:
		return scan_token(s, source);
	}
}

bool sipw__scan_form_text(struct sipw__scan *s, const struct param_row *row)
{
	return sipw__form_is_quoted(row->form) ? sipw__scan_quoted_form(s, row) : scan_text(s, row);
}

static bool scan_quoted(struct sipw__scan *s, const struct param_row *row, struct sipw__param *ret)
{
	ret->quoted = true;
	if (!sipw__scan_quoted(s, &ret->value))
		return false;
	return !sipw__form_is_quoted(row->form) || row->form == FORM_QUOTED || sipw__scan_quoted_wire(s, row, ret->value);
}

/* "<" URI ">" */
static bool scan_bracketed(struct sipw__scan *s, const struct param_row *row, sipw_str *ret)
{
	const char *source = sipw__form_source(row);
	return sipw__scan_char(s, '<', "'<' is expected here", source) && sipw__scan_uri(s, URI_ANY, ret) &&
	       sipw__scan_char(s, '>', "'>' is expected here", source);
}

bool sipw__scan_form(struct sipw__scan *s, const struct param_row *row, struct sipw__param *ret)
{
	const char *start = s->at;
	if (sipw__form_is_quoted(row->form) || (sipw__form_may_quote(row->form) && sipw__scan_sees(s, '"')))
		return scan_quoted(s, row, ret);
	if (row->form == FORM_FLAG)
		return sipw__scan_misfit(s, "this parameter takes no value", sipw__form_source(row));
	if (row->form == FORM_BRACKETED)
		return scan_bracketed(s, row, &ret->value);
	if (!scan_text(s, row))
		return false;
	ret->value = sipw_sn(start, (size_t)(s->at - start));
	return true;
}
