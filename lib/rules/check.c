/* SPDX-License-Identifier: MIT */
/* All that is wrong with a message: line by line, then of the message as a whole. */
#include "sipwright/check.h"

#include "message/split.h"
#include "rules/conditions.h"
#include "rules/presence.h"
#include "rules/report.h"
#include "rules/start_line.h"
#include "rules/values.h"
#include "text/compiler.h"

#include "rules/conditions.inc"

struct checker {
	struct sipw__view view;
	struct sipw__report report;
	struct sipw__presence presence;
};

COLD static void report_value(struct sipw__report *r, const struct line *line, const struct sipw__scan *s)
{
	const struct header_row *row = &sipw__header_rows[line->index];
	sipw__report(r, line, s->fault, (sipw_finding){
		.severity = row->flags & HEADER_LAX ? SIPW_WARNING : SIPW_ERROR,
		.code = s->code,
		.rule = "value",
		.header = row->id,
		.sentence = s->sentence,
		.source = s->source,
	});
}

static void check_values(struct checker *c, struct sipw__at *at, sipw_str text)
{
	struct sipw__values w;
	sipw_value value;
	at->value = &value;
	at->nth = 0;
	sipw__values_start(&w, at->line, text);
	while (sipw__values_next(&w, &value)) {
		at->text = w.text;
		if (w.scan.code == SIPW_OK)
			check_value(&c->view, at);
		else
			report_value(&c->report, at->line, &w.scan);
		at->nth++;
	}
}

COLD static void check_empty(struct checker *c, const struct line *line, sipw_str text)
{
	struct sipw__scan s = sipw__scan_of(text, line->index);
	if (line->index == 0 || (sipw__header_rows[line->index].flags & HEADER_EMPTY))
		return;
	sipw__scan_misfit(&s, "the value is empty", "RFC 3261 25.1");
	report_value(&c->report, line, &s);
}

static void check_header_line(struct checker *c, const struct line *line)
{
	const sipw_str text = sipw__line_value(line);
	struct sipw__at at;
	at.line = line;
	at.value = NULL;
	at.report = &c->report;
	sipw__presence_line(&c->presence, &c->report, line);
	check_line(&c->view, &at);
	if (text.len > 0)
		check_values(c, &at, text);
	else
		check_empty(c, line, text);
}

/* What keeps a line, with its CRLF, from being message-header (RFC 3261 25.1). */
static void find_line_fault(struct sipw__scan *s)
{
	static const char source[] = "RFC 3261 25.1";
	sipw_str name;
	if (!sipw__scan_class(s, CLASS_TOKEN, &name, "the name of a header field is expected here", source))
		return;
	if (name.len > UINT16_MAX) {
		sipw__scan_fault(s, SIPW_ERR_LIMIT, name.ptr, "a header field name has 65535 bytes at most", NULL);
		return;
	}
	s->at = sipw__span(s->at, s->end, CLASS_WSP);
	if (!sipw__scan_char(s, ':', "':' is expected behind the name of a header field", source))
		return;
	while (!sipw__scan_done(s) && ((*s->at != '\r' && *s->at != '\n') || sipw__scan_blanks(s)))
		s->at += *s->at != '\r' && *s->at != '\n';
	sipw__scan_misfit(s, sipw__scan_done(s) ? "a line ends with CR LF" : "a CR or LF that ends no line", source);
}

/* Behind the next line, which is no header line. */
COLD static void report_line(struct checker *c, const struct line *line)
{
	const sipw_str bytes = sipw_sn(line->ptr, line->len);
	const bool ended = bytes.len >= 2 && memcmp(bytes.ptr + bytes.len - 2, "\r\n", 2) == 0;
	struct sipw__scan s = sipw__scan_of(sipw_sn(bytes.ptr, bytes.len - (ended ? 2 : 0)), 0);
	find_line_fault(&s);
	sipw__report(&c->report, line, s.fault, (sipw_finding){
		.severity = SIPW_ERROR,
		.code = s.code,
		.rule = "header-line",
		.sentence = s.sentence,
		.source = s.source,
	});
}

/* Lines that have no name: received ones that are none, and raw bytes, which may well be some. */
COLD static void check_opaque(struct checker *c, const struct line *record)
{
	const char *at = record->ptr, *end = record->ptr + record->len;
	while (at < end) {
		struct line line = { .ptr = at, .len = (uint32_t)(end - at), .flags = LINE_BROKEN };
		sipw__split_line(&line, at, at, end);
		if (line.flags & LINE_BROKEN)
			report_line(c, &line);
		else
			check_header_line(c, &line);
		at = line.ptr + line.len;
	}
}

static void check_lines(struct checker *c)
{
	const struct line *line = c->report.record = sipw__line(c->view.m, 0);
	const struct line *last = sipw__line(c->view.m, c->view.m->n - 1);
	struct sipw__at at = { .line = line, .report = &c->report };
	c->view.uri_fits = sipw__start_check(&c->report, line);
	check_start(&c->view, &at);
	while (line-- > last) {
		c->report.record = line;
		if (line->flags & LINE_OPAQUE)
			check_opaque(c, line);
		else
			check_header_line(c, line);
	}
	c->report.record = NULL;
}

int sipw_check(const sipw_msg *m, sipw_visit *visit, void *ctx)
{
	struct checker c;
	if (m == NULL || m->error.code != SIPW_OK)
		return sipw__refusal(m);
	if (sipw__line(m, 0)->len == 0)
		return SIPW_ERR_STATE;
	c.report = (struct sipw__report){ .view = &c.view, .visit = visit, .ctx = ctx };
	sipw__view_gather(&c.view, m);
	sipw__view_index(&c.view);
	sipw__presence_start(&c.presence, &c.view);
	check_lines(&c);
	sipw__presence_end(&c.presence, &c.report);
	check_message(&c.view, &(struct sipw__at){ .report = &c.report });
	return c.report.errors;
}
