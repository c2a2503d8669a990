/* SPDX-License-Identifier: MIT */
#include "tables/compare.h"
#include "tables/tables.h"

#include "tables/transport_rows.inc"

const struct transport_row *sipw__transport_find(sipw_str name)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].name_len == name.len && sipw__lower(rows[i].name[0]) == sipw__lower(name.ptr[0]) &&
		    sipw__same_nocase(rows[i].name, name.ptr, name.len))
			return &rows[i];
	return NULL;
}
