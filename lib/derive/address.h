/* SPDX-License-Identifier: MIT */
#ifndef SIPW_ADDRESS_H
#define SIPW_ADDRESS_H

#include <stdbool.h>

#include "sipwright/base.h"

/* Whether two hosts are the same IP address, in whatever spelling: an IPv6 address with or without
 * brackets, in any case, its zeros written or not (RFC 5118 4.5, RFC 5952 1). False for names. */
bool sipw__same_address(sipw_str a, sipw_str b);

#endif
