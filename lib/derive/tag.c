/* SPDX-License-Identifier: MIT */
/* To tags that need no memory (RFC 3261 8.2.7): a keyed hash of what tells requests apart. */
#include "sipwright/reply.h"

#include "derive/ids.h"
#include "derive/top_via.h"
#include "text/siphash.h"

/* A piece with its length in front, so that no two rows of pieces make the same bytes. */
static void add_piece(struct sipw__siphash *h, sipw_str piece)
{
	unsigned char length[8];
	for (unsigned i = 0; i < sizeof length; i++)
		length[i] = (unsigned char)((uint64_t)piece.len >> 8 * i);
	sipw__siphash_add(h, length, sizeof length);
	sipw__siphash_add(h, piece.ptr, piece.len);
}

static void add_line(struct sipw__siphash *h, const sipw_msg *request, unsigned index)
{
	const struct line *line = sipw__input_line(request, index);
	add_piece(h, line != NULL ? sipw__line_value(line) : (sipw_str){ 0 });
}

/* The number alone: the CANCEL of an INVITE has another method. */
static void add_cseq(struct sipw__siphash *h, const sipw_msg *request)
{
	const struct line *line = sipw__input_line(request, SIPW_HDR_CSEQ);
	const sipw_str value = line != NULL ? sipw__line_value(line) : (sipw_str){ 0 };
	const char *end = value.len > 0 ? sipw__span(value.ptr, value.ptr + value.len, CLASS_DIGIT) : value.ptr;
	add_piece(h, sipw_sn(value.ptr, (size_t)(end - value.ptr)));
}

static void add_via(struct sipw__siphash *h, const sipw_msg *request)
{
	struct sipw__top_via top = { .line = NULL };
	struct sipw__scan s;
	const bool readable = sipw__top_via_read(request, &top, &s);
	add_piece(h, readable ? top.via.host : (sipw_str){ 0 });
	add_piece(h, readable ? top.via.branch : (sipw_str){ 0 });
}

int sipw_reply_tag(const sipw_msg *request, const unsigned char secret[SIPW_SECRET_LEN], char ret_tag[SIPW_ID_LEN])
{
	static const char more = 1;
	unsigned char bytes[ID_BYTES];
	if (!sipw__usable(request))
		return sipw__refusal(request);
	struct sipw__siphash h = sipw__siphash_start(secret);
	add_via(&h, request);
	add_line(&h, request, SIPW_HDR_FROM);
	add_line(&h, request, SIPW_HDR_CALL_ID);
	add_cseq(&h, request);
	const uint64_t first = sipw__siphash_end(&h);
	sipw__siphash_add(&h, &more, 1);
	const uint64_t second = sipw__siphash_end(&h);
	for (unsigned i = 0; i < ID_BYTES; i++)
		bytes[i] = (unsigned char)(i < 8 ? first >> 8 * i : second >> 8 * (i - 8));
	sipw__id_write(bytes, ret_tag);
	return SIPW_OK;
}
