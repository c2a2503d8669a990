/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/compare.h"

#include "tables/param_rows.inc"

#define GPERF_DOWNCASE 1
#define GPERF_CASE_MEMCMP 1
static int gperf_case_memcmp(const char *a, const char *b, size_t n)
{
	return !sipw__same_exactly(a, b, n) && !sipw__same_letters(a, b, n);
}

#include "tables/param_hash.inc"

const struct param_row *sipw__param_find(sipw_str name, size_t *ret_n)
{
	const struct param_key *key = NULL;
	if (name.len >= MIN_WORD_LENGTH && name.len <= MAX_WORD_LENGTH)
		key = param_lookup(name.ptr, name.len);
	*ret_n = key == NULL ? 0 : key->count;
	return key == NULL ? NULL : &sipw__param_rows[key->first];
}

const struct param_row *sipw__param_form(sipw_str name, int place)
{
	size_t n;
	const struct param_row *rows = sipw__param_find(name, &n);
	for (size_t i = 0; i < n; i++)
		if (rows[i].place == place)
			return &rows[i];
	return NULL;
}

const struct param_row *sipw__param_row(sipw_str name, int place)
{
	static const struct param_row generic = { .form = FORM_ANY, .optional = 1 };
	static const sipw_str features = SIPW_S("+*"), others = SIPW_S("*");
	const struct param_row *row = sipw__param_form(name, place);
	if (row == NULL && name.len > 1 && name.ptr[0] == '+')
		row = sipw__param_form(features, place);
	if (row == NULL)
		row = sipw__param_form(others, place);
	return row != NULL ? row : &generic;
}
