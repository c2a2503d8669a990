/* SPDX-License-Identifier: MIT */
#ifndef CAPTURE_H
#define CAPTURE_H

/* A pcap file of UDP datagrams in Ethernet frames, as if they had been sent. */

#include "sink.h"

/* An end of the datagrams: four bytes of IPv4 or 16 of IPv6. */
struct end {
	unsigned char address[16];
	size_t size;
	unsigned port;
};

/* ADDR:PORT or [IPV6]:PORT; a status, complained about with the option's name. */
int parse_end(const char *option, const char *text, struct end *ret);

#define RATE_MAX 1000000000

struct capture_options {
	const char *path; /* "-": standard output */
	struct end from, to;
	uint64_t rate; /* messages a second, 1 to RATE_MAX */
	uint64_t since; /* when instance 0 was sent, in seconds since 1970 */
};

/* A status, complained about. */
int open_capture(struct sink *ret, const struct capture_options *options);

#endif
