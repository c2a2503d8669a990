/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "flows.h"
#include "support/check.h"

enum { PRINTS_MAX = 300 };

static struct {
	char title[20];
	sipw_str bytes;
} prints[PRINTS_MAX];
static size_t count;

/* The first two words of a title, or as many as there are. */
static size_t key_len(sipw_str title)
{
	size_t spaces = 0, i = 0;
	while (i < title.len && (title.ptr[i] != ' ' || ++spaces < 2))
		i++;
	return i;
}

static void keep(const struct sample *s)
{
	const size_t len = key_len(s->title);
	char *bytes = malloc(s->bytes.len + 1);
	if (!CHECKF(count < PRINTS_MAX && len < sizeof prints[0].title && bytes != NULL, "%s:%d: no room", s->file, s->line)) {
		free(bytes);
		return;
	}
	memcpy(prints[count].title, s->title.ptr, len);
	memcpy(bytes, s->bytes.ptr, s->bytes.len);
	prints[count++].bytes = sipw_sn(bytes, s->bytes.len);
}

bool prints_open(const char *name)
{
	struct sample_file file;
	struct sample s;
	while (count > 0)
		free((char *)prints[--count].bytes.ptr);
	memset(prints, 0, sizeof prints);
	if (!samples_open(&file, name))
		return false;
	while (samples_next(&file, &s))
		keep(&s);
	return count > 0;
}

sipw_str print_of(sipw_str title)
{
	for (size_t i = 0; i < count; i++)
		if (same_bytes(sipw_s(prints[i].title), title))
			return prints[i].bytes;
	return (sipw_str){ NULL, 0 };
}
