/* SPDX-License-Identifier: MIT */
/* sipwright, as the tests build these messages: typed setters, all checks on, memory of the caller's. */
#include "sipwright.h"

#include <string.h>

#include "peer.h"
#include "vectors/build.h"

static char memory[16384];
static char wire[16384];
static ptrdiff_t wire_len;

void peer_start(void)
{
}

void peer_build(enum peer_message message)
{
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	bench_vectors[message].build(m);
	wire_len = sipw_serialize(m, wire, sizeof wire);
}

size_t peer_bytes(char *out, size_t cap)
{
	const size_t len = wire_len < 0 || (size_t)wire_len > cap ? 0 : (size_t)wire_len;
	memcpy(out, wire, len);
	return len;
}

void peer_release(void)
{
}
