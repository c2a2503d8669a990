/* SPDX-License-Identifier: MIT */
/* The rows of members.spec against the structs that a compiler makes of them. */
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "sipwright.h"
#include "support/check.h"
#include "support/spec.h"
#include "support/tables.h"

/* The struct that rows of members.spec must be of to be a kind's; a value without a struct is none. */
static const char *struct_of(const char *ctype, char name[64])
{
	const char *star = strstr(ctype, " *");
	snprintf(name, 64, "%.*s", star == NULL ? 0 : (int)(star - ctype), ctype);
	return name;
}

static int holds_of(const char *word)
{
	static const char *const words[] = { "-",      "wire",    "token",   "host",   "address", "uri",      "params", "auth-params", "quoted",
					     "display", "comment", "number",  "date",   "optional", "q",      "yesno",  "flag",        "escaped",
					     "word",   "param" };
	int i = 0;
	while (strcmp(words[i], word) != 0)
		i++;
	return i;
}

/* The C types of what a member may hold, told apart by size where two share one. */
static int type_of(int holds)
{
	static const uint8_t types[] = { 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 5, 5, 1, 1 };
	return types[holds];
}

static size_t align(size_t offset, size_t to)
{
	return (offset + to - 1) / to * to;
}

/* What a compiler makes of a member's type. */
static const struct {
	size_t size;
	size_t align;
} layouts[] = {
	{ 0, 1 },
	{ sizeof(sipw_str), _Alignof(sipw_str) },
	{ sizeof(uint32_t), _Alignof(uint32_t) },
	{ sizeof(int64_t), _Alignof(int64_t) },
	{ sizeof(sipw_opt), _Alignof(sipw_opt) },
	{ sizeof(bool), _Alignof(bool) },
};

/* The members of one kind's struct are the rows of that struct, and lie one behind the other. */
static void check_struct(const struct spec *rows, const char *name, const sipw_kind_info *kind)
{
	sipw_member_info info;
	size_t n = 0, end = 0;
	for (size_t i = spec_find(rows, "struct", name) + 1; i < rows->n && strcmp(spec_cell(rows, i, "struct"), name) == 0; i++) {
		const char *meaning = spec_cell(rows, i, "meaning");
		const int holds = holds_of(spec_cell(rows, i, "type"));
		if (!CHECKF(sipw_member_describe(kind->id, n, &info), "%s has no member %zu", name, n))
			return;
		n++;
		CHECK_TEXT(info.name, spec_cell(rows, i, "member"));
		CHECK_STR(info.meaning, spec_empty(meaning) ? (sipw_str){ 0 } : sipw_s(meaning));
		CHECK_INT(info.holds, holds);
		CHECK_INT(info.type, type_of(holds));
		CHECK_INT(info.size, layouts[info.type].size);
		CHECK_INT(info.offset, align(end, layouts[info.type].align));
		end = info.offset + info.size;
	}
	CHECK(n > 0 && end <= kind->size && kind->size < end + 16);
	info.size = 77;
	CHECK(!sipw_member_describe(kind->id, n, &info) && !sipw_member_describe(kind->id, SIZE_MAX, &info) && info.size == 77);
}

/* A value that is no struct is its own member. */
static void check_value(const sipw_kind_info *kind, const char *ctype)
{
	sipw_member_info info;
	CHECK(sipw_member_describe(kind->id, 0, &info) && !sipw_member_describe(kind->id, 1, &info));
	CHECK_TEXT(info.name, "value");
	CHECK_INT(info.offset, 0);
	CHECK_INT(info.size, kind->size);
	CHECK_INT(info.type, strcmp(ctype, "uint32_t") == 0 ? SIPW_TYPE_NUMBER : strcmp(ctype, "int64_t") == 0 ? SIPW_TYPE_DATE : SIPW_TYPE_STR);
	CHECK_TEXT(kind->type, ctype);
}

void check_members(void)
{
	struct spec rows = spec_open("members.spec"), kinds = spec_open("kinds.spec");
	sipw_member_info info = { .size = 77 };
	char name[64];
	for (size_t i = 0; i < kinds.n; i++) {
		const char *ctype = spec_cell(&kinds, i, "ctype");
		sipw_kind_info kind = { 0 };
		CHECK(sipw_kind_describe(spec_number(&kinds, i, "id"), &kind));
		if (spec_empty(ctype)) {
			CHECK(kind.type.ptr == NULL && kind.size == 0 && !sipw_member_describe(kind.id, 0, &info));
		} else if (*struct_of(ctype, name) == '\0') {
			check_value(&kind, ctype);
		} else {
			CHECK_TEXT(kind.type, name);
			check_struct(&rows, name, &kind);
		}
	}
	CHECK(!sipw_member_describe(0, 0, &info) && !sipw_member_describe(-1, 0, &info) && !sipw_member_describe(INT_MIN, 0, &info));
	CHECK(!sipw_member_describe(INT_MAX, 0, &info) && !sipw_member_describe(4096, 0, &info));
	spec_close(&kinds);
	spec_close(&rows);
}
