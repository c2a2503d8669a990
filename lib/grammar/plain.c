/* SPDX-License-Identifier: MIT */
#include "grammar/plain.h"

#include "text/mask.h"
#include "text/str.h"

static inline bool can_be_masked(size_t n)
{
	return n - MASK_MIN <= MASK_MAX - MASK_MIN;
}

/* One or two words of letters, digits, dots and hyphens, with a mark between them. */
struct words {
	unsigned start; /* of the last one */
	unsigned stop;
	uint64_t marks; /* in the last one, from its start on */
};

/* n is MASK_MIN to MASK_MAX. */
HOT static inline struct words find_words(char *to, const char *p, unsigned n, char between)
{
	const struct sipw__masks m = sipw__masks(to, p, n);
	const uint64_t word = m.alnum | m.marks;
	struct words w = { 0, sipw__ones(word), m.marks };
	if (between != '\0' && w.stop + 1 < n && p[w.stop] == between && w.stop > 0) {
		w.start = w.stop + 1;
		w.stop = w.start + sipw__ones(word >> w.start);
		w.marks = m.marks >> w.start;
	}
	return w;
}

/*
 * Where the host name ends that begins at p, or behind a user and `between`; 0 if there is none. No two marks
 * stand side by side, none at either end of the user or the name, and the last label begins with a letter,
 * behind a dot. (Hyphens side by side and in the last label, and marks at the end of a user, are legal as
 * well, and left to the closer look.)
 */
HOT static inline unsigned find_name(char *to, const char *p, unsigned n, char between)
{
	const struct sipw__masks m = sipw__masks(to, p, n);
	uint64_t word = m.alnum | m.marks, marks = m.marks;
	const unsigned at = sipw__ones(word);
	if (between != '\0' && at < n && p[at] == between) {
		word |= UINT64_C(1) << at;
		marks |= UINT64_C(1) << at;
	}
	const unsigned stop = sipw__ones(word);
	const uint64_t behind = UINT64_C(1) << stop;
	marks &= behind - 1;
	const uint64_t starts = marks << 1 | 1; /* of labels */
	if ((starts & (marks | behind)) != 0)
		return 0;
	const char *label = p + 63 - __builtin_clzll(starts); /* the last one: no mark, so at least a digit */
	return label[0] >= 'A' && (starts == 1 || label[-1] != '-') ? stop : 0;
}

const char *sipw__plain_name(const char *p, const char *end)
{
	const size_t left = (size_t)(end - p);
	const unsigned n = left > MASK_MAX ? MASK_MAX : (unsigned)left;
	const unsigned stop = n >= MASK_MIN ? find_name(NULL, p, n, '\0') : 0;
	return stop == 0 || (stop == n && left > n) ? NULL : p + stop;
}

bool sipw__copy_plain_name(char *to, sipw_str s)
{
	return can_be_masked(s.len) && find_name(to, s.ptr, (unsigned)s.len, '\0') == s.len;
}

int sipw__copy_plain_words(char *to, sipw_str s, char between)
{
	if (!can_be_masked(s.len))
		return 0;
	const struct words w = find_words(to, s.ptr, (unsigned)s.len, between);
	if (w.stop != s.len || w.stop == w.start)
		return 0;
	return w.start > 0 ? 2 : 1;
}

/* Whether p..end is one of the two parameters, with its ';'. */
static inline bool is_plain_param(const char *p, const char *end)
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
	enum { SCHEME = 4, PARAM_MAX = 32 };
	const size_t left = (size_t)(end - p);
	if (left < SCHEME + MASK_MIN || memcmp(p, "sip:", SCHEME) != 0)
		return NULL;
	p += SCHEME;
	const unsigned n = left - SCHEME > MASK_MAX ? MASK_MAX : (unsigned)(left - SCHEME);
	const unsigned stop = find_name(NULL, p, n, '@');
	if (stop == 0 || stop == n)
		return NULL;
	p += stop;
	if (*p == '>')
		return p;
	const char *close = memchr(p, '>', end - p > PARAM_MAX ? PARAM_MAX : (size_t)(end - p));
	return close != NULL && is_plain_param(p, close) ? close : NULL;
}

bool sipw__copy_plain_uri(char *to, sipw_str uri)
{
	if (!can_be_masked(uri.len - 4) || memcmp(uri.ptr, "sip:", 4) != 0)
		return false;
	memcpy(to, "sip:", 4);
	const unsigned n = (unsigned)uri.len - 4;
	const unsigned stop = find_name(to + 4, uri.ptr + 4, n, '@');
	return stop == n || (stop > 0 && is_plain_param(uri.ptr + 4 + stop, uri.ptr + uri.len));
}
