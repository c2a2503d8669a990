/* SPDX-License-Identifier: MIT */
/*
 * Reads a capture of UDP datagrams with libpcap, and holds each to its standards: lengths, and checksums
 * that come to nothing.
 *
 *   captured FILE  prints a line a datagram: its time, its ends, the bytes of its message
 *   captured FILE messages  prints the messages
 */
#define _DEFAULT_SOURCE

#include <arpa/inet.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void wrong(int number, const char *what)
{
	fprintf(stderr, "datagram %d: %s\n", number, what);
	exit(EXIT_FAILURE);
}

static unsigned at16(const unsigned char *p)
{
	return (unsigned)p[0] * 256 + p[1];
}

/* Words added with the carry around, on to `sum`. All of them with their checksum make 0xffff. */
static unsigned add_words(unsigned sum, const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		sum += i % 2 == 0 ? p[i] * 256u : p[i];
		if (sum > 0xffff)
			sum -= 0xffff;
	}
	return sum;
}

/* What stands in one IP packet. */
struct datagram {
	int family;
	const unsigned char *from, *to;
	size_t address; /* bytes of each */
	const unsigned char *udp;
	size_t udp_len;
};

static struct datagram read_ipv4(int number, const unsigned char *ip, size_t len)
{
	if (len < 28 || ip[0] != 0x45 || at16(ip + 2) != len || ip[9] != 17 || (at16(ip + 6) & 0x3fff) != 0)
		wrong(number, "no IPv4 header before UDP");
	if (add_words(0, ip, 20) != 0xffff)
		wrong(number, "the checksum of the IPv4 header");
	return (struct datagram){ AF_INET, ip + 12, ip + 16, 4, ip + 20, len - 20 };
}

static struct datagram read_ipv6(int number, const unsigned char *ip, size_t len)
{
	if (len < 48 || ip[0] >> 4 != 6 || at16(ip + 4) != len - 40 || ip[6] != 17 || ip[7] == 0)
		wrong(number, "no IPv6 header before UDP");
	return (struct datagram){ AF_INET6, ip + 8, ip + 24, 16, ip + 40, len - 40 };
}

static void check_udp(int number, const struct datagram *d)
{
	const unsigned char rest[4] = { 0, 17, (unsigned char)(d->udp_len >> 8), (unsigned char)d->udp_len };
	if (at16(d->udp + 4) != d->udp_len)
		wrong(number, "the length of UDP");
	unsigned sum = add_words(0, d->from, d->address);
	sum = add_words(sum, d->to, d->address);
	sum = add_words(sum, rest, sizeof rest);
	if (at16(d->udp + 6) == 0 || add_words(sum, d->udp, d->udp_len) != 0xffff)
		wrong(number, "the checksum of UDP");
}

static void print_datagram(const struct pcap_pkthdr *frame, const struct datagram *d)
{
	char from[INET6_ADDRSTRLEN], to[INET6_ADDRSTRLEN];
	inet_ntop(d->family, d->from, from, sizeof from);
	inet_ntop(d->family, d->to, to, sizeof to);
	printf("%lld.%06ld %s %u > %s %u %zu\n", (long long)frame->ts.tv_sec, (long)frame->ts.tv_usec, from, at16(d->udp), to,
	       at16(d->udp + 2), d->udp_len - 8);
}

int main(int argc, char **argv)
{
	char error[PCAP_ERRBUF_SIZE];
	struct pcap_pkthdr *frame;
	const unsigned char *bytes;
	int number = 0, result;
	pcap_t *pcap = argc > 1 ? pcap_open_offline(argv[1], error) : NULL;
	if (pcap == NULL || pcap_datalink(pcap) != DLT_EN10MB)
		wrong(number, "no capture of Ethernet frames");
	while ((result = pcap_next_ex(pcap, &frame, &bytes)) == 1) {
		number++;
		if (frame->caplen != frame->len || frame->len < 14 || (at16(bytes + 12) != 0x0800 && at16(bytes + 12) != 0x86dd))
			wrong(number, "no Ethernet frame with IP");
		const struct datagram d = at16(bytes + 12) == 0x0800 ? read_ipv4(number, bytes + 14, frame->len - 14)
								     : read_ipv6(number, bytes + 14, frame->len - 14);
		check_udp(number, &d);
		if (argc > 2)
			fwrite(d.udp + 8, 1, d.udp_len - 8, stdout);
		else
			print_datagram(frame, &d);
	}
	pcap_close(pcap);
	return result == PCAP_ERROR_BREAK ? EXIT_SUCCESS : EXIT_FAILURE;
}
