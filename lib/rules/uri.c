/* SPDX-License-Identifier: MIT */
#include "rules/uri.h"

#include "grammar/scan.h"

sipw_str sipw__first_uri(const struct line *line)
{
	struct sipw__scan s = sipw__scan_of(sipw__line_value(line), line->index);
	struct sipw__name_addr found;
	return sipw__scan_display_uri(&s, true, &found) ? found.uri : (sipw_str){ 0 };
}
