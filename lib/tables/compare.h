/* SPDX-License-Identifier: MIT */
#ifndef SIPW_COMPARE_H
#define SIPW_COMPARE_H

/* Comparing names without regard to the case of ASCII letters, by words and without locale. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline unsigned char sipw__lower(char c)
{
	unsigned u = (unsigned char)c;
	return (unsigned char)(u - 'A' < 26 ? u | 0x20 : u);
}

/* Lower case of the ASCII letters among eight bytes at once; the other bytes stay. */
static inline uint64_t sipw__lower8(uint64_t bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t low = bytes & (ones * 0x7f);
	uint64_t from_a = low + ones * (0x80 - 'A');
	uint64_t past_z = low + ones * (0x80 - 'Z' - 1);
	uint64_t upper = (from_a ^ past_z) & ~bytes & (ones * 0x80);
	return bytes | upper >> 2;
}

static inline uint64_t sipw__load8(const char *p)
{
	uint64_t word;
	memcpy(&word, p, sizeof word);
	return word;
}

static inline uint64_t sipw__load4(const char *p)
{
	uint32_t word;
	memcpy(&word, p, sizeof word);
	return word;
}

/* Equal without regard to the case of ASCII letters; n bytes each. By words, the last overlapping. */
static inline bool sipw__same_nocase(const char *a, const char *b, size_t n)
{
	if (n >= 8) {
		for (size_t i = 0; i + 8 <= n; i += 8)
			if (sipw__lower8(sipw__load8(a + i)) != sipw__lower8(sipw__load8(b + i)))
				return false;
		return sipw__lower8(sipw__load8(a + n - 8)) == sipw__lower8(sipw__load8(b + n - 8));
	}
	if (n >= 4)
		return sipw__lower8(sipw__load4(a) << 32 | sipw__load4(a + n - 4)) ==
		       sipw__lower8(sipw__load4(b) << 32 | sipw__load4(b + n - 4));
	for (size_t i = 0; i < n; i++)
		if (sipw__lower(a[i]) != sipw__lower(b[i]))
			return false;
	return true;
}

/* Equal byte by byte, at least one; the same way. */
static inline bool sipw__same_exactly(const char *a, const char *b, size_t n)
{
	while (n > 16) {
		if (sipw__load8(a) != sipw__load8(b))
			return false;
		a += 8;
		b += 8;
		n -= 8;
	}
	if (n >= 8)
		return sipw__load8(a) == sipw__load8(b) && sipw__load8(a + n - 8) == sipw__load8(b + n - 8);
	if (n >= 4)
		return sipw__load4(a) == sipw__load4(b) && sipw__load4(a + n - 4) == sipw__load4(b + n - 4);
	return a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1];
}

/* sipw__same_nocase() out of line, for names that are nearly always spelled the usual way. */
bool sipw__same_letters(const char *a, const char *b, size_t n);

#endif
