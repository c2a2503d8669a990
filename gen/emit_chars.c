/* SPDX-License-Identifier: MIT */
/* classes.h and chars.inc: character classes, one bit each. */

#include "emit.h"

#include <inttypes.h>

#include "text.h"

void emit_classes_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef CLASSES_H\n#define CLASSES_H\n\n#include <stdint.h>\n\n", f);
	for (size_t i = 0; i < spec->class_count; i++) {
		const struct class *class = &spec->classes[i];

		fprintf(f, "#define %s (UINT64_C(1) << %zu) /* %s, %s */\n",
			upper_name("CLASS_", class->row.name), i, class->row.name,
			comment_text(class->row.source));
	}
	fputs("\n#endif\n", f);
}

static uint64_t classes_of(const struct spec *spec, size_t byte)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < spec->class_count; i++)
		if (spec->classes[i].members[byte])
			bits |= UINT64_C(1) << i;
	return bits;
}

void emit_chars_inc(FILE *f, const struct spec *spec)
{
	enum { BYTES_A_LINE = 4 };

	fputs("const uint64_t sipw__chars[256] = {", f);
	for (size_t byte = 0; byte < 256; byte++) {
		if (byte % BYTES_A_LINE == 0)
			fprintf(f, "\n\t/* %02zX */", byte);
		fprintf(f, " UINT64_C(0x%016" PRIx64 "),", classes_of(spec, byte));
	}
	fputs("\n};\n", f);
}
