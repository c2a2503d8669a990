/* SPDX-License-Identifier: MIT */
/* READER FILE...: prints what the library reads in each message. Lines that begin with '#' before a
 * message belong to the file. */
#include "reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct piece piece(const char *string)
{
	return (struct piece){ string, string == NULL ? 0 : strlen(string) };
}

static void put_text(const char *name, struct piece value)
{
	printf("%s %.*s\n", name, (int)value.len, value.ptr == NULL ? "" : value.ptr);
}

void put_request(struct piece method)
{
	put_text("request", method);
}

void put_status(int code, struct piece reason)
{
	printf("status %d %.*s\n", code, (int)reason.len, reason.ptr);
}

void put_call_id(struct piece id)
{
	put_text("call-id", id);
}

void put_cseq(unsigned long number, struct piece method)
{
	printf("cseq %lu %.*s\n", number, (int)method.len, method.ptr);
}

void put_tags(struct piece from, struct piece to)
{
	put_text("from-tag", from);
	put_text("to-tag", to);
}

void put_via(size_t count, struct piece top_branch)
{
	printf("vias %zu\n", count);
	put_text("branch", top_branch);
}

void put_contacts(size_t count)
{
	printf("contacts %zu\n", count);
}

void put_body(size_t bytes)
{
	printf("body %zu\n", bytes);
}

static bool read_file(const char *path)
{
	static char bytes[65536];
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		perror(path);
		return false;
	}
	const size_t len = fread(bytes, 1, sizeof bytes - 1, file);
	fclose(file);
	bytes[len] = '\0';
	const char *start = bytes;
	while (*start == '#' && strchr(start, '\n') != NULL)
		start = strchr(start, '\n') + 1;
	const char *name = strrchr(path, '/');
	puts(name == NULL ? path : name + 1);
	if (reader_read(start, len - (size_t)(start - bytes)))
		return true;
	puts("refused");
	return false;
}

int main(int argc, char **argv)
{
	bool all = argc > 1;
	for (int i = 1; i < argc; i++)
		all = read_file(argv[i]) && all;
	return all ? EXIT_SUCCESS : EXIT_FAILURE;
}
