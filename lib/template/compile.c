/* SPDX-License-Identifier: MIT */
/* From a text with slots to a template: take apart, classify, check, put together. */
#include "template/compile.h"

#include "text/class.h"
#include "text/copy.h"
#include "text/number.h"
#include "text/str.h"

bool sipw__template_fault(struct compiler *c, int code, size_t offset, const char *sentence, const char *source)
{
	if (c->error.code == SIPW_OK)
		c->error = (sipw_error){
			.code = code,
			.offset = offset,
			.byte = offset < c->text.len ? (unsigned char)c->text.ptr[offset] : -1,
			.sentence = sentence,
			.source = source,
		};
	return false;
}

/* ---- taking apart ---- */

/* Where the text is read, and where its last line began. */
struct reader {
	struct compiler *c;
	size_t at;
	size_t line; /* plain bytes */
	size_t line_places;
	bool in_body;
};

static void put_byte(struct compiler *c, char byte, size_t origin)
{
	c->plain[c->n] = byte;
	c->origins[c->n++] = (uint32_t)origin;
}

/* The slot of a name, a new one if need be; SIPW_SLOTS_MAX if there is no room. */
static size_t slot_of(sipw_template *t, sipw_str name)
{
	size_t i = 0;
	while (i < t->n_slots && !sipw__equal(sipw_sn(t->slots[i].name, t->slots[i].name_len), name))
		i++;
	if (i == t->n_slots && i < SIPW_SLOTS_MAX) {
		/* Points into the text until names are copied. */
		t->slots[i] = (struct slot){ .name = name.ptr, .name_len = (uint32_t)name.len };
		t->n_slots++;
	}
	return i;
}

static size_t word_length(sipw_str text, size_t at)
{
	size_t n = 0;
	while (at + n < text.len && (sipw__is(text.ptr[at + n], CLASS_ALPHANUM) || text.ptr[at + n] == '-' || text.ptr[at + n] == '_'))
		n++;
	return n;
}

/* [ ":" width ] */
static bool read_width(struct compiler *c, size_t *at, uint64_t *ret_width)
{
	if (*at >= c->text.len || c->text.ptr[*at] != ':')
		return true;
	const size_t len = word_length(c->text, *at + 1);
	if (!sipw__read_number(sipw_sn(c->text.ptr + *at + 1, len), 65535, ret_width) || *ret_width == 0)
		return sipw__template_fault(c, SIPW_ERR_SYNTAX, *at + 1, "the width of a slot is a number from 1 to 65535", NULL);
	*at += 1 + len;
	return true;
}

/* One place may have told it. */
static bool set_width(struct compiler *c, struct slot *slot, uint32_t width, size_t at)
{
	if (width != 0 && slot->width != 0 && slot->width != width)
		return sipw__template_fault(c, SIPW_ERR_SYNTAX, at, "this slot has another width at an earlier place", NULL);
	if (width != 0)
		slot->width = width;
	return true;
}

/* name [ ":" [ class ] [ ":" width ] ] "}" behind the brace. */
static bool read_slot(struct reader *r)
{
	struct compiler *c = r->c;
	const size_t start = r->at, name_at = start + 1, name_len = word_length(c->text, name_at);
	size_t at = name_at + name_len;
	int given = 0;
	if (name_len == 0)
		return sipw__template_fault(c, SIPW_ERR_SYNTAX, name_at, "a slot's name, or a second brace, is expected here", NULL);
	if (at < c->text.len && c->text.ptr[at] == ':') {
		const size_t class_len = word_length(c->text, at + 1);
		given = sipw_slot_class_find(sipw_sn(c->text.ptr + at + 1, class_len));
		if (given == 0 && !(class_len == 0 && at + 1 < c->text.len && c->text.ptr[at + 1] == ':'))
			return sipw__template_fault(c, SIPW_ERR_SYNTAX, at + 1, "there is no class of this name", NULL);
		at += 1 + class_len;
	}
	uint64_t width = 0;
	if (!read_width(c, &at, &width))
		return false;
	if (at >= c->text.len || c->text.ptr[at] != '}')
		return sipw__template_fault(c, SIPW_ERR_SYNTAX, at, "a slot ends with }", NULL);
	const size_t slot = slot_of(c->t, sipw_sn(c->text.ptr + name_at, name_len));
	if (slot == SIPW_SLOTS_MAX)
		return sipw__template_fault(c, SIPW_ERR_LIMIT, start, "a template has 64 slots at most", NULL);
	if (!set_width(c, &c->t->slots[slot], (uint32_t)width, start))
		return false;
	c->places[c->n_places++] = (struct place){ (uint32_t)c->n, (uint32_t)start, (uint16_t)slot, (uint8_t)given };
	r->at = at + 1;
	return true;
}

/* A line of the text that is Content-Length, whose value is computed. */
static bool is_length(const struct reader *r)
{
	const char *start = r->c->plain + r->line;
	const char *colon = memchr(start, ':', r->c->n - r->line);
	if (colon == NULL)
		return false;
	const char *end = colon;
	while (end > start && sipw__is(end[-1], CLASS_WSP))
		end--;
	return sipw_header_find(sipw_sn(start, (size_t)(end - start))) == SIPW_HDR_CONTENT_LENGTH;
}

/* A line goes on behind its end, if it began: folding becomes one space (RFC 3261 7.3.1). */
static bool unfold(struct reader *r)
{
	struct compiler *c = r->c;
	size_t end = r->at + 1;
	while (end < c->text.len && sipw__is(c->text.ptr[end], CLASS_WSP))
		end++;
	if (end == r->at + 1 || (c->n == r->line && c->n_places == r->line_places))
		return false;
	put_byte(c, ' ', r->at);
	r->at = end;
	return true;
}

/* The end of a line of the head. An empty one ends the head. */
static void end_line(struct reader *r)
{
	struct compiler *c = r->c;
	if (c->n > r->line && c->plain[c->n - 1] == '\r')
		c->n--;
	if (unfold(r))
		return;
	const size_t origin = r->at++;
	if (c->n == r->line && c->n_places == r->line_places) {
		r->in_body = true;
		c->head = c->n;
		c->head_places = c->n_places;
		return;
	}
	if (is_length(r)) {
		c->n = r->line;
		c->n_places = r->line_places;
	} else {
		put_byte(c, '\r', origin);
		put_byte(c, '\n', origin);
	}
	r->line = c->n;
	r->line_places = c->n_places;
}

static bool take_apart(struct compiler *c)
{
	struct reader r = { .c = c };
	while (r.at < c->text.len) {
		const char byte = c->text.ptr[r.at];
		if (byte == '{' && (r.at + 1 >= c->text.len || c->text.ptr[r.at + 1] != '{')) {
			if (!read_slot(&r))
				return false;
		} else if (byte == '\n' && !r.in_body) {
			end_line(&r);
		} else {
			put_byte(c, byte, r.at);
			r.at += byte == '{' ? 2 : 1;
		}
	}
	return r.in_body || sipw__template_fault(c, SIPW_ERR_SYNTAX, c->text.len,
						 "the empty line behind the head is missing", "RFC 3261 7");
}

/* ---- memory ---- */

/* A part of the caller's memory, aligned for any type; NULL if there is not enough. */
static void *lend(struct compiler *c, size_t n)
{
	const size_t align = _Alignof(max_align_t);
	const size_t skip = (size_t)(-(uintptr_t)c->lent) & (align - 1);
	if (c->lent_size < skip || c->lent_size - skip < n)
		return NULL;
	void *at = c->lent + skip;
	c->lent += skip + n;
	c->lent_size -= skip + n;
	return at;
}

/* What stays is made behind what is lent for the text: pieces are no more than places and three others. */
static bool prepare(struct compiler *c)
{
	const size_t n = c->text.len;
	if (n > UINT32_MAX / 64 || (c->t = lend(c, sizeof *c->t)) == NULL)
		return false;
	memset(c->t, 0, sizeof *c->t);
	c->t->pieces = lend(c, (n / 3 + 8) * sizeof *c->t->pieces);
	c->plain = lend(c, 2 * n + 2);
	c->origins = lend(c, (2 * n + 2) * sizeof *c->origins);
	c->places = lend(c, (n / 3 + 1) * sizeof *c->places);
	return c->t->pieces != NULL && c->plain != NULL && c->origins != NULL && c->places != NULL && lend(c, 0) != NULL;
}

static void tell(const struct compiler *c, sipw_template_fault *ret_fault)
{
	size_t line = 1, start = 0;
	for (size_t i = 0; i < c->error.offset && i < c->text.len; i++)
		if (c->text.ptr[i] == '\n') {
			line++;
			start = i + 1;
		}
	*ret_fault = (sipw_template_fault){ c->error, line, c->error.offset - start + 1 };
}

sipw_template *sipw_template_compile(void *memory, size_t size, sipw_str text, sipw_template_fault *ret_fault)
{
	struct compiler c = { .text = text, .lent = memory, .lent_size = memory != NULL ? size : 0,
			      .error = { .code = SIPW_OK } };
	if (!sipw__given(text))
		sipw__template_fault(&c, SIPW_ERR_ARGUMENT, 0, "the text is missing", NULL);
	else if (!prepare(&c))
		sipw__template_fault(&c, SIPW_ERR_SPACE, 0, "the memory is not enough", NULL);
	else if (take_apart(&c) && sipw__template_classify(&c) && sipw__template_check(&c))
		sipw__template_assemble(&c);
	if (c.error.code == SIPW_OK)
		return c.t;
	if (ret_fault != NULL)
		tell(&c, ret_fault);
	return NULL;
}

size_t sipw_template_slots(const sipw_template *t)
{
	return t->n_slots;
}

bool sipw_template_slot(const sipw_template *t, size_t index, sipw_slot *ret_slot)
{
	if (index >= t->n_slots)
		return false;
	const struct slot *slot = &t->slots[index];
	*ret_slot = (sipw_slot){ sipw_sn(slot->name, slot->name_len), slot->slot_class, slot->max, slot->width, slot->places };
	return true;
}

int sipw_template_slot_find(const sipw_template *t, sipw_str name)
{
	for (size_t i = 0; i < t->n_slots; i++)
		if (sipw__equal(sipw_sn(t->slots[i].name, t->slots[i].name_len), name))
			return (int)i;
	return -1;
}
