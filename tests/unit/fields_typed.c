/* SPDX-License-Identifier: MIT */
/* Structs to text and back: boundary numbers, the NULL struct, lists, and round trips. */
#include <criterion/criterion.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "fields/kinds.h"
#include "grammar/scan.h"
#include "support/check.h"
#include "support/message.h"

static sipw_msg *request(void)
{
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@biloxi.example.com"));
	return m;
}

/* A call on a fresh message either makes this value or fails with this code and field. */
#define CHECK_VALUE(call, text) \
	do { \
		sipw_msg *m = request(); \
		CHECK_INT(call, SIPW_OK); \
		CHECK_TEXT(last_value(m), text); \
	} while (0)
#define CHECK_FAULT(call, expected, part) \
	do { \
		sipw_msg *m = request(); \
		CHECK_INT(call, expected); \
		CHECK_TEXT(sipw_s(sipw_msg_error(m)->field), part); \
		CHECK_INT(sipw_line_count(m), 0); \
	} while (0)

Test(typed, numbers)
{
	CHECK_VALUE(sipw_add_max_forwards(m, 0), "0");
	CHECK_VALUE(sipw_add_max_forwards(m, 255), "255");
	CHECK_FAULT(sipw_add_max_forwards(m, 256), SIPW_ERR_RANGE, "value");
	CHECK_FAULT(sipw_add_max_forwards(m, UINT32_MAX), SIPW_ERR_RANGE, "value");
	CHECK_VALUE(sipw_add_expires(m, 0), "0");
	CHECK_VALUE(sipw_add_expires(m, UINT32_MAX), "4294967295");
	CHECK_VALUE(sipw_add_max_breadth(m, UINT32_MAX), "4294967295");
	CHECK_VALUE(sipw_add_rseq(m, 2147483648u), "2147483648");
}

Test(typed, cseq)
{
	CHECK_VALUE(sipw_add_cseq(m, &(sipw_cseq){ .number = 0 }), "0 INVITE");
	CHECK_VALUE(sipw_add_cseq(m, &(sipw_cseq){ .number = UINT32_MAX }), "4294967295 INVITE");
	CHECK_VALUE(sipw_add_cseq(m, &(sipw_cseq){ .number = 1, .method = sipw_s("ACK") }), "1 ACK");
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add_cseq(m, &(sipw_cseq){ .number = 1 }), SIPW_ERR_ARGUMENT);
	m = roomy_message(0);
	sipw_response(m, 200, (sipw_str){ NULL, 0 });
	CHECK_INT(sipw_add_cseq(m, &(sipw_cseq){ .number = 1 }), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(sipw_msg_error(m)->field), "method");
	m = roomy_message(0);
	sipw_request_named(m, sipw_s("FLY"), sipw_s("sip:a"));
	CHECK_INT(sipw_add_cseq(m, &(sipw_cseq){ .number = 1 }), SIPW_OK);
	CHECK_TEXT(last_value(m), "1 FLY");
}

static sipw_via via_with(uint32_t port, sipw_opt rport, sipw_opt ttl)
{
	return (sipw_via){ .transport = sipw_s("UDP"), .host = sipw_s("a"), .port = port, .rport = rport, .ttl = ttl };
}

Test(typed, via)
{
	const sipw_opt none = { 0, 0 };
	sipw_via via = via_with(0, none, none);
	CHECK_VALUE(sipw_add_via(m, &via), "SIP/2.0/UDP a");
	via = via_with(1, sipw_num(0), sipw_num(0));
	CHECK_VALUE(sipw_add_via(m, &via), "SIP/2.0/UDP a:1;rport;ttl=0");
	via = via_with(65535, sipw_num(65535), sipw_num(255));
	CHECK_VALUE(sipw_add_via(m, &via), "SIP/2.0/UDP a:65535;rport=65535;ttl=255");
	via = via_with(65536, none, none);
	CHECK_FAULT(sipw_add_via(m, &via), SIPW_ERR_RANGE, "port");
	via = via_with(0, sipw_num(65536), none);
	CHECK_FAULT(sipw_add_via(m, &via), SIPW_ERR_RANGE, "rport");
	via = via_with(0, none, sipw_num(256));
	CHECK_FAULT(sipw_add_via(m, &via), SIPW_ERR_RANGE, "ttl");
	via = via_with(5060, none, none);
	via.host = sipw_s("2001:db8::1");
	via.maddr = sipw_s("::1");
	via.received = sipw_s("::2");
	CHECK_VALUE(sipw_add_via(m, &via), "SIP/2.0/UDP [2001:db8::1]:5060;received=::2;maddr=[::1]");
	via.host = sipw_s("[2001:db8::1]");
	via.maddr = sipw_s("[::1]");
	via.received = sipw_s("[::2]");
	CHECK_VALUE(sipw_add_via(m, &via), "SIP/2.0/UDP [2001:db8::1]:5060;received=[::2];maddr=[::1]");
}

/* What has a field of its own may not come a second time among the others. */
Test(typed, params_stated_twice)
{
	const sipw_via via = { .transport = sipw_s("UDP"), .host = sipw_s("a"), .branch = sipw_s("1"), .params = sipw_s(";x;Branch=2") };
	CHECK_FAULT(sipw_add_via(m, &via), SIPW_ERR_SYNTAX, "params");
	const sipw_address to = { .uri = sipw_s("sip:a"), .tag = sipw_s("1"), .params = sipw_s(";tag=2") };
	CHECK_FAULT(sipw_add_to(m, &to), SIPW_ERR_SYNTAX, "params");
	const sipw_contact contact = { .uri = sipw_s("sip:a"), .expires = sipw_num(1), .params = sipw_s(";EXPIRES=2") };
	CHECK_FAULT(sipw_add_contact(m, &contact), SIPW_ERR_SYNTAX, "params");
	const sipw_credentials c = { .username = sipw_s("a"), .params = sipw_s(", username=\"b\"") };
	CHECK_FAULT(sipw_add_authorization(m, &c), SIPW_ERR_SYNTAX, "params");
	/* Alone it is right, and held to its own form. */
	const sipw_address only = { .uri = sipw_s("sip:a"), .params = sipw_s(" ; tag = 2 ; x=\"y\"") };
	CHECK_VALUE(sipw_add_to(m, &only), "<sip:a>;tag=2;x=\"y\"");
	const sipw_address form = { .uri = sipw_s("sip:a"), .params = sipw_s(";tag=\"2\"") };
	CHECK_FAULT(sipw_add_to(m, &form), SIPW_ERR_SYNTAX, "params");
}

Test(typed, display_names)
{
	static const struct {
		const char *plain;
		const char *value;
	} names[] = {
		{ "Alice", "Alice <sip:a>" },	       { "Alice Smith", "\"Alice Smith\" <sip:a>" },
		{ "", "\"\" <sip:a>" },		       { "a\"b", "\"a\\\"b\" <sip:a>" },
		{ "a\\", "\"a\\\\\" <sip:a>" },	       { "caf\xc3\xa9", "\"caf\xc3\xa9\" <sip:a>" },
		{ "<sip:b>,", "\"<sip:b>,\" <sip:a>" }, { "tab\there", "\"tab\there\" <sip:a>" },
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const sipw_address from = { .display = sipw_s(names[i].plain), .uri = sipw_s("sip:a") };
		CHECK_VALUE(sipw_add_from(m, &from), names[i].value);
	}
}

Test(typed, contact)
{
	sipw_contact c = { .uri = sipw_s("sip:a"), .q = sipw_num(0), .expires = sipw_num(0) };
	CHECK_VALUE(sipw_add_contact(m, &c), "<sip:a>;q=0;expires=0");
	c.q = sipw_num(1000);
	c.expires = sipw_num(UINT32_MAX);
	CHECK_VALUE(sipw_add_contact(m, &c), "<sip:a>;q=1;expires=4294967295");
	c.q = sipw_num(1);
	CHECK_VALUE(sipw_add_contact(m, &c), "<sip:a>;q=0.001;expires=4294967295");
	c.q = sipw_num(1001);
	CHECK_FAULT(sipw_add_contact(m, &c), SIPW_ERR_RANGE, "q");
}

Test(typed, contact_star)
{
	const sipw_contact star = { .star = true };
	CHECK_VALUE(sipw_add_contact(m, &star), "*");
	const sipw_contact more[] = {
		{ .star = true, .uri = sipw_s("sip:a") },   { .star = true, .display = sipw_s("a") },
		{ .star = true, .q = sipw_num(1) },	    { .star = true, .expires = sipw_num(0) },
		{ .star = true, .params = sipw_s(";a=b") },
	};
	for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
		sipw_msg *m = request();
		CHECKF(sipw_add_contact(m, &more[i]) < 0, "star and more, %zu", i);
		CHECK_INT(sipw_line_count(m), 0);
	}
	const sipw_contact lists[2][2] = { { { .uri = sipw_s("sip:a") }, star }, { star, { .uri = sipw_s("sip:a") } } };
	for (size_t i = 0; i < 2; i++) {
		sipw_msg *m = request();
		CHECKF(sipw_add_contact_list(m, lists[i], 2) < 0, "star in a list, %zu", i);
		CHECK_INT(sipw_line_count(m), 0);
	}
}

Test(typed, media)
{
	sipw_media v = { .type = sipw_s("text"), .subtype = sipw_s("*"), .q = sipw_num(1000) };
	CHECK_VALUE(sipw_add_accept(m, &v), "text/*;q=1");
	v.q = sipw_num(1001);
	CHECK_FAULT(sipw_add_accept(m, &v), SIPW_ERR_RANGE, "q");
	v.q = sipw_num(300);
	v.params = sipw_s(";level=1");
	CHECK_VALUE(sipw_add_accept(m, &v), "text/*;level=1;q=0.3");
	v.params = (sipw_str){ NULL, 0 };
	v.q = (sipw_opt){ 0, 0 };
	v.type = sipw_s("*");
	CHECK_VALUE(sipw_add_accept(m, &v), "*/*");
	v.subtype = sipw_s("plain");
	CHECK_FAULT(sipw_add_accept(m, &v), SIPW_ERR_SYNTAX, "subtype");
	v = (sipw_media){ .type = sipw_s("text"), .subtype = sipw_s("plain"), .q = sipw_num(1) };
	CHECK_FAULT(sipw_add_content_type(m, &v), SIPW_ERR_RANGE, "q");
	v = (sipw_media){ .type = sipw_s("text"), .subtype = sipw_s("plain"), .params = sipw_s(" ; charset = utf-8") };
	CHECK_VALUE(sipw_add_content_type(m, &v), "text/plain;charset=utf-8");
}

Test(typed, retry_after)
{
	sipw_retry_after v = { .seconds = UINT32_MAX, .comment = sipw_s("a (b) \\ c"), .duration = sipw_num(0) };
	CHECK_VALUE(sipw_add_retry_after(m, &v), "4294967295 (a \\(b\\) \\\\ c);duration=0");
	v = (sipw_retry_after){ .comment = sipw_s("") };
	CHECK_VALUE(sipw_add_retry_after(m, &v), "0 ()");
}

Test(typed, authentication)
{
	sipw_credentials c = { .nc = sipw_num(0) };
	CHECK_VALUE(sipw_add_authorization(m, &c), "Digest nc=00000000");
	c.nc = sipw_num(UINT32_MAX);
	c.userhash = sipw_num(5);
	CHECK_VALUE(sipw_add_authorization(m, &c), "Digest nc=ffffffff, userhash=true");
	c = (sipw_credentials){ .params = sipw_s(", a=b") };
	CHECK_VALUE(sipw_add_authorization(m, &c), "Digest a=b");
	c = (sipw_credentials){ .params = sipw_s("a=b , c = \"d\"") };
	CHECK_VALUE(sipw_add_authorization(m, &c), "Digest a=b, c=\"d\"");
	c.nc = sipw_num(1);
	CHECK_VALUE(sipw_add_authorization(m, &c), "Digest nc=00000001, a=b, c=\"d\"");
	c = (sipw_credentials){ .scheme = sipw_s("X") };
	CHECK_FAULT(sipw_add_authorization(m, &c), SIPW_ERR_ARGUMENT, "params");
	sipw_challenge h = { .realm = sipw_s("a \"b\""), .stale = sipw_num(0), .qop = sipw_s("auth,auth-int") };
	CHECK_VALUE(sipw_add_www_authenticate(m, &h), "Digest realm=\"a \\\"b\\\"\", stale=false, qop=\"auth,auth-int\"");
	h = (sipw_challenge){ .scheme = sipw_s("X") };
	CHECK_FAULT(sipw_add_proxy_authenticate(m, &h), SIPW_ERR_ARGUMENT, "params");
}

/* Days of the Gregorian calendar counted one by one from 0001-01-01. */
Test(typed, dates)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	int64_t seconds = INT64_C(-62135596800);
	unsigned weekday = 0;
	for (int year = 1; year <= 9999; year++)
		for (int month = 0; month < 12; month++) {
			const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
			const int days = lengths[month] + (month == 1 && leap);
			for (int day = 1; day <= days; day++, seconds += 86400, weekday = (weekday + 1) % 7) {
				char text[40];
				const bool edge = day == 1 || day == days;
				if (!edge)
					continue;
				snprintf(text, sizeof text, "%s, %02d %s %04d 00:00:00 GMT", weekdays[weekday], day, months[month], year);
				sipw_msg *m = request();
				int64_t found = 0;
				struct sipw__scan s = sipw__scan_of(sipw_s(text), 0);
				if (sipw_add_date(m, seconds) != SIPW_OK || !same_bytes(last_value(m), sipw_s(text)) ||
				    !sipw__scan_date(&s, &found) || found != seconds)
					CHECKF(false, "%s", text);
			}
		}
	CHECK_INT(seconds, INT64_C(253402300800));
	CHECK_VALUE(sipw_add_date(m, 0), "Thu, 01 Jan 1970 00:00:00 GMT");
	CHECK_VALUE(sipw_add_date(m, -1), "Wed, 31 Dec 1969 23:59:59 GMT");
	CHECK_VALUE(sipw_add_date(m, INT64_C(253402300799)), "Fri, 31 Dec 9999 23:59:59 GMT");
	CHECK_VALUE(sipw_add_date(m, INT64_C(-62135596800)), "Mon, 01 Jan 0001 00:00:00 GMT");
	CHECK_FAULT(sipw_add_date(m, INT64_C(253402300800)), SIPW_ERR_RANGE, "value");
	CHECK_FAULT(sipw_add_date(m, INT64_C(-62135596801)), SIPW_ERR_RANGE, "value");
	CHECK_FAULT(sipw_add_date(m, INT64_MAX), SIPW_ERR_RANGE, "value");
	CHECK_FAULT(sipw_add_date(m, INT64_MIN), SIPW_ERR_RANGE, "value");
}

Test(typed, lists)
{
	const sipw_str tokens[] = { SIPW_S("a"), SIPW_S("b"), SIPW_S("c") };
	CHECK_VALUE(sipw_add_supported_list(m, tokens, 1), "a");
	CHECK_VALUE(sipw_add_supported_list(m, tokens, 3), "a, b, c");
	CHECK_FAULT(sipw_add_supported_list(m, tokens, 0), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_supported_list(m, NULL, 1), SIPW_ERR_ARGUMENT, NULL);
	const sipw_address routes[] = { { .uri = SIPW_S("sip:a;lr") }, { .display = SIPW_S("b, b"), .uri = SIPW_S("sip:b") } };
	CHECK_VALUE(sipw_add_route_list(m, routes, 2), "<sip:a;lr>, \"b, b\" <sip:b>");
	sipw_msg *m = request();
	sipw_add_route_list(m, routes, 2);
	CHECK_INT(sipw_count(m, SIPW_HDR_ROUTE), 2);
}

/* A long list grows the message in the middle of its line. */
Test(typed, long_list)
{
	enum { COUNT = 5000 };
	static sipw_address routes[COUNT];
	sipw_msg *m = sipw_msg_new(NULL);
	for (size_t i = 0; i < COUNT; i++)
		routes[i] = (sipw_address){ .display = sipw_s("a b"), .uri = sipw_s("sip:a.example;lr"), .params = sipw_s(";x=\"y\"") };
	CHECK_INT(sipw_add_route_list(m, routes, COUNT), SIPW_OK);
	CHECK_INT(sipw_count(m, SIPW_HDR_ROUTE), COUNT);
	const size_t each = strlen("\"a b\" <sip:a.example;lr>;x=\"y\"");
	CHECK_INT(last_value(m).len, COUNT * each + (COUNT - 1) * 2);
	sipw_msg_free(m);
}

Test(typed, null_struct)
{
	CHECK_FAULT(sipw_add_via(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_cseq(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_from(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_contact(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_route_list(m, NULL, 2), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_p_asserted_identity(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_content_type(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_accept(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_retry_after(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_authorization(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_www_authenticate(m, NULL), SIPW_ERR_ARGUMENT, NULL);
	CHECK_FAULT(sipw_add_content_disposition(m, NULL), SIPW_ERR_ARGUMENT, NULL);
}

/* What has to be said by who builds a message, and may be missing in what is received. */
Test(typed, what_a_peer_may_leave_out)
{
	sipw_identity identity = { 0 };
	sipw_history_info entry = { 0 };
	CHECK_INT(sipw_decode(SIPW_HDR_IDENTITY, sipw_s("abc="), &identity, sizeof identity, NULL), SIPW_OK);
	CHECK_TEXT(identity.digest, "abc=");
	CHECK(identity.info.ptr == NULL);
	CHECK_FAULT(sipw_add_identity(m, &identity), SIPW_ERR_ARGUMENT, "info");
	CHECK_FAULT(sipw_add(m, SIPW_HDR_IDENTITY, sipw_s("abc=")), SIPW_ERR_SYNTAX, "text");
	CHECK_INT(sipw_decode(SIPW_HDR_HISTORY_INFO, sipw_s("<sip:a>;rc=1"), &entry, sizeof entry, NULL), SIPW_OK);
	CHECK_TEXT(entry.rc, "1");
	CHECK_FAULT(sipw_add_history_info(m, &entry), SIPW_ERR_ARGUMENT, "index");
	CHECK_FAULT(sipw_add(m, SIPW_HDR_HISTORY_INFO, sipw_s("<sip:a>;rc=1")), SIPW_ERR_SYNTAX, "text");
}
