/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_H
#define FUZZ_H

/* A target: one file, which has both functions. */

#include <stddef.h>
#include <stdint.h>

#include "sipwright.h"

/* Holds what the library makes of the bytes to what must be so; a failed check ends the program. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Hands over the inputs to begin with. */
void make_seeds(void (*take)(sipw_str input));

/* What they are made of: the messages and the values of the other tests. */
void each_message(void (*visit)(sipw_str message));
void each_value(void (*visit)(int header, sipw_str value));

/* Longer inputs are left alone: they add nothing but time. */
#define INPUT_MAX 20000

#endif
