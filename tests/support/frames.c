/* SPDX-License-Identifier: MIT */
#include "support/frames.h"

#include <stdlib.h>

#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"

static void check_message(sipw_str bytes)
{
	size_t used = 0;
	sipw_msg *m = sipw_msg_new(NULL);
	CHECK_INT(sipw_parse(m, bytes, SIPW_STREAM, &used), SIPW_OK);
	CHECK_INT(used, bytes.len);
	sipw_msg_free(m);
}

static struct guard *room_for(size_t n)
{
	static struct guard guard;
	if (guard.size < n + 1) {
		if (guard.base != NULL)
			guard_close(&guard);
		guard = guard_open(2 * n + 1);
	}
	return &guard;
}

/* Takes what is found in the bytes that arrived up to `end`; false after an error. */
static bool take(struct frames *frames, sipw_framer *f, sipw_str stream, size_t end)
{
	size_t len = 0;
	int what;
	for (;;) {
		const sipw_str rest = sipw_sn(stream.ptr + frames->used, end - frames->used);
		what = sipw_frame(f, guard_copy(room_for(rest.len), rest), &len);
		if (what <= 0 || !CHECK(len > 0 && len <= rest.len))
			break;
		if (what == SIPW_FRAME_MESSAGE)
			check_message(sipw_sn(rest.ptr, len));
		if (frames->count < sizeof frames->found / sizeof frames->found[0]) {
			frames->found[frames->count].what = what;
			frames->found[frames->count].len = len;
		}
		frames->count++;
		frames->used += len;
	}
	if (what == SIPW_FRAME_MORE)
		return true;
	CHECK_INT(what, f->error.code);
	CHECK_INT(sipw_frame(f, sipw_sn(stream.ptr + frames->used, end - frames->used), &len), what);
	frames->error = f->error;
	frames->error_at = frames->used + f->error.offset;
	return false;
}

struct frames receive(sipw_str stream, const size_t *cuts, size_t n, size_t max_head, size_t max_body)
{
	struct frames frames = { .error = { .byte = -1 } };
	sipw_framer f;
	sipw_framer_init(&f, max_head, max_body);
	for (size_t i = 0; i <= n; i++)
		if (!take(&frames, &f, stream, i < n ? cuts[i] : stream.len))
			break;
	return frames;
}

bool same_frames(const struct frames *a, const struct frames *b)
{
	bool same = a->count == b->count && a->used == b->used && a->error.code == b->error.code &&
		    a->error.header == b->error.header && a->error_at == b->error_at && a->error.byte == b->error.byte &&
		    a->error.sentence == b->error.sentence;
	for (size_t i = 0; i < a->count && i < 64; i++)
		same = same && a->found[i].what == b->found[i].what && a->found[i].len == b->found[i].len;
	return same;
}

void check_stream(sipw_str stream)
{
	size_t *cuts = calloc(stream.len + 1, sizeof *cuts);
	const struct frames whole = receive(stream, NULL, 0, SIZE_MAX, SIZE_MAX);
	for (size_t i = 0; i < stream.len; i++)
		cuts[i] = i;
	const struct frames single = receive(stream, cuts, stream.len, SIZE_MAX, SIZE_MAX);
	CHECKF(same_frames(&whole, &single), "%s byte by byte: %zu, not %zu", check_show(stream), single.count, whole.count);
	for (size_t i = 0; i < stream.len; i++) {
		const struct frames halves = receive(stream, &i, 1, SIZE_MAX, SIZE_MAX);
		CHECKF(same_frames(&whole, &halves), "%s cut at %zu: %zu, not %zu", check_show(stream), i, halves.count,
		       whole.count);
	}
	free(cuts);
}

void check_pieces(sipw_str stream)
{
	size_t *cuts = malloc((stream.len / 7 + 1) * sizeof *cuts), n = 0;
	const struct frames whole = receive(stream, NULL, 0, SIZE_MAX, SIZE_MAX);
	for (size_t cut = 7; cut < stream.len; cut += 7)
		cuts[n++] = cut;
	const struct frames pieces = receive(stream, cuts, n, SIZE_MAX, SIZE_MAX);
	CHECKF(same_frames(&whole, &pieces), "%s in pieces: %zu, not %zu", check_show(stream), pieces.count, whole.count);
	free(cuts);
}

/* The length that a stream gives to a message: without a Content-Length there is no body. */
static size_t length_in_stream(sipw_str bytes)
{
	size_t used = 0;
	sipw_msg *m = sipw_msg_new(NULL);
	CHECK_INT(sipw_parse(m, bytes, SIPW_STREAM, &used), SIPW_OK);
	sipw_msg_free(m);
	return used;
}

void check_in_stream(const char *name, sipw_str bytes)
{
	static struct text stream;
	const size_t len = length_in_stream(bytes);
	stream.len = 0;
	text_add_s(&stream, "\r\n\r\nBYE sip:a SIP/2.0\r\nl:1\r\n\r\n\r");
	text_add(&stream, sipw_sn(bytes.ptr, len));
	text_add_s(&stream, "\r\n\r\n\r\nACK sip:a SIP/2.0\r\n\r\n\r\n");
	const struct frames f = receive(text_all(&stream), NULL, 0, SIZE_MAX, SIZE_MAX);
	static const int expected[] = { SIPW_FRAME_CRLF, SIPW_FRAME_PING, SIPW_FRAME_MESSAGE, SIPW_FRAME_MESSAGE,
					SIPW_FRAME_CRLF, SIPW_FRAME_PING, SIPW_FRAME_CRLF, SIPW_FRAME_MESSAGE,
					SIPW_FRAME_CRLF };
	CHECK_INT(f.count, sizeof expected / sizeof expected[0]);
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
		CHECKF(f.found[i].what == expected[i], "%s: %zu is %d, not %d", name, i, f.found[i].what, expected[i]);
	CHECK_INT(f.found[3].len, len);
	CHECK_INT(f.used, stream.len);
	check_stream(text_all(&stream));
}
