/* SPDX-License-Identifier: MIT */
#include "member.h"

#include <stdio.h>

bool member_given(const sipw_member_info *member, const sipw_value *value)
{
	const void *at = (const char *)value + member->offset;
	switch (member->type) {
	case SIPW_TYPE_STR:
		return member_text(member, value).ptr != NULL;
	case SIPW_TYPE_OPT:
		return ((const sipw_opt *)at)->given != 0;
	case SIPW_TYPE_BOOL:
		return *(const bool *)at;
	default:
		return true;
	}
}

bool value_escaped(int kind, const sipw_value *value)
{
	sipw_member_info member;
	for (size_t i = 0; sipw_member_describe(kind, i, &member); i++)
		if (member.holds == SIPW_HOLDS_ESCAPED)
			return *(const bool *)((const char *)value + member.offset);
	return false;
}

/* LWS with a fold in it as one space (RFC 3261 25.1). */
static size_t fold_length(sipw_str s, size_t at)
{
	size_t end = at;
	for (;;) {
		while (end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == '\t'))
			end++;
		if (s.len - end < 3 || s.ptr[end] != '\r' || s.ptr[end + 1] != '\n' || (s.ptr[end + 2] != ' ' && s.ptr[end + 2] != '\t'))
			return end - at;
		end += 3;
	}
}

/* What a text says. */
static void add_said(struct text *ret, sipw_str s, bool escaped)
{
	for (size_t i = 0; i < s.len; i++) {
		const size_t fold = escaped && s.ptr[i] == '\r' ? fold_length(s, i) : 0;
		if (fold > 0) {
			text_add_s(ret, " ");
			i += fold - 1;
			continue;
		}
		if (escaped && s.ptr[i] == '\\' && i + 1 < s.len)
			i++;
		text_add(ret, sipw_sn(s.ptr + i, 1));
	}
}

bool value_plain(int kind, const sipw_value *value, sipw_value *ret)
{
	static struct text buffers[2];
	static unsigned turn;
	struct text *buffer = &buffers[turn++ % 2];
	sipw_member_info member;
	if (!value_escaped(kind, value))
		return false;
	buffer->len = 0;
	*ret = *value;
	for (size_t i = 0; sipw_member_describe(kind, i, &member); i++) {
		const size_t start = buffer->len;
		if (member.holds == SIPW_HOLDS_ESCAPED)
			memset(member_at(&member, ret), 0, member.size);
		if (!member_is_text(&member) || !member_given(&member, value))
			continue;
		add_said(buffer, member_text(&member, value), true);
		const sipw_str plain = sipw_sn(buffer->bytes + start, buffer->len - start);
		if (!is_plain_text(plain))
			return false;
		memcpy(member_at(&member, ret), &plain, sizeof plain);
	}
	return true;
}

/* Whether a parameter has a member: of its name, with "_" for what no name in C has. */
static bool has_member(int kind, sipw_str param)
{
	sipw_member_info member;
	for (size_t i = 0; sipw_member_describe(kind, i, &member); i++) {
		size_t n = 0;
		while (n < member.name.len && n < param.len &&
		       (lower_byte((unsigned char)param.ptr[n]) == (unsigned char)member.name.ptr[n] ||
			(member.name.ptr[n] == '_' && param.ptr[n] == '-')))
			n++;
		if (n == member.name.len && n == param.len)
			return true;
	}
	return false;
}

/* Each parameter without a member, with marks between that it cannot hold. */
static void add_params(struct text *ret, int kind, sipw_str params)
{
	sipw_param param;
	int code;
	while ((code = sipw_params_next(&params, &param)) == 1) {
		if (has_member(kind, param.name))
			continue;
		text_add_s(ret, "\n");
		text_add(ret, param.name);
		text_add_s(ret, param.value.ptr == NULL ? "" : param.quoted ? "\n\"" : "\n=");
		add_said(ret, param.value, param.quoted);
	}
	text_add(ret, code == 0 ? (sipw_str){ NULL, 0 } : params);
}

static void add_canonical(struct text *ret, int kind, const sipw_member_info *member, const sipw_value *value)
{
	const sipw_str s = member_text(member, value);
	if (member_is_params(member))
		add_params(ret, kind, s);
	else if (member_is_text(member))
		add_said(ret, s, value_escaped(kind, value));
	else if (member->holds == SIPW_HOLDS_HOST && s.len > 2 && s.ptr[0] == '[')
		text_add(ret, sipw_sn(s.ptr + 1, s.len - 2));
	else
		text_add_unfolded(ret, s);
}

static bool same_text(int kind, const sipw_member_info *member, const sipw_value *a, const sipw_value *b)
{
	static struct text one, two;
	if (!member_is_params(member) && member_given(member, a) != member_given(member, b))
		return false;
	one.len = two.len = 0;
	add_canonical(&one, kind, member, a);
	add_canonical(&two, kind, member, b);
	return same_bytes(text_all(&one), text_all(&two));
}

bool member_same(int kind, const sipw_member_info *member, const sipw_value *a, const sipw_value *b)
{
	const void *x = (const char *)a + member->offset, *y = (const char *)b + member->offset;
	const sipw_opt *one = x, *two = y;
	switch (member->type) {
	case SIPW_TYPE_STR:
		return same_text(kind, member, a, b);
	case SIPW_TYPE_OPT:
		if (member->holds == SIPW_HOLDS_YESNO)
			return (one->number != 0) == (two->number != 0) && (one->given != 0) == (two->given != 0);
		return (one->given != 0) == (two->given != 0) && (!one->given || one->number == two->number);
	default:
		return member->holds == SIPW_HOLDS_ESCAPED || memcmp(x, y, member->size) == 0;
	}
}

const char *value_difference(int kind, const sipw_value *a, const sipw_value *b, const sipw_member_info *but)
{
	static char name[64];
	sipw_member_info member;
	name[0] = '\0';
	for (size_t i = 0; sipw_member_describe(kind, i, &member); i++) {
		if ((but != NULL && member.offset == but->offset) || member_same(kind, &member, a, b))
			continue;
		snprintf(name, sizeof name, "%.*s", (int)member.name.len, member.name.ptr);
		break;
	}
	return name;
}
