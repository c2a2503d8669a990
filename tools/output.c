/* SPDX-License-Identifier: MIT */
#include "output.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "diagnose.h"
#include "tool.h"

int finish_output(void)
{
	errno = 0;
	const bool wrote = fflush(stdout) == 0 && !ferror(stdout);
	if (fclose(stdout) == 0 && wrote)
		return STATUS_FINE;
	complain("standard output: %s", errno != 0 ? strerror(errno) : "write error");
	return STATUS_SYSTEM;
}

int print_bytes(sipw_str bytes)
{
	if (fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len)
		return finish_output();
	complain("standard output: %s", strerror(errno));
	return STATUS_SYSTEM;
}
