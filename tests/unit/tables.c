/* SPDX-License-Identifier: MIT */
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/presence.h"
#include "support/spec.h"
#include "tables/tables.h"

Test(tables, methods)
{
	check_methods();
}

Test(tables, headers)
{
	check_headers();
}

Test(tables, kinds)
{
	check_kinds();
}

Test(tables, conditions)
{
	check_known_conditions();
}

Test(tables, members)
{
	check_members();
}

Test(tables, codes)
{
	check_codes();
}

Test(tables, phrases)
{
	check_phrases();
}

Test(tables, presence)
{
	check_presence();
}

/* Whether a byte is in a list of bytes and ranges such as "21 23-5B". */
static bool in_ranges(const char *ranges, unsigned byte)
{
	while (*ranges != '\0') {
		char *end;
		unsigned long first = strtoul(ranges, &end, 16), last = first;
		if (*end == '-')
			last = strtoul(end + 1, &end, 16);
		if (byte >= first && byte <= last)
			return true;
		ranges = *end == ' ' ? end + 1 : end;
	}
	return false;
}

/* Row n of chars.spec is bit n. */
Test(tables, chars)
{
	struct spec rows = spec_open("chars.spec");
	CHECK(rows.n > 0 && rows.n <= 64);
	for (size_t i = 0; i < rows.n; i++)
		for (unsigned byte = 0; byte < 256; byte++)
			CHECKF((sipw__chars[byte] >> i & 1) == in_ranges(spec_cell(&rows, i, "bytes"), byte), "%s: byte 0x%02x",
			       spec_cell(&rows, i, "name"), byte);
	for (unsigned byte = 0; byte < 256 && rows.n < 64; byte++)
		CHECK_INT(sipw__chars[byte] >> rows.n, 0);
	spec_close(&rows);
}

/* The constants that the library names stand for the rows of those names. */
Test(tables, class_constants)
{
	static const struct {
		const char *name;
		uint64_t bit;
	} constants[] = {
		{ "token", CLASS_TOKEN },
		{ "word", CLASS_WORD },
		{ "qdtext", CLASS_QDTEXT },
		{ "ctext", CLASS_CTEXT },
		{ "WSP", CLASS_WSP },
		{ "LWS", CLASS_LWS },
		{ "DIGIT", CLASS_DIGIT },
		{ "ALPHA", CLASS_ALPHA },
		{ "HEXDIG", CLASS_HEXDIG },
		{ "LHEX", CLASS_LHEX },
		{ "TEXT-UTF8char", CLASS_TEXT_UTF8CHAR },
		{ "UTF8-CONT", CLASS_UTF8_CONT },
		{ "quoted-pair-octet", CLASS_QUOTED_PAIR_OCTET },
		{ "Reason-Phrase", CLASS_REASON_PHRASE },
		{ "scheme", CLASS_SCHEME },
		{ "user", CLASS_USER },
		{ "password", CLASS_PASSWORD },
		{ "paramchar", CLASS_PARAMCHAR },
		{ "hname", CLASS_HNAME },
		{ "hvalue", CLASS_HVALUE },
		{ "uric", CLASS_URIC },
		{ "uric-bare", CLASS_URIC_BARE },
		{ "domainlabel", CLASS_DOMAINLABEL },
		{ "hostname", CLASS_HOSTNAME },
		{ "token68", CLASS_TOKEN68 },
	};
	struct spec rows = spec_open("chars.spec");
	for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++) {
		const size_t row = spec_find(&rows, "name", constants[i].name);
		CHECKF(row < rows.n && constants[i].bit == UINT64_C(1) << row, "%s", constants[i].name);
	}
	spec_close(&rows);
}

/* A form as params.spec writes it. */
static void show_form(const struct param_row *row, char *ret, size_t cap)
{
	static const char *const words[] = {
		[FORM_TOKEN] = "token",
		[FORM_WORD] = "word",
		[FORM_VALUE] = "value",
		[FORM_ANY] = "any",
		[FORM_HOST] = "host",
		[FORM_HOSTNAME] = "hostname",
		[FORM_HOSTPORT] = "hostport",
		[FORM_ADDRESS] = "address",
		[FORM_NUMBER] = "number",
		[FORM_DIGITS] = "digits",
		[FORM_DECIMAL] = "decimal",
		[FORM_HEX] = "hex",
		[FORM_LHEX] = "lhex",
		[FORM_Q] = "q",
		[FORM_FLAG] = "flag",
		[FORM_INDEX] = "index",
		[FORM_OC_SEQ] = "oc-seq",
		[FORM_RATE] = "rate",
		[FORM_BRACKETED] = "bracketed",
		[FORM_QUOTED] = "quoted",
		[FORM_QUOTED_URI] = "quoted-uri",
		[FORM_QUOTED_URN] = "quoted-urn",
		[FORM_QUOTED_CID] = "quoted-cid",
		[FORM_QUOTED_LHEX] = "quoted-lhex",
		[FORM_MSG_ID] = "msg-id",
		[FORM_INSTANCE] = "instance",
		[FORM_FEATURE] = "feature",
		[FORM_JIP] = "jip",
		[FORM_TRANSIT_IOI] = "transit-ioi",
		[FORM_OC_ALGO] = "oc-algo",
		[FORM_REALM] = "realm",
	};
	const char *word = row->form == FORM_ONE_OF ? sipw__param_pool + row->words : words[row->form];
	const char *mark = row->optional ? "?" : "";
	const unsigned min = row->min, max = row->max;
	const unsigned least = row->form != FORM_NUMBER && row->form != FORM_QUOTED_LHEX;
	if (max == 0 || (min == least && max == UINT32_MAX))
		snprintf(ret, cap, "%s%s", word, mark);
	else if (min == max)
		snprintf(ret, cap, "%s:%u%s", word, min, mark);
	else
		snprintf(ret, cap, "%s:%u-%u%s", word, min, max, mark);
}

/* The forms of parameters at their places; places of names no row has are NULL. */
Test(tables, params)
{
	char shown[128];
	struct spec rows = spec_open("params.spec"), headers = spec_open("headers.spec");
	for (size_t i = 0; i < rows.n; i++) {
		const sipw_str name = sipw_s(spec_cell(&rows, i, "name"));
		for (size_t h = 0; h <= headers.n; h++) {
			const char *place = h == headers.n ? "uri" : spec_cell(&headers, h, "name");
			const int index = h == headers.n ? PLACE_URI : spec_number(&headers, h, "id");
			if (!spec_has_word(spec_cell(&rows, i, "places"), place))
				continue;
			const struct param_row *row = sipw__param_form(name, index);
			if (!CHECKF(row != NULL, "%s in %s", name.ptr, place))
				continue;
			show_form(row, shown, sizeof shown);
			CHECK_TEXT(sipw_s(shown), spec_cell(&rows, i, "form"));
			CHECK_TEXT(sipw_s(sipw__param_pool + row->source), spec_source(spec_cell(&rows, i, "source")));
		}
	}
	CHECK(sipw__param_form(sipw_s("tag"), SIPW_HDR_VIA) == NULL);
	CHECK(sipw__param_form(sipw_s("TAG"), SIPW_HDR_TO) != NULL);
	CHECK(sipw__param_form(sipw_s("ta"), SIPW_HDR_TO) == NULL);
	CHECK(sipw__param_form(sipw_s("tagg"), SIPW_HDR_TO) == NULL);
	CHECK(sipw__param_form(sipw_s(""), SIPW_HDR_TO) == NULL);
	CHECK_INT(sipw__param_row(sipw_s("+x"), SIPW_HDR_CONTACT)->form, FORM_FEATURE);
	CHECK_INT(sipw__param_row(sipw_s("+x"), SIPW_HDR_VIA)->form, FORM_ANY);
	CHECK_INT(sipw__param_row(sipw_s("+"), SIPW_HDR_CONTACT)->form, FORM_ANY);
	CHECK_INT(sipw__param_row(sipw_s("x"), SIPW_HDR_CONTACT)->form, FORM_ANY);
	spec_close(&rows);
	spec_close(&headers);
}

/* What a glance at "NAME: x" tells: nothing, or the field of this very name. */
static bool seen_at_a_glance(sipw_str name)
{
	char line[80];
	snprintf(line, sizeof line, "%.*s: x", (int)name.len, name.ptr);
	const struct header_row *row = sipw__header_glance(line, name.len);
	if (row != NULL)
		CHECK_STR(sipw_header_name(row->id), name);
	return row != NULL;
}

Test(tables, header_glance)
{
	unsigned names = 0, seen = 0;
	for (int header = 0; (header = sipw_header_next(header)) != 0;) {
		char other[80];
		const sipw_str name = sipw_header_name(header);
		if (name.len > HEADER_COPY - 2)
			continue;
		names++;
		seen += seen_at_a_glance(name);
		for (size_t i = 0; i < name.len; i++) {
			memcpy(other, name.ptr, name.len);
			other[i] ^= 0x20;
			CHECK(!seen_at_a_glance(sipw_sn(other, name.len)));
			seen_at_a_glance(sipw_sn(name.ptr, i + 1));
		}
	}
	CHECKF(seen * 10 >= names * 9, "%u of %u names are seen", seen, names);
}
