/* SPDX-License-Identifier: MIT */
#include "grammar/plain.h"
#include "grammar/ipv4.h"
#include "grammar/scan.h"

#include "text/compiler.h"
#include "text/str.h"
#include "text/subset.h"

/* The length of "sip:", which alone is plain. */
#define PLAIN_SCHEME 4

/* So many bytes are looked at first: most names end before, and most users with them. */
#define NAME_GLANCE 32
#define ADDRESS_GLANCE 48

/* The length of the name in n of the bytes that are left, or of the user, "@" and the name; 0 if there is none, or
 * none that is told at a glance. */
HOT static inline size_t length_within(const char *p, size_t n, size_t left, bool user)
{
	struct sipw__masks m = sipw__masks(NULL, p, n);
	if (user)
		m = sipw__with_user(m, p, UINT64_C(1) << n);
	const size_t stop = sipw__find_plain(m, p);
	return stop < n || n == left ? stop : 0;
}

APART static size_t longer_length(const char *p, size_t left, bool user)
{
	return length_within(p, left > MASK_MAX ? MASK_MAX : left, left, user);
}

HOT static inline size_t plain_length(const char *p, size_t left, bool user)
{
	const size_t most = user ? ADDRESS_GLANCE : NAME_GLANCE;
	if (left < MASK_MIN)
		return 0;
	const size_t stop = length_within(p, left > most ? most : left, left, user);
	return stop > 0 || left <= most ? stop : longer_length(p, left, user);
}

const char *sipw__plain_name(const char *p, const char *end)
{
	const size_t length = plain_length(p, (size_t)(end - p), false);
	return length > 0 ? p + length : NULL;
}

bool sipw__copy_ipv4(char *to, sipw_str s)
{
	if (s.len - IPV4_SHORTEST > IPV4_LONGEST - IPV4_SHORTEST)
		return false;
	*sipw__copy_short(to, s.ptr, s.len) = '\0';
	const char *last = sipw__octets_stop(to);
	return last != NULL && sipw__octet_stop(last, '\0') == to + s.len + 1;
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

const char *sipw__plain_port(const char *p, const char *end, uint32_t *ret_port)
{
	const char *last = end - p > 5 ? p + 5 : end;
	uint32_t port = 0;
	for (unsigned digit; p < last && (digit = (unsigned)(unsigned char)*p - '0') <= 9; p++)
		port = port * 10 + digit;
	*ret_port = port;
	return port - 1 < 65535 ? p : NULL;
}

/* The end of the host at p, perhaps with a user before it, whose masks are given; or NULL. */
static const char *host_stop(struct sipw__masks m, const char *p, const char *end)
{
	const unsigned name = sipw__find_plain(m, p);
	const char *at = name > 0 ? NULL : memchr(p, '@', sipw__ones(m.alnum | m.marks));
	if (name > 0)
		return p + name;
	return at == p ? NULL : sipw__ipv4_end(at != NULL ? at + 1 : p, end);
}

/* A user that begins with "+", an IPv4 address, a port, one parameter. */
APART static bool is_everyday(const char *p, size_t n, struct sipw__masks m)
{
	const char *end = p + n;
	const struct sipw__masks plus = { m.alnum | 1, m.marks };
	if (*p == '+')
		m = sipw__with_user(plus, p, UINT64_C(1) << n);
	if (*p == '+' && m.marks == plus.marks) /* it begins no user */
		return false;
	const char *stop = host_stop(m, p, end);
	uint32_t port;
	if (stop != NULL && stop < end && *stop == ':')
		stop = sipw__plain_port(stop + 1, end, &port);
	return stop != NULL && (stop == end || is_plain_param(stop, end));
}

/* Whether p[0..n] is an address with what its masks alone do not tell, most often one parameter; `gaps` are those
 * between them. */
APART static bool is_longer(const char *p, size_t n, struct sipw__masks m, uint64_t gaps)
{
	if (gaps != 0 && p[__builtin_ctzll(gaps)] == '@') {
		m.marks |= gaps & -gaps;
		gaps &= gaps - 1;
	}
	const unsigned stop = gaps != 0 ? (unsigned)__builtin_ctzll(gaps) : 0;
	const uint64_t behind = UINT64_C(1) << stop;
	if (p[stop] == ';' && sipw__are_labels(p, m.marks & (behind - 1), behind, true))
		return is_plain_param(p + stop, p + n);
	return is_everyday(p, n, m);
}

/* What follows "sip:", whose masks are given: at a glance it is a host name, or a user and one, if nothing but an "@"
 * is between letters, digits and marks. */
HOT static inline bool is_plain_rest(struct sipw__masks m, const char *p, size_t n)
{
	const uint64_t behind = UINT64_C(1) << n;
	const uint64_t gaps = ~(m.alnum | m.marks) & (behind - 1);
	const bool usual = gaps == 0 || ((gaps & (gaps - 1)) == 0 && p[__builtin_ctzll(gaps)] == '@');
	return (usual && sipw__are_labels(p, m.marks | gaps, behind, true)) || is_longer(p, n, m, gaps);
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

/* The end of any everyday URI behind its scheme, where a '>' is; or NULL. */
APART static const char *find_bracket(const char *p, const char *end)
{
	const size_t left = (size_t)(end - p);
	const char *close = memchr(p, '>', left > MASK_MAX ? MASK_MAX : left);
	const size_t n = close != NULL ? (size_t)(close - p) : 0;
	return sipw__can_be_masked(n) && is_plain_rest(sipw__masks(NULL, p, n), p, n) ? close : NULL;
}

const char *sipw__plain_uri(const char *p, const char *end)
{
	enum { PARAM_MAX = 32 };
	const size_t left = (size_t)(end - p);
	if (left < PLAIN_SCHEME + MASK_MIN || memcmp(p, "sip:", PLAIN_SCHEME) != 0)
		return NULL;
	p += PLAIN_SCHEME;
	const size_t length = plain_length(p, left - PLAIN_SCHEME, true);
	if (length == 0 || length == left - PLAIN_SCHEME || p[length] == ':')
		return find_bracket(p, end);
	p += length;
	if (*p == '>')
		return p;
	const char *close = memchr(p, '>', end - p > PARAM_MAX ? PARAM_MAX : (size_t)(end - p));
	return close != NULL && is_plain_param(p, close) ? close : NULL;
}

/* Where a '<' is, perhaps behind tokens with at most one space behind each; or NULL. */
static inline const char *behind_display(const char *p, const char *end)
{
	while (p < end && *p != '<') {
		const char *stop = sipw__span(p, end, CLASS_TOKEN);
		if (stop == p || stop == end)
			return NULL;
		p = stop + (*stop == ' ');
	}
	return p < end ? p : NULL;
}

bool sipw__plain_address(sipw_str s, sipw_str *ret_tag)
{
	static const sipw_str start = SIPW_S(";tag=");
	const char *end = s.ptr + s.len;
	const char *p = behind_display(s.ptr, end);
	if (p == NULL || (p = sipw__plain_uri(p + 1, end)) == NULL)
		return false;
	*ret_tag = (sipw_str){ 0 };
	if (++p == end)
		return true;
	if ((size_t)(end - p) <= start.len || memcmp(p, start.ptr, start.len) != 0)
		return false;
	*ret_tag = sipw_sn(p + start.len, (size_t)(end - p) - start.len);
	return sipw__token_end(ret_tag->ptr, end) == end;
}

bool sipw__copy_plain_brackets(char *to, const char *p, size_t n)
{
	if (n < 2 || p[0] != '<' || p[n - 1] != '>' || !sipw__copy_plain_uri(to + 1, p + 1, n - 2))
		return false;
	to[0] = '<';
	to[n - 1] = '>';
	return true;
}

/* Whether words of letters, digits, dots and hyphens, whose masks are given, have ", " between them and nothing
 * else before, behind or beside them. */
static bool are_words(struct sipw__masks m, const char *p, size_t n)
{
	const uint64_t gaps = ~(m.alnum | m.marks) & sipw__low_bits(n);
	const uint64_t commas = gaps & ~(gaps << 1);
	if (gaps != (commas | commas << 1) || (gaps & (1 | UINT64_C(1) << (n - 1))) != 0)
		return false;
	for (uint64_t left = commas; left != 0; left &= left - 1)
		if (memcmp(p + __builtin_ctzll(left), ", ", 2) != 0)
			return false;
	return true;
}

#if SIPW_BLOCKS

/* A bit a byte for those of words, letters, digits, dots and hyphens, and for commas. */
struct words {
	uint64_t words;
	uint64_t commas;
};

/* Adds the bits of a block; all bits of each byte that is one of these or a space. */
HOT static inline sipw__block add_words(struct words *w, char *to, const char *p, size_t i)
{
	const sipw__block b = sipw__load16(p + i);
	const sipw__block word = sipw__or16(sipw__alnum16(b), sipw__between16(b, '-', 2));
	const sipw__block comma = sipw__equal16(b, ',');
	sipw__store16(to + i, b);
	w->words |= (uint64_t)sipw__bits16(word) << i;
	w->commas |= (uint64_t)sipw__bits16(comma) << i;
	return sipw__or16(sipw__or16(word, comma), sipw__equal16(b, ' '));
}

/* Copies 16 bytes or more; whether they are words with ", " between them. */
HOT static inline bool copy_words(char *to, const char *p, size_t n)
{
	struct words w = { 0, 0 };
	sipw__block in = add_words(&w, to, p, 0);
	if (n > 32)
		in = sipw__and16(in, add_words(&w, to, p, 16));
	if (n > 48)
		in = sipw__and16(in, add_words(&w, to, p, 32));
	in = sipw__and16(in, add_words(&w, to, p, n - 16));
	const uint64_t gaps = ~w.words & sipw__low_bits(n);
	const uint64_t ends = 1 | UINT64_C(1) << (n - 1) | w.commas << 2;
	return sipw__full16(in) && gaps == (w.commas | w.commas << 1) && (gaps & ends) == 0;
}

#else

static inline bool copy_words(char *to, const char *p, size_t n)
{
	return are_words(sipw__masks(to, p, n), p, n);
}

#endif

/* Tokens with ", " between them, one after the other. */
static bool are_tokens(const char *p, const char *end)
{
	for (;; p += 2) {
		const char *stop = sipw__span(p, end, CLASS_TOKEN);
		if (stop == p || stop == end)
			return stop > p;
		if (end - stop < 3 || memcmp(stop, ", ", 2) != 0)
			return false;
		p = stop;
	}
}

/* Those that are few, or have other bytes. */
APART static bool copy_tokens(char *to, const char *p, size_t n)
{
	if (n >= MASK_MIN && n < MASKS_LONG && are_words(sipw__masks_short(to, p, n), p, n))
		return true;
	if (!are_tokens(p, p + n))
		return false;
	sipw__copy(to, p, n);
	return true;
}

bool sipw__copy_plain_tokens(char *to, const char *p, size_t n)
{
	return (n >= MASKS_LONG && n <= MASK_MAX && copy_words(to, p, n)) || copy_tokens(to, p, n);
}
