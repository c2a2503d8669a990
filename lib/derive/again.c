/* SPDX-License-Identifier: MIT */
#include "derive/again.h"
#include "sipwright/setters.h"

#include "grammar/values.h"

bool sipw__again_begin(struct sipw__again *a)
{
	struct sipw__scan s;
	if (!sipw__target_ready(a->m) || !sipw__request_ready(a->m, a->first, a->name) ||
	    !sipw__top_via(a->m, a->first, a->name, &a->top))
		return false;
	const struct line *cseq = sipw__input_line(a->first, SIPW_HDR_CSEQ);
	if (cseq == NULL)
		return sipw__input_fails(a->m, a->name, SIPW_ERR_ARGUMENT, SIPW_HDR_CSEQ, "this header field is missing",
					 "RFC 3261 8.1.1.5");
	return sipw__read_cseq(cseq, &a->cseq, &s) ||
	       sipw__input_misfit(a->m, a->name, SIPW_HDR_CSEQ, sipw__line_value(cseq), &s);
}

void sipw__again_start(struct sipw__again *a, sipw_str uri)
{
	sipw__start_copy(a->m, a->first->method, a->first->method_name, uri, LINE_BUILT);
}

/* The first value with another branch, and behind it the others of its line, if somebody else's request
 * is sent again. */
static void change_via(struct sipw__again *a)
{
	const sipw_str whole = sipw__line_value(a->top.line);
	const char *end = whole.ptr + whole.len;
	const char *rest = a->top.value.ptr + a->top.value.len;
	if (sipw__given(a->options->transport))
		a->top.via.transport = a->options->transport;
	sipw__add_via_with_branch(a->m, &a->top, a->options->branch, a->options->ids);
	while (rest < end && (*rest == ',' || sipw__is(*rest, CLASS_LWS)))
		rest++;
	if (rest < end)
		sipw__put_value(a->m, SIPW_HDR_VIA, sipw_sn(rest, (size_t)(end - rest)), LINE_COPIED);
}

static void change_cseq(struct sipw__again *a)
{
	const uint32_t number = a->options->cseq != 0 ? a->options->cseq : a->cseq.number + 1;
	if (number == 0)
		sipw__input_fails(a->m, a->name, SIPW_ERR_RANGE, SIPW_HDR_CSEQ, "there is no sequence number after this one",
				  "RFC 3261 8.1.1.5");
	sipw_add_cseq(a->m, &(sipw_cseq){ .number = number });
}

static bool has_new_body(const struct sipw__again *a)
{
	return a->extras != NULL && a->extras->body.len > 0;
}

static void copy_line(struct sipw__again *a, const struct line *line)
{
	const bool no_body = a->without_body || has_new_body(a);
	if (line == a->top.line)
		change_via(a);
	else if (line->index == SIPW_HDR_CSEQ)
		change_cseq(a);
	else if (line->index == SIPW_HDR_CONTENT_LENGTH || (no_body && sipw__describes_body(line->index)))
		return;
	else if (a->change == NULL || !a->change(a, line))
		sipw__line_copy(a->m, line);
}

void sipw__again_lines(struct sipw__again *a)
{
	for (size_t i = 1; i < a->first->n && sipw__usable(a->m); i++)
		copy_line(a, sipw__line(a->first, i));
	if (sipw__usable(a->m) && !sipw__stands(a->m, SIPW_HDR_MAX_FORWARDS))
		sipw_add_max_forwards(a->m, 70);
	if (sipw__usable(a->m) && !a->without_body && !has_new_body(a))
		a->m->body = a->first->body;
}

/* ---- extras ---- */

void sipw__again_extras(struct sipw__again *a, const uint16_t *reserved)
{
	const sipw_extras *extras = a->extras;
	for (size_t i = 0; extras != NULL && i < extras->n && sipw__usable(a->m); i++) {
		const sipw_field *field = &extras->fields[i];
		const int header = field->header != 0 ? field->header : sipw_header_find(field->name);
		if (sipw__line_find(a->first, sipw__header_index(header), field->name, 1) == a->first->n)
			continue;
		sipw__fail_code(a->m, SIPW_ERR_ARGUMENT, header, "no extra field can take the place of this header field");
		sipw__blame(a->m, "extra field", i + 1);
	}
	sipw__add_extras(a->m, extras, reserved);
}

/* ---- Contact ---- */

static bool is_changed(struct sipw__again *a, sipw_str text, bool (*change)(struct sipw__again *a, sipw_contact *contact),
		       sipw_contact *ret)
{
	return sipw_decode(SIPW_HDR_CONTACT, text, ret, sizeof *ret, NULL) == SIPW_OK && change(a, ret);
}

bool sipw__again_contacts(struct sipw__again *a, const struct line *line,
			  bool (*change)(struct sipw__again *a, sipw_contact *contact))
{
	sipw_str rest = sipw__line_value(line), text;
	sipw_contact contact;
	bool any = false;
	while (!any && sipw__next_value(&rest, false, &text))
		any = is_changed(a, text, change, &contact);
	rest = sipw__line_value(line);
	while (any && sipw__usable(a->m) && sipw__next_value(&rest, false, &text))
		if (is_changed(a, text, change, &contact))
			sipw_add_contact(a->m, &contact);
		else
			sipw__put_value(a->m, SIPW_HDR_CONTACT, text, LINE_COPIED);
	return any;
}
