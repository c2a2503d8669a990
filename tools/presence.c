/* SPDX-License-Identifier: MIT */
#include "presence.h"

#include <stdio.h>

#include "page.h"
#include "sipwright/lookup.h"

#define FIRST_CODE 100
#define LAST_CODE 699
#define CODE_COUNT (LAST_CODE - FIRST_CODE + 1)

/* The words for a rule, in the order in which they are told. What an RFC's sentence demands is
 * "must"; the rest are the tables' words (RFC 3261 20). */
static const struct standing {
	int presence;
	bool must;
	const char *words;
} standings[] = {
	{ SIPW_PRESENCE_MANDATORY, true, "must stand" },
	{ SIPW_PRESENCE_BODY, true, "must with body" },
	{ SIPW_PRESENCE_MANDATORY, false, "required" },
	{ SIPW_PRESENCE_BODY, false, "with a body" },
	{ SIPW_PRESENCE_STREAM, false, "on a stream" },
	{ SIPW_PRESENCE_EXPECTED, false, "expected" },
	{ SIPW_PRESENCE_OPTIONAL, false, "optional" },
	{ SIPW_PRESENCE_CONDITIONAL, false, "conditional" },
	{ SIPW_PRESENCE_FORBIDDEN, false, "forbidden" },
	{ SIPW_PRESENCE_FORBIDDEN, true, "must not stand" },
};

#define STANDING_COUNT (sizeof standings / sizeof standings[0])

static bool is_so(const struct standing *standing, int header, int method, int code)
{
	const sipw_rule rule = sipw_rule_find(header, method, code);
	return rule.presence == standing->presence && rule.must == standing->must;
}

/* The next method that can have this message, or 0 after the last; ACK is never answered. */
static int next_method(int method, int code)
{
	sipw_method_info info;
	do
		method = sipw_method_next(method);
	while (code != 0 && sipw_method_describe(method, &info) && info.no_response);
	return method;
}

/* ---- lists of methods ---- */

/* Methods for which the rule is so, or for which it is not so. */
static size_t count_methods(const struct standing *s, int header, int code, bool so)
{
	size_t n = 0;
	for (int method = 0; (method = next_method(method, code)) != 0;)
		n += is_so(s, header, method, code) == so;
	return n;
}

static void put_methods(struct flow *flow, const struct standing *s, int header, int code, bool so)
{
	for (int method = 0; (method = next_method(method, code)) != 0;)
		if (is_so(s, header, method, code) == so)
			flow_item(flow, sipw_method_name(method));
}

/* "all methods", "all methods but A, B" or "A, B, other methods". */
static void put_where(struct flow *flow, const struct standing *s, int header, int code)
{
	const size_t with = count_methods(s, header, code, true);
	const size_t without = count_methods(s, header, code, false);
	if (without == 0) {
		flow_item(flow, sipw_s("all methods"));
	} else if (with > 3 * without) {
		flow_words(flow, 0, sipw_s("all methods but"));
		put_methods(flow, s, header, code, false);
	} else {
		put_methods(flow, s, header, code, true);
		if (is_so(s, header, 0, code))
			flow_item(flow, sipw_s("other methods"));
	}
}

static bool is_anywhere(const struct standing *s, int header, int code)
{
	return count_methods(s, header, code, true) > 0 || is_so(s, header, 0, code);
}

/* One line: what holds of the header field in messages of this code (0: requests). False, and no
 * line, if there is no rule. */
static bool put_messages(const char *key, int header, int code)
{
	struct flow flow;
	char mark = 0;
	for (size_t i = 0; i < STANDING_COUNT; i++) {
		if (!is_anywhere(&standings[i], header, code))
			continue;
		if (mark == 0)
			flow_start(&flow, key);
		flow_words(&flow, mark, sipw_s(standings[i].words));
		flow_mark(&flow, ':');
		put_where(&flow, &standings[i], header, code);
		mark = ';';
	}
	if (mark != 0)
		flow_end();
	return mark != 0;
}

/* ---- groups of codes ---- */

static bool same_rule(int header, int method, int a, int b)
{
	const sipw_rule one = sipw_rule_find(header, method, a);
	const sipw_rule other = sipw_rule_find(header, method, b);
	return one.presence == other.presence && one.must == other.must;
}

static bool same_rules(int header, int a, int b)
{
	for (int method = 0; (method = next_method(method, a)) != 0;)
		if (!same_rule(header, method, a, b))
			return false;
	return same_rule(header, 0, a, b);
}

/* Up to where a label can reach from `code`, if the group has all codes to `last`. */
static int label_end(int code, int last)
{
	const int end_of_class = code / 100 * 100 + 99;
	if (last < end_of_class)
		return last;
	return end_of_class;
}

/* "2xx", "18x", "101-199" or "486". */
static size_t write_label(char *out, size_t size, int first, int last)
{
	int n;
	if (first % 100 == 0 && last == first + 99)
		n = snprintf(out, size, "%dxx", first / 100);
	else if (first % 10 == 0 && last == first + 9)
		n = snprintf(out, size, "%dx", first / 10);
	else if (first < last)
		n = snprintf(out, size, "%d-%d", first, last);
	else
		n = snprintf(out, size, "%d", first);
	return n < 0 ? 0 : (size_t)n < size ? (size_t)n : size - 1;
}

/* The codes of a group, as "100, 2xx, 401-403"; `group` says of each code which one it is in. */
static void write_group(char *out, size_t size, const unsigned char *group, unsigned number)
{
	size_t used = 0;
	out[0] = '\0';
	for (int code = FIRST_CODE; code <= LAST_CODE; code++) {
		int last = code;
		if (group[code - FIRST_CODE] != number)
			continue;
		while (last < LAST_CODE && group[last + 1 - FIRST_CODE] == number)
			last++;
		last = label_end(code, last);
		if (used > 0 && used + 2 < size)
			used += (size_t)snprintf(out + used, size - used, ", ");
		used += write_label(out + used, size - used, code, last);
		code = last;
	}
}

/* Puts every code that has the rules of `code` into the group; how many they are. */
static int gather_group(int header, int code, unsigned char *group, unsigned number)
{
	int n = 0;
	for (int other = code; other <= LAST_CODE; other++)
		if (group[other - FIRST_CODE] == 0 && same_rules(header, code, other)) {
			group[other - FIRST_CODE] = (unsigned char)number;
			n++;
		}
	return n;
}

void put_header_presence(int header)
{
	unsigned char group[CODE_COUNT] = { 0 };
	char label[512];
	unsigned number = 0;
	bool told = put_messages("requests", header, 0);
	for (int code = FIRST_CODE; code <= LAST_CODE; code++) {
		if (group[code - FIRST_CODE] != 0)
			continue;
		const int n = gather_group(header, code, group, ++number);
		write_group(label, sizeof label, group, number);
		told |= put_messages(n == CODE_COUNT ? "responses" : label, header, code);
	}
	if (!told)
		put_line("presence", sipw_s("no rule names it"));
}

/* ---- lists of header fields ---- */

void put_method_presence(int method)
{
	for (size_t i = 0; i < STANDING_COUNT; i++) {
		struct flow flow;
		bool any = false;
		for (int header = 0; (header = sipw_header_next(header)) != 0;) {
			if (!is_so(&standings[i], header, method, 0))
				continue;
			if (!any)
				flow_start(&flow, standings[i].words);
			flow_item(&flow, sipw_header_name(header));
			any = true;
		}
		if (any)
			flow_end();
	}
}

void put_code_presence(int code)
{
	const struct standing *must = &standings[0];
	struct flow flow;
	flow_start(&flow, must->words);
	for (int header = 0; (header = sipw_header_next(header)) != 0;)
		if (count_methods(must, header, code, false) == 0)
			flow_item(&flow, sipw_header_name(header));
	flow_end();
	for (int header = 0; (header = sipw_header_next(header)) != 0;) {
		const bool everywhere = count_methods(must, header, code, false) == 0;
		if (everywhere || !is_anywhere(must, header, code))
			continue;
		flow_start(&flow, must->words);
		flow_words(&flow, 0, sipw_header_name(header));
		flow_words(&flow, 0, sipw_s("in answers to"));
		put_where(&flow, must, header, code);
		flow_end();
	}
}
