/* SPDX-License-Identifier: MIT */
#include "rules/options.h"

#include "grammar/values.h"

bool sipw__requires(const struct sipw__view *v, sipw_str option)
{
	const struct line *last = sipw__line(v->m, v->m->n - 1);
	const struct line *line = sipw__first(v, SIPW_HDR_REQUIRE);
	for (; line != NULL && line >= last; line--) {
		sipw_str rest = sipw__line_value(line), value;
		if (line->index != SIPW_HDR_REQUIRE)
			continue;
		while (sipw__next_value(&rest, false, &value))
			if (sipw__equal_nocase(value, option))
				return true;
	}
	return false;
}
