/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/method_rows.inc"

/* What gperf compares with; names are too short for a call. */
#undef memcmp
#define memcmp(a, b, n) (!sipw__same_exactly(a, b, n))
#include "tables/method_hash.inc"
#undef memcmp

int sipw_method_find(sipw_str name)
{
	if (name.len < MIN_WORD_LENGTH || name.len > MAX_WORD_LENGTH)
		return 0;
	const struct method_key *key = method_lookup(name.ptr, name.len);
	return key != NULL ? key->id : 0;
}

sipw_str sipw_method_name(int method)
{
	const struct method_row *row = sipw__method_row(method);
	return row->name_len == 0 ? (sipw_str){ 0 } : sipw_sn(sipw__method_pool + row->name, row->name_len);
}

bool sipw_method_describe(int method, sipw_method_info *ret_info)
{
	const struct method_row *row = sipw__method_row(method);
	if (row->name_len == 0)
		return false;
	*ret_info = (sipw_method_info){
		.id = row->id,
		.name = sipw_method_name(method),
		.creates_dialog = row->properties & METHOD_DIALOG,
		.target_refresh = row->properties & METHOD_REFRESH,
		.no_response = row->properties & METHOD_NO_RESPONSE,
		.source = sipw_s(sipw__method_pool + row->source),
		.meaning = sipw_s(sipw__method_pool + row->meaning),
	};
	return true;
}

int sipw_method_next(int method)
{
	unsigned index = method < 0 ? METHOD_COUNT : sipw__method_index(method);
	if (method != 0 && index == 0)
		return 0;
	while (++index < METHOD_COUNT)
		if (sipw__method_rows[index].name_len > 0)
			return sipw__method_rows[index].id;
	return 0;
}
