/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "diagnose.h"
#include "tool.h"

/* Signals that would leave the terminal without echo. */
static const int fatal[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP };
#define FATAL_COUNT (sizeof fatal / sizeof fatal[0])

/* The one that came; 0: none. */
static volatile sig_atomic_t came;

struct terminal {
	int fd;
	struct termios before;
	struct sigaction actions[FATAL_COUNT];
	sigset_t mask; /* as it was; while we ask, those above are let in only in pselect() */
};

static void note(int number)
{
	came = number;
}

/* What is ignored, as in a job under nohup, stays so. */
static void hold_signals(struct terminal *t)
{
	struct sigaction action = { .sa_handler = note };
	sigset_t held;
	sigemptyset(&action.sa_mask);
	sigemptyset(&held);
	for (size_t i = 0; i < FATAL_COUNT; i++)
		sigaddset(&held, fatal[i]);
	sigprocmask(SIG_BLOCK, &held, &t->mask);
	came = 0;
	for (size_t i = 0; i < FATAL_COUNT; i++) {
		sigaction(fatal[i], NULL, &t->actions[i]);
		if (t->actions[i].sa_handler != SIG_IGN)
			sigaction(fatal[i], &action, NULL);
	}
}

static void release_signals(const struct terminal *t)
{
	for (size_t i = 0; i < FATAL_COUNT; i++)
		sigaction(fatal[i], &t->actions[i], NULL);
	sigprocmask(SIG_SETMASK, &t->mask, NULL);
}

/* Also throws away what was typed before the question or behind the answer. */
static bool set(const struct terminal *t, const struct termios *modes)
{
	int result;
	do
		result = tcsetattr(t->fd, TCSAFLUSH, modes);
	while (result != 0 && errno == EINTR);
	return result == 0;
}

static bool hide(struct terminal *t)
{
	if (tcgetattr(t->fd, &t->before) != 0)
		return false;
	struct termios hidden = t->before;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	return set(t, &hidden);
}

static bool say(const struct terminal *t, const char *text)
{
	const size_t len = strlen(text);
	return write(t->fd, text, len) == (ssize_t)len;
}

/* A line comes in one piece, since the terminal gathers it. -1: an error or a signal. */
static ssize_t read_line(const struct terminal *t, char *out, size_t cap)
{
	fd_set ready;
	FD_ZERO(&ready);
	FD_SET(t->fd, &ready);
	return pselect(t->fd + 1, &ready, NULL, NULL, NULL, &t->mask) > 0 ? read(t->fd, out, cap) : -1;
}

/* Asks once. Whether there is an answer. */
static bool ask(struct terminal *t, const char *prompt, char *out, size_t cap, size_t *ret_len)
{
	ssize_t n = -1;
	hold_signals(t);
	if (hide(t)) {
		if (say(t, prompt))
			n = read_line(t, out, cap);
		set(t, &t->before);
		say(t, "\n");
	}
	release_signals(t);
	*ret_len = n > 0 ? (size_t)n : 0;
	return n >= 0;
}

int ask_terminal(const char *prompt, char *out, size_t cap, size_t *ret_len)
{
	struct terminal t = { .fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC) };
	bool answered = false;
	if (t.fd < 0 || t.fd >= FD_SETSIZE) {
		complain("there is no terminal to ask for a password; see --password-file and SIPWRIGHT_PASSWORD");
		return STATUS_SYSTEM;
	}
	do {
		answered = ask(&t, prompt, out, cap, ret_len);
		if (came != 0)
			raise(came);
	} while (!answered && came == SIGTSTP);
	close(t.fd);
	if (!answered)
		complain("the terminal: no password could be read");
	return answered ? STATUS_FINE : STATUS_SYSTEM;
}
