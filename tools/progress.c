/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "progress.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "diagnose.h"

/* ---- signals ---- */

static volatile sig_atomic_t wanted;

static void ask(int signal_number)
{
	wanted = signal_number;
}

int end_wanted(void)
{
	return wanted;
}

/* What was ignored before us stays ignored. */
static bool heed(int number, const struct sigaction *action)
{
	struct sigaction before;
	return sigaction(number, NULL, &before) == 0 && (before.sa_handler == SIG_IGN || sigaction(number, action, NULL) == 0);
}

bool wait_for_signals(void)
{
	struct sigaction action = { .sa_handler = ask, .sa_flags = (int)SA_RESETHAND };
	sigemptyset(&action.sa_mask);
	if (heed(SIGINT, &action) && heed(SIGTERM, &action))
		return true;
	complain("signals cannot be waited for: %s", strerror(errno));
	return false;
}

/* ---- the line ---- */

/* The clock is looked at once in so many messages, the line written so many seconds after the last. */
#define EACH 1024
#define PAUSE 0.5

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct progress start_progress(uint64_t total, bool written_to_stdout)
{
	struct progress p = { .total = total };
	p.shown = isatty(STDERR_FILENO) && !(written_to_stdout && isatty(STDOUT_FILENO));
	if (p.shown)
		p.started = now();
	p.next = p.started + PAUSE;
	return p;
}

static void write_line(struct progress *p, uint64_t done, double rate)
{
	const double left = rate > 0 ? (double)(p->total - done) / rate : 0;
	const int width = fprintf(stderr, "\r%llu of %llu (%d %%), %.0f/s, %.0f s left", (unsigned long long)done,
				  (unsigned long long)p->total, (int)((double)done * 100 / (double)p->total), rate, left);
	if (width < p->width)
		fprintf(stderr, "%*s", p->width - width, "");
	p->width = width > p->width ? width : p->width;
	fflush(stderr);
}

void show_progress(struct progress *p, uint64_t done)
{
	if (!p->shown || done % EACH != 0)
		return;
	const double time = now();
	if (time < p->next)
		return;
	p->next = time + PAUSE;
	write_line(p, done, (double)done / (time - p->started));
}

void end_progress(struct progress *p)
{
	if (p->width > 0)
		fprintf(stderr, "\r%*s\r", p->width, "");
}
