/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "digest.h"

#if defined(HAVE_DIGEST) && !defined(SIPW_BARE)

#include "sipwright-digest.h"

const sipw_hasher *find_hasher(void)
{
	return sipw_hasher_nettle();
}

#else

#include <stddef.h>

#include "diagnose.h"

const sipw_hasher *find_hasher(void)
{
	complain("authorize needs libsipwright-digest; this sipwright was built without it");
	return NULL;
}

#endif
