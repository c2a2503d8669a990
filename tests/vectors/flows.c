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

#define CHECK_ROW(held, row, ...) check_report((held), (row)->file, (row)->line, __VA_ARGS__)

/* ---- what a row says ---- */

/* The word of this number, from 0, of "reply F4 180". */
static sipw_str word_of(sipw_str text, unsigned index)
{
	for (;;) {
		const size_t n = find_bytes(text, sipw_s(" "));
		if (index-- == 0)
			return sipw_sn(text.ptr, n);
		if (n == text.len)
			return sipw_sn(text.ptr, 0);
		text = sipw_sn(text.ptr + n + 1, text.len - n - 1);
	}
}

/* The message of the same flow that a word names, "F4"; NULL, and a failed check, if there is none. */
static const sipw_msg *named_input(const struct sample *row, sipw_str name)
{
	for (size_t i = 0; i < n_steps; i++)
		if (same_bytes(word_of(steps[i].title, 1), name))
			return steps[i].m;
	CHECK_ROW(false, row, "%.*s: there is no %.*s", (int)row->title.len, row->title.ptr, (int)name.len, name.ptr);
	return NULL;
}

static const sipw_msg *input_of(const struct sample *row, unsigned index)
{
	return named_input(row, word_of(remark(row->remarks, "from"), index));
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

static bool is_own(void *ctx, sipw_str uri)
{
	return sipw_uri_equal(*(const sipw_str *)ctx, uri);
}

static sipw_via via_of(const struct sample *row)
{
	sipw_via via = { .escaped = false };
	sipw_error error;
	const sipw_str text = remark(row->remarks, "via");
	CHECK_ROW(sipw_decode(SIPW_HDR_VIA, text, &via, sizeof via, &error) == SIPW_OK, row, "no Via: %.*s", (int)text.len, text.ptr);
	return via;
}

/* ---- how messages are derived ---- */

static int reply(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_reply_options options = {
		.to_tag = remark(row->remarks, "tag"),
		.contact = remark(row->remarks, "contact"),
		.reason = remark(row->remarks, "reason"),
		.source = remark(row->remarks, "source"),
	};
	return sipw_reply(m, input_of(row, 1), atoi(word_of(remark(row->remarks, "from"), 2).ptr), &options, extras);
}

static int ack(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_ack_options options = { .branch = remark(row->remarks, "branch") };
	return sipw_ack(m, input_of(row, 1), input_of(row, 2), &options, extras);
}

static int cancel(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	return sipw_cancel(m, input_of(row, 1), NULL, extras);
}

static int forward(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	sipw_str own = remark(row->remarks, "own");
	const sipw_via via = via_of(row);
	const sipw_forward_options options = {
		.via = &via,
		.uri = remark(row->remarks, "uri"),
		.record_route = remark(row->remarks, "record-route"),
		.is_own = own.ptr != NULL ? is_own : NULL,
		.ctx = &own,
		.realm = remark(row->remarks, "realm"),
		.source = remark(row->remarks, "source"),
	};
	return sipw_forward(m, input_of(row, 1), &options, extras);
}

static int back(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	return sipw_forward_response(m, input_of(row, 1), NULL, extras);
}

static int redirected(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_retry_options options = { .branch = remark(row->remarks, "branch"), .transport = remark(row->remarks, "transport") };
	sipw_contact contact = { .star = false };
	sipw_get_contact(input_of(row, 2), 0, &contact);
	return sipw_redirected(m, input_of(row, 1), contact.uri, &options, extras);
}

static size_t no_hash(void *ctx, int algorithm, const sipw_str *pieces, size_t n, unsigned char ret_hash[SIPW_HASH_MAX])
{
	enum { MD5_LEN = 16 };
	(void)ctx, (void)pieces, (void)n;
	for (unsigned char i = 0; i < MD5_LEN; i++)
		ret_hash[i] = i;
	return algorithm == SIPW_DIGEST_MD5 ? MD5_LEN : 0;
}

static int authorize(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	const sipw_login login = { .username = remark(row->remarks, "user"), .password = sipw_s("") };
	const sipw_hasher hasher = { .hash = no_hash };
	sipw_ids ids;
	const sipw_authorize_options options = { .logins = &login, .n_logins = 1, .hasher = &hasher, .ids = &ids,
						 .branch = remark(row->remarks, "branch") };
	sipw_ids_seeded(&ids, 1);
	return sipw_authorize(m, input_of(row, 1), input_of(row, 2), &options, extras);
}

/* What the dialog knows of a request that the other side sent in it. */
static void receive(sipw_dialog *d, const struct sample *row)
{
	const sipw_str messages = remark(row->remarks, "received");
	if (messages.ptr == NULL)
		return;
	const sipw_msg *request = named_input(row, word_of(messages, 0)), *response = named_input(row, word_of(messages, 1));
	CHECK_ROW(sipw_dialog_received(d, request, NULL) == SIPW_OK && sipw_dialog_answered(d, SIPW_UAS, request, response, NULL) == SIPW_OK,
		  row, "it is not received: %.*s", (int)messages.len, messages.ptr);
}

static int request(sipw_msg *m, const struct sample *row, const sipw_extras *extras)
{
	static _Alignas(16) char memory[1000];
	const sipw_str from = remark(row->remarks, "from"), cseq = remark(row->remarks, "cseq");
	const int side = same_bytes(word_of(from, 2), sipw_s("uas")) ? SIPW_UAS : SIPW_UAC;
	const sipw_dialog_options options = {
		.via = via_of(row),
		.contact = remark(row->remarks, "contact"),
		.cseq = cseq.ptr != NULL ? (uint32_t)atoi(cseq.ptr) : 0,
		.method_name = word_of(from, 1),
	};
	sipw_dialog *d = sipw_dialog_init(memory, sizeof memory);
	sipw_dialog_make(d, side, input_of(row, 3), input_of(row, 4), NULL);
	receive(d, row);
	return sipw_dialog_request(m, d, 0, &options, extras);
}

static const struct {
	const char *name;
	int (*derive)(sipw_msg *m, const struct sample *row, const sipw_extras *extras);
} ways[] = {
	{ "reply", reply }, { "ack", ack },		  { "cancel", cancel },
	{ "forward", forward }, { "back", back },	  { "redirected", redirected },
	{ "request", request }, { "authorize", authorize },
};

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
	const sipw_str way = word_of(remark(row->remarks, "from"), 0);
	const sipw_extras extras = extras_of(row, print);
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	sipw_error error = { .code = SIPW_OK };
	size_t i = 0;
	while (i < sizeof ways / sizeof ways[0] && !same_bytes(sipw_s(ways[i].name), way))
		i++;
	if (!CHECK_ROW(i < sizeof ways / sizeof ways[0], row, "there is no way '%.*s'", (int)way.len, way.ptr))
		return NULL;
	ways[i].derive(m, row, &extras);
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

static void test_flows(const char *messages, const char *flows)
{
	struct sample_file file;
	struct sample row;
	sipw_str flow = { "", 0 };
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
	test_flows("rfc3665.messages", "rfc3665.flows");
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
