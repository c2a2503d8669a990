/* SPDX-License-Identifier: MIT */
/* Values that are words with something between them: Privacy, Allow-Events, Content-Language,
 * Request-Disposition. Each is one text in wire form. */
#include "fields/encode.h"

/* Words, and `mark` between two of them. */
static bool scan_words(struct sipw__scan *s, char mark, bool (*scan_word)(struct sipw__scan *), sipw_str *ret)
{
	const char *start = s->at;
	while (scan_word(s)) {
		if (!sipw__scan_sees(s, mark)) {
			*ret = sipw_sn(start, (size_t)(s->at - start));
			return true;
		}
		s->at++;
	}
	return false;
}

/* priv-value *( ";" priv-value ); white space beside the semicolon is taken as in SEMI (RFC 3323 4.2). */
bool sipw__scan_semicolon_token_list(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	sipw_str token;
	do
		if (!sipw__scan_class(s, CLASS_TOKEN, &token, "a kind of privacy is a token", "RFC 3323 4.2"))
			return false;
	while (sipw__scan_mark(s, ';'));
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

char *sipw__encode_semicolon_token_list(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", "not allowed in a list of tokens", "RFC 3323 4.2" };
	return sipw__out_scanned(o, p, v, sipw__scan_semicolon_token_list, &part);
}

static bool scan_package(struct sipw__scan *s)
{
	sipw_str word;
	return sipw__scan_class(s, CLASS_TOKEN_NODOT, &word, "the name of an event package is expected here", "RFC 6665 8.4");
}

/* event-type = event-package *( "." event-template ) (RFC 6665 8.4) */
bool sipw__scan_event_type(struct sipw__scan *s, sipw_str *ret)
{
	return scan_words(s, '.', scan_package, ret);
}

char *sipw__encode_event_type(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", "not allowed in the name of an event package", "RFC 6665 8.4" };
	return sipw__out_scanned(o, p, v, sipw__scan_event_type, &part);
}

static bool scan_subtag(struct sipw__scan *s)
{
	static const char sentence[] = "a part of a language tag is one to eight letters";
	const char *start = s->at;
	const char *stop = sipw__span(start, s->end, CLASS_ALPHA);
	s->at = stop - start > 8 ? start + 8 : stop;
	return (stop > start && s->at == stop) || sipw__scan_misfit(s, sentence, "RFC 3261 25.1");
}

/* language-tag = primary-tag *( "-" subtag ) (RFC 3261 25.1) */
bool sipw__scan_language_tag(struct sipw__scan *s, sipw_str *ret)
{
	return scan_words(s, '-', scan_subtag, ret);
}

char *sipw__encode_language_tag(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", "not allowed in a language tag", "RFC 3261 25.1" };
	return sipw__out_scanned(o, p, v, sipw__scan_language_tag, &part);
}

/* directive: one word of six pairs (RFC 3841 10) */
bool sipw__scan_directive(struct sipw__scan *s, sipw_str *ret)
{
	static const sipw_str directives[] = {
		SIPW_S("proxy"),   SIPW_S("redirect"),	 SIPW_S("cancel"),   SIPW_S("no-cancel"),  SIPW_S("fork"),  SIPW_S("no-fork"),
		SIPW_S("recurse"), SIPW_S("no-recurse"), SIPW_S("parallel"), SIPW_S("sequential"), SIPW_S("queue"), SIPW_S("no-queue"),
	};
	const char *stop = sipw__span(s->at, s->end, CLASS_TOKEN);
	const sipw_str word = sipw_sn(s->at, (size_t)(stop - s->at));
	for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++)
		if (sipw__equal_nocase(word, directives[i])) {
			s->at = stop;
			*ret = word;
			return true;
		}
	return sipw__scan_misfit(s, "a directive such as no-fork is expected here", "RFC 3841 10");
}

char *sipw__encode_directive(struct sipw__out *o, char *p, sipw_str v)
{
	static const struct sipw__part part = { "value", "not allowed in a directive", "RFC 3841 10" };
	return sipw__out_scanned(o, p, v, sipw__scan_directive, &part);
}
