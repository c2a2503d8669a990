/* SPDX-License-Identifier: MIT */
/* Which component may stand where (RFC 3261 19.1.1, table 1). */
#include <criterion/criterion.h>
#include <stdio.h>

#include "sipwright/uri.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "support/sizes.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define PLACES 6

/* Table 1 as printed: a column a place. */
static const struct {
	const char *component;
	const char *before, *text, *after; /* a URI that has it: text goes, the others stay */
	size_t at; /* of the component */
	const char *cells;
} table[] = {
	{ "user", "", "sip:bob@a", "", 4, "oooooo" },
	{ "password", "", "sip:b:pw@a", "", 6, "oooooo" },
	{ "host", "", "sip:a", "", 4, "mmmmmm" },
	{ "port", "sip:a", ":5060", "", 5, "o--ooo" },
	{ "port", "sip:b@[::1]", ":1", ";x", 11, "o--ooo" },
	{ "user parameter", "sip:a", ";user=phone", "", 6, "oooooo" },
	{ "method parameter", "sip:a;x=1", ";method=INVITE", ";y", 10, "-----o" },
	{ "method parameter", "sip:a;x=1", ";%4dethod=INVITE", ";y", 10, "-----o" },
	{ "maddr parameter", "sip:a", ";maddr=1.2.3.4", "", 6, "o--ooo" },
	{ "ttl parameter", "sip:a", ";ttl=1", ";x", 6, "o--o-o" },
	{ "transport parameter", "sips:a", ";Transport=tcp", "", 7, "o--ooo" },
	{ "lr parameter", "sip:a", ";lr", "", 6, "o---oo" },
	{ "other parameter", "sip:a", ";newparam=5", "", 6, "oooooo" },
	{ "headers", "sip:a;x", "?subject=x&y=z", "", 7, "---o-o" },
};

struct strip {
	sipw_str uri;
	int place;
};

static ptrdiff_t strip(const void *ctx, char *out, size_t cap)
{
	const struct strip *s = ctx;
	return sipw_uri_strip(s->uri, s->place, out, cap, NULL);
}

Test(uri_place, table_1)
{
	struct guard g = guard_open(256);
	for (size_t i = 0; i < COUNT(table); i++)
		for (int place = 1; place <= PLACES; place++) {
			char text[64], kept[64], sentence[64];
			snprintf(text, sizeof text, "%s%s%s", table[i].before, table[i].text, table[i].after);
			snprintf(kept, sizeof kept, "%s%s", table[i].before, table[i].after);
			snprintf(sentence, sizeof sentence, "a URI in this place has no %s", table[i].component);
			const bool allowed = table[i].cells[place - 1] != '-';
			const struct strip job = { guard_copy(&g, sipw_s(text)), place };
			sipw_error error = { .code = 1 };
			CHECKF(sipw_uri_check(job.uri, place, &error) == (allowed ? SIPW_OK : SIPW_ERR_RULE), "%s at %d", text, place);
			check_sizes(strip, &job, sipw_s(allowed ? text : kept), text);
			if (allowed) {
				CHECK_INT(error.code, 1);
				continue;
			}
			CHECK_INT(error.code, SIPW_ERR_RULE);
			CHECKF(error.offset == table[i].at, "%s: at %zu", text, error.offset);
			CHECK_INT(error.byte, (unsigned char)text[table[i].at]);
			CHECK_TEXT(sipw_s(error.sentence), sentence);
			CHECK_TEXT(sipw_s(error.source), "RFC 3261 19.1.1");
			CHECK_TEXT(sipw_s(error.field), "uri");
			CHECK_INT(sipw_uri_check(job.uri, place, NULL), SIPW_ERR_RULE);
		}
	guard_close(&g);
}

/* The first of several is named; all of them go. */
Test(uri_place, several)
{
	static const char uri[] = "sip:b:pw@a:5060;lr;x=1;ttl=1;y;transport=tcp;user=ip?a=b";
	sipw_error error = { 0 };
	const struct strip to = { sipw_s(uri), SIPW_PLACE_TO }, dialog = { sipw_s(uri), SIPW_PLACE_DIALOG };
	CHECK_INT(sipw_uri_check(to.uri, SIPW_PLACE_TO, &error), SIPW_ERR_RULE);
	CHECK_INT(error.offset, strlen("sip:b:pw@a"));
	check_sizes(strip, &to, sipw_s("sip:b:pw@a;x=1;y;user=ip"), "to");
	CHECK_INT(sipw_uri_check(dialog.uri, SIPW_PLACE_DIALOG, &error), SIPW_ERR_RULE);
	CHECK_INT(error.offset, strlen("sip:b:pw@a:5060;lr;x=1;"));
	check_sizes(strip, &dialog, sipw_s("sip:b:pw@a:5060;lr;x=1;y;transport=tcp;user=ip"), "dialog");
}

Test(uri_place, other_schemes_and_no_uris)
{
	static const char *const other[] = { "tel:+1;lr", "http://a:80/?x=y", "urn:a" };
	static const char *const wrong[] = { "", "sip:", "sip:a;ttl=256", "tel:x", "sip:a b" };
	static const int unknown[] = { 0, -1, PLACES + 1, INT32_MAX, INT32_MIN };
	for (int place = 1; place <= PLACES; place++) {
		for (size_t i = 0; i < COUNT(other); i++) {
			const struct strip job = { sipw_s(other[i]), place };
			CHECK_INT(sipw_uri_check(job.uri, place, NULL), SIPW_OK);
			check_sizes(strip, &job, job.uri, other[i]);
		}
		for (size_t i = 0; i < COUNT(wrong); i++) {
			sipw_uri parts;
			sipw_error found = { 0 }, expected = { 0 };
			const int code = sipw_uri_decode(sipw_s(wrong[i]), &parts, &expected);
			CHECK_INT(sipw_uri_check(sipw_s(wrong[i]), place, &found), code);
			CHECK(found.offset == expected.offset && found.sentence == expected.sentence);
			CHECK_INT(sipw_uri_strip(sipw_s(wrong[i]), place, NULL, 0, NULL), code);
		}
		CHECK_INT(sipw_uri_check(sipw_s(NULL), place, NULL), SIPW_ERR_ARGUMENT);
	}
	for (size_t i = 0; i < COUNT(unknown); i++) {
		CHECK_INT(sipw_uri_check(sipw_s("sip:a"), unknown[i], NULL), SIPW_ERR_ARGUMENT);
		CHECK_INT(sipw_uri_strip(sipw_s("sip:a"), unknown[i], NULL, 0, NULL), SIPW_ERR_ARGUMENT);
	}
}

/* The URI of a Request-URI in every place: what is stripped may stand there, and stripping twice is stripping once. */
Test(uri_place, stripped_may_stand)
{
	for (size_t i = 0; i < COUNT(table); i++)
		for (int place = 1; place <= PLACES; place++) {
			char text[64], once[64], twice[64];
			snprintf(text, sizeof text, "%s%s%s", table[i].before, table[i].text, table[i].after);
			const ptrdiff_t n = sipw_uri_strip(sipw_s(text), place, once, sizeof once, NULL);
			CHECK_INT(sipw_uri_check(sipw_sn(once, (size_t)n), place, NULL), SIPW_OK);
			CHECK_INT(sipw_uri_strip(sipw_sn(once, (size_t)n), place, twice, sizeof twice, NULL), n);
			CHECK(memcmp(once, twice, (size_t)n) == 0);
		}
}
