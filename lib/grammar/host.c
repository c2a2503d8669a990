/* SPDX-License-Identifier: MIT */
#include "grammar/scan.h"

/* dec-octet = 0 to 255 without leading zeros (RFC 5954 4.1). */
static bool scan_octet(struct sipw__scan *s)
{
	const char *start = s->at;
	unsigned number = 0;
	while (s->at < s->end && s->at - start < 4 && sipw__is(*s->at, CLASS_DIGIT))
		number = number * 10 + (unsigned)(*s->at++ - '0');
	return s->at > start && number <= 255 && (*start != '0' || s->at - start == 1);
}

static bool scan_ipv4(struct sipw__scan *s)
{
	for (int i = 0; i < 4; i++) {
		if (i > 0 && !sipw__scan_sees(s, '.'))
			return false;
		s->at += i > 0;
		if (!scan_octet(s))
			return false;
	}
	return s->at == s->end || !sipw__is(*s->at, CLASS_HOSTNAME);
}

/* h16 = 1*4HEXDIG */
static bool scan_h16(struct sipw__scan *s)
{
	const char *start = s->at;
	while (s->at < s->end && s->at - start < 4 && sipw__is(*s->at, CLASS_HEXDIG))
		s->at++;
	return s->at > start && (s->at == s->end || !sipw__is(*s->at, CLASS_HEXDIG));
}

/* The next part of an IPv6 address: the number of 16-bit groups it stands for, 0 if it is none. */
static int scan_group(struct sipw__scan *s)
{
	const char *start = s->at;
	if (scan_h16(s) && !sipw__scan_sees(s, '.'))
		return 1;
	s->at = start;
	return scan_ipv4(s) ? 2 : 0;
}

/* Groups with colons between them, at most eight of 16 bits, with one "::" for at least one. An
 * IPv4 address can only be the last (RFC 5954 4.1). */
static bool ipv6_groups(struct sipw__scan *s)
{
	int groups = 0;
	bool gap = false;
	for (;;) {
		if (s->end - s->at >= 2 && s->at[0] == ':' && s->at[1] == ':') {
			if (gap)
				return false;
			gap = true;
			s->at += 2;
			if (sipw__scan_done(s) || !sipw__is(*s->at, CLASS_HEXDIG))
				break;
		} else if (groups > 0) {
			if (!sipw__scan_sees(s, ':'))
				break;
			s->at++;
		}
		int found = scan_group(s);
		groups += found;
		if (found == 0 || groups > 8)
			return false;
		if (found == 2)
			break;
	}
	return gap ? groups <= 7 : groups == 8;
}

bool sipw__scan_ipv6(struct sipw__scan *s)
{
	const char *start = s->at;
	if (ipv6_groups(s))
		return true;
	s->at = start;
	return sipw__scan_misfit(s, "an IPv6 address is expected here", "RFC 5954 4.1");
}

/* hostname = *( domainlabel "." ) toplabel [ "." ]: labels of letters, digits and hyphens, no hyphen
 * at either end, the last label beginning with a letter. An IPv4 address fails at the last. */
static bool scan_name(struct sipw__scan *s)
{
	const char *label = s->at;
	for (;;) {
		const char *stop = sipw__span(s->at, s->end, CLASS_DOMAINLABEL);
		if (stop == s->at)
			break;
		if (*s->at == '-' || stop[-1] == '-')
			return false;
		label = s->at;
		s->at = stop;
		if (stop == s->end || *stop != '.')
			break;
		s->at++;
	}
	return s->at > label && sipw__is(*label, CLASS_ALPHA) && (s->at == s->end || *s->at != '.');
}

bool sipw__scan_host(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	if (sipw__scan_sees(s, '[')) {
		s->at++;
		if (!sipw__scan_ipv6(s) || !sipw__scan_char(s, ']', "']' is expected here", "RFC 3261 25.1"))
			return false;
	} else if (!scan_name(s)) {
		s->at = start;
		if (!scan_ipv4(s)) {
			s->at = start;
			return sipw__scan_misfit(s, "a host name or IP address is expected here", "RFC 3261 25.1");
		}
	}
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

bool sipw__scan_port(struct sipw__scan *s, uint32_t *ret)
{
	*ret = 0;
	if (!sipw__scan_sees(s, ':'))
		return true;
	s->at++;
	return sipw__scan_number(s, 1, 65535, ret, "RFC 3261 25.1");
}
