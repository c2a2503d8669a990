/* SPDX-License-Identifier: MIT */
/*
 * Runs the cases for run.sh, after each has shown that its result is right:
 *
 *   bench time ROUNDS  prints a line "NAME UNITS LESS BYTES NS" a case, NS for the fastest round. A
 *                      round runs every case for a while, so that all meet the same disturbances.
 *   bench count RUNS   prints the lines without NS, and calls bench_mark() before the first case
 *                      and after each, so that callgrind can tell what RUNS runs of it cost.
 *   bench about        says which library this is and how it was compiled.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cases.h"

/* The least time a case gets in a round: much longer than reading the clock takes. */
#define ROUND_NS 300000

void find_no_header(sipw_str name)
{
	(void)name;
}

void find_no_reason(int code)
{
	(void)code;
}

static void run_case(const struct bench_case *c, long runs)
{
	for (long i = 0; i < runs; i++)
		c->run(c->arg);
}

static void print_case(const struct bench_case *c)
{
	const size_t bytes = c->expected == NULL ? 0 : c->expected(c->arg).len;
	printf("%s %d %s %zu", c->name, c->units, c->less == NULL ? "-" : c->less, bytes);
}

/* ---- instructions ---- */

static volatile unsigned marks;

/* callgrind begins a new account whenever this is entered. */
__attribute__((noinline)) void bench_mark(void);
void bench_mark(void)
{
	marks = marks + 1;
}

static bool count(long runs)
{
	bench_mark();
	for (size_t i = 0; i < bench_case_count; i++) {
		run_case(&bench_cases[i], runs);
		bench_mark();
	}
	for (size_t i = 0; i < bench_case_count; i++) {
		print_case(&bench_cases[i]);
		putchar('\n');
	}
	return true;
}

/* ---- time ---- */

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double time_runs(const struct bench_case *c, long runs)
{
	const double start = now();
	run_case(c, runs);
	return now() - start;
}

static long runs_of_a_round(const struct bench_case *c)
{
	long runs = 1;
	while (time_runs(c, runs) < ROUND_NS)
		runs *= 2;
	return runs;
}

struct timing {
	long runs; /* in a round */
	double best; /* of all rounds, ns a run */
};

static void time_round(struct timing *timings)
{
	for (size_t i = 0; i < bench_case_count; i++) {
		struct timing *t = &timings[i];
		const double ns = time_runs(&bench_cases[i], t->runs) / (double)t->runs;
		if (ns < t->best)
			t->best = ns;
	}
}

static bool measure_time(long rounds)
{
	struct timing *timings = calloc(bench_case_count, sizeof *timings);
	if (timings == NULL)
		return false;
	for (size_t i = 0; i < bench_case_count; i++) {
		timings[i].runs = runs_of_a_round(&bench_cases[i]);
		timings[i].best = HUGE_VAL;
	}
	while (rounds-- > 0)
		time_round(timings);
	for (size_t i = 0; i < bench_case_count; i++) {
		print_case(&bench_cases[i]);
		printf(" %.3f\n", timings[i].best);
	}
	free(timings);
	return true;
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

static int about(void)
{
	printf("sipwright %s, %s%s\n", sipw_version(), COMPILER, OPTIMIZED);
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
	if (!read_messages() || !verify_cases())
		return EXIT_FAILURE;
	const bool done = strcmp(command, "time") == 0 ? measure_time(n) : count(n);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
