/* SPDX-License-Identifier: MIT */
#include "support/findings.h"

#include <stdio.h>

#include "support/check.h"

struct finder {
	struct text *text;
	const sipw_msg *m;
	int errors;
	ptrdiff_t line; /* of the finding before */
};

/* The bytes are a line's, and the place lies in them. */
static void check_place(const struct finder *finder, const sipw_finding *f)
{
	sipw_line line = { .bytes = f->bytes };
	if (f->line > 0)
		CHECK_INT(sipw_line_get(finder->m, (size_t)f->line - 1, &line), SIPW_OK);
	CHECK(f->bytes.ptr == line.bytes.ptr && f->bytes.len == line.bytes.len);
	CHECKF(f->bytes.ptr != NULL && f->offset <= f->bytes.len, "%s: offset %zu of %zu", f->rule, f->offset,
	       f->bytes.len);
	CHECKF(f->byte == -1 || f->byte == (unsigned char)f->bytes.ptr[f->offset], "%s: byte %d", f->rule, f->byte);
}

static void check_finding(const struct finder *finder, const sipw_finding *f)
{
	CHECK(f->severity == SIPW_ERROR || f->severity == SIPW_WARNING);
	CHECK(f->code == SIPW_ERR_SYNTAX || f->code == SIPW_ERR_RANGE || f->code == SIPW_ERR_LIMIT || f->code == SIPW_ERR_RULE);
	CHECK(f->rule != NULL && f->rule[0] != '\0' && f->sentence != NULL && f->sentence[0] != '\0');
	CHECK(f->source != NULL || f->code == SIPW_ERR_LIMIT);
	CHECKF(f->line == SIPW_WHOLE || (finder->line != SIPW_WHOLE && f->line >= finder->line), "%s: line %td after %td",
	       f->rule, f->line, finder->line);
	if (f->line != SIPW_WHOLE)
		check_place(finder, f);
	else
		CHECK(f->bytes.ptr == NULL && f->offset == 0 && f->byte == -1);
}

static void add_finding(void *ctx, const sipw_finding *f)
{
	struct finder *finder = ctx;
	const sipw_str name = sipw_header_name(f->header);
	char place[64];
	check_finding(finder, f);
	finder->errors += f->severity == SIPW_ERROR;
	finder->line = f->line;
	text_add_s(finder->text, f->severity == SIPW_ERROR ? "error " : "warning ");
	text_add_s(finder->text, f->rule);
	if (name.ptr != NULL) {
		text_add_s(finder->text, " ");
		text_add(finder->text, name);
	}
	snprintf(place, sizeof place, " at %td:%zu", f->line, f->offset);
	if (f->line != SIPW_WHOLE)
		text_add_s(finder->text, place);
	text_add_s(finder->text, "\n");
}

void text_add_findings(struct text *text, const sipw_msg *m)
{
	struct finder finder = { .text = text, .m = m };
	const int errors = sipw_check(m, add_finding, &finder);
	CHECKF(errors == finder.errors, "returns %d errors, told of %d", errors, finder.errors);
	CHECK_INT(sipw_check(m, NULL, NULL), errors);
}
