/* SPDX-License-Identifier: MIT */
#ifndef SIPW_NUMBER_H
#define SIPW_NUMBER_H

/* Decimal numbers to text and back, without locale. */

#include <stdbool.h>
#include <stdint.h>

#include "sipwright/base.h"

/* The most digits of a uint32_t and of a uint64_t. */
#define DIGITS32 10
#define DIGITS64 20

/* Writes the digits of a number at p; at most DIGITS64 bytes. Returns the end. */
char *sipw__write_decimal(char *p, uint64_t number);

/* 00 to 99. */
extern const char sipw__pairs[100][2];

/* A number below 100. */
static inline char *sipw__write_two(char *p, uint32_t number)
{
	if (number < 10) {
		*p = (char)('0' + number);
		return p + 1;
	}
	memcpy(p, sipw__pairs[number], 2);
	return p + 2;
}

/* The same for numbers that mostly have few digits. */
static inline char *sipw__write_number(char *p, uint32_t number)
{
	if (number < 100)
		return sipw__write_two(p, number);
	if (number >= 10000)
		return sipw__write_decimal(p, number);
	const uint32_t hundreds = number / 100, rest = number % 100;
	p = sipw__write_two(p, hundreds);
	memcpy(p, sipw__pairs[rest], 2);
	return p + 2;
}

/* Writes exactly `digits` digits, zeros in front. */
char *sipw__write_padded(char *p, uint32_t number, unsigned digits);

/* Writes eight lower-case hexadecimal digits, zeros in front. */
char *sipw__write_hex(char *p, uint32_t number);

/* The same for a number below 10. */
static inline char *sipw__write_hex_digit(char *p, uint32_t number)
{
	memcpy(p, "00000000", 8);
	p[7] = (char)('0' + number);
	return p + 8;
}

/* Writes a q value: thousandths 0 to 1000 as 0, 0.7, 0.25, 1 (RFC 3261 25.1 qvalue); at most 5 bytes. */
char *sipw__write_q(char *p, uint32_t thousandths);

/* Reads digits only, at least one; false if there is another byte or the number exceeds max. */
bool sipw__read_number(sipw_str digits, uint64_t max, uint64_t *ret_number);

#endif
