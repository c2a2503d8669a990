/* SPDX-License-Identifier: MIT */
#include "measure.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

/* The least time that one gets in a round: much longer than reading the clock takes. */
#define ROUND_NS 300000

/* ---- instructions ---- */

static volatile unsigned marks;

/* callgrind begins a new account whenever this is entered. */
__attribute__((noinline)) void bench_mark(void);
void bench_mark(void)
{
	marks = marks + 1;
}

void measure_counts(measure_run *run, size_t n, long runs)
{
	bench_mark();
	for (size_t i = 0; i < n; i++) {
		run(i, runs);
		bench_mark();
	}
}

/* ---- time ---- */

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double time_runs(measure_run *run, size_t i, long runs)
{
	const double start = now();
	run(i, runs);
	return now() - start;
}

static long runs_of_a_round(measure_run *run, size_t i)
{
	long runs = 1;
	while (time_runs(run, i, runs) < ROUND_NS)
		runs *= 2;
	return runs;
}

static void time_round(measure_run *run, size_t n, const long *runs, double *best)
{
	for (size_t i = 0; i < n; i++) {
		const double ns = time_runs(run, i, runs[i]) / (double)runs[i];
		if (ns < best[i])
			best[i] = ns;
	}
}

bool measure_times(measure_run *run, size_t n, long rounds, double *ret_ns)
{
	long *runs = calloc(n, sizeof *runs);
	if (runs == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		runs[i] = runs_of_a_round(run, i);
		ret_ns[i] = HUGE_VAL;
	}
	while (rounds-- > 0)
		time_round(run, n, runs, ret_ns);
	free(runs);
	return true;
}
