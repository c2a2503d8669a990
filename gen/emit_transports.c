/* SPDX-License-Identifier: MIT */
/* transport_rows.inc: the transports there are. */

#include "emit.h"

#include <string.h>

void emit_transport_rows_inc(FILE *f, const struct spec *spec)
{
	fputs("static const struct transport_row rows[] = {\n", f);
	for (size_t i = 0; i < spec->transport_count; i++) {
		const struct transport *transport = &spec->transports[i];

		fputs("\t{", f);
		emit_quoted(f, transport->row.name);
		fprintf(f, ", %zu, ", strlen(transport->row.name));
		emit_flags(f, transport->properties, transport_words);
		fputs("},\n", f);
	}
	fputs("};\n", f);
}
