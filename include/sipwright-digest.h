/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_DIGEST_LIBRARY_H
#define SIPWRIGHT_DIGEST_LIBRARY_H

/**
 * @file
 * libsipwright-digest: the hash functions of digest authentication, which are those of nettle. A library
 * of its own, so that libsipwright depends on nothing: compile with the flags of the pkg-config module
 * sipwright-digest. A program with hash functions of its own needs none of this, see sipw_hasher.
 */

#include "sipwright/digest.h"

#ifdef __cplusplus
extern "C" {
#endif

/** MD5, SHA-256 and SHA-512/256. Static and without state: any threads may use it at the same time. */
SIPW_API const sipw_hasher *sipw_hasher_nettle(void);

#ifdef __cplusplus
}
#endif

#endif
