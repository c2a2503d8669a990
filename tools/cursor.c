/* SPDX-License-Identifier: MIT */
#include "cursor.h"

struct cursor cursor_start(sipw_str bytes)
{
	return (struct cursor){ .bytes = bytes, .line = 1 };
}

void cursor_seek(struct cursor *cursor, size_t offset)
{
	if (offset < cursor->line_start)
		*cursor = cursor_start(cursor->bytes);
	for (; cursor->offset < offset; cursor->offset++)
		if (cursor->bytes.ptr[cursor->offset] == '\n') {
			cursor->line++;
			cursor->line_start = cursor->offset + 1;
		}
	cursor->offset = offset;
}

size_t cursor_column(const struct cursor *cursor)
{
	return cursor->offset - cursor->line_start + 1;
}

sipw_str cursor_line(const struct cursor *cursor)
{
	const char *start = cursor->bytes.ptr + cursor->line_start;
	const size_t left = cursor->bytes.len - cursor->line_start;
	const char *end = left > 0 ? memchr(start, '\n', left) : NULL;
	size_t len = end != NULL ? (size_t)(end - start) : left;
	if (len > 0 && start[len - 1] == '\r')
		len--;
	return sipw_sn(start, len);
}
