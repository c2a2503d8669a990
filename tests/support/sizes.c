/* SPDX-License-Identifier: MIT */
#include "support/sizes.h"

#include "sipwright/error.h"
#include "support/check.h"
#include "support/guard.h"

static void check_size(const struct guard *g, sized_writer *writer, const void *ctx, sipw_str expected, size_t cap,
		       const char *what)
{
	char *out = guard_last(g, cap);
	memset(out, 'X', cap);
	const ptrdiff_t n = writer(ctx, out, cap);
	if (cap < expected.len) {
		CHECKF(n == SIPW_ERR_SPACE, "%s: %td in %zu of %zu bytes", what, n, cap, expected.len);
		return;
	}
	if (CHECKF(n == (ptrdiff_t)expected.len, "%s: %td instead of %zu bytes", what, n, expected.len))
		check_str(sipw_sn(out, expected.len), expected, what, __FILE__, __LINE__);
	CHECKF(cap == expected.len || out[expected.len] == 'X', "%s: more than its bytes", what);
}

void check_sizes(sized_writer *writer, const void *ctx, sipw_str expected, const char *what)
{
	struct guard g = guard_open(expected.len + 1);
	CHECKF(writer(ctx, NULL, 0) == (ptrdiff_t)expected.len, "%s: %td bytes are needed, not %zu", what,
	       writer(ctx, NULL, 0), expected.len);
	for (size_t cap = 0; cap <= expected.len + 1; cap++)
		check_size(&g, writer, ctx, expected, cap, what);
	guard_close(&g);
}
