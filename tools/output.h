/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_H
#define OUTPUT_H

/* Standard output. Nothing counts as printed until the system has taken it. */

#include "sipwright/base.h"

/* Writes out what was printed and closes stdout: a status, complained about if it is not fine. */
int finish_output(void);

/* Prints the bytes, then the same. */
int print_bytes(sipw_str bytes);

#endif
