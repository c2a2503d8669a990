/* SPDX-License-Identifier: MIT */
/* sipwright show: a message decoded, with every part of its values named. */
#include <stdio.h>
#include <stdlib.h>

#include "diagnose.h"
#include "input.h"
#include "json.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "sipwright/lookup.h"
#include "sipwright/params.h"
#include "sipwright/parse.h"
#include "sipwright/values.h"
#include "tool.h"

enum key { KEY_JSON = 256 };

static const struct option_row rows[] = {
	{ KEY_JSON, "json", NULL, "print one object, for programs" },
};

static const struct syntax syntax = {
	.command = "show",
	.operands = "[OPTION...] [FILE]",
	.about = "Prints a SIP message, from a file or standard input, with every part of its\n"
		 "header field values named as in values.h.\n",
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "Example:\n"
		 "  sipwright show --json invite.sip |\n"
		 "      jq -r '.headers[] | select(.header == \"Via\").values[0].branch'\n",
};

struct show {
	const char *file;
	bool json;
	bool surplus;
	int indent;
};

static int take(void *ctx, int key, const char *argument)
{
	struct show *s = ctx;
	if (key == KEY_JSON)
		s->json = true;
	else if (s->file == NULL)
		s->file = argument;
	else
		s->surplus = true;
	return STATUS_FINE;
}

/* ---- what is printed, as text or as JSON ---- */

static void print_bytes_shown(sipw_str text)
{
	while (text.len > 0) {
		char shown[SHOWN_SIZE];
		const size_t n = text.len > 16 ? 16 : text.len;
		fputs(show(shown, sipw_sn(text.ptr, n)), stdout);
		text = sipw_sn(text.ptr + n, text.len - n);
	}
	putchar('\n');
}

static void text(const struct show *s, const char *name, sipw_str value)
{
	if (s->json) {
		put_text(name, value);
		return;
	}
	printf("%*s%-18s ", s->indent, "", name);
	print_bytes_shown(value);
}

static void number(const struct show *s, const char *name, uint64_t value)
{
	if (s->json)
		put_number(name, value);
	else
		printf("%*s%-18s %llu\n", s->indent, "", name, (unsigned long long)value);
}

static void flag(const struct show *s, const char *name, bool value)
{
	if (s->json)
		put_flag(name, value);
	else
		printf("%*s%-18s %s\n", s->indent, "", name, value ? "yes" : "no");
}

static void open_part(struct show *s, const char *name, bool array)
{
	if (s->json)
		open_json(name, array);
	else if (name != NULL)
		printf("%*s%s\n", s->indent, "", name);
	s->indent += 2;
}

static void close_part(struct show *s)
{
	if (s->json)
		close_json();
	s->indent -= 2;
}

/* ---- members ---- */

static void name_of(sipw_str name, char out[64])
{
	const size_t n = name.len < 63 ? name.len : 63;
	memcpy(out, name.ptr, n);
	out[n] = '\0';
}

/* Between quotes in wire form: without its escapes. */
static void plain(const struct show *s, const char *name, sipw_str wire)
{
	char *out = malloc(wire.len + 1);
	const ptrdiff_t n = out != NULL ? sipw_unquote(wire, out, wire.len + 1) : -1;
	text(s, name, n >= 0 ? sipw_sn(out, (size_t)n) : wire);
	free(out);
}

static void show_params(struct show *s, sipw_str params)
{
	sipw_param param;
	open_part(s, "params", false);
	while (sipw_params_next(&params, &param) == 1) {
		char *name = malloc(param.name.len + 1);
		if (name == NULL)
			break;
		memcpy(name, param.name.ptr, param.name.len);
		name[param.name.len] = '\0';
		if (param.value.ptr == NULL)
			flag(s, name, true);
		else if (param.quoted)
			plain(s, name, param.value);
		else
			text(s, name, param.value);
		free(name);
	}
	close_part(s);
}

static void show_text(struct show *s, const sipw_member_info *member, const char *name, sipw_str value)
{
	if (value.ptr == NULL)
		return;
	switch (member->holds) {
	case SIPW_HOLDS_PARAMS:
	case SIPW_HOLDS_AUTH_PARAMS:
		show_params(s, value);
		break;
	case SIPW_HOLDS_QUOTED:
	case SIPW_HOLDS_DISPLAY:
	case SIPW_HOLDS_COMMENT:
	case SIPW_HOLDS_WORD:
		plain(s, name, value);
		break;
	default:
		text(s, name, value);
	}
}

static void show_q(const struct show *s, const char *name, uint32_t thousandths)
{
	if (s->json)
		put_real(name, thousandths / 1000.0);
	else
		printf("%*s%-18s %g\n", s->indent, "", name, thousandths / 1000.0);
}

static void show_opt(const struct show *s, const sipw_member_info *member, const char *name, sipw_opt value)
{
	if (!value.given)
		return;
	if (member->holds == SIPW_HOLDS_Q)
		show_q(s, name, value.number);
	else if (member->holds == SIPW_HOLDS_YESNO)
		flag(s, name, value.number != 0);
	else
		number(s, name, value.number);
}

static void show_member(struct show *s, const sipw_member_info *member, const sipw_value *value)
{
	char name[64];
	const char *at = (const char *)value + member->offset;
	name_of(member->name, name);
	switch (member->type) {
	case SIPW_TYPE_STR:
		show_text(s, member, name, *(const sipw_str *)(const void *)at);
		break;
	case SIPW_TYPE_NUMBER:
		number(s, name, *(const uint32_t *)(const void *)at);
		break;
	case SIPW_TYPE_DATE:
		number(s, name, (uint64_t) * (const int64_t *)(const void *)at);
		break;
	case SIPW_TYPE_OPT:
		show_opt(s, member, name, *(const sipw_opt *)(const void *)at);
		break;
	default:
		if (member->holds == SIPW_HOLDS_FLAG && *(const bool *)(const void *)at)
			flag(s, name, true);
	}
}

static void show_value(struct show *s, int kind, const sipw_value *value)
{
	sipw_member_info member;
	open_part(s, NULL, false);
	for (size_t i = 0; sipw_member_describe(kind, i, &member); i++)
		show_member(s, &member, value);
	close_part(s);
}

/* ---- the message ---- */

/* A value decoded, or what is wrong with it. */
static void show_decoded(struct show *s, const sipw_header_info *info, sipw_str one)
{
	sipw_value value;
	sipw_error error;
	if (sipw_decode(info->id, one, &value, sizeof value, &error) == SIPW_OK) {
		show_value(s, info->kind, &value);
		return;
	}
	open_part(s, NULL, false);
	text(s, "error", sipw_s(error.sentence));
	number(s, "offset", error.offset);
	close_part(s);
}

/* The values of one line, which is read as the only one of a message. */
static int show_values(struct show *s, sipw_msg *alone, const sipw_line *line)
{
	static const char start[] = "OPTIONS sip:a SIP/2.0\r\n";
	sipw_header_info info;
	sipw_str one;
	if (!sipw_header_describe(line->header, &info))
		return STATUS_FINE;
	const size_t len = sizeof start - 1 + line->bytes.len;
	char *bytes = malloc(len + 2);
	if (bytes == NULL)
		return no_memory();
	memcpy(bytes, start, sizeof start - 1);
	memcpy(bytes + sizeof start - 1, line->bytes.ptr, line->bytes.len);
	memcpy(bytes + len, "\r\n", 2);
	open_part(s, s->json ? "values" : NULL, true);
	if (sipw_parse(alone, sipw_sn(bytes, len + 2), SIPW_DATAGRAM, NULL) == SIPW_OK) {
		sipw_values values = sipw_values_start(alone, line->header);
		while (sipw_values_next(&values, &one) == 1)
			show_decoded(s, &info, one);
	}
	close_part(s);
	free(bytes);
	return STATUS_FINE;
}

static int show_line(struct show *s, sipw_msg *alone, const sipw_line *line)
{
	const sipw_str header = sipw_header_name(line->header);
	const bool broken = line->name.ptr == NULL;
	int status = STATUS_FINE;
	open_part(s, NULL, false);
	if (!s->json)
		s->indent = 0;
	text(s, broken ? "broken" : "name", broken ? line->bytes : line->name);
	if (!s->json)
		s->indent = 2;
	if (!broken && header.ptr != NULL)
		text(s, "header", header);
	if (!broken)
		text(s, "value", line->value);
	if (!broken)
		status = show_values(s, alone, line);
	close_part(s);
	s->indent = 0;
	return status;
}

static void show_start(struct show *s, const sipw_msg *m)
{
	sipw_start start;
	open_part(s, "start", false);
	if (sipw_start_get(m, &start) != SIPW_OK) {
		text(s, "error", sipw_s("the start line is broken"));
	} else if (start.code != 0) {
		number(s, "code", (uint64_t)start.code);
		text(s, "reason", start.reason);
	} else {
		text(s, "method", start.method_name);
		text(s, "uri", start.uri);
	}
	close_part(s);
}

static int show_message(struct show *s, const sipw_msg *m, sipw_msg *alone)
{
	sipw_iter lines = sipw_iter_start(m, 0);
	sipw_line line;
	int status = STATUS_FINE;
	if (s->json)
		open_json(NULL, false);
	show_start(s, m);
	if (s->json)
		open_json("headers", true);
	while (status == STATUS_FINE && sipw_iter_next(&lines, &line) == 1)
		status = show_line(s, alone, &line);
	if (s->json)
		close_json();
	if (s->json || sipw_body_get(m).len > 0)
		text(s, "body", sipw_body_get(m));
	if (s->json)
		close_json();
	return status;
}

static int show_file(struct show *s, sipw_msg *alone)
{
	struct source source = { .file = { .path = s->file != NULL ? s->file : "-" } };
	int status = read_message(&source);
	if (status == STATUS_FINE)
		status = show_message(s, source.m, alone);
	if (status == STATUS_FINE)
		status = finish_output();
	free_message(&source);
	return status;
}

int cmd_show(int argc, char **argv)
{
	struct show s = { .file = NULL };
	int status = parse_options(argc, argv, &syntax, take, &s);
	if (status != GO_ON)
		return status;
	if (s.surplus)
		return misuse(&syntax, "show takes one file");
	if (s.json && json_ready() != STATUS_FINE)
		return STATUS_USAGE;
	sipw_msg *alone = sipw_msg_new(NULL);
	status = alone != NULL ? show_file(&s, alone) : no_memory();
	sipw_msg_free(alone);
	return status;
}
