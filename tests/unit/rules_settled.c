/* SPDX-License-Identifier: MIT */
/* What the writers of values settle, so that serializing does not read them again, against the same
 * lines given as text, which settle nothing: after any few steps both are refused alike. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/message.h"

#define STEPS 6

static void contact(sipw_msg *m, const char *uri, int where)
{
	const sipw_contact value = { .uri = sipw_s(uri) };
	sipw_put_contact(m, SIPW_HDR_CONTACT | where, &value, sizeof value);
}

static void to(sipw_msg *m, const char *tag, int where)
{
	const sipw_address value = { .uri = sipw_s("sip:b@example.com"), .tag = sipw_s(tag) };
	sipw_put_name_addr(m, SIPW_HDR_TO | where, &value, sizeof value);
}

static void cseq(sipw_msg *m, const char *method, int where)
{
	const sipw_cseq value = { .number = 1, .method = method != NULL ? sipw_s(method) : (sipw_str){ 0 } };
	sipw_put_cseq(m, SIPW_HDR_CSEQ | where, &value, sizeof value);
}

static void two_contacts(sipw_msg *m)
{
	const sipw_contact values[] = { { .uri = sipw_s("sip:a@example.com") }, { .uri = sipw_s("sips:a@example.com") } };
	sipw_put_contact_list(m, SIPW_HDR_CONTACT, values, 2, sizeof values[0]);
}

static void star(sipw_msg *m, int where)
{
	const sipw_contact value = { .star = true };
	sipw_put_contact(m, SIPW_HDR_CONTACT | where, &value, sizeof value);
}

/* A step of many kinds; two messages take the same ones. */
static void step(sipw_msg *m, unsigned which)
{
	const int where = which & 1 ? SIPW_REPLACE : which & 2 ? SIPW_PUSH : 0;
	const sipw_address route = { .uri = which & 1 ? sipw_s("sips:p.example.com;lr") : sipw_s("sip:p.example.com;lr") };
	switch (which / 4 % 16) {
	case 0:
		contact(m, "sip:a@example.com", where);
		break;
	case 1:
		contact(m, "sips:a@example.com", where);
		break;
	case 2:
		star(m, where);
		break;
	case 3:
		two_contacts(m);
		break;
	case 4:
		to(m, "t1", where);
		break;
	case 5:
		sipw_put_name_addr(m, SIPW_HDR_TO | where, &(sipw_address){ .uri = sipw_s("sip:b@example.com") }, sizeof(sipw_address));
		break;
	case 6:
		cseq(m, NULL, where);
		break;
	case 7:
		cseq(m, "BYE", where);
		break;
	case 8:
		sipw_put_route(m, SIPW_HDR_ROUTE | where, &route, sizeof route);
		break;
	case 9:
		sipw_request(m, which & 1 ? SIPW_INVITE : SIPW_UPDATE, which & 2 ? sipw_s("sips:b@example.com") : sipw_s("sip:b@example.com"));
		break;
	case 10:
		sipw_request(m, which & 1 ? SIPW_REGISTER : SIPW_BYE, sipw_s("sip:example.com"));
		break;
	case 11:
		sipw_response(m, 200, (sipw_str){ 0 });
		break;
	case 12:
		sipw_remove(m, which & 1 ? SIPW_HDR_CONTACT : which & 2 ? SIPW_HDR_CSEQ : SIPW_HDR_TO);
		break;
	case 13:
		sipw_add(m, SIPW_HDR_CONTACT | where,
			 which & 64 ? sipw_s("<sip:c@example.com>") : sipw_s("<sip:c@example.com>, <sip:d@example.com>"));
		break;
	case 14:
		sipw_add(m, SIPW_HDR_TO | where, sipw_s("<sip:b@example.com>"));
		break;
	default:
		sipw_line_remove(m, which % 4);
		break;
	}
}

/* Text with a blank before it, which is dropped: no everyday way is taken. */
static void tell(sipw_msg *m, const sipw_line *line)
{
	char text[256];
	const int n = snprintf(text, sizeof text, " %.*s", (int)line->value.len, line->value.ptr);
	sipw_add_named(m, line->name, sipw_sn(text, (size_t)n), 0);
}

/* The same lines in another message, as text. */
static sipw_msg *retold(const sipw_msg *m)
{
	sipw_msg *told = roomy_message(1);
	sipw_start start;
	sipw_line line;
	if (sipw_start_get(m, &start) != SIPW_OK)
		return told;
	if (start.code != 0)
		sipw_response(told, start.code, start.reason);
	else
		sipw_request_named(told, start.method_name, start.uri);
	for (size_t i = 0; sipw_line_get(m, i, &line) == SIPW_OK; i++)
		tell(told, &line);
	return told;
}

/* Whether it is valid. */
static bool compare(const sipw_msg *m, unsigned long seed)
{
	sipw_error found = { 0 }, expected = { 0 };
	const sipw_msg *told = retold(m);
	CHECK_INT(sipw_msg_error(told)->code, SIPW_OK);
	const int code = sipw_verify(m, &found), told_code = sipw_verify(told, &expected);
	CHECKF(code == told_code && found.header == expected.header && found.sentence == expected.sentence,
	       "seed %lu: %s, where %s is right", seed, found.sentence != NULL ? found.sentence : "nothing",
	       expected.sentence != NULL ? expected.sentence : "nothing");
	return code == SIPW_OK;
}

Test(settled, is_what_reading_says)
{
	unsigned kept = 0, refused = 0;
	for (unsigned long seed = 1; seed <= 20000; seed++) {
		sipw_msg *m = roomy_message(0);
		unsigned long random = seed * 2654435761u;
		build_invite(m);
		for (unsigned i = 0; i < STEPS && sipw_msg_error(m)->code == SIPW_OK; i++) {
			random = (random * 1103515245u + 12345u) & 0x7fffffff;
			step(m, (unsigned)(random >> 12));
			if (sipw_msg_error(m)->code == SIPW_OK)
				*(compare(m, seed) ? &kept : &refused) += 1;
		}
	}
	CHECKF(kept > 1000 && refused > 1000, "%u valid, %u not", kept, refused);
}
