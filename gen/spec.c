/* SPDX-License-Identifier: MIT */
/* All spec files together: read each, check it, resolve what refers to another. */

#define _POSIX_C_SOURCE 200809L

#include "spec.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "keep.h"
#include "spec_read.h"

static bool is_extendable(const char *file)
{
	for (size_t i = 0; i < SHEETS; i++)
		if (sheets[i].extra_columns != NULL && strcmp(sheets[i].file, file) == 0)
			return true;
	return false;
}

/* A misspelt file name would be rows that silently do not count. */
static void check_extra_files(const char *dir)
{
	DIR *entries = opendir(dir);
	size_t found = 0;

	if (entries == NULL) {
		fault((struct origin){dir, 1}, "cannot be read: %s", strerror(errno));
		return;
	}
	for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
		const char *suffix = strrchr(entry->d_name, '.');

		if (suffix == NULL || strcmp(suffix, ".spec") != 0)
			continue;
		found++;
		if (!is_extendable(entry->d_name))
			fault((struct origin){keep_format("%s/%s", dir, entry->d_name), 1},
			      "no extra spec file has this name");
	}
	closedir(entries);
	if (found == 0)
		fault((struct origin){dir, 1}, "no spec file here");
}

static void read_all(struct list lists[SHEETS], const char *dir, const char *extra_dir)
{
	for (size_t i = 0; i < SHEETS; i++) {
		const struct sheet *sheet = &sheets[i];

		sheet_read(&lists[i], sheet,
			   i == RULES ? rule_columns(&lists[METHODS]) : sheet->columns, dir, false);
	}
	if (extra_dir == NULL)
		return;
	check_extra_files(extra_dir);
	for (size_t i = 0; i < SHEETS; i++)
		if (sheets[i].extra_columns != NULL)
			sheet_read(&lists[i], &sheets[i], sheets[i].extra_columns, extra_dir, true);
}

static void take(struct spec *spec, const struct list lists[SHEETS])
{
	spec->methods = lists[METHODS].rows;
	spec->method_count = lists[METHODS].count;
	spec->kinds = lists[KINDS].rows;
	spec->kind_count = lists[KINDS].count;
	spec->headers = lists[HEADERS].rows;
	spec->header_count = lists[HEADERS].count;
	spec->statuses = lists[STATUSES].rows;
	spec->status_count = lists[STATUSES].count;
	spec->params = lists[PARAMS].rows;
	spec->param_count = lists[PARAMS].count;
	spec->rules = lists[RULES].rows;
	spec->rule_count = lists[RULES].count;
	spec->conditions = lists[CONDITIONS].rows;
	spec->condition_count = lists[CONDITIONS].count;
	spec->classes = lists[CHARS].rows;
	spec->class_count = lists[CHARS].count;
	spec->transports = lists[TRANSPORTS].rows;
	spec->transport_count = lists[TRANSPORTS].count;
	spec->uri_parts = lists[URI_PARTS].rows;
	spec->uri_part_count = lists[URI_PARTS].count;
	spec->uri_headers = lists[URI_HEADERS].rows;
	spec->uri_header_count = lists[URI_HEADERS].count;
	spec->members = lists[MEMBERS].rows;
	spec->member_count = lists[MEMBERS].count;
}

void spec_read(struct spec *spec, const char *dir, const char *extra_dir)
{
	struct list lists[SHEETS] = {{NULL, 0, false}};
	size_t standard[SHEETS] = {0};

	read_all(lists, dir, extra_dir);
	for (size_t i = 0; i < SHEETS; i++)
		sheet_check(&sheets[i], &lists[i], &standard[i]);
	take(spec, lists);
	spec->method_standard = standard[METHODS];
	spec->header_standard = standard[HEADERS];
	spec_link(spec, lists);
}
