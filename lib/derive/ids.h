/* SPDX-License-Identifier: MIT */
#ifndef SIPW_IDS_H
#define SIPW_IDS_H

#include "sipwright/complete.h"

/* 80 bits, which an id writes as 16 digits of base 32 (RFC 4648 6, lower case). */
#define ID_BYTES 10

void sipw__id_write(const unsigned char bytes[ID_BYTES], char ret_text[SIPW_ID_LEN]);

#endif
