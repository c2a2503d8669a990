/* SPDX-License-Identifier: MIT */
#ifndef EMIT_H
#define EMIT_H

#include <stdio.h>

#include "spec.h"

/* What the products share: text in C source, string pools, and hash inputs. */

/* A pool of terminated strings, each once; offset 0 is the empty string. */
struct pool {
	char *bytes;
	size_t size;
};

/* The offset of text, put there if need be; 0 for NULL. */
size_t pool_add(struct pool *pool, const char *text);

/* "const char name[] = {...};", as single characters: ISO C limits the length of a literal. */
void emit_pool(FILE *f, const char *name, const struct pool *pool);
/* The bytes of a pool between braces, as an initializer. */
void emit_pool_bytes(FILE *f, const struct pool *pool);

/* Constants or-ed together, or 0. */
void emit_flags(FILE *f, unsigned bits, const struct word *words);

/* text between quotation marks, escaped as C and gperf need it */
void emit_quoted(FILE *f, const char *text);

/* text in lines of at most 100 columns: first before the first, next before the others */
void emit_wrapped(FILE *f, const char *first, const char *next, const char *text);

/* text with no mark in it that begins or ends a comment */
const char *comment_text(const char *text);

/* text as a comment, begun with slash and asterisks, on lines of its own */
void emit_comment(FILE *f, const char *indent, const char *begin, const char *text);

/*
 * The head of a gperf input, up to the first %%: names begin with stem, and a row has members
 * besides the name, which are zero in an empty slot.
 */
void emit_hash_head(FILE *f, const char *stem, const char *members, const char *zeros, bool fold);

/* The function that says whether a condition holds. */
const char *condition_predicate(const struct condition *condition);

/* What a condition is asked about: "requests: lines of CSeq". */
const char *condition_place(const struct condition *condition);

/* One emitter a product, named after the file it writes. */
void emit_names_h(FILE *f, const struct spec *spec);
void emit_values_h(FILE *f, const struct spec *spec);
void emit_put_h(FILE *f, const struct spec *spec);
void emit_put_c(FILE *f, const struct spec *spec);
void emit_read_h(FILE *f, const struct spec *spec);
void emit_read_c(FILE *f, const struct spec *spec);
void emit_getters_h(FILE *f, const struct spec *spec);
void emit_accessors_inc(FILE *f, const struct spec *spec);
void emit_exports_sym(FILE *f, const struct spec *spec);
void emit_setters_h(FILE *f, const struct spec *spec);
void emit_counts_h(FILE *f, const struct spec *spec);
void emit_classes_h(FILE *f, const struct spec *spec);
void emit_chars_inc(FILE *f, const struct spec *spec);
void emit_header_rows_inc(FILE *f, const struct spec *spec);
void emit_header_hash_gperf(FILE *f, const struct spec *spec);
void emit_method_rows_inc(FILE *f, const struct spec *spec);
void emit_method_hash_gperf(FILE *f, const struct spec *spec);
void emit_status_rows_inc(FILE *f, const struct spec *spec);
void emit_phrase_hash_gperf(FILE *f, const struct spec *spec);
void emit_kind_rows_inc(FILE *f, const struct spec *spec);
void emit_member_rows_inc(FILE *f, const struct spec *spec);
void emit_kinds_h(FILE *f, const struct spec *spec);
void emit_kinds_c(FILE *f, const struct spec *spec);
void emit_param_rows_inc(FILE *f, const struct spec *spec);
void emit_param_hash_gperf(FILE *f, const struct spec *spec);
void emit_rule_rows_inc(FILE *f, const struct spec *spec);
void emit_transport_rows_inc(FILE *f, const struct spec *spec);
void emit_condition_rows_inc(FILE *f, const struct spec *spec);
void emit_uri_parts_h(FILE *f, const struct spec *spec);
void emit_uri_rows_inc(FILE *f, const struct spec *spec);
void emit_conditions_h(FILE *f, const struct spec *spec);
void emit_conditions_inc(FILE *f, const struct spec *spec);
void emit_enforced_inc(FILE *f, const struct spec *spec);
void emit_headers_7(FILE *f, const struct spec *spec);
void emit_methods_7(FILE *f, const struct spec *spec);
void emit_codes_7(FILE *f, const struct spec *spec);
void emit_rules_7(FILE *f, const struct spec *spec);

#endif
