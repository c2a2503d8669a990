/* SPDX-License-Identifier: MIT */
/* accessors.inc: the typed functions of each header field, as a list for the tests to unroll. */

#include "emit.h"

#include "text.h"

static const char *const times_marks[] = {
	[TIMES_ONE] = "ONE",
	[TIMES_LIST] = "LIST",
	[TIMES_LINES] = "LINES",
};

static void emit_accessors(FILE *f, const struct header *header)
{
	const struct kind *kind = header->kind;

	fprintf(f, "ACCESSORS(%s, %s, %s, %s, %s, %s)\n", kind->by_value ? "VALUE" : "STRUCT",
		times_marks[header->times], upper_name("SIPW_HDR_", header->row.name),
		lower_name("", header->row.name), kind->type, lower_name("", kind->row.name));
}

void emit_accessors_inc(FILE *f, const struct spec *spec)
{
	for (size_t i = 1; i < spec->header_count; i++) {
		const struct header *header = &spec->headers[i];

		if (header->row.name != NULL && header_has_setters(header))
			emit_accessors(f, header);
	}
}
