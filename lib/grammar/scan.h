/* SPDX-License-Identifier: MIT */
#ifndef SIPW_SCAN_H
#define SIPW_SCAN_H

/*
 * A cursor over text and the elements of RFC 3261 25.1 that all values are made of. Each function
 * stands at the element, moves behind it and returns true; or it notes the fault and returns
 * false, and the cursor is worth nothing any more. The first fault stays.
 */

#include "sipwright/error.h"
#include "sipwright/uri.h"
#include "text/class.h"
#include "text/str.h"

struct sipw__scan {
	const char *at;
	const char *end;
	int place; /* the header index, for the forms of parameters; PLACE_URI inside a URI */
	int code; /* SIPW_OK, or the fault: */
	const char *fault; /* where */
	const char *sentence;
	const char *source;
	const char *params; /* the first parameter of this value, NULL before it */
	uint64_t seen; /* a bit for some names among its parameters, so that few are compared */
	uint16_t n_params; /* with PARAMS_DOUBTFUL if two of them share a bit */
	bool once; /* a parameter stated twice is a fault */
	bool follows; /* another value of the list stands before this one */
	bool checking; /* what is a condition of its own is no fault */
	bool strict; /* to build with or to check: what is only borne with in received values is a fault */
};

/* The number of parameters a value may have: what keeps the search for doubles linear. */
#define PARAMS_MAX 256
#define PARAMS_DOUBTFUL 0x8000u

static inline struct sipw__scan sipw__scan_of(sipw_str text, int place)
{
	struct sipw__scan s;
	s.at = text.ptr;
	s.end = text.len > 0 ? text.ptr + text.len : text.ptr;
	s.place = place;
	s.code = SIPW_OK;
	s.once = false;
	s.follows = false;
	s.checking = false;
	s.strict = false;
	return s;
}

/* From here on the parameters belong to a new value, and none may stand twice (RFC 3261 7.3.1). */
static inline void sipw__scan_params_start(struct sipw__scan *s)
{
	s->params = NULL;
	s->seen = 0;
	s->n_params = 0;
	s->once = true;
}

/* Notes a fault at a place; returns false. */
bool sipw__scan_fault(struct sipw__scan *s, int code, const char *at, const char *sentence, const char *source);

/* A byte at the cursor that the grammar does not have there; returns false. */
static inline bool sipw__scan_misfit(struct sipw__scan *s, const char *sentence, const char *source)
{
	return sipw__scan_fault(s, SIPW_ERR_SYNTAX, s->at, sentence, source);
}

/* Hands the fault of a scan over `text` out: returns its code, and fills *ret_error, which may be NULL. */
int sipw__scan_report(const struct sipw__scan *s, const char *field, sipw_str text, sipw_error *ret_error);

/* Whether all of the text was taken; else a fault, unless there is one. */
bool sipw__scan_end(struct sipw__scan *s, const char *source);

static inline bool sipw__scan_done(const struct sipw__scan *s)
{
	return s->at == s->end;
}

static inline bool sipw__scan_sees(const struct sipw__scan *s, char c)
{
	return s->at < s->end && *s->at == c;
}

/* One literal character. */
static inline bool sipw__scan_char(struct sipw__scan *s, char c, const char *sentence, const char *source)
{
	if (!sipw__scan_sees(s, c))
		return sipw__scan_misfit(s, sentence, source);
	s->at++;
	return true;
}

/* [LWS], folds included; says whether there was any. */
bool sipw__scan_blanks(struct sipw__scan *s);

/* One space with no other blank behind it, as most write LWS; false means nothing but "look closer". */
static inline bool sipw__scan_one_space(struct sipw__scan *s)
{
	if (s->end - s->at < 2 || *s->at != ' ' || sipw__is(s->at[1], CLASS_LWS))
		return false;
	s->at++;
	return true;
}

/* LWS: at least one blank. */
bool sipw__scan_gap(struct sipw__scan *s);

/* SP: one space, or a fold, which stands for one (RFC 3261 7.3.1). */
bool sipw__scan_space(struct sipw__scan *s, const char *source);

bool sipw__scan_mark_slowly(struct sipw__scan *s, char c);

/* Blanks, the character, blanks, as SEMI, COMMA, EQUAL, SLASH. If another character comes, nothing
 * is moved and it returns false without a fault. */
static inline bool sipw__scan_mark(struct sipw__scan *s, char c)
{
	if (sipw__scan_done(s) || (*s->at != c && !sipw__is(*s->at, CLASS_LWS)))
		return false;
	if (*s->at != c || (s->end - s->at > 1 && sipw__is(s->at[1], CLASS_LWS)))
		return sipw__scan_mark_slowly(s, c);
	s->at++;
	return true;
}

/* One or more bytes of the classes of a mask. */
static inline bool sipw__scan_class(struct sipw__scan *s, uint64_t mask, sipw_str *ret, const char *sentence,
				    const char *source)
{
	const char *start = s->at;
	s->at = sipw__span(start, s->end, mask);
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return s->at > start || sipw__scan_misfit(s, sentence, source);
}

bool sipw__scan_token(struct sipw__scan *s, sipw_str *ret);

/* A whole word of letters that must follow, in any case. */
bool sipw__scan_word(struct sipw__scan *s, sipw_str word, const char *sentence, const char *source);

/* 1*DIGIT, min to max. */
bool sipw__scan_number(struct sipw__scan *s, uint32_t min, uint32_t max, uint32_t *ret, const char *source);

/* Exactly n digits. */
bool sipw__scan_digits(struct sipw__scan *s, unsigned n, uint32_t *ret, const char *source);

/* qvalue, in thousandths. */
bool sipw__scan_q(struct sipw__scan *s, uint32_t *ret);

/* quoted-string; *ret is what stands between the quotes, escapes and all. */
bool sipw__scan_quoted(struct sipw__scan *s, sipw_str *ret);

/* Of what stands between the quotes: a run of plain bytes, an escaped byte, a UTF-8 sequence, or LWS
 * with a fold in front. */
bool sipw__scan_quoted_element(struct sipw__scan *s);

/* comment, with comments inside it; *ret is what stands between the outer parentheses. */
bool sipw__scan_comment(struct sipw__scan *s, sipw_str *ret);

/* host: a name, an IPv4 address, or an IPv6 address in brackets, which *ret includes. */
bool sipw__scan_host(struct sipw__scan *s, sipw_str *ret);

/* The end of the IPv4 address at `at`, which nothing that could belong to a name follows; or NULL. */
const char *sipw__ipv4_end(const char *at, const char *end);

/* An IPv4 address, or an IPv6 address with or without brackets (RFC 5118 4.5). */
bool sipw__scan_address(struct sipw__scan *s);

/* A name, never an address. */
bool sipw__scan_hostname(struct sipw__scan *s, sipw_str *ret, const char *source);

/* Whether two hosts that were scanned are the same: names without regard to case, addresses by what they
 * stand for (RFC 5954 4.2), IPv6 ones with or without brackets. */
bool sipw__same_host(sipw_str a, sipw_str b);

/* IPv6address without brackets, to the end of its characters (RFC 5954). */
bool sipw__scan_ipv6(struct sipw__scan *s);

/* An IPv6 address that lacks its brackets, or means to be one. */
static inline bool sipw__is_bare_ipv6(sipw_str host)
{
	return host.len > 0 && memchr(host.ptr, ':', host.len) != NULL && host.ptr[0] != '[';
}

/* hostport: [":" port]; 0 if there is none. */
bool sipw__scan_port(struct sipw__scan *s, uint32_t *ret);

/* The end of the run from `at` of bytes of a mask and of escaped octets; a "%" that begins no
 * escape ends it. */
static inline const char *sipw__escaped_run(const char *at, const char *end, uint64_t mask)
{
	for (;;) {
		at = sipw__span(at, end, mask);
		if (end - at < 3 || *at != '%' || !sipw__is(at[1], CLASS_HEXDIG) || !sipw__is(at[2], CLASS_HEXDIG))
			return at;
		at += 3;
	}
}

/* Bytes of a mask and escaped octets (%HH); none at all is fine. */
bool sipw__scan_escaped(struct sipw__scan *s, uint64_t mask);

/* The same, and what it was; `sentence` says what is wrong if there is not one byte. */
bool sipw__scan_escaped_text(struct sipw__scan *s, uint64_t mask, sipw_str *ret, const char *sentence, const char *source);

enum {
	URI_ANY = 0,
	URI_BARE = 1, /* an addr-spec without brackets: ends before , ; ? (RFC 3261 20) */
	URI_REQUEST = 2 /* a Request-URI: no ?headers (19.1.1) */
};

/* SIP-URI, SIPS-URI or absoluteURI. */
bool sipw__scan_uri(struct sipw__scan *s, unsigned how, sipw_str *ret);

/* The same, taken apart. A bare one has neither parameters nor headers. */
bool sipw__scan_uri_parts(struct sipw__scan *s, unsigned how, sipw_uri *ret);

/* A whole sip or sips URI in parts; false for another scheme and for what is no URI. */
bool sipw__uri_split(sipw_str uri, sipw_uri *ret);

/* *( ";" uri-parameter ), each in the form that params.spec gives it, none twice (19.1.1). */
bool sipw__scan_uri_params(struct sipw__scan *s);

/* The number of header fields a URI may have: what keeps comparing them linear. */
#define URI_HEADERS_MAX 256

/* One hname "=" hvalue. */
bool sipw__scan_uri_header(struct sipw__scan *s, sipw_str *ret_name, sipw_str *ret_value);

/* "?" header *( "&" header ) */
bool sipw__scan_uri_headers(struct sipw__scan *s);

/* scheme, without its ":". */
bool sipw__scan_scheme(struct sipw__scan *s, sipw_str *ret);

/* What follows the ":" of a scheme other than sip and sips. */
bool sipw__scan_other_uri(struct sipw__scan *s, sipw_str scheme, unsigned how, sipw_str *ret);

static inline bool sipw__is_tel(sipw_str scheme)
{
	static const sipw_str tel = SIPW_S("tel");
	return sipw__equal_nocase(scheme, tel);
}

/* One parameter as it stands. */
struct sipw__param {
	sipw_str name;
	sipw_str value;  /* absent if there is none; without its quotes if quoted */
	bool quoted;
	sipw_str whole; /* from the separator to the end of the value */
};

/* A URI parameter, behind its ';' (RFC 3261 25.1 uri-parameter, without blanks). */
bool sipw__scan_uri_param(struct sipw__scan *s, struct sipw__param *ret);

/*
 * The next parameter, if the separator (';', or ',' in challenges and credentials) comes next:
 * its name, and its value in the form that params.spec gives it at s->place, else generic-param.
 * False without a fault (s->code) if no separator comes.
 */
bool sipw__scan_param(struct sipw__scan *s, char separator, struct sipw__param *ret);

/*
 * The parameter that a value begins its parameters with as most write it: `start` is ";name=" in small
 * letters, and a token follows. The name's form at s->place must take any token. False, with nothing
 * moved, means nothing but "look closer".
 */
bool sipw__scan_usual_param(struct sipw__scan *s, sipw_str start, sipw_str *ret);

/* Stands behind the last parameter and compares their names; false, with a fault, if one stands twice.
 * sipw__scan_param() does so where no more come. */
bool sipw__scan_doubles(struct sipw__scan *s, bool in_uri);

/* A parameter, from its name on. */
bool sipw__scan_bare_param(struct sipw__scan *s, struct sipw__param *ret);

/* Adds a parameter that has no field of its own to the slice of the others, which then reaches
 * from the first such one to this. */
static inline void sipw__params_extend(sipw_str *params, const struct sipw__param *param)
{
	if (params->ptr == NULL)
		*params = param->whole;
	else
		params->len = (size_t)(param->whole.ptr + param->whole.len - params->ptr);
}

static inline bool sipw__param_is(const struct sipw__param *param, sipw_str name)
{
	return sipw__equal_nocase(param->name, name);
}

/* [ display-name ] "<" URI ">", or, if `bare` allows it, an addr-spec without brackets. *ret_quoted:
 * the display name was a quoted-string, and is given without its quotes. */
struct sipw__name_addr {
	sipw_str display;
	sipw_str uri;
};
bool sipw__scan_display_uri(struct sipw__scan *s, bool bare, struct sipw__name_addr *ret);

#endif
