/* SPDX-License-Identifier: MIT */
#include "fields/encode.h"

#include "text/compiler.h"

char *sipw__out_scanned(struct sipw__out *o, char *p, sipw_str text, bool (*scan)(struct sipw__scan *s, sipw_str *ret),
			const struct sipw__part *part)
{
	struct sipw__scan s = sipw__scan_of(text, o->place);
	sipw_str whole;
	if (scan(&s, &whole) && !sipw__scan_done(&s))
		sipw__scan_misfit(&s, part->sentence, part->source);
	return s.code == SIPW_OK ? sipw__out_unfolded(o, p, text, part) : sipw__out_scan_fault(o, part, text, &s);
}

char *sipw__out_text(struct sipw__out *o, char *p, sipw_str text, bool escaped, const struct sipw__part *part)
{
	if (!escaped)
		return sipw__out_quoted(o, p, text, part);
	const struct sipw__part wire = { part->field, "not allowed in a quoted string", "RFC 3261 25.1" };
	return sipw__out_wire(o, p, text, '"', &wire);
}

COLD static char *put_any_display(struct sipw__out *o, char *p, sipw_str display, bool escaped)
{
	static const struct sipw__part part = { "display", "a display name is UTF-8 text without control characters",
						"RFC 3261 25.1" };
	if (display.len > 0 && sipw__all(display.ptr, display.len, CLASS_TOKEN))
		p = sipw__out_bytes(o, p, display);
	else
		p = sipw__out_text(o, p, display, escaped, &part);
	*p++ = ' ';
	return p;
}

char *sipw__out_display(struct sipw__out *o, char *p, sipw_str display, bool escaped)
{
	if (!sipw__out_fits(o, p, display.len) || !sipw__copy_token(p, display.ptr, display.len))
		return put_any_display(o, p, display, escaped);
	p[display.len] = ' ';
	return p + display.len + 1;
}

/* The names of the parameters with fields of their own, as they stand in the line, which may move. */
#define NAMED_MAX 32
struct named {
	unsigned n;
	struct {
		size_t at;
		size_t len;
	} names[NAMED_MAX];
};

/* From where they begin up to the mark `end`. The first one may lack its separator: in credentials it does. */
static void find_named(const struct sipw__out *o, size_t start, size_t end, char separator, struct named *ret)
{
	struct sipw__scan s = sipw__scan_of(sipw_sn(o->arena->free + start, end - start), o->place);
	struct sipw__param param;
	ret->n = 0;
	while (!sipw__scan_done(&s) && ret->n < NAMED_MAX) {
		sipw__scan_mark(&s, separator);
		if (!sipw__scan_bare_param(&s, &param))
			break;
		ret->names[ret->n].at = sipw__out_mark(o, param.name.ptr);
		ret->names[ret->n++].len = param.name.len;
	}
}

static bool is_named(const struct sipw__out *o, const struct named *named, sipw_str name)
{
	for (unsigned i = 0; i < named->n; i++)
		if (sipw__equal_nocase(name, sipw_sn(o->arena->free + named->names[i].at, named->names[i].len)))
			return true;
	return false;
}

/* The separator in front of a parameter. */
static char *put_separator(char *p, char separator)
{
	if (separator == ',')
		return sipw__copy_literal(p, ", ");
	*p++ = separator;
	return p;
}

static char *put_param(struct sipw__out *o, char *p, const struct sipw__param *param)
{
	static const struct sipw__part part = { "params", "not allowed in a parameter", "RFC 3261 25.1" };
	p = sipw__out_bytes(o, p, param->name);
	if (!sipw__given(param->value))
		return p;
	*p++ = '=';
	if (param->quoted)
		return sipw__out_wire(o, p, param->value, '"', &part);
	return sipw__out_bytes(o, p, param->value);
}

static char *param_twice(struct sipw__out *o, sipw_str params, const struct sipw__param *param)
{
	static const struct sipw__part twice = { "params", "this parameter is stated twice", "RFC 3261 7.3.1" };
	return sipw__out_bad(o, &twice, params, param->name.ptr);
}

/* The next parameter; one that may be the first of its value may lack its separator, as it does on the wire. */
static bool next_param(struct sipw__scan *s, char separator, bool first, struct sipw__param *ret)
{
	if (first)
		sipw__scan_blanks(s);
	if (first && !sipw__scan_sees(s, separator) && !sipw__scan_done(s))
		return sipw__scan_bare_param(s, ret);
	return sipw__scan_param(s, separator, ret);
}

char *sipw__out_params(struct sipw__out *o, char *p, sipw_str params, char separator, size_t named, bool escaped)
{
	static const struct sipw__part part = { "params", NULL, NULL };
	static const struct sipw__part no_value = { "params", "an authentication parameter needs a value",
						    "RFC 3261 25.1" };
	struct sipw__scan s = sipw__scan_of(params, o->place);
	struct sipw__param param;
	struct named fields;
	if (sipw__out_failed(o)) /* p is the line's start, before what is named */
		return p;
	const bool leads = sipw__out_leads(o, named);
	find_named(o, named, sipw__out_mark(o, p), separator, &fields);
	sipw__scan_params_start(&s);
	for (bool first = leads; next_param(&s, separator, first, &param); first = false) {
		if (separator == ',' && !sipw__given(param.value))
			return sipw__out_bad(o, &no_value, params, s.at);
		if (is_named(o, &fields, param.name)) {
			if (escaped)
				continue;
			return param_twice(o, params, &param);
		}
		const bool starts = leads && sipw__out_mark(o, p) == named;
		p = put_param(o, starts ? p : put_separator(p, separator), &param);
		if (sipw__out_failed(o))
			return p;
	}
	sipw__scan_blanks(&s);
	if (s.code == SIPW_OK && !sipw__scan_done(&s))
		sipw__scan_misfit(&s, "a parameter with its separator is expected here", "RFC 3261 25.1");
	return s.code == SIPW_OK ? p : sipw__out_scan_fault(o, &part, params, &s);
}
