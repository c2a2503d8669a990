/* SPDX-License-Identifier: MIT */
/* The scanners of hosts, URIs, q values, quoted strings, comments and parameters. Every text ends where
 * memory does. */
#include <criterion/criterion.h>
#include <arpa/inet.h>
#include <stdio.h>

#include "grammar/scan.h"
#include "grammar/values.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "tables/tables.h"

static struct guard g;

static void open_guard(void)
{
	g = guard_open(131072);
}

static void close_guard(void)
{
	guard_close(&g);
}

TestSuite(grammar, .init = open_guard, .fini = close_guard);

/* The fault of a failed scan lies in the text, and has its words. */
static void check_fault(const struct sipw__scan *s, sipw_str text)
{
	CHECKF(s->fault >= text.ptr && s->fault <= text.ptr + text.len, "'%s': a fault outside", check_show(text));
	CHECKF(s->code < 0 && s->sentence != NULL, "'%s': a fault without words", check_show(text));
}

/* Whether a scanner takes the whole text. */
typedef bool scanner(struct sipw__scan *s);

static bool takes(scanner *scan, sipw_str text)
{
	const sipw_str placed = guard_copy(&g, text);
	struct sipw__scan s = sipw__scan_of(placed, PLACE_URI);
	if (!scan(&s)) {
		check_fault(&s, placed);
		return false;
	}
	CHECKF(s.at >= placed.ptr && s.at <= placed.ptr + placed.len, "'%s': outside", check_show(text));
	return sipw__scan_done(&s);
}

static void check_takes(scanner *scan, const sipw_str *texts, size_t n, bool expected)
{
	for (size_t i = 0; i < n; i++)
		CHECKF(takes(scan, texts[i]) == expected, "'%s' is %s", check_show(texts[i]), expected ? "refused" : "taken");
}

#define CHECK_TAKES(scan, texts, expected) check_takes(scan, texts, sizeof(texts) / sizeof(texts)[0], expected)

static bool scan_host(struct sipw__scan *s)
{
	sipw_str host;
	const char *start = s->at;
	if (!sipw__scan_host(s, &host))
		return false;
	CHECK(host.ptr == start && host.ptr + host.len == s->at);
	return true;
}

Test(grammar, hosts)
{
	static const sipw_str right[] = {
		B("a"), B("a.b"), B("example.com"), B("example.com."), B("A-1.b2.C"), B("1a.b"), B("1.2.b"), B("1-2.b"),
		B("a-b"), B("a--b"), B("x1"), B("0.0.0.0"), B("255.255.255.255"), B("192.0.2.1"), B("1.2.3.4.e"), B("[::]"),
		B("[::1]"), B("[1::]"), B("[1:2:3:4:5:6:7:8]"), B("[::ffff:192.0.2.1]"), B("[2001:DB8::a]"),
	};
	static const sipw_str wrong[] = {
		B(""), B("."), B(".a"), B("a..b"), B("-a"), B("a-"), B("a-.b"), B("a.-b"), B("a.b-"), B("a.1"), B("a.1b"),
		B("1"), B("1.2.3"), B("1.2.3."), B("1.2.3.4."), B("1.2.3.4.5"), B("256.0.0.1"), B("0.0.0.256"), B("01.2.3.4"),
		B("1.2.3.04"), B("00.0.0.0"), B("1.2.3.1000"), B("1..2.3"), B("a_b"), B("a b"), B("a.b..") , B("\xc3\xa4.de"),
		B("["), B("[]"), B("[:]"), B("[::"), B("::"), B("::1"), B("[::1"), B("[::1]]"), B("[1.2.3.4]"), B("[a]"),
		B("[::g]"), B("[fe80::1%25eth0]"), B("[v1.x]"), B("a\0"), B("1.2.3.4\0"),
	};
	CHECK_TAKES(scan_host, right, true);
	CHECK_TAKES(scan_host, wrong, false);
}

/* Random texts of the characters of an address, against the C library's own reader. */
static void check_random_addresses(const char *letters, size_t longest, int family, uint64_t seed)
{
	uint64_t state = seed;
	unsigned taken = 0;
	for (int i = 0; i < 400000; i++) {
		char text[64], bracketed[80];
		unsigned char address[16];
		const size_t len = 1 + next_random(&state) % longest;
		for (size_t k = 0; k < len; k++)
			text[k] = letters[next_random(&state) % strlen(letters)];
		text[len] = '\0';
		const bool right = inet_pton(family, text, address) == 1;
		const int n = family == AF_INET ? snprintf(bracketed, sizeof bracketed, "%s", text)
						: snprintf(bracketed, sizeof bracketed, "[%s]", text);
		if (takes(scan_host, sipw_sn(bracketed, (size_t)n)) != right)
			CHECKF(false, "'%s' is %s", bracketed, right ? "refused" : "taken");
		taken += right;
	}
	CHECKF(taken > 100, "only %u right addresses among them", taken);
}

Test(grammar, random_ipv4)
{
	check_random_addresses("0125.", 9, AF_INET, 1);
	check_random_addresses("012569..", 15, AF_INET, 2);
}

Test(grammar, random_ipv6)
{
	check_random_addresses("1:", 8, AF_INET6, 3);
	check_random_addresses("1::", 17, AF_INET6, 4);
	check_random_addresses("aF0::::", 18, AF_INET6, 5);
	check_random_addresses("1:.", 12, AF_INET6, 6);
}

/* All octets from 0 to 999 at each of the four places. */
Test(grammar, ipv4_octets)
{
	for (unsigned at = 0; at < 4; at++)
		for (unsigned octet = 0; octet < 1000; octet++) {
			char text[24];
			snprintf(text, sizeof text, "%u.%u.%u.%u", at == 0 ? octet : 1, at == 1 ? octet : 2,
				 at == 2 ? octet : 3, at == 3 ? octet : 4);
			CHECKF(takes(scan_host, sipw_s(text)) == (octet <= 255), "%s", text);
		}
}

/* With and without "::" at each place, each number of groups, IPv4 at the end. */
Test(grammar, ipv6_groups)
{
	for (unsigned groups = 0; groups <= 10; groups++)
		for (unsigned gap = 0; gap <= 11; gap++)
			for (unsigned tail = 0; tail < 2; tail++) {
				char text[128] = "[", *p = text + 1;
				for (unsigned i = 0; i < groups; i++) {
					if (gap == i)
						p += sprintf(p, "::");
					else if (i > 0)
						p += sprintf(p, ":");
					p += sprintf(p, tail && i + 1 == groups ? "192.0.2.1" : "12ab");
				}
				if (gap == groups)
					p += sprintf(p, "::");
				sprintf(p, "]");
				const unsigned size = groups + (tail && groups > 0);
				const bool gapped = gap <= groups;
				const bool ends_in_gap = tail && gap == groups && groups > 0;
				const bool right = !ends_in_gap && (gapped ? size <= 7 : size == 8);
				CHECKF(takes(scan_host, sipw_s(text)) == right, "%s", text);
			}
}

static bool scan_port(struct sipw__scan *s)
{
	uint32_t port;
	return sipw__scan_port(s, &port);
}

Test(grammar, ports)
{
	static const sipw_str right[] = { B(""), B(":1"), B(":5060"), B(":65535"), B(":05060"), B(":0000000001") };
	static const sipw_str wrong[] = { B(":"),   B(":0"), B(":65536"), B(":99999999999999999999"), B(":-1"), B(":+1"),
					  B(": 1"), B(":1 "), B("5060"),  B("::1"), B(":00") };
	CHECK_TAKES(scan_port, right, true);
	CHECK_TAKES(scan_port, wrong, false);
}

static bool scan_any_uri(struct sipw__scan *s)
{
	sipw_str uri;
	return sipw__scan_uri(s, URI_ANY, &uri);
}

static bool scan_bare_uri(struct sipw__scan *s)
{
	sipw_str uri;
	return sipw__scan_uri(s, URI_BARE, &uri);
}

static bool scan_request_uri(struct sipw__scan *s)
{
	sipw_str uri;
	return sipw__scan_uri(s, URI_REQUEST, &uri);
}

Test(grammar, uris)
{
	static const sipw_str right[] = {
		B("sip:a"), B("SIP:a"), B("sips:a"), B("sip:bob@a"), B("sip:bob:secret@a.example:5060"),
		B("sip:bob:@a"), B("sip:b%20b@a"), B("sip:%61@a"), B("sip:b&=+$,;?/b@a"), B("sip:a;b=c@d"), B("sip:b-_.!~*'()@a"),
		B("sip:1.2.3.4"), B("sip:a@[::1]:1"), B("sip:+1-212-555-1212:1234@gateway.com;user=phone"),
		B("sip:a;transport=udp"), B("sip:a;lr"), B("sip:a;lr;x"), B("sip:a;lr=on"), B("sip:a;x=%41"), B("sip:a;[x]=/:&+$"),
		B("sip:a;ttl=255"), B("sip:a;ttl=0"), B("sip:a;maddr=1.2.3.4"), B("sip:a;maddr=[::1]"), B("sip:a;method=X"),
		B("sip:a;gr"), B("sip:a;gr=urn:x"), B("sip:a;cause=302"), B("tel:+1"), B("http://a/b?c"), B("mailto:a@b"),
		B("urn:service:sos"), B("x:y"), B("a+-.1:b"), B("data:,a%20b"), B("cid:a@b"), B("im:a@b"),
	};
	static const sipw_str wrong[] = {
		B(""), B("sip"), B("sip:"), B(":a"), B("1a:b"), B("+a:b"), B("a b:c"), B("sip:@a"), B("sip:bob@"), B("sip:a b"),
		B(" sip:a"), B("sip:a "), B("sip: a"), B("sip:a@b@c"), B("sip:b%2@a"), B("sip:b%zz@a"), B("sip:b%@a"),
		B("sip:b#b@a"), B("sip:b\"b@a"), B("sip:b<b@a"), B("sip:b>b@a"), B("sip:b\\b@a"), B("sip:b[b@a"), B("sip:b^b@a"),
		B("sip:b`b@a"), B("sip:b{b@a"), B("sip:b|b@a"), B("sip:b\x7f" "b@a"), B("sip:b\x80" "b@a"), B("sip:bob:a;b@c"),
		B("sip:a:0"), B("sip:a:65536"), B("sip:a:x"), B("sip:a:"), B("sip:a;"), B("sip:a;;b"), B("sip:a;=b"),
		B("sip:a;b="), B("sip:a;b=c=d"), B("sip:a;b=c,d"), B("sip:a;b=\"c\""), B("sip:a;ttl=256"),
		B("sip:a;ttl=x"), B("sip:a;ttl"), B("sip:a;ob=1"), B("sip:a;lr="), B("sip:a;transport"), B("sip:a;maddr=::1"), B("sip:a;maddr=a b"),
		B("sip:a;transport=udp;TRANSPORT=tcp"), B("sip:a;lr;LR"), B("sip:a,b"), B("http:"), B("http:a b"), B("http:a\"b"),
		B("http:a>b"), B("http:a%4"), B("http:a\\b"), B("http:a#b"), B("http:a^b"), B("sip:a\0"), B("http:a\0b"),
	};
	CHECK_TAKES(scan_request_uri, right, true);
	CHECK_TAKES(scan_any_uri, right, true);
	CHECK_TAKES(scan_request_uri, wrong, false);
	CHECK_TAKES(scan_any_uri, wrong, false);
}

Test(grammar, uri_headers)
{
	static const sipw_str right[] = { B("sip:a?b=c"), B("sip:a;x?b=c&d=e"), B("sip:a?b="), B("sip:a?b=%20&b=1"),
					  B("sip:a?[/?:+$]=[/?:+$]"), B("sip:a@b?subject=x%0d%0a") };
	static const sipw_str wrong[] = { B("sip:a?"),	  B("sip:a?b"),	    B("sip:a?=c"),   B("sip:a?b=c&"), B("sip:a?b=c&d"),
					  B("sip:a?b=c=d"), B("sip:a?b=c;d"), B("sip:a?b=c,d"), B("sip:a?b=%4"), B("sip:a?b=c d"),
					  B("sip:a?b=@") };
	CHECK_TAKES(scan_any_uri, right, true);
	CHECK_TAKES(scan_request_uri, right, false);
	CHECK_TAKES(scan_any_uri, wrong, false);
}

/* A URI without brackets ends where parameters, a list or headers of the field may begin. */
Test(grammar, bare_uris)
{
	static const struct {
		const char *text;
		const char *uri;
	} rows[] = {
		{ "sip:a@b;tag=1", "sip:a@b" },	  { "sip:a@b,sip:c", "sip:a@b" }, { "sip:a@b?x=y", "sip:a@b" },
		{ "sip:a;b@c;d", "sip:a" },	  { "sip:a@b:5060;d", "sip:a@b:5060" },
		{ "sip:a,sip:b@c", "sip:a" },	  { "sip:a?b@c", "sip:a" },	  { "sip:a:1,b@c", "sip:a:1" }, { "http://a/b?c", "http://a/b" },
		{ "http://a/b;c", "http://a/b" }, { "http://a,b", "http://a" },	  { "tel:+1 x", "tel:+1" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct sipw__scan s = sipw__scan_of(guard_copy(&g, sipw_s(rows[i].text)), 0);
		sipw_str uri = { NULL, 0 };
		CHECK(sipw__scan_uri(&s, URI_BARE, &uri));
		CHECK_TEXT(uri, rows[i].uri);
		CHECK(s.at == uri.ptr + uri.len);
	}
	CHECK(!takes(scan_bare_uri, sipw_s("http:")));
}

static bool scan_q(struct sipw__scan *s)
{
	uint32_t q;
	return sipw__scan_q(s, &q);
}

Test(grammar, q_values)
{
	static const sipw_str right[] = { B("0"), B("1"), B("0."), B("1."), B("0.5"), B("0.55"), B("0.555"), B("1.0"), B("1.00"),
					  B("1.000"), B("0.000"), B("0.001") };
	static const sipw_str wrong[] = { B(""), B("."), B(".5"), B("2"), B("00"), B("01"), B("1.1"), B("1.001"), B("0.5555"),
					  B("1.0000"), B("-0"), B("+1"), B("0,5"), B("0.a"), B("10"), B("0 "), B("1.2.3") };
	CHECK_TAKES(scan_q, right, true);
	CHECK_TAKES(scan_q, wrong, false);
	for (uint32_t q = 0; q <= 1000; q++) {
		char text[8];
		uint32_t found = 7777;
		snprintf(text, sizeof text, "%u.%03u", q / 1000, q % 1000);
		struct sipw__scan s = sipw__scan_of(guard_copy(&g, sipw_sn(text, 5)), 0);
		CHECK(sipw__scan_q(&s, &found) && found == q && sipw__scan_done(&s));
	}
}

static bool scan_quoted(struct sipw__scan *s)
{
	sipw_str inside;
	const char *start = s->at;
	if (!sipw__scan_quoted(s, &inside))
		return false;
	CHECK(inside.ptr == start + 1 && inside.ptr + inside.len + 1 == s->at);
	return true;
}

Test(grammar, quoted)
{
	static const sipw_str right[] = {
		B("\"\""), B("\"a\""), B("\"a b\tc\""), B("\"\\\"\""), B("\"\\\\\""), B("\"a\\\\\""), B("\"\\\0\""), B("\"\\\x7f\""),
		B("\"<>,;=@()\""), B("\"caf\xc3\xa9\""), B("\"\xf4\x8f\xbf\xbf\""), B("\"a\r\n b\""), B("\"a\r\n\t\r\n b\""),
		B("\"\r\n \""), B("\"\\\t\""),
	};
	static const sipw_str wrong[] = {
		B(""), B("\""), B("a"), B("\"a"), B("a\""), B("\"a\\\""), B("\"\\"), B("\"a\"b"), B("\"a\r\""), B("\"a\n\""),
		B("\"a\r\n\""), B("\"a\r\nb\""), B("\"a\0b\""), B("\"\x01\""), B("\"\x7f\""), B("\"\x80\""), B("\"\xc3\""),
		B("\"\xc0\x80\""), B("\"\xed\xa0\x80\""), B("\"\\\xc3\xa9\""), B("\"\\\r\""), B("\"\\\n\""), B("\"a\r\n "), B("\"\"\""),
	};
	CHECK_TAKES(scan_quoted, right, true);
	CHECK_TAKES(scan_quoted, wrong, false);
}

static bool scan_comment(struct sipw__scan *s)
{
	sipw_str inside;
	const char *start = s->at;
	if (!sipw__scan_comment(s, &inside))
		return false;
	CHECK(inside.ptr == start + 1 && inside.ptr + inside.len + 1 == s->at);
	return true;
}

Test(grammar, comments)
{
	static const sipw_str right[] = {
		B("()"), B("(a b)"), B("((a))"), B("(a (b) (c (d)) e)"), B("(\\()"), B("(\\))"), B("(\\\\)"), B("(\"a\")"),
		B("(a\r\n b)"), B("(caf\xc3\xa9)"), B("(()())"),
	};
	static const sipw_str wrong[] = {
		B(""), B("("), B(")"), B("(a"), B("((a)"), B("(a))"), B("(\\)"), B("(a\\"), B("(a\rb)"), B("(a\nb)"), B("(a\0)"),
		B("(\xc3)"), B("(\x7f)"), B("a"), B("(a)b"),
	};
	CHECK_TAKES(scan_comment, right, true);
	CHECK_TAKES(scan_comment, wrong, false);
}

/* Depth costs nothing but length. */
Test(grammar, deep_comment)
{
	enum { DEPTH = 65536 };
	char *text = guard_last(&g, 2 * DEPTH);
	memset(text, '(', DEPTH);
	memset(text + DEPTH, ')', DEPTH);
	struct sipw__scan s = sipw__scan_of(sipw_sn(text, 2 * DEPTH), 0);
	CHECK(scan_comment(&s) && sipw__scan_done(&s));
	s = sipw__scan_of(sipw_sn(text + 1, 2 * DEPTH - 1), 0);
	CHECK(scan_comment(&s) && !sipw__scan_done(&s));
	s = sipw__scan_of(sipw_sn(text, 2 * DEPTH - 1), 0);
	CHECK(!scan_comment(&s));
}

struct param_row_text {
	int place;
	const char *text;
	const char *name;
	const char *value; /* NULL: absent */
	bool quoted;
};

Test(grammar, params)
{
	static const struct param_row_text rows[] = {
		{ 0, ";a", "a", NULL, false },
		{ 0, "; a = b", "a", "b", false },
		{ 0, " ; a=b", "a", "b", false },
		{ 0, "\r\n ;\r\n a\r\n =\r\n b", "a", "b", false },
		{ 0, ";a=\"b;c\"", "a", "b;c", true },
		{ 0, ";a=\"\"", "a", "", true },
		{ 0, ";a=[::1]", "a", "[::1]", false },
		{ 0, ";a=1.2.3.4", "a", "1.2.3.4", false },
		{ 0, ";tag=\"x\"", "tag", "x", true },
		{ SIPW_HDR_TO, ";tag=x", "tag", "x", false },
		{ SIPW_HDR_VIA, ";received=::1", "received", "::1", false },
		{ SIPW_HDR_VIA, ";received=[::1]", "received", "[::1]", false },
		{ SIPW_HDR_VIA, ";rport", "rport", NULL, false },
		{ SIPW_HDR_VIA, ";rport=1", "rport", "1", false },
		{ SIPW_HDR_CONTACT, ";q=0.5", "q", "0.5", false },
		{ SIPW_HDR_CONTACT, ";audio", "audio", NULL, false },
		{ SIPW_HDR_AUTHORIZATION, ";nc=0000000a", "nc", "0000000a", false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct sipw__param param;
		struct sipw__scan s = sipw__scan_of(guard_copy(&g, sipw_s(rows[i].text)), rows[i].place);
		if (!CHECKF(sipw__scan_param(&s, ';', &param) && sipw__scan_done(&s), "'%s'", rows[i].text))
			continue;
		CHECK_TEXT(param.name, rows[i].name);
		CHECK_TEXT(param.value, rows[i].value);
		CHECKF(param.quoted == rows[i].quoted, "'%s'", rows[i].text);
	}
}

Test(grammar, params_refused)
{
	static const struct {
		int place;
		const char *text;
	} rows[] = {
		{ 0, ";" }, { 0, ";=a" }, { 0, ";a=" }, { 0, ";a=\"" }, { 0, ";a=(" }, { 0, ";a=[x]" }, { 0, ";a= " },
		{ SIPW_HDR_TO, ";tag" }, { SIPW_HDR_TO, ";tag=\"x\"" }, { SIPW_HDR_TO, ";TAG=[::1]" },
		{ SIPW_HDR_VIA, ";ttl=256" }, { SIPW_HDR_VIA, ";ttl" }, { SIPW_HDR_VIA, ";rport=0" }, { SIPW_HDR_VIA, ";rport=65536" },
		{ SIPW_HDR_VIA, ";rport=" }, { SIPW_HDR_VIA, ";maddr=-" }, { SIPW_HDR_VIA, ";received=\"a\"" },
		{ SIPW_HDR_VIA, ";branch=\"a\"" }, { SIPW_HDR_VIA, ";alias=1" }, { SIPW_HDR_CONTACT, ";q=2" },
		{ SIPW_HDR_CONTACT, ";expires=4294967296" }, { SIPW_HDR_CONTACT, ";expires=\"1\"" },
		{ SIPW_HDR_CONTACT, ";+sip.instance=x" }, { SIPW_HDR_AUTHORIZATION, ";nc=0000000A" },
		{ SIPW_HDR_AUTHORIZATION, ";nc=0000001" }, { SIPW_HDR_AUTHORIZATION, ";nc=000000001" },
		{ SIPW_HDR_AUTHORIZATION, ";realm=a" }, { SIPW_HDR_WWW_AUTHENTICATE, ";stale=maybe" },
		{ SIPW_HDR_WWW_AUTHENTICATE, ";algorithm=\"MD5\"" }, { SIPW_HDR_WWW_AUTHENTICATE, ";qop=auth" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct sipw__param param;
		const sipw_str text = guard_copy(&g, sipw_s(rows[i].text));
		struct sipw__scan s = sipw__scan_of(text, rows[i].place);
		CHECKF(!sipw__scan_param(&s, ';', &param), "'%s' is taken", rows[i].text);
		check_fault(&s, text);
	}
	struct sipw__param param;
	struct sipw__scan s = sipw__scan_of(sipw_s(",a"), 0);
	CHECK(!sipw__scan_param(&s, ';', &param) && s.code == SIPW_OK && *s.at == ',');
}

/* Values are told apart by commas outside quotes and angle brackets. */
Test(grammar, white_space)
{
	static const struct {
		const char *text;
		size_t length;
	} rows[] = {
		{ "", 0 }, { "a", 0 }, { " a", 1 }, { "\t a", 2 }, { "\r\n a", 3 }, { " \r\n\ta", 4 }, { "\r\na", 0 }, { "\r a", 0 },
		{ "\n a", 0 }, { " \r\n", 1 }, { " \r", 1 }, { "\r\n ", 3 }, { "\r\n \r\n a", 6 }, { "\r\n\r\n a", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const sipw_str text = guard_copy(&g, sipw_s(rows[i].text));
		struct sipw__scan s = sipw__scan_of(text, 0);
		CHECKF(sipw__scan_blanks(&s) == (rows[i].length > 0), "row %zu", i);
		CHECKF((size_t)(s.at - text.ptr) == rows[i].length, "row %zu: %td", i, s.at - text.ptr);
	}
}
