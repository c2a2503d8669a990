/* SPDX-License-Identifier: MIT */
/*
 * Datagrams between ports of 127.0.0.1, for scripts:
 *
 *   exchange ports N                 prints N ports that are free
 *   exchange ask FROM TO MS NAME     sends standard input until an answer comes, each 500 ms (RFC 3261
 *                                    17.1.1.2, T1); writes answers to NAME.1, NAME.2 ... up to the final
 *                                    response, and prints their number
 *   exchange send FROM TO            sends standard input once
 *   exchange wait PORT MS NAME       writes one datagram to NAME and prints the port it came from
 *   exchange with PORT COMMAND...    runs a command and keeps the port open meanwhile: those above, started by
 *                                    it, use that socket, and what comes between them is not lost
 *
 * Exit status: 0 fine, 1 nothing final came within MS milliseconds, 2 wrong usage or no such port.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { FINE, NOTHING_CAME, UNUSABLE };
enum { T1 = 500, DATAGRAM = 65536 };

/* Where sockets stand that `with` handed down. */
enum { KEPT_FIRST = 3, KEPT_LAST = 9 };

struct datagram {
	char bytes[DATAGRAM];
	size_t len;
};

static struct sockaddr_in loopback(long port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return address;
}

/* What a socket is bound to; 0: it is none. */
static long port_of(int fd)
{
	struct sockaddr_in address = { .sin_family = AF_UNSPEC };
	socklen_t size = sizeof address;
	if (getsockname(fd, (struct sockaddr *)&address, &size) != 0 || address.sin_family != AF_INET)
		return 0;
	return ntohs(address.sin_port);
}

/* Bound to `port`, 0 for any; ends the program if that cannot be had. */
static int bound_socket(long port)
{
	const struct sockaddr_in address = loopback(port);
	for (int kept = KEPT_FIRST; port != 0 && kept <= KEPT_LAST; kept++)
		if (port_of(kept) == port)
			return kept;
	const int fd = socket(AF_INET, SOCK_DGRAM, 0);
	if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof address) != 0) {
		perror("exchange");
		exit(UNUSABLE);
	}
	return fd;
}

static void send_to(int fd, long port, const struct datagram *d)
{
	const struct sockaddr_in to = loopback(port);
	if (sendto(fd, d->bytes, d->len, 0, (const struct sockaddr *)&to, sizeof to) < 0)
		perror("exchange");
}

static long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000;
}

/* One datagram, or false if none comes until `end`. An error that the other side's host reports, such as
 * a port that is not open yet, is none. */
static bool receive(int fd, long end, struct datagram *ret, long *ret_port)
{
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	for (long left = end - now_ms(); left > 0; left = end - now_ms()) {
		struct sockaddr_in from;
		socklen_t size = sizeof from;
		if (poll(&ready, 1, (int)left) <= 0)
			continue;
		const ssize_t n = recvfrom(fd, ret->bytes, DATAGRAM, 0, (struct sockaddr *)&from, &size);
		if (n < 0)
			continue;
		ret->len = (size_t)n;
		*ret_port = ntohs(from.sin_port);
		return true;
	}
	return false;
}

static bool write_file(const char *name, const struct datagram *d)
{
	FILE *file = fopen(name, "wb");
	if (file == NULL || fwrite(d->bytes, 1, d->len, file) != d->len || fclose(file) != 0) {
		perror(name);
		return false;
	}
	return true;
}

static bool is_final(const struct datagram *d)
{
	return d->len > 8 && memcmp(d->bytes, "SIP/2.0 ", 8) == 0 && d->bytes[8] > '1';
}

/* ---- commands ---- */

static int print_ports(long n)
{
	for (long i = 0; i < n; i++)
		printf("%ld\n", port_of(bound_socket(0)));
	return FINE;
}

static void read_input(struct datagram *ret)
{
	ret->len = fread(ret->bytes, 1, DATAGRAM, stdin);
}

/* Whether answers came up to a final one; their number in either case. */
static bool gather(int fd, long to, long end, const struct datagram *request, const char *name, int *ret_n)
{
	static struct datagram answer;
	bool final = false;
	long port;
	while (!final && now_ms() < end) {
		const long resend = now_ms() + T1;
		if (*ret_n == 0)
			send_to(fd, to, request);
		while (!final && receive(fd, *ret_n == 0 && resend < end ? resend : end, &answer, &port)) {
			char file[1024];
			snprintf(file, sizeof file, "%s.%d", name, ++*ret_n);
			if (!write_file(file, &answer))
				exit(UNUSABLE);
			final = is_final(&answer);
		}
	}
	return final;
}

static int ask(long from, long to, long ms, const char *name)
{
	static struct datagram request;
	int n = 0;
	read_input(&request);
	const bool final = gather(bound_socket(from), to, now_ms() + ms, &request, name, &n);
	printf("%d\n", n);
	return final ? FINE : NOTHING_CAME;
}

static int send_once(long from, long to)
{
	static struct datagram message;
	read_input(&message);
	send_to(bound_socket(from), to, &message);
	return FINE;
}

static int wait_for_one(long port, long ms, const char *name)
{
	static struct datagram message;
	long from;
	if (!receive(bound_socket(port), now_ms() + ms, &message, &from))
		return NOTHING_CAME;
	printf("%ld\n", from);
	return write_file(name, &message) ? FINE : UNUSABLE;
}

/* The lowest descriptor is free, and no exec closes it. */
static int run_with(long port, char **command)
{
	if (bound_socket(port) > KEPT_LAST)
		return UNUSABLE;
	execvp(command[0], command);
	perror(command[0]);
	return UNUSABLE;
}

int main(int argc, char **argv)
{
	const char *command = argc > 1 ? argv[1] : "";
	long number[3] = { 0 };
	for (int i = 2; i < argc && i < 5; i++)
		number[i - 2] = strtol(argv[i], NULL, 10);
	if (argc == 3 && strcmp(command, "ports") == 0)
		return print_ports(number[0]);
	if (argc == 6 && strcmp(command, "ask") == 0)
		return ask(number[0], number[1], number[2], argv[5]);
	if (argc == 4 && strcmp(command, "send") == 0)
		return send_once(number[0], number[1]);
	if (argc == 5 && strcmp(command, "wait") == 0)
		return wait_for_one(number[0], number[1], argv[4]);
	if (argc > 3 && strcmp(command, "with") == 0)
		return run_with(number[0], argv + 3);
	fputs("usage: exchange ports N | ask FROM TO MS NAME | send FROM TO | wait PORT MS NAME | with PORT COMMAND...\n",
	      stderr);
	return UNUSABLE;
}
