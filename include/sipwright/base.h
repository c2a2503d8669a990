/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_BASE_H
#define SIPWRIGHT_BASE_H

/**
 * @file
 * Slices, optional numbers and the version: what every other header needs.
 *
 * A slice is a pointer and a length. It owns nothing and need not end in a NUL; the bytes must
 * stay valid for the call that takes it (functions say so where it is longer). Any bytes are safe
 * input to any function: NUL, non-ASCII, megabytes.
 *
 *   absent   `ptr == NULL`: the value is not there
 *   empty    `ptr != NULL, len == 0`: the value is there and has no bytes; refused wherever the
 *            grammar wants at least one
 */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#define SIPW_API
#elif defined(__GNUC__)
#define SIPW_API __attribute__((visibility("default")))
#else
#define SIPW_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Some bytes. `{0}` is an absent slice. */
typedef struct {
	const char *ptr;
	size_t len; /**< in bytes */
} sipw_str;

/** A slice of a string literal, as a constant initializer: `static const sipw_str s = SIPW_S("x");` */
#define SIPW_S(literal) { "" literal, sizeof(literal) - 1 }

/** The slice of a C string, without its NUL; NULL gives an absent slice. */
static inline sipw_str sipw_s(const char *text)
{
	sipw_str s = { text, 0 };
	if (text != NULL)
		s.len = strlen(text);
	return s;
}

/** The slice of `len` bytes at `ptr`. */
static inline sipw_str sipw_sn(const char *ptr, size_t len)
{
	sipw_str s = { ptr, len };
	return s;
}

/** A number whose 0 means something: `{0}` is absent, sipw_num(0) is the number 0. */
typedef struct {
	uint32_t number;
	uint32_t given; /**< 0: absent; anything else: `number` counts */
} sipw_opt;

/** A given number, for a field of type sipw_opt: `.expires = sipw_num(3600)`. */
static inline sipw_opt sipw_num(uint32_t number)
{
	sipw_opt opt = { number, 1 };
	return opt;
}

/** The version of the headers a program is compiled with. */
#define SIPW_VERSION "0.1.0"

/** The version of the library a program runs with: a static string such as "0.1.0". */
SIPW_API const char *sipw_version(void);

#ifdef __cplusplus
}
#endif

#endif
