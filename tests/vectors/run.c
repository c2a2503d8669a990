/* SPDX-License-Identifier: MIT */
/*
 * The vectors and the round trips of the tables, without any test framework, so that they run
 * wherever the library does. Prints one line a failure and a closing line "N passed, N failed".
 */
#include <stdio.h>
#include <stdlib.h>

#include "build.h"
#include "support/check.h"
#include "support/frames.h"
#include "support/message.h"
#include "support/received.h"
#include "support/tables.h"
#include "support/vectors.h"

static unsigned long failures;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

static void run_vector(const struct vector *vector)
{
	static char file[16384], out[16384], memory[32768];
	const sipw_str expected = read_vector(vector->file, file, sizeof file);
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);
	vector->build(m);
	ptrdiff_t n = sipw_serialize(m, out, sizeof out);
	sipw_error error = { .byte = -1 };
	char why[512] = "";
	if (n < 0 && sipw_verify(m, &error) < 0) {
		ptrdiff_t len = sipw_error_text(&error, why, sizeof why - 1);
		why[len > 0 ? len : 0] = '\0';
	}
	CHECKF(n >= 0, "%s: %s", vector->file, why);
	CHECKF(sipw_serialize(m, NULL, 0) == n, "%s: measured otherwise", vector->file);
	if (n < 0)
		return;
	CHECK_STR(sipw_sn(out, (size_t)n), expected);
	CHECK_STR(gathered(m), expected);
}

static void run_vectors(const struct vector *vectors, size_t n)
{
	for (size_t i = 0; i < n; i++)
		run_vector(&vectors[i]);
}

int main(void)
{
	run_vectors(rfc3665_vectors, rfc3665_vector_count);
	run_vectors(rfc3261_vectors, rfc3261_vector_count);
	run_vectors(bench_vectors, bench_vector_count);
	each_vector(check_prefixes);
	each_vector(check_in_stream);
	check_methods();
	check_headers();
	check_kinds();
	check_known_conditions();
	check_members();
	check_accessors();
	check_codes();
	check_phrases();
	check_presence();
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
