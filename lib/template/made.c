/* SPDX-License-Identifier: MIT */
/* Values that are made for an instance: pure functions of slot, number and instance. */
#include "template/template.h"

#include "fields/kinds.h"
#include "text/base32.h"
#include "text/out.h"

/* One step of splitmix64's mixing: every number gives another one. */
static uint64_t mixed(uint64_t z)
{
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* Numbers of one slot: another one for each instance, since all steps can be undone. */
static uint64_t drawn(uint64_t seed, size_t slot, uint64_t instance)
{
	const uint64_t key = mixed(seed * UINT64_C(0x9e3779b97f4a7c15) + slot + 1);
	return mixed(mixed(instance + key) + (key | 1));
}

/* 64 bits as 13 digits of base 32, and three more that only look like some. */
#define ID_SURE 13
#define ID_LENGTH (2 * BASE32_DIGITS)

static void write_id(char *p, uint64_t number)
{
	sipw__write_base32(p, number);
	sipw__write_base32(p + BASE32_DIGITS, number >> 40 | mixed(number) << 25);
}

static char *write_date(char *p, uint64_t seconds)
{
	char memory[MADE_MAX + OUT_SLACK];
	struct sipw__arena arena = { .free = memory, .records = memory + sizeof memory, .top = memory + sizeof memory };
	struct sipw__out o = { .arena = &arena, .limit = memory + MADE_MAX };
	if (seconds > INT64_MAX)
		return p;
	const char *end = sipw__encode_date(&o, memory, (int64_t)seconds);
	if (sipw__out_failed(&o))
		return p;
	memcpy(p, memory, (size_t)(end - memory));
	return p + (end - memory);
}

/* As wide as the slot, if it can be: an id is cut where it does not lose what tells it from others. */
static char *fit_id(char *text, const struct slot *slot)
{
	return text + (slot->width >= ID_SURE && slot->width < ID_LENGTH ? slot->width : ID_LENGTH);
}

static char *write_number(char *text, const struct slot *slot, uint64_t number)
{
	char digits[DIGITS64];
	const size_t n = (size_t)(sipw__write_decimal(digits, number) - digits);
	const size_t zeros = slot->width > n && slot->width <= MADE_MAX ? slot->width - n : 0;
	memset(text, '0', zeros);
	memcpy(text + zeros, digits, n);
	return text + zeros + n;
}

sipw_str sipw__made(const sipw_fill *fill, const struct slot *slot, size_t index, uint64_t instance, char text[MADE_MAX])
{
	char *end = text;
	switch (fill->source) {
	case SIPW_SOURCE_COUNTER:
		end = write_number(text, slot, fill->number + instance);
		break;
	case SIPW_SOURCE_ID:
		write_id(text, drawn(fill->number, index, instance));
		end = fit_id(text, slot);
		break;
	case SIPW_SOURCE_RANDOM:
		if (fill->range > 0)
			end = write_number(text, slot, drawn(fill->number, index, instance) % fill->range);
		break;
	case SIPW_SOURCE_DATE:
		end = write_date(text, fill->number + instance);
		break;
	default:
		break;
	}
	return end == text ? (sipw_str){ NULL, 0 } : sipw_sn(text, (size_t)(end - text));
}
