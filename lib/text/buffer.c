/* SPDX-License-Identifier: MIT */
#include "text/buffer.h"

#include <stdbool.h>

#include "text/copy.h"

void sipw__buffer_put(struct sipw__buffer *b, sipw_str s)
{
	if (b->out != NULL && b->n <= b->cap && s.len <= b->cap - b->n)
		sipw__copy(b->out + b->n, s.ptr, s.len);
	b->n = s.len > SIZE_MAX - b->n ? SIZE_MAX : b->n + s.len;
}

ptrdiff_t sipw__buffer_end(const struct sipw__buffer *b)
{
	const bool measures = b->out == NULL && b->cap == 0;
	if (b->n > PTRDIFF_MAX)
		return SIPW_ERR_LIMIT;
	return measures || (b->out != NULL && b->n <= b->cap) ? (ptrdiff_t)b->n : SIPW_ERR_SPACE;
}
