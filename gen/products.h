/* SPDX-License-Identifier: MIT */
#ifndef PRODUCTS_H
#define PRODUCTS_H

#include "spec.h"

/* Writes all products below dir; false when one could not be written, which is reported. */
bool write_products(const struct spec *spec, const char *dir);

#endif
