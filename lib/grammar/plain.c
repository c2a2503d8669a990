/* SPDX-License-Identifier: MIT */
#include "grammar/plain.h"

#include "text/compiler.h"
#include "text/str.h"

/* The length of "sip:", which alone is plain. */
#define PLAIN_SCHEME 4

const char *sipw__plain_name(const char *p, const char *end)
{
	const size_t left = (size_t)(end - p);
	const unsigned n = left > MASK_MAX ? MASK_MAX : (unsigned)left;
	const unsigned stop = n >= MASK_MIN ? sipw__find_plain(sipw__masks(NULL, p, n), p) : 0;
	return stop == 0 || (stop == n && left > n) ? NULL : p + stop;
}

/* The end of a number of 0 to 255 without leading zeros, in text that a byte other than a digit ends; or NULL. */
HOT static inline const char *octet_end(const char *p)
{
	const unsigned first = (unsigned)(unsigned char)p[0] - '0';
	if (first > 9)
		return NULL;
	const unsigned second = (unsigned)(unsigned char)p[1] - '0';
	if (second > 9)
		return p + 1;
	const unsigned third = (unsigned)(unsigned char)p[2] - '0';
	if (first == 0 || third > 9)
		return first == 0 ? NULL : p + 2;
	return first * 100 + second * 10 + third <= 255 ? p + 3 : NULL;
}

bool sipw__copy_ipv4(char *to, sipw_str s)
{
	enum { SHORTEST = sizeof "1.2.3.4" - 1, LONGEST = sizeof "255.255.255.255" - 1 };
	if (s.len - SHORTEST > LONGEST - SHORTEST)
		return false;
	*sipw__copy_short(to, s.ptr, s.len) = '\0';
	const char *at = octet_end(to);
	for (int i = 0; i < 3 && at != NULL; i++)
		at = *at == '.' ? octet_end(at + 1) : NULL;
	return at == to + s.len;
}

/* Whether p..end is one of the two parameters, with its ';'. */
static bool is_plain_param(const char *p, const char *end)
{
	static const char transport[] = ";transport=";
	enum { LENGTH = sizeof transport - 1, LAST8 = LENGTH - 8 };
	const size_t n = (size_t)(end - p);
	if (n == 3)
		return p[0] == ';' && p[1] == 'l' && p[2] == 'r';
	return n > LENGTH && sipw__load8(p) == sipw__load8(transport) &&
	       sipw__load8(p + LAST8) == sipw__load8(transport + LAST8) &&
	       sipw__all(p + LENGTH, n - LENGTH, CLASS_ALPHANUM);
}

const char *sipw__plain_uri(const char *p, const char *end)
{
	enum { PARAM_MAX = 32 };
	const size_t left = (size_t)(end - p);
	if (left < PLAIN_SCHEME + MASK_MIN || memcmp(p, "sip:", PLAIN_SCHEME) != 0)
		return NULL;
	p += PLAIN_SCHEME;
	const unsigned n = left - PLAIN_SCHEME > MASK_MAX ? MASK_MAX : (unsigned)(left - PLAIN_SCHEME);
	const struct sipw__masks m = sipw__with_user(sipw__masks(NULL, p, n), p, UINT64_C(1) << n, '@');
	const unsigned stop = sipw__find_plain(m, p);
	if (stop == 0 || stop == n)
		return NULL;
	p += stop;
	if (*p == '>')
		return p;
	const char *close = memchr(p, '>', end - p > PARAM_MAX ? PARAM_MAX : (size_t)(end - p));
	return close != NULL && is_plain_param(p, close) ? close : NULL;
}

/* Whether one parameter follows the address at p, whose masks are given. */
APART static bool is_longer(const char *p, size_t n, struct sipw__masks m)
{
	const unsigned stop = sipw__find_plain(m, p);
	return stop > 0 && is_plain_param(p + stop, p + n);
}

/* What follows "sip:", whose masks are given. */
HOT static inline bool is_plain_rest(struct sipw__masks m, const char *p, size_t n)
{
	m = sipw__with_user(m, p, UINT64_C(1) << n, '@');
	return sipw__is_plain(m, p, n) || is_longer(p, n, m);
}

APART static bool copy_short_rest(char *to, const char *p, size_t n)
{
	return is_plain_rest(sipw__masks_short(to, p, n), p, n);
}

bool sipw__copy_plain_uri(char *to, const char *p, size_t n)
{
	if (!sipw__can_be_masked(n - PLAIN_SCHEME) || memcmp(p, "sip:", PLAIN_SCHEME) != 0)
		return false;
	to = sipw__copy_literal(to, "sip:");
	p += PLAIN_SCHEME;
	n -= PLAIN_SCHEME;
	return n < MASKS_LONG ? copy_short_rest(to, p, n) : is_plain_rest(sipw__masks_long(to, p, n), p, n);
}
