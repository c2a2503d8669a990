/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/condition_rows.inc"

static bool is_condition(int condition)
{
	return condition > 0 && condition < CONDITION_COUNT && sipw__condition_rows[condition].sentence != 0;
}

static sipw_str text_at(uint32_t offset)
{
	return sipw_s(sipw__condition_pool + offset);
}

bool sipw_condition_describe(int condition, sipw_condition_info *ret_info)
{
	if (!is_condition(condition))
		return false;
	const struct condition_row *row = &sipw__condition_rows[condition];
	*ret_info = (sipw_condition_info){
		.id = condition,
		.name = text_at(row->name),
		.severity = row->severity,
		.enforced = row->enforced,
		.place = text_at(row->place),
		.source = text_at(row->source),
		.sentence = text_at(row->sentence),
	};
	return true;
}

int sipw_condition_next(int condition)
{
	return sipw__next_number(condition, CONDITION_COUNT, is_condition);
}
