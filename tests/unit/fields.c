/* SPDX-License-Identifier: MIT */
/* The grammar of each complete kind, as text: what is taken is one line, what is refused names its place. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"
#include "support/spec.h"

struct samples {
	int header; /* of the kind */
	const char *right[24];
	const char *wrong[40];
};

static const struct samples rows[] = {
	{ SIPW_HDR_PRIORITY, /* token */
	  { "a", "100rel", "a-b", "a.b", "!%*_+`'~", "0", "emergency", "UPPER", "a!b", "x.y.z", " a " },
	  { "a b", "a,b", "a;b", "a/b", "a:b", "a=b", "a@b", "a\"b", "(a)", "<a>", "[a]", "{a}", "a?", "a\\b", "caf\xc3\xa9", "a\x7f" } },
	{ SIPW_HDR_CONTENT_DISPOSITION, /* token-params */
	  { "session", "session;handling=optional", "a;b", "a;b=c;d=\"e\"", "a ; b = c", "a;b=[::1]", "a;b=1.2.3.4", "a;b;c;d",
	    "icon;x=\"\"", "render;handling=required", "a;b=\"c\\\"d\"", "a;b=\"caf\xc3\xa9\"" },
	  { ";a", "a;", "a;;b", "a;=b", "a;b=", "a;b=\"c", "a;b c", "a b", "a,b", "a;b=c,d", "a;b=c=d", "a/b", "a;handling",
	    "a;handling=\"x\"", "a;b;B", "a;b=1;b=1", "\"a\"", "a;b=(c)" } },
	{ SIPW_HDR_MAX_BREADTH, /* integer */
	  { "0", "1", "70", "4294967295", "00000000001", " 7 ", "007", "2147483648", "99", "10" },
	  { "-1", "+1", "1.0", "1 2", "1,2", "4294967296", "99999999999999999999", "a", "1a", "0x1", "1;a", "\"1\"", "1e3", "(1)",
	    "\xc2\xb2" } },
	{ SIPW_HDR_EXPIRES, /* delta-seconds */
	  { "0", "1", "7200", "4294967295", "0000", "3600 ", "\t5", "12", "86400", "65536" },
	  { "-1", "+1", "1.5", "1 2", "1,2", "4294967296", "18446744073709551616", "soon", "1s", "0x1", "1;a=b", "\"1\"", "1e3",
	    "Thu, 01 Dec 1994 16:00:00 GMT", "1:00" } },
	{ SIPW_HDR_MAX_FORWARDS, /* hop-limit */
	  { "0", "1", "70", "255", "0255", " 7", "000", "69", "128", "200" },
	  { "256", "-1", "+1", "1.0", "1 2", "1,2", "1000", "4294967296", "a", "1a", "0x1", "1;a", "\"1\"", "99999999999999999999",
	    "70 hops" } },
	{ SIPW_HDR_DATE, /* date */
	  { "Sat, 13 Nov 2010 23:29:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Tue, 29 Feb 2000 12:00:00 GMT",
	    "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Wed, 31 Dec 1969 23:59:59 GMT",
	    "Thu, 29 Feb 2024 00:00:00 GMT", "Sun, 28 Feb 2100 00:00:00 GMT", "Mon, 01 Mar 2100 00:00:00 GMT",
	    "Fri, 30 Apr 2021 10:20:30 GMT" },
	  { "Sat, 31 Feb 2010 23:29:00 GMT", "Fri, 13 Nov 2010 23:29:00 GMT", "Sat, 13 Nov 2010 24:00:00 GMT",
	    "Sat, 13 Nov 2010 23:60:00 GMT", "Sat, 13 Nov 2010 23:29:60 GMT", "sat, 13 nov 2010 23:29:00 GMT",
	    "Sat, 13 Nov 2010 23:29:00 UTC", "Sat, 13 Nov 2010 23:29:00", "Sat 13 Nov 2010 23:29:00 GMT",
	    "Sat,13 Nov 2010 23:29:00 GMT", "Sat, 13 Nov 10 23:29:00 GMT", "Sat, 1 Nov 2010 23:29:00 GMT",
	    "Saturday, 13-Nov-10 23:29:00 GMT", "Thu, 29 Feb 2100 00:00:00 GMT", "Sat, 00 Nov 2010 23:29:00 GMT",
	    "Sat, 13 Nov 0000 23:29:00 GMT", "Sat, 13 Nov 2010 23:29:00 GMT+1", "Sat, 13 Nov 2010 3:29:00 GMT",
	    "Sat, 13  Nov 2010 23:29:00 GMT", "1289690940", "Sat, 31 Apr 2010 00:00:00 GMT" } },
	{ SIPW_HDR_CALL_ID, /* call-id */
	  { "a", "a@b", "a84b4c76e66710@pc33.atlanta.example.com", "-.!%*_+`'~()<>:\\\"/[]?{}", "\"@\"", "a@[::1]", "1", "<a>@<b>",
	    "((@))", "a\\@b" },
	  { "@", "a@", "@a", "a@b@c", "a b", "a,b", "a;b", "a=b", "a&b", "a$b", "a#b", "a|b", "a^b", "caf\xc3\xa9", "a\tb" } },
	{ SIPW_HDR_CSEQ, /* cseq */
	  { "1 INVITE", "0 ACK", "4294967295 X", "4711 INVITE", "1  INVITE", "1\tINVITE", "01 a", "1 a-b", "1 !", "9 invite" },
	  { "INVITE", "1", "1INVITE", "INVITE 1", "-1 INVITE", "4294967296 INVITE", "1 INVITE x", "1 IN,VITE", "1 INV/ITE", "1 \"a\"",
	    "1.0 INVITE", "a INVITE", "1 INVITE;a", "1,INVITE", "1 2 INVITE", "1 (INVITE)" } },
	{ SIPW_HDR_VIA, /* via */
	  { "SIP/2.0/UDP a", "SIP/2.0/UDP a:5060", "SIP / 2.0 / UDP first.example.com: 4000;ttl=16 ;maddr=224.2.0.1 ;branch=z9hG4bK.1",
	    "SIP/2.0/TCP [::1]:1;rport;branch=1", "sip/2.0/tls 1.2.3.4", "SIP/2.0/UDP a;received=::1", "SIP/2.0/X a;b=\"c,d\"",
	    "SIP/3.0/UDP a", "SIP/2.0/UDP a;keep;keep2=1", "SIP/2.0/UDP a , SIP/2.0/UDP b", "SIP/2.0/UDP a : 1", "SIP/2.0/WSS a;alias" },
	  { "SIP/2.0/UDP", "SIP/2.0 a", "SIP/2.0/UDP ;a", "SIP/2.0/UDPa:b", "SIP/2.0/UDP a:0", "SIP/2.0/UDP a:65536", "SIP/2.0/UDP a:",
	    "SIP/2.0/UDP ::1", "SIP/2.0/UDP [::1", "SIP/2.0/UDP a b", "SIP/2.0/UDP a;", "SIP/2.0/UDP a;ttl=256", "SIP/2.0/UDP a;rport=0",
	    "SIP/2.0/UDP a;branch=\"x\"", "SIP/2.0/UDP a;branch", "SIP/2.0/UDP a;received=x y", "SIP/2.0/UDP a,", "SIP/2.0/UDP a,,SIP/2.0/UDP b",
	    "SIP/2.0/UDP a;ttl=1;ttl=2", "SIP//UDP a", "/2.0/UDP a", "SIP/2.0/UDP -a", "SIP/2.0/UDP a;maddr=::1", "SIP/2.0/UDP a;alias=1" } },
	{ SIPW_HDR_FROM, /* name-addr */
	  { "<sip:a@b>", "sip:a@b", "sip:a@b;tag=1", "Bob <sip:a@b>;tag=1", "Bob Smith <sip:a@b>", "\"Bob, B.\" <sip:a@b>;x",
	    "\"\" <sip:a@b>", "caller<sip:a@b>", "<tel:+1>", "<sip:a@b;x=y?h=v>;tag=z", "\"a\\\"b\"<sip:a@b>", "<http://a/?b>",
	    "Bob\r\n <sip:a@b>", "<sip:a@b> ; tag = 1", "sip:a@b ;tag=1" },
	  { "Bob", "Bob sip:a@b", "\"Bob\" sip:a@b", "<sip:a@b", "sip:a@b>", "<>", "<sip:>", "\"Bob <sip:a@b>", "Bob, B <sip:a@b>",
	    "<sip:a@b>;tag", "<sip:a@b>;tag=\"1\"", "<sip:a@b>;tag=1;tag=2", "<sip:a@b>,<sip:c@d>", "<sip:a@b> x", "< sip:a@b>",
	    "<sip:a@b >", "caf\xc3\xa9 <sip:a@b>", "sip:a@b,c", "sip:a@b?h=v", "*", "<sip:a@b>;", "<<sip:a@b>>" } },
	{ SIPW_HDR_P_ASSERTED_IDENTITY, /* addr */
	  { "<sip:a@b>", "sip:a@b", "\"Bob\" <sip:a@b>", "<tel:+1>", "tel:+1", "Bob <sip:a@b;x=y>", "<sip:a@b>, <tel:+1>",
	    "sip:a@b , tel:+1", "\"a,b\" <sip:a@b>,<tel:+1>", "Bob B <sips:a@b>" },
	  { "<sip:a@b>;x", "sip:a@b;x", "<sip:a@b", "Bob", "\"Bob\" sip:a@b", "<sip:a@b>,", ",<sip:a@b>", "<sip:a@b>,,<tel:+1>", "<>",
	    "sip:a b", "\"Bob <sip:a@b>", "<sip:a@b> <tel:+1>", "Bob, B <sip:a@b>", "sip:", "<sip:a@b>;tag=1" } },
	{ SIPW_HDR_ROUTE, /* route */
	  { "<sip:a;lr>", "<sip:a>,<sip:b>", "<sip:a> , <sip:b>;x=y", "Bob <sip:a>", "\"a,b\" <sip:a;lr>;x", "<sips:a:5061;lr>",
	    "<sip:[::1];lr>", "<tel:+1>", "<sip:a;lr>\r\n ,<sip:b>", "<sip:a;lr;x=y>;z=\"1,2\"" },
	  { "sip:a", "sip:a;lr", "<sip:a", "<sip:a>,", ",<sip:a>", "<sip:a>,,<sip:b>", "<sip:a>,sip:b", "<sip:a> <sip:b>", "<>",
	    "<sip:a;lr=1>", "<sip:a;lr;lr>", "<sip:a>;x;x", "<sip:a>;", "\"a <sip:a>", "a, b <sip:a>" } },
	{ SIPW_HDR_CONTACT, /* contact */
	  { "*", " * ", "<sip:a@b>", "sip:a@b", "<sip:a@b>;q=0.7;expires=3600", "sip:a@b;q=1.0", "<sip:a@b>,<sip:c@d>;q=0",
	    "\"A\" <sip:a@b>;+sip.instance=\"<urn:uuid:1>\"", "<sip:a@b>;expires=0", "<mailto:a@b>", "<sip:a@b>;reg-id=1",
	    "<sip:a@b>;audio;video" },
	  { "**", "*,*", "*;q=1", "*, <sip:a@b>", "<sip:a@b>, *", "<sip:a@b>;q=1.5", "<sip:a@b>;q=0.1234", "<sip:a@b>;q", "<sip:a@b>;q=\"1\"",
	    "<sip:a@b>;expires=x", "<sip:a@b>;expires=4294967296", "<sip:a@b>;expires=-1", "<sip:a@b>,", "<sip:a@b>;q=1;q=1", "\"a\" sip:a@b",
	    "<sip:a@b", "<sip:a@b>;+sip.instance=x", "<sip:a@b>;reg-id=x" } },
	{ SIPW_HDR_CONTENT_TYPE, /* media-type */
	  { "text/plain", "application/sdp", "text/html;charset=ISO-8859-4", "a/b;c=d;e=\"f\"", "TEXT / HTML", "application/x-foo+bar",
	    "message/sipfrag;version=2.0", "multipart/mixed;boundary=\"a b\"", "a/b ; c = d", "x-a/x-b" },
	  { "text", "text/", "/plain", "text/plain;", "text/plain;charset", "text/plain;=a", "text/plain;a=", "text/plain a", "text/plain,a/b",
	    "text/pl ain", "te xt/plain", "text//plain", "\"text\"/plain", "text/plain;a=b;a=c", "text/plain;a=\"b", "text\\plain" } },
	{ SIPW_HDR_ACCEPT, /* media-range */
	  { "*/*", "text/*", "text/plain", "text/*;q=0.5", "a/b;c=d;q=0.7;e", "a/b, c/d;q=1", "text/plain;level=1;q=0.300",
	    "application/sdp,text/*", "*/*;q=0", "a / b ; q = 1" },
	  { "text", "*", "*/text", "*/*;q", "*/*;q=2", "*/*;q=0.1234", "*/*,", ",*/*", "text/plain,,a/b", "text/", "/a", "a b/c", "a/b c",
	    "a/b;", "a/b;q=1;q=1", "a/b;q=\"1\"", "a/b;=1" } },
	{ SIPW_HDR_USER_AGENT, /* product-list */
	  { "a", "a/1", "Softphone/1.5 (Beta)", "(only a comment)", "a b c", "a / 1", "a/1 (x (y)) b/2", "(\\))", "a\r\n b", "a/1.2-3_4" },
	  { "a/", "/a", "a//b", "a/b/c", "(a", "a)", "a,b", "a;b", "a@b", "\"a\"", "a/\"b\"", "a=b", "caf\xc3\xa9", "a/(b)", "<a>", "a:b" } },
	{ SIPW_HDR_RETRY_AFTER, /* retry-after */
	  { "0", "120", "18000;duration=3600", "120 (I'm in a meeting)", "120(x)", "120 (a (b))", "120 (x);duration=1;y=z", "4294967295",
	    "1;a", "5 ; a = b" },
	  { "soon", "-1", "4294967296", "1 2", "1 x", "1 (x", "1 x)", "(x)", "1 (x) (y)", "1;", "1;duration", "1;duration=x", "1;duration=-1",
	    "1;duration=4294967296", "1;a;a", "1,2", "1.5" } },
	{ SIPW_HDR_WWW_AUTHENTICATE, /* challenge */
	  { "Digest realm=\"a\"", "Digest realm=\"a\",nonce=\"b\"", "digest realm = \"a\" , stale = TRUE",
	    "Digest realm=\"a\", qop=\"auth,auth-int\", algorithm=MD5", "Bearer realm=\"a\", scope=\"b\"", "Basic realm=\"a\"",
	    "Digest realm=\"\"", "X a=b", "X a=\"b\", c=d", "Digest realm=\"a\", domain=\"sip:a sip:b\", userhash=false" },
	  { "Digest", "Digest ", "Digest realm", "Digest realm=", "Digest realm=a", "Digest realm=\"a", "Digest realm=\"a\" nonce=\"b\"",
	    "Digest realm=\"a\",", "Digest ,realm=\"a\"", "Digest realm=\"a\",,nonce=\"b\"", "Digest realm=\"a\";nonce=\"b\"",
	    "Digest stale=maybe", "Digest algorithm=\"MD5\"", "Digest qop=auth", "Digest realm=\"a\", realm=\"b\"", "realm=\"a\"",
	    "Dig est realm=\"a\"", "Digest realm=\"a\", Basic realm=\"b\"", "X a" } },
	{ SIPW_HDR_AUTHORIZATION, /* credentials */
	  { "Digest username=\"a\"", "Digest username=\"a\", realm=\"b\", nc=00000001, qop=auth", "Bearer abc", "Bearer a.b-c_d~e+f/g==",
	    "Digest response=\"\"", "Digest username=\"a\\\"b\"", "digest uri = \"sip:a\"", "X a=b", "Digest userhash=true", "Bearer a=" },
	  { "Digest", "Digest username=a", "Digest username=\"a", "Digest nc=1", "Digest nc=0000000A", "Digest nc=\"00000001\"",
	    "Digest qop=\"auth\"", "Digest algorithm=\"MD5\"", "Digest username=\"a\" realm=\"b\"", "Digest username=\"a\",",
	    "Digest username=\"a\", username=\"b\"", "Digest abc", "Bearer a b", "Bearer a,b", "Bearer \"a\"", "Bearer =", "Bearer",
	    "Digest userhash=yes" } },
};

/* The line of a value that is taken says what was given: blanks around it and folds apart. */
static void check_right(const struct guard *g, int header, const char *text)
{
	static struct text expected;
	sipw_msg *m = roomy_message(0);
	const int code = sipw_add(m, header, guard_copy(g, sipw_s(text)));
	CHECKF(code == SIPW_OK, "%s: '%s' is refused: %s", sipw_header_name(header).ptr, text, sipw_msg_error(m)->sentence);
	if (code != SIPW_OK)
		return;
	expected.len = 0;
	text_add_unfolded(&expected, sipw_s(text));
	CHECK_STR(last_value(m), text_all(&expected));
	CHECK_INT(sipw_line_count(m), 1);
}

static void check_wrong(const struct guard *g, int header, sipw_str text)
{
	char what[256];
	sipw_msg *m = roomy_message(0);
	const sipw_str placed = guard_copy(g, text);
	const int code = sipw_add(m, header, placed);
	snprintf(what, sizeof what, "%s: '%s'", sipw_header_name(header).ptr, check_show(text));
	CHECKF(code == SIPW_ERR_SYNTAX || code == SIPW_ERR_RANGE, "%s is taken (%s)", what, sipw_err_name(code));
	if (code == SIPW_OK)
		return;
	check_refusal(m, header, placed, what);
	CHECKF(sipw_msg_error(m)->source != NULL, "%s: no source", what);
	CHECK_INT(sipw_line_count(m), 0);
}

Test(fields, texts)
{
	struct guard g = guard_open(4096);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t n = 0;
		for (; n < 24 && rows[i].right[n] != NULL; n++)
			check_right(&g, rows[i].header, rows[i].right[n]);
		CHECKF(n >= 10, "only %zu samples of %s", n, sipw_header_name(rows[i].header).ptr);
		for (n = 0; n < 40 && rows[i].wrong[n] != NULL; n++)
			check_wrong(&g, rows[i].header, sipw_s(rows[i].wrong[n]));
		CHECKF(n >= 15, "only %zu wrong samples of %s", n, sipw_header_name(rows[i].header).ptr);
	}
	guard_close(&g);
}

/* Every complete kind but the free texts has its rows above. */
Test(fields, all_kinds)
{
	for (int kind = 0; (kind = sipw_kind_next(kind)) != 0;) {
		sipw_kind_info info;
		size_t i = 0;
		CHECK(sipw_kind_describe(kind, &info));
		for (; i < sizeof rows / sizeof rows[0]; i++) {
			sipw_header_info header;
			if (sipw_header_describe(rows[i].header, &header) && header.kind == kind)
				break;
		}
		const bool free_text = kind == SIPW_KIND_OPAQUE || kind == SIPW_KIND_TEXT;
		CHECKF(!info.complete || free_text || i < sizeof rows / sizeof rows[0], "%s", check_show(info.name));
	}
}

/* The samples of kinds.spec, at every header field of their kind. */
Test(fields, samples_of_the_spec)
{
	struct guard g = guard_open(4096);
	struct spec kinds = spec_open("kinds.spec"), headers = spec_open("headers.spec");
	for (size_t h = 0; h < headers.n; h++) {
		const int header = spec_number(&headers, h, "id");
		const size_t kind = spec_find(&kinds, "name", spec_cell(&headers, h, "kind"));
		cr_assert(kind < kinds.n);
		if (header == SIPW_HDR_CONTENT_LENGTH)
			continue;
		check_right(&g, header, spec_cell(&kinds, kind, "accepted"));
		const char *rejected = spec_cell(&kinds, kind, "rejected");
		if (strcmp(spec_cell(&kinds, kind, "state"), "complete") == 0 && !spec_empty(rejected))
			check_wrong(&g, header, sipw_s(rejected));
	}
	spec_close(&kinds);
	spec_close(&headers);
	guard_close(&g);
}

/* Lists take several values and no empty one; other fields take one. */
Test(fields, lists)
{
	struct guard g = guard_open(4096);
	for (int id = 0; (id = sipw_header_next(id)) != 0;) {
		static struct text two, empty;
		sipw_header_info info;
		sipw_kind_info kind;
		CHECK(sipw_header_describe(id, &info) && sipw_kind_describe(info.kind, &kind));
		if (!kind.complete || info.kind == SIPW_KIND_OPAQUE || info.kind == SIPW_KIND_TEXT ||
		    id == SIPW_HDR_CONTENT_LENGTH)
			continue;
		two.len = empty.len = 0;
		text_add(&two, kind.accepted);
		text_add_s(&two, " , ");
		text_add(&two, kind.accepted);
		text_add(&two, sipw_sn("", 1));
		text_add(&empty, kind.accepted);
		text_add_s(&empty, ", ,");
		text_add(&empty, kind.accepted);
		if (info.times == SIPW_TIMES_LIST)
			check_right(&g, id, two.bytes);
		else
			check_wrong(&g, id, sipw_sn(two.bytes, two.len - 1));
		check_wrong(&g, id, text_all(&empty));
	}
	guard_close(&g);
}

/* A value may have 256 parameters, and not one more; none may stand twice, wherever it stands. */
Test(fields, many_params)
{
	for (unsigned n = 255; n <= 258; n++) {
		static struct text text;
		text.len = 0;
		text_add_s(&text, "a");
		for (unsigned i = 0; i < n; i++) {
			char param[32];
			snprintf(param, sizeof param, ";p%u=%u", i, i);
			text_add_s(&text, param);
		}
		sipw_msg *m = roomy_message(0);
		const sipw_token token = { .value = sipw_s("a"), .params = sipw_sn(text.bytes + 1, text.len - 1) };
		CHECK_INT(sipw_add(m, SIPW_HDR_CONTENT_DISPOSITION, text_all(&text)), n <= 256 ? SIPW_OK : SIPW_ERR_LIMIT);
		m = roomy_message(0);
		CHECK_INT(sipw_add_content_disposition(m, &token), n <= 256 ? SIPW_OK : SIPW_ERR_LIMIT);
		if (n > 256)
			continue;
		CHECK_STR(last_value(m), text_all(&text));
		m = roomy_message(0);
		text_add_s(&text, n < 256 ? ";P100" : "");
		CHECK_INT(sipw_add(m, SIPW_HDR_CONTENT_DISPOSITION, text_all(&text)), n < 256 ? SIPW_ERR_SYNTAX : SIPW_OK);
	}
}

/* Each value of a list has parameters of its own. */
Test(fields, params_of_each_value)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add(m, SIPW_HDR_ROUTE, sipw_s("<sip:a;lr>;x=1,<sip:b;lr>;x=1")), SIPW_OK);
	CHECK_INT(sipw_add(m, SIPW_HDR_ROUTE, sipw_s("<sip:a;lr>;x=1,<sip:b;lr>;y;x=1;Y")), SIPW_ERR_SYNTAX);
	CHECK_INT(sipw_msg_error(m)->offset, 32);
	CHECK_INT(sipw_msg_error(m)->byte, 'Y');
}
