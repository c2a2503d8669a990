/* SPDX-License-Identifier: MIT */
/* Hosts that are the same though they are written differently (RFC 5954 4.2). */
#include "grammar/escape.h"
#include "grammar/scan.h"

/* The number that the digits at *at make, which it moves behind; they are right and few. */
static unsigned read_digits(const char **at, const char *end, uint64_t digits, unsigned base)
{
	unsigned number = 0;
	for (; *at < end && sipw__is(**at, digits); ++*at)
		number = number * base + sipw__hex_value(**at);
	return number;
}

/* The groups of an address that ends in four octets, which make two. */
static void read_octets(const char *at, const char *end, uint16_t ret[2])
{
	for (int i = 0; i < 4; i++, at++)
		ret[i / 2] = (uint16_t)((unsigned)ret[i / 2] << 8 | read_digits(&at, end, CLASS_DIGIT, 10));
}

/* The eight groups of an IPv6 address that was scanned before; "::" stands for as many zeros as are missing. */
static void read_ipv6(sipw_str address, uint16_t ret[8])
{
	const char *at = address.ptr, *end = at + address.len;
	unsigned n = 0, gap = 8;
	uint16_t groups[9] = { 0 };
	while (at < end) {
		if (*at == ':' && *++at == ':') {
			gap = n;
			at++;
			continue;
		}
		const char *start = at;
		groups[n] = (uint16_t)read_digits(&at, end, CLASS_HEXDIG, 16);
		if (at < end && *at == '.') {
			groups[n++] = 0;
			read_octets(start, end, &groups[n - 1]);
			at = end;
		}
		n++;
	}
	memset(ret, 0, 8 * sizeof ret[0]);
	for (unsigned i = 0; i < n; i++)
		ret[i < gap ? i : i + 8 - n] = groups[i];
}

static bool is_ipv6(sipw_str host)
{
	return host.len > 0 && memchr(host.ptr, ':', host.len) != NULL;
}

static sipw_str without_brackets(sipw_str host)
{
	return *host.ptr == '[' ? sipw_sn(host.ptr + 1, host.len - 2) : host;
}

static bool same_address(sipw_str a, sipw_str b)
{
	uint16_t x[8], y[8];
	read_ipv6(without_brackets(a), x);
	read_ipv6(without_brackets(b), y);
	return memcmp(x, y, sizeof x) == 0;
}

bool sipw__same_host(sipw_str a, sipw_str b)
{
	return is_ipv6(a) && is_ipv6(b) ? same_address(a, b) : sipw__equal_nocase(a, b);
}
