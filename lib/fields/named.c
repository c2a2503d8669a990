/* SPDX-License-Identifier: MIT */
#include "fields/named.h"

#include "grammar/form.h"

/* The members of a kind's struct. */
struct members {
	const struct member_row *row;
	const struct member_row *end;
};

static struct members members_of(int kind)
{
	const struct kind_row *row = &sipw__kind_rows[kind];
	const struct member_row *first = &sipw__member_rows[row->first_member];
	return (struct members){ first, first + row->members };
}

static const struct member_row *holding(struct members m, int holds)
{
	while (m.row < m.end && m.row->holds != holds)
		m.row++;
	return m.row < m.end ? m.row : NULL;
}

static const void *at(const struct member_row *row, const void *value)
{
	return (const char *)value + row->offset;
}

static bool is_param(const struct member_row *row)
{
	return row->holds == SIPW_HOLDS_PARAM || row->holds == SIPW_HOLDS_OPTIONAL || row->holds == SIPW_HOLDS_Q ||
	       row->holds == SIPW_HOLDS_FLAG;
}

static bool is_given(const struct member_row *row, const void *value)
{
	if (row->holds == SIPW_HOLDS_PARAM)
		return sipw__given(*(const sipw_str *)at(row, value));
	if (row->holds == SIPW_HOLDS_FLAG)
		return *(const bool *)at(row, value);
	return ((const sipw_opt *)at(row, value))->given != 0;
}

/* The parameter's name, from the member's: "_" stands for "-". */
static sipw_str param_name(const struct member_row *row, char *buffer)
{
	const char *name = sipw__member_pool + row->name;
	for (size_t i = 0; i < row->name_len; i++)
		buffer[i] = name[i] == '_' ? '-' : name[i];
	return sipw_sn(buffer, row->name_len);
}

/* Whether the text is of the parameter's form; the fault is noted. */
static bool fits(struct sipw__out *o, const char *field, const struct param_row *form, sipw_str text, bool escaped)
{
	const struct sipw__part part = { field, NULL, NULL };
	struct sipw__scan s = sipw__scan_of(text, o->place);
	if (escaped && sipw__form_is_quoted(form->form))
		sipw__scan_quoted_wire(&s, form, text);
	else if (sipw__scan_form_text(&s, form) && !sipw__scan_done(&s))
		sipw__scan_misfit(&s, "not allowed in this parameter", sipw__form_source(form));
	if (s.code != SIPW_OK)
		sipw__out_scan_fault(o, &part, text, &s);
	return s.code == SIPW_OK;
}

/* Whether a value that may be quoted need not be. */
static bool is_bare(const struct param_row *form, int place, sipw_str text)
{
	struct sipw__scan s = sipw__scan_of(text, place);
	return sipw__scan_form_text(&s, form) && sipw__scan_done(&s);
}

static char *put_text(struct sipw__out *o, char *p, const char *field, const struct param_row *form, sipw_str text,
		      bool escaped)
{
	const struct sipw__part part = { field, "a quoted string is UTF-8 text without control characters",
					 sipw__form_source(form) };
	const bool quoted = sipw__form_may_quote(form->form) ? !is_bare(form, o->place, text) :
							       sipw__form_is_quoted(form->form);
	if (!sipw__form_may_quote(form->form) && !fits(o, field, form, text, escaped))
		return o->arena->free;
	if (quoted)
		return sipw__out_text(o, p, text, escaped, &part);
	if (form->form != FORM_BRACKETED)
		return sipw__out_bytes(o, p, text);
	*p++ = '<';
	p = sipw__out_bytes(o, p, text);
	*p++ = '>';
	return p;
}

static char *put_number(struct sipw__out *o, char *p, const char *field, const struct param_row *form, uint32_t number)
{
	const struct sipw__part part = { field, "the number is outside its range", sipw__form_source(form) };
	char *end = sipw__write_number(p, number);
	return is_bare(form, o->place, sipw_sn(p, (size_t)(end - p))) ? end : sipw__out_range(o, &part);
}

static char *put_q(struct sipw__out *o, char *p, const char *field, uint32_t thousandths)
{
	const struct sipw__part part = { field, "a q value is 0 to 1000 thousandths", "RFC 3261 25.1" };
	return thousandths > 1000 ? sipw__out_range(o, &part) : sipw__write_q(p, thousandths);
}

static char *put_value(struct sipw__out *o, char *p, const struct member_row *row, const struct param_row *form,
		       const void *value, bool escaped)
{
	const char *field = sipw__member_pool + row->name;
	if (row->holds == SIPW_HOLDS_PARAM)
		return put_text(o, p, field, form, *(const sipw_str *)at(row, value), escaped);
	if (row->holds == SIPW_HOLDS_Q)
		return put_q(o, p, field, ((const sipw_opt *)at(row, value))->number);
	return put_number(o, p, field, form, ((const sipw_opt *)at(row, value))->number);
}

/* ";name=value", or ";name" of a flag; without ";" where the value begins. */
static char *put_member(struct sipw__out *o, char *p, const struct member_row *row, const void *value, bool escaped)
{
	char buffer[UINT8_MAX];
	const sipw_str name = param_name(row, buffer);
	if (!sipw__out_leads(o, sipw__out_mark(o, p)))
		*p++ = ';';
	p = sipw__out_bytes(o, p, name);
	if (row->holds == SIPW_HOLDS_FLAG)
		return p;
	*p++ = '=';
	return put_value(o, p, row, sipw__param_row(name, o->place), value, escaped);
}

/* ";name=", from the name. */
static char *lead_in(struct sipw__out *o, char *p, sipw_str name)
{
	*p++ = ';';
	p = sipw__out_bytes(o, p, name);
	*p++ = '=';
	return p;
}

char *sipw__out_param(struct sipw__out *o, char *p, sipw_str name, const char *field, sipw_str text, bool escaped)
{
	return put_text(o, lead_in(o, p, name), field, sipw__param_row(name, o->place), text, escaped);
}

char *sipw__out_number_param(struct sipw__out *o, char *p, sipw_str name, const char *field, uint32_t number)
{
	return put_number(o, lead_in(o, p, name), field, sipw__param_row(name, o->place), number);
}

char *sipw__out_named(struct sipw__out *o, char *p, int kind, const void *value)
{
	const struct members all = members_of(kind);
	const bool escaped = *(const bool *)at(holding(all, SIPW_HOLDS_ESCAPED), value);
	const sipw_str *params = at(holding(all, SIPW_HOLDS_PARAMS), value);
	const size_t named = sipw__out_mark(o, p);
	for (struct members m = all; m.row < m.end && !sipw__out_failed(o); m.row++)
		if (is_param(m.row) && is_given(m.row, value))
			p = put_member(o, p, m.row, value, escaped);
	if (!sipw__given(*params) || sipw__out_failed(o))
		return p;
	return sipw__out_params(o, p, *params, ';', named, escaped);
}

static const struct member_row *find_member(struct members m, sipw_str name)
{
	char buffer[UINT8_MAX];
	for (; m.row < m.end; m.row++)
		if (is_param(m.row) && sipw__equal_nocase(param_name(m.row, buffer), name))
			return m.row;
	return NULL;
}

/* A number that a member can hold: thousandths of a q value, or as it stands. */
static bool read_number(const struct member_row *row, const struct sipw__param *param, uint32_t *ret)
{
	struct sipw__scan s = sipw__scan_of(param->value, PLACE_URI);
	return !param->quoted &&
	       (row->holds == SIPW_HOLDS_Q ? sipw__scan_q(&s, ret) : sipw__scan_number(&s, 0, UINT32_MAX, ret, NULL)) &&
	       sipw__scan_done(&s);
}

/* Takes a parameter into its member; false if it is of no form that a member can hold. */
static bool take_member(const struct member_row *row, const struct sipw__param *param, void *value)
{
	void *member = (char *)value + row->offset;
	uint32_t number;
	if (row->holds == SIPW_HOLDS_FLAG)
		return *(bool *)member = !sipw__given(param->value);
	if (!sipw__given(param->value))
		return false;
	if (row->holds == SIPW_HOLDS_PARAM)
		*(sipw_str *)member = param->value;
	else if (read_number(row, param, &number))
		*(sipw_opt *)member = sipw_num(number);
	else
		return false;
	return true;
}

static void take(struct members all, const struct sipw__param *param, void *value)
{
	const struct member_row *row = find_member(all, param->name);
	const struct member_row *others = holding(all, SIPW_HOLDS_PARAMS);
	if (row == NULL || !take_member(row, param, value))
		sipw__params_extend((sipw_str *)(void *)((char *)value + others->offset), param);
}

bool sipw__scan_named(struct sipw__scan *s, int kind, void *value)
{
	const struct members all = members_of(kind);
	struct sipw__param param;
	while (sipw__scan_param(s, ';', &param))
		take(all, &param, value);
	return s->code == SIPW_OK;
}

bool sipw__scan_named_first(struct sipw__scan *s, int kind, void *value)
{
	struct sipw__param param;
	if (!sipw__scan_bare_param(s, &param))
		return false;
	take(members_of(kind), &param, value);
	return sipw__scan_named(s, kind, value);
}

char *sipw__out_missing(struct sipw__out *o, const char *field, const char *sentence, const char *source)
{
	const struct sipw__part part = { field, sentence, source };
	return sipw__out_bad(o, &part, (sipw_str){ 0 }, NULL);
}
