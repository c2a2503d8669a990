/* SPDX-License-Identifier: MIT */
#include "grammar/scan.h"

#include "text/number.h"
#include "text/report.h"

bool sipw__scan_fault(struct sipw__scan *s, int code, const char *at, const char *sentence, const char *source)
{
	if (s->code == SIPW_OK) {
		s->code = code;
		s->fault = at;
		s->sentence = sentence;
		s->source = source;
	}
	return false;
}

int sipw__scan_report(const struct sipw__scan *s, const char *field, sipw_str text, sipw_error *ret_error)
{
	const size_t offset = (size_t)(s->fault - text.ptr);
	return sipw__report(ret_error, (sipw_error){
		.code = s->code,
		.field = field,
		.offset = offset,
		.byte = offset < text.len ? (unsigned char)text.ptr[offset] : -1,
		.sentence = s->sentence,
		.source = s->source,
	});
}

bool sipw__scan_end(struct sipw__scan *s, const char *source)
{
	return s->code == SIPW_OK && (sipw__scan_done(s) || sipw__scan_misfit(s, "not allowed here", source));
}

/* RFC 3261 25.1 LWS with erratum 7529: blanks, and line ends that blanks follow. */
bool sipw__scan_blanks(struct sipw__scan *s)
{
	const char *start = s->at;
	while (s->at < s->end) {
		if (sipw__is(*s->at, CLASS_WSP))
			s->at++;
		else if (s->end - s->at >= 3 && s->at[0] == '\r' && s->at[1] == '\n' && sipw__is(s->at[2], CLASS_WSP))
			s->at += 3;
		else
			break;
	}
	return s->at > start;
}

bool sipw__scan_gap(struct sipw__scan *s)
{
	if (sipw__scan_one_space(s))
		return true;
	return sipw__scan_blanks(s) || sipw__scan_misfit(s, "white space is expected here", "RFC 3261 25.1");
}

bool sipw__scan_space(struct sipw__scan *s, const char *source)
{
	const char *start = s->at;
	const bool some = sipw__scan_blanks(s);
	const bool folded = some && memchr(start, '\r', (size_t)(s->at - start)) != NULL;
	if (folded || (s->at - start == 1 && *start == ' '))
		return true;
	s->at = some && *start == ' ' ? start + 1 : start;
	return sipw__scan_misfit(s, "exactly one space is expected here", source);
}

bool sipw__scan_mark_slowly(struct sipw__scan *s, char c)
{
	const char *start = s->at;
	sipw__scan_blanks(s);
	if (!sipw__scan_sees(s, c)) {
		s->at = start;
		return false;
	}
	s->at++;
	sipw__scan_blanks(s);
	return true;
}

bool sipw__scan_token(struct sipw__scan *s, sipw_str *ret)
{
	return sipw__scan_class(s, CLASS_TOKEN, ret, "a token is expected here", "RFC 3261 25.1");
}

bool sipw__scan_word(struct sipw__scan *s, sipw_str word, const char *sentence, const char *source)
{
	if ((size_t)(s->end - s->at) < word.len || !sipw__same_nocase(s->at, word.ptr, word.len))
		return sipw__scan_misfit(s, sentence, source);
	s->at += word.len;
	return true;
}

bool sipw__scan_number(struct sipw__scan *s, uint32_t min, uint32_t max, uint32_t *ret, const char *source)
{
	uint64_t number = 0;
	const char *start = s->at, *p = start;
	for (unsigned digit; p < s->end && (digit = (unsigned)(unsigned char)*p - '0') <= 9; p++)
		number = number <= UINT32_MAX ? number * 10 + digit : number;
	if (p == start)
		return sipw__scan_misfit(s, "a digit is expected here", source);
	s->at = p;
	if (number < min || number > max)
		return sipw__scan_fault(s, SIPW_ERR_RANGE, start, "the number is outside its range", source);
	*ret = (uint32_t)number;
	return true;
}

bool sipw__scan_digits(struct sipw__scan *s, unsigned n, uint32_t *ret, const char *source)
{
	uint32_t number = 0;
	for (; n > 0; n--, s->at++) {
		if (s->at == s->end || !sipw__is(*s->at, CLASS_DIGIT))
			return sipw__scan_misfit(s, "a digit is expected here", source);
		number = number * 10 + (uint32_t)(*s->at - '0');
	}
	*ret = number;
	return true;
}

/* qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] ) (RFC 3261 25.1). */
bool sipw__scan_q(struct sipw__scan *s, uint32_t *ret)
{
	const char *source = "RFC 3261 25.1";
	const char *start = s->at;
	if (!sipw__scan_sees(s, '0') && !sipw__scan_sees(s, '1'))
		return sipw__scan_misfit(s, "a q value from 0 to 1 is expected here", source);
	uint32_t thousandths = *s->at++ == '1' ? 1000 : 0;
	if (sipw__scan_sees(s, '.')) {
		s->at++;
		for (uint32_t unit = 100; unit > 0 && s->at < s->end && sipw__is(*s->at, CLASS_DIGIT); unit /= 10)
			thousandths += unit * (uint32_t)(*s->at++ - '0');
	}
	if (thousandths > 1000)
		return sipw__scan_fault(s, SIPW_ERR_RANGE, start, "a q value is 1 at most", source);
	if (s->at < s->end && sipw__is(*s->at, CLASS_DIGIT))
		return sipw__scan_misfit(s, "a q value has three digits after the point at most", source);
	*ret = thousandths;
	return true;
}

bool sipw__scan_escaped(struct sipw__scan *s, uint64_t mask)
{
	s->at = sipw__escaped_run(s->at, s->end, mask);
	return !sipw__scan_sees(s, '%') ||
	       sipw__scan_misfit(s, "two hexadecimal digits must follow %", "RFC 3261 25.1");
}

bool sipw__scan_escaped_text(struct sipw__scan *s, uint64_t mask, sipw_str *ret, const char *sentence, const char *source)
{
	const char *start = s->at;
	if (!sipw__scan_escaped(s, mask))
		return false;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return ret->len > 0 || sipw__scan_misfit(s, sentence, source);
}
