/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE

#include "config.h"

#include "capture.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "diagnose.h"
#include "input.h"
#include "local.h"
#include "tool.h"

static int refuse(const char *option, const char *text, const char *what)
{
	char shown[SHOWN_SIZE];
	complain("%s '%s': %s", option, show(shown, sipw_s(text)), what);
	return STATUS_USAGE;
}

int parse_end(const char *option, const char *text, struct end *ret)
{
	char address[INET6_ADDRSTRLEN];
	sipw_str host;
	uint32_t port;
	const int status = split_address(option, text, &host, &port);
	if (status != STATUS_FINE)
		return status;
	const bool six = host.len >= 2 && host.ptr[0] == '[';
	if (six)
		host = sipw_sn(host.ptr + 1, host.len - 2);
	snprintf(address, sizeof address, "%.*s", (int)(host.len < sizeof address ? host.len : sizeof address), host.ptr);
	*ret = (struct end){ .size = six ? 16 : 4, .port = port };
	if (port == 0 || host.len >= sizeof address || inet_pton(six ? AF_INET6 : AF_INET, address, ret->address) != 1)
		return refuse(option, text, "an IP address and a port are expected here, as 192.0.2.1:5060 or [2001:db8::1]:5060");
	return STATUS_FINE;
}

#if defined(HAVE_LIBPCAP) && !defined(SIPW_BARE)

#include <pcap/pcap.h>

/* Frames have addresses that are administered locally, the last byte telling the ends apart. */
#define ETHERNET 14
#define HEADERS_MAX (ETHERNET + 40 + 8)
#define SNAP_LENGTH 262144

struct capture {
	struct capture_options options;
	pcap_t *pcap;
	pcap_dumper_t *file;
	unsigned char headers[HEADERS_MAX];
	size_t ip; /* bytes of its header */
};

static unsigned char *put16(unsigned char *p, size_t number)
{
	p[0] = (unsigned char)(number >> 8 & 0xff);
	p[1] = (unsigned char)(number & 0xff);
	return p + 2;
}

/* The one's complement sum of bytes as numbers of 16 bits (RFC 1071), not yet folded. */
static uint64_t sum_of(const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint64_t sum = 0;
	for (size_t i = 0; i + 1 < n; i += 2)
		sum += (uint64_t)p[i] << 8 | p[i + 1];
	return n % 2 != 0 ? sum + ((uint64_t)p[n - 1] << 8) : sum;
}

static size_t checksum(uint64_t sum)
{
	while (sum >> 16 != 0)
		sum = (sum & 0xffff) + (sum >> 16);
	return (size_t)(~sum & 0xffff);
}

/* Ethernet II, its type that of IPv4 or IPv6. */
static void put_ethernet(struct capture *c)
{
	static const unsigned char ends[12] = { 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1 };
	memcpy(c->headers, ends, sizeof ends);
	put16(c->headers + 12, c->options.from.size == 4 ? 0x0800 : 0x86dd);
}

/* RFC 791 3.1. The checksum is of the header alone. */
static void put_ipv4(struct capture *c, size_t udp_len)
{
	unsigned char *ip = c->headers + ETHERNET;
	memset(ip, 0, 20);
	ip[0] = 0x45;
	put16(ip + 2, 20 + udp_len);
	ip[6] = 0x40; /* not to be fragmented */
	ip[8] = 64;
	ip[9] = 17; /* UDP */
	memcpy(ip + 12, c->options.from.address, 4);
	memcpy(ip + 16, c->options.to.address, 4);
	put16(ip + 10, checksum(sum_of(ip, 20)));
}

/* RFC 8200 3. */
static void put_ipv6(struct capture *c, size_t udp_len)
{
	unsigned char *ip = c->headers + ETHERNET;
	memset(ip, 0, 8);
	ip[0] = 0x60;
	put16(ip + 4, udp_len);
	ip[6] = 17; /* UDP */
	ip[7] = 64;
	memcpy(ip + 8, c->options.from.address, 16);
	memcpy(ip + 24, c->options.to.address, 16);
}

/* RFC 768, RFC 8200 8.1: the checksum is of addresses, protocol and length as well, and never zero. */
static void put_udp(struct capture *c, const char *payload, size_t len)
{
	unsigned char *udp = c->headers + ETHERNET + c->ip;
	const struct end *from = &c->options.from, *to = &c->options.to;
	put16(udp, from->port);
	put16(udp + 2, to->port);
	put16(udp + 4, 8 + len);
	put16(udp + 6, 0);
	const size_t sum = checksum(sum_of(from->address, from->size) + sum_of(to->address, to->size) + 17 + 8 + len +
				    sum_of(udp, 8) + sum_of(payload, len));
	put16(udp + 6, sum == 0 ? 0xffff : sum);
}

/* The headers go before the message, where the sink has kept room for them. */
static int write_frame(struct sink *sink, size_t len, uint64_t instance)
{
	struct capture *c = sink->capture;
	const size_t headers = ETHERNET + c->ip + 8, most = 65535 - 8 - (c->ip == 20 ? 20u : 0u);
	if (len > most) {
		complain("message %llu: %zu bytes do not fit a datagram, which takes %zu", (unsigned long long)instance, len, most);
		return STATUS_INVALID;
	}
	if (c->ip == 20)
		put_ipv4(c, 8 + len);
	else
		put_ipv6(c, 8 + len);
	char *start = sink->memory + HEADERS_MAX - headers;
	put_udp(c, sink->memory + HEADERS_MAX, len);
	memcpy(start, c->headers, headers);
	const uint64_t seconds = instance / c->options.rate, rest = instance % c->options.rate;
	const struct pcap_pkthdr frame = {
		.ts = { .tv_sec = (time_t)(c->options.since + seconds),
			.tv_usec = (suseconds_t)(rest * 1000000 / c->options.rate) },
		.caplen = (bpf_u_int32)(headers + len),
		.len = (bpf_u_int32)(headers + len),
	};
	pcap_dump((u_char *)c->file, &frame, (const u_char *)start);
	return ferror(pcap_dump_file(c->file)) ? cannot_write(sink->path, errno) : STATUS_FINE;
}

static int nothing_waits(struct sink *sink)
{
	(void)sink;
	return STATUS_FINE;
}

static int close_capture(struct sink *sink)
{
	struct capture *c = sink->capture;
	const bool failed = ferror(pcap_dump_file(c->file)); /* which was said */
	errno = 0;
	const int flushed = pcap_dump_flush(c->file);
	const int error = errno;
	pcap_dump_close(c->file);
	pcap_close(c->pcap);
	free(c);
	if (failed)
		return STATUS_SYSTEM;
	return flushed == 0 ? STATUS_FINE : cannot_write(sink->path, error);
}

static const struct sink_kind capture = { write_frame, nothing_waits, close_capture };

int open_capture(struct sink *ret, const struct capture_options *options)
{
	struct capture *c = calloc(1, sizeof *c);
	if (c == NULL || (c->pcap = pcap_open_dead(DLT_EN10MB, SNAP_LENGTH)) == NULL) {
		free(c);
		return no_memory();
	}
	errno = 0;
	c->file = pcap_dump_open(c->pcap, options->path);
	if (c->file == NULL) {
		const int error = errno;
		pcap_close(c->pcap);
		free(c);
		return cannot_write(options->path, error);
	}
	c->options = *options;
	c->ip = options->from.size == 4 ? 20 : 40;
	put_ethernet(c);
	*ret = (struct sink){ .kind = &capture, .path = options->path, .front = HEADERS_MAX, .capture = c };
	return STATUS_FINE;
}

#else

int open_capture(struct sink *ret, const struct capture_options *options)
{
	(void)ret;
	(void)options;
	complain("--pcap is not to be had: built without libpcap");
	return STATUS_USAGE;
}

#endif
