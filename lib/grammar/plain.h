/* SPDX-License-Identifier: MIT */
#ifndef SIPW_GRAMMAR_PLAIN_H
#define SIPW_GRAMMAR_PLAIN_H

/*
 * Everyday hosts, URIs and Call-IDs, told at a glance. "No" means nothing but "look closer": whoever
 * asks goes on with the full grammar, which alone refuses. The ones with a place `to` copy what they
 * look at there, MASK_MAX bytes and four at most, whatever they answer.
 */

#include "text/mask.h"

static inline bool sipw__can_be_masked(size_t n)
{
	return n - MASK_MIN <= MASK_MAX - MASK_MIN;
}

/*
 * Whether the labels that marks stand between, in what ends before the bit `behind`, are those of a host name,
 * perhaps with a user and its "@" before it. No two marks stand side by side, none at either end, and the last
 * label begins with a letter, behind a dot. (Hyphens side by side and in the last label, and marks at the end
 * of a user, are legal as well, and left to the closer look.) `led`: a byte other than a hyphen stands before p.
 */
HOT static inline bool sipw__are_labels(const char *p, uint64_t marks, uint64_t behind, bool led)
{
	const uint64_t starts = marks << 1 | 1;
	if ((starts & (marks | behind)) != 0)
		return false;
	const char *label = p + 63 - __builtin_clzll(starts); /* the last one: no mark, so at least a digit */
	return label[0] >= 'A' && ((!led && starts == 1) || label[-1] != '-');
}

/* The letters, digits and marks of an address that ends before the bit `behind`: the "@" behind a user counts as
 * a mark, if one stands there. */
HOT static inline struct sipw__masks sipw__with_user(struct sipw__masks m, const char *p, uint64_t behind)
{
	const uint64_t word = m.alnum | m.marks;
	if (word == behind - 1)
		return m;
	const uint64_t bit = p[sipw__ones(word)] == '@' ? ~word & (word + 1) : 0;
	return (struct sipw__masks){ m.alnum, m.marks | bit };
}

/* Whether n bytes, whose masks are given, are a host name, or a user, "@" and one. */
HOT static inline bool sipw__is_plain(struct sipw__masks m, const char *p, size_t n)
{
	const uint64_t behind = UINT64_C(1) << n;
	return (m.alnum | m.marks) == behind - 1 && sipw__are_labels(p, m.marks, behind, false);
}

/* Where such a one ends that something may follow; 0 if there is none. */
HOT static inline unsigned sipw__find_plain(struct sipw__masks m, const char *p)
{
	const unsigned stop = sipw__ones(m.alnum | m.marks);
	const uint64_t behind = UINT64_C(1) << stop;
	return sipw__are_labels(p, m.marks & (behind - 1), behind, false) ? stop : 0;
}

/* The end of the host name at p (RFC 3261 25.1 hostname), or NULL. */
const char *sipw__plain_name(const char *p, const char *end);

/* Whether all of it is a host name. */
HOT static inline bool sipw__copy_plain_name(char *to, sipw_str s)
{
	return sipw__can_be_masked(s.len) && sipw__is_plain(sipw__masks(to, s.ptr, s.len), s.ptr, s.len);
}

/* The end of the port of up to five digits at p, 1 to 65535; or NULL. */
const char *sipw__plain_port(const char *p, const char *end, uint32_t *ret_port);

/* Whether all of it is an IPv4 address. The byte behind it at `to` is changed as well. */
bool sipw__copy_ipv4(char *to, sipw_str s);

/* Whether there is at most one mark, and none at either end of n bytes. */
static inline bool sipw__is_between(uint64_t marks, size_t n)
{
	return ((marks & (marks - 1)) | (marks & 1) | marks >> (n - 1)) == 0;
}

/* Whether all of it is a Call-ID: a word, or two with "@" between them. */
HOT static inline bool sipw__copy_plain_call_id(char *to, const char *p, size_t n)
{
	return sipw__can_be_masked(n) && sipw__is_between(sipw__marks_call_id(to, p, n), n);
}

/* Whether all of it is a media type without parameters. */
HOT static inline bool sipw__copy_plain_media(char *to, const char *p, size_t n)
{
	if (!sipw__can_be_masked(n))
		return false;
	const uint64_t marks = sipw__marks_media(to, p, n);
	return marks != 0 && sipw__is_between(marks, n);
}

/* Whether all of it is a SIP URI: sip:host or sip:user@host, perhaps with a port, alone or with one parameter
 * that is lr, or transport and a word. The user is letters, digits, dots and hyphens, perhaps with "+" before
 * them, the host a name or an IPv4 address. */
bool sipw__copy_plain_uri(char *to, const char *p, size_t n);

/* Whether all of it is such a URI in angle brackets. */
bool sipw__copy_plain_brackets(char *to, const char *p, size_t n);

/* Whether all of it is tokens with ", " between them; however many bytes it has. */
bool sipw__copy_plain_tokens(char *to, const char *p, size_t n);

/* The end of such a URI at p, where a '>' is; or NULL. */
const char *sipw__plain_uri(const char *p, const char *end);

/* Whether all of it is such a URI in angle brackets, perhaps behind tokens that are a display name, and perhaps with
 * a tag for its only parameter. */
bool sipw__plain_address(sipw_str s, sipw_str *ret_tag);

#endif
