/* SPDX-License-Identifier: MIT */
/*
 * A terminal of its own for a command, and somebody who types at it:
 *
 *   terminal PIECE... -- COMMAND [ARGUMENT...]
 *
 * The command runs in the foreground of a session on a pseudoterminal, its standard input, output and error
 * as they are. Each piece is typed once the command asks, which is: what it wrote there last ends with
 * ": " and the terminal does not echo. A stopped command goes on at once. What the terminal showed goes to the
 * file "screen", one line a stop or an end saying whether it echoes then.
 *
 * The exit status is the command's, 128 and the signal that ended it, or 125 if all this cannot be done or takes
 * over ten seconds.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { UNUSABLE = 125, TIMEOUT = 10 };

static void die(const char *what)
{
	perror(what);
	exit(UNUSABLE);
}

static bool echoes(int fd)
{
	struct termios modes;
	if (tcgetattr(fd, &modes) != 0)
		die("tcgetattr");
	return (modes.c_lflag & ECHO) != 0;
}

/* ---- the session: a shell in small ---- */

static void to_foreground(int tty, pid_t group)
{
	if (tcsetpgrp(tty, group) != 0)
		die("tcsetpgrp");
}

/* As a login shell has them, whatever started the tests. */
static void default_signals(void)
{
	static const int numbers[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTOU };
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		signal(numbers[i], SIG_DFL);
}

static void run_command(int tty, char **command)
{
	setpgid(0, 0);
	to_foreground(tty, getpid());
	close(tty);
	default_signals();
	execvp(command[0], command);
	die(command[0]);
}

static void tell(int tty, const char *event)
{
	dprintf(tty, "[%s, echo %s]\n", event, echoes(tty) ? "on" : "off");
}

static int run_session(const char *name, char **command)
{
	if (setsid() < 0)
		die("setsid");
	signal(SIGTTOU, SIG_IGN);
	const int tty = open(name, O_RDWR);
	if (tty < 0 || ioctl(tty, TIOCSCTTY, 0) != 0)
		die(name);
	const pid_t child = fork();
	if (child == 0)
		run_command(tty, command);
	int status;
	while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
		tell(tty, "stopped");
		to_foreground(tty, child);
		kill(-child, SIGCONT);
	}
	to_foreground(tty, getpgrp());
	tell(tty, "ended");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- the one who types ---- */

struct typist {
	int master;
	char screen[8192];
	size_t len;
	size_t seen; /* of it, when the last piece was typed */
	char **pieces;
	char **end;
};

static bool is_asked(const struct typist *t)
{
	return t->len >= t->seen + 2 && memcmp(t->screen + t->len - 2, ": ", 2) == 0 && !echoes(t->master);
}

static void type(struct typist *t)
{
	const size_t len = strlen(*t->pieces);
	if (write(t->master, *t->pieces, len) != (ssize_t)len)
		die("write");
	t->pieces++;
	t->seen = t->len;
}

/* False at the end: the session's last process is gone. */
static bool watch(struct typist *t)
{
	struct pollfd ready = { .fd = t->master, .events = POLLIN };
	if (poll(&ready, 1, 20) > 0) {
		const ssize_t n = read(t->master, t->screen + t->len, sizeof t->screen - t->len);
		if (n <= 0)
			return false;
		t->len += (size_t)n;
	}
	if (t->pieces < t->end && is_asked(t))
		type(t);
	return true;
}

static void keep_screen(const struct typist *t)
{
	FILE *f = fopen("screen", "wb");
	if (f == NULL || fwrite(t->screen, 1, t->len, f) != t->len || fclose(f) != 0)
		die("screen");
}

int main(int argc, char **argv)
{
	static struct typist t;
	t.pieces = t.end = argv + 1;
	while (t.end < argv + argc && strcmp(*t.end, "--") != 0)
		t.end++;
	t.master = posix_openpt(O_RDWR | O_NOCTTY);
	if (t.end + 1 >= argv + argc || t.master < 0 || grantpt(t.master) != 0 || unlockpt(t.master) != 0)
		die("terminal PIECE... -- COMMAND");
	fcntl(t.master, F_SETFD, FD_CLOEXEC);
	alarm(TIMEOUT);
	const pid_t session = fork();
	if (session == 0)
		return run_session(ptsname(t.master), t.end + 1);
	while (watch(&t))
		continue;
	int status = 0;
	if (waitpid(session, &status, 0) != session || !WIFEXITED(status))
		return UNUSABLE;
	keep_screen(&t);
	return WEXITSTATUS(status);
}
