/* SPDX-License-Identifier: MIT */
/*
 * How often a text stands in a command's memory when the command ends:
 *
 *   residue TEXT COMMAND [ARGUMENT...]
 *
 * The command is stopped on its way out, and what it can write to is searched: heap, stack, data of the program
 * and its libraries. Areas without a name are left out, where a sanitizer has a copy of the environment. The
 * number goes to standard error; the exit status is the command's, or 125 if this cannot be done.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

enum { UNUSABLE = 125 };

static void die(const char *what)
{
	perror(what);
	exit(UNUSABLE);
}

static unsigned long count(const char *area, size_t len, const char *text)
{
	unsigned long n = 0;
	const char *at = area;
	while ((at = memmem(at, (size_t)(area + len - at), text, strlen(text))) != NULL) {
		n++;
		at++;
	}
	return n;
}

/* Pages of an area that was never touched cannot always be read. */
static unsigned long search_area(int memory, unsigned long from, unsigned long to, const char *text)
{
	char *area = malloc(to - from);
	if (area == NULL)
		die("malloc");
	const ssize_t len = pread(memory, area, to - from, (off_t)from);
	const unsigned long n = len > 0 ? count(area, (size_t)len, text) : 0;
	free(area);
	return n;
}

static FILE *open_of(pid_t process, const char *what)
{
	char name[64];
	snprintf(name, sizeof name, "/proc/%ld/%s", (long)process, what);
	FILE *f = fopen(name, "r");
	if (f == NULL)
		die(name);
	return f;
}

static unsigned long search(pid_t process, const char *text)
{
	char line[1024], mode[8];
	unsigned long from, to, n = 0, searched = 0;
	FILE *areas = open_of(process, "maps"), *memory = open_of(process, "mem");
	while (fgets(line, sizeof line, areas) != NULL)
		if (sscanf(line, "%lx-%lx %7s", &from, &to, mode) == 3 && mode[1] == 'w' && strpbrk(line, "/[") != NULL) {
			n += search_area(fileno(memory), from, to, text);
			searched++;
		}
	fclose(memory);
	fclose(areas);
	if (searched == 0) {
		errno = EIO;
		die("no memory was searched");
	}
	return n;
}

static pid_t start(char **command)
{
	int gate[2];
	char byte;
	if (pipe(gate) != 0)
		die("pipe");
	const pid_t child = fork();
	if (child == 0) {
		close(gate[1]);
		if (read(gate[0], &byte, 1) == 0)
			execvp(command[0], command);
		die(command[0]);
	}
	if (child < 0 || ptrace(PTRACE_SEIZE, child, NULL, (void *)PTRACE_O_TRACEEXIT) != 0)
		die("ptrace");
	close(gate[0]);
	close(gate[1]); /* opens it */
	return child;
}

int main(int argc, char **argv)
{
	int status;
	if (argc < 3)
		return UNUSABLE;
	const pid_t child = start(argv + 2);
	while (waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
		long number = WSTOPSIG(status);
		if (status >> 8 == (SIGTRAP | (PTRACE_EVENT_EXIT << 8)))
			fprintf(stderr, "%lu\n", search(child, argv[1]));
		if (status >> 16 != 0)
			number = 0;
		ptrace(PTRACE_CONT, child, NULL, (void *)number);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : UNUSABLE;
}
