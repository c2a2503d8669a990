/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/chars.inc"
