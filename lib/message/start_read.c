/* SPDX-License-Identifier: MIT */
/* A received start line (RFC 3261 7.1, 7.2). */
#include "message/msg.h"
#include "text/class.h"
#include "text/compiler.h"
#include "text/number.h"
#include "text/seek.h"

static const sipw_str usual = SIPW_S("SIP/2.0");

/* SIP-Version = "SIP" "/" 1*DIGIT "." 1*DIGIT, in any case (7.1). */
COLD static bool is_other_version(sipw_str s)
{
	if (s.len < usual.len || s.len > UINT16_MAX || !sipw__same_nocase(s.ptr, usual.ptr, 4))
		return false;
	const char *end = s.ptr + s.len;
	const char *point = sipw__span(s.ptr + 4, end, CLASS_DIGIT);
	return point > s.ptr + 4 && end - point > 1 && *point == '.' && sipw__span(point + 1, end, CLASS_DIGIT) == end;
}

HOT static inline bool is_version(const char *p, const char *end)
{
	const sipw_str s = sipw_sn(p, (size_t)(end - p));
	return (s.len == usual.len && sipw__same_exactly(p, usual.ptr, usual.len)) ||
	       (s.len > 0 && sipw__lower(*p) == 's' && is_other_version(s));
}

/* Request-Line = Method SP Request-URI SP SIP-Version; `space` is the first one. What the URI is made of
 * does not matter here, but it has no space. */
static bool read_request(sipw_msg *m, struct line *line, const char *space, const char *end)
{
	const sipw_str method = sipw_sn(line->ptr, (size_t)(space - line->ptr));
	const char *uri_end = sipw__seek(space + 1, end, ' ', ' ');
	if (uri_end == space + 1 || uri_end == end || !is_version(uri_end + 1, end))
		return false;
	const int id = sipw_method_find(method);
	if (id == 0 && (method.len == 0 || !sipw__all(method.ptr, method.len, CLASS_TOKEN)))
		return false;
	line->name_len = (uint16_t)(end - uri_end - 1);
	m->method_name = method;
	m->method = id;
	return true;
}

/* Status-Line = SIP-Version SP Status-Code SP Reason-Phrase; `space` is the first one. */
static bool read_response(sipw_msg *m, struct line *line, const char *space, const char *end)
{
	uint64_t code;
	if (end - space < 5 || space[4] != ' ' || !sipw__read_number(sipw_sn(space + 1, 3), 699, &code) || code < 100)
		return false;
	line->name_len = (uint16_t)(space - line->ptr);
	m->code = (int)code;
	return true;
}

void sipw__start_read(sipw_msg *m, bool in_one_piece)
{
	struct line *line = sipw__line(m, 0);
	const char *end = line->ptr + line->len - 2;
	const char *space = sipw__seek(line->ptr, end, ' ', ' ');
	bool right = in_one_piece && space < end;
	if (right)
		right = is_version(line->ptr, space) ? read_response(m, line, space, end)
									 : read_request(m, line, space, end);
	if (!right)
		line->flags = LINE_BROKEN;
}
