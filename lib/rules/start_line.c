/* SPDX-License-Identifier: MIT */
/* The start line (RFC 3261 7.1, 7.2), byte by byte. */
#include "rules/start_line.h"

#include "grammar/scan.h"
#include "text/compiler.h"
#include "text/utf8.h"

#define SOURCE "RFC 3261 25.1"

static const char one_space[] = "exactly one space is expected here";

COLD static void report(struct sipw__report *r, const struct line *line, const struct sipw__scan *s)
{
	sipw__report(r, line, s->fault, (sipw_finding){
		.severity = SIPW_ERROR,
		.code = s->code,
		.rule = "start-line",
		.sentence = s->sentence,
		.source = s->source,
	});
}

/* SP */
static bool scan_space(struct sipw__scan *s)
{
	if (!sipw__scan_char(s, ' ', one_space, SOURCE))
		return false;
	return (s->at < s->end && !sipw__is(*s->at, CLASS_WSP)) || sipw__scan_done(s) ||
	       sipw__scan_misfit(s, one_space, SOURCE);
}

/* SIP-Version = "SIP" "/" 1*DIGIT "." 1*DIGIT; all but 2.0 is none that the library speaks. */
static bool scan_version(struct sipw__scan *s)
{
	static const sipw_str version = SIPW_S("SIP/2.0");
	return sipw__scan_word(s, version, "SIP/2.0 is expected here", "RFC 3261 7.1") &&
	       (sipw__scan_done(s) || !sipw__is(*s->at, CLASS_DIGIT) ||
		sipw__scan_misfit(s, "SIP/2.0 is expected here", "RFC 3261 7.1"));
}

static bool scan_code(struct sipw__scan *s)
{
	static const char sentence[] = "a response code has three digits and is 100 to 699";
	const char *start = s->at;
	uint32_t code;
	if (!sipw__scan_digits(s, 3, &code, SOURCE))
		return false;
	return (code >= 100 && code <= 699) || sipw__scan_fault(s, SIPW_ERR_RANGE, start, sentence, "RFC 3261 7.2");
}

/* Reason-Phrase = *(reserved / unreserved / escaped / UTF8-NONASCII / UTF8-CONT / SP / HTAB) */
static bool scan_reason(struct sipw__scan *s)
{
	while (sipw__scan_escaped(s, CLASS_REASON_PHRASE) && !sipw__scan_done(s)) {
		const size_t length = sipw__utf8_length(s->at, s->end);
		if (length == 0)
			return sipw__scan_misfit(s, "not allowed in a reason phrase", SOURCE);
		s->at += length;
	}
	return s->code == SIPW_OK;
}

static bool scan_response(struct sipw__scan *s)
{
	return scan_version(s) && scan_space(s) && scan_code(s) && sipw__scan_char(s, ' ', one_space, SOURCE) &&
	       scan_reason(s);
}

/* All of a Request-URI. Its ?headers are a condition of their own. */
static bool scan_request_uri(struct sipw__scan *s)
{
	sipw_str uri;
	return sipw__scan_uri(s, URI_ANY, &uri) &&
	       (sipw__scan_done(s) || sipw__scan_misfit(s, "not allowed in a Request-URI", "RFC 3261 19.1.1"));
}

/* A Request-URI ends at the space, whatever it is made of, so that the rest can be looked at, too. */
static bool scan_request(struct sipw__scan *s, struct sipw__scan *ret_uri)
{
	sipw_str method;
	if (!sipw__scan_class(s, CLASS_TOKEN, &method, "a method or SIP/2.0 is expected here", "RFC 3261 7") ||
	    !scan_space(s))
		return false;
	const char *stop = memchr(s->at, ' ', (size_t)(s->end - s->at));
	if (stop == NULL)
		stop = s->end;
	*ret_uri = sipw__scan_of(sipw_sn(s->at, (size_t)(stop - s->at)), PLACE_URI);
	scan_request_uri(ret_uri);
	s->at = stop;
	return scan_space(s) && scan_version(s);
}

static bool is_response(const struct sipw__scan *s)
{
	return s->end - s->at >= 4 && sipw__same_nocase(s->at, "SIP/", 4);
}

/* A line that was not taken for a start line, from its first byte on. */
COLD static bool check_broken(struct sipw__report *r, const struct line *line)
{
	const sipw_str text = sipw_sn(line->ptr, line->len - 2);
	struct sipw__scan s = sipw__scan_of(text, 0), uri = s;
	const bool right = is_response(&s) ? scan_response(&s) : scan_request(&s, &uri);
	if (uri.code != SIPW_OK)
		report(r, line, &uri);
	if (right && !sipw__scan_done(&s))
		sipw__scan_misfit(&s, "the start line ends here", "RFC 3261 7");
	if (s.code != SIPW_OK)
		report(r, line, &s);
	return uri.at > text.ptr && uri.code == SIPW_OK;
}

static void check_version(struct sipw__report *r, const struct line *line, const char *start)
{
	struct sipw__scan s = sipw__scan_of(sipw_sn(start, line->name_len), 0);
	if (!scan_version(&s))
		report(r, line, &s);
}

static void check_reason(struct sipw__report *r, const struct line *line)
{
	const size_t start = line->name_len + sizeof " 200 " - 1;
	struct sipw__scan s = sipw__scan_of(sipw_sn(line->ptr + start, line->len - start - 2), 0);
	if (!scan_reason(&s))
		report(r, line, &s);
}

bool sipw__start_check(struct sipw__report *r, const struct line *line)
{
	struct sipw__scan uri;
	if (line->flags & LINE_BROKEN)
		return check_broken(r, line);
	if (r->view->response) {
		check_version(r, line, line->ptr);
		check_reason(r, line);
		return false;
	}
	uri = sipw__scan_of(sipw__start_uri(r->view->m), PLACE_URI);
	if (!scan_request_uri(&uri))
		report(r, line, &uri);
	check_version(r, line, line->ptr + line->len - 2 - line->name_len);
	return uri.code == SIPW_OK;
}
