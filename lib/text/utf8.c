/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include <stdbool.h>

static bool between(unsigned char c, unsigned char low, unsigned char high)
{
	return c >= low && c <= high;
}

/* The second byte carries the limits: no overlong form, no surrogate, nothing past U+10FFFF. */
static bool second_fits(unsigned char lead, unsigned char second)
{
	switch (lead) {
	case 0xe0:
		return between(second, 0xa0, 0xbf);
	case 0xed:
		return between(second, 0x80, 0x9f);
	case 0xf0:
		return between(second, 0x90, 0xbf);
	case 0xf4:
		return between(second, 0x80, 0x8f);
	default:
		return between(second, 0x80, 0xbf);
	}
}

size_t sipw__utf8_length(const char *p, const char *end)
{
	const unsigned char *u = (const unsigned char *)p;
	size_t length;
	if (p == end)
		return 0;
	if (between(u[0], 0xc2, 0xdf))
		length = 2;
	else if (between(u[0], 0xe0, 0xef))
		length = 3;
	else if (between(u[0], 0xf0, 0xf4))
		length = 4;
	else
		return 0;
	if ((size_t)(end - p) < length || !second_fits(u[0], u[1]))
		return 0;
	for (size_t i = 2; i < length; i++)
		if (!between(u[i], 0x80, 0xbf))
			return 0;
	return length;
}
