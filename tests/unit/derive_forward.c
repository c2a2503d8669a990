/* SPDX-License-Identifier: MIT */
/* What a proxy makes of the messages that pass it. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/derived.h"
#include "support/message.h"

#define OWN_VIA "Via: SIP/2.0/UDP p.example;branch=z9hG4bKp\n"
#define VIA "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1\n"
#define PARTIES "From: <sip:a@a.example>;tag=1\nTo: <sip:b@b.example>\nCall-ID: c@a.example\n"
#define END "Content-Length: 0\n\n"

static const sipw_via own = { .transport = SIPW_S("UDP"), .host = SIPW_S("p.example"), .branch = SIPW_S("z9hG4bKp") };

/* The proxy is any URI with "p.example" in it. */
static bool is_own(void *ctx, sipw_str uri)
{
	(void)ctx;
	return has_bytes(uri, sipw_s("p.example"));
}

static sipw_msg *forward(const char *request, const sipw_forward_options *options)
{
	sipw_msg *m = roomy_message(0);
	const int code = sipw_forward(m, received_message(0, request), options, NULL);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

static sipw_msg *back(const char *response, const sipw_forward_response_options *options)
{
	sipw_msg *m = roomy_message(0);
	const int code = sipw_forward_response(m, received_message(0, response), options, NULL);
	CHECK_INT(code, sipw_msg_error(m)->code);
	return m;
}

static const sipw_forward_options plain = { .via = &own };
static const sipw_forward_options router = { .via = &own, .is_own = is_own };

/* ---- requests ---- */

/* 16.6 1, 3, 8: all of it in its order, byte by byte; Via on top, Max-Forwards one less, length and body kept. */
Test(forward, copies_all)
{
	CHECK_DERIVED(forward("FLY sip:b@b.example;%41=1 SIP/2.0\nv:SIP/2.0/UDP a.example\n ;branch=1,SIP/2.0/UDP x.example\n"
			      "Max-Forwards:  070 \nX-One: 1\nno line\n" VIA "f: a <sip:a>\nX-One:\n 2\nm: *\nl: 3\nSupported:\n\nbye\n",
			      &plain),
		      "FLY sip:b@b.example;%41=1 SIP/2.0\n" OWN_VIA "v:SIP/2.0/UDP a.example\n ;branch=1,SIP/2.0/UDP x.example\n"
		      "Max-Forwards: 69\nX-One: 1\nno line\n" VIA "f: a <sip:a>\nX-One:\n 2\nm: *\nSupported:\nContent-Length: 3\n\nbye");
}

Test(forward, max_forwards)
{
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA PARTIES "\n", &plain),
		      "BYE sip:b SIP/2.0\n" OWN_VIA VIA PARTIES "Max-Forwards: 70\n" END);
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA "Max-Forwards: 1\n" PARTIES "Max-Forwards: 7\n\n", &plain),
		      "BYE sip:b SIP/2.0\n" OWN_VIA VIA "Max-Forwards: 0\n" PARTIES END);
	CHECK_REFUSED(forward("BYE sip:b SIP/2.0\n" VIA "Max-Forwards: 0\n" PARTIES "\n", &plain), SIPW_ERR_RULE,
		      "request: Max-Forwards: it is not forwarded any further, but answered with 483 [RFC 3261 16.3]");
	CHECK_REFUSED(forward("BYE sip:b SIP/2.0\n" VIA "Max-Forwards: 256\n" PARTIES "\n", &plain), SIPW_ERR_RANGE,
		      "request: Max-Forwards: the number is outside its range [RFC 3261 20.22]");
	CHECK_REFUSED(forward("BYE sip:b SIP/2.0\n" VIA "Max-Forwards: 7x\n" PARTIES "\n", &plain), SIPW_ERR_SYNTAX,
		      "request: Max-Forwards: byte 0x78 at 1: not allowed here [RFC 3261 20.22]");
}

/* 16.6 2, 4: another Request-URI, and a Record-Route before those that are there. */
Test(forward, target_and_record_route)
{
	const sipw_forward_options options = { .via = &own, .uri = sipw_s("sip:b@192.0.2.4;x=1;method=INVITE?a=b"),
					       .record_route = sipw_s("<sip:p.example;lr>") };
	const sipw_forward_options refused = { .via = &own, .record_route = sipw_s("<sip:p.example>") };
	const sipw_forward_options broken = { .via = &own, .uri = sipw_s("sip:b b") };
	CHECK_DERIVED(forward("INVITE sip:b SIP/2.0\n" VIA "Record-Route: <sip:q;lr>, <sip:r;lr>\n" VIA "Max-Forwards: 9\n" PARTIES "\n", &options),
		      "INVITE sip:b@192.0.2.4;x=1 SIP/2.0\n" OWN_VIA VIA "Record-Route: <sip:p.example;lr>\n"
		      "Record-Route: <sip:q;lr>, <sip:r;lr>\n" VIA "Max-Forwards: 8\n" PARTIES END);
	CHECK_DERIVED(forward("INVITE sip:b SIP/2.0\n" VIA "Max-Forwards: 9\n\n", &options),
		      "INVITE sip:b@192.0.2.4;x=1 SIP/2.0\n" OWN_VIA VIA "Record-Route: <sip:p.example;lr>\nMax-Forwards: 8\n" END);
	CHECK_DERIVED(forward("INVITE sip:b SIP/2.0\n" VIA "\n", &options),
		      "INVITE sip:b@192.0.2.4;x=1 SIP/2.0\n" OWN_VIA VIA "Record-Route: <sip:p.example;lr>\nMax-Forwards: 70\n" END);
	CHECK_REFUSED(forward("INVITE sip:b SIP/2.0\n" VIA "\n", &refused), SIPW_ERR_RULE,
		      "options: Record-Route: a proxy's route has the parameter lr [RFC 3261 16.6]");
	CHECK_REFUSED(forward("INVITE sip:b SIP/2.0\n" VIA "\n", &broken), SIPW_ERR_SYNTAX,
		      "options: uri: byte 0x20 at 5: not allowed here [RFC 3261 19.1.1]");
}

/* 16.4: the first Route goes if it is the proxy's, and only then, and only the first. */
Test(forward, route_popped)
{
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA "Route: <sip:p.example;lr> , <sip:q;lr>,\n <sip:r;lr>\nRoute: <sip:s;lr>\n" PARTIES "\n", &router),
		      "BYE sip:b SIP/2.0\n" OWN_VIA VIA "Route: <sip:q;lr>,\n <sip:r;lr>\nRoute: <sip:s;lr>\n" PARTIES "Max-Forwards: 70\n" END);
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA "Route: <sip:p.example;lr>\nRoute: <sip:p.example;lr>\n" PARTIES "\n", &router),
		      "BYE sip:b SIP/2.0\n" OWN_VIA VIA "Route: <sip:p.example;lr>\n" PARTIES "Max-Forwards: 70\n" END);
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA "Route: <sip:p.example;lr>\n" PARTIES "\n", &router),
		      "BYE sip:b SIP/2.0\n" OWN_VIA VIA PARTIES "Max-Forwards: 70\n" END);
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA "Route: <sip:q;lr>, <sip:p.example;lr>\n" PARTIES "\n", &router),
		      "BYE sip:b SIP/2.0\n" OWN_VIA VIA "Route: <sip:q;lr>, <sip:p.example;lr>\n" PARTIES "Max-Forwards: 70\n" END);
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA "Route: <sip:p.example;lr>\n" PARTIES "\n", &plain),
		      "BYE sip:b SIP/2.0\n" OWN_VIA VIA "Route: <sip:p.example;lr>\n" PARTIES "Max-Forwards: 70\n" END);
}

/* 16.4: a strict router put our Record-Route into the Request-URI and its own target to the end of Route. */
Test(forward, after_a_strict_router)
{
	CHECK_DERIVED(forward("BYE sip:p.example;lr SIP/2.0\n" VIA "Route: <sip:q;lr>, <sip:b@b.example>\n" PARTIES "\n", &router),
		      "BYE sip:b@b.example SIP/2.0\n" OWN_VIA VIA "Route: <sip:q;lr>\n" PARTIES "Max-Forwards: 70\n" END);
	CHECK_DERIVED(forward("BYE sip:p.example;lr SIP/2.0\n" VIA "Route: <sip:p.example;lr>\nRoute: <sip:b@b.example>\n" PARTIES "\n", &router),
		      "BYE sip:b@b.example SIP/2.0\n" OWN_VIA VIA PARTIES "Max-Forwards: 70\n" END);
	CHECK_DERIVED(forward("BYE sip:p.example;lr SIP/2.0\n" VIA PARTIES "\n", &router),
		      "BYE sip:p.example;lr SIP/2.0\n" OWN_VIA VIA PARTIES "Max-Forwards: 70\n" END);
	CHECK_DERIVED(forward("OPTIONS sip:p.example SIP/2.0\n" VIA "Route: <sip:q;lr>\n" PARTIES "\n", &router),
		      "OPTIONS sip:p.example SIP/2.0\n" OWN_VIA VIA "Route: <sip:q;lr>\n" PARTIES "Max-Forwards: 70\n" END);
}

/* 16.6 6: a strict router next, and routes that the proxy's policy wants. */
Test(forward, to_a_strict_router)
{
	const sipw_forward_options options = { .via = &own, .uri = sipw_s("sip:b@192.0.2.4"), .is_own = is_own };
	const sipw_forward_options policy = { .via = &own, .route = sipw_s("<sip:x;lr>, <sip:y;lr=on>") };
	const sipw_forward_options refused = { .via = &own, .route = sipw_s("<sip:x;lr>, <sip:y>") };
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA "Route: <sip:p.example;lr>, <sip:strict;x>, <sip:q;lr>\n" PARTIES "\n", &options),
		      "BYE sip:strict;x SIP/2.0\n" OWN_VIA VIA "Route: <sip:q;lr>\n" PARTIES "Max-Forwards: 70\nRoute: <sip:b@192.0.2.4>\n" END);
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA "Route: <sip:strict>\n" PARTIES "\n", &plain),
		      "BYE sip:strict SIP/2.0\n" OWN_VIA VIA PARTIES "Max-Forwards: 70\nRoute: <sip:b>\n" END);
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA "Route: <sip:strict>\n" PARTIES "\n", &policy),
		      "BYE sip:b SIP/2.0\n" OWN_VIA VIA "Route: <sip:x;lr>, <sip:y;lr=on>\nRoute: <sip:strict>\n" PARTIES "Max-Forwards: 70\n" END);
	CHECK_REFUSED(forward("BYE sip:b SIP/2.0\n" VIA PARTIES "\n", &refused), SIPW_ERR_RULE,
		      "options: Route: a proxy's route has the parameter lr [RFC 3261 16.6]");
	CHECK_REFUSED(forward("BYE sip:b SIP/2.0\n" VIA "Route: <sip:p\n" PARTIES "\n", &plain), SIPW_ERR_SYNTAX,
		      "request: Route: the end at 6: '>' is expected here [RFC 3261 25.1]");
}

#define CREDENTIALS(realm) \
	"Proxy-Authorization: Digest username=\"a\", realm=\"" realm "\", nonce=\"1\", uri=\"sip:b\", response=\"00000000000000000000000000000000\"\n"

/* 22.3: credentials for the proxy's own realm stay here, those for others go on. */
Test(forward, credentials)
{
	const sipw_forward_options options = { .via = &own, .realm = sipw_s("p \"1\"") };
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\n" VIA CREDENTIALS("other") CREDENTIALS("p \\\"1\\\"") "Proxy-Authorization: Basic x\n" PARTIES "\n",
			      &options),
		      "BYE sip:b SIP/2.0\n" OWN_VIA VIA CREDENTIALS("other") "Proxy-Authorization: Basic x\n" PARTIES "Max-Forwards: 70\n" END);
}

/* 18.2.1: the sender's Via gets received and rport where they have to be. */
Test(forward, received)
{
	sipw_forward_options options = { .via = &own, .source = sipw_s("192.0.2.7"), .source_port = 9 };
	CHECK_DERIVED(forward("BYE sip:b SIP/2.0\nVia: SIP/2.0/UDP a.example;rport\n" PARTIES "\n", &options),
		      "BYE sip:b SIP/2.0\n" OWN_VIA "Via: SIP/2.0/UDP a.example;rport=9;received=192.0.2.7\n" PARTIES "Max-Forwards: 70\n" END);
	CHECK_REFUSED(forward("BYE sip:b SIP/2.0\nVia: @\n" PARTIES "\n", &options), SIPW_ERR_SYNTAX,
		      "request: Via: byte 0x40 at 0: a token is expected here [RFC 3261 25.1]");
}

Test(forward, own_via)
{
	sipw_via via = own;
	sipw_ids ids;
	char id[SIPW_ID_LEN], expected[100];
	sipw_via found = { 0 };
	via.branch = (sipw_str){ 0 };
	sipw_ids_seeded(&ids, 4);
	sipw_ids_text(&ids, id);
	sipw_ids_seeded(&ids, 4);
	CHECK_INT(sipw_get_via(forward("BYE sip:b SIP/2.0\n" VIA PARTIES "\n", &(sipw_forward_options){ .via = &via, .ids = &ids }), 0, &found), SIPW_OK);
	snprintf(expected, sizeof expected, "z9hG4bK%.16s", id);
	CHECK_TEXT(found.branch, expected);
	CHECK_REFUSED(forward("BYE sip:b SIP/2.0\n" VIA PARTIES "\n", &(sipw_forward_options){ .via = &via }), SIPW_ERR_ARGUMENT,
		      "options: Via: a branch for the new transaction is needed [RFC 3261 16.6]");
	CHECK_REFUSED(forward("BYE sip:b SIP/2.0\n" VIA PARTIES "\n", NULL), SIPW_ERR_ARGUMENT,
		      "options: Via: the proxy's own Via is missing [RFC 3261 16.6]");
	CHECK_REFUSED(forward("SIP/2.0 200 OK\n" VIA PARTIES "\n", &plain), SIPW_ERR_ARGUMENT, "request: a request is expected here [RFC 3261 7.1]");
}

Test(forward, extras)
{
	const sipw_field fields[] = { { .name = sipw_s("P-Asserted-Identity"), .value = sipw_s("<sip:a@a.example>") } };
	const sipw_field contact[] = { { .name = sipw_s("m"), .value = sipw_s("<sip:evil>") } };
	const sipw_extras body = { .type = sipw_s("text/plain"), .body = sipw_s("x") };
	const sipw_msg *request = received_message(0, "BYE sip:b SIP/2.0\n" VIA PARTIES "\n");
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_forward(m, request, &plain, &(sipw_extras){ .fields = fields, .n = 1 }), SIPW_OK);
	CHECK_TEXT(last_line(m), "P-Asserted-Identity: <sip:a@a.example>\r\n");
	m = roomy_message(0);
	sipw_forward(m, request, &plain, &(sipw_extras){ .fields = contact, .n = 1 });
	CHECK_REFUSED(m, SIPW_ERR_ARGUMENT, "extra field 1: Contact: no extra field can take the place of this header field");
	m = roomy_message(0);
	sipw_forward(m, request, &plain, &body);
	CHECK_REFUSED(m, SIPW_ERR_ARGUMENT, "body: this message is given no body [RFC 3261 16.6]");
}

/* ---- responses ---- */

/* 16.7 3: the first Via value goes, whatever line it shares; the rest goes back byte by byte. */
Test(forward, response)
{
	CHECK_DERIVED(back("sip/2.00 299 It's  \"fine\"\n" OWN_VIA VIA "Record-Route: <sip:q;lr>\nX-A: 1\nl: 2\n" PARTIES "\nhi", NULL),
		      "sip/2.00 299 It's  \"fine\"\n" VIA "Record-Route: <sip:q;lr>\nX-A: 1\n" PARTIES "Content-Length: 2\n\nhi");
	CHECK_DERIVED(back("SIP/2.0 200 OK\nv: SIP/2.0/UDP p.example;branch=z9hG4bKp;received=192.0.2.1 ,\n SIP/2.0/UDP a.example;branch=1, SIP/2.0/UDP b\n" VIA
			   "CSeq: 1 BYE\n\n", &(sipw_forward_response_options){ .via = &own }),
		      "SIP/2.0 200 OK\nVia: SIP/2.0/UDP a.example;branch=1, SIP/2.0/UDP b\n" VIA "CSeq: 1 BYE\n" END);
}

Test(forward, response_refused)
{
	const sipw_forward_response_options ours = { .via = &own };
	CHECK_REFUSED(back("SIP/2.0 100 Trying\n" OWN_VIA VIA "CSeq: 1 BYE\n\n", NULL), SIPW_ERR_RULE,
		      "response: a 100 goes no further [RFC 3261 16.7]");
	CHECK_REFUSED(back("SIP/2.0 200 OK\n" OWN_VIA "CSeq: 1 BYE\n\n", NULL), SIPW_ERR_RULE,
		      "response: Via: no value is left: the response is for the one who has it [RFC 3261 16.7]");
	CHECK_REFUSED(back("SIP/2.0 200 OK\n" VIA VIA "CSeq: 1 BYE\n\n", &ours), SIPW_ERR_ARGUMENT,
		      "response: Via: the first value is not our own [RFC 3261 18.1.2]");
	CHECK_REFUSED(back("SIP/2.0 200 OK\nVia: SIP/2.0/UDP p.example:5070;branch=z9hG4bKp\n" VIA "CSeq: 1 BYE\n\n", &ours), SIPW_ERR_ARGUMENT,
		      "response: Via: the first value is not our own [RFC 3261 18.1.2]");
	CHECK_REFUSED(back("SIP/2.0 200 OK\nVia: SIP/2.0/UDP p.example;branch=z9hG4bKq\n" VIA "CSeq: 1 BYE\n\n", &ours), SIPW_ERR_ARGUMENT,
		      "response: Via: the first value is not our own [RFC 3261 18.1.2]");
	CHECK_REFUSED(back("BYE sip:b SIP/2.0\n" OWN_VIA VIA "CSeq: 1 BYE\n\n", NULL), SIPW_ERR_ARGUMENT, "response: a response is expected here [RFC 3261 7.2]");
	CHECK_REFUSED(back("SIP/2.0 200 OK\nCSeq: 1 BYE\n\n", NULL), SIPW_ERR_ARGUMENT, "response: Via: this header field is missing [RFC 3261 8.1.1.7]");
}

/* 16.7 8: the proxy's own Record-Route may look different on the way back. */
Test(forward, record_route_rewritten)
{
	const sipw_forward_response_options options = { .record_route = sipw_s("<sip:inside.p.example;lr>"), .is_own = is_own };
	const sipw_forward_response_options broken = { .record_route = sipw_s("<sip:inside"), .is_own = is_own };
	CHECK_DERIVED(back("SIP/2.0 200 OK\n" OWN_VIA VIA "record-route: <sip:q;lr>,\n <sip:p.example;lr>;x , <sip:p.example;lr>\n"
			   "Record-Route: <sip:p.example;lr>\nCSeq: 1 BYE\n\n", &options),
		      "SIP/2.0 200 OK\n" VIA "record-route: <sip:q;lr>,\n <sip:inside.p.example;lr> , <sip:p.example;lr>\n"
		      "Record-Route: <sip:p.example;lr>\nCSeq: 1 BYE\n" END);
	CHECK_DERIVED(back("SIP/2.0 200 OK\n" OWN_VIA VIA "Record-Route: <sip:q;lr>\nCSeq: 1 BYE\n\n", &options),
		      "SIP/2.0 200 OK\n" VIA "Record-Route: <sip:q;lr>\nCSeq: 1 BYE\n" END);
	CHECK_REFUSED(back("SIP/2.0 200 OK\n" OWN_VIA VIA "CSeq: 1 BYE\n\n", &broken), SIPW_ERR_SYNTAX,
		      "options: Record-Route text: the end at 11: '>' is expected here [RFC 3261 25.1]");
}
