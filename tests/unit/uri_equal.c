/* SPDX-License-Identifier: MIT */
/* URIs that are equal and those that are not: RFC 3261 19.1.4 with its examples, RFC 5954, RFC 3986. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "sipwright/uri.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct guard g, h;

static void open_guards(void)
{
	g = guard_open(4096);
	h = guard_open(4096);
}

static void close_guards(void)
{
	guard_close(&g);
	guard_close(&h);
}

TestSuite(uri_equal, .init = open_guards, .fini = close_guards);

struct pair {
	const char *a, *b;
};

/* Both ways round, and each with itself. */
static void check_pairs(const struct pair *pairs, size_t n, bool expected)
{
	for (size_t i = 0; i < n; i++) {
		const sipw_str a = guard_copy(&g, sipw_s(pairs[i].a)), b = guard_copy(&h, sipw_s(pairs[i].b));
		CHECKF(sipw_uri_equal(a, b) == expected, "%s and %s", pairs[i].a, pairs[i].b);
		CHECKF(sipw_uri_equal(b, a) == expected, "%s and %s", pairs[i].b, pairs[i].a);
		CHECKF(sipw_uri_equal(a, a) && sipw_uri_equal(b, b), "%s or %s and itself", pairs[i].a, pairs[i].b);
	}
}

#define CHECK_PAIRS(pairs, expected) check_pairs(pairs, COUNT(pairs), expected)

/* The sets that 19.1.4 prints, each pair of a set. */
Test(uri_equal, printed)
{
	static const struct pair same[] = {
		{ "sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp" },
		{ "sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5" },
		{ "sip:carol@chicago.com", "sip:carol@chicago.com;security=on" },
		{ "sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on" },
		{ "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
		  "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com" },
		{ "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
		  "sip:alice@atlanta.com?priority=urgent&subject=project%20x" },
		{ "sip:carol@chicago.com", "sip:carol@chicago.com;security=off" },
	};
	static const struct pair apart[] = {
		{ "SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP" },
		{ "sip:bob@biloxi.com", "sip:bob@biloxi.com:5060" },
		{ "sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp" },
		{ "sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp" },
		{ "sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting" },
		{ "sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4" },
		{ "sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off" },
	};
	CHECK_PAIRS(same, true);
	CHECK_PAIRS(apart, false);
}

/* Each sentence of 19.1.4 where it is broken, and where it is just kept. */
Test(uri_equal, parts)
{
	static const struct pair same[] = {
		{ "sip:a", "SIP:A" },
		{ "sips:a", "SIPS:a" },
		{ "sip:a@b:5060", "sip:a@b:05060" },
		{ "sip:a:b@c", "sip:%61:%62@c" },
		{ "sip:a:@c", "sip:a:@C" },
		{ "sip:a%40b@c", "sip:%61%40%62@c" },
		{ "sip:a%3db@c", "sip:a%3Db@c" },
		{ "sip:a%25@c", "sip:%61%25@c" },
		{ "sip:%e2%82%ac@c", "sip:%E2%82%AC@c" },
	};
	static const struct pair apart[] = {
		{ "sip:a", "sips:a" },
		{ "sip:a@c", "sip:A@c" },
		{ "sip:a@c", "sip:%41@c" },
		{ "sip:a@c", "sip:c" },
		{ "sip:a:b@c", "sip:a:B@c" },
		{ "sip:a:b@c", "sip:a@c" },
		{ "sip:a:@c", "sip:a@c" },
		{ "sip:a@b", "sip:a@b." },
		{ "sip:a@b", "sip:a@bb" },
		{ "sip:a@b:5060", "sip:a@b:5061" },
		{ "sips:a@b:5061", "sips:a@b" },
		/* reserved octets escaped and bare */
		{ "sip:a;b@c", "sip:a%3Bb@c" },
		{ "sip:a/b@c", "sip:a%2Fb@c" },
		{ "sip:a?b@c", "sip:a%3Fb@c" },
		{ "sip:a&b@c", "sip:a%26b@c" },
		{ "sip:a=b@c", "sip:a%3Db@c" },
		{ "sip:a+b@c", "sip:a%2Bb@c" },
		{ "sip:a$b@c", "sip:a%24b@c" },
		{ "sip:a,b@c", "sip:a%2Cb@c" },
		{ "sip:a%3Ab@c", "sip:a:b@c" },
		{ "sip:%2541@c", "sip:%41@c" },
		{ "sip:%2541@c", "sip:A@c" },
		{ "sip:a@c", "sip:aa@c" },
		{ "sip:%00@c", "sip:%01@c" },
	};
	CHECK_PAIRS(same, true);
	CHECK_PAIRS(apart, false);
}

Test(uri_equal, params)
{
	static const struct pair same[] = {
		{ "sip:a;x=1;y=2", "sip:a;y=2;x=1" },
		{ "sip:a;X=A", "sip:a;x=a" },
		{ "sip:a;x", "sip:a;X" },
		{ "sip:a;x=%41", "sip:a;%78=a" },
		{ "sip:a;lr", "sip:a" },
		{ "sip:a;lr", "sip:a;L%52" },
		{ "sip:a;gr=x", "sip:a" },
		{ "sip:a;x=1;z=3", "sip:a;y=2;z=3" },
		{ "sip:a;user=phone", "sip:a;USER=PHONE" },
		{ "sip:a;maddr=[2001:db8::1]", "sip:a;maddr=[2001:DB8:0:0:0:0:0:1]" },
		{ "sip:a;x=a[b", "sip:a;x=a%5Bb" },
	};
	static const struct pair apart[] = {
		{ "sip:a;x=1", "sip:a;x=2" },
		{ "sip:a;x=1", "sip:a;x" },
		{ "sip:a;x=1;y=2", "sip:a;y=1;x=2" },
		{ "sip:a", "sip:a;user=ip" },
		{ "sip:a", "sip:a;ttl=1" },
		{ "sip:a", "sip:a;method=INVITE" },
		{ "sip:a", "sip:a;%6dethod=INVITE" },
		{ "sip:a", "sip:a;maddr=a" },
		{ "sip:a", "sip:a;transport=udp" },
		{ "sips:a", "sips:a;transport=tcp" },
		{ "sip:a;maddr=1.2.3.4", "sip:a;maddr=1.2.3.5" },
		{ "sip:a;maddr=[::1]", "sip:a;maddr=[::2]" },
		{ "sip:a;x=[::1]", "sip:a;x=[0::1]" },
		{ "sip:a;x=a:b", "sip:a;x=a%3Ab" },
		{ "sip:a;transport=tcp;x=1", "sip:a;transport=udp;x=1" },
	};
	CHECK_PAIRS(same, true);
	CHECK_PAIRS(apart, false);
}

Test(uri_equal, headers)
{
	static const struct pair same[] = {
		{ "sip:a?b=c", "sip:a?B=c" },
		{ "sip:a?b=c&d=e&b=f", "sip:a?b=f&b=c&d=e" },
		{ "sip:a?b=c&b=c", "sip:a?b=%63&B=c" },
		{ "sip:a?subject=x", "sip:a?s=x" },
		{ "sip:a?%73ubject=x", "sip:a?S=x" },
		{ "sip:a?b=", "sip:a?b=" },
		{ "sip:a?body=x", "sip:a?BODY=x" },
		{ "sip:a?priority=urgent", "sip:a?priority=URGENT" },
		{ "sip:a?Event=Presence%3BId%3D7", "sip:a?o=presence%3bid%3d7" },
		{ "sip:a?accept=text/html%2C%20text/plain", "sip:a?accept=TEXT/html%2C%20text/PLAIN" },
	};
	static const struct pair apart[] = {
		{ "sip:a?b=c", "sip:a" },
		{ "sip:a?b=", "sip:a" },
		{ "sip:a?b=c", "sip:a?b=d" },
		{ "sip:a?b=c", "sip:a?b=c&b=c" },
		{ "sip:a?b=c&b=c&b=d", "sip:a?b=c&b=d&b=d" },
		{ "sip:a?b=c&d=e", "sip:a?b=e&d=c" },
		{ "sip:a?to=sip:Bob%40b", "sip:a?to=sip:bob%40b" },
		{ "sip:a?subject=x", "sip:a?u=x" },
		{ "sip:a?b=c?d", "sip:a?b=c%3Fd" },
		{ "sip:a?body=x", "sip:a?body=X" },
		{ "sip:a?x-own=a", "sip:a?x-own=A" },
		{ "sip:a?call-id=a", "sip:a?call-id=A" },
		{ "sip:a?i=a", "sip:a?i=A" },
		{ "sip:a?replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc", "sip:a?replaces=A%3Bto-tag%3Db%3Bfrom-tag%3Dc" },
		{ "sip:a?reason=SIP%3Btext%3D%22a%22", "sip:a?reason=SIP%3Btext%3D%22A%22" },
		{ "sip:a?contact=sip:a", "sip:a?contact=sip:A" },
		{ "sip:a?priority=urgent", "sip:a?priority=urgen" },
	};
	CHECK_PAIRS(same, true);
	CHECK_PAIRS(apart, false);
}

/* RFC 5954 4.2 with its examples. */
Test(uri_equal, addresses)
{
	static const struct pair same[] = {
		{ "sip:bob@[::ffff:192.0.2.128]", "sip:bob@[::ffff:c000:280]" },
		{ "sip:bob@[2001:db8::9:1]", "sip:bob@[2001:db8::9:01]" },
		{ "sip:bob@[0:0:0:0:0:FFFF:129.144.52.38]", "sip:bob@[::FFFF:129.144.52.38]" },
		{ "sip:[::]", "sip:[0:0:0:0:0:0:0:0]" },
		{ "sip:[::1]", "sip:[0000:0000:0000:0000:0000:0000:0000:0001]" },
		{ "sip:[1::]", "sip:[1:0:0::0:0]" },
		{ "sip:[1:2:3:4:5:6:7:8]", "sip:[1:2:3:4:5:6:0.7.0.8]" },
		{ "sip:[::2:3:4:5:6:7:8]", "sip:[0:2:3:4:5:6:7:8]" },
		{ "sip:[1:2:3:4:5:6:7::]", "sip:[1:2:3:4:5:6:7:0]" },
		{ "sip:[::1.2.3.4]", "sip:[::102:304]" },
		{ "sip:[::255.255.255.255]", "sip:[::FFFF:ffff]" },
		{ "sip:[1:2::1.2.3.4]", "sip:[1:2:0:0:0:0:0102:0304]" },
	};
	static const struct pair apart[] = {
		{ "sip:[::1]", "sip:[::2]" },
		{ "sip:[::1]", "sip:[1::]" },
		{ "sip:[1::2]", "sip:[1:2::]" },
		{ "sip:[::1:0]", "sip:[::1]" },
		{ "sip:[::ffff:192.0.2.1]", "sip:192.0.2.1" },
		{ "sip:[::1.2.3.4]", "sip:[::1.2.3.5]" },
		{ "sip:[::1]", "sip:a" },
		{ "sip:192.0.2.1", "sip:192.0.2.10" },
	};
	CHECK_PAIRS(same, true);
	CHECK_PAIRS(apart, false);
}

/* RFC 3986 6.2.2.1 and 6.2.2.2; what 6.2.2.3 and 6.2.3 add is not done. */
Test(uri_equal, other_schemes)
{
	static const struct pair same[] = {
		{ "HTTP://www.EXAMPLE.com/", "http://www.example.com/" },
		{ "http://User@EXAMPLE.com/a", "http://User@example.com/a" },
		{ "http://a/%7euser", "http://a/~user" },
		{ "http://a/%3a", "http://a/%3A" },
		{ "mailto:a@b", "MAILTO:a@b" },
		{ "urn:service:sos", "URN:service:sos" },
		{ "http://A?q", "http://a?q" },
	};
	static const struct pair apart[] = {
		{ "http://a/b", "http://a/B" },
		{ "http://a/b", "https://a/b" },
		{ "http://User@a/", "http://user@a/" },
		{ "http://a/%2F", "http://a//" },
		{ "http://a/%21", "http://a/!" },
		{ "http://a/?B", "http://a/?b" },
		{ "http://a/./b", "http://a/b" },
		{ "http://a:80/", "http://a/" },
		{ "http://a", "http://a/" },
		{ "mailto:a@b", "mailto:a@B" },
		{ "http:a", "http:A" },
		{ "sip:a", "sipx:a" },
		{ "tel:+1", "urn:+1" },
	};
	CHECK_PAIRS(same, true);
	CHECK_PAIRS(apart, false);
}

/* RFC 3966 4, and what RFC 3261 19.1.6 says of the same numbers in sip URIs. */
Test(uri_equal, tel)
{
	static const struct pair same[] = {
		{ "tel:+1-201-555-0123", "tel:+12015550123" },
		{ "tel:+358-555-1234567;postd=pp22", "TEL:+358-555-1234567;POSTD=PP22" },
		{ "tel:+358-555-1234567;postd=pp22;isub=1411", "tel:+358-555-1234567;isub=1411;postd=pp22" },
		{ "tel:7042;phone-context=Example.com", "tel:70-42;phone-context=example.COM" },
		{ "tel:863-1234;phone-context=+1-914-555", "tel:8631234;phone-context=+1914555" },
		{ "tel:(0a)*#;phone-context=a", "tel:0A*#;phone-context=a" },
		{ "tel:+1;ext=1-2", "tel:+1;ext=12" },
		{ "tel:+1;x=%41", "tel:+1;X=a" },
	};
	static const struct pair apart[] = {
		{ "tel:+1", "tel:1;phone-context=+1" },
		{ "tel:+1", "tel:+11" },
		{ "tel:+1", "tel:+1;x" },
		{ "tel:+1;x=1", "tel:+1;x" },
		{ "tel:+1;x=1", "tel:+1;x=2" },
		{ "tel:+1;x=1", "tel:+1;y=1" },
		{ "tel:+1;ext=1", "tel:+1" },
		{ "tel:+1;ext=1", "tel:+1;isub=1" },
		{ "tel:1;phone-context=a", "tel:1;phone-context=b" },
		{ "tel:1;phone-context=+1", "tel:1;phone-context=+2" },
		{ "tel:+1;isub=a%3Bb", "tel:+1;isub=a" },
		{ "sip:+358-555-1234567;postd=pp22@foo.com;user=phone", "sip:+358-555-1234567;POSTD=PP22@foo.com;user=phone" },
		{ "sip:+358-555-1234567;postd=pp22;isub=1411@foo.com;user=phone",
		  "sip:+358-555-1234567;isub=1411;postd=pp22@foo.com;user=phone" },
	};
	CHECK_PAIRS(same, true);
	CHECK_PAIRS(apart, false);
}

/* What is no URI equals nothing, not even itself. */
Test(uri_equal, no_uris)
{
	static const sipw_str wrong[] = { B(""), B("sip"), B("sip:"), B("alice"), B("sip:a;x=1;x=1"), B("sip:a b"), B("tel:x"),
					  B("tel:1"), { NULL, 0 } };
	for (size_t i = 0; i < COUNT(wrong); i++) {
		CHECKF(!sipw_uri_equal(wrong[i], wrong[i]), "%s", check_show(wrong[i]));
		CHECK(!sipw_uri_equal(wrong[i], sipw_s("sip:a")) && !sipw_uri_equal(sipw_s("sip:a"), wrong[i]));
	}
}

/* Each octet, escaped and bare, where it may stand: equal unless it is reserved (RFC 2396 2.2). */
Test(uri_equal, all_octets)
{
	static const char user[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()&=+$,;?/";
	static const char reserved[] = ";/?:@&=+$,";
	for (size_t i = 0; i < sizeof user - 1; i++) {
		char bare[16], escaped[16];
		snprintf(bare, sizeof bare, "sip:x%cy@a", user[i]);
		snprintf(escaped, sizeof escaped, "sip:x%%%02Xy@a", (unsigned)user[i]);
		CHECKF(sipw_uri_equal(sipw_s(bare), sipw_s(escaped)) == (strchr(reserved, user[i]) == NULL), "%s", bare);
	}
	for (unsigned a = 0; a < 256; a++)
		for (unsigned b = 0; b < 256; b++) {
			char one[16], two[16];
			snprintf(one, sizeof one, "sip:x%%%02Xy@a", a);
			snprintf(two, sizeof two, "sip:x%%%02xy@a", b);
			if (sipw_uri_equal(sipw_s(one), sipw_s(two)) != (a == b))
				CHECKF(false, "%s and %s", one, two);
		}
}
