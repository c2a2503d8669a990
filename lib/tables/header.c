/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/compare.h"

#include "tables/header_rows.inc"

#define GPERF_DOWNCASE 1
#define GPERF_CASE_MEMCMP 1
static int gperf_case_memcmp(const char *a, const char *b, size_t n)
{
	return !sipw__same_exactly(a, b, n) && !sipw__same_letters(a, b, n);
}

#include "tables/header_hash.inc"

static unsigned find_letter(char letter)
{
	unsigned place = (unsigned)sipw__lower(letter) - 'a';
	return place < 26 ? sipw__header_letters[place] : 0;
}

unsigned sipw__header_find(const char *name, size_t len)
{
	if (len == 1)
		return find_letter(*name);
	if (len < MIN_WORD_LENGTH || len > MAX_WORD_LENGTH)
		return 0;
	const struct header_key *key = header_lookup(name, len);
	return key != NULL ? key->index : 0;
}

int sipw_header_find(sipw_str name)
{
	return sipw__header_rows[sipw__header_find(name.ptr, name.len)].id;
}

sipw_str sipw_header_name(int header)
{
	const struct header_row *row = sipw__header_row(header);
	return row->name_len == 0 ? (sipw_str){ 0 } : sipw_sn(sipw__header_pool + row->name, row->name_len);
}

char sipw_header_compact(int header)
{
	return sipw__header_row(header)->compact;
}

bool sipw_header_describe(int header, sipw_header_info *ret_info)
{
	const struct header_row *row = sipw__header_row(header);
	const struct header_text *text = &sipw__header_texts[row->index];
	if (row->name_len == 0)
		return false;
	*ret_info = (sipw_header_info){
		.id = row->id,
		.name = sipw_header_name(header),
		.compact = row->compact,
		.kind = row->kind,
		.times = row->times,
		.may_be_empty = row->flags & HEADER_EMPTY,
		.deprecated = row->flags & HEADER_DEPRECATED,
		.unregistered = row->flags & HEADER_UNREGISTERED,
		.source = sipw_s(sipw__header_pool + text->source),
		.meaning = sipw_s(sipw__header_pool + text->meaning),
		.computed = row->flags & HEADER_COMPUTED,
	};
	return true;
}

int sipw_header_next(int header)
{
	unsigned index = header < 0 ? HEADER_COUNT : sipw__header_index(header);
	if (header != 0 && index == 0)
		return 0;
	while (++index < HEADER_COUNT)
		if (sipw__header_rows[index].name_len > 0)
			return sipw__header_rows[index].id;
	return 0;
}
