/* SPDX-License-Identifier: MIT */
/* A dialog named in a request outside of it (RFC 3891, RFC 3911, RFC 4538). */
#include "derive/dialog.h"
#include "sipwright/uri.h"

#include "text/buffer.h"

/* Stands for the tag that an RFC 2543 peer does not have (RFC 3891 6.1). */
static sipw_str tag_or_zero(sipw_str tag)
{
	static const sipw_str zero = SIPW_S("0");
	return sipw__given(tag) ? tag : zero;
}

int sipw_dialog_replaces(const sipw_dialog *d, sipw_replaces *ret)
{
	sipw_error e;
	if (!sipw__dialog_ready(&e, d))
		return e.code;
	*ret = (sipw_replaces){
		.call_id = sipw__dialog_text(d, TEXT_CALL_ID),
		.to_tag = tag_or_zero(sipw__dialog_part(d, TEXT_REMOTE, d->remote_tag)),
		.from_tag = tag_or_zero(sipw__dialog_part(d, TEXT_LOCAL, d->local_tag)),
	};
	return SIPW_OK;
}

int sipw_dialog_target(const sipw_dialog *d, sipw_target_dialog *ret)
{
	sipw_error e;
	if (!sipw__dialog_ready(&e, d))
		return e.code;
	if (d->local_tag.len == 0 || d->remote_tag.len == 0)
		return SIPW_ERR_ARGUMENT;
	*ret = (sipw_target_dialog){
		.call_id = sipw__dialog_text(d, TEXT_CALL_ID),
		.local_tag = sipw__dialog_part(d, TEXT_REMOTE, d->remote_tag),
		.remote_tag = sipw__dialog_part(d, TEXT_LOCAL, d->local_tag),
	};
	return SIPW_OK;
}

/* Escaped as the value of a header field in a URI. */
static void put_escaped(struct sipw__buffer *b, sipw_str text)
{
	const size_t room = b->n < b->cap ? b->cap - b->n : 0;
	const ptrdiff_t needed = sipw_escape(SIPW_PART_HEADER_VALUE, text, NULL, 0, NULL);
	if (needed > 0 && (size_t)needed <= room)
		sipw_escape(SIPW_PART_HEADER_VALUE, text, b->out + b->n, room, NULL);
	b->n += (size_t)needed;
}

ptrdiff_t sipw_dialog_refer_to(const sipw_dialog *d, bool early_only, char *out, size_t cap)
{
	static const sipw_str open = SIPW_S("<"), header = SIPW_S("?Replaces="), to = SIPW_S(";to-tag="),
			      from = SIPW_S(";from-tag="), early = SIPW_S(";early-only"), close = SIPW_S(">");
	struct sipw__buffer b = sipw__buffer_of(out, cap);
	sipw_replaces replaces;
	sipw_uri uri;
	const int code = sipw_dialog_replaces(d, &replaces);
	if (code != SIPW_OK)
		return code;
	if (!sipw__uri_split(sipw__dialog_text(d, TEXT_TARGET), &uri))
		return SIPW_ERR_ARGUMENT;
	sipw__buffer_put(&b, open);
	sipw__buffer_put(&b, sipw__dialog_text(d, TEXT_TARGET));
	sipw__buffer_put(&b, header);
	put_escaped(&b, replaces.call_id);
	put_escaped(&b, to);
	put_escaped(&b, replaces.to_tag);
	put_escaped(&b, from);
	put_escaped(&b, replaces.from_tag);
	if (early_only)
		put_escaped(&b, early);
	sipw__buffer_put(&b, close);
	return sipw__buffer_end(&b);
}
