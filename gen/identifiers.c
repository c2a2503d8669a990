/* SPDX-License-Identifier: MIT */
#include "identifiers.h"

#include <string.h>

#include "keep.h"
#include "text.h"

struct claim {
	const char *identifier;
	struct origin at;
};

struct claims {
	struct claim *claims;
	size_t count;
};

/* Hand-written names that a row could make as well. */
static const char *const taken[] = {
	"SIPW_API",
	"SIPW_OK",
	"SIPW_S",
	"SIPW_PUSH",
	"SIPW_REPLACE",
	"SIPW_METHOD_UNKNOWN",
	"SIPW_HDR_UNKNOWN",
	"SIPW_KIND_UNKNOWN",
	"sipw_add_raw",
	"sipw_add_named",
	"sipw_str",
	"sipw_opt",
	"sipw_msg",
	"sipw_error",
	"sipw_value",
};

static bool claim(struct claims *claims, const char *identifier, struct origin at)
{
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (strcmp(taken[i], identifier) == 0) {
			fault(at, "makes the C identifier %s of the library", identifier);
			return false;
		}
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *other = &claims->claims[i];

		if (strcmp(other->identifier, identifier) == 0) {
			fault(at, "makes the C identifier %s, already at %s:%d", identifier,
			      other->at.file, other->at.line);
			return false;
		}
	}
	claims->claims = keep_more(claims->claims, claims->count, sizeof *claims->claims);
	claims->claims[claims->count++] = (struct claim){identifier, at};
	return true;
}

static bool has_name(const struct row *row)
{
	return row->name != NULL && !row->duplicate;
}

static void claim_methods(struct claims *claims, const struct spec *spec)
{
	for (size_t i = 1; i < spec->method_count; i++)
		if (has_name(&spec->methods[i].row))
			claim(claims, upper_name("SIPW_", spec->methods[i].row.name),
			      spec->methods[i].row.at);
}

static void claim_headers(struct claims *claims, const struct spec *spec)
{
	for (size_t i = 1; i < spec->header_count; i++) {
		const struct header *header = &spec->headers[i];

		if (!has_name(&header->row))
			continue;
		if (!claim(claims, upper_name("SIPW_HDR_", header->row.name), header->row.at) ||
		    !claim(claims, lower_name("sipw_add_", header->row.name), header->row.at) ||
		    !claim(claims, lower_name("sipw_get_", header->row.name), header->row.at))
			continue;
		if (header->times == TIMES_LIST)
			claim(claims,
			      keep_format("%s_list", lower_name("sipw_add_", header->row.name)),
			      header->row.at);
	}
}

static void claim_kinds(struct claims *claims, const struct spec *spec)
{
	for (size_t i = 1; i < spec->kind_count; i++) {
		const struct kind *kind = &spec->kinds[i];

		if (!has_name(&kind->row))
			continue;
		if (!claim(claims, upper_name("SIPW_KIND_", kind->row.name), kind->row.at) ||
		    !claim(claims, lower_name("sipw_put_", kind->row.name), kind->row.at) ||
		    !claim(claims, lower_name("sipw_read_", kind->row.name), kind->row.at))
			continue;
		if (kind->listed)
			claim(claims,
			      keep_format("%s_list", lower_name("sipw_put_", kind->row.name)),
			      kind->row.at);
	}
}

static void claim_records(struct claims *claims, const struct spec *spec)
{
	for (size_t i = 0; i < spec->record_count; i++)
		claim(claims, spec->records[i].row->struct_name, spec->records[i].row->row.at);
}

static void claim_statuses(struct claims *claims, const struct spec *spec)
{
	for (size_t i = 0; i < spec->status_count; i++)
		if (spec->statuses[i].constant != NULL && !spec->statuses[i].row.duplicate)
			claim(claims, upper_name("SIPW_CODE_", spec->statuses[i].constant),
			      spec->statuses[i].row.at);
}

static void claim_rest(struct claims *claims, const struct spec *spec)
{
	for (size_t i = 1; i < spec->condition_count; i++)
		if (has_name(&spec->conditions[i].row))
			claim(claims, upper_name("CONDITION_", spec->conditions[i].row.name),
			      spec->conditions[i].row.at);
	for (size_t i = 0; i < spec->class_count; i++)
		if (has_name(&spec->classes[i].row))
			claim(claims, upper_name("CLASS_", spec->classes[i].row.name),
			      spec->classes[i].row.at);
	for (size_t i = 0; i < spec->uri_part_count; i++)
		if (has_name(&spec->uri_parts[i].row))
			claim(claims, upper_name("URI_PART_", spec->uri_parts[i].row.name),
			      spec->uri_parts[i].row.at);
}

void claim_identifiers(const struct spec *spec)
{
	struct claims claims = {NULL, 0};

	claim_methods(&claims, spec);
	claim_headers(&claims, spec);
	claim_kinds(&claims, spec);
	claim_records(&claims, spec);
	claim_statuses(&claims, spec);
	claim_rest(&claims, spec);
}
