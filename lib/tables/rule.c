/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/rule_rows.inc"

/* Whether a row covers a code; 0 stands for the request. */
static bool covers(const struct rule_row *row, int code)
{
	for (unsigned i = 0; i < row->range_count; i++) {
		const struct rule_range *range = &sipw__rule_ranges[row->first_range + i];
		if (code >= range->first && code <= range->last)
			return true;
	}
	return false;
}

/* The row that decides: the first that covers the code and is not silent, since the most specific
 * stand first. NULL if all are silent. */
static const struct rule_row *find_row(unsigned header, unsigned method, int code)
{
	for (unsigned i = sipw__rule_first[header]; i < sipw__rule_first[header + 1]; i++) {
		const struct rule_row *row = &sipw__rule_rows[i];
		if (row->cells[method] != SIPW_PRESENCE_SILENT && covers(row, code))
			return row;
	}
	return NULL;
}

sipw_rule sipw_rule_find(int header, int method, int code)
{
	const unsigned index = sipw__header_index(header);
	const unsigned column = sipw__method_index(method);
	const struct rule_row *row = index == 0 || (code != 0 && sipw_code_class(code) == 0)
		? NULL : find_row(index, column, code);
	if (row == NULL)
		return (sipw_rule){ 0 };
	return (sipw_rule){
		.presence = row->cells[column],
		.must = row->force != RULE_TABLE,
		.source = sipw_sn(sipw__rule_pool + row->source, strlen(sipw__rule_pool + row->source)),
	};
}

const struct rule_row *sipw__rule_row(unsigned header_index, int method, int code)
{
	return find_row(header_index, sipw__method_index(method), code);
}
