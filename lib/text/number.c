/* SPDX-License-Identifier: MIT */
#include "text/number.h"

#include <string.h>

#define TEN(t) \
	{ t, '0' }, { t, '1' }, { t, '2' }, { t, '3' }, { t, '4' }, \
		{ t, '5' }, { t, '6' }, { t, '7' }, { t, '8' }, { t, '9' }

const char sipw__pairs[100][2] = {
	TEN('0'), TEN('1'), TEN('2'), TEN('3'), TEN('4'), TEN('5'), TEN('6'), TEN('7'), TEN('8'), TEN('9'),
};

static unsigned count_digits(uint64_t number)
{
	unsigned n = 1;
	for (uint64_t limit = 10; number >= limit; n++) {
		if (limit > UINT64_MAX / 10)
			return n + 1;
		limit *= 10;
	}
	return n;
}

char *sipw__write_decimal(char *p, uint64_t number)
{
	char *end = p + count_digits(number);
	char *at = end;
	for (; number >= 10; number /= 10)
		*--at = (char)('0' + number % 10);
	*--at = (char)('0' + number);
	return end;
}

char *sipw__write_padded(char *p, uint32_t number, unsigned digits)
{
	for (unsigned i = digits; i-- > 0; number /= 10)
		p[i] = (char)('0' + number % 10);
	return p + digits;
}

/* The digits in the bytes of a word, the first one highest: each four bits to a byte of its own, then from 0 to
 * 15 to "0" to "f". */
static uint64_t hex_digits(uint32_t number)
{
	uint64_t bytes = number;
	bytes = (bytes << 16 | bytes) & UINT64_C(0x0000ffff0000ffff);
	bytes = (bytes << 8 | bytes) & UINT64_C(0x00ff00ff00ff00ff);
	bytes = (bytes << 4 | bytes) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	const uint64_t letters = (bytes + UINT64_C(0x0606060606060606)) >> 4 & UINT64_C(0x0101010101010101);
	return bytes + UINT64_C(0x3030303030303030) + letters * ('a' - '0' - 10);
}

char *sipw__write_hex(char *p, uint32_t number)
{
	uint64_t digits = hex_digits(number);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	digits = __builtin_bswap64(digits);
#endif
	memcpy(p, &digits, sizeof digits);
	return p + sizeof digits;
}

char *sipw__write_q(char *p, uint32_t thousandths)
{
	*p++ = (char)('0' + thousandths / 1000);
	uint32_t rest = thousandths % 1000;
	if (rest == 0)
		return p;
	*p++ = '.';
	for (uint32_t unit = 100; rest != 0; unit /= 10) {
		*p++ = (char)('0' + rest / unit);
		rest %= unit;
	}
	return p;
}

/* The same, with a look at each step whether it goes too far. */
static bool read_carefully(sipw_str digits, uint64_t max, uint64_t *ret_number)
{
	uint64_t number = 0;
	for (size_t i = 0; i < digits.len; i++) {
		unsigned digit = (unsigned)(unsigned char)digits.ptr[i] - '0';
		if (digit > 9 || number > max / 10 || digit > max - number * 10)
			return false;
		number = number * 10 + digit;
	}
	if (digits.len == 0)
		return false;
	*ret_number = number;
	return true;
}

bool sipw__read_number(sipw_str digits, uint64_t max, uint64_t *ret_number)
{
	uint64_t number = 0;
	if (digits.len - 1 >= DIGITS64 - 1)
		return read_carefully(digits, max, ret_number);
	for (size_t i = 0; i < digits.len; i++) {
		unsigned digit = (unsigned)(unsigned char)digits.ptr[i] - '0';
		if (digit > 9)
			return false;
		number = number * 10 + digit;
	}
	if (number > max)
		return false;
	*ret_number = number;
	return true;
}
