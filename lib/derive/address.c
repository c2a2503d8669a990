/* SPDX-License-Identifier: MIT */
#include "derive/address.h"

#include "grammar/escape.h"
#include "grammar/scan.h"
#include "text/number.h"

#define GROUPS 8

/* An IPv4 address at *at as two groups; moves behind it. */
static void read_ipv4(const char **at, const char *end, uint16_t *groups)
{
	for (int i = 0; i < 4; i++) {
		unsigned number = 0;
		for (; *at < end && sipw__is(**at, CLASS_DIGIT); ++*at)
			number = number * 10 + (unsigned)(**at - '0');
		if (*at < end && **at == '.')
			++*at;
		groups[i / 2] = (uint16_t)(i % 2 == 0 ? number << 8 : groups[i / 2] | number);
	}
}

static uint16_t read_group(const char **at, const char *end)
{
	unsigned number = 0;
	for (; *at < end && sipw__is(**at, CLASS_HEXDIG); ++*at)
		number = number << 4 | sipw__hex_value(**at);
	return (uint16_t)number;
}

/* Whether an IPv4 address stands at `at`, not a group. */
static bool sees_ipv4(const char *at, const char *end)
{
	const char *stop = sipw__span(at, end, CLASS_DIGIT);
	return stop < end && *stop == '.';
}

/* Moves the groups from `gap` on, up to n, to the end; zeros come in between. */
static void spread(uint16_t groups[GROUPS], int gap, int n)
{
	const int moved = n - gap;
	for (int i = 1; i <= moved; i++) {
		groups[GROUPS - i] = groups[n - i];
		if (n < GROUPS)
			groups[n - i] = 0;
	}
}

/* A right IPv6 address without brackets. */
static void read_ipv6(const char *at, const char *end, uint16_t groups[GROUPS])
{
	int n = 0, gap = -1;
	while (at < end && n < GROUPS) {
		if (*at == ':') {
			if (end - at > 1 && at[1] == ':')
				gap = n, at++;
			at++;
		} else if (n <= GROUPS - 2 && sees_ipv4(at, end)) {
			read_ipv4(&at, end, groups + n);
			n += 2;
		} else {
			groups[n++] = read_group(&at, end);
		}
	}
	if (gap >= 0 && n < GROUPS)
		spread(groups, gap, n);
}

/* The address as 8 groups, an IPv4 address as the last two behind a mark that no IPv6 address is read
 * with; false for what is none. */
static bool read_address(sipw_str host, uint16_t groups[GROUPS], bool *ret_ipv6)
{
	struct sipw__scan s = sipw__scan_of(host, PLACE_URI);
	if (host.len == 0 || !sipw__scan_address(&s) || !sipw__scan_done(&s))
		return false;
	const char *at = host.ptr, *end = host.ptr + host.len;
	*ret_ipv6 = memchr(at, ':', host.len) != NULL;
	if (*at == '[') {
		at++;
		end--;
	}
	memset(groups, 0, GROUPS * sizeof *groups);
	if (*ret_ipv6)
		read_ipv6(at, end, groups);
	else
		read_ipv4(&at, end, groups);
	return true;
}

bool sipw__same_address(sipw_str a, sipw_str b)
{
	uint16_t first[GROUPS], second[GROUPS];
	bool first_ipv6, second_ipv6;
	return read_address(a, first, &first_ipv6) && read_address(b, second, &second_ipv6) && first_ipv6 == second_ipv6 &&
	       memcmp(first, second, sizeof first) == 0;
}
