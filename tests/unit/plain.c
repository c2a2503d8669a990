/* SPDX-License-Identifier: MIT */
/* The short ways of the grammar: what they take, the full grammar takes as well. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "grammar/plain.h"
#include "grammar/scan.h"
#include "sipwright.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"

static const char *const everyday[] = {
	"sip:a.example>", "sip:bob@biloxi.example.com>", "sip:b@a.example;lr>", "sip:a.example;transport=tcp>;x", "sip:1.a@pc33.example>",
	"sip:alice@client.atlanta.example.com;transport=tcp>", "sip:+15551234567@192.0.2.1:5060>", "sip:192.0.2.1;lr>",
	"sip:alice@pc33.atlanta.example.com:5060;transport=udp>",
};

Test(plain, everyday_uris)
{
	struct guard g = guard_open(4096);
	for (size_t i = 0; i < sizeof everyday / sizeof everyday[0]; i++) {
		const sipw_str s = guard_copy(&g, sipw_s(everyday[i]));
		CHECKF(sipw__plain_uri(s.ptr, s.ptr + s.len) == memchr(s.ptr, '>', s.len), "%s", everyday[i]);
	}
	guard_close(&g);
}

/* The end of the URI by the full grammar, or NULL. */
static const char *full_end(sipw_str s)
{
	struct sipw__scan scan = sipw__scan_of(s, PLACE_URI);
	sipw_uri uri;
	return sipw__scan_uri_parts(&scan, URI_ANY, &uri) ? scan.at : NULL;
}

static const char *pick(uint64_t *state, const char *const *from, size_t n)
{
	return from[next_random(state) % n];
}

/* Whether all of a text is a URI by the full grammar. */
static bool is_uri(sipw_str s)
{
	return full_end(s) == s.ptr + s.len;
}

/* Whether a text is copied as plain; then the full grammar takes it, too, and the copy is right. */
static bool is_copied(const struct guard *from, const struct guard *to, const char *text,
		      bool (*copy)(char *to, const char *p, size_t n), bool (*full)(sipw_str s))
{
	const sipw_str s = guard_copy(from, sipw_s(text));
	char *copied = guard_last(to, s.len);
	if (!copy(copied, s.ptr, s.len))
		return false;
	CHECKF(full(s) && memcmp(copied, s.ptr, s.len) == 0, "%s is taken", text);
	return true;
}

/* What is copied as a plain URI is one, for each of all its parts with each. */
Test(plain, copied_uris)
{
	static const char *const users[] = { "", "a@", "+15551234567@", "+@", "@", "a.b-c@", "a..b@", "++1@", "a+b@", "a%41@", "1@", "a:b@" };
	static const char *const hosts[] = { "a.example", "b", "1.2.3.4", "255.255.255.255", "256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4",
					     "1.2.3.4x", "1.2.3.a", "a.1", "a-", "a..b", "", "[::1]", "192.0.2.101",
					     "+a.b", "+1.2.3.4" };
	static const char *const ports[] = { "", ":5060", ":0", ":1", ":65535", ":65536", ":99999", ":123456", ":", ":50a", ":05060" };
	static const char *const params[] = { "", ";lr", ";transport=udp", ";transport=", ";lr;lr", ";x=y", "?a=b", " " };
	struct guard from = guard_open(128), to = guard_open(128);
	uint64_t state = 17;
	size_t taken = 0;
	for (int i = 0; i < 200000; i++) {
		char text[128];
		snprintf(text, sizeof text, "sip:%s%s%s%s", pick(&state, users, 12), pick(&state, hosts, 18), pick(&state, ports, 11),
			 pick(&state, params, 8));
		taken += is_copied(&from, &to, text, sipw__copy_plain_uri, is_uri);
	}
	CHECKF(taken > 5000, "%zu are taken", taken);
	guard_close(&from);
	guard_close(&to);
}

Test(plain, no_uri_but_one)
{
	static const char *const schemes[] = { "sip:", "sip:", "sip:", "sips:", "SIP:", "sip", "tel:", "" };
	static const char *const users[] = { "", "", "a@", "a.b-c@", "a%41@", "a:b@", "@", "a@b@", "-@", "+1@", "a;b@", "b1@" };
	static const char *const hosts[] = { "a.example", "b", "a-b.c", "a..b", "-a.b", "a-.b", "1.2.3.4", "a.1", "a.b.", ".a", "[::1]", "", "a_b",
					     "a--b.c", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example" };
	static const char *const params[] = { "", "", ";lr", ";transport=tcp", ";transport=", ";transport=t-p", ";lr=on", ";LR", ";x", ":5060",
					      "?a=b", ";", ";lr;lr", ";transport=tcp;transport=udp", ";transport=\"tcp\"" };
	static const char *const tails[] = { ">", ">", "", " >", ";tag=1", "<>", ">>" };
	struct guard g = guard_open(4096);
	uint64_t state = 3;
	size_t taken = 0;
	for (int i = 0; i < 100000; i++) {
		char text[160];
		snprintf(text, sizeof text, "%s%s%s%s%s", pick(&state, schemes, 8), pick(&state, users, 12), pick(&state, hosts, 15),
			 pick(&state, params, 15), pick(&state, tails, 7));
		const sipw_str s = guard_copy(&g, sipw_s(text));
		const char *stop = sipw__plain_uri(s.ptr, s.ptr + s.len);
		if (stop == NULL)
			continue;
		CHECKF(stop < s.ptr + s.len && *stop == '>' && full_end(s) == stop, "%s is taken", text);
		taken++;
	}
	CHECKF(taken > 300, "%zu are taken", taken);
	guard_close(&g);
}

/* The whole of a text as an IPv4 address by the full grammar. */
static bool is_ipv4(sipw_str s)
{
	struct sipw__scan scan = sipw__scan_of(s, PLACE_URI);
	return memchr(s.ptr, ':', s.len) == NULL && sipw__scan_address(&scan) && sipw__scan_done(&scan);
}

Test(plain, ipv4)
{
	static const char *const octets[] = { "0", "1", "9", "10", "99", "100", "199", "255", "256", "260", "300", "999", "00", "01", "1000", "", "a", "1a" };
	static const char *const dots[] = { ".", ".", ".", ".", ".", ".", "..", "", ",", ":" };
	struct guard from = guard_open(64), to = guard_open(64);
	uint64_t state = 11;
	size_t taken = 0;
	for (int i = 0; i < 200000; i++) {
		char text[64];
		snprintf(text, sizeof text, "%s%s%s%s%s%s%s", pick(&state, octets, 18), pick(&state, dots, 10), pick(&state, octets, 8),
			 pick(&state, dots, 10), pick(&state, octets, 8), pick(&state, dots, 10), pick(&state, octets, 18));
		const sipw_str s = guard_copy(&from, sipw_s(text));
		char *copy = guard_last(&to, s.len + 1);
		const bool said = sipw__copy_ipv4(copy, s);
		CHECKF(said == is_ipv4(s), "%s is %staken", text, said ? "" : "not ");
		CHECK(!said || memcmp(copy, s.ptr, s.len) == 0);
		taken += said;
	}
	CHECKF(taken > 1000, "%zu are taken", taken);
	guard_close(&from);
	guard_close(&to);
}

/* Whether all of a text is tokens with commas between them, by the full grammar. */
static bool are_tokens(sipw_str s)
{
	struct sipw__scan scan = sipw__scan_of(s, PLACE_URI);
	sipw_str token;
	do {
		if (!sipw__scan_token(&scan, &token))
			return false;
	} while (sipw__scan_mark(&scan, ','));
	return sipw__scan_done(&scan);
}

Test(plain, tokens)
{
	static const char *const pieces[] = { "INVITE", "ACK", "100rel", "x", "a.b-c", "a_b", "!%*'", "", "a b", "a\"", "a@", "\xc3\xa4",
					      "a-token-of-more-than-thirty-characters" };
	static const char *const commas[] = { ", ", ", ", ", ", ", ", ", ", ", ", ",", " ,", ",  ", "; ", ",,", " " };
	struct guard from = guard_open(512), to = guard_open(512);
	uint64_t state = 21;
	size_t taken = 0;
	for (int i = 0; i < 100000; i++) {
		char text[512] = "";
		for (unsigned n = next_random(&state) % 5; n > 0; n--) {
			strcat(text, pick(&state, pieces, i % 2 ? 13 : 6));
			strcat(text, pick(&state, commas, i % 4 ? 6 : 12));
		}
		strcat(text, pick(&state, pieces, 13));
		taken += is_copied(&from, &to, text, sipw__copy_plain_tokens, are_tokens);
	}
	CHECKF(taken > 10000, "%zu are taken", taken);
	guard_close(&from);
	guard_close(&to);
}

Test(plain, brackets)
{
	static const char *const texts[] = { "<sip:a@b.example>", "<sip:b.example;lr>", "<sip:b.example", "sip:b.example>", "<>", "<", "",
					     "<<sip:b.example>", "<sip:b.example>>", "<sips:b.example>", "<sip:b.example>;x" };
	struct guard from = guard_open(64), to = guard_open(64);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		const sipw_str s = guard_copy(&from, sipw_s(texts[i]));
		char *copy = guard_last(&to, s.len);
		CHECKF(sipw__copy_plain_brackets(copy, s.ptr, s.len) == (i < 2), "%s", texts[i]);
		CHECK(i >= 2 || memcmp(copy, s.ptr, s.len) == 0);
	}
	guard_close(&from);
	guard_close(&to);
}

/* What is an everyday address is one, without parameters but the tag that is found. */
Test(plain, addresses)
{
	static const char *const names[] = { "", "Bob ", "Bob", "A. G. Bell ", "!%*_+`'~ ", "Bob  ", " ", "\"Bob\" ", "B@b ", "Bob: ", "sip:a ", "\xc3\xa4 " };
	static const char *const uris[] = { "<sip:b@b.example>", "<sip:a.example;lr>", "<sip:+1555@192.0.2.1:5060>", "<sip:b@b..example>",
					    "<sips:b@b.example>", "<tel:+1>", "sip:b@b.example", "<sip:b@b.example", "<>", "" };
	static const char *const tails[] = { "", ";tag=1", ";tag=a.very-long_tag~of!31%bytes*xyz", ";tag=", ";tag=\"1\"", ";tag", ";TAG=1", ";tag=1;x=y",
					     ";x=y", " ;tag=1", ";tag=1 ", ";tag=a@b", ";tag=1;tag=2", ">", " " };
	struct guard g = guard_open(4096);
	uint64_t state = 41;
	size_t taken = 0, tagged = 0;
	for (int i = 0; i < 100000; i++) {
		char text[160];
		snprintf(text, sizeof text, "%s%s%s", pick(&state, names, i % 2 ? 12 : 4), pick(&state, uris, i % 3 ? 10 : 3), pick(&state, tails, 15));
		const sipw_str s = guard_copy(&g, sipw_s(text));
		sipw_str tag;
		sipw_address full;
		if (!sipw__plain_address(s, &tag))
			continue;
		CHECKF(sipw_decode(SIPW_HDR_TO, s, &full, sizeof full, NULL) == SIPW_OK, "%s is taken", text);
		CHECKF(sipw__equal(tag, full.tag) && sipw__given(tag) == sipw__given(full.tag) && !sipw__given(full.params), "%s", text);
		taken++;
		tagged += sipw__given(tag);
	}
	CHECKF(taken > 5000 && tagged > 1000, "%zu are taken, %zu of them tagged", taken, tagged);
	guard_close(&g);
}

/* With a blank before each ";", which no everyday Via has. */
static void with_blanks(char *to, const char *text)
{
	for (; *text != '\0'; *to++ = *text++)
		if (*text == ';')
			*to++ = ' ';
	*to = '\0';
}

static bool same_via(const sipw_via *a, const sipw_via *b)
{
	return sipw__equal(a->transport, b->transport) && sipw__equal(a->host, b->host) && a->port == b->port &&
	       sipw__equal(a->branch, b->branch) && sipw__equal(a->received, b->received) &&
	       a->rport.given == b->rport.given && a->rport.number == b->rport.number && sipw__equal(a->maddr, b->maddr) &&
	       a->ttl.given == b->ttl.given && sipw__given(a->params) == sipw__given(b->params);
}

/* An everyday Via is read as any other. */
Test(plain, vias)
{
	static const char *const senders[] = { "SIP/2.0/UDP a.example", "SIP/2.0/TCP 192.0.2.1", "SIP/2.0/TLS-SCTP a", "SIP/2.0/UDP [::1]",
					       "SIP/2.0/UDP a..b", "sip/2.0/UDP a", "SIP/2.0/UDP a.1", "SIP/2.0/UDP  a" };
	static const char *const ports[] = { "", "", ":5060", ":0", ":65535", ":65536", ":", ":123456", ":5060x" };
	static const char *const params[] = { ";branch=z9hG4bK1", ";branch=z9hG4bK", ";branch=", ";branch=a/b", ";received=192.0.2.1",
					      ";received=256.0.0.1", ";received=::1", ";rport", ";rport=5060", ";rport=0", ";rport=", ";rports",
					      ";maddr=a", ";ttl=1", ";x=y", ";", ",x", ";BRANCH=z1", ";rport;" };
	uint64_t state = 31;
	size_t right = 0;
	for (int i = 0; i < 100000; i++) {
		char text[256], blanks[512];
		snprintf(text, sizeof text, "%s%s", pick(&state, senders, i % 2 ? 8 : 2), pick(&state, ports, 9));
		for (unsigned n = next_random(&state) % 4; n > 0; n--)
			strcat(text, pick(&state, params, 19));
		with_blanks(blanks, text);
		sipw_via a, b;
		sipw_error e, f;
		const int code = sipw_decode(SIPW_HDR_VIA, sipw_s(text), &a, sizeof a, &e);
		CHECKF(code == sipw_decode(SIPW_HDR_VIA, sipw_s(blanks), &b, sizeof b, &f), "%s", text);
		CHECKF(code == SIPW_OK ? same_via(&a, &b) : e.sentence == f.sentence, "%s", text);
		right += code == SIPW_OK;
	}
	CHECKF(right > 5000, "%zu are right", right);
}

/* Around a mark, blanks or none: the same end. */
Test(plain, marks)
{
	static const char *const texts[] = { ";a", "; a", " ;a", " ; a", ";\ta", "\r\n ;\r\n\ta", ";" };
	struct guard g = guard_open(4096);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct sipw__scan s = sipw__scan_of(guard_copy(&g, sipw_s(texts[i])), PLACE_URI);
		CHECKF(sipw__scan_mark(&s, ';') && (sipw__scan_done(&s) || sipw__scan_sees(&s, 'a')), "'%s'", texts[i]);
	}
	struct sipw__scan none = sipw__scan_of(guard_copy(&g, sipw_s(" a")), PLACE_URI);
	CHECK(!sipw__scan_mark(&none, ';') && none.end - none.at == 2);
	guard_close(&g);
}
