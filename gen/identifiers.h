/* SPDX-License-Identifier: MIT */
#ifndef IDENTIFIERS_H
#define IDENTIFIERS_H

#include "spec.h"

/* Reports each row whose name makes a C identifier that another row, or the library, has made. */
void claim_identifiers(const struct spec *spec);

#endif
