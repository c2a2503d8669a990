/* SPDX-License-Identifier: MIT */
/* exports.sym: the exported functions of each kind. */

#include "emit.h"

#include <stdlib.h>
#include <string.h>

#include "keep.h"
#include "text.h"

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void emit_exports_sym(FILE *f, const struct spec *spec)
{
	const char **names = keep(3 * spec->kind_count * sizeof *names);
	size_t n = 0;

	for (size_t i = 1; i < spec->kind_count; i++) {
		const struct kind *kind = &spec->kinds[i];

		if (kind->row.name == NULL)
			continue;
		names[n++] = lower_name("sipw_read_", kind->row.name);
		names[n++] = lower_name("sipw_put_", kind->row.name);
		if (kind->listed)
			names[n++] = keep_format("%s_list", lower_name("sipw_put_", kind->row.name));
	}
	if (n > 0)
		qsort(names, n, sizeof *names, compare_names);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "%s\n", names[i]);
}
