/* SPDX-License-Identifier: MIT */
#include "sipwright/from_uri.h"
#include "tables/tables.h"

#include "tables/uri_rows.inc"
