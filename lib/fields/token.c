/* SPDX-License-Identifier: MIT */
/* A token, alone or with parameters (RFC 3261 25.1). The scanner of a bare token is the grammar's. */
#include "fields/encode.h"

static const struct sipw__part part = { "value", "a token is expected here", "RFC 3261 25.1" };

char *sipw__encode_token(struct sipw__out *o, char *p, sipw_str v)
{
	return sipw__out_token(o, p, v, &part);
}

/* ---- a list ---- */

/* The most tokens of a list, and bytes of a token, that are told at a glance. */
#define TOKENS_MAX 100
#define TOKEN_MAX 16
#define TOKEN_FRAME 2 /* ", " */
_Static_assert(TOKENS_MAX * (TOKEN_MAX + TOKEN_FRAME) <= COUNT_MAX * 8, "all their bytes can be counted");

/* Copies a token of up to TOKEN_MAX bytes; NULL if it is none. Most have 4 to 8. */
static inline char *copy_some(char *p, sipw_str s)
{
	if (LIKELY(s.len - 4 <= 4)) {
		sipw__copy_words(p, s.ptr, s.len, 4);
		return p + s.len;
	}
	return s.len - 1 < TOKEN_MAX ? sipw__copy_short(p, s.ptr, s.len) : NULL;
}

/* All tokens with what stands between them, and then a look at all bytes: if as many are everyday ones as the
 * tokens have, these have no others. NULL means nothing but "look closer". */
static char *copy_tokens(const struct sipw__out *o, char *p, const sipw_str *values, size_t n)
{
	char *start = p;
	if (n > TOKENS_MAX || o->limit - p < (ptrdiff_t)(n * (TOKEN_MAX + TOKEN_FRAME)))
		return NULL;
	for (const sipw_str *v = values; v < values + n; v++) {
		p = copy_some(p, *v);
		if (p == NULL)
			return NULL;
		memcpy(p, ", \0", 4);
		p += TOKEN_FRAME;
	}
	const size_t len = (size_t)(p - start);
	return sipw__count_everyday(start, len) == len - n * TOKEN_FRAME ? p - TOKEN_FRAME : NULL;
}

COLD static char *put_any_tokens(struct sipw__out *o, char *p, const sipw_str *values, size_t n)
{
	p = sipw__encode_token(o, p, *values);
	for (const sipw_str *v = values + 1; v < values + n; v++)
		p = sipw__encode_token(o, sipw__out_comma(o, p), *v);
	return p;
}

char *sipw__encode_tokens(struct sipw__out *o, char *p, const sipw_str *values, size_t n)
{
	char *end = copy_tokens(o, p, values, n);
	return end != NULL ? end : put_any_tokens(o, p, values, n);
}

/* ---- with parameters ---- */

char *sipw__encode_token_params(struct sipw__out *o, char *p, const sipw_token *v)
{
	p = sipw__out_token(o, p, v->value, &part);
	if (!sipw__given(v->params))
		return p;
	return sipw__out_params(o, p, v->params, ';', sipw__out_mark(o, p), v->escaped);
}

bool sipw__scan_token_params(struct sipw__scan *s, sipw_token *ret)
{
	struct sipw__param param;
	*ret = (sipw_token){ .escaped = true };
	if (!sipw__scan_token(s, &ret->value))
		return false;
	while (sipw__scan_param(s, ';', &param))
		sipw__params_extend(&ret->params, &param);
	return s->code == SIPW_OK;
}
