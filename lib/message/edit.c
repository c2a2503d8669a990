/* SPDX-License-Identifier: MIT */
/* Taking lines out, exchanging them, and the body. */
#include "grammar/plain.h"
#include "message/line.h"
#include "text/compiler.h"

static int no_line(sipw_msg *m)
{
	return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "there is no line of this number");
}

int sipw_line_remove(sipw_msg *m, size_t index)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (index >= m->n - 1)
		return no_line(m);
	sipw__line_drop(m, index + 1);
	return SIPW_OK;
}

int sipw_line_replace(sipw_msg *m, size_t index, sipw_str text)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (index >= m->n - 1)
		return no_line(m);
	const struct line old = *sipw__line(m, index + 1);
	if (old.flags & LINE_OPAQUE)
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "raw bytes and broken lines have no value to replace");
	int code = sipw_add_named(m, sipw__line_name(&old), text, 0);
	if (code != SIPW_OK)
		return code;
	sipw__line_drop(m, index + 1);
	sipw__line_move(m, index + 1);
	return SIPW_OK;
}

int sipw_remove(sipw_msg *m, int header)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (sipw__header_index(header) == 0)
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "there is no header field of this number");
	return (int)sipw__line_drop_all(m, sipw__header_index(header), (sipw_str){ 0 }, m->n);
}

int sipw_remove_named(sipw_msg *m, sipw_str name)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	return (int)sipw__line_drop_all(m, sipw__header_index(sipw_header_find(name)), name, m->n);
}

/* Content-Type in place of the one there may be. Nearly always there is none, and it is two plain words
 * with "/" between them, which are put as they are; anything else goes the way of all text. */
APART static int set_type(sipw_msg *m, sipw_str type)
{
	if (sipw__stands(m, SIPW_HDR_CONTENT_TYPE))
		return sipw_replace(m, SIPW_HDR_CONTENT_TYPE, type);
	char *p = sipw__line_start_of(m, SIPW_HDR_CONTENT_TYPE, sizeof "Content-Type: " - 1, &type);
	if (p == NULL || !sipw__out_fits(&m->writer, p, type.len) || !sipw__copy_plain_media(p, type.ptr, type.len))
		return sipw_add(m, SIPW_HDR_CONTENT_TYPE, type);
	return sipw__line_end_of(m, SIPW_HDR_CONTENT_TYPE, p + type.len);
}

int sipw_body(sipw_msg *m, sipw_str type, sipw_str bytes)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	if (bytes.len > PTRDIFF_MAX - 2 * (size_t)HEAD_MAX)
		return sipw__fail_code(m, SIPW_ERR_LIMIT, 0, "the body is too long");
	if (bytes.len == 0) {
		sipw_remove(m, SIPW_HDR_CONTENT_TYPE);
		bytes = (sipw_str){ 0 };
	} else if (sipw__given(type)) {
		int code = set_type(m, type);
		if (code != SIPW_OK)
			return code;
	}
	if (m->keeps_length)
		sipw__length_drop(m);
	m->body = bytes;
	m->owns_body = 0;
	return SIPW_OK;
}

sipw_str sipw_body_get(const sipw_msg *m)
{
	return m == NULL ? (sipw_str){ 0 } : m->body;
}
