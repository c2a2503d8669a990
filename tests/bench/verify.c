/* SPDX-License-Identifier: MIT */
/* Only what is right is worth timing: every case is run and held against what it has to make. */
#include "cases.h"

#include <stdio.h>

#include "vectors/build.h"

struct finished {
	char bytes[OUT_SIZE];
	size_t len;
};

static struct finished finished[MESSAGE_COUNT], request;

/* ---- what has to come out ---- */

static bool read_message(const char *name, struct finished *ret)
{
	char path[1024];
	snprintf(path, sizeof path, "%s/%s", VECTOR_DIR, name);
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		fprintf(stderr, "bench: %s cannot be opened\n", path);
		return false;
	}
	ret->len = fread(ret->bytes, 1, OUT_SIZE, file);
	fclose(file);
	return true;
}

bool read_messages(void)
{
	bool all = read_message("B-request.sip", &request);
	for (int i = 0; i < MESSAGE_COUNT; i++)
		all = read_message(bench_vectors[i].file, &finished[i]) && all;
	return all;
}

sipw_str finished_message(int message)
{
	return sipw_sn(finished[message].bytes, finished[message].len);
}

sipw_str finished_request(void)
{
	return sipw_sn(request.bytes, request.len);
}

static void append(struct finished *f, const char *bytes, size_t len)
{
	memcpy(f->bytes + f->len, bytes, len);
	f->len += len;
}

/* A with n times `line` before its Content-Length. */
static sipw_str finished_with(const char *line, int n)
{
	static struct finished whole;
	const sipw_str a = finished_message(A);
	size_t head = 0;
	while (head < a.len && strncmp(a.ptr + head, "Content-Length:", 15) != 0)
		head++;
	whole.len = 0;
	append(&whole, a.ptr, head);
	for (int i = 0; i < n; i++)
		append(&whole, line, strlen(line));
	append(&whole, a.ptr + head, a.len - head);
	return sipw_sn(whole.bytes, whole.len);
}

sipw_str finished_by_id(int fields)
{
	return finished_with(FIELD_ID_NAME ": " FIELD_VALUE "\r\n", fields);
}

sipw_str finished_by_name(int fields)
{
	return finished_with(FIELD_NAME ": " FIELD_VALUE "\r\n", fields);
}

/* ---- what did come out ---- */

static bool same(sipw_str a, sipw_str b)
{
	return a.len == b.len && memcmp(a.ptr, b.ptr, b.len) == 0;
}

static bool report(bool right, const char *what)
{
	if (!right)
		fprintf(stderr, "bench: %s: the result is wrong\n", what);
	return right;
}

static bool verify_case(const struct bench_case *c)
{
	memset(bench_out, 0, sizeof bench_out);
	bench_len = -1;
	c->run(c->arg);
	if (c->expected == NULL)
		return true;
	const sipw_str made = sipw_sn(bench_out, bench_len < 0 ? 0 : (size_t)bench_len);
	return report(same(made, c->expected(c->arg)), c->name);
}

static bool verify_lookups(void)
{
	bool right = true;
	for (int i = 0; i < NAME_COUNT; i++) {
		const struct lookup_name *row = &lookup_names[i];
		right = report(sipw_header_find(row->name) == row->id, row->name.ptr) && right;
	}
	for (int i = 0; i < METHOD_NAMES; i++) {
		const struct lookup_name *row = &lookup_methods[i];
		right = report(sipw_method_find(row->name) == row->id, row->name.ptr) && right;
	}
	for (int i = 0; i < CODE_COUNT; i++)
		right = report(sipw_reason(lookup_codes[i]).len > 0, "a reason phrase") && right;
	return right;
}

/* What was parsed has all lines, and goes out again as it came in. */
static bool verify_parse(int message)
{
	static char out[OUT_SIZE];
	const sipw_str bytes = finished_message(message);
	const sipw_msg *m = parse_message(message);
	const ptrdiff_t n = sipw_serialize(m, out, sizeof out);
	size_t lines = 0;
	for (size_t i = 0; i + 4 <= bytes.len && memcmp(bytes.ptr + i, "\r\n\r\n", 4) != 0; i++)
		lines += bytes.ptr[i] == '\n';
	return report(n >= 0 && same(sipw_sn(out, (size_t)n), bytes) && sipw_line_count(m) == lines, "a parsed message");
}

static bool verify_decode(void)
{
	struct decoded d;
	return report(decode_message(parse_message(A), &d) && same(d.via.branch, sipw_s("z9hG4bK74bf9")) && d.via.port == 5060 &&
			      same(d.from.tag, sipw_s("9fxced76sl")) && same(d.to.display, sipw_s("Bob")) &&
			      same(d.contact.uri, sipw_s("sip:alice@client.atlanta.example.com;transport=tcp")) &&
			      d.cseq.number == 1 && same(d.cseq.method, sipw_s("INVITE")),
		      "a decoded message");
}

/* All messages are fit to be sent. */
static bool verify_check(int message)
{
	return report(sipw_check(parse_message(message), NULL, NULL) == 0, "a checked message");
}

/* With made ids it is another valid message each time; its branch has its prefix and an id. */
static bool verify_ids(void)
{
	static char memory[OUT_SIZE];
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	sipw_via via;
	run_render_ids(0);
	return report(bench_len > 0 && sipw_parse(m, sipw_sn(bench_out, (size_t)bench_len), SIPW_DATAGRAM, NULL) == SIPW_OK &&
			      sipw_check(m, NULL, NULL) == 0 && sipw_get_via(m, 0, &via) == SIPW_OK &&
			      via.branch.len == 7 + SIPW_ID_LEN,
		      "a rendered message with ids");
}

bool verify_cases(void)
{
	bool right = verify_decode();
	right = verify_lookups() && right;
	right = verify_ids() && right;
	for (int i = 0; i < MESSAGE_COUNT; i++) {
		right = verify_parse(i) && right;
		right = verify_check(i) && right;
	}
	for (size_t i = 0; i < bench_case_count; i++)
		right = verify_case(&bench_cases[i]) && right;
	return right;
}
