/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/kind_rows.inc"

static bool is_kind(int kind)
{
	return kind > 0 && kind < KIND_COUNT && sipw__kind_rows[kind].name_len > 0;
}

/* A pool text; absent where a row has none. */
static sipw_str text_at(uint32_t offset)
{
	return offset == 0 ? (sipw_str){ 0 } : sipw_s(sipw__kind_pool + offset);
}

bool sipw_kind_describe(int kind, sipw_kind_info *ret_info)
{
	if (!is_kind(kind))
		return false;
	const struct kind_row *row = &sipw__kind_rows[kind];
	*ret_info = (sipw_kind_info){
		.id = kind,
		.name = text_at(row->name),
		.has_params = row->params,
		.source = text_at(row->source),
		.accepted = text_at(row->accepted),
		.rejected = text_at(row->rejected),
		.type = text_at(row->type),
		.size = row->size,
	};
	return true;
}

int sipw_kind_next(int kind)
{
	return sipw__next_number(kind, KIND_COUNT, is_kind);
}
