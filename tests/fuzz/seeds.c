/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include "support/check.h"
#include "support/samples.h"
#include "support/vectors.h"
#include "values/values.h"

static void (*visitor)(sipw_str message);

static void visit_vector(const char *name, sipw_str bytes)
{
	(void)name;
	visitor(bytes);
}

static void visit_samples(const char *name)
{
	struct sample_file file;
	struct sample sample;
	if (samples_open(&file, name))
		while (samples_next(&file, &sample))
			visitor(sample.bytes);
}

void each_message(void (*visit)(sipw_str message))
{
	visitor = visit;
	each_vector(visit_vector);
	each_file(".messages", visit_samples);
}

void each_value(void (*visit)(int header, sipw_str value))
{
	static struct values file;
	for (int kind = 0; (kind = sipw_kind_next(kind)) != 0;) {
		sipw_kind_info info;
		file.kind = kind;
		if (!sipw_kind_describe(kind, &info) || !values_read(&file, info.name, VALUES_DIR))
			continue;
		for (size_t i = 0; i < file.n; i++)
			visit(file.vectors[i].header, file.vectors[i].value);
	}
}
