/* SPDX-License-Identifier: MIT */
#include "support/variant.h"

#include <stdio.h>

#include "support/check.h"
#include "support/message.h"

#define LINES_MAX 64

struct lines {
	sipw_str lines[LINES_MAX];
	size_t n;
	sipw_str body;
};

static sipw_str name_of(sipw_str line)
{
	const char *colon = line.len > 0 ? memchr(line.ptr, ':', line.len) : NULL;
	return sipw_sn(line.ptr, colon == NULL ? line.len : (size_t)(colon - line.ptr));
}

/* The line of a name, or n. */
static size_t find_line(const struct lines *l, sipw_str name)
{
	size_t i = 0;
	while (i < l->n && !same_bytes(name_of(l->lines[i]), name))
		i++;
	return i;
}

static void put_line(struct lines *l, size_t i, sipw_str line)
{
	CHECK(i < LINES_MAX);
	l->lines[i] = line;
	l->n += i == l->n;
}

static void drop_line(struct lines *l, sipw_str name)
{
	const size_t i = find_line(l, name);
	if (!CHECKF(i < l->n, "there is no line %s", check_show(name)))
		return;
	memmove(&l->lines[i], &l->lines[i + 1], (l->n - i - 1) * sizeof l->lines[0]);
	l->n--;
}

static void edit(struct lines *l, sipw_str line)
{
	const sipw_str rest = sipw_sn(line.ptr + 1, line.len - 1);
	if (line.ptr[0] == '-')
		drop_line(l, rest);
	else if (line.ptr[0] == '+')
		put_line(l, l->n, rest);
	else
		put_line(l, find_line(l, name_of(line)), line);
}

/* Takes the next edit: up to a "\n" that no "\r" stands before. */
static sipw_str next_edit(const char **edits)
{
	const char *start = *edits, *end = start;
	while (*end != '\0' && (*end != '\n' || (end > start && end[-1] == '\r')))
		end++;
	*edits = *end == '\0' ? end : end + 1;
	return sipw_sn(start, (size_t)(end - start));
}

static void edit_all(struct lines *l, const char *edits)
{
	static char length[64];
	while (*edits != '\0') {
		if (*edits == '=') {
			l->body = sipw_s(edits + 1);
			snprintf(length, sizeof length, "Content-Length: %zu", l->body.len);
			edit(l, sipw_s(length));
			return;
		}
		edit(l, next_edit(&edits));
	}
}

void text_add_variant(struct text *text, const char *start, const char *edits)
{
	static char cseq[128];
	struct lines l = { .n = 0 };
	const bool request = strncmp(start, "SIP/", 4) != 0;
	snprintf(cseq, sizeof cseq, "CSeq: 1 %.*s", request ? (int)strcspn(start, " ") : 7, request ? start : "OPTIONS");
	edit(&l, sipw_s("Via: SIP/2.0/UDP a.example;branch=z9hG4bK1"));
	if (request)
		edit(&l, sipw_s("Max-Forwards: 70"));
	edit(&l, sipw_s("From: <sip:a@a.example>;tag=1"));
	edit(&l, sipw_s("To: <sip:b@b.example>;tag=2"));
	edit(&l, sipw_s("Call-ID: 1@a.example"));
	edit(&l, sipw_s(cseq));
	edit(&l, sipw_s("Content-Length: 0"));
	edit_all(&l, edits);
	text_add_s(text, start);
	for (size_t i = 0; i < l.n; i++) {
		text_add_s(text, "\r\n");
		text_add(text, l.lines[i]);
	}
	text_add_s(text, "\r\n\r\n");
	text_add(text, l.body);
}

sipw_msg *parse_variant(unsigned slot, const char *start, const char *edits)
{
	static struct text bytes[4];
	sipw_msg *m = roomy_message(slot);
	bytes[slot].len = 0;
	text_add_variant(&bytes[slot], start, edits);
	const int code = sipw_parse(m, text_all(&bytes[slot]), SIPW_DATAGRAM, NULL);
	CHECKF(code == SIPW_OK, "%s: %s", start, sipw_err_name(code));
	return m;
}
