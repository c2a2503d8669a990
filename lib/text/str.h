/* SPDX-License-Identifier: MIT */
#ifndef SIPW_STR_H
#define SIPW_STR_H

/* Small helpers on slices. Nothing here depends on the locale. */

#include <stdbool.h>
#include <string.h>

#include "sipwright/base.h"
#include "tables/compare.h"

static inline bool sipw__given(sipw_str s)
{
	return s.ptr != NULL;
}

/* Equal without regard to the case of ASCII letters. */
static inline bool sipw__equal_nocase(sipw_str a, sipw_str b)
{
	return a.len == b.len && sipw__same_nocase(a.ptr, b.ptr, a.len);
}

static inline bool sipw__equal(sipw_str a, sipw_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

#endif
