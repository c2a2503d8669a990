/* SPDX-License-Identifier: MIT */
#ifndef TROFF_H
#define TROFF_H

#include <stdio.h>

#include "spec.h"

/* Pieces of a manual page, in the man macros. */

/*
 * .TH, NAME and DESCRIPTION, whose paragraphs end with NULL. The page's name is sipwright-<table>;
 * it has no date, as it changes with the tables only.
 */
void troff_begin(FILE *f, const char *table, const char *purpose, const char *const *paragraphs);

/* SEE ALSO with the other pages of the tables */
void troff_end(FILE *f, const char *table);

void troff_section(FILE *f, const char *title);

/* text with all that troff would take for itself escaped, but for a period that begins a line */
void troff_text(FILE *f, const char *text);

/* a tag in bold on a line of its own, with what is behind it in roman; NULL = nothing */
void troff_tag(FILE *f, const char *tag, const char *behind);

/* a line of text of its own */
void troff_line(FILE *f, const char *text);

#endif
