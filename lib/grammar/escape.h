/* SPDX-License-Identifier: MIT */
#ifndef SIPW_ESCAPE_H
#define SIPW_ESCAPE_H

/*
 * Octets of URI text, escaped ("%" HEX HEX) or bare. The two are the same octet, unless it is one that
 * may delimit something where it stands bare: those of a class called `apart` (RFC 3261 19.1.4: the
 * reserved set of RFC 2396).
 */

#include "text/buffer.h"
#include "text/class.h"
#include "text/str.h"

/* Added to an octet of `apart` that is escaped. */
#define OCTET_ESCAPED 256u

/* The value of a hexadecimal digit. */
static inline unsigned sipw__hex_value(char c)
{
	return sipw__is(c, CLASS_DIGIT) ? (unsigned)(c - '0') : (unsigned)(sipw__lower(c) - 'a') + 10;
}

/* Whether an escape begins at p. */
static inline bool sipw__is_escape(const char *p, const char *end)
{
	return end - p >= 3 && p[0] == '%' && sipw__is(p[1], CLASS_HEXDIG) && sipw__is(p[2], CLASS_HEXDIG);
}

/* The octet that an escape stands for. */
static inline unsigned sipw__escaped_octet(const char *p)
{
	return sipw__hex_value(p[1]) << 4 | sipw__hex_value(p[2]);
}

/* The next octet of right URI text that is not at its end, which *at moves behind. */
static inline unsigned sipw__octet(const char **at, const char *end, uint64_t apart)
{
	const char *p = *at;
	if (!sipw__is_escape(p, end)) {
		*at = p + 1;
		return (unsigned char)p[0];
	}
	*at = p + 3;
	const unsigned octet = sipw__escaped_octet(p);
	return sipw__is((char)octet, apart) ? octet + OCTET_ESCAPED : octet;
}

/* The same, with the small letter for a capital one. */
static inline unsigned sipw__octet_nocase(const char **at, const char *end, uint64_t apart)
{
	const unsigned octet = sipw__octet(at, end, apart);
	return octet - 'A' < 26 ? octet | 0x20 : octet;
}

/* An octet as its escape. */
void sipw__buffer_escape(struct sipw__buffer *b, char c);

/* FNV-1a, 32 bits. */
#define HASH_START UINT32_C(0x811c9dc5)
static inline uint32_t sipw__hash_mix(uint32_t hash, unsigned octet)
{
	return (hash ^ octet) * UINT32_C(0x01000193);
}

/* Texts that are equal octet by octet, without regard to case, have the same one. */
uint32_t sipw__octets_hash_nocase(sipw_str s);

/* Equal octet by octet. */
bool sipw__same_octets(sipw_str a, sipw_str b, uint64_t apart);
bool sipw__same_octets_nocase(sipw_str a, sipw_str b, uint64_t apart);

#endif
