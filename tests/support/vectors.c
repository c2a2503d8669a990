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

static bool ends_in(const char *name, const char *suffix)
{
	const size_t n = strlen(name), len = strlen(suffix);
	return n > len && strcmp(name + n - len, suffix) == 0;
}

void each_file(const char *suffix, void (*visit)(const char *name))
{
	size_t n = 0;
	DIR *folder = opendir(VECTOR_DIR);
	if (!CHECKF(folder != NULL, "%s cannot be opened", VECTOR_DIR))
		return;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (ends_in(entry->d_name, suffix)) {
			visit(entry->d_name);
			n++;
		}
	closedir(folder);
	CHECKF(n > 0, "there is no *%s in %s", suffix, VECTOR_DIR);
}

static void (*visitor)(const char *name, sipw_str bytes);

static void visit_file(const char *name)
{
	static char file[65536];
	visitor(name, read_vector(name, file, sizeof file));
}

void each_vector(void (*visit)(const char *name, sipw_str bytes))
{
	visitor = visit;
	each_file(".sip", visit_file);
}
