/* SPDX-License-Identifier: MIT */
/* From bytes that a message references to copies of its own. */
#include "message/msg.h"

/* A copy of some bytes, for which there is room. */
static sipw_str take(sipw_msg *m, sipw_str s)
{
	if (s.len == 0)
		return s;
	char *copy = m->arena.free;
	memcpy(copy, s.ptr, s.len);
	sipw__msg_keep(m, copy + s.len);
	return sipw_sn(copy, s.len);
}

/* The received head, and the lines that point into it, which then stand behind those that were added. */
static void take_head(sipw_msg *m)
{
	const char *old = m->head.ptr;
	m->head = take(m, m->head);
	m->scattered |= sipw__line_is_ours(sipw__line_last(m));
	if (!sipw__line_is_ours(sipw__line(m, 0)) && sipw__given(m->method_name))
		m->method_name.ptr = m->head.ptr + (m->method_name.ptr - old);
	for (size_t i = 0; i < m->n; i++) {
		struct line *line = sipw__line(m, i);
		if (!sipw__line_is_ours(line))
			line->ptr = m->head.ptr + (line->ptr - old);
	}
}

static bool has_foreign_head(const sipw_msg *m)
{
	return sipw__given(m->head) && !m->owns_head;
}

/* The bytes to copy; SIZE_MAX if that cannot be counted. */
static size_t referenced(const sipw_msg *m)
{
	const size_t head = has_foreign_head(m) ? m->head.len + m->received.surplus.len : 0;
	const size_t body = m->owns_body ? 0 : m->body.len;
	return body <= SIZE_MAX - head ? head + body : SIZE_MAX;
}

int sipw_msg_own(sipw_msg *m)
{
	if (!sipw__usable(m))
		return sipw__refusal(m);
	const size_t need = referenced(m);
	const int code = need <= sipw__arena_room(&m->arena) ? SIPW_OK : sipw__arena_grow(&m->arena, 0, need);
	if (code != SIPW_OK)
		return sipw__fail_code(m, code, 0, NULL);
	const bool foreign = has_foreign_head(m);
	if (foreign)
		take_head(m);
	if (!m->owns_body)
		m->body = take(m, m->body);
	if (foreign)
		m->received.surplus = take(m, m->received.surplus);
	m->owns_head = m->owns_body = 1;
	return SIPW_OK;
}
