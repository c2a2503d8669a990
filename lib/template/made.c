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
static char *write_id(char *p, uint64_t number)
{
	sipw__write_base32(p, number);
	sipw__write_base32(p + BASE32_DIGITS, number >> 40 | mixed(number) << 25);
	return p + 2 * BASE32_DIGITS;
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
	return sipw__copy(p, memory, (size_t)(end - memory));
}

sipw_str sipw__made(const sipw_fill *fill, size_t slot, uint64_t instance, char text[MADE_MAX])
{
	char *end = text;
	switch (fill->source) {
	case SIPW_SOURCE_COUNTER:
		end = sipw__write_decimal(text, fill->number + instance);
		break;
	case SIPW_SOURCE_ID:
		end = write_id(text, drawn(fill->number, slot, instance));
		break;
	case SIPW_SOURCE_RANDOM:
		if (fill->range > 0)
			end = sipw__write_decimal(text, drawn(fill->number, slot, instance) % fill->range);
		break;
	case SIPW_SOURCE_DATE:
		end = write_date(text, fill->number + instance);
		break;
	default:
		break;
	}
	return end == text ? (sipw_str){ NULL, 0 } : sipw_sn(text, (size_t)(end - text));
}
