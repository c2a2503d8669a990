/* SPDX-License-Identifier: MIT */
#ifndef PASSWORD_H
#define PASSWORD_H

/* A password, which is nowhere but in the one buffer that the caller has and wipes. */

#include <stddef.h>

#include "sipwright/base.h"

#define PASSWORD_MAX 1023

struct password {
	char text[PASSWORD_MAX + 1]; /* with its line end, which does not count */
	size_t len;
};

/*
 * The first line of a file ("-": standard input), or if `path` is NULL what the environment has in
 * SIPWRIGHT_PASSWORD, or if that is unset or empty what is typed at the terminal. What was in the
 * environment is wiped there. A status, complained about.
 */
int get_password(const char *path, const char *user, struct password *ret);

/* Overwrites it, which no compiler leaves out. */
void wipe(void *memory, size_t size);

#endif
