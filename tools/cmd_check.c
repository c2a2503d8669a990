/* SPDX-License-Identifier: MIT */
/* sipwright check: everything that is wrong with received messages. */
#include <stdio.h>
#include <stdlib.h>

#include "cursor.h"
#include "diagnose.h"
#include "input.h"
#include "json.h"
#include "options.h"
#include "output.h"
#include "sipwright/check.h"
#include "sipwright/lookup.h"
#include "sipwright/parse.h"
#include "tool.h"

enum key { KEY_JSON = 256, KEY_QUIET, KEY_STREAM, KEY_ERRORS_ONLY };

static const struct option_row rows[] = {
	{ KEY_JSON, "json", NULL, "print an object a finding, one a line" },
	{ KEY_QUIET, "quiet", NULL, "print nothing; the exit status says it all" },
	{ KEY_STREAM, "stream", NULL, "take each file as a stream of messages" },
	{ KEY_ERRORS_ONLY, "errors-only", NULL, "leave out warnings" },
};

static const struct syntax syntax = {
	.command = "check",
	.operands = "[OPTION...] [FILE...]",
	.about = "Reports everything that is wrong with SIP messages: syntax, presence of header\n"
		 "fields, rules of the RFCs. A file, or standard input, is one datagram.\n",
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "A finding is an error if a peer may refuse the message for it, else a warning.\n"
		 "Exit status 1: there was an error.\n",
};

struct check {
	const char **files;
	size_t n_files;
	bool json, quiet, stream, errors_only;
	/* of the file at hand */
	const char *file;
	struct cursor cursor;
	/* in all */
	size_t messages, errors, warnings;
};

static int take(void *ctx, int key, const char *argument)
{
	struct check *c = ctx;
	switch (key) {
	case OPERAND:
		c->files[c->n_files++] = argument;
		break;
	case KEY_JSON:
		c->json = true;
		break;
	case KEY_QUIET:
		c->quiet = true;
		break;
	case KEY_STREAM:
		c->stream = true;
		break;
	default:
		c->errors_only = true;
	}
	return STATUS_FINE;
}

/* ---- a finding ---- */

static const char *severity_of(const sipw_finding *f)
{
	return f->severity == SIPW_ERROR ? "error" : "warning";
}

static void print_json(const struct check *c, const sipw_finding *f)
{
	open_json(NULL, false);
	put_text("file", sipw_s(c->file));
	put_number("message", c->messages);
	put_number("line", c->cursor.line);
	put_number("column", cursor_column(&c->cursor));
	put_text("severity", sipw_s(severity_of(f)));
	put_text("rule", sipw_s(f->rule));
	put_text("header", sipw_header_name(f->header));
	put_text("text", sipw_s(f->sentence));
	put_text("source", sipw_s(f->source));
	close_json();
}

static void print_text(const struct check *c, const sipw_finding *f)
{
	char shown[SHOWN_SIZE];
	const sipw_str name = sipw_header_name(f->header);
	const size_t column = cursor_column(&c->cursor);
	printf("%s:%zu:%zu: %s: ", show(shown, sipw_s(c->file)), c->cursor.line, column, severity_of(f));
	if (name.ptr != NULL && f->line == SIPW_WHOLE)
		printf("%.*s: ", (int)name.len, name.ptr);
	printf("%s", f->sentence);
	printf(f->source != NULL ? " [%s]\n" : "\n", f->source);
	const sipw_str line = cursor_line(&c->cursor);
	if (f->line != SIPW_WHOLE && line.len > 0)
		print_excerpt(stdout, line, column - 1);
}

/* `offset` is where in the file. */
static void report(struct check *c, const sipw_finding *f, size_t offset)
{
	const bool error = f->severity == SIPW_ERROR;
	c->errors += error;
	c->warnings += !error;
	if (c->quiet || (c->errors_only && !error))
		return;
	cursor_seek(&c->cursor, offset);
	if (c->json)
		print_json(c, f);
	else
		print_text(c, f);
}

/* The message that is checked, for findings about the whole of it. */
struct message {
	struct check *c;
	size_t start;
};

static void visit(void *ctx, const sipw_finding *f)
{
	const struct message *m = ctx;
	const char *first = m->c->cursor.bytes.ptr;
	report(m->c, f, f->line == SIPW_WHOLE ? m->start : (size_t)(f->bytes.ptr - first) + f->offset);
}

/* ---- messages ---- */

/* No message can be told from the bytes. */
static void report_unreadable(struct check *c, const sipw_error *e, size_t start)
{
	const sipw_finding f = { .severity = SIPW_ERROR, .code = e->code, .rule = "message", .line = 0,
				 .byte = e->byte, .sentence = e->sentence, .source = e->source };
	report(c, &f, start + e->offset);
}

static int check_bytes(struct check *c, sipw_msg *m)
{
	const sipw_str bytes = c->cursor.bytes;
	size_t at = 0, used;
	do {
		const sipw_str rest = sipw_sn(bytes.ptr + at, bytes.len - at);
		struct message message = { c, at };
		c->messages++;
		const int code = sipw_parse(m, rest, c->stream ? SIPW_STREAM : SIPW_DATAGRAM, &used);
		if (code == SIPW_ERR_MEMORY)
			return no_memory();
		if (code != SIPW_OK) {
			report_unreadable(c, sipw_msg_error(m), at);
			break;
		}
		sipw_check(m, visit, &message);
		at += used;
		while (c->stream && bytes.len - at >= 2 && memcmp(bytes.ptr + at, "\r\n", 2) == 0)
			at += 2;
	} while (c->stream && at < bytes.len);
	return STATUS_FINE;
}

static int check_file(struct check *c, sipw_msg *m, const char *path)
{
	struct bytes bytes = { NULL, 0 };
	int status = read_input(path, &bytes);
	if (status != STATUS_FINE)
		return status;
	c->file = path;
	c->cursor = cursor_start(sipw_sn(bytes.ptr, bytes.len));
	status = check_bytes(c, m);
	sipw_msg_reset(m);
	free(bytes.ptr);
	return status;
}

static void print_summary(const struct check *c)
{
	if (c->quiet || c->json)
		return;
	printf("%zu message%s: %zu error%s", c->messages, c->messages == 1 ? "" : "s", c->errors, c->errors == 1 ? "" : "s");
	if (!c->errors_only)
		printf(", %zu warning%s", c->warnings, c->warnings == 1 ? "" : "s");
	putchar('\n');
}

static int run(struct check *c, int argc, char **argv)
{
	int status = parse_options(argc, argv, &syntax, take, c);
	if (status != GO_ON)
		return status;
	if (c->json && json_ready() != STATUS_FINE)
		return STATUS_USAGE;
	if (c->n_files == 0)
		c->files[c->n_files++] = "-";
	sipw_msg *m = sipw_msg_new(NULL);
	if (m == NULL)
		return no_memory();
	status = STATUS_FINE;
	for (size_t i = 0; i < c->n_files && status == STATUS_FINE; i++)
		status = check_file(c, m, c->files[i]);
	sipw_msg_free(m);
	if (status != STATUS_FINE)
		return status;
	print_summary(c);
	status = finish_output();
	return status != STATUS_FINE ? status : c->errors > 0 ? STATUS_INVALID : STATUS_FINE;
}

int cmd_check(int argc, char **argv)
{
	struct check c = { .files = malloc(((size_t)argc + 1) * sizeof *c.files) };
	if (c.files == NULL)
		return no_memory();
	const int status = run(&c, argc, argv);
	free(c.files);
	return status;
}
