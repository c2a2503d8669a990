/* SPDX-License-Identifier: MIT */
#include "near.h"

#include "sipwright/lookup.h"
#include "text.h"

/* Letters of a name that can be near. */
#define LENGTH_MAX 64

/* The nearest names so far, all at the same distance. */
struct search {
	sipw_str word;
	size_t distance; /* a farther name is not near */
	sipw_str *names;
	size_t n;
};

static size_t least(size_t a, size_t b, size_t c)
{
	const size_t d = a < b ? a : b;
	return d < c ? d : c;
}

static bool same_letter(char a, char b)
{
	return upper(a) == upper(b);
}

/* Whether two letters stand the other way round, the second ones at i and j. */
static bool swapped(sipw_str a, size_t i, sipw_str b, size_t j)
{
	return i > 0 && j > 0 && same_letter(a.ptr[i], b.ptr[j - 1]) && same_letter(a.ptr[i - 1], b.ptr[j]);
}

/*
 * Letters to insert, remove or exchange and neighbours to swap to make one of the other, upper and lower
 * case alike. Row i + 1 is for the first i + 1 letters of a; the two rows before it are at hand.
 */
static size_t distance(sipw_str a, sipw_str b)
{
	size_t rows[3][LENGTH_MAX + 1];
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = j;
	for (size_t i = 0; i < a.len; i++) {
		const size_t *two_before = rows[(i + 2) % 3], *before = rows[i % 3];
		size_t *row = rows[(i + 1) % 3];
		row[0] = i + 1;
		for (size_t j = 0; j < b.len; j++) {
			const size_t kept = before[j] + !same_letter(a.ptr[i], b.ptr[j]);
			row[j + 1] = least(kept, row[j] + 1, before[j + 1] + 1);
			if (swapped(a, i, b, j))
				row[j + 1] = least(row[j + 1], two_before[j - 1] + 1, row[j + 1]);
		}
	}
	return rows[a.len % 3][b.len];
}

static void consider(struct search *s, sipw_str name)
{
	if (name.len > LENGTH_MAX)
		return;
	const size_t d = distance(s->word, name);
	if (d > s->distance)
		return;
	if (d < s->distance)
		s->n = 0;
	s->distance = d;
	for (size_t i = 0; i < s->n; i++)
		if (same_nocase(s->names[i], name))
			return;
	if (s->n < NEAR_MAX)
		s->names[s->n++] = name;
}

size_t find_near(sipw_str word, sipw_str ret_names[NEAR_MAX])
{
	struct search s = { word, word.len > 4 ? 2 : 1, ret_names, 0 };
	sipw_kind_info kind;
	sipw_condition_info condition;
	if (word.len < 2 || word.len > LENGTH_MAX)
		return 0;
	for (int id = 0; (id = sipw_method_next(id)) != 0;)
		consider(&s, sipw_method_name(id));
	for (int id = 0; (id = sipw_header_next(id)) != 0;)
		consider(&s, sipw_header_name(id));
	for (int code = 0; (code = sipw_code_next(code)) != 0;)
		consider(&s, sipw_reason(code));
	for (int id = 0; (id = sipw_kind_next(id)) != 0;)
		if (sipw_kind_describe(id, &kind))
			consider(&s, kind.name);
	for (int id = 0; (id = sipw_condition_next(id)) != 0;)
		if (sipw_condition_describe(id, &condition))
			consider(&s, condition.name);
	return s.n;
}
