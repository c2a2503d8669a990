/* SPDX-License-Identifier: MIT */
/* A template, a byte 0xff and a value, which is put into each of its slots in turn: what is rendered has the
 * shape that it has with mild values, and no checker finds fault with it. */
#include "fuzz.h"

#include <stdlib.h>

#include "support/bytes.h"
#include "support/check.h"
#include "support/shape.h"
#include "support/vectors.h"

/* A value that any slot of a class takes, as wide as it has to be; absent if none of ours is. */
static sipw_str mild_value(const sipw_slot *slot, char room[256])
{
	static const char *const values[] = {
		[SIPW_SLOT_URI] = "sip:a1@a1.example", [SIPW_SLOT_HOST] = "a1.example",
		[SIPW_SLOT_DATE] = "Sat, 13 Nov 2010 23:29:00 GMT",
	};
	const bool whole = slot->slot_class <= SIPW_SLOT_DATE && values[slot->slot_class] != NULL;
	if (whole && (slot->width == 0 || slot->width == strlen(values[slot->slot_class])))
		return sipw_s(values[slot->slot_class]);
	if (whole || slot->width > 255)
		return (sipw_str){ NULL, 0 };
	const size_t len = slot->width > 0 ? slot->width : 1;
	memset(room, slot->slot_class == SIPW_SLOT_NUMBER ? '0' : 'a', len);
	return sipw_sn(room, len);
}

/* Parses what is rendered; NULL if it is refused, which is then said as it must be. */
static const sipw_msg *rendered(const sipw_template *t, const sipw_fill *fills, sipw_msg *m, char *out, size_t cap)
{
	sipw_error error = { .code = SIPW_OK };
	const size_t n = sipw_template_slots(t);
	const ptrdiff_t need = sipw_template_render(t, fills, n, 0, NULL, 0, NULL);
	const ptrdiff_t len = sipw_template_render(t, fills, n, 0, out, cap, &error);
	CHECK_INT(len, need);
	if (len < 0) {
		CHECK(error.code == len && error.sentence != NULL && error.field != NULL);
		return NULL;
	}
	CHECK_INT(sipw_parse(m, sipw_sn(out, (size_t)len), SIPW_STREAM, NULL), SIPW_OK);
	return m;
}

static void check_slot(const sipw_template *t, sipw_fill *fills, size_t i, sipw_str value)
{
	static struct text expected, shape;
	static char out[400000];
	sipw_slot slot;
	sipw_msg *m = sipw_msg_new(NULL);
	sipw_template_slot(t, i, &slot);
	expected.len = shape.len = 0;
	if (CHECK(rendered(t, fills, m, out, sizeof out) != NULL))
		text_add_shape(&expected, m, slot.slot_class != SIPW_SLOT_URI);
	const sipw_str before = fills[i].value;
	fills[i].value = value;
	sipw_msg_reset(m);
	if (rendered(t, fills, m, out, sizeof out) != NULL) {
		text_add_shape(&shape, m, slot.slot_class != SIPW_SLOT_URI);
		CHECK_STR(text_all(&shape), text_all(&expected));
		CHECK_INT(sipw_check(m, NULL, NULL), 0);
	}
	fills[i].value = before;
	sipw_msg_free(m);
}

static void check_template(const sipw_template *t, sipw_str value)
{
	static char rooms[SIPW_SLOTS_MAX][256];
	sipw_fill fills[SIPW_SLOTS_MAX];
	const size_t n = sipw_template_slots(t);
	for (size_t i = 0; i < n; i++) {
		sipw_slot slot;
		CHECK(sipw_template_slot(t, i, &slot));
		fills[i] = (sipw_fill){ .value = mild_value(&slot, rooms[i]) };
		if (fills[i].value.ptr == NULL)
			return;
	}
	for (size_t i = 0; i < n; i++)
		check_slot(t, fills, i, value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *mark = size > 0 ? memchr(data, 0xff, size) : NULL;
	if (mark == NULL || size > 4000)
		return 0;
	const sipw_str text = sipw_sn((const char *)data, (size_t)(mark - data));
	const sipw_str value = sipw_sn((const char *)mark + 1, size - text.len - 1);
	const size_t room = SIPW_TEMPLATE_SIZE(text.len);
	char *memory = malloc(room);
	sipw_template_fault fault = { .line = 0 };
	const sipw_template *t = sipw_template_compile(memory, room, text, &fault);
	if (t != NULL)
		check_template(t, value);
	else
		CHECKF(fault.error.sentence != NULL && fault.error.code != SIPW_ERR_SPACE && fault.error.offset <= text.len &&
		       fault.line > 0 && fault.column > 0, "%s", check_show(text));
	free(memory);
	return 0;
}

static void (*taker)(sipw_str input);

/* A slot in the middle of the value of each line, one after the other, and a value that is odd. */
static void take_message(sipw_str message)
{
	static struct text input;
	static const sipw_str values[] = { SIPW_S("a\"b"), SIPW_S("a)b"), SIPW_S("%41"), SIPW_S("007"), SIPW_S("[::1]") };
	size_t start = 0;
	for (size_t i = 0; i + 1 < message.len && i < 2000; i++) {
		if (message.ptr[i] != '\n')
			continue;
		const size_t middle = start + (i - start) * 2 / 3;
		input.len = 0;
		text_add(&input, sipw_sn(message.ptr, middle));
		text_add_s(&input, "{slot}");
		text_add(&input, sipw_sn(message.ptr + middle, message.len - middle));
		text_add_s(&input, "\xff");
		text_add(&input, values[i % (sizeof values / sizeof values[0])]);
		taker(text_all(&input));
		start = i + 1;
	}
}

static void take_vector(const char *name, sipw_str message)
{
	(void)name;
	take_message(message);
}

void make_seeds(void (*take)(sipw_str input))
{
	taker = take;
	each_vector(take_vector);
}
