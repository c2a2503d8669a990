/* SPDX-License-Identifier: MIT */
#ifndef TERMINAL_H
#define TERMINAL_H

/* A question at the terminal, whose answer is not shown. */

#include <stddef.h>

/*
 * Reads a line, its end included, into `out`; without an end if it was typed so or does not fit. The
 * terminal is as it was afterwards, also if a signal ends or stops the process meanwhile; once it goes
 * on, it asks again. A status, complained about.
 */
int ask_terminal(const char *prompt, char *out, size_t cap, size_t *ret_len);

#endif
