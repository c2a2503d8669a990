/* SPDX-License-Identifier: MIT */
/*
 * Runs one library for run.sh:
 *
 *   PEER write MESSAGE      the message, as it would be sent
 *   PEER time ROUNDS        a line "MESSAGE NS" each, for the fastest round
 *   PEER count RUNS         "MESSAGE" each, with bench_mark() called in between; see ../measure.h
 *   PEER allocations RUNS   "MESSAGE ALLOCATIONS" each, of all runs, counted by allocations.c
 *
 * The first one measured is "nothing": the loop and the calls alone.
 */
#include "peer.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../measure.h"

char peer_load_names[PEER_LOADS][16];
char peer_load_values[PEER_LOADS][32];

static void make_loads(void)
{
	for (int i = 0; i < PEER_LOADS; i++) {
		sprintf(peer_load_names[i], "X-Load-%d", i + 1);
		sprintf(peer_load_values[i], "value-%d-0123456789abcdef", i + 1);
	}
}

int peer_loads(enum peer_message message)
{
	return message < PEER_X10 ? 0 : 10 << (message - PEER_X10);
}

/* ---- what is run ---- */

static void build_nothing(enum peer_message message)
{
	(void)message;
}

static void release_nothing(void)
{
}

static const struct {
	const char *name;
	void (*build)(enum peer_message message);
	void (*release)(void);
	enum peer_message message;
} cases[] = {
	{ "nothing", build_nothing, release_nothing, PEER_A },
	{ "A", peer_build, peer_release, PEER_A },
	{ "B", peer_build, peer_release, PEER_B },
	{ "C", peer_build, peer_release, PEER_C },
	{ "X10", peer_build, peer_release, PEER_X10 },
	{ "X20", peer_build, peer_release, PEER_X20 },
	{ "X40", peer_build, peer_release, PEER_X40 },
	{ "X80", peer_build, peer_release, PEER_X80 },
};

enum { CASES = sizeof cases / sizeof cases[0] };

static void run(size_t i, long runs)
{
	while (runs-- > 0) {
		cases[i].build(cases[i].message);
		cases[i].release();
	}
}

/* ---- what is done with it ---- */

/* What is written was not the first: it comes from memory that is used again. */
static bool write_message(const char *name)
{
	static char bytes[65536];
	for (size_t i = 1; i < CASES; i++) {
		if (strcmp(cases[i].name, name) != 0)
			continue;
		run(i, 2);
		peer_build(cases[i].message);
		const size_t len = peer_bytes(bytes, sizeof bytes);
		peer_release();
		return fwrite(bytes, 1, len, stdout) == len;
	}
	return false;
}

static bool time_all(long rounds)
{
	double best[CASES];
	if (!measure_times(run, CASES, rounds, best))
		return false;
	for (size_t i = 0; i < CASES; i++)
		printf("%s %.3f\n", cases[i].name, best[i]);
	return true;
}

static bool count_all(long runs)
{
	measure_counts(run, CASES, runs);
	for (size_t i = 0; i < CASES; i++)
		puts(cases[i].name);
	return true;
}

static bool count_allocations(long runs)
{
	unsigned long (*allocations)(void);
	*(void **)&allocations = dlsym(RTLD_DEFAULT, "allocations");
	if (allocations == NULL)
		return false;
	for (size_t i = 0; i < CASES; i++) {
		const unsigned long before = allocations();
		run(i, runs);
		printf("%s %lu\n", cases[i].name, allocations() - before);
	}
	return true;
}

/* Every message once, so that nothing measured is the first of its kind. */
static void warm_up(void)
{
	make_loads();
	peer_start();
	for (size_t i = 0; i < CASES; i++)
		run(i, 1);
}

static int usage(void)
{
	fputs("usage: PEER write MESSAGE | time ROUNDS | count RUNS | allocations RUNS\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return usage();
	const char *command = argv[1];
	const long n = strtol(argv[2], NULL, 10);
	bool done;
	warm_up();
	if (strcmp(command, "write") == 0)
		done = write_message(argv[2]);
	else if (n > 0 && strcmp(command, "time") == 0)
		done = time_all(n);
	else if (n > 0 && strcmp(command, "count") == 0)
		done = count_all(n);
	else if (n > 0 && strcmp(command, "allocations") == 0)
		done = count_allocations(n);
	else
		return usage();
	return done && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
