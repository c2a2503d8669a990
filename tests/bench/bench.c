/* SPDX-License-Identifier: MIT */
/*
 * Runs the cases for run.sh, after each has shown that its result is right:
 *
 *   bench time ROUNDS  prints a line "NAME UNITS LESS BYTES NS" a case, NS for the fastest round.
 *   bench count RUNS   prints the lines without NS, and calls bench_mark() before the first case
 *                      and after each, so that callgrind can tell what RUNS runs of it cost.
 *   bench about        says which library this is and how it was compiled.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cases.h"
#include "measure.h"
#include "text/block.h"

void find_nothing(sipw_str name)
{
	(void)name;
}

void find_no_reason(int code)
{
	(void)code;
}

static void run_case(size_t i, long runs)
{
	const struct bench_case *c = &bench_cases[i];
	while (runs-- > 0)
		c->run(c->arg);
}

static void print_case(const struct bench_case *c)
{
	const size_t bytes = c->expected == NULL ? 0 : c->expected(c->arg).len;
	printf("%s %d %s %zu", c->name, c->units, c->less == NULL ? "-" : c->less, bytes);
}

static bool count(long runs)
{
	measure_counts(run_case, bench_case_count, runs);
	for (size_t i = 0; i < bench_case_count; i++) {
		print_case(&bench_cases[i]);
		putchar('\n');
	}
	return true;
}

static bool measure_time(long rounds)
{
	double *best = calloc(bench_case_count, sizeof *best);
	const bool done = best != NULL && measure_times(run_case, bench_case_count, rounds, best);
	for (size_t i = 0; done && i < bench_case_count; i++) {
		print_case(&bench_cases[i]);
		printf(" %.3f\n", best[i]);
	}
	free(best);
	return done;
}

/* ---- command line ---- */

#if defined(__clang__)
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

#if defined(__OPTIMIZE__)
#define OPTIMIZED ""
#else
#define OPTIMIZED " without optimization"
#endif

#if SIPW_BLOCKS
#define PLAIN ""
#else
#define PLAIN ", plain C"
#endif

static int about(void)
{
	printf("sipwright %s, %s%s%s\n", sipw_version(), COMPILER, OPTIMIZED, PLAIN);
	return EXIT_SUCCESS;
}

static int usage(void)
{
	fputs("usage: bench time ROUNDS | count RUNS | about\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	const char *command = argc > 1 ? argv[1] : "";
	const long n = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	if (strcmp(command, "about") == 0)
		return about();
	if (n <= 0 || (strcmp(command, "time") != 0 && strcmp(command, "count") != 0))
		return usage();
	list_methods();
	if (!read_messages() || !compile_template() || !verify_cases())
		return EXIT_FAILURE;
	const bool done = strcmp(command, "time") == 0 ? measure_time(n) : count(n);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
