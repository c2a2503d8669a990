/* SPDX-License-Identifier: MIT */
#ifndef TEST_SHAPE_H
#define TEST_SHAPE_H

/* The shape of a message: which lines, values, parts and parameters there are, without what they say. */

#include <stdbool.h>

#include "sipwright.h"
#include "support/bytes.h"

/* As text. `uris`: with what URIs are made of. */
void text_add_shape(struct text *text, const sipw_msg *m, bool uris);

#endif
