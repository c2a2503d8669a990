/* SPDX-License-Identifier: MIT */
#ifndef SINK_H
#define SINK_H

/*
 * Where many messages go. Each is written into the sink's memory and then handed over. What has been handed
 * over is written whole or, if that fails, not counted.
 */

#include <stdint.h>
#include <stdio.h>

#include "sipwright/base.h"

struct sink {
	const struct sink_kind *kind;
	const char *path; /* of the file or folder */
	char *memory;
	size_t size;
	size_t front; /* bytes before the first message that are kept for something else */
	size_t used; /* bytes that wait to be written, behind these */
	uint64_t messages; /* handed over */
	uint64_t bytes;
	struct capture *capture;
};

struct sink_kind {
	/* Takes the message behind what waits. */
	int (*take)(struct sink *sink, size_t len, uint64_t instance);
	/* Writes what waits. */
	int (*flush)(struct sink *sink);
	/* The last. */
	int (*close)(struct sink *sink);
};

/* Standard output; a file a message in a folder, which is made. Statuses, complained about. */
int open_stream(struct sink *ret);
int open_folder(struct sink *ret, const char *path);

/* Where the next message goes, and how long it may be. */
static inline char *sink_room(const struct sink *sink)
{
	return sink->memory + sink->front + sink->used;
}

static inline size_t sink_left(const struct sink *sink)
{
	return sink->size - sink->front - sink->used;
}

/* Makes room, if there is none yet or not enough: a status. */
int make_room(struct sink *sink);

/* The message there has so many bytes. */
int put_message(struct sink *sink, size_t len, uint64_t instance);

/* Writes what waits, and ends. */
int close_sink(struct sink *sink);

/* "cannot write 'path': reason", STATUS_SYSTEM. */
int cannot_write(const char *path, int error);

#endif
