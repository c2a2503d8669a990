/* SPDX-License-Identifier: MIT */
/* A token or a quoted string with parameters: P-Visited-Network-ID (RFC 7315 5.3), User-to-User (RFC 7433
 * 4.1). */
#include "fields/named.h"

/* As a token if it is one. */
static char *put_word(struct sipw__out *o, char *p, sipw_str text, bool escaped, const struct sipw__part *part)
{
	if (text.len > 0 && sipw__all(text.ptr, text.len, CLASS_TOKEN))
		return sipw__out_bytes(o, p, text);
	return sipw__given(text) ? sipw__out_text(o, p, text, escaped, part) : sipw__out_bad(o, part, text, NULL);
}

static bool scan_word(struct sipw__scan *s, sipw_str *ret, const char *source)
{
	if (sipw__scan_sees(s, '"'))
		return sipw__scan_quoted(s, ret);
	return sipw__scan_class(s, CLASS_TOKEN, ret, "a token or a quoted string is expected here", source);
}

char *sipw__encode_word_params(struct sipw__out *o, char *p, const sipw_word *v)
{
	static const struct sipw__part part = { "value", "a value is UTF-8 text without control characters",
						"RFC 7315 5.3" };
	return sipw__out_named(o, put_word(o, p, v->value, v->escaped, &part), SIPW_KIND_WORD_PARAMS, v);
}

bool sipw__scan_word_params(struct sipw__scan *s, sipw_word *ret)
{
	*ret = (sipw_word){ .escaped = true };
	return scan_word(s, &ret->value, "RFC 7315 5.3") && sipw__scan_named(s, SIPW_KIND_WORD_PARAMS, ret);
}

char *sipw__encode_user_to_user(struct sipw__out *o, char *p, const sipw_user_to_user *v)
{
	static const struct sipw__part part = { "data", "the data is UTF-8 text without control characters",
						"RFC 7433 4.1" };
	return sipw__out_named(o, put_word(o, p, v->data, v->escaped, &part), SIPW_KIND_USER_TO_USER, v);
}

bool sipw__scan_user_to_user(struct sipw__scan *s, sipw_user_to_user *ret)
{
	*ret = (sipw_user_to_user){ .escaped = true };
	return scan_word(s, &ret->data, "RFC 7433 4.1") && sipw__scan_named(s, SIPW_KIND_USER_TO_USER, ret);
}
