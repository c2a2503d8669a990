/* SPDX-License-Identifier: MIT */
#ifndef RECORDS_H
#define RECORDS_H

#include "spec_read.h"

/* The record of a type that a value has by itself, without a struct: its one member is the value. */
const struct record *find_value_record(const char *name);

/* From the rows of members.spec to structs, and each kind's struct. */
void link_records(struct spec *spec, const struct list *members, const struct list *kinds);

#endif
