/* SPDX-License-Identifier: MIT */
/* specgen: from spec files to tables, headers and manual pages. */

#include <stdio.h>
#include <string.h>

#include "products.h"
#include "spec.h"

enum { EXIT_FINE, EXIT_FAULTS, EXIT_USAGE };

static int usage(void)
{
	fputs("usage: specgen [--extra DIR] SPECDIR OUTDIR\n", stderr);
	return EXIT_USAGE;
}

int main(int argc, char **argv)
{
	static struct spec spec;
	const char *extra_dir = NULL;
	int next = 1;

	if (argc > 2 && strcmp(argv[1], "--extra") == 0) {
		extra_dir = argv[2];
		next = 3;
	}
	if (argc - next != 2 || argv[next][0] == '-')
		return usage();

	spec_read(&spec, argv[next], extra_dir);
	rules_resolve(&spec);
	if (fault_count() > 0 || !write_products(&spec, argv[next + 1]))
		return EXIT_FAULTS;
	return EXIT_FINE;
}
