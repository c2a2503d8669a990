/* SPDX-License-Identifier: MIT */
/*
 * The grammar of each kind of value, as files of values that are taken or refused, and what the runner
 * makes of them. Needs no test framework, so it runs wherever the library does. Prints one line a
 * failure and a closing line "N passed, N failed".
 */
#include <stdio.h>
#include <stdlib.h>

#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"
#include "member.h"
#include "values.h"

static unsigned long failures;
static struct guard guard;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

/* "values/event.values:7: Event: presence" */
static const char *show(const struct values *file, const struct vector *v, sipw_str text)
{
	static char buffer[1400];
	const sipw_str name = sipw_header_name(v->header);
	snprintf(buffer, sizeof buffer, "%s:%d: %.*s: %s", file->path, v->line, (int)name.len, name.ptr, check_show(text));
	return buffer;
}

static sipw_msg *add(const struct vector *v, sipw_str text, int *ret_code)
{
	sipw_msg *m = roomy_message(0);
	*ret_code = sipw_add(m, v->header, guard_copy(&guard, text));
	return m;
}

static bool is_list(int header)
{
	sipw_header_info info;
	return sipw_header_describe(header, &info) && info.times == SIPW_TIMES_LIST;
}

/* The text is taken, and the line says what it said, folds and the blanks around apart. */
static void check_taken(const struct values *file, const struct vector *v, sipw_str text)
{
	static struct text expected;
	int code;
	const sipw_msg *m = add(v, text, &code);
	const sipw_error *e = sipw_msg_error(m);
	if (!CHECKF(code == SIPW_OK, "%s: refused at %zu: %s", show(file, v, text), e->offset, e->sentence))
		return;
	expected.len = 0;
	text_add_unfolded(&expected, text);
	CHECKF(same_bytes(last_value(m), text_all(&expected)), "%s: became %s", show(file, v, text), check_show(last_value(m)));
	check_trips(file, v, m, show(file, v, text));
}

/* Text without parts keeps its blanks. */
static bool has_parts(int kind)
{
	sipw_member_info member;
	return sipw_member_describe(kind, 1, &member);
}

/* A variant is taken, and its values are those of the vector. */
static void check_variant(const struct values *file, const struct vector *v, sipw_str text)
{
	sipw_value original, other;
	int code;
	check_taken(file, v, text);
	if (!has_parts(file->kind))
		return;
	sipw_msg *m = roomy_message(2);
	sipw_add(m, v->header, v->value);
	for (size_t i = 0; sipw_read(m, v->header, i, memset(&original, 0, sizeof original), sizeof original) == SIPW_OK; i++) {
		const sipw_msg *again = add(v, text, &code);
		memset(&other, 0, sizeof other);
		if (code != SIPW_OK || sipw_read(again, v->header, i, &other, sizeof other) != SIPW_OK)
			return;
		const char *differs = value_difference(file->kind, &original, &other, NULL);
		CHECKF(differs[0] == '\0', "%s: says otherwise, in %s", show(file, v, text), differs);
	}
}

/* A control character may be escaped in a received quoted string, though none is taken as text. */
static bool has_control(sipw_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < 0x20 || text.ptr[i] == 0x7f)
			return true;
	return false;
}

/* The text is refused, and the message says where and why, and has no new line. It does not decode, either. */
static void check_refused(const struct values *file, const struct vector *v, sipw_str text)
{
	int code;
	const sipw_msg *m = add(v, text, &code);
	if (CHECKF(code != SIPW_OK, "%s: taken", show(file, v, text)))
		check_refusal(m, v->header, text, show(file, v, text));
	CHECKF(sipw_line_count(m) == 0 || code == SIPW_OK, "%s: refused, but a line stands", show(file, v, text));
	const int decoded = sipw_decode(v->header, text, &(sipw_value){ 0 }, sizeof(sipw_value), NULL);
	CHECKF(decoded != SIPW_OK || has_control(text) || file->borne, "%s: refused, but decodes", show(file, v, text));
}

static void check_either(const struct values *file, const struct vector *v, sipw_str text)
{
	int code;
	add(v, text, &code);
	if (code == SIPW_OK)
		check_taken(file, v, text);
	else
		check_refused(file, v, text);
}

static void count_finding(void *ctx, const sipw_finding *f)
{
	*(int *)ctx += f->line == 1;
}

/* In a received message it is found, whatever decodes; an empty line may be none of its values. */
static void check_found(const struct values *file, const struct vector *v)
{
	static struct text text;
	int findings = 0;
	sipw_msg *m = roomy_message(2);
	if (v->value.len == 0 || has_control(v->value))
		return;
	text.len = 0;
	text_add_s(&text, "OPTIONS sip:a SIP/2.0\r\n");
	text_add(&text, sipw_header_name(v->header));
	text_add_s(&text, ": ");
	text_add(&text, v->value);
	text_add_s(&text, "\r\n\r\n");
	sipw_parse(m, text_all(&text), SIPW_DATAGRAM, NULL);
	sipw_check(m, count_finding, &findings);
	CHECKF(findings > 0, "%s: the checker says nothing", show(file, v, v->value));
}

/* A refusal that the file states: its code, place, sentence and source. */
static void check_stated(const struct values *file, const struct vector *v)
{
	int code;
	const sipw_msg *m = add(v, v->value, &code);
	const sipw_error *e = sipw_msg_error(m);
	check_refused(file, v, v->value);
	check_found(file, v);
	if (code == SIPW_OK)
		return;
	CHECKF(code == v->code, "%s: %s", show(file, v, v->value), sipw_err_name(code));
	CHECKF(e->offset == v->offset, "%s: refused at %zu, not %zu: %s", show(file, v, v->value), e->offset, v->offset, e->sentence);
	CHECKF(e->source != NULL, "%s: no source", show(file, v, v->value));
	if (v->sentence.ptr == NULL || e->source == NULL)
		return;
	CHECKF(same_bytes(sipw_s(e->sentence), v->sentence) && same_bytes(sipw_s(e->source), v->source), "%s: %s [%s]",
	       show(file, v, v->value), e->sentence, e->source);
}

/* The value, `between`, the value. */
static sipw_str twice(sipw_str value, const char *between)
{
	static struct text text;
	text.len = 0;
	text_add(&text, value);
	text_add_s(&text, between);
	text_add(&text, value);
	return text_all(&text);
}

/* A list takes several values, none of them empty; other fields take one. */
static void check_lists(const struct values *file, const struct vector *v)
{
	const sipw_str two = twice(v->value, ",");
	int code;
	if (!is_list(v->header)) {
		check_refused(file, v, two);
		return;
	}
	const size_t count = sipw_count(add(v, v->value, &code), v->header);
	check_taken(file, v, two);
	CHECK_INT(sipw_count(add(v, two, &code), v->header), 2 * count);
	check_taken(file, v, twice(v->value, " \r\n , "));
	check_refused(file, v, twice(v->value, ",,"));
	check_refused(file, v, sipw_sn(two.ptr, v->value.len + 1));
	check_refused(file, v, twice((sipw_str){ 0 }, ","));
}

/* A value has 256 parameters at most: where one that has some gets many more, there is one number from
 * which on they are too many. */
static void check_many_params(const struct values *file, const struct vector *v)
{
	static struct text text;
	int code = SIPW_OK, before = SIPW_OK;
	text.len = 0;
	text_add(&text, v->value);
	for (unsigned n = 0; n < 260; n++) {
		char param[16];
		snprintf(param, sizeof param, ";zq%u=%u", n, n);
		text_add_s(&text, param);
		add(v, text_all(&text), &code);
		if (n == 0 && code != SIPW_OK)
			return;
		CHECKF(code == before || (n > 200 && before == SIPW_OK && code == SIPW_ERR_LIMIT), "%s: %s", show(file, v, v->value),
		       sipw_err_name(code));
		before = code;
	}
	CHECKF(code == SIPW_ERR_LIMIT, "%s: has any number of parameters", show(file, v, v->value));
	text.len = 0;
	text_add(&text, v->value);
	text_add_s(&text, ";zq0;ZQ0=1");
	check_refused(file, v, text_all(&text));
}

static void run_taken(const struct values *file, const struct vector *v)
{
	check_taken(file, v, v->value);
	if (!v->alone) {
		for_each_variant(file, v, check_variant);
		if (!file->commas)
			check_lists(file, v);
	}
	for_each_beginning(file, v, check_either);
	for_each_accident(file, v, check_either);
}

static void run_file(const struct values *file, const sipw_kind_info *info)
{
	size_t taken = 0;
	for (size_t i = 0; i < file->n; i++) {
		const struct vector *v = &file->vectors[i];
		if (!v->taken) {
			check_stated(file, v);
			continue;
		}
		run_taken(file, v);
		if (taken++ > 0)
			continue;
		for_each_noise(file, v, check_either);
		for_each_length(file, v, check_either);
		if (info->has_params)
			check_many_params(file, v);
	}
	CHECKF(file->few || (taken >= 10 && file->n - taken >= 15), "%s: only %zu values taken and %zu refused", file->path,
	       taken, file->n - taken);
}

int main(void)
{
	static struct values file;
	guard = guard_open(200000);
	for (int kind = 0; (kind = sipw_kind_next(kind)) != 0;) {
		sipw_kind_info info;
		sipw_kind_describe(kind, &info);
		file.kind = kind;
		if (values_read(&file, info.name, VALUES_DIR))
			run_file(&file, &info);
	}
	guard_close(&guard);
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
