/* SPDX-License-Identifier: MIT */
/*
 * No input leaves its place. Every sipw_str of every typed setter of every header field of a complete
 * kind meets every hostile input: either it is refused, the error says where, and the message stays
 * as it was; or exactly one line is added, whose bytes were worked out beforehand.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"
#include "support/setters.h"
#include "support/spec.h"

/* A message with something before the line under test. */
static sipw_msg *start(unsigned slot)
{
	sipw_msg *m = roomy_message(slot);
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@biloxi.example.com"));
	sipw_add_named(m, sipw_s("X-Before"), sipw_s("before"), 0);
	return m;
}

/* The line "Name: value CRLF" in *ret_line. */
static void make_line(struct text *ret_line, sipw_str name, const char *before, sipw_str middle, const char *after)
{
	ret_line->len = 0;
	text_add(ret_line, name);
	text_add_s(ret_line, ": ");
	text_add_s(ret_line, before);
	text_add(ret_line, middle);
	text_add_s(ret_line, after);
	text_add_s(ret_line, "\r\n");
}

/* The written message is the start line, what stood before, and one more line. */
static void check_added(const sipw_msg *m, sipw_str line, const char *what)
{
	sipw_str whole = written(m), rest = whole, each;
	size_t n = 0;
	CHECKF(sipw_line_count(m) == 2, "%s: %zu lines", what, sipw_line_count(m));
	if (!same_bytes(last_line(m), line))
		CHECKF(false, "%s: the line is\n  %s\nnot\n  %s", what, check_show(last_line(m)), check_show(line));
	while (next_line(&rest, &each) && each.len > 0) {
		CHECKF(memchr(each.ptr, '\r', each.len) == NULL && memchr(each.ptr, '\n', each.len) == NULL,
		       "%s: a stray line end", what);
		n++;
	}
	CHECKF(n == 4 && rest.len == 0, "%s: %zu lines on the wire, %zu bytes of body", what, n, rest.len);
}

/* One field of one setter and one input. */
struct trial {
	const struct setter *setter;
	const struct setter_field *field;
	int header;
	bool escaped;
};

/* The field's harmless text in the whole one: the bytes before it, and those behind it. */
static void around(const struct trial *t, char *ret_before, size_t cap, const char **ret_after)
{
	const char *at = t->field->given[0] == '\0' ? t->setter->text + strlen(t->setter->text)
						    : strstr(t->setter->text, t->field->given);
	const size_t len = (size_t)(at - t->setter->text);
	cr_assert(at != NULL && len < cap);
	memcpy(ret_before, t->setter->text, len);
	ret_before[len] = '\0';
	*ret_after = at + strlen(t->field->given);
}

static int put_input(const struct trial *t, sipw_msg *m, sipw_str input)
{
	_Alignas(16) char value[256];
	cr_assert(t->setter->size <= sizeof value);
	memcpy(value, t->setter->value, t->setter->size);
	memcpy(value + t->field->offset, &input, sizeof input);
	if (t->escaped)
		memcpy(value + t->setter->escaped, &(bool){ true }, sizeof(bool));
	return t->setter->put(m, t->header, value);
}

static void check_refused(const struct trial *t, const sipw_msg *m, sipw_str input, const char *what)
{
	const sipw_error *e = sipw_msg_error(m);
	check_refusal(m, t->header, input, what);
	CHECKF(e->field != NULL && strcmp(e->field, t->field->name) == 0, "%s: the error names '%s'", what,
	       e->field == NULL ? "nothing" : e->field);
	if (!same_content(m, start(1)))
		CHECKF(false, "%s: refused, but the message changed", what);
}

/* A wholly empty value stands only where headers.spec says so. */
static bool may_be_empty(int header)
{
	sipw_header_info info = { 0 };
	CHECK(sipw_header_describe(header, &info));
	return info.may_be_empty;
}

static void try_input(const struct trial *t, const struct hostile *input)
{
	static struct text middle, line;
	char before[512], what[256];
	const char *after;
	sipw_msg *m = start(0);
	snprintf(what, sizeof what, "%s %s: %s%s", check_show(sipw_header_name(t->header)), t->field->name, input->name,
		 t->escaped ? " (escaped)" : "");
	middle.len = 0;
	bool fits = hostile_fits(input, t->field->at, t->escaped, &middle);
	if ((t->field->at == AT_VALUE || t->field->at == AT_TEXT) && middle.len == 0)
		fits = fits && may_be_empty(t->header);
	const int code = put_input(t, m, input->bytes);
	CHECKF((code == SIPW_OK) == fits, "%s: %s", what, fits ? "refused" : "accepted");
	CHECKF(code == sipw_msg_error(m)->code, "%s: returned %d", what, code);
	if (code != SIPW_OK) {
		check_refused(t, m, input->bytes, what);
	} else if (fits) {
		around(t, before, sizeof before, &after);
		make_line(&line, sipw_header_name(t->header), before, text_all(&middle), after);
		check_added(m, text_all(&line), what);
	}
}

static void try_absent(const struct trial *t)
{
	static struct text line;
	char what[256];
	sipw_msg *m = start(0);
	snprintf(what, sizeof what, "%s %s: absent", check_show(sipw_header_name(t->header)), t->field->name);
	const int code = put_input(t, m, (sipw_str){ NULL, 0 });
	if (t->field->absent == NULL) {
		CHECKF(code == SIPW_ERR_ARGUMENT, "%s: %s", what, sipw_err_name(code));
		check_refusal(m, t->header, (sipw_str){ NULL, 0 }, what);
		CHECKF(same_content(m, start(1)), "%s: refused, but the message changed", what);
		return;
	}
	CHECKF(code == SIPW_OK, "%s: %s", what, sipw_err_name(code));
	make_line(&line, sipw_header_name(t->header), t->field->absent, (sipw_str){ NULL, 0 }, "");
	check_added(m, text_all(&line), what);
}

static void try_setter(const struct setter *setter, int header)
{
	static struct text line;
	sipw_msg *m = start(0);
	CHECK_INT(setter->put(m, header, setter->value), SIPW_OK);
	make_line(&line, sipw_header_name(header), setter->text, (sipw_str){ NULL, 0 }, "");
	check_added(m, text_all(&line), setter->text);
	for (size_t f = 0; f < setter->n_fields; f++) {
		struct trial t = { setter, &setter->fields[f], header, false };
		try_absent(&t);
		for (size_t i = 0; i < hostile_count(); i++) {
			const struct hostile input = hostile_input(i);
			t.escaped = false;
			try_input(&t, &input);
			t.escaped = setter->escaped != 0;
			if (t.escaped)
				try_input(&t, &input);
		}
	}
}

static void try_setters(const struct setter *first, const struct setter *end)
{
	size_t tried = 0;
	for (const struct setter *setter = first; setter < end; setter++)
		for (int header = 0; (header = sipw_header_next(header)) != 0;) {
			sipw_header_info info;
			CHECK(sipw_header_describe(header, &info));
			if (info.kind != setter->kind || header == SIPW_HDR_CONTENT_LENGTH)
				continue;
			try_setter(setter, header);
			tried++;
		}
	CHECK(tried > 0);
}

Test(hostile, slices)
{
	try_setters(setters, setters + 5);
}

Test(hostile, tokens_and_cseq)
{
	try_setters(setters + 5, setters + 7);
}

Test(hostile, via)
{
	try_setters(setters + 7, setters + 8);
}

Test(hostile, addresses)
{
	try_setters(setters + 8, setters + 11);
}

Test(hostile, contact_media_retry)
{
	try_setters(setters + 11, setters + 15);
}

Test(hostile, authentication)
{
	try_setters(setters + 15, setters + setter_count);
}

Test(hostile, extensions)
{
	try_setters(extension_setters, extension_setters + extension_setter_count);
}

static bool has_row(const struct setter *rows, size_t n, int kind)
{
	size_t i = 0;
	while (i < n && rows[i].kind != kind)
		i++;
	return i < n;
}

/* Each complete kind that takes bytes has a row. */
Test(hostile, all_kinds)
{
	struct spec kinds = spec_open("kinds.spec");
	for (size_t i = 0; i < kinds.n; i++) {
		const char *ctype = spec_cell(&kinds, i, "ctype");
		const int id = spec_number(&kinds, i, "id");
		const bool bytes = strstr(ctype, "sipw_") != NULL;
		const bool rows = has_row(setters, setter_count, id) || has_row(extension_setters, extension_setter_count, id);
		CHECKF(bytes == rows, "%s", spec_cell(&kinds, i, "name"));
	}
	spec_close(&kinds);
}
