/* SPDX-License-Identifier: MIT */
#ifndef DIGEST_H
#define DIGEST_H

/* The hash functions of digest authentication, which are libsipwright-digest's. */

#include "sipwright/digest.h"

/* NULL, with a complaint, if this tool was built without it. */
const sipw_hasher *find_hasher(void);

#endif
