/* SPDX-License-Identifier: MIT */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

/* How anything here is measured, ours and others alike. What is measured has a number; run.sh reads
 * what is printed of it. */

#include <stdbool.h>
#include <stddef.h>

/* Runs number i `runs` times. */
typedef void measure_run(size_t i, long runs);

/* Runs 0 to n-1 after one another, and calls bench_mark() before the first and after each, so that
 * callgrind can tell what they cost. */
void measure_counts(measure_run *run, size_t n, long runs);

/* The fastest of `rounds` rounds for each, in nanoseconds a run. A round runs all of them for a
 * while, so that all meet the same disturbances. False if memory is out. */
bool measure_times(measure_run *run, size_t n, long rounds, double *ret_ns);

#endif
