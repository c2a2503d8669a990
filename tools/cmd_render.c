/* SPDX-License-Identifier: MIT */
/* sipwright render: many messages from a template. */
#define _DEFAULT_SOURCE

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "capture.h"
#include "diagnose.h"
#include "model.h"
#include "options.h"
#include "output.h"
#include "progress.h"
#include "sink.h"
#include "text.h"
#include "tool.h"

enum key { KEY_CSV = 256, KEY_SET, KEY_SOURCE, KEY_SEED, KEY_START, KEY_SHARD, KEY_OUT, KEY_PCAP, KEY_FROM, KEY_TO, KEY_RATE, KEY_SINCE, KEY_SLOTS };

static const struct option_row rows[] = {
	{ 'n', "number", "N", "so many messages; else as many as rows, or one" },
	{ KEY_CSV, "csv", "FILE", "values, a row a message; its columns are slots" },
	{ KEY_SET, "set", "NAME=TEXT", "the same value for all messages" },
	{ KEY_SOURCE, "source", "NAME=SOURCE", "a value that is made" },
	{ KEY_SEED, "seed", "S", "ids and random numbers from S, always the same" },
	{ KEY_START, "start", "I", "the first message is number I; else 0" },
	{ KEY_SHARD, "shard", "K/N", "only every N-th message, from the K-th on" },
	{ KEY_OUT, "out", "DIR", "a file a message, named by its number" },
	{ KEY_PCAP, "pcap", "FILE", "a capture of datagrams, --from and --to:" },
	{ KEY_FROM, "from", "ADDR:PORT", "where they come from; ADDR is IPv4 or [IPv6]" },
	{ KEY_TO, "to", "ADDR:PORT", "where they go to" },
	{ KEY_RATE, "rate", "R", "so many a second; else 1000" },
	{ KEY_SINCE, "since", "SECONDS", "when number 0 is sent, since 1970; else 0" },
	{ KEY_SLOTS, "slots", NULL, "print the slots and what they take, no message" },
};

static const struct syntax syntax = {
	.command = "render",
	.operands = "TEMPLATE [OPTION...]",
	.about = "Writes messages from a template: a SIP message in which {name} marks a slot,\n"
		 "{name:class} one that takes less than its place allows, and {{ is a brace.\n",
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "Sources: counter, counter:FIRST, id, random, random:BELOW, date:SECONDS. A slot\n"
		 "called counter, id or random, or id-something, has that source by itself.\n"
		 "Number I of a seed is the same message everywhere; it has row I of the CSV\n"
		 "file, which begins again after its last one.\n"
		 "Example:\n"
		 "  sipwright render register.sip -n 1000000 --seed 7 --shard 2/4 --csv users.csv\n",
};

struct render {
	const char *path;
	const char *csv;
	const char **settings; /* the arguments of --set and --source, each behind its option's name */
	size_t n_settings;
	bool counted, seeded, slots;
	uint64_t n, seed, start, shard, shards;
	const char *out;
	struct capture_options capture;
	struct model model;
	struct table table;
	struct sink sink;
};

static int take_operand(struct render *r, const char *operand)
{
	if (r->path != NULL)
		return misuse(&syntax, "render takes one template, and options");
	r->path = operand;
	return STATUS_FINE;
}

static int take_number(const char *argument, uint64_t *place, const char *sentence)
{
	return parse_number(sipw_s(argument), UINT64_MAX, place) ? STATUS_FINE : misuse(&syntax, sentence);
}

/* K/N, K from 1 to N. */
static int take_shard(struct render *r, const char *argument)
{
	const char *slash = strchr(argument, '/');
	const size_t len = slash != NULL ? (size_t)(slash - argument) : 0;
	if (slash == NULL || !parse_number(sipw_s(slash + 1), UINT32_MAX, &r->shards) ||
	    !parse_number(sipw_sn(argument, len), r->shards, &r->shard) || r->shard == 0)
		return misuse(&syntax, "--shard takes K/N, as 2/4: K is 1 to N");
	r->shard--;
	return STATUS_FINE;
}

static int take_setting(struct render *r, const char *option, const char *argument)
{
	r->settings[r->n_settings++] = option;
	r->settings[r->n_settings++] = argument;
	return STATUS_FINE;
}

static int take_capture(struct capture_options *capture, int key, const char *argument)
{
	switch (key) {
	case KEY_PCAP:
		capture->path = argument;
		return STATUS_FINE;
	case KEY_FROM:
		return parse_end("--from", argument, &capture->from);
	case KEY_TO:
		return parse_end("--to", argument, &capture->to);
	case KEY_RATE:
		if (!parse_number(sipw_s(argument), RATE_MAX, &capture->rate) || capture->rate == 0)
			return misuse(&syntax, "--rate takes a number of messages a second, 1 to 1000000000");
		return STATUS_FINE;
	default:
		if (!parse_number(sipw_s(argument), UINT32_MAX, &capture->since))
			return misuse(&syntax, "--since takes seconds from 0 to 4294967295");
		return STATUS_FINE;
	}
}

static int take(void *ctx, int key, const char *argument)
{
	struct render *r = ctx;
	switch (key) {
	case OPERAND:
		return take_operand(r, argument);
	case 'n':
		r->counted = true;
		return take_number(argument, &r->n, "-n takes a number of messages");
	case KEY_CSV:
		r->csv = argument;
		return STATUS_FINE;
	case KEY_SET:
		return take_setting(r, "--set", argument);
	case KEY_SOURCE:
		return take_setting(r, "--source", argument);
	case KEY_SEED:
		r->seeded = true;
		return take_number(argument, &r->seed, "--seed takes a number from 0 to 18446744073709551615");
	case KEY_START:
		return take_number(argument, &r->start, "--start takes the number of the first message");
	case KEY_SHARD:
		return take_shard(r, argument);
	case KEY_OUT:
		r->out = argument;
		return STATUS_FINE;
	case KEY_SLOTS:
		r->slots = true;
		return STATUS_FINE;
	default:
		return take_capture(&r->capture, key, argument);
	}
}

/* Whether the options fit together. */
static int check_options(const struct render *r)
{
	const bool capture = r->capture.path != NULL, from = r->capture.from.size > 0, to = r->capture.to.size > 0;
	if (r->path == NULL)
		return misuse(&syntax, "render takes a template");
	if (capture && r->out != NULL)
		return misuse(&syntax, "messages go to --out or --pcap, not to both");
	if (capture != from || capture != to)
		return misuse(&syntax, "--pcap, --from and --to stand together");
	if (r->capture.from.size != r->capture.to.size)
		return misuse(&syntax, "--from and --to are both IPv4 or both IPv6");
	return STATUS_FINE;
}

/* ---- before the first message ---- */

static int settle(struct render *r)
{
	int status = STATUS_FINE;
	for (size_t i = 0; status == STATUS_FINE && i < r->n_settings; i += 2)
		status = strcmp(r->settings[i], "--set") == 0 ? set_slot(&r->model, r->settings[i + 1])
							      : set_source(&r->model, r->settings[i + 1]);
	if (status == STATUS_FINE && r->csv != NULL)
		status = read_table(r->csv, &r->table);
	if (status == STATUS_FINE && r->csv != NULL)
		status = fill_from_table(&r->model, &r->table);
	if (status == STATUS_FINE)
		fill_by_name(&r->model);
	return status;
}

static int choose_seed(struct render *r)
{
	if (!r->seeded && getentropy(&r->seed, sizeof r->seed) != 0) {
		complain("no random numbers: %s", strerror(errno));
		return STATUS_SYSTEM;
	}
	seed_model(&r->model, r->seed);
	return STATUS_FINE;
}

/* How many there are, if that is not said: as many as rows that are left for this shard. */
static uint64_t rows_left(const struct render *r)
{
	if (r->csv == NULL)
		return 1;
	const uint64_t first = r->start + r->shard;
	return first >= r->table.n_rows ? 0 : (r->table.n_rows - first - 1) / r->shards + 1;
}

static int count_messages(struct render *r)
{
	if (r->start > UINT64_MAX - r->shard)
		return misuse(&syntax, "the last message has a number of 18446744073709551615 at most");
	if (!r->counted)
		r->n = rows_left(r);
	if (r->n > 0 && r->n - 1 > (UINT64_MAX - r->start - r->shard) / r->shards)
		return misuse(&syntax, "the last message has a number of 18446744073709551615 at most");
	if (r->csv != NULL && r->n > 0 && r->table.n_rows == 0)
		return complain_of_file(&r->table.file, r->table.file.bytes.len, "a row is expected below the names of the columns");
	return STATUS_FINE;
}

static int open_sink(struct render *r)
{
	if (r->capture.path != NULL)
		return open_capture(&r->sink, &r->capture);
	return r->out != NULL ? open_folder(&r->sink, r->out) : open_stream(&r->sink);
}

/* ---- messages ---- */

static void set_row(struct render *r, uint64_t instance)
{
	if (r->csv == NULL)
		return;
	const size_t row = (size_t)(instance % r->table.n_rows);
	for (size_t i = 0; i < r->model.n; i++)
		if (r->model.columns[i] != NO_COLUMN)
			r->model.fills[i].value = table_value(&r->table, row, r->model.columns[i]);
}

/* A value is not what its slot takes. */
static int refuse(const struct render *r, uint64_t instance, const sipw_error *error)
{
	char shown[SHOWN_SIZE], place[SHOWN_SIZE + 60];
	const int index = error->field != NULL ? sipw_template_slot_find(r->model.t, sipw_s(error->field)) : -1;
	if (index >= 0 && r->model.columns[index] != NO_COLUMN)
		return value_refused(&r->table, (size_t)(instance % r->table.n_rows), r->model.columns[index], error);
	snprintf(place, sizeof place, "message %llu: %s", (unsigned long long)instance,
		 show(shown, sipw_s(error->field != NULL ? error->field : "")));
	const sipw_str value = index >= 0 ? r->model.fills[index].value : (sipw_str){ NULL, 0 };
	if (value.ptr != NULL)
		complain_at(place, value, value, error);
	else
		complain_error(place, error);
	return STATUS_INVALID;
}

static int render_one(struct render *r, uint64_t instance)
{
	sipw_error error = { .byte = -1 };
	set_row(r, instance);
	for (;;) {
		const ptrdiff_t n = sipw_template_render(r->model.t, r->model.fills, r->model.n, instance,
							 sink_room(&r->sink), sink_left(&r->sink), &error);
		if (n >= 0)
			return put_message(&r->sink, (size_t)n, instance);
		if (n != SIPW_ERR_SPACE)
			return refuse(r, instance, &error);
		const int status = make_room(&r->sink);
		if (status != STATUS_FINE)
			return status;
	}
}

static int render_all(struct render *r)
{
	struct progress progress = start_progress(r->n, r->out == NULL && r->capture.path == NULL);
	int status = make_room(&r->sink);
	for (uint64_t i = 0; status == STATUS_FINE && i < r->n && end_wanted() == 0; i++) {
		status = render_one(r, r->start + r->shard + i * r->shards);
		show_progress(&progress, i + 1);
	}
	end_progress(&progress);
	return status;
}

/* A shell gives a command that a signal ended 128 and the signal's number; so do we. */
static int interrupted(const struct render *r)
{
	complain("interrupted after %llu of %llu messages, %llu bytes", (unsigned long long)r->sink.messages,
		 (unsigned long long)r->n, (unsigned long long)r->sink.bytes);
	return 128 + end_wanted();
}

static int render_to_sink(struct render *r)
{
	int status = open_sink(r);
	if (status != STATUS_FINE)
		return status;
	status = wait_for_signals() ? render_all(r) : STATUS_SYSTEM;
	const int closed = close_sink(&r->sink);
	if (status == STATUS_FINE && closed == STATUS_FINE && r->sink.messages < r->n)
		return interrupted(r);
	return status != STATUS_FINE ? status : closed;
}

static int render(struct render *r)
{
	int status = read_model(r->path, &r->model);
	if (status == STATUS_FINE)
		status = settle(r);
	if (status == STATUS_FINE && r->slots) {
		print_slots(&r->model);
		return finish_output();
	}
	if (status == STATUS_FINE)
		status = all_filled(&r->model, r->csv != NULL ? &r->table : NULL);
	if (status == STATUS_FINE)
		status = choose_seed(r);
	if (status == STATUS_FINE)
		status = count_messages(r);
	return status == STATUS_FINE ? render_to_sink(r) : status;
}

int cmd_render(int argc, char **argv)
{
	struct render r = { .shards = 1, .capture = { .rate = 1000 } };
	r.settings = calloc(2 * (size_t)argc, sizeof *r.settings);
	if (r.settings == NULL)
		return no_memory();
	int status = parse_options(argc, argv, &syntax, take, &r);
	if (status == GO_ON && (status = check_options(&r)) == STATUS_FINE)
		status = render(&r);
	free_model(&r.model);
	free_table(&r.table);
	free(r.settings);
	return status;
}
