/* SPDX-License-Identifier: MIT */
#include "fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FAULTS_SHOWN = 20 };

static int faults;

void fault(struct origin at, const char *format, ...)
{
	va_list args;

	if (faults++ == FAULTS_SHOWN) {
		fputs("specgen: more faults are not shown\n", stderr);
		exit(1);
	}
	fprintf(stderr, "%s:%d: ", at.file, at.line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

int fault_count(void)
{
	return faults;
}
