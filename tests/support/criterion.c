/* SPDX-License-Identifier: MIT */
/* A failed check under Criterion: the test goes on, so that its other findings show, but not for ever. */
#include <criterion/criterion.h>

#include "support/check.h"

#define FAILURES_MAX 12

void check_fail(const char *file, int line, const char *text)
{
	static int failures;
	if (++failures >= FAILURES_MAX)
		cr_assert_fail("%s:%d: %s (and no more of this test)", file, line, text);
	cr_expect_fail("%s:%d: %s", file, line, text);
}
