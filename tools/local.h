/* SPDX-License-Identifier: MIT */
#ifndef LOCAL_H
#define LOCAL_H

/* Where we are: the options --local and --transport. */

#include "sipwright/complete.h"

/* Takes HOST, HOST:PORT, [IPV6] or [IPV6]:PORT apart: a status, complained about if not fine. */
int parse_local(const char *text, sipw_local *local);

/* Whether host, port and transport can stand in a Via; a status as above. */
int check_local(const sipw_local *local);

#endif
