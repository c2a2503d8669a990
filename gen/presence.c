/* SPDX-License-Identifier: MIT */
#include "presence.h"

#include "keep.h"
#include "text.h"

static const char *const words[][2] = {
	[CELL_SILENT] = {"", ""},
	[CELL_MANDATORY] = {"required", "required (enforced)"},
	[CELL_EXPECTED] = {"expected", ""},
	[CELL_OPTIONAL] = {"optional", ""},
	[CELL_STREAM] = {"required on a stream", ""},
	[CELL_BODY] = {"required with a body", "required with a body (enforced)"},
	[CELL_CONDITIONAL] = {"conditional", ""},
	[CELL_FORBIDDEN] = {"forbidden", "forbidden (enforced)"},
};

const char *presence_words(enum cell cell, enum force force)
{
	return words[cell][force != FORCE_TABLE];
}

/* Names of the methods whose cell is this one (or is not), and how many they are. */
static const char *join_methods(const struct spec *spec, const struct rule *rule, enum cell cell,
				bool wanted, size_t *count)
{
	const char *names = "";

	*count = 0;
	for (size_t i = 1; i < spec->method_count; i++) {
		if (spec->methods[i].row.name == NULL || (rule->cells[i] == cell) != wanted)
			continue;
		names = keep_format("%s%s%s", names, (*count)++ == 0 ? "" : ", ",
				    spec->methods[i].row.name);
	}
	return names;
}

const char *presence_methods(const struct spec *spec, const struct rule *rule, enum cell cell)
{
	size_t with, without;
	const char *names = join_methods(spec, rule, cell, true, &with);
	const char *others = join_methods(spec, rule, cell, false, &without);

	if (with == 0)
		return rule->cells[0] == cell && cell != CELL_SILENT ? "other methods" : NULL;
	if (without == 0)
		return "every method";
	return with > 3 * without ? keep_format("every method but %s", others) : names;
}

const char *presence_where(const struct rule *rule)
{
	if (same_text(rule->where, "all"))
		return "Requests and responses";
	if (same_text(rule->where, "R"))
		return "Requests";
	if (same_text(rule->where, "r"))
		return "Responses";
	return keep_format("%s responses", rule->where);
}

const struct rule *presence_rule(const struct spec *spec, size_t header, size_t method, size_t slot)
{
	for (size_t i = spec->rule_first[header]; i < spec->rule_first[header + 1]; i++)
		if (spec->rules[i].slots[slot] && spec->rules[i].cells[method] != CELL_SILENT)
			return &spec->rules[i];
	return NULL;
}
