/* SPDX-License-Identifier: MIT */
#include "tables/tables.h"

#include "tables/condition_rows.inc"
