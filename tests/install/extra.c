/* SPDX-License-Identifier: MIT */
/* A program that uses the rows of tests/extra-specs as if they were standard: prints a PING. */

#include <sipwright.h>

#include <stdio.h>
#include <string.h>

/* The rule of the extra rows: a PING without X-Load-Profile must not go out. */
static int refused(const sipw_msg *m)
{
	sipw_error error;
	return sipw_verify(m, &error) == SIPW_ERR_RULE && error.header == SIPW_HDR_X_LOAD_PROFILE;
}

int main(void)
{
	char memory[4096], out[2048];
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	sipw_local me = { .host = sipw_s("192.0.2.101") };
	sipw_ids ids;

	if (sipw_header_find(sipw_s("x-load-profile")) != SIPW_HDR_X_LOAD_PROFILE)
		return 1;
	sipw_request(m, SIPW_PING, sipw_s("sip:generator.example.com"));
	sipw_ids_seeded(&ids, 1);
	sipw_complete(m, &me, &ids, NULL);
	if (!refused(m))
		return 1;
	sipw_add_x_load_profile(m, &(sipw_token){ .value = sipw_s("ramp") });
	sipw_add_x_hold_seconds(m, 30);
	ptrdiff_t n = sipw_serialize(m, out, sizeof out);
	if (n < 0)
		return 1;
	return fwrite(out, 1, (size_t)n, stdout) == (size_t)n ? 0 : 1;
}
