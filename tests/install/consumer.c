/* SPDX-License-Identifier: MIT */
/* A C11 program as a user would write it against the installed library: prints an OPTIONS. */

#include <sipwright.h>

#include <stdio.h>
#include <string.h>

static int fill(sipw_msg *m)
{
	sipw_ids ids;
	sipw_local me = { .user = sipw_s("alice"), .host = sipw_s("192.0.2.101") };

	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:carol@chicago.example.com"));
	sipw_add_via(m, &(sipw_via){ .transport = sipw_s("UDP"), .host = sipw_s("192.0.2.101"),
	                             .branch = sipw_s("z9hG4bKconsumer") });
	sipw_add_accept(m, &(sipw_media){ .type = sipw_s("application"), .subtype = sipw_s("sdp") });
	sipw_ids_seeded(&ids, 1);
	return sipw_complete(m, &me, &ids, NULL);
}

int main(void)
{
	char memory[4096], out[2048];
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);

	if (strcmp(sipw_version(), SIPW_VERSION) != 0)
		return 1;
	if (fill(m) != SIPW_OK)
		return 1;
	ptrdiff_t n = sipw_serialize(m, out, sizeof out);
	if (n < 0)
		return 1;
	return fwrite(out, 1, (size_t)n, stdout) == (size_t)n ? 0 : 1;
}
