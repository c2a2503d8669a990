/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/compare.h"

#include "tables/status_rows.inc"

#define GPERF_DOWNCASE 1
#define GPERF_CASE_MEMCMP 1
static int gperf_case_memcmp(const char *a, const char *b, size_t n)
{
	return !sipw__same_nocase(a, b, n);
}

#include "tables/phrase_hash.inc"

/* The row of a code, or NULL. */
static const struct status_row *find_row(int code)
{
	unsigned place = (unsigned)code - 100;
	unsigned number = place < 600 ? sipw__status_index[place] : 0;
	return number == 0 ? NULL : &sipw__status_rows[number - 1];
}

sipw_str sipw_reason(int code)
{
	const unsigned place = (unsigned)code - 100;
	if (place >= 600 || reasons.of_code[place].len == 0)
		return (sipw_str){ 0 };
	return sipw_sn((const char *)&reasons + reasons.of_code[place].at, reasons.of_code[place].len);
}

size_t sipw_reason_codes(sipw_str phrase, int *ret_codes, size_t cap)
{
	if (phrase.len < MIN_WORD_LENGTH || phrase.len > MAX_WORD_LENGTH)
		return 0;
	const struct phrase_key *key = phrase_lookup(phrase.ptr, phrase.len);
	if (key == NULL)
		return 0;
	for (size_t i = 0; i < key->count && i < cap; i++)
		ret_codes[i] = sipw__phrase_codes[key->first + i];
	return key->count;
}

int sipw_code_class(int code)
{
	return code >= 100 && code <= 699 ? code / 100 : 0;
}

sipw_str sipw_code_class_name(int code)
{
	static const sipw_str names[] = {
		{ NULL, 0 },           SIPW_S("Provisional"),  SIPW_S("Success"),       SIPW_S("Redirection"),
		SIPW_S("Client Error"), SIPW_S("Server Error"), SIPW_S("Global Failure"),
	};
	return names[sipw_code_class(code)];
}

bool sipw_code_describe(int code, sipw_code_info *ret_info)
{
	const struct status_row *row = find_row(code);
	if (row == NULL)
		return false;
	*ret_info = (sipw_code_info){
		.code = code,
		.phrase = sipw_reason(code),
		.deprecated = row->flags & STATUS_DEPRECATED,
		.source = sipw_s(sipw__status_pool + row->source),
	};
	return true;
}

int sipw_code_next(int code)
{
	for (size_t i = 0; i < STATUS_COUNT; i++)
		if (sipw__status_rows[i].code > code)
			return sipw__status_rows[i].code;
	return 0;
}
