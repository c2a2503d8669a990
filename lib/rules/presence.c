/* SPDX-License-Identifier: MIT */
#include "rules/presence.h"

#include "text/compiler.h"

void sipw__presence_start(struct sipw__presence *p, const struct sipw__view *v)
{
	const bool known = v->request || v->response;
	p->must = known ? sipw__must_set(v->method, v->m->code) : NULL;
	p->table = known ? sipw__table_set(v->method, v->m->code) : NULL;
	for (unsigned w = 0; w < HEADER_WORDS; w++)
		p->absent[w] = known ? p->must->absent[w] | p->table->absent[w] : 0;
	memset(p->met, 0, sizeof p->met);
	if (!v->m->keeps_length)
		p->met[SIPW_HDR_CONTENT_LENGTH / 64] |= UINT64_C(1) << (SIPW_HDR_CONTENT_LENGTH % 64);
}

/* What breaking the rule of a cell weighs. */
static int severity_of(const struct sipw__view *v, const struct rule_row *row, unsigned cell)
{
	if (cell == CELL_STREAM)
		return sipw__came_in_stream(v->m) ? SIPW_ERROR : SIPW_WARNING;
	return row->force == RULE_MUST || (row->force == RULE_SEND && v->built) ? SIPW_ERROR : SIPW_WARNING;
}

static void report_surplus(struct sipw__report *r, const struct line *line)
{
	const struct sipw__view *v = r->view;
	const struct rule_row *row = sipw__rule_row(line->index, v->method, v->m->code);
	sipw__report(r, line, line->ptr, (sipw_finding){
		.severity = severity_of(v, row, CELL_FORBIDDEN),
		.code = SIPW_ERR_RULE,
		.rule = "forbidden",
		.header = sipw__line_header(line),
		.sentence = row->force == RULE_TABLE ? "this header field has no place in this message"
						     : "this header field must not stand in this message",
		.source = sipw__rule_pool + row->source,
	});
}

static void report_repeated(struct sipw__report *r, const struct line *line)
{
	sipw__report(r, line, line->ptr, (sipw_finding){
		.severity = SIPW_ERROR,
		.code = SIPW_ERR_RULE,
		.rule = "repeated",
		.header = sipw__line_header(line),
		.sentence = "this header field stands once at most",
		.source = "RFC 3261 7.3.1",
	});
}

static bool has(const uint64_t bits[HEADER_WORDS], unsigned index)
{
	return (bits[index / 64] >> (index % 64) & 1) != 0;
}

COLD void sipw__presence_fault(const struct sipw__presence *p, struct sipw__report *r, const struct line *line)
{
	if (has(p->absent, line->index))
		report_surplus(r, line);
	if (has(p->met, line->index) && has(sipw__header_single, line->index))
		report_repeated(r, line);
}

static const char *missing_sentence(const struct rule_row *row, unsigned cell)
{
	if (cell == CELL_BODY)
		return "this header field must stand beside a body";
	if (cell == CELL_STREAM)
		return "this header field must stand in a message over a stream";
	if (cell == CELL_EXPECTED)
		return "this header field should stand in this message";
	return row->force == RULE_TABLE ? "this header field belongs into this message"
					: "this header field must stand in this message";
}

COLD static void report_missing(struct sipw__report *r, unsigned index, int method, int code)
{
	const struct rule_row *row = sipw__rule_row(index, method, code);
	const unsigned cell = row->cells[sipw__method_index(method)];
	sipw__report(r, NULL, NULL, (sipw_finding){
		.severity = severity_of(r->view, row, cell),
		.code = SIPW_ERR_RULE,
		.rule = "missing",
		.header = sipw__header_rows[index].id,
		.sentence = missing_sentence(row, cell),
		.source = sipw__rule_pool + row->source,
	});
}

static void report_all(struct sipw__report *r, unsigned word, uint64_t bits, int method, int code)
{
	for (; bits != 0; bits &= bits - 1)
		report_missing(r, word * 64 + (unsigned)__builtin_ctzll(bits), method, code);
}

/* Where nobody knows what the message is, what stands in every one of them. */
COLD static void miss_in_any(const struct sipw__presence *p, struct sipw__report *r)
{
	const struct cell_set *request = sipw__must_set(0, 0), *response = sipw__must_set(0, 200);
	for (unsigned w = 0; w < HEADER_WORDS; w++)
		report_all(r, w, request->present[0][w] & response->present[0][w] & ~p->met[w], 0, 0);
}

/* Whether it came in a stream, or says in its top Via that it was sent over one. */
static bool goes_in_stream(const struct sipw__report *r)
{
	return sipw__came_in_stream(r->view->m) ||
	       (r->transport != NULL && (r->transport->properties & TRANSPORT_STREAM));
}

/* The fields of a word that should stand and do not. */
static uint64_t missing_of(const struct sipw__presence *p, const struct sipw__report *r, unsigned w)
{
	const bool body = r->view->m->body.len > 0;
	uint64_t wanted = p->must->present[body][w] | p->table->present[body][w];
	const uint64_t stream = (p->must->stream[w] | p->table->stream[w]) & ~p->met[w];
	if (stream != 0 && goes_in_stream(r))
		wanted |= stream;
	return wanted & ~p->met[w];
}

void sipw__presence_end(const struct sipw__presence *p, struct sipw__report *r)
{
	const struct sipw__view *v = r->view;
	if (p->must == NULL) {
		miss_in_any(p, r);
		return;
	}
	for (unsigned w = 0; w < HEADER_WORDS; w++)
		report_all(r, w, missing_of(p, r, w), v->method, v->m->code);
}
