/* SPDX-License-Identifier: MIT */
/*
 * Whole messages as they are received: those printed in RFCs, and our own. Each sample of a .messages
 * file (see support/samples.h) is parsed, checked, decoded, edited, cut off and written again. Its
 * remarks:
 *
 *   note, patched, supplied  for the reader: why it is as it is, what of the print was changed, what
 *                            the print does not show
 *   transfer: stream         it came in a stream, not in a datagram
 *   expect: error cseq-method CSeq at 6:8         a finding, as support/findings.h writes them
 *   expect: refused SIPW_ERR_SYNTAX at 312        sipw_parse() fails
 *
 * Findings are expected in the order of sipw_check(); what is not expected must not be found. Line 0
 * is the start line, a header line counts once however it is folded, and the byte in it, too, counts
 * from 0. Names of files on the command line take the place of all of them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "support/bytes.h"
#include "support/check.h"
#include "support/findings.h"
#include "support/guard.h"
#include "support/message.h"
#include "support/samples.h"

static unsigned long failures;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

/* What a sample says of itself. */
struct plan {
	unsigned how;
	struct text expected; /* the texts of all "expect", a line each */
};

/* Fails with the sample's own file and line, where an editor can jump to. */
#define CHECK_SAMPLE(held, s, ...) check_report((held), (s)->file, (s)->line, __VA_ARGS__)

static bool same(sipw_str a, const char *b)
{
	return same_bytes(a, sipw_s(b));
}

static void read_plan(const struct sample *s, struct plan *plan)
{
	sipw_str remarks = s->remarks, key, text;
	plan->how = SIPW_DATAGRAM;
	plan->expected.len = 0;
	while (next_remark(&remarks, &key, &text)) {
		if (same(key, "expect")) {
			text_add(&plan->expected, text);
			text_add_s(&plan->expected, "\n");
		} else if (same(key, "transfer") && same(text, "stream")) {
			plan->how = SIPW_STREAM;
		} else {
			CHECK_SAMPLE(same(key, "note") || same(key, "patched") || same(key, "supplied"), s,
				     "not a remark: %s", check_show(text));
		}
	}
}

/* The parsed message as it has to be written again: what was received without what does not belong to it. */
static sipw_str own_bytes(const sipw_msg *m, sipw_str bytes)
{
	sipw_received received = { 0 };
	CHECK_INT(sipw_received_get(m, &received), SIPW_OK);
	return sipw_sn(bytes.ptr + received.keep_alive, bytes.len - received.keep_alive - received.surplus.len);
}

static void test_findings(const struct sample *s, const struct plan *plan, const sipw_msg *m)
{
	static struct text found;
	found.len = 0;
	text_add_findings(&found, m);
	CHECK_SAMPLE(same_bytes(text_all(&found), text_all(&plan->expected)), s, "%.*s: found\n%.*snot\n%.*s",
		     (int)s->title.len, s->title.ptr, (int)found.len, found.bytes, (int)plan->expected.len,
		     plan->expected.bytes);
}

/* ---- bytes ---- */

/* Parsing keeps every byte. */
static void test_round_trip(const struct sample *s, const sipw_msg *m, sipw_str bytes)
{
	const sipw_str own = own_bytes(m, bytes);
	CHECK_SAMPLE(same_bytes(written(m), own), s, "written as %s", check_show(written(m)));
	CHECK_SAMPLE(sipw_serialize(m, NULL, 0) == (ptrdiff_t)own.len, s, "measured otherwise");
	CHECK_SAMPLE(same_bytes(gathered(m), own), s, "gathered as %s", check_show(gathered(m)));
}

/* Cut off anywhere it is a message as well, or has no end. All but every `step`th place is left out. */
static void test_cut(const struct sample *s, const struct guard *guard, size_t step)
{
	for (size_t n = 0; n < s->bytes.len; n += step) {
		sipw_msg *m = roomy_message(1);
		const sipw_str cut = guard_copy(guard, sipw_sn(s->bytes.ptr, n));
		const int code = sipw_parse(m, cut, SIPW_DATAGRAM, NULL);
		if (code == SIPW_OK)
			CHECK_SAMPLE(sipw_check(m, NULL, NULL) >= 0 && same_bytes(written(m), own_bytes(m, cut)), s,
				     "cut at %zu: another message", n);
		else
			CHECK_SAMPLE(code == SIPW_ERR_SYNTAX && sipw_msg_error(m)->offset <= n, s, "cut at %zu: %s", n,
				     sipw_err_name(code));
	}
}

/* In a stream its end is found wherever the bytes are split in two, and nothing after it is looked at. */
static void test_split(const struct sample *s, size_t step)
{
	sipw_msg *m = roomy_message(1);
	size_t used = 0;
	if (sipw_parse(m, s->bytes, SIPW_STREAM, &used) != SIPW_OK || s->bytes.ptr[0] == '\r')
		return;
	for (size_t n = 1; n < s->bytes.len; n += step) {
		sipw_framer f;
		size_t len = 0;
		sipw_framer_init(&f, SIZE_MAX, SIZE_MAX);
		const int first = sipw_frame(&f, sipw_sn(s->bytes.ptr, n), &len);
		const int found = first == SIPW_FRAME_MORE ? sipw_frame(&f, s->bytes, &len) : first;
		CHECK_SAMPLE(found == SIPW_FRAME_MESSAGE && len == used && (first == SIPW_FRAME_MORE) == (n < used), s,
			     "split at %zu: %d, then %d of %zu bytes", n, first, found, len);
	}
}

/* ---- values ---- */

/* A value that decodes goes out again, and what goes out then stays as it is. */
static bool comes_back(const struct sample *s, int header, sipw_str text)
{
	sipw_msg *m = roomy_message(2);
	sipw_value value, again;
	sipw_str first = { 0 }, second = { 0 };
	if (sipw_decode(header, text, &value, sizeof value, NULL) != SIPW_OK)
		return false;
	int code = sipw_put(m, header, &value, sizeof value);
	if (code == SIPW_OK)
		code = sipw_get(m, header, 0, &first);
	if (code == SIPW_OK)
		code = sipw_read(m, header, 0, &again, sizeof again);
	if (code == SIPW_OK)
		code = sipw_put(m, header | SIPW_PUSH, &again, sizeof again);
	if (code == SIPW_OK)
		code = sipw_get(m, header, 0, &second);
	CHECK_SAMPLE(code == SIPW_OK && same_bytes(first, second), s, "%s: %s goes out as %s, then as %s",
		     sipw_err_name(code), check_show(text), check_show(first), check_show(second));
	return true;
}

/* Whether the checker found values of a header field that do not decode: off their grammar, or off a
 * condition that no value built here can break. */
struct verdict {
	int header;
	bool bad;
};

static void note_value(void *ctx, const sipw_finding *f)
{
	struct verdict *verdict = ctx;
	verdict->bad |= f->header == verdict->header &&
			(strcmp(f->rule, "value") == 0 || strcmp(f->rule, "branch-cookie-only") == 0);
}

/* Whether a line of a header field cannot be added as it is. */
static bool some_refused(const sipw_msg *m, int header)
{
	sipw_line line;
	bool refused = false;
	for (sipw_iter iter = sipw_iter_start(m, header); sipw_iter_next(&iter, &line) > 0;)
		refused |= sipw_add(roomy_message(2), header, line.value) != SIPW_OK;
	return refused;
}

/* The checker agrees with the decoder, which sees each value for itself, and with who adds text. */
static void test_values(const struct sample *s, const sipw_msg *m, const sipw_header_info *info)
{
	struct verdict verdict = { .header = info->id };
	sipw_str text;
	bool bad = false;
	sipw_check(m, note_value, &verdict);
	for (sipw_values values = sipw_values_start(m, info->id); sipw_values_next(&values, &text) > 0;)
		bad |= !comes_back(s, info->id, text);
	CHECK_SAMPLE(!bad || verdict.bad, s, "%s does not decode", check_show(info->name));
	CHECK_SAMPLE(!verdict.bad || some_refused(m, info->id), s, "%s can be added", check_show(info->name));
}

static void test_all_values(const struct sample *s, const sipw_msg *m)
{
	sipw_header_info info;
	for (int header = sipw_header_next(0); header != 0; header = sipw_header_next(header))
		if (sipw_count(m, header) > 0 && sipw_header_describe(header, &info) && !info.computed)
			test_values(s, m, &info);
}

/* ---- editing ---- */

#define NEW_VIA "SIP/2.0/UDP edited.example.com;branch=z9hG4bKedited"
#define NEW_TYPE "text/plain"
#define NEW_BODY "edited\r\n"

/* A line in front of, or in place of, the first one of its header field. */
static void add_new(struct text *text, const char *line, bool *done)
{
	if (!*done)
		text_add_s(text, line);
	*done = true;
}

/* What the edited message has to be: the lines as they were, but for what was edited. */
static sipw_str expect_edited(const sipw_msg *m, sipw_str start_line)
{
	static struct text text;
	bool has_via = false, has_type = false;
	sipw_line line;
	text.len = 0;
	text_add(&text, start_line);
	for (size_t i = 0; sipw_line_get(m, i, &line) == SIPW_OK; i++) {
		if (line.header == SIPW_HDR_VIA)
			add_new(&text, "Via: " NEW_VIA "\r\n", &has_via);
		if (line.header == SIPW_HDR_CONTENT_TYPE)
			add_new(&text, "Content-Type: " NEW_TYPE "\r\n", &has_type);
		else if (line.header != SIPW_HDR_CONTENT_LENGTH)
			text_add(&text, line.bytes);
	}
	add_new(&text, "Via: " NEW_VIA "\r\n", &has_via);
	add_new(&text, "Content-Type: " NEW_TYPE "\r\n", &has_type);
	text_add_s(&text, "Content-Length: 8\r\n\r\n" NEW_BODY);
	return text_all(&text);
}

/* The start line: what stands before the first header line, or before the empty line. */
static sipw_str start_line_of(const sipw_msg *m, sipw_str own)
{
	const sipw_str end = SIPW_S("\r\n\r\n");
	sipw_line line;
	if (sipw_line_get(m, 0, &line) == SIPW_OK)
		return sipw_sn(own.ptr, (size_t)(line.bytes.ptr - own.ptr));
	return sipw_sn(own.ptr, find_bytes(own, end) + 2);
}

static void test_edit(const struct sample *s, sipw_msg *m, sipw_str bytes)
{
	const sipw_str expected = expect_edited(m, start_line_of(m, own_bytes(m, bytes)));
	CHECK_INT(sipw_push(m, SIPW_HDR_VIA, sipw_s(NEW_VIA)), SIPW_OK);
	CHECK_INT(sipw_body(m, sipw_s(NEW_TYPE), sipw_s(NEW_BODY)), SIPW_OK);
	CHECK_SAMPLE(same_bytes(written(m), expected), s, "edited as\n%.*snot\n%.*s", (int)written(m).len,
		     written(m).ptr, (int)expected.len, expected.ptr);
}

/* ---- all of it ---- */

static void test_refused(const struct sample *s, const struct plan *plan, const sipw_msg *m)
{
	char text[128];
	const sipw_error *e = sipw_msg_error(m);
	snprintf(text, sizeof text, "refused %s at %zu\n", sipw_err_name(e->code), e->offset);
	CHECK_SAMPLE(same_bytes(sipw_s(text), text_all(&plan->expected)), s, "%.*s: %snot\n%.*s", (int)s->title.len,
		     s->title.ptr, text, (int)plan->expected.len, plan->expected.bytes);
}

static void test_sample(const struct sample *s, const struct guard *guard)
{
	static struct plan plan;
	const sipw_str bytes = guard_copy(guard, s->bytes);
	sipw_msg *m = roomy_message(0);
	read_plan(s, &plan);
	if (sipw_parse(m, bytes, plan.how, NULL) != SIPW_OK) {
		test_refused(s, &plan, m);
		return;
	}
	test_findings(s, &plan, m);
	test_round_trip(s, m, bytes);
	test_all_values(s, m);
	test_edit(s, m, bytes);
	test_split(s, bytes.len / 2000 + 1);
	test_cut(s, guard, bytes.len / 2000 + 1);
}

static void test_file(const char *name, const struct guard *guard)
{
	struct sample_file file;
	struct sample sample;
	unsigned long n = 0;
	if (!samples_open(&file, name))
		return;
	for (; samples_next(&file, &sample); n++)
		test_sample(&sample, guard);
	CHECKF(n > 0, "%s holds no message", name);
}

static const char *const all_files[] = {
	"broken.messages",  "odd.messages",	"rfc3261.messages", "rfc3428.messages",
	"rfc3515.messages", "rfc3665.messages", "rfc3666.messages", "rfc3856.messages",
	"rfc3891.messages", "rfc3903.messages", "rfc3911.messages", "rfc4028.messages",
};

int main(int argc, char **argv)
{
	struct guard guard = guard_open(sizeof ((struct text *)0)->bytes);
	for (int i = 1; i < argc; i++)
		test_file(argv[i], &guard);
	for (size_t i = 0; argc == 1 && i < sizeof all_files / sizeof all_files[0]; i++)
		test_file(all_files[i], &guard);
	guard_close(&guard);
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
