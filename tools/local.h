/* SPDX-License-Identifier: MIT */
#ifndef LOCAL_H
#define LOCAL_H

/* Addresses: where we are, by the options --local and --transport, and where others are. */

#include "sipwright/complete.h"

/* Takes HOST, HOST:PORT, [IPV6] or [IPV6]:PORT apart; the port is 0 if there is none. A status, complained
 * about if not fine. */
int split_address(const char *option, const char *text, sipw_str *ret_host, uint32_t *ret_port);

/* The same for --local. */
int parse_local(const char *text, sipw_local *local);

/* For --transport: the argument in capitals, as Via has it, in memory that is freed before and by the caller. */
int take_transport(const char *text, char **place);

/* Whether host, port and transport can stand in a Via; a status as above. */
int check_local(const sipw_local *local);

#endif
