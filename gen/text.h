/* SPDX-License-Identifier: MIT */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* ASCII only, whatever the locale */
int fold_case(int c);
bool same_text(const char *a, const char *b);
bool same_folded(const char *a, const char *b);
int compare_folded(const char *a, const char *b);

bool is_ascii(const char *text);
bool is_token(const char *text);
bool is_utf8(const char *bytes, size_t n);

/* The code point of a well-formed sequence, *p moved behind it. */
unsigned next_utf8(const char **p);

/* The next item of a comma list, without blanks around it; NULL after the last. */
char *next_item(const char **list);

/* prefix, then name in the given case with '_' for each byte that no C identifier has */
const char *upper_name(const char *prefix, const char *name);
const char *lower_name(const char *prefix, const char *name);

#endif
