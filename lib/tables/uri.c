/* SPDX-License-Identifier: MIT */
#include "sipwright/derive.h"
#include "tables/tables.h"

#include "tables/uri_rows.inc"
