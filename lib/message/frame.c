/* SPDX-License-Identifier: MIT */
/* Message ends in a stream. */
#include "sipwright/frame.h"

#include "message/length.h"
#include "message/split.h"
#include "text/out.h"

void sipw_framer_init(sipw_framer *f, size_t max_head, size_t max_body)
{
	*f = (sipw_framer){
		.max_head = max_head < HEAD_MAX ? max_head : HEAD_MAX,
		.max_body = max_body,
		.error = { .byte = -1 },
	};
}

static int fail(sipw_framer *f, sipw_error error)
{
	f->error = error;
	return error.code;
}

static int too_long(sipw_framer *f, int header, const char *sentence)
{
	return fail(f, (sipw_error){ .code = SIPW_ERR_LIMIT, .header = header, .byte = -1, .sentence = sentence });
}

/* Behind the empty line, or NULL if it did not come yet. A part of it may stand at the end of what was
 * looked at before. */
static const char *find_head_end(sipw_framer *f, sipw_str bytes)
{
	const char *end = bytes.ptr + bytes.len;
	const char *p = bytes.ptr + (f->seen > 3 ? f->seen - 3 : 0);
	while (end - (p = sipw__seek(p, end, '\r', '\r')) >= 4) {
		if (memcmp(p, "\r\n\r\n", 4) == 0)
			return p + 4;
		p++;
	}
	f->seen = bytes.len;
	return NULL;
}

/* Whether a line may be one of Content-Length, in its long or compact form. */
static bool may_state_length(char first)
{
	return (first | 0x20) == 'c' || (first | 0x20) == 'l';
}

/* What the head says of the body. Its empty line stands at `end`. */
static struct sipw__length read_length(const char *at, const char *end)
{
	struct sipw__length length = { SIPW_LENGTH_NONE, 0, NULL, SIPW_OK, NULL };
	struct line line;
	for (at = sipw__split_end(at, end + 1); at < end;) {
		if (!may_state_length(*at)) {
			at = sipw__split_end(at, end + 1);
			continue;
		}
		at = sipw__split_line(&line, at, at, end + 1);
		if (line.index == SIPW_HDR_CONTENT_LENGTH)
			sipw__length_add(&length, &line);
	}
	return length;
}

/* Takes a complete head: how long the message is. */
static int take_head(sipw_framer *f, sipw_str bytes, size_t head)
{
	const struct sipw__length length = read_length(bytes.ptr, bytes.ptr + head - 2);
	if (length.state == SIPW_LENGTH_BROKEN)
		return fail(f, sipw__length_error(&length, bytes));
	if (length.number > f->max_body || length.number > SIZE_MAX - head)
		return too_long(f, SIPW_HDR_CONTENT_LENGTH, "the body is longer than is taken");
	f->length = head + (size_t)length.number;
	return SIPW_OK;
}

static int find_head(sipw_framer *f, sipw_str bytes)
{
	const char *end = find_head_end(f, bytes);
	const size_t head = end != NULL ? (size_t)(end - bytes.ptr) : bytes.len;
	if (head > f->max_head)
		return too_long(f, 0, "the head is longer than is taken");
	return end != NULL ? take_head(f, bytes, head) : SIPW_OK;
}

/* CR LF in front of a message: every second one in a row makes a ping. */
static int take_crlf(sipw_framer *f, size_t *ret_len)
{
	f->after_crlf = !f->after_crlf;
	*ret_len = 2;
	return f->after_crlf ? SIPW_FRAME_CRLF : SIPW_FRAME_PING;
}

int sipw_frame(sipw_framer *f, sipw_str bytes, size_t *ret_len)
{
	if (f == NULL)
		return SIPW_ERR_ARGUMENT;
	if (f->error.code != SIPW_OK)
		return f->error.code;
	if (f->seen > bytes.len)
		f->seen = bytes.len;
	if (f->seen == 0 && bytes.len > 0 && bytes.ptr[0] == '\r' && (bytes.len == 1 || bytes.ptr[1] == '\n'))
		return bytes.len == 1 ? SIPW_FRAME_MORE : take_crlf(f, ret_len);
	if (f->length == 0 && bytes.len > 0 && find_head(f, bytes) != SIPW_OK)
		return f->error.code;
	if (f->length == 0 || f->length > bytes.len)
		return SIPW_FRAME_MORE;
	*ret_len = f->length;
	f->seen = f->length = 0;
	f->after_crlf = 0;
	return SIPW_FRAME_MESSAGE;
}
