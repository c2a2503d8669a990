/* SPDX-License-Identifier: MIT */
#include "grammar/ipv4.h"
#include "grammar/plain.h"
#include "grammar/scan.h"
#include "text/compiler.h"
#include "text/copy.h"

const char *sipw__ipv4_end(const char *at, const char *end)
{
	char copy[IPV4_LONGEST + 1];
	const size_t left = (size_t)(end - at);
	const char *text = at;
	if (left < IPV4_SHORTEST)
		return NULL;
	if (left <= IPV4_LONGEST) {
		*sipw__copy_short(copy, at, left) = '\0';
		text = copy;
	}
	const char *stop = sipw__octets_stop(text);
	if (stop == NULL || (stop = sipw__octet_end(stop)) == NULL)
		return NULL;
	at += stop - text;
	return at < end && sipw__is(*at, CLASS_HOSTNAME) ? NULL : at;
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
	const char *stop = sipw__ipv4_end(start, s->end);
	s->at = stop != NULL ? stop : start;
	return stop != NULL ? 2 : 0;
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
 * at either end, the last label beginning with a letter. The end, or NULL; an IPv4 address fails at its
 * last label. */
static const char *name_end(const char *at, const char *end)
{
	const char *label = at;
	while (at < end && sipw__is(*at, CLASS_ALPHANUM)) {
		label = at;
		at = sipw__span(at + 1, end, CLASS_DOMAINLABEL);
		if (at[-1] == '-')
			return NULL;
		if (at == end || *at != '.')
			break;
		at++;
	}
	return at > label && sipw__is(*label, CLASS_ALPHA) && (at == end || !sipw__is(*at, CLASS_HOSTNAME)) ? at : NULL;
}

static bool scan_ipv6_reference(struct sipw__scan *s)
{
	s->at++;
	return sipw__scan_ipv6(s) && sipw__scan_char(s, ']', "']' is expected here", "RFC 3261 25.1");
}

/* A name may begin with a digit as well, but then it seldom is one. */
static const char *host_end(const char *at, const char *end)
{
	const char *stop = at < end && sipw__is(*at, CLASS_DIGIT) ? sipw__ipv4_end(at, end) : sipw__plain_name(at, end);
	return stop != NULL ? stop : name_end(at, end);
}

bool sipw__scan_host(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	const char *stop = host_end(start, s->end);
	if (stop != NULL)
		s->at = stop;
	else if (!sipw__scan_sees(s, '['))
		return sipw__scan_misfit(s, "a host name or IP address is expected here", "RFC 3261 25.1");
	else if (!scan_ipv6_reference(s))
		return false;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

bool sipw__scan_address(struct sipw__scan *s)
{
	const char *stop = sipw__ipv4_end(s->at, s->end);
	struct sipw__scan ahead = *s;
	if (stop != NULL)
		s->at = stop;
	else if (sipw__scan_sees(s, '['))
		return scan_ipv6_reference(s);
	else if (!sipw__scan_ipv6(&ahead))
		return sipw__scan_misfit(s, "an IP address is expected here", "RFC 3261 25.1");
	else
		s->at = ahead.at;
	return true;
}

bool sipw__scan_hostname(struct sipw__scan *s, sipw_str *ret, const char *source)
{
	const char *start = s->at;
	const char *stop = name_end(start, s->end);
	if (stop == NULL)
		return sipw__scan_misfit(s, "a host name is expected here, not an address", source);
	s->at = stop;
	*ret = sipw_sn(start, (size_t)(stop - start));
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
