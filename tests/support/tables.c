/* SPDX-License-Identifier: MIT */
#include "support/tables.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "sipwright.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/presence.h"
#include "support/spec.h"

/* How a table finds a name; `rows` are of its spec file. */
struct names {
	struct spec rows;
	const char *column; /* of the name */
	bool any_case;
	bool letters; /* compact forms count as names */
	int (*find)(sipw_str name);
};

/* What the look-up has to say, the slow way. */
static int find_slowly(const struct names *t, sipw_str name)
{
	for (size_t i = 0; i < t->rows.n; i++) {
		const sipw_str known = sipw_s(spec_cell(&t->rows, i, t->column));
		if (t->any_case ? same_letters(known, name) : same_bytes(known, name))
			return spec_number(&t->rows, i, "id");
		const char *letter = t->letters ? spec_cell(&t->rows, i, "compact") : "-";
		if (!spec_empty(letter) && same_letters(sipw_s(letter), name))
			return spec_number(&t->rows, i, "id");
	}
	return 0;
}

static void check_find(const struct names *t, const char *bytes, size_t len)
{
	const sipw_str name = sipw_sn(bytes, len);
	const int found = t->find(name), expected = find_slowly(t, name);
	if (found != expected)
		CHECKF(false, "'%s' is %d, not %d", check_show(name), found, expected);
}

static void check_cases(const struct names *t, sipw_str name)
{
	char text[256];
	for (unsigned way = 0; way < 4; way++) {
		for (size_t i = 0; i < name.len; i++) {
			unsigned char byte = lower_byte((unsigned char)name.ptr[i]);
			bool upper = way == 1 || (way == 2 && i % 2 == 0) || (way == 3 && i % 2 == 1);
			text[i] = (char)(upper && byte >= 'a' && byte <= 'z' ? byte - 0x20 : byte);
		}
		check_find(t, text, name.len);
	}
}

/* One byte off at each place, in ways that a case-blind or hashed comparison might not see. */
static void check_changed(const struct names *t, sipw_str name)
{
	static const unsigned char flips[] = { 0x01, 0x02, 0x10, 0x20, 0x40, 0x80, 0xff };
	char text[256];
	for (size_t i = 0; i < name.len; i++)
		for (size_t f = 0; f < sizeof flips; f++) {
			memcpy(text, name.ptr, name.len);
			text[i] = (char)((unsigned char)text[i] ^ flips[f]);
			check_find(t, text, name.len);
		}
}

static void check_lengths(const struct names *t, sipw_str name)
{
	static const char tails[] = { '\0', ' ', ':', 's', '-', '\r' };
	char text[256];
	memcpy(text + 1, name.ptr, name.len);
	for (size_t len = 0; len <= name.len; len++) {
		check_find(t, text + 1, len);
		check_find(t, text + 1 + len, name.len - len);
	}
	for (size_t i = 0; i < sizeof tails; i++) {
		text[0] = tails[i];
		check_find(t, text, name.len + 1);
		text[name.len + 1] = tails[i];
		check_find(t, text + 1, name.len + 1);
	}
}

/* Names no row has: any bytes, any length. */
static void check_strangers(const struct names *t)
{
	static char long_name[65536];
	uint64_t state = 7;
	char text[40];
	for (int i = 0; i < 20000; i++) {
		size_t len = next_random(&state) % sizeof text;
		for (size_t k = 0; k < len; k++)
			text[k] = (char)next_random(&state);
		check_find(t, text, len);
	}
	for (unsigned byte = 0; byte < 256; byte++) {
		memset(long_name, (int)byte, sizeof long_name);
		check_find(t, long_name, sizeof long_name);
		check_find(t, long_name, 1);
		check_find(t, long_name, 2);
	}
	CHECK_INT(t->find((sipw_str){ 0 }), 0);
	CHECK_INT(t->find(sipw_s("")), 0);
}

static void check_names(const struct names *t)
{
	for (size_t i = 0; i < t->rows.n; i++) {
		const sipw_str name = sipw_s(spec_cell(&t->rows, i, t->column));
		CHECK_INT(t->find(name), spec_number(&t->rows, i, "id"));
		check_cases(t, name);
		check_changed(t, name);
		check_lengths(t, name);
	}
	check_strangers(t);
}

/* A walk meets the rows of the spec file in their order, then at most rows of the user's own. */
static void check_walk(const struct spec *rows, int (*next)(int), const char *column)
{
	size_t n = 0;
	int last = 0;
	for (int id = 0; (id = next(id)) != 0; last = id) {
		CHECKF(id > last, "%d comes after %d", id, last);
		if (id >= 4096)
			continue;
		CHECKF(n < rows->n && spec_number(rows, n, column) == id, "the walk meets %d", id);
		n++;
	}
	CHECK_INT(n, rows->n);
	CHECK_INT(next(last), 0);
	CHECK_INT(next(INT_MAX), 0);
}

/* Ids that no table has. 4096 may be a row of the user's own, if the walk ends there. */
static size_t strange_ids(const struct spec *rows, int (*next)(int), int ret_ids[8])
{
	int last = 0;
	size_t n = 0;
	for (int id = 0; (id = next(id)) != 0;)
		last = id;
	ret_ids[n++] = -1;
	ret_ids[n++] = 0;
	ret_ids[n++] = spec_number(rows, rows->n - 1, "id") + 1;
	ret_ids[n++] = 4095;
	ret_ids[n++] = last < 4096 ? 4096 : last + 1;
	ret_ids[n++] = INT_MIN;
	ret_ids[n++] = INT_MAX;
	ret_ids[n++] = 65536 + 1;
	return n;
}

static void check_method_row(const struct spec *rows, size_t i)
{
	const int id = spec_number(rows, i, "id");
	const char *properties = spec_cell(rows, i, "properties");
	sipw_method_info info = { 0 };
	CHECK_TEXT(sipw_method_name(id), spec_cell(rows, i, "name"));
	CHECK(sipw_method_describe(id, &info));
	CHECK_INT(info.id, id);
	CHECK_TEXT(info.name, spec_cell(rows, i, "name"));
	CHECK_INT(info.creates_dialog, spec_has_word(properties, "dialog-creating"));
	CHECK_INT(info.target_refresh, spec_has_word(properties, "target-refresh"));
	CHECK_INT(info.no_response, spec_has_word(properties, "no-response"));
	CHECK_TEXT(info.source, spec_source(spec_cell(rows, i, "source")));
	CHECK_TEXT(info.meaning, spec_cell(rows, i, "meaning"));
}

void check_methods(void)
{
	struct names t = { spec_open("methods.spec"), "name", false, false, sipw_method_find };
	int ids[8];
	check_names(&t);
	for (size_t i = 0; i < t.rows.n; i++)
		check_method_row(&t.rows, i);
	check_walk(&t.rows, sipw_method_next, "id");
	for (size_t i = strange_ids(&t.rows, sipw_method_next, ids); i-- > 0;) {
		sipw_method_info info = { .id = 77 };
		CHECK(sipw_method_name(ids[i]).ptr == NULL);
		CHECK(!sipw_method_describe(ids[i], &info) && info.id == 77);
	}
	spec_close(&t.rows);
}

static int times_of(const char *word)
{
	return strcmp(word, "one") == 0 ? SIPW_TIMES_ONE : strcmp(word, "list") == 0 ? SIPW_TIMES_LIST : SIPW_TIMES_LINES;
}

static void check_header_row(const struct spec *rows, const struct spec *kinds, size_t i)
{
	const int id = spec_number(rows, i, "id");
	const char *flags = spec_cell(rows, i, "flags");
	const char *compact = spec_cell(rows, i, "compact");
	const size_t kind = spec_find(kinds, "name", spec_cell(rows, i, "kind"));
	sipw_header_info info = { 0 };
	CHECK_TEXT(sipw_header_name(id), spec_cell(rows, i, "name"));
	CHECK(sipw_header_describe(id, &info));
	CHECK_INT(info.id, id);
	CHECK_TEXT(info.name, spec_cell(rows, i, "name"));
	CHECK_INT(info.compact, spec_empty(compact) ? 0 : compact[0]);
	CHECK_INT(sipw_header_compact(id), info.compact);
	CHECK(kind < kinds->n);
	CHECK_INT(info.kind, spec_number(kinds, kind, "id"));
	CHECK_INT(info.times, times_of(spec_cell(rows, i, "times")));
	CHECK_INT(info.may_be_empty, spec_has_word(flags, "empty"));
	CHECK_INT(info.deprecated, spec_has_word(flags, "deprecated"));
	CHECK_INT(info.unregistered, spec_has_word(flags, "unregistered"));
	CHECK_TEXT(info.source, spec_source(spec_cell(rows, i, "source")));
	CHECK_TEXT(info.meaning, spec_cell(rows, i, "meaning"));
}

void check_headers(void)
{
	struct names t = { spec_open("headers.spec"), "name", true, true, sipw_header_find };
	struct spec kinds = spec_open("kinds.spec");
	int ids[8];
	check_names(&t);
	for (size_t i = 0; i < t.rows.n; i++)
		check_header_row(&t.rows, &kinds, i);
	check_walk(&t.rows, sipw_header_next, "id");
	for (size_t i = strange_ids(&t.rows, sipw_header_next, ids); i-- > 0;) {
		sipw_header_info info = { .id = 77 };
		CHECK(sipw_header_name(ids[i]).ptr == NULL);
		CHECK_INT(sipw_header_compact(ids[i]), 0);
		CHECK(!sipw_header_describe(ids[i], &info) && info.id == 77);
	}
	spec_close(&kinds);
	spec_close(&t.rows);
}

static sipw_str sample(const char *cell)
{
	return spec_empty(cell) ? (sipw_str){ 0 } : sipw_s(cell);
}

void check_kinds(void)
{
	struct spec rows = spec_open("kinds.spec");
	int ids[8];
	for (size_t i = 0; i < rows.n; i++) {
		const int id = spec_number(&rows, i, "id");
		sipw_kind_info info = { 0 };
		CHECK(sipw_kind_describe(id, &info));
		CHECK_INT(info.id, id);
		CHECK_TEXT(info.name, spec_cell(&rows, i, "name"));
		CHECK_INT(info.has_params, strcmp(spec_cell(&rows, i, "params"), "yes") == 0);
		CHECK_TEXT(info.source, spec_source(spec_cell(&rows, i, "source")));
		CHECK_STR(info.accepted, sample(spec_cell(&rows, i, "accepted")));
		CHECK_STR(info.rejected, sample(spec_cell(&rows, i, "rejected")));
	}
	check_walk(&rows, sipw_kind_next, "id");
	for (size_t i = strange_ids(&rows, sipw_kind_next, ids); i-- > 0;) {
		sipw_kind_info info = { .id = 77 };
		CHECK(!sipw_kind_describe(ids[i], &info) && info.id == 77);
	}
	CHECK_INT(sipw_kind_next(-1), 0);
	CHECK_INT(sipw_kind_next(INT_MIN), 0);
	spec_close(&rows);
}

/* A sentence and its full stop are the row's. */
static bool same_sentence(sipw_str sentence, const char *cell)
{
	return sentence.len + 1 == strlen(cell) && memcmp(sentence.ptr, cell, sentence.len) == 0;
}

void check_known_conditions(void)
{
	struct spec rows = spec_open("conditions.spec");
	int ids[8];
	for (size_t i = 0; i < rows.n; i++) {
		const int id = spec_number(&rows, i, "id");
		sipw_condition_info info = { 0 };
		CHECK(sipw_condition_describe(id, &info));
		CHECK_INT(info.id, id);
		CHECK_TEXT(info.name, spec_cell(&rows, i, "name"));
		CHECK_INT(info.severity == SIPW_ERROR, strcmp(spec_cell(&rows, i, "severity"), "error") == 0);
		CHECK_INT(!info.enforced, strcmp(spec_cell(&rows, i, "enforced"), "no") == 0);
		CHECK_TEXT(info.source, spec_source(spec_cell(&rows, i, "source")));
		CHECK(same_sentence(info.sentence, spec_cell(&rows, i, "sentence")));
	}
	check_walk(&rows, sipw_condition_next, "id");
	for (size_t i = strange_ids(&rows, sipw_condition_next, ids); i-- > 0;) {
		sipw_condition_info info = { .id = 77 };
		CHECK(!sipw_condition_describe(ids[i], &info) && info.id == 77);
	}
	CHECK_INT(sipw_condition_next(-1), 0);
	CHECK_INT(sipw_condition_next(INT_MIN), 0);
	spec_close(&rows);
}

static void check_code(const struct spec *rows, int code)
{
	size_t row = 0;
	while (row < rows->n && spec_number(rows, row, "code") != code)
		row++;
	sipw_code_info info = { .code = 77 };
	CHECK_INT(sipw_code_class(code), code >= 100 && code <= 699 ? code / 100 : 0);
	if (row == rows->n) {
		CHECK(sipw_reason(code).ptr == NULL);
		CHECK(!sipw_code_describe(code, &info) && info.code == 77);
		return;
	}
	CHECK_TEXT(sipw_reason(code), spec_cell(rows, row, "phrase"));
	CHECK(sipw_code_describe(code, &info));
	CHECK_INT(info.code, code);
	CHECK_TEXT(info.phrase, spec_cell(rows, row, "phrase"));
	CHECK_INT(info.deprecated, spec_has_word(spec_cell(rows, row, "flags"), "deprecated"));
	CHECK_TEXT(info.source, spec_source(spec_cell(rows, row, "source")));
}

void check_codes(void)
{
	struct spec rows = spec_open("statuses.spec");
	for (int code = -1; code <= 1000; code++)
		check_code(&rows, code);
	check_code(&rows, INT_MIN);
	check_code(&rows, INT_MAX);
	check_code(&rows, 65536 + 200);
	size_t n = 0;
	for (int code = 0; (code = sipw_code_next(code)) != 0; n++)
		CHECKF(n < rows.n && spec_number(&rows, n, "code") == code, "the walk meets %d", code);
	CHECK_INT(n, rows.n);
	CHECK_INT(sipw_code_next(INT_MAX), 0);
	CHECK_INT(sipw_code_next(INT_MIN), 100);
	spec_close(&rows);
}

/* The codes of a phrase, the slow way. */
static size_t codes_slowly(const struct spec *rows, sipw_str phrase, int *ret_codes)
{
	size_t n = 0;
	for (size_t i = 0; i < rows->n; i++)
		if (same_letters(sipw_s(spec_cell(rows, i, "phrase")), phrase))
			ret_codes[n++] = spec_number(rows, i, "code");
	return n;
}

static void check_phrase(const struct spec *rows, sipw_str phrase)
{
	int expected[8], found[8] = { 0 };
	const size_t n = codes_slowly(rows, phrase, expected);
	for (size_t cap = 0; cap <= n + 1; cap++) {
		memset(found, 0, sizeof found);
		CHECKF(sipw_reason_codes(phrase, found, cap) == n, "codes of '%s'", check_show(phrase));
		for (size_t i = 0; i < 8; i++)
			CHECKF(found[i] == (i < cap && i < n ? expected[i] : 0), "code %zu of '%s' is %d", i,
			       check_show(phrase), found[i]);
	}
	CHECK_INT(sipw_reason_codes(phrase, NULL, 0), n);
}

static void check_phrase_variants(const struct spec *rows, sipw_str phrase)
{
	char text[256] = "";
	memcpy(text, phrase.ptr, phrase.len);
	check_phrase(rows, phrase);
	check_phrase(rows, sipw_sn(text, phrase.len + 1));
	check_phrase(rows, sipw_sn(text, phrase.len - 1));
	check_phrase(rows, sipw_sn(text + 1, phrase.len - 1));
	for (size_t i = 0; i < phrase.len; i++) {
		text[i] = (char)(phrase.ptr[i] ^ 0x20);
		check_phrase(rows, sipw_sn(text, phrase.len));
		text[i] = (char)(phrase.ptr[i] ^ 0x01);
		check_phrase(rows, sipw_sn(text, phrase.len));
		text[i] = phrase.ptr[i];
	}
	for (size_t i = 0; i < phrase.len; i++)
		text[i] = (char)lower_byte((unsigned char)text[i]);
	check_phrase(rows, sipw_sn(text, phrase.len));
}

void check_phrases(void)
{
	static char long_phrase[65536];
	struct spec rows = spec_open("statuses.spec");
	int codes[2] = { 0, 0 };
	for (size_t i = 0; i < rows.n; i++)
		check_phrase_variants(&rows, sipw_s(spec_cell(&rows, i, "phrase")));
	CHECK_INT(sipw_reason_codes(sipw_s("not acceptable"), codes, 2), 2);
	CHECK(codes[0] == 406 && codes[1] == 606);
	check_phrase(&rows, sipw_sn(long_phrase, sizeof long_phrase));
	check_phrase(&rows, sipw_s(""));
	CHECK_INT(sipw_reason_codes((sipw_str){ 0 }, codes, 2), 0);
	spec_close(&rows);
}

static int presence_of(const char *cell)
{
	static const char *const cells[] = { "?", "m", "m*", "o", "t", "*", "c", "-" };
	int i = 0;
	while (i < 8 && strcmp(cells[i], cell) != 0)
		i++;
	return i;
}

static void check_rule(const struct presence *p, int header, int method, int code)
{
	const struct verdict expected = presence_verdict(p, header, method, code);
	const sipw_rule found = sipw_rule_find(header, method, code);
	const bool same = found.presence == presence_of(expected.cell) && found.must == expected.must &&
			  (expected.source == NULL ? found.source.ptr == NULL
						   : same_bytes(found.source, sipw_s(expected.source)));
	if (!same)
		CHECKF(false, "header %d, method %d, code %d: presence %d, must %d, source %s; the spec says %s", header,
		       method, code, found.presence, found.must, check_show(found.source), expected.cell);
}

static void check_no_rule(int header, int method, int code)
{
	const sipw_rule rule = sipw_rule_find(header, method, code);
	CHECK(rule.presence == SIPW_PRESENCE_SILENT && !rule.must && rule.source.ptr == NULL);
}

void check_presence(void)
{
	struct presence p = presence_open();
	unsigned long checks = 0;
	for (size_t h = 0; h < p.headers.n; h++) {
		const int header = spec_number(&p.headers, h, "id");
		for (int method = 0; method < COLUMNS_OF_METHODS; method++) {
			check_rule(&p, header, method, 0);
			for (int code = 100; code <= 699; code++, checks++)
				check_rule(&p, header, method, code);
		}
		check_rule(&p, header, 4095, 0);
		check_rule(&p, header, -1, 200);
		check_no_rule(header, SIPW_INVITE, 99);
		check_no_rule(header, SIPW_INVITE, 700);
		check_no_rule(header, SIPW_INVITE, -1);
	}
	CHECKF(checks > 1000000, "%lu rules looked at", checks);
	check_no_rule(0, SIPW_INVITE, 0);
	check_no_rule(-1, SIPW_INVITE, 0);
	check_no_rule(4095, SIPW_INVITE, 0);
	presence_close(&p);
}
