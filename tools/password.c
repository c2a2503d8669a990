/* SPDX-License-Identifier: MIT */
/* No stdio and no memory that grows: each would keep copies. */
#define _POSIX_C_SOURCE 200809L

#include "password.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "diagnose.h"
#include "terminal.h"
#include "tool.h"

extern char **environ;

void wipe(void *memory, size_t size)
{
	volatile unsigned char *at = memory;
	while (size-- > 0)
		*at++ = 0;
}

/* `len` bytes were read; the password ends where its line does. */
static int take_line(struct password *password, size_t len, const char *place)
{
	const char *end = memchr(password->text, '\n', len);
	if (end == NULL && len > PASSWORD_MAX) {
		complain("%s: a password has %d bytes at most", place, PASSWORD_MAX);
		return STATUS_SYSTEM;
	}
	password->len = end != NULL ? (size_t)(end - password->text) : len;
	if (password->len > 0 && password->text[password->len - 1] == '\r')
		password->len--;
	if (password->len > 0)
		return STATUS_FINE;
	complain("%s: there is no password in the first line", place);
	return STATUS_SYSTEM;
}

/* Up to the end of its first line, a full buffer or the end of the file. */
static int read_line(int fd, struct password *password, const char *place)
{
	size_t len = 0;
	while (len < sizeof password->text && memchr(password->text, '\n', len) == NULL) {
		const ssize_t n = read(fd, password->text + len, sizeof password->text - len);
		if (n == 0)
			break;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			complain("%s: %s", place, strerror(errno));
			return STATUS_SYSTEM;
		}
		len += (size_t)n;
	}
	return take_line(password, len, place);
}

static int read_file(const char *path, struct password *password)
{
	char shown[SHOWN_SIZE];
	if (strcmp(path, "-") == 0)
		return read_line(STDIN_FILENO, password, "standard input");
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		complain("cannot read '%s': %s", show(shown, sipw_s(path)), strerror(errno));
		return STATUS_SYSTEM;
	}
	const int status = read_line(fd, password, show(shown, sipw_s(path)));
	close(fd);
	return status;
}

/* The value of the variable, in the environment itself; or NULL. */
static char *find_variable(void)
{
	static const char name[] = "SIPWRIGHT_PASSWORD=";
	for (char **variable = environ; variable != NULL && *variable != NULL; variable++)
		if (strncmp(*variable, name, sizeof name - 1) == 0)
			return *variable + sizeof name - 1;
	return NULL;
}

static int take_variable(char *value, struct password *password)
{
	const size_t len = strlen(value);
	const size_t taken = len < sizeof password->text ? len : sizeof password->text;
	memcpy(password->text, value, taken);
	wipe(value, len);
	password->len = len;
	if (len <= PASSWORD_MAX)
		return STATUS_FINE;
	complain("SIPWRIGHT_PASSWORD: a password has %d bytes at most", PASSWORD_MAX);
	return STATUS_SYSTEM;
}

static int ask(const char *user, struct password *password)
{
	char shown[SHOWN_SIZE], prompt[SHOWN_SIZE + 20] = "Password for ";
	size_t len;
	strcat(strcat(prompt, show(shown, sipw_s(user))), ": ");
	const int status = ask_terminal(prompt, password->text, sizeof password->text, &len);
	return status == STATUS_FINE ? take_line(password, len, "the terminal") : status;
}

int get_password(const char *path, const char *user, struct password *ret)
{
	char *value = find_variable();
	ret->len = 0;
	if (path != NULL)
		return read_file(path, ret);
	return value != NULL && value[0] != '\0' ? take_variable(value, ret) : ask(user, ret);
}
