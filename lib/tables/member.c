/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/member_rows.inc"

static int type_of(int holds)
{
	switch (holds) {
	case SIPW_HOLDS_NUMBER:
		return SIPW_TYPE_NUMBER;
	case SIPW_HOLDS_DATE:
		return SIPW_TYPE_DATE;
	case SIPW_HOLDS_OPTIONAL:
	case SIPW_HOLDS_Q:
	case SIPW_HOLDS_YESNO:
		return SIPW_TYPE_OPT;
	case SIPW_HOLDS_FLAG:
	case SIPW_HOLDS_ESCAPED:
		return SIPW_TYPE_BOOL;
	default:
		return SIPW_TYPE_STR;
	}
}

static size_t size_of(int type)
{
	static const uint8_t sizes[] = {
		[SIPW_TYPE_STR] = sizeof(sipw_str),   [SIPW_TYPE_NUMBER] = sizeof(uint32_t),
		[SIPW_TYPE_DATE] = sizeof(int64_t),   [SIPW_TYPE_OPT] = sizeof(sipw_opt),
		[SIPW_TYPE_BOOL] = sizeof(bool),
	};
	return sizes[type];
}

bool sipw_member_describe(int kind, size_t index, sipw_member_info *ret_info)
{
	if (kind <= 0 || kind >= KIND_COUNT || index >= sipw__kind_rows[kind].members)
		return false;
	const struct member_row *row = &sipw__member_rows[sipw__kind_rows[kind].first_member + index];
	const int type = type_of(row->holds);
	*ret_info = (sipw_member_info){
		.name = sipw_sn(sipw__member_pool + row->name, row->name_len),
		.type = type,
		.holds = row->holds,
		.offset = row->offset,
		.size = size_of(type),
		.meaning = row->meaning == 0 ? (sipw_str){ 0 } : sipw_s(sipw__member_pool + row->meaning),
	};
	return true;
}
