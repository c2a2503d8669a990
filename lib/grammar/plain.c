/* SPDX-License-Identifier: MIT */
#include "grammar/plain.h"

#include "text/compiler.h"
#include "text/mask.h"
#include "text/str.h"

/* With fewer bytes to see, the closer look costs less. */
#define GLANCE_MIN 16

/* The number of ones from the lowest bit on. */
static inline unsigned run_length(uint64_t bits)
{
	return ~bits == 0 ? 64 : (unsigned)__builtin_ctzll(~bits);
}

/*
 * Whether len bytes of letters, digits, dots and hyphens make a host name. No two marks stand side by
 * side, none at either end, and the last one is a dot with a letter behind it. (Hyphens side by side
 * and in the last label are legal as well, and left to the closer look.)
 */
HOT static inline bool is_name(const char *p, uint64_t alnum, unsigned len)
{
	const uint64_t marks = ~alnum & ((UINT64_C(2) << (len - 1)) - 1);
	if ((marks & (marks << 1 | 1 | UINT64_C(1) << (len - 1))) != 0)
		return false;
	if (marks == 0)
		return sipw__is(p[0], CLASS_ALPHA);
	const char *last = p + 63 - __builtin_clzll(marks);
	return last[0] == '.' && sipw__is(last[1], CLASS_ALPHA);
}

/* One or two words of letters, digits, dots and hyphens, with "@" between them. */
struct words {
	unsigned start; /* of the last one */
	unsigned stop;
	uint64_t alnum;
};

HOT static inline struct words find_words(const char *p, unsigned n, bool two)
{
	const struct sipw__masks m = sipw__masks(p, n);
	struct words w = { 0, run_length(m.name), m.alnum };
	if (two && w.stop > 0 && w.stop + 1 < n && p[w.stop] == '@') {
		w.start = w.stop + 1;
		w.stop = w.start + run_length(m.name >> w.start);
	}
	return w;
}

/* What lies beyond the bytes seen could go on with the name: then nothing is said. */
static inline const char *glance(const char *p, const char *end, bool address)
{
	const size_t left = (size_t)(end - p);
	const unsigned n = left > MASK_MAX ? MASK_MAX : (unsigned)left;
	if (n < GLANCE_MIN)
		return NULL;
	const struct words w = find_words(p, n, address);
	if (w.stop == w.start || (w.stop >= n && left > n))
		return NULL;
	return is_name(p + w.start, w.alnum >> w.start, w.stop - w.start) ? p + w.stop : NULL;
}

const char *sipw__plain_name(const char *p, const char *end)
{
	return glance(p, end, false);
}

const char *sipw__plain_address(const char *p, const char *end)
{
	return glance(p, end, true);
}

bool sipw__plain_param(const char *p, const char *end)
{
	static const char lr[] = ";lr", transport[] = ";transport=";
	const size_t n = (size_t)(end - p);
	if (n == sizeof lr - 1)
		return memcmp(p, lr, sizeof lr - 1) == 0;
	return n >= sizeof transport && memcmp(p, transport, sizeof transport - 1) == 0 &&
	       sipw__all(p + sizeof transport - 1, n - (sizeof transport - 1), CLASS_ALPHANUM);
}

bool sipw__plain_words(sipw_str s)
{
	if (s.len < GLANCE_MIN || s.len > MASK_MAX)
		return false;
	const struct words w = find_words(s.ptr, (unsigned)s.len, true);
	return w.stop == s.len && w.stop > w.start;
}
