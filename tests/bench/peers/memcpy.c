/* SPDX-License-Identifier: MIT */
/* The bound: a copy of the finished message, which the library made before. */
#include "sipwright.h"

#include <string.h>

#include "peer.h"
#include "vectors/build.h"

static struct {
	char bytes[16384];
	size_t len;
} finished[PEER_MESSAGES];

static char wire[16384];
static size_t wire_len;

void peer_start(void)
{
	static char memory[16384];
	for (int i = 0; i < PEER_MESSAGES; i++) {
		sipw_msg *m = sipw_msg_init(memory, sizeof memory);
		bench_vectors[i].build(m);
		const ptrdiff_t n = sipw_serialize(m, finished[i].bytes, sizeof finished[i].bytes);
		finished[i].len = n < 0 ? 0 : (size_t)n;
	}
}

void peer_build(enum peer_message message)
{
	wire_len = finished[message].len;
	memcpy(wire, finished[message].bytes, wire_len);
}

size_t peer_bytes(char *out, size_t cap)
{
	const size_t len = wire_len < cap ? wire_len : cap;
	memcpy(out, wire, len);
	return len;
}

void peer_release(void)
{
}
