/* SPDX-License-Identifier: MIT */
/* The spec files as tables: their columns and keywords. A new one of either starts here. */

#include "cells.h"

#include <stdint.h>

#include "keep.h"

const struct word property_words[] = {
	{"dialog-creating", "METHOD_DIALOG"},
	{"target-refresh", "METHOD_REFRESH"},
	{"no-response", "METHOD_NO_RESPONSE"},
	{"body", "METHOD_BODY"},
	{"optional-body", "METHOD_OPTIONAL_BODY"},
	{NULL, NULL},
};

const struct word times_words[] = {
	{"one", "TIMES_ONE"},
	{"list", "TIMES_LIST"},
	{"lines", "TIMES_LINES"},
	{NULL, NULL},
};

const struct word header_flag_words[] = {
	{"empty", "HEADER_EMPTY"},
	{"deprecated", "HEADER_DEPRECATED"},
	{"3gpp", "HEADER_3GPP"},
	{"p-header", "HEADER_P"},
	{"informational", "HEADER_INFORMATIONAL"},
	{"unregistered", "HEADER_UNREGISTERED"},
	{"computed", "HEADER_COMPUTED"},
	{"lax", "HEADER_LAX"},
	{NULL, NULL},
};

const struct word status_flag_words[] = {
	{"deprecated", "STATUS_DEPRECATED"},
	{NULL, NULL},
};

const struct word force_words[] = {
	{"table", "RULE_TABLE"},
	{"must", "RULE_MUST"},
	{"send", "RULE_SEND"},
	{NULL, NULL},
};

const struct word cell_words[] = {
	{"?", "CELL_SILENT"},
	{"m", "CELL_MANDATORY"},
	{"m*", "CELL_EXPECTED"},
	{"o", "CELL_OPTIONAL"},
	{"t", "CELL_STREAM"},
	{"*", "CELL_BODY"},
	{"c", "CELL_CONDITIONAL"},
	{"-", "CELL_FORBIDDEN"},
	{NULL, NULL},
};

const struct word form_words[] = {
	{"token", "FORM_TOKEN"},
	{"word", "FORM_WORD"},
	{"value", "FORM_VALUE"},
	{"any", "FORM_ANY"},
	{"host", "FORM_HOST"},
	{"hostname", "FORM_HOSTNAME"},
	{"hostport", "FORM_HOSTPORT"},
	{"address", "FORM_ADDRESS"},
	{"number", "FORM_NUMBER"},
	{"digits", "FORM_DIGITS"},
	{"decimal", "FORM_DECIMAL"},
	{"hex", "FORM_HEX"},
	{"lhex", "FORM_LHEX"},
	{"q", "FORM_Q"},
	{"|", "FORM_ONE_OF"},
	{"flag", "FORM_FLAG"},
	{"index", "FORM_INDEX"},
	{"oc-seq", "FORM_OC_SEQ"},
	{"rate", "FORM_RATE"},
	{"bracketed", "FORM_BRACKETED"},
	{"quoted", "FORM_QUOTED"},
	{"quoted-uri", "FORM_QUOTED_URI"},
	{"quoted-urn", "FORM_QUOTED_URN"},
	{"quoted-cid", "FORM_QUOTED_CID"},
	{"quoted-lhex", "FORM_QUOTED_LHEX"},
	{"msg-id", "FORM_MSG_ID"},
	{"instance", "FORM_INSTANCE"},
	{"feature", "FORM_FEATURE"},
	{"jip", "FORM_JIP"},
	{"transit-ioi", "FORM_TRANSIT_IOI"},
	{"oc-algo", "FORM_OC_ALGO"},
	{"realm", "FORM_REALM"},
	{NULL, NULL},
};

const struct word severity_words[] = {
	{"error", "CONDITION_ERROR"},
	{"warning", "CONDITION_WARNING"},
	{NULL, NULL},
};

const struct word uri_cell_words[] = {
	{"-", "URI_CELL_FORBIDDEN"},
	{"o", "URI_CELL_OPTIONAL"},
	{"m", "URI_CELL_MANDATORY"},
	{NULL, NULL},
};

const struct word alone_words[] = {
	{"ignored", "0"},
	{"differs", "1"},
	{NULL, NULL},
};

const struct word advice_words[] = {
	{"dangerous", "SIPW_ADVICE_DANGEROUS"},
	{"advertises", "SIPW_ADVICE_ADVERTISES"},
	{"body", "SIPW_ADVICE_BODY"},
	{"moment", "SIPW_ADVICE_MOMENT"},
	{NULL, NULL},
};

const struct word enforced_words[] = {
	{"no", NULL},
	{"add", NULL},
	{"write", NULL},
	{NULL, NULL},
};

const struct word transport_words[] = {
	{"stream", "TRANSPORT_STREAM"},
	{"fragments", "TRANSPORT_FRAGMENTS"},
	{NULL, NULL},
};

const struct word sees_words[] = {
	{"start", NULL},
	{"line", NULL},
	{"value", NULL},
	{"message", NULL},
	{NULL, NULL},
};

const struct word yes_no_words[] = {
	{"no", "0"},
	{"yes", "1"},
	{NULL, NULL},
};

const struct word member_words[] = {
	{"-", "0"},
	{"wire", "SIPW_HOLDS_WIRE"},
	{"token", "SIPW_HOLDS_TOKEN"},
	{"host", "SIPW_HOLDS_HOST"},
	{"address", "SIPW_HOLDS_ADDRESS"},
	{"uri", "SIPW_HOLDS_URI"},
	{"params", "SIPW_HOLDS_PARAMS"},
	{"auth-params", "SIPW_HOLDS_AUTH_PARAMS"},
	{"quoted", "SIPW_HOLDS_QUOTED"},
	{"display", "SIPW_HOLDS_DISPLAY"},
	{"comment", "SIPW_HOLDS_COMMENT"},
	{"number", "SIPW_HOLDS_NUMBER"},
	{"date", "SIPW_HOLDS_DATE"},
	{"optional", "SIPW_HOLDS_OPTIONAL"},
	{"q", "SIPW_HOLDS_Q"},
	{"yesno", "SIPW_HOLDS_YESNO"},
	{"flag", "SIPW_HOLDS_FLAG"},
	{"escaped", "SIPW_HOLDS_ESCAPED"},
	{"word", "SIPW_HOLDS_WORD"},
	{"param", "SIPW_HOLDS_PARAM"},
	{NULL, NULL},
};

enum {
	NAME_MAX_BYTES = 253, /* with ": " behind it, a length of one byte */
	TEXT_MAX_BYTES = 1023,
	TRANSPORT_MAX_BYTES = 15,
	ID_LAST = EXTRA_ID - 1,
	KIND_LAST = UINT8_MAX,
};

#define METHOD(member) offsetof(struct method, member)
#define KIND(member) offsetof(struct kind, member)
#define HEADER(member) offsetof(struct header, member)
#define STATUS(member) offsetof(struct status, member)
#define PARAM(member) offsetof(struct param, member)
#define RULE(member) offsetof(struct rule, member)
#define CONDITION(member) offsetof(struct condition, member)
#define CLASS(member) offsetof(struct class, member)
#define MEMBER(field) offsetof(struct member, field)
#define TRANSPORT(member) offsetof(struct transport, member)
#define URI_PART(member) offsetof(struct uri_part, member)
#define URI_HEADER(member) offsetof(struct uri_header, member)
#define END {NULL, NULL, 0, DASH_FAULT, 0, NULL}

static const struct column method_columns[] = {
	{"id", read_id, METHOD(row.id), DASH_FAULT, EXTRA_ID_LAST, NULL},
	{"name", read_token, METHOD(row.name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"properties", read_flags, METHOD(properties), DASH_EMPTY, 0, property_words},
	{"source", read_source, METHOD(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	{"meaning", read_text, METHOD(meaning), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	END,
};

static const struct column kind_columns[] = {
	{"id", read_id, KIND(row.id), DASH_FAULT, KIND_LAST, NULL},
	{"name", read_token, KIND(row.name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"ctype", read_ascii, KIND(ctype), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"params", read_word, KIND(params), DASH_FAULT, 0, yes_no_words},
	{"source", read_source, KIND(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	{"accepted", read_text, KIND(accepted), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	{"rejected", read_text, KIND(rejected), DASH_EMPTY, TEXT_MAX_BYTES, NULL},
	END,
};

static const struct column header_columns[] = {
	{"id", read_id, HEADER(row.id), DASH_FAULT, EXTRA_ID_LAST, NULL},
	{"name", read_token, HEADER(row.name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"compact", read_letter, HEADER(compact), DASH_EMPTY, 0, NULL},
	{"kind", read_token, HEADER(kind_name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"times", read_word, HEADER(times), DASH_FAULT, 0, times_words},
	{"flags", read_flags, HEADER(flags), DASH_EMPTY, 0, header_flag_words},
	{"source", read_source, HEADER(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	{"meaning", read_text, HEADER(meaning), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	END,
};

static const struct column status_columns[] = {
	{"code", read_code, STATUS(code), DASH_FAULT, CODE_LAST, NULL},
	{"name", read_ascii, STATUS(row.name), DASH_EMPTY, NAME_MAX_BYTES, NULL},
	{"phrase", read_ascii, STATUS(phrase), DASH_FAULT, UINT8_MAX, NULL},
	{"flags", read_flags, STATUS(flags), DASH_EMPTY, 0, status_flag_words},
	{"source", read_source, STATUS(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	END,
};

static const struct column param_columns[] = {
	{"name", read_token, PARAM(row.name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"places", read_ascii, PARAM(places), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	{"form", read_form, PARAM(form), DASH_FAULT, 0, form_words},
	{"source", read_source, PARAM(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	END,
};

#define RULE_HEADER {"header", read_token, RULE(row.name), DASH_FAULT, NAME_MAX_BYTES, NULL}
#define RULE_WHERE {"where", read_ascii, RULE(where), DASH_FAULT, TEXT_MAX_BYTES, NULL}
#define RULE_FORCE {"force", read_word, RULE(force), DASH_FAULT, 0, force_words}
#define RULE_SOURCE {"source", read_source, RULE(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL}

static const struct column rule_columns_before[] = {RULE_HEADER, RULE_WHERE, RULE_FORCE};
static const struct column rule_columns_after[] = {
	{"other", read_presence, RULE(cells), DASH_CELL, 0, cell_words},
	RULE_SOURCE,
	END,
};

static const struct column extra_rule_columns[] = {
	RULE_HEADER,
	RULE_WHERE,
	RULE_FORCE,
	{"cells", read_ascii, RULE(named_cells), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	RULE_SOURCE,
	END,
};

static const struct column condition_columns[] = {
	{"id", read_id, CONDITION(row.id), DASH_FAULT, ID_LAST, NULL},
	{"name", read_token, CONDITION(row.name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"severity", read_word, CONDITION(severity), DASH_FAULT, 0, severity_words},
	{"enforced", read_word, CONDITION(enforced), DASH_FAULT, 0, enforced_words},
	{"in", read_ascii, CONDITION(in), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	{"sees", read_word, CONDITION(sees), DASH_FAULT, 0, sees_words},
	{"of", read_ascii, CONDITION(of), DASH_EMPTY, TEXT_MAX_BYTES, NULL},
	{"source", read_source, CONDITION(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	{"sentence", read_text, CONDITION(sentence), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	END,
};

static const struct column class_columns[] = {
	{"name", read_token, CLASS(row.name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"bytes", read_bytes, CLASS(members), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	{"source", read_source, CLASS(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	END,
};

static const struct column member_columns[] = {
	{"struct", read_c_name, MEMBER(struct_name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"member", read_c_name, MEMBER(row.name), DASH_EMPTY, NAME_MAX_BYTES, NULL},
	{"type", read_word, MEMBER(hold), DASH_CELL, 0, member_words},
	{"meaning", read_text, MEMBER(meaning), DASH_EMPTY, TEXT_MAX_BYTES, NULL},
	END,
};

static const struct column transport_columns[] = {
	{"name", read_token, TRANSPORT(row.name), DASH_FAULT, TRANSPORT_MAX_BYTES, NULL},
	{"properties", read_flags, TRANSPORT(properties), DASH_EMPTY, 0, transport_words},
	{"source", read_source, TRANSPORT(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	END,
};

#define URI_CELL(name, i) {name, read_word, URI_PART(cells) + (i) * sizeof(int), DASH_CELL, 0, uri_cell_words}

static const struct column uri_part_columns[] = {
	{"name", read_token, URI_PART(row.name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"param", read_token, URI_PART(param), DASH_EMPTY, NAME_MAX_BYTES, NULL},
	URI_CELL("request-uri", 0),
	URI_CELL("to", 1),
	URI_CELL("from", 2),
	URI_CELL("contact", 3),
	URI_CELL("dialog", 4),
	URI_CELL("external", 5),
	{"alone", read_word, URI_PART(alone), DASH_FAULT, 0, alone_words},
	{"source", read_source, URI_PART(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	END,
};

static const struct column uri_header_columns[] = {
	{"header", read_token, URI_HEADER(row.name), DASH_FAULT, NAME_MAX_BYTES, NULL},
	{"advice", read_word, URI_HEADER(advice), DASH_FAULT, 0, advice_words},
	{"source", read_source, URI_HEADER(row.source), DASH_FAULT, TEXT_MAX_BYTES, NULL},
	END,
};

#define ROW(type) sizeof(struct type)

const struct sheet sheets[SHEETS] = {
	[METHODS] = {"methods.spec", ROW(method), ID_LAST, method_columns, method_columns},
	[KINDS] = {"kinds.spec", ROW(kind), KIND_LAST, kind_columns, NULL},
	[HEADERS] = {"headers.spec", ROW(header), ID_LAST, header_columns, header_columns},
	[STATUSES] = {"statuses.spec", ROW(status), 0, status_columns, status_columns},
	[PARAMS] = {"params.spec", ROW(param), 0, param_columns, param_columns},
	[RULES] = {"rules.spec", ROW(rule), 0, NULL, extra_rule_columns},
	[CONDITIONS] = {"conditions.spec", ROW(condition), ID_LAST, condition_columns, NULL},
	[CHARS] = {"chars.spec", ROW(class), 0, class_columns, NULL},
	[MEMBERS] = {"members.spec", ROW(member), 0, member_columns, NULL},
	[TRANSPORTS] = {"transports.spec", ROW(transport), 0, transport_columns, transport_columns},
	[URI_PARTS] = {"uri-parts.spec", ROW(uri_part), 0, uri_part_columns, NULL},
	[URI_HEADERS] = {"uri-headers.spec", ROW(uri_header), 0, uri_header_columns, uri_header_columns},
};

static struct column *append(struct column *columns, size_t *n, const struct column *added)
{
	columns = keep_more(columns, *n, sizeof *columns);
	columns[(*n)++] = *added;
	return columns;
}

const struct column *rule_columns(const struct list *methods)
{
	const struct sheet *sheet = &sheets[METHODS];
	struct column *columns = NULL;
	size_t n = 0;

	for (size_t i = 0; i < sizeof rule_columns_before / sizeof *rule_columns_before; i++)
		columns = append(columns, &n, &rule_columns_before[i]);
	for (size_t i = 0; i < methods->count; i++) {
		const struct row *method = list_row(methods, sheet, i);

		if (method->name == NULL || method->id >= CELLS_MAX)
			continue;
		columns = append(columns, &n,
				 &(struct column){method->name, read_presence,
						  RULE(cells) + (size_t)method->id, DASH_CELL, 0,
						  cell_words});
	}
	for (size_t i = 0; i < sizeof rule_columns_after / sizeof *rule_columns_after; i++)
		columns = append(columns, &n, &rule_columns_after[i]);
	return columns;
}
