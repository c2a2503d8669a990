/* SPDX-License-Identifier: MIT */
#ifndef TEST_MEMBER_H
#define TEST_MEMBER_H

/*
 * Values of any kind by their members, as sipw_member_describe() tells them: what a value says, whether
 * it is in wire form or plain. No kind and no struct is named here.
 */

#include "sipwright.h"
#include "support/bytes.h"

/* A text member that holds plain text, or wire form in a struct that is escaped. */
static inline bool member_is_text(const sipw_member_info *member)
{
	return member->type == SIPW_TYPE_STR && (member->holds < SIPW_HOLDS_WIRE || member->holds > SIPW_HOLDS_AUTH_PARAMS);
}

static inline bool member_is_params(const sipw_member_info *member)
{
	return member->holds == SIPW_HOLDS_PARAMS || member->holds == SIPW_HOLDS_AUTH_PARAMS;
}

static inline void *member_at(const sipw_member_info *member, sipw_value *value)
{
	return (char *)value + member->offset;
}

static inline sipw_str member_text(const sipw_member_info *member, const sipw_value *value)
{
	sipw_str text;
	memcpy(&text, (const char *)value + member->offset, sizeof text);
	return text;
}

/* Whether it is there: a text or number that is given, a flag that is set. */
bool member_given(const sipw_member_info *member, const sipw_value *value);

/* Whether the value is in wire form. */
bool value_escaped(int kind, const sipw_value *value);

/* Makes every text plain: in one of two static buffers. False if the value does not differ so, or if a
 * text escapes what no plain text has. */
bool value_plain(int kind, const sipw_value *value, sipw_value *ret);

/*
 * Whether a member says the same in both. Text is compared without its escapes and folds, an address
 * without its brackets, parameters one by one, without those that have a member of their own.
 */
bool member_same(int kind, const sipw_member_info *member, const sipw_value *a, const sipw_value *b);

/* The first member, `but` this one, in which two values differ: "" if there is none. */
const char *value_difference(int kind, const sipw_value *a, const sipw_value *b, const sipw_member_info *but);

#endif
