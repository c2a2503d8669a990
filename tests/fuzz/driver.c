/* SPDX-License-Identifier: MIT */
/*
 * A target without a fuzzer's runtime:
 *
 *   parse                 runs the seeds and what fuzzers found, tests/fuzz/corpus/parse/
 *   parse FILE...         runs files, and those in folders
 *   parse --seeds FOLDER  writes the seeds into a folder, for a fuzzer to begin with
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "fuzz.h"
#include "support/check.h"

static unsigned long inputs;
static const char *seed_folder;

static void run(sipw_str input)
{
	inputs++;
	LLVMFuzzerTestOneInput((const uint8_t *)input.ptr, input.len);
}

static void write_seed(sipw_str input)
{
	char path[1024];
	snprintf(path, sizeof path, "%s/seed-%05lu", seed_folder, inputs++);
	FILE *file = fopen(path, "wb");
	if (file == NULL || fwrite(input.ptr, 1, input.len, file) != input.len || fclose(file) != 0) {
		perror(path);
		exit(EXIT_FAILURE);
	}
}

static void run_file(const char *path)
{
	static char bytes[1000000];
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	const size_t n = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	run(sipw_sn(bytes, n));
}

static void run_path(const char *path)
{
	char inner[2048];
	struct stat status;
	DIR *folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode) ? opendir(path) : NULL;
	if (folder == NULL) {
		run_file(path);
		return;
	}
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.')
			run_path(inner);
	}
	closedir(folder);
}

/* What fuzzers found for this target, if anything. */
static void run_corpus(const char *program)
{
	char path[1024];
	struct stat status;
	const char *slash = strrchr(program, '/');
	snprintf(path, sizeof path, "%s/corpus/%s", FUZZ_DIR, slash != NULL ? slash + 1 : program);
	if (stat(path, &status) == 0)
		run_path(path);
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "--seeds") == 0)
		seed_folder = argv[2];
	if (argc == 1 || seed_folder != NULL)
		make_seeds(seed_folder != NULL ? write_seed : run);
	if (argc == 1)
		run_corpus(argv[0]);
	for (int i = 1; i < argc && seed_folder == NULL; i++)
		run_path(argv[i]);
	printf("%lu inputs\n%lu passed, 0 failed\n", inputs, seed_folder != NULL ? inputs : check_count());
	return inputs > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
