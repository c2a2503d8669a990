/* SPDX-License-Identifier: MIT */
/* All products, and how they come to stand in their places: whole, or not at all. */

#define _POSIX_C_SOURCE 200809L

#include "products.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "emit.h"
#include "keep.h"
#include "text.h"

struct product {
	const char *path;
	const char *sources; /* named in its first line */
	void (*emit)(FILE *f, const struct spec *spec);
};

static const struct product products[] = {
	{"include/sipwright/names.h", "methods,headers,statuses,kinds", emit_names_h},
	{"include/sipwright/values.h", "members", emit_values_h},
	{"include/sipwright/put.h", "kinds", emit_put_h},
	{"include/sipwright/setters.h", "headers,kinds", emit_setters_h},
	{"include/sipwright/read.h", "kinds", emit_read_h},
	{"include/sipwright/getters.h", "headers,kinds", emit_getters_h},
	{"lib/tables/counts.h", "headers,methods,kinds,members,statuses,params,rules,conditions",
	 emit_counts_h},
	{"lib/tables/classes.h", "chars", emit_classes_h},
	{"lib/tables/chars.inc", "chars", emit_chars_inc},
	{"lib/tables/header_rows.inc", "headers", emit_header_rows_inc},
	{"lib/tables/header_hash.gperf", "headers", emit_header_hash_gperf},
	{"lib/tables/method_rows.inc", "methods", emit_method_rows_inc},
	{"lib/tables/method_hash.gperf", "methods", emit_method_hash_gperf},
	{"lib/tables/status_rows.inc", "statuses", emit_status_rows_inc},
	{"lib/tables/phrase_hash.gperf", "statuses", emit_phrase_hash_gperf},
	{"lib/tables/kind_rows.inc", "kinds,members", emit_kind_rows_inc},
	{"lib/tables/member_rows.inc", "members", emit_member_rows_inc},
	{"lib/tables/param_rows.inc", "params", emit_param_rows_inc},
	{"lib/tables/param_hash.gperf", "params", emit_param_hash_gperf},
	{"lib/tables/rule_rows.inc", "rules", emit_rule_rows_inc},
	{"lib/tables/condition_rows.inc", "conditions", emit_condition_rows_inc},
	{"lib/tables/uri_parts.h", "uri-parts", emit_uri_parts_h},
	{"lib/tables/uri_rows.inc", "uri-parts,uri-headers", emit_uri_rows_inc},
	{"lib/fields/kinds.h", "kinds", emit_kinds_h},
	{"lib/fields/kinds.c", "kinds", emit_kinds_c},
	{"lib/message/put.c", "kinds", emit_put_c},
	{"lib/message/read.c", "kinds", emit_read_c},
	{"lib/tables/transport_rows.inc", "transports", emit_transport_rows_inc},
	{"lib/rules/conditions.h", "conditions", emit_conditions_h},
	{"lib/rules/conditions.inc", "conditions", emit_conditions_inc},
	{"lib/rules/enforced.inc", "conditions", emit_enforced_inc},
	{"lib/exports.sym", "", emit_exports_sym},
	{"tests/accessors.inc", "headers,kinds", emit_accessors_inc},
	{"doc/sipwright-headers.7", "headers,rules", emit_headers_7},
	{"doc/sipwright-methods.7", "methods,rules", emit_methods_7},
	{"doc/sipwright-codes.7", "statuses", emit_codes_7},
	{"doc/sipwright-rules.7", "conditions", emit_rules_7},
};

enum { PRODUCTS = sizeof products / sizeof *products };

/* How a comment begins and ends in a file of this suffix; elsewhere there is none. */
struct comment {
	const char *suffix, *begin, *next, *end;
};

static const struct comment comments[] = {
	{".h", "/* ", " * ", " */\n\n"},
	{".c", "/* ", " * ", " */\n\n"},
	{".inc", "/* ", " * ", " */\n\n"},
	{".gperf", "%{\n/* ", " * ", " */\n%}\n"},
	{".7", ".\\\" ", ".\\\" ", "\n"},
};

static struct origin origin_of(const char *path)
{
	return (struct origin){path, 1};
}

static const char *head_of(const struct product *product)
{
	const char *head = "Generated from";
	const char *sources = product->sources;

	for (char *item; (item = next_item(&sources)) != NULL;)
		head = keep_format("%s gen/%s.spec%s", head, item, sources != NULL ? "," : ";");
	return keep_format("%s do not edit.", head);
}

static void emit_head(FILE *f, const struct product *product)
{
	const char *suffix = strrchr(product->path, '.');

	for (size_t i = 0; i < sizeof comments / sizeof *comments; i++)
		if (same_text(comments[i].suffix, suffix)) {
			emit_wrapped(f, comments[i].begin, comments[i].next, head_of(product));
			fputs(comments[i].end, f);
		}
}

static bool make_directories(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
		if (!made)
			fault(origin_of(path), "cannot be made: %s", strerror(errno));
		*slash = '/';
		if (!made)
			return false;
	}
	return true;
}

/* A full disk shows at the latest when the file is closed. */
static bool write_product(const struct spec *spec, const struct product *product, char *path)
{
	if (!make_directories(path))
		return false;

	FILE *f = fopen(path, "wb");
	bool failed = f == NULL;

	if (f != NULL) {
		emit_head(f, product);
		product->emit(f, spec);
		failed = ferror(f) != 0;
		failed |= fclose(f) != 0;
	}
	if (failed)
		fault(origin_of(path), "cannot be written: %s", strerror(errno));
	return !failed;
}

static void remove_parts(char *const *parts)
{
	for (size_t i = 0; i < PRODUCTS && parts[i] != NULL; i++)
		remove(parts[i]);
}

bool write_products(const struct spec *spec, const char *dir)
{
	char *parts[PRODUCTS] = {NULL};

	for (size_t i = 0; i < PRODUCTS; i++) {
		parts[i] = keep_format("%s/%s.part", dir, products[i].path);
		if (!write_product(spec, &products[i], parts[i])) {
			remove_parts(parts);
			return false;
		}
	}
	for (size_t i = 0; i < PRODUCTS; i++) {
		const char *path = keep_format("%s/%s", dir, products[i].path);

		if (rename(parts[i], path) != 0) {
			fault(origin_of(path), "cannot be put in place: %s", strerror(errno));
			remove_parts(parts);
			return false;
		}
	}
	return true;
}
