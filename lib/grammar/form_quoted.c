/* SPDX-License-Identifier: MIT */
/* What stands between the quotes of a parameter whose text has a grammar of its own. */
#include "grammar/form.h"

/* A run of one class, at least one byte. */
static bool scan_run(struct sipw__scan *s, uint64_t mask, const char *sentence, const char *source)
{
	sipw_str ignored;
	return sipw__scan_class(s, mask, &ignored, sentence, source);
}

/* One or more uric and escaped octets. */
static bool scan_uric(struct sipw__scan *s, const char *source)
{
	const char *start = s->at;
	return sipw__scan_escaped(s, CLASS_URIC) && (s->at > start || sipw__scan_misfit(s, "a URI goes on here", source));
}

/* "urn:" <NID> ":" <NSS> (RFC 2141 2) */
static bool scan_urn(struct sipw__scan *s, const char *source)
{
	static const sipw_str scheme = SIPW_S("urn:");
	return sipw__scan_word(s, scheme, "a URN is expected here", source) &&
	       scan_run(s, CLASS_DOMAINLABEL, "a URN has the name of its kind here", source) &&
	       sipw__scan_char(s, ':', "':' is expected here", source) && scan_uric(s, source);
}

/* cid-url = "cid" ":" content-id (RFC 2392 2) */
static bool scan_cid(struct sipw__scan *s, const char *source)
{
	static const sipw_str scheme = SIPW_S("cid:");
	return sipw__scan_word(s, scheme, "a cid: URL is expected here", source) && scan_uric(s, source);
}

/* Lower-case hexadecimal digits, as many as the row says. */
static bool scan_lhex(struct sipw__scan *s, const struct param_row *row)
{
	const char *start = s->at;
	s->at = sipw__span(start, s->end, CLASS_LHEX);
	const size_t n = (size_t)(s->at - start);
	return (n >= row->min && n <= row->max) ||
	       sipw__scan_fault(s, SIPW_ERR_SYNTAX, start, sipw__param_pool + row->sentence, sipw__form_source(row));
}

/* dot-atom = atom *( "." atom ) (RFC 3892 3) */
static bool scan_dot_atom(struct sipw__scan *s, const char *source)
{
	while (scan_run(s, CLASS_TOKEN_NODOT, "a part of a message identifier is expected here", source)) {
		if (!sipw__scan_sees(s, '.'))
			return true;
		s->at++;
	}
	return false;
}

/* sip-clean-msg-id = dot-atom "@" ( dot-atom / host ) (RFC 3892 3) */
static bool scan_msg_id(struct sipw__scan *s, const char *source)
{
	sipw_str host;
	if (!scan_dot_atom(s, source) || !sipw__scan_char(s, '@', "'@' is expected here", source))
		return false;
	struct sipw__scan ahead = *s;
	if (!sipw__scan_host(&ahead, &host) || !sipw__scan_done(&ahead))
		return scan_dot_atom(s, source);
	s->at = ahead.at;
	return true;
}

/* "<" 1*uric ">" (RFC 5626 10) */
static bool scan_instance(struct sipw__scan *s, const char *source)
{
	return sipw__scan_char(s, '<', "'<' is expected here", source) && scan_uric(s, source) &&
	       sipw__scan_char(s, '>', "'>' is expected here", source);
}

/* number = [ "+" / "-" ] 1*DIGIT [ "." 0*DIGIT ] (RFC 3840 9) */
static bool scan_number(struct sipw__scan *s, const char *source)
{
	if (sipw__scan_sees(s, '+') || sipw__scan_sees(s, '-'))
		s->at++;
	if (!scan_run(s, CLASS_DIGIT, "a digit is expected here", source))
		return false;
	if (sipw__scan_sees(s, '.'))
		s->at = sipw__span(s->at + 1, s->end, CLASS_DIGIT);
	return true;
}

/* numeric = "#" ( ">=" / "<=" / "=" / ( number ":" ) ) number, from behind the "#" */
static bool scan_numeric(struct sipw__scan *s, const char *source)
{
	if (sipw__scan_sees(s, '>') || sipw__scan_sees(s, '<')) {
		s->at++;
		return sipw__scan_char(s, '=', "'=' is expected here", source) && scan_number(s, source);
	}
	if (!sipw__scan_sees(s, '='))
		return scan_number(s, source) && sipw__scan_char(s, ':', "':' is expected here", source) &&
		       scan_number(s, source);
	s->at++;
	return scan_number(s, source);
}

/* tag-value = [ "!" ] ( token-nobang / boolean / numeric ) */
static bool scan_tag_value(struct sipw__scan *s, const char *source)
{
	if (sipw__scan_sees(s, '!'))
		s->at++;
	if (sipw__scan_sees(s, '#')) {
		s->at++;
		return scan_numeric(s, source);
	}
	const char *start = s->at;
	if (!scan_run(s, CLASS_TOKEN, "the value of a feature tag is expected here", source))
		return false;
	const char *bang = memchr(start, '!', (size_t)(s->at - start));
	return bang == NULL ||
	       sipw__scan_fault(s, SIPW_ERR_SYNTAX, bang, "'!' can only begin the value of a feature tag", source);
}

/* string-value = "<" *( qdtext-no-abkt / quoted-pair ) ">", known to be in a quoted-string */
static bool scan_string_value(struct sipw__scan *s, const char *source)
{
	for (s->at++; s->at < s->end && *s->at != '<' && *s->at != '>'; s->at++)
		if (*s->at == '\\' && s->end - s->at > 1)
			s->at++;
	return sipw__scan_char(s, '>', "'>' is expected here", source);
}

/* tag-value-list / string-value; the list's comma has no blanks beside it (RFC 3840 9) */
static bool scan_feature(struct sipw__scan *s, const char *source)
{
	if (sipw__scan_sees(s, '<'))
		return scan_string_value(s, source);
	while (scan_tag_value(s, source)) {
		if (!sipw__scan_sees(s, ','))
			return true;
		s->at++;
	}
	return false;
}

/* jip = 1*phonedigit-hex ";jip-context=" "+" 1*3( phonedigit ) *phonedigit-hex (RFC 5503 7.1) */
static bool scan_jip(struct sipw__scan *s, const char *source)
{
	static const sipw_str context = SIPW_S(";jip-context=");
	if (!scan_run(s, CLASS_TEL_PHONEDIGIT_HEX, "a digit is expected here", source) ||
	    !sipw__scan_word(s, context, "';jip-context=' is expected here", source) ||
	    !sipw__scan_char(s, '+', "'+' is expected here", source) ||
	    !scan_run(s, CLASS_TEL_PHONEDIGIT, "a digit is expected here", source))
		return false;
	s->at = sipw__span(s->at, s->end, CLASS_TEL_PHONEDIGIT_HEX);
	return true;
}

/* transit-ioi-param = transit-ioi-name "." transit-ioi-index / "void" (RFC 7315 5.6) */
static bool scan_transit(struct sipw__scan *s, const char *source)
{
	static const sipw_str nothing = SIPW_S("void");
	const char *start = s->at;
	s->at = sipw__span(start, s->end, CLASS_ALPHANUM);
	if (s->at == start || !sipw__is(*start, CLASS_ALPHA)) {
		s->at = start;
		return sipw__scan_misfit(s, "a name that begins with a letter is expected here", source);
	}
	if (!sipw__scan_sees(s, '.'))
		return sipw__equal_nocase(sipw_sn(start, (size_t)(s->at - start)), nothing) ||
		       sipw__scan_misfit(s, "'.' and an index are expected here", source);
	s->at++;
	return scan_run(s, CLASS_DIGIT, "a digit is expected here", source);
}

/* algo-list = "loss" / *( other-algo ), of letters and digits (RFC 7339 9) */
static bool scan_algorithm(struct sipw__scan *s, const char *source)
{
	return scan_run(s, CLASS_ALPHANUM, "letters and digits are expected here", source);
}

/* Elements with COMMA between them. */
static bool scan_list(struct sipw__scan *s, const char *source, bool (*scan)(struct sipw__scan *, const char *))
{
	do
		if (!scan(s, source))
			return false;
	while (sipw__scan_mark(s, ','));
	return true;
}

/* op-id ":" header ".." signature, both in base64, by the example in its URL alphabet (RFC 8055 5.6.2) */
static bool scan_realm(struct sipw__scan *s, const char *source)
{
	static const sipw_str dots = SIPW_S("..");
	static const char sentence[] = "a base64 character is expected here";
	return scan_run(s, CLASS_TOKEN, "a token is expected here", source) &&
	       sipw__scan_char(s, ':', "':' is expected here", source) &&
	       scan_run(s, CLASS_BASE64_CHAR, sentence, source) &&
	       sipw__scan_word(s, dots, "'..' is expected here", source) &&
	       scan_run(s, CLASS_BASE64_CHAR, sentence, source);
}

bool sipw__scan_quoted_form(struct sipw__scan *s, const struct param_row *row)
{
	const char *source = sipw__form_source(row);
	sipw_str uri;
	switch (row->form) {
	case FORM_QUOTED_URI:
		return sipw__scan_uri(s, URI_ANY, &uri);
	case FORM_QUOTED_URN:
		return scan_urn(s, source);
	case FORM_QUOTED_CID:
		return scan_cid(s, source);
	case FORM_QUOTED_LHEX:
		return scan_lhex(s, row);
	case FORM_MSG_ID:
		return scan_msg_id(s, source);
	case FORM_INSTANCE:
		return scan_instance(s, source);
	case FORM_FEATURE:
		return scan_feature(s, source);
	case FORM_JIP:
		return scan_jip(s, source);
	case FORM_TRANSIT_IOI:
		return scan_list(s, source, scan_transit);
	case FORM_OC_ALGO:
		return scan_list(s, source, scan_algorithm);
	case FORM_REALM:
		return scan_realm(s, source);
	default:
		s->at = s->end;
		return true;
	}
}

/* A URI has no character that must be escaped, but any of them may be. */
static bool may_be_escaped(int form)
{
	return form == FORM_QUOTED_URI || form == FORM_QUOTED_URN || form == FORM_QUOTED_CID;
}

/* Takes the backslashes out of wire text; false if what is left does not fit. */
static bool unescape(sipw_str wire, char *plain, size_t cap, size_t *ret_len)
{
	size_t n = 0;
	for (size_t i = 0; i < wire.len; i++) {
		if (wire.ptr[i] == '\\' && i + 1 < wire.len)
			i++;
		if (n == cap)
			return false;
		plain[n++] = wire.ptr[i];
	}
	*ret_len = n;
	return true;
}

/* Where byte n of the plain text stands in the wire text. */
static const char *place_in(sipw_str wire, size_t n)
{
	const char *at = wire.ptr, *end = wire.ptr + wire.len;
	for (; n > 0 && at < end; n--)
		at += *at == '\\' && end - at > 1 ? 2 : 1;
	return at;
}

static bool scan_whole(struct sipw__scan *s, const struct param_row *row)
{
	if (sipw__scan_quoted_form(s, row) && !sipw__scan_done(s))
		sipw__scan_misfit(s, "not allowed in this parameter", sipw__form_source(row));
	return s->code == SIPW_OK;
}

bool sipw__scan_quoted_wire(struct sipw__scan *s, const struct param_row *row, sipw_str wire)
{
	char plain[ESCAPED_MAX];
	size_t len = 0;
	struct sipw__scan inner = sipw__scan_of(wire, s->place);
	const bool escaped = may_be_escaped(row->form) && wire.len > 0 && memchr(wire.ptr, '\\', wire.len) != NULL;
	if (!escaped)
		return scan_whole(&inner, row) || sipw__scan_fault(s, inner.code, inner.fault, inner.sentence, inner.source);
	if (!unescape(wire, plain, sizeof plain, &len))
		return sipw__scan_fault(s, SIPW_ERR_LIMIT, wire.ptr, "a URI with escapes in it has 1024 bytes at most", NULL);
	inner = sipw__scan_of(sipw_sn(plain, len), s->place);
	return scan_whole(&inner, row) ||
	       sipw__scan_fault(s, inner.code, place_in(wire, (size_t)(inner.fault - plain)), inner.sentence, inner.source);
}
