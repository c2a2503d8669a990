/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diagnose.h"
#include "input.h"
#include "tool.h"

/* So that writing takes less than rendering, and it still fits the cache. */
#define SINK_SIZE ((size_t)256 * 1024)

int cannot_write(const char *path, int error)
{
	char shown[SHOWN_SIZE];
	complain("cannot write '%s': %s", show(shown, sipw_s(path)), strerror(error));
	return STATUS_SYSTEM;
}

/* A signal may interrupt it; what is asked for is written nevertheless. */
static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		const ssize_t n = write(fd, bytes, len);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	return true;
}

/* ---- standard output ---- */

static int keep(struct sink *sink, size_t len, uint64_t instance)
{
	(void)instance;
	sink->used += len;
	return STATUS_FINE;
}

static int flush_stream(struct sink *sink)
{
	const size_t used = sink->used;
	sink->used = 0;
	if (write_all(STDOUT_FILENO, sink->memory + sink->front, used))
		return STATUS_FINE;
	complain("standard output: %s", strerror(errno));
	return STATUS_SYSTEM;
}

static int close_stream(struct sink *sink)
{
	(void)sink;
	if (close(STDOUT_FILENO) == 0)
		return STATUS_FINE;
	complain("standard output: %s", strerror(errno));
	return STATUS_SYSTEM;
}

static const struct sink_kind stream = { keep, flush_stream, close_stream };

int open_stream(struct sink *ret)
{
	*ret = (struct sink){ .kind = &stream };
	return STATUS_FINE;
}

/* ---- a folder ---- */

/* Names sort as the instances do. */
static int write_file(struct sink *sink, size_t len, uint64_t instance)
{
	const size_t size = strlen(sink->path) + 32;
	char *path = malloc(size);
	if (path == NULL)
		return no_memory();
	snprintf(path, size, "%s/%010llu.sip", sink->path, (unsigned long long)instance);
	const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	int error = fd < 0 || !write_all(fd, sink->memory, len) ? errno : 0;
	if (fd >= 0 && close(fd) != 0 && error == 0)
		error = errno;
	if (error != 0) {
		cannot_write(path, error);
		if (fd >= 0)
			unlink(path); /* no part of a message stays */
	}
	free(path);
	return error == 0 ? STATUS_FINE : STATUS_SYSTEM;
}

static int nothing_waits(struct sink *sink)
{
	(void)sink;
	return STATUS_FINE;
}

static const struct sink_kind folder = { write_file, nothing_waits, nothing_waits };

int open_folder(struct sink *ret, const char *path)
{
	*ret = (struct sink){ .kind = &folder, .path = path };
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return STATUS_FINE;
	return cannot_write(path, errno);
}

/* ---- all ---- */

int make_room(struct sink *sink)
{
	if (sink->used > 0)
		return sink->kind->flush(sink);
	const size_t size = sink->size == 0 ? SINK_SIZE : 2 * sink->size;
	char *memory = size <= PTRDIFF_MAX ? realloc(sink->memory, size) : NULL;
	if (memory == NULL)
		return no_memory();
	sink->memory = memory;
	sink->size = size;
	return STATUS_FINE;
}

int put_message(struct sink *sink, size_t len, uint64_t instance)
{
	const int status = sink->kind->take(sink, len, instance);
	if (status == STATUS_FINE) {
		sink->messages++;
		sink->bytes += len;
	}
	return status;
}

int close_sink(struct sink *sink)
{
	const int flushed = sink->kind->flush(sink);
	const int closed = sink->kind->close(sink);
	free(sink->memory);
	return flushed != STATUS_FINE ? flushed : closed;
}
