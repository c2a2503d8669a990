/* SPDX-License-Identifier: MIT */
#include "place.h"

#include <stdio.h>
#include <stdlib.h>

#include "cursor.h"
#include "diagnose.h"
#include "tool.h"

int read_file(const char *path, struct file *ret)
{
	ret->path = path;
	return read_input(path, &ret->bytes);
}

void free_file(struct file *file)
{
	free(file->bytes.ptr);
}

const char *file_name(const struct file *file, char out[SHOWN_SIZE])
{
	return show(out, sipw_s(strcmp(file->path, "-") == 0 ? "standard input" : file->path));
}

int complain_in_file(const struct file *file, size_t offset, sipw_str what, const sipw_error *error)
{
	char shown[SHOWN_SIZE], named[SHOWN_SIZE], place[2 * SHOWN_SIZE + 80], byte[24] = "";
	struct cursor cursor = cursor_start(sipw_sn(file->bytes.ptr, file->bytes.len));
	cursor_seek(&cursor, offset);
	if (error->byte >= 0)
		snprintf(byte, sizeof byte, ": byte 0x%02x", (unsigned)error->byte);
	snprintf(place, sizeof place, "%s:%zu:%zu%s%s%s", file_name(file, shown), cursor.line, cursor_column(&cursor),
		 what.ptr != NULL ? ": " : "", what.ptr != NULL ? show(named, what) : "", byte);
	complain_error(place, error);
	const sipw_str line = cursor_line(&cursor);
	if (line.len > 0)
		print_excerpt(stderr, line, cursor_column(&cursor) - 1);
	return STATUS_INVALID;
}

int complain_of_file(const struct file *file, size_t offset, const char *sentence)
{
	return complain_in_file(file, offset, (sipw_str){ NULL, 0 },
				&(sipw_error){ .code = SIPW_ERR_SYNTAX, .byte = -1, .sentence = sentence });
}
