/* SPDX-License-Identifier: MIT */
#include "rules/report.h"

#include <limits.h>

#include "text/compiler.h"

/* Where a line has no more bytes that could be wrong. */
static const char *end_of(const struct line *line)
{
	const sipw_str value = sipw__line_value(line);
	const char *end = line->ptr + line->len;
	if (sipw__given(value))
		return value.ptr + value.len;
	return line->len >= 2 && end[-2] == '\r' && end[-1] == '\n' ? end - 2 : end;
}

COLD void sipw__report(struct sipw__report *r, const struct line *line, const char *byte, sipw_finding finding)
{
	finding.line = SIPW_WHOLE;
	finding.byte = -1;
	if (line != NULL) {
		finding.line = sipw__line(r->view->m, 0) - r->record;
		finding.bytes = sipw_sn(r->record->ptr, r->record->len);
		finding.offset = (size_t)(byte - r->record->ptr);
		if (byte < end_of(line))
			finding.byte = (unsigned char)*byte;
	}
	r->errors += finding.severity == SIPW_ERROR && r->errors < INT_MAX;
	if (r->visit != NULL)
		r->visit(r->ctx, &finding);
}

/* What is looked at as such: the value, or the line's value, or all of the line. */
static const char *start_of(const struct sipw__at *at)
{
	if (at->value != NULL)
		return at->text.ptr;
	return at->line == NULL ? NULL : at->line->ptr + at->line->value;
}

COLD void sipw__report_condition(const struct sipw__at *at, const char *byte, const char *sentence, const char *source)
{
	const struct condition_row *row = &sipw__condition_rows[at->condition];
	sipw__report(at->report, at->line, byte != NULL ? byte : start_of(at), (sipw_finding){
		.severity = row->severity,
		.code = SIPW_ERR_RULE,
		.rule = sipw__condition_pool + row->name,
		.header = at->line != NULL ? sipw__line_header(at->line) : 0,
		.sentence = sentence != NULL ? sentence : sipw__condition_pool + row->sentence,
		.source = sentence != NULL ? source : sipw__condition_pool + row->source,
	});
}
