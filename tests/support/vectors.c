/* SPDX-License-Identifier: MIT */
#include "support/vectors.h"

#include <dirent.h>
#include <stdio.h>

#include "support/check.h"

sipw_str read_vector(const char *name, char *buffer, size_t cap)
{
	char path[1024];
	snprintf(path, sizeof path, "%s/%s", VECTOR_DIR, name);
	FILE *file = fopen(path, "rb");
	if (!CHECKF(file != NULL, "%s cannot be opened", path))
		return (sipw_str){ 0 };
	size_t n = fread(buffer, 1, cap, file);
	fclose(file);
	CHECKF(n > 0 && n < cap, "%s has %zu bytes", name, n);
	const char *end = buffer + n;
	while (buffer < end && *buffer == '#') {
		const char *next = memchr(buffer, '\n', (size_t)(end - buffer));
		buffer += next == NULL ? (size_t)(end - buffer) : (size_t)(next + 1 - buffer);
	}
	return sipw_sn(buffer, (size_t)(end - buffer));
}

static int is_vector(const char *name)
{
	const size_t n = strlen(name);
	return n > 4 && strcmp(name + n - 4, ".sip") == 0;
}

void each_vector(void (*visit)(const char *name, sipw_str bytes))
{
	static char file[65536];
	size_t n = 0;
	DIR *folder = opendir(VECTOR_DIR);
	if (!CHECKF(folder != NULL, "%s cannot be opened", VECTOR_DIR))
		return;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		if (!is_vector(entry->d_name))
			continue;
		visit(entry->d_name, read_vector(entry->d_name, file, sizeof file));
		n++;
	}
	closedir(folder);
	CHECKF(n > 0, "there is no vector in %s", VECTOR_DIR);
}
