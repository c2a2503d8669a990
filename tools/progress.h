/* SPDX-License-Identifier: MIT */
#ifndef PROGRESS_H
#define PROGRESS_H

/* A long run: how far it is, and whether somebody wants it to end. */

#include <stdbool.h>
#include <stdint.h>

/* The signal that asked for an end, SIGINT or SIGTERM; 0: none. A second one ends at once. */
int end_wanted(void);

/* From now on signals only ask. False, complained about, if that cannot be. */
bool wait_for_signals(void);

struct progress {
	bool shown; /* on a terminal */
	uint64_t total;
	double started, next; /* seconds */
	int width; /* of the line that stands there */
};

/* Of so many messages; a line is shown if standard error is a terminal, and what is written goes elsewhere. */
struct progress start_progress(uint64_t total, bool written_to_stdout);

/* So many are done. Looks at the clock now and then. */
void show_progress(struct progress *progress, uint64_t done);

/* Takes the line away. */
void end_progress(struct progress *progress);

#endif
