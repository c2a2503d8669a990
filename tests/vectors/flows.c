/* SPDX-License-Identifier: MIT */
/* Derives the call flows of the .flows files and holds each message against the printed one. */
#include "flows.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"

static unsigned long failures;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

/* A message of the flow that is being derived, as it was received. */
struct step {
	sipw_str title;
	char bytes[4000];
	sipw_msg *m;
	_Alignas(16) char memory[4000];
};

enum { STEPS_MAX = 40 };

static struct step steps[STEPS_MAX];
static size_t n_steps;

/* ---- what a row says ---- */

const sipw_msg *named_input(const struct sample *row, sipw_str name)
{
	for (size_t i = 0; i < n_steps; i++)
		if (same_bytes(word_of(steps[i].title, 1), name))
			return steps[i].m;
	CHECK_ROW(false, row, "%.*s: there is no %.*s", (int)row->title.len, row->title.ptr, (int)name.len, name.ptr);
	return NULL;
}

/* What the sender adds, as it is printed. */
static sipw_extras extras_of(const struct sample *row, const sipw_msg *print)
{
	static sipw_field fields[20];
	sipw_extras extras = { .fields = fields };
	const sipw_str taken = remark(row->remarks, "take");
	sipw_iter iter = sipw_iter_start(print, 0);
	sipw_line line;
	while (sipw_iter_next(&iter, &line) == 1)
		if (has_word(taken, line.name) && extras.n < 20)
			fields[extras.n++] = (sipw_field){ .name = line.name, .value = line.value };
	if (has_word(taken, sipw_s("body"))) {
		extras.type = sipw_get_named(print, sipw_s("Content-Type"));
		extras.body = sipw_body_get(print);
	}
	return extras;
}

/* ---- a row ---- */

static const char *error_of(const sipw_error *error)
{
	static char text[300];
	const ptrdiff_t n = sipw_error_text(error, text, sizeof text - 1);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

/* Lets those lines and the body that a remark names be as they are printed. */
static void take_printed(sipw_msg *m, sipw_str names, const sipw_msg *print)
{
	sipw_iter old = sipw_iter_start(print, 0), new = old;
	sipw_line line;
	if (has_word(names, sipw_s("body")))
		sipw_body(m, sipw_get_named(print, sipw_s("Content-Type")), sipw_body_get(print));
	while (sipw_iter_next(&old, &line) == 1)
		if (has_word(names, line.name))
			sipw_remove_named(m, line.name);
	while (sipw_iter_next(&new, &line) == 1)
		if (has_word(names, line.name))
			sipw_add_named(m, line.name, line.value, 0);
}

/* The message as the way of the row makes it; NULL if there is no such way. */
static sipw_msg *derive(const struct sample *row, const sipw_msg *print)
{
	static _Alignas(16) char memory[16000];
	const sipw_extras extras = extras_of(row, print);
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	sipw_error error = { .code = SIPW_OK };
	if (!derive_in_its_way(m, row, &extras))
		return NULL;
	take_printed(m, remark(row->remarks, "given"), print);
	CHECK_ROW(sipw_verify(m, &error) == SIPW_OK, row, "%.*s: %s", (int)row->title.len, row->title.ptr, error_of(&error));
	return m;
}

static void check_equal(const struct sample *row, sipw_str bytes, sipw_str print)
{
	static struct text found, expected;
	found.len = expected.len = 0;
	text_add_normal(&found, bytes);
	text_add_patched(&expected, print, row);
	CHECK_ROW(same_bytes(text_all(&found), text_all(&expected)), row, "%.*s: derived\n%.*snot\n%.*s", (int)row->title.len,
		  row->title.ptr, (int)found.len, found.bytes, (int)expected.len, expected.bytes);
}

/* Only what is patched does not stand as it is printed. */
static ptrdiff_t copy_given(const struct sample *row, sipw_str print, char *out)
{
	static struct text patched;
	patched.len = 0;
	if (remark(row->remarks, "patch").ptr != NULL)
		text_add_patched(&patched, print, row);
	else
		text_add(&patched, print);
	memcpy(out, patched.bytes, patched.len);
	return (ptrdiff_t)patched.len;
}

/* Derived and held against the print; then what is left to the messages behind it. */
static ptrdiff_t derive_and_check(const struct sample *row, const sipw_msg *printed, sipw_str print, char *out, size_t cap)
{
	const sipw_str later = remark(row->remarks, "later");
	sipw_msg *m = derive(row, printed);
	const ptrdiff_t n = sipw_serialize(m, out, cap);
	if (n < 0)
		return n;
	check_equal(row, sipw_sn(out, (size_t)n), print);
	if (later.ptr == NULL)
		return n;
	take_printed(m, later, printed);
	return sipw_serialize(m, out, cap);
}

static void take_row(const struct sample *row)
{
	static _Alignas(16) char memory[4000];
	struct step *step = &steps[n_steps];
	const sipw_str print = print_of(row->title);
	sipw_msg *printed = sipw_msg_init(memory, sizeof memory);
	ptrdiff_t n;
	if (!CHECK_ROW(print.ptr != NULL && n_steps < STEPS_MAX && print.len < sizeof step->bytes, row, "%.*s is not printed",
		       (int)row->title.len, row->title.ptr))
		return;
	sipw_parse(printed, print, SIPW_DATAGRAM, NULL);
	if (same_bytes(remark(row->remarks, "from"), sipw_s("given"))) {
		n = copy_given(row, print, step->bytes);
		check_equal(row, sipw_sn(step->bytes, (size_t)n), print);
	} else {
		n = derive_and_check(row, printed, print, step->bytes, sizeof step->bytes);
	}
	if (!CHECK_ROW(n > 0, row, "it is not written: %s", sipw_err_name((int)n)))
		return;
	step->title = row->title;
	step->m = sipw_msg_init(step->memory, sizeof step->memory);
	CHECK_ROW(sipw_parse(step->m, sipw_sn(step->bytes, (size_t)n), SIPW_DATAGRAM, NULL) == SIPW_OK, row, "it is no message");
	n_steps++;
}

/* ---- files ---- */

static void test_flows(const char *name)
{
	struct sample_file file;
	struct sample row;
	char messages[40], flows[40];
	sipw_str flow = { "", 0 };
	snprintf(messages, sizeof messages, "%s.messages", name);
	snprintf(flows, sizeof flows, "%s.flows", name);
	if (!prints_open(messages) || !samples_open(&file, flows))
		return;
	while (samples_next(&file, &row)) {
		if (!same_bytes(word_of(row.title, 0), flow))
			n_steps = 0;
		flow = word_of(row.title, 0);
		take_row(&row);
	}
}

int main(void)
{
	static const char *const names[] = { "rfc3261", "rfc3428", "rfc3515", "rfc3665", "rfc3856", "rfc4028" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		test_flows(names[i]);
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
