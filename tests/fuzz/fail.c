/* SPDX-License-Identifier: MIT */
/* A fuzzer knows a fault by the program's end. */
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"

void check_fail(const char *file, int line, const char *text)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
	abort();
}
