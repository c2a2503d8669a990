/* SPDX-License-Identifier: MIT */
/* uri_parts.h, uri_rows.inc: the components of URIs, and which header fields a URI may ask for. */

#include "emit.h"

#include "keep.h"
#include "text.h"

void emit_uri_parts_h(FILE *f, const struct spec *spec)
{
	fputs("#ifndef URI_PARTS_H\n#define URI_PARTS_H\n\n", f);
	for (size_t i = 0; i < spec->uri_part_count; i++)
		fprintf(f, "#define %s %zu\n", upper_name("URI_PART_", spec->uri_parts[i].row.name),
			i);
	fprintf(f, "#define URI_PART_COUNT %zu\n\n#endif\n", spec->uri_part_count);
}

/* What is wrong where the component may not stand. */
static const char *sentence_of(const struct uri_part *part)
{
	if (part->param == NULL)
		return keep_format("a URI in this place has no %s", part->row.name);
	return keep_format("a URI in this place has no %s parameter", part->param);
}

static void emit_part(FILE *f, const struct uri_part *part, struct pool *pool)
{
	fprintf(f, "\t{%zu, %zu, %zu, {", pool_add(pool, part->param), pool_add(pool, sentence_of(part)),
		pool_add(pool, part->row.source));
	for (size_t i = 0; i < URI_PLACES; i++)
		fprintf(f, "%s%s", i == 0 ? "" : ", ", uri_cell_words[part->cells[i]].constant);
	fprintf(f, "}, %s}, /* %s */\n", alone_words[part->alone].constant, part->row.name);
}

void emit_uri_rows_inc(FILE *f, const struct spec *spec)
{
	struct pool pool = {NULL, 0};

	fputs("const struct uri_part_row sipw__uri_part_rows[URI_PART_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->uri_part_count; i++)
		emit_part(f, &spec->uri_parts[i], &pool);
	fputs("};\n\n", f);
	emit_pool(f, "sipw__uri_pool", &pool);
	fputs("\nconst uint8_t sipw__uri_advice[HEADER_COUNT] = {\n", f);
	for (size_t i = 0; i < spec->uri_header_count; i++)
		fprintf(f, "\t[%zu] = %s, /* %s */\n", spec->uri_headers[i].header,
			advice_words[spec->uri_headers[i].advice].constant, spec->uri_headers[i].row.name);
	fputs("};\n", f);
}
