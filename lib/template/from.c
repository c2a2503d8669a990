/* SPDX-License-Identifier: MIT */
/* A template from a built message: its text, with a slot wherever a sample stands. */
#include "template/template.h"

#include "sipwright/wire.h"
#include "text/copy.h"
#include "text/number.h"
#include "text/str.h"

struct writer {
	const sipw_slot_mark *marks;
	size_t n;
	char *out;
	size_t room; /* SIZE_MAX once it did not suffice */
	bool seen[SIPW_SLOTS_MAX];
};

static void put(struct writer *w, sipw_str s)
{
	if (w->room == SIZE_MAX || s.len > w->room) {
		w->room = SIZE_MAX;
		return;
	}
	w->out = sipw__copy(w->out, s.ptr, s.len);
	w->room -= s.len;
}

static void put_slot(struct writer *w, const sipw_slot_mark *mark)
{
	put(w, sipw_s("{"));
	put(w, mark->name);
	char digits[DIGITS64];
	if (mark->slot_class != 0 || mark->fixed)
		put(w, sipw_s(":"));
	if (mark->slot_class != 0)
		put(w, sipw_slot_class_name(mark->slot_class));
	if (mark->fixed) {
		put(w, sipw_s(":"));
		put(w, sipw_sn(digits, (size_t)(sipw__write_decimal(digits, mark->sample.len) - digits)));
	}
	put(w, sipw_s("}"));
	w->seen[mark - w->marks] = true;
}

/* The longest sample that stands at a place, or NULL. */
static const sipw_slot_mark *mark_at(const struct writer *w, const char *at, const char *end)
{
	const sipw_slot_mark *found = NULL;
	for (size_t i = 0; i < w->n; i++) {
		const sipw_str sample = w->marks[i].sample;
		if (sample.len > 0 && sample.len <= (size_t)(end - at) && memcmp(at, sample.ptr, sample.len) == 0 &&
		    (found == NULL || found->sample.len < sample.len))
			found = &w->marks[i];
	}
	return found;
}

/* Header names have no slots, so that a sample in one is left alone. */
static void put_text(struct writer *w, sipw_str text)
{
	const char *end = text.ptr + text.len;
	bool name = false, head = true;
	for (const char *at = text.ptr; at < end;) {
		const sipw_slot_mark *mark = name ? NULL : mark_at(w, at, end);
		if (mark != NULL) {
			put_slot(w, mark);
			at += mark->sample.len;
			continue;
		}
		if (*at == '\n' && head) {
			head = !(end - at > 2 && at[1] == '\r' && at[2] == '\n');
			name = head;
		} else if (*at == ':') {
			name = false;
		}
		put(w, *at == '{' ? sipw_s("{{") : sipw_sn(at, 1));
		at++;
	}
}

static void *fail(int code, const char *sentence, sipw_template_fault *ret_fault)
{
	if (ret_fault != NULL)
		*ret_fault = (sipw_template_fault){ { .code = code, .byte = -1, .sentence = sentence }, 1, 1 };
	return NULL;
}

static bool all_seen(const struct writer *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (!w->seen[i])
			return false;
	return true;
}

sipw_template *sipw_template_from(void *memory, size_t size, const sipw_msg *m, const sipw_slot_mark *marks, size_t n,
				  sipw_template_fault *ret_fault)
{
	struct writer w = { .marks = marks, .n = n };
	const ptrdiff_t len = sipw_serialize_unchecked(m, NULL, 0);
	if (len < 0)
		return fail((int)len, sipw_msg_error(m)->sentence, ret_fault);
	if (n > SIPW_SLOTS_MAX)
		return fail(SIPW_ERR_LIMIT, "a template has 64 slots at most", ret_fault);
	/* From the back of the memory: the message, and before it the text. */
	if (memory == NULL || size / 4 < (size_t)len)
		return fail(SIPW_ERR_SPACE, "the memory is not enough", ret_fault);
	char *bytes = (char *)memory + size - (size_t)len;
	char *text = (char *)memory + size / 2;
	sipw_serialize_unchecked(m, bytes, (size_t)len);
	w.out = text;
	w.room = (size_t)(bytes - text);
	put_text(&w, sipw_sn(bytes, (size_t)len));
	if (w.room == SIZE_MAX)
		return fail(SIPW_ERR_SPACE, "the memory is not enough", ret_fault);
	if (!all_seen(&w))
		return fail(SIPW_ERR_ARGUMENT, "the sample of a slot does not stand in the message", ret_fault);
	return sipw_template_compile(memory, size / 2, sipw_sn(text, (size_t)(w.out - text)), ret_fault);
}
