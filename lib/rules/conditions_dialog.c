/* SPDX-License-Identifier: MIT */
/* Conditions of what ties messages together: CSeq, To, and what a dialog-forming request refers to. */
#include "rules/conditions.h"

#include "grammar/scan.h"
#include "rules/view.h"
#include "text/compiler.h"

/* A CSeq that is none has no method. */
COLD static bool other_method(const struct sipw__at *at, sipw_str value)
{
	const char *end = value.ptr + value.len;
	const char *blank = sipw__span(value.ptr, end, CLASS_DIGIT);
	const char *method = sipw__span(blank, end, CLASS_LWS);
	return blank == value.ptr || method == blank || method == end ||
	       sipw__span(method, end, CLASS_TOKEN) != end || sipw__broken(at, method);
}

/* The very bytes of the method, with a blank before them. */
bool sipw__condition_cseq_method(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_str value = sipw__line_value(at->line);
	const size_t len = v->m->method_name.len;
	const char *start = value.ptr + value.len - len;
	if (value.len > len && memcmp(start, v->m->method_name.ptr, len) == 0 && sipw__is(start[-1], CLASS_LWS))
		return true;
	return other_method(at, value);
}

/* Where the parameters after the last '>' plainly begin with a tag; a '"' among them means that they
 * have to be scanned. */
static bool ends_in_tag(sipw_str value)
{
	static const sipw_str start = SIPW_S(">;tag=");
	const char *at = value.ptr + value.len;
	while (at > value.ptr && at[-1] != '>' && at[-1] != '"')
		at--;
	return at > value.ptr && at[-1] == '>' && (size_t)(value.ptr + value.len - at) >= start.len &&
	       memcmp(at - 1, start.ptr, start.len) == 0;
}

static bool line_has_tag(const struct sipw__at *at)
{
	const sipw_str value = sipw__line_value(at->line);
	struct sipw__scan s = sipw__scan_of(value, at->line->index);
	sipw_address address;
	return ends_in_tag(value) || (sipw__scan_name_addr(&s, &address) && sipw__given(address.tag)) ||
	       sipw__broken(at, value.ptr + value.len);
}

bool sipw__condition_response_to_tag(const struct sipw__view *v, const struct sipw__at *at)
{
	return v->m->code == 100 || line_has_tag(at);
}

bool sipw__condition_dialog_to_tag(const struct sipw__view *v, const struct sipw__at *at)
{
	(void)v;
	return line_has_tag(at);
}

/* What is missing is missing at the end. */
static bool value_has_tag(const struct sipw__at *at)
{
	return sipw__given(at->value->address.tag) || sipw__broken(at, at->text.ptr + at->text.len);
}

bool sipw__condition_from_tag(const struct sipw__view *v, const struct sipw__at *at)
{
	(void)v;
	return value_has_tag(at);
}

bool sipw__condition_request_to_tag(const struct sipw__view *v, const struct sipw__at *at)
{
	(void)v;
	return value_has_tag(at);
}

bool sipw__condition_ack_to_tag(const struct sipw__view *v, const struct sipw__at *at)
{
	(void)v;
	return value_has_tag(at);
}

bool sipw__condition_cseq_number(const struct sipw__view *v, const struct sipw__at *at)
{
	(void)v;
	return at->value->cseq.number <= INT32_MAX || sipw__broken(at, NULL);
}

bool sipw__condition_replaces_and_join(const struct sipw__view *v, const struct sipw__at *at)
{
	return sipw__first(v, SIPW_HDR_REPLACES) == NULL || sipw__broken(at, NULL);
}
