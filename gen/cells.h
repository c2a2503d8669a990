/* SPDX-License-Identifier: MIT */
#ifndef CELLS_H
#define CELLS_H

#include "spec_read.h"

/*
 * The readers of columns: each turns the text of one field into the member it points to, of the
 * type said behind it, or reports why it cannot.
 */
cell_reader read_id;       /* int */
cell_reader read_code;     /* int */
cell_reader read_letter;   /* int */
cell_reader read_word;     /* int */
cell_reader read_flags;    /* unsigned */
cell_reader read_presence; /* unsigned char */
cell_reader read_form;     /* struct form */
cell_reader read_bytes;    /* bool[256] */
cell_reader read_token;    /* const char *, as the next four */
cell_reader read_c_name;
cell_reader read_ascii;
cell_reader read_text;
cell_reader read_source;

/* The position of text in words; -1 when it is none of them, which is reported. */
int find_word(const struct word *words, const char *text);

#endif
