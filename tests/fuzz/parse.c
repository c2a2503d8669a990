/* SPDX-License-Identifier: MIT */
/* Received bytes: a datagram, a stream in pieces, checked, edited, written and received again. */
#include "fuzz.h"

#include "support/bytes.h"
#include "support/findings.h"
#include "support/frames.h"
#include "support/received.h"

#define SHORT 60 /* tried at every cut */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const sipw_str bytes = { (const char *)data, size };
	if (size > INPUT_MAX)
		return 0;
	check_received(bytes);
	check_edited(bytes);
	if (size <= SHORT)
		check_stream(bytes);
	else
		check_pieces(bytes);
	return 0;
}

void make_seeds(void (*take)(sipw_str input))
{
	each_message(take);
}
