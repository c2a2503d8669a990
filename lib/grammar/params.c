/* SPDX-License-Identifier: MIT */
/* Parameters of header field values, taken apart and put together without regard to their meaning. */
#include "sipwright/params.h"

#include "grammar/scan.h"
#include "text/buffer.h"
#include "text/report.h"
#include "text/utf8.h"

#define SOURCE "RFC 3261 25.1"

/* Whether c parts two parameters, of which the first began with `separator`; '\0' if it had none. */
static bool parts(char c, char separator)
{
	return separator == '\0' ? c == ';' || c == ',' : c == separator;
}

/* A value without quotes: up to a separator, a blank or a quote, of which `<...>` may hold any. */
static bool scan_bare(struct sipw__scan *s, char separator, sipw_str *ret)
{
	const char *start = s->at;
	while (!sipw__scan_done(s) && *s->at != '"' && !parts(*s->at, separator) && !sipw__is(*s->at, CLASS_LWS)) {
		const char *close = s->at;
		if (*s->at == '<' && (close = memchr(s->at, '>', (size_t)(s->end - s->at))) == NULL)
			return sipw__scan_misfit(s, "'>' is missing", SOURCE);
		s->at = close + 1;
	}
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return ret->len > 0 || sipw__scan_misfit(s, "a parameter value is expected here", SOURCE);
}

static bool scan_separator(struct sipw__scan *s, char *ret)
{
	*ret = '\0';
	sipw__scan_blanks(s);
	if (sipw__scan_done(s))
		return false;
	if (*s->at == ';' || *s->at == ',')
		*ret = *s->at++;
	sipw__scan_blanks(s);
	return true;
}

/* name [ "=" value ]; what follows is a separator or the end. */
static bool scan_param(struct sipw__scan *s, char separator, sipw_param *ret)
{
	*ret = (sipw_param){ .escaped = true };
	if (!sipw__scan_token(s, &ret->name))
		return false;
	if (sipw__scan_mark(s, '=')) {
		ret->quoted = sipw__scan_sees(s, '"');
		if (ret->quoted ? !sipw__scan_quoted(s, &ret->value) : !scan_bare(s, separator, &ret->value))
			return false;
	}
	struct sipw__scan ahead = *s;
	sipw__scan_blanks(&ahead);
	return sipw__scan_done(&ahead) || parts(*ahead.at, separator) ||
	       sipw__scan_misfit(&ahead, "a separator is expected here", SOURCE);
}

int sipw_params_next(sipw_str *rest, sipw_param *ret_param)
{
	struct sipw__scan s = sipw__scan_of(*rest, PLACE_URI);
	sipw_param param;
	char separator;
	if (!scan_separator(&s, &separator))
		return 0;
	if (!scan_param(&s, separator, &param))
		return SIPW_ERR_SYNTAX;
	*rest = sipw_sn(s.at, (size_t)(s.end - s.at));
	*ret_param = param;
	return 1;
}

int sipw_params_find(sipw_str params, sipw_str name, sipw_param *ret_param)
{
	sipw_param param;
	int code;
	while ((code = sipw_params_next(&params, &param)) == 1)
		if (sipw__equal_nocase(param.name, name)) {
			*ret_param = param;
			return 1;
		}
	return code;
}

size_t sipw_params_count(sipw_str params)
{
	sipw_param param;
	size_t n = 0;
	while (sipw_params_next(&params, &param) == 1)
		n++;
	return n;
}

/* ---- writing ---- */

static int refused(sipw_error *ret_error, int code, const char *sentence)
{
	return sipw__report(ret_error, (sipw_error){ .code = code, .byte = -1, .sentence = sentence });
}

static int bad(sipw_error *ret_error, const char *field, sipw_str s, const char *at, const char *sentence)
{
	const bool missing = s.ptr == NULL;
	return sipw__report(ret_error, (sipw_error){
		.code = missing ? SIPW_ERR_ARGUMENT : SIPW_ERR_SYNTAX,
		.field = field,
		.offset = missing ? 0 : (size_t)(at - s.ptr),
		.byte = missing || at == s.ptr + s.len ? -1 : (unsigned char)*at,
		.sentence = sentence,
		.source = SOURCE,
	});
}

/* A value that stands without quotes: a token, or an IPv6 address in brackets. */
static bool goes_bare(sipw_str value)
{
	struct sipw__scan s = sipw__scan_of(value, PLACE_URI);
	sipw_str whole;
	if (value.len == 0)
		return false;
	return value.ptr[0] == '[' ? sipw__scan_host(&s, &whole) && sipw__scan_done(&s)
				   : sipw__all(value.ptr, value.len, CLASS_TOKEN);
}

static int put_plain(struct sipw__buffer *b, sipw_str value, sipw_error *ret_error)
{
	const char *end = value.ptr + value.len;
	sipw__buffer_char(b, '"');
	for (const char *at = value.ptr; at < end;) {
		const char *next = sipw__span(at, end, CLASS_QDTEXT | CLASS_WSP);
		if (next == at && (*at == '"' || *at == '\\')) {
			sipw__buffer_char(b, '\\');
			next++;
		} else if (next == at) {
			next += sipw__utf8_length(at, end);
		}
		if (next == at)
			return bad(ret_error, "value", value, at, "a quoted string is UTF-8 text without control characters");
		sipw__buffer_put(b, sipw_sn(at, (size_t)(next - at)));
		at = next;
	}
	sipw__buffer_char(b, '"');
	return SIPW_OK;
}

/* What stood between quotes, each fold as a space. */
static int put_wire(struct sipw__buffer *b, sipw_str value, sipw_error *ret_error)
{
	struct sipw__scan s = sipw__scan_of(value, PLACE_URI);
	sipw__buffer_char(b, '"');
	while (!sipw__scan_done(&s)) {
		const char *start = s.at;
		if (!sipw__scan_quoted_element(&s))
			return bad(ret_error, "value", value, s.fault, s.sentence);
		if (*start == '\r')
			sipw__buffer_char(b, ' ');
		else
			sipw__buffer_put(b, sipw_sn(start, (size_t)(s.at - start)));
	}
	sipw__buffer_char(b, '"');
	return SIPW_OK;
}

/* A value that stood without quotes reads back as it is, and is printable. */
static int put_bare(struct sipw__buffer *b, sipw_str value, char separator, sipw_error *ret_error)
{
	struct sipw__scan s = sipw__scan_of(value, PLACE_URI);
	sipw_str whole;
	const char *end = sipw__span(value.ptr, value.ptr + value.len, CLASS_TEXT_UTF8CHAR);
	if (!scan_bare(&s, separator, &whole))
		return bad(ret_error, "value", value, s.fault, s.sentence);
	if (!sipw__scan_done(&s) || end != s.end)
		return bad(ret_error, "value", value, end < s.at ? end : s.at, "not allowed in a value without quotes");
	sipw__buffer_put(b, value);
	return SIPW_OK;
}

static int put_value(struct sipw__buffer *b, const sipw_param *param, char separator, sipw_error *ret_error)
{
	sipw__buffer_char(b, '=');
	if (param->escaped)
		return param->quoted ? put_wire(b, param->value, ret_error) : put_bare(b, param->value, separator, ret_error);
	if (param->quoted || !goes_bare(param->value))
		return put_plain(b, param->value, ret_error);
	sipw__buffer_put(b, param->value);
	return SIPW_OK;
}

static int put_param(struct sipw__buffer *b, const sipw_param *param, char separator, sipw_error *ret_error)
{
	const sipw_str name = param->name;
	const char *end = name.len == 0 ? name.ptr : sipw__span(name.ptr, name.ptr + name.len, CLASS_TOKEN);
	if (name.len == 0 || end != name.ptr + name.len)
		return bad(ret_error, "name", name, end, "a parameter name is a token");
	if (!sipw__given(param->value) && (param->quoted || separator == ','))
		return bad(ret_error, "value", param->value, NULL, "this parameter needs a value");
	sipw__buffer_char(b, separator);
	if (separator == ',')
		sipw__buffer_char(b, ' ');
	sipw__buffer_put(b, name);
	return sipw__given(param->value) ? put_value(b, param, separator, ret_error) : SIPW_OK;
}

static int check_once(const sipw_param *params, size_t n, sipw_error *ret_error)
{
	for (size_t i = 0; i < n; i++)
		if (sipw__equal_nocase(params[i].name, params[n].name))
			return sipw__report(ret_error, (sipw_error){
				.code = SIPW_ERR_SYNTAX,
				.field = "name",
				.byte = (unsigned char)*params[n].name.ptr,
				.sentence = "this parameter is stated twice",
				.source = "RFC 3261 7.3.1",
			});
	return SIPW_OK;
}

ptrdiff_t sipw_params_write(const sipw_param *params, size_t n, char separator, char *out, size_t cap,
			    sipw_error *ret_error)
{
	struct sipw__buffer b = sipw__buffer_of(out, cap);
	if (separator != ';' && separator != ',')
		return refused(ret_error, SIPW_ERR_ARGUMENT, "the separator is ';' or ','");
	if (params == NULL && n > 0)
		return refused(ret_error, SIPW_ERR_ARGUMENT, "the parameters are missing");
	if (n > PARAMS_MAX)
		return refused(ret_error, SIPW_ERR_LIMIT, "a value has 256 parameters at most");
	for (size_t i = 0; i < n; i++) {
		int code = put_param(&b, &params[i], separator, ret_error);
		if (code == SIPW_OK)
			code = check_once(params, i, ret_error);
		if (code != SIPW_OK)
			return code;
	}
	return sipw__buffer_end(&b);
}

/* The run from the cursor of bytes that are themselves. */
static sipw_str plain_run(struct sipw__scan *s)
{
	const char *start = s->at;
	do
		s->at++;
	while (!sipw__scan_done(s) && *s->at != '\\' && *s->at != '\r');
	return sipw_sn(start, (size_t)(s->at - start));
}

ptrdiff_t sipw_unquote(sipw_str wire, char *out, size_t cap)
{
	struct sipw__buffer b = sipw__buffer_of(out, cap);
	struct sipw__scan s = sipw__scan_of(wire, PLACE_URI);
	if (!sipw__given(wire))
		return SIPW_ERR_ARGUMENT;
	while (!sipw__scan_done(&s)) {
		if (*s.at == '\r' && sipw__scan_blanks(&s)) {
			sipw__buffer_char(&b, ' ');
			continue;
		}
		if (*s.at == '\\' && ++s.at == s.end)
			return SIPW_ERR_SYNTAX;
		sipw__buffer_put(&b, plain_run(&s));
	}
	return sipw__buffer_end(&b);
}
