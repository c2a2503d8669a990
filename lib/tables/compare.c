/* SPDX-License-Identifier: MIT */
#include "tables/compare.h"

bool sipw__same_letters(const char *a, const char *b, size_t n)
{
	return sipw__same_nocase(a, b, n);
}
