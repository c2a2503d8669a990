/* SPDX-License-Identifier: MIT */
/* Structs of the extensions' kinds: what they are written as, and what their setters refuse. */
#include <criterion/criterion.h>

#include "support/check.h"
#include "support/message.h"

static sipw_msg *request(void)
{
	sipw_msg *m = roomy_message(0);
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@biloxi.example.com"));
	return m;
}

/* A call on a fresh message makes this value. */
#define CHECK_VALUE(call, text) \
	do { \
		sipw_msg *m = request(); \
		CHECK_INT(call, SIPW_OK); \
		CHECK_TEXT(last_value(m), text); \
	} while (0)

static void check_fault(const sipw_msg *m, int code, const char *field, size_t offset, const char *sentence, const char *source)
{
	const sipw_error *e = sipw_msg_error(m);
	CHECK_INT(e->code, code);
	CHECK_TEXT(sipw_s(e->field), field);
	CHECK_INT(e->offset, offset);
	CHECK_TEXT(sipw_s(e->sentence), sentence);
	CHECK_TEXT(sipw_s(e->source), source);
	CHECK_INT(sipw_line_count(m), 0);
}

/* A call on a fresh message is refused with this code, in this part and at this place. */
#define CHECK_FAULT(call, ...) \
	do { \
		sipw_msg *m = request(); \
		CHECK(call < 0); \
		check_fault(m, __VA_ARGS__); \
	} while (0)

Test(extensions, rseq_and_rack)
{
	CHECK_VALUE(sipw_add_rseq(m, 1), "1");
	CHECK_VALUE(sipw_add_rseq(m, UINT32_MAX), "4294967295");
	CHECK_FAULT(sipw_add_rseq(m, 0), SIPW_ERR_RANGE, "value", 0, "the number of a response is 1 to 4294967295", "RFC 3262 7.1");
	sipw_rack rack = { .rseq = 776656, .cseq = 1, .method = sipw_s("UPDATE") };
	CHECK_VALUE(sipw_add_rack(m, &rack), "776656 1 UPDATE");
	rack.method = (sipw_str){ NULL, 0 };
	CHECK_VALUE(sipw_add_rack(m, &rack), "776656 1 INVITE");
	rack.method = sipw_s("IN VITE");
	CHECK_FAULT(sipw_add_rack(m, &rack), SIPW_ERR_SYNTAX, "method", 2, "a method is a token", "RFC 3262 7.2");
	rack.rseq = 0;
	CHECK_FAULT(sipw_add_rack(m, &rack), SIPW_ERR_RANGE, "rseq", 0, "the number of a response is 1 to 4294967295",
		    "RFC 3262 7.1");
}

Test(extensions, warning)
{
	sipw_warning v = { .code = 307, .agent = sipw_s("isi.edu"), .text = sipw_s("'foo' \"bar\"") };
	CHECK_VALUE(sipw_add_warning(m, &v), "307 isi.edu \"'foo' \\\"bar\\\"\"");
	v.code = 0;
	v.agent = sipw_s("[2001:db8::1]:5060");
	v.text = sipw_s("");
	CHECK_VALUE(sipw_add_warning(m, &v), "000 [2001:db8::1]:5060 \"\"");
	v.agent = sipw_s("a:0");
	CHECK_FAULT(sipw_add_warning(m, &v), SIPW_ERR_RANGE, "agent", 2, "the number is outside its range", "RFC 3261 25.1");
	v.agent = sipw_s("a b");
	CHECK_FAULT(sipw_add_warning(m, &v), SIPW_ERR_SYNTAX, "agent", 1, "not allowed in a host or pseudonym", "RFC 3261 20.43");
	v.code = 1000;
	CHECK_FAULT(sipw_add_warning(m, &v), SIPW_ERR_RANGE, "code", 0, "a warning code has three digits", "RFC 3261 20.43");
}

Test(extensions, timestamp)
{
	sipw_timestamp v = { .time = sipw_s("54.250"), .delay = sipw_s(".5") };
	CHECK_VALUE(sipw_add_timestamp(m, &v), "54.250 .5");
	v.delay = sipw_s("");
	CHECK_FAULT(sipw_add_timestamp(m, &v), SIPW_ERR_SYNTAX, "delay", 0, "a digit is expected here", "RFC 3261 20.38");
	v.time = sipw_s("54 1");
	CHECK_FAULT(sipw_add_timestamp(m, &v), SIPW_ERR_SYNTAX, "time", 2, "not allowed in a number of seconds", "RFC 3261 20.38");
}

Test(extensions, dialogs)
{
	sipw_replaces v = { .call_id = sipw_s("98732@a"), .to_tag = sipw_s("1"), .from_tag = sipw_s("2"), .early_only = true };
	CHECK_VALUE(sipw_add_replaces(m, &v), "98732@a;to-tag=1;from-tag=2;early-only");
	v.params = sipw_s(";x;early-only");
	CHECK_FAULT(sipw_add_replaces(m, &v), SIPW_ERR_SYNTAX, "params", 3, "this parameter is stated twice", "RFC 3261 7.3.1");
	v.params = (sipw_str){ NULL, 0 };
	v.from_tag = v.params;
	CHECK_FAULT(sipw_add_replaces(m, &v), SIPW_ERR_ARGUMENT, "from_tag", 0, "a from-tag has to be among the parameters",
		    "RFC 3891 6.1");
	v.to_tag = v.params;
	CHECK_FAULT(sipw_add_join(m, &v), SIPW_ERR_ARGUMENT, "to_tag", 0, "a to-tag has to be among the parameters", "RFC 3911 7.1");
	/* Among the others they are as good. */
	v.params = sipw_s(";from-tag=2;to-tag=1");
	CHECK_VALUE(sipw_add_join(m, &v), "98732@a;early-only;from-tag=2;to-tag=1");
	v.call_id = sipw_s("a@b@c");
	CHECK_FAULT(sipw_add_join(m, &v), SIPW_ERR_SYNTAX, "call_id", 3, "not allowed in a Call-ID", "RFC 3261 25.1");
	const sipw_target_dialog t = { .call_id = sipw_s("a"), .local_tag = sipw_s("1"), .remote_tag = sipw_s("2") };
	CHECK_VALUE(sipw_add_target_dialog(m, &t), "a;local-tag=1;remote-tag=2");
	const sipw_target_dialog half = { .call_id = sipw_s("a"), .local_tag = sipw_s("1") };
	CHECK_FAULT(sipw_add_target_dialog(m, &half), SIPW_ERR_ARGUMENT, "remote_tag", 0,
		    "a remote-tag has to be among the parameters", "RFC 4538 7");
}

Test(extensions, events)
{
	sipw_event v = { .type = sipw_s("presence.winfo"), .id = sipw_s("7"), .params = sipw_s(";max-rate=0.05") };
	CHECK_VALUE(sipw_add_event(m, &v), "presence.winfo;id=7;max-rate=0.05");
	v.params = sipw_s(";max-rate=100");
	CHECK_FAULT(sipw_add_event(m, &v), SIPW_ERR_SYNTAX, "params", 10,
		    "two digits at most, perhaps a point and ten digits at most are expected here", "RFC 6446 9.2");
	v.id = sipw_s("a b");
	CHECK_FAULT(sipw_add_event(m, &v), SIPW_ERR_SYNTAX, "id", 1, "not allowed in this parameter", "RFC 6665 8.4");
	v.type = sipw_s("presence.");
	CHECK_FAULT(sipw_add_event(m, &v), SIPW_ERR_SYNTAX, "type", 9, "the name of an event package is expected here",
		    "RFC 6665 8.4");
	const sipw_subscription_state s = {
		.state = sipw_s("terminated"), .reason = sipw_s("probation"), .expires = sipw_num(0), .retry_after = sipw_num(UINT32_MAX),
	};
	CHECK_VALUE(sipw_add_subscription_state(m, &s), "terminated;reason=probation;expires=0;retry-after=4294967295");
}

Test(extensions, session_timers)
{
	sipw_session_expires v = { .seconds = 1800, .refresher = sipw_s("UAS") };
	CHECK_VALUE(sipw_add_session_expires(m, &v), "1800;refresher=UAS");
	v.refresher = sipw_s("proxy");
	CHECK_FAULT(sipw_add_session_expires(m, &v), SIPW_ERR_SYNTAX, "refresher", 0, "uac or uas is expected here", "RFC 4028 4");
	CHECK_VALUE(sipw_add_min_se(m, &(sipw_min_se){ .seconds = 90 }), "90");
}

Test(extensions, errors)
{
	sipw_reason_value r = { .protocol = sipw_s("Q.850"), .cause = sipw_num(16), .text = sipw_s("Terminated \\") };
	CHECK_VALUE(sipw_add_reason(m, &r), "Q.850;cause=16;text=\"Terminated \\\\\"");
	r.text = sipw_s("a\nb");
	CHECK_FAULT(sipw_add_reason(m, &r), SIPW_ERR_SYNTAX, "text", 1, "a quoted string is UTF-8 text without control characters",
		    "RFC 3326 2");
	sipw_geolocation_error g = { .error = 100, .code = sipw_s("Cannot Process Location") };
	CHECK_VALUE(sipw_add_geolocation_error(m, &g), "100;code=\"Cannot Process Location\"");
	g.error = 1000;
	CHECK_FAULT(sipw_add_geolocation_error(m, &g), SIPW_ERR_RANGE, "error", 0, "an error has three digits at most",
		    "RFC 6442 4.4");
	CHECK_VALUE(sipw_add_alertmsg_error(m, &(sipw_alertmsg_error){ .error = 7 }), "007");
	CHECK_FAULT(sipw_add_alertmsg_error(m, &(sipw_alertmsg_error){ .error = 1000 }), SIPW_ERR_RANGE, "error", 0,
		    "an error has three digits", "RFC 8876 5.2");
}

Test(extensions, preferences)
{
	sipw_preference v = { .value = sipw_s("*"), .q = sipw_num(0) };
	CHECK_VALUE(sipw_add_accept_language(m, &v), "*;q=0");
	CHECK_VALUE(sipw_add_accept_encoding(m, &v), "*;q=0");
	v.q = sipw_num(1001);
	CHECK_FAULT(sipw_add_accept_encoding(m, &v), SIPW_ERR_RANGE, "q", 0, "a q value is 0 to 1000 thousandths", "RFC 3261 25.1");
	v.value = sipw_s("en_GB");
	CHECK_FAULT(sipw_add_accept_language(m, &v), SIPW_ERR_SYNTAX, "value", 2, "not allowed in a language range", "RFC 3261 25.1");
	const sipw_security s = { .mechanism = sipw_s("digest"), .q = sipw_num(100), .d_ver = sipw_s("a044") };
	CHECK_FAULT(sipw_add_security_verify(m, &s), SIPW_ERR_SYNTAX, "d_ver", 0, "32 lower-case hexadecimal digits are expected here",
		    "RFC 3329 2.2");
}

Test(extensions, features)
{
	sipw_features v = { .params = sipw_s("; audio ; methods=\"INVITE,BYE\";require") };
	CHECK_VALUE(sipw_add_accept_contact(m, &v), "*;audio;methods=\"INVITE,BYE\";require");
	CHECK_FAULT(sipw_add_feature_caps(m, &v), SIPW_ERR_SYNTAX, "params", 2,
		    "'+' and a name that begins with a letter are expected here", "RFC 6809 6.3.2");
	v.params = sipw_s(";+g.example=\"a,,b\"");
	CHECK_FAULT(sipw_add_feature_caps(m, &v), SIPW_ERR_SYNTAX, "params", 15, "the value of a feature tag is expected here",
		    "RFC 6809 6");
	CHECK_VALUE(sipw_add_feature_caps(m, &(sipw_features){ .escaped = false }), "*");
}

Test(extensions, small_ones)
{
	CHECK_VALUE(sipw_add_refer_sub(m, &(sipw_refer_sub){ .escaped = false }), "false");
	CHECK_VALUE(sipw_add_refer_sub(m, &(sipw_refer_sub){ .value = sipw_num(1) }), "true");
	CHECK_VALUE(sipw_add_mime_version(m, &(sipw_mime_version){ 1, 0 }), "1.0");
	CHECK_VALUE(sipw_add_privacy(m, sipw_s("header; session")), "header; session");
	CHECK_FAULT(sipw_add_privacy(m, sipw_s("id,header")), SIPW_ERR_SYNTAX, "value", 2, "not allowed in a list of tokens",
		    "RFC 3323 4.2");
	CHECK_FAULT(sipw_add_request_disposition(m, sipw_s("forks")), SIPW_ERR_SYNTAX, "value", 0,
		    "a directive such as no-fork is expected here", "RFC 3841 10");
	const sipw_resource_priority p = { .name_space = sipw_s("dsn"), .priority = sipw_s("flash.x") };
	CHECK_FAULT(sipw_add_resource_priority(m, &p), SIPW_ERR_SYNTAX, "priority", 5, "a priority is a token without a dot",
		    "RFC 4412 3.1");
	const sipw_referred_by r = { .uri = sipw_s("sip:a"), .cid = sipw_s("<a@b>") };
	CHECK_FAULT(sipw_add_referred_by(m, &r), SIPW_ERR_SYNTAX, "cid", 0, "a part of a message identifier is expected here",
		    "RFC 3892 3");
	const sipw_auth_info a = { .rspauth = sipw_s("6629FAE4") };
	CHECK_FAULT(sipw_add_authentication_info(m, &a), SIPW_ERR_SYNTAX, "rspauth", 4,
		    "lower-case hexadecimal digits are expected here", "RFC 3261 25.1");
	CHECK_FAULT(sipw_add_authentication_info(m, &(sipw_auth_info){ .escaped = true }), SIPW_ERR_ARGUMENT, "params", 0,
		    "an authentication parameter is expected here", "RFC 3261 25.1");
}
