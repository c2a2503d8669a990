/* SPDX-License-Identifier: MIT */
#include "message/split.h"

/* Behind the CRLF that ends a line; *ret_bare: a CR or LF in it ends none. */
static const char *find_end(const char *p, const char *end, bool *ret_bare)
{
	*ret_bare = false;
	for (;;) {
		p = sipw__seek(p, end, '\r', '\n');
		if (end - p < 2)
			return NULL;
		if (p[0] != '\r' || p[1] != '\n') {
			*ret_bare = true;
			p++;
		} else if (p + 2 < end && sipw__is(p[2], CLASS_WSP)) {
			p += 3;
		} else {
			return p + 2;
		}
	}
}

const char *sipw__split_end(const char *p, const char *end)
{
	bool bare;
	return find_end(p, end, &bare);
}

/* message-header = field-name HCOLON field-value CRLF (RFC 3261 25.1). A name that is found among the known
 * ones is a token. */
static inline bool find_name(struct line *line, size_t colon)
{
	const char *start = line->ptr, *end = start + line->len - 2;
	const char *name_end = colon != COLON_UNSEEN ? start + colon : sipw__seek(start, end, ':', ':');
	const char *value = name_end + 1;
	if (name_end >= end)
		return false;
	while (name_end > start && sipw__is(name_end[-1], CLASS_WSP))
		name_end--;
	const size_t len = (size_t)(name_end - start);
	if (len == 0 || len > UINT16_MAX)
		return false;
	while (value < end && sipw__is(*value, CLASS_LWS))
		value++;
	line->value = (uint32_t)(value - start);
	line->index = (uint16_t)sipw__header_find(start, len);
	line->name_len = (uint16_t)len;
	return line->index != 0 || sipw__all(start, len, CLASS_TOKEN);
}

static void break_line(struct line *line)
{
	line->value = 0;
	line->index = 0;
	line->name_len = 0;
	line->flags = LINE_BROKEN;
}

void sipw__split_name(struct line *line, size_t colon)
{
	if (!find_name(line, colon))
		break_line(line);
}

const char *sipw__split_line(struct line *line, const char *at, const char *p, const char *end)
{
	bool bare;
	const char *next = find_end(p, end, &bare);
	if (next == NULL)
		return NULL;
	line->ptr = at;
	line->len = (uint32_t)(next - at);
	line->flags = 0;
	if (bare)
		break_line(line);
	else
		sipw__split_name(line, COLON_UNSEEN);
	return next;
}
