/* SPDX-License-Identifier: MIT */
#include "derive/frame.h"
#include "sipwright/from_uri.h"

#include "fields/kinds.h"
#include "text/compiler.h"

/* ---- begin and end ---- */

COLD bool sipw__target_unready(sipw_msg *m)
{
	if (m != NULL)
		sipw__fail_code(m, SIPW_ERR_STATE, 0, "the message to be derived is not empty");
	return false;
}

COLD bool sipw__input_failed(sipw_msg *m, const sipw_msg *input, const char *name)
{
	sipw_error error = *sipw_msg_error(input);
	error.input = name;
	error.nth = 0;
	sipw__fail(m, &error);
	return false;
}

bool sipw__request_ready(sipw_msg *m, const sipw_msg *input, const char *name)
{
	return sipw__input_ready(m, input, name) &&
	       (sipw__given(input->method_name) ||
		sipw__input_fails(m, name, SIPW_ERR_ARGUMENT, 0, "a request is expected here", "RFC 3261 7.1"));
}

bool sipw__response_ready(sipw_msg *m, const sipw_msg *input, const char *name)
{
	return sipw__input_ready(m, input, name) &&
	       (input->code != 0 ||
		sipw__input_fails(m, name, SIPW_ERR_ARGUMENT, 0, "a response is expected here", "RFC 3261 7.2"));
}

COLD int sipw__derive_failed(sipw_msg *m)
{
	const sipw_error error = m->error;
	sipw_msg_reset(m);
	return sipw__fail(m, &error);
}

/* ---- errors about an input ---- */

COLD void sipw__blame(sipw_msg *m, const char *name, size_t nth)
{
	const int code = m->error.code;
	if (code == SIPW_OK || code == SIPW_ERR_SPACE || code == SIPW_ERR_MEMORY || m->error.input != NULL)
		return;
	m->error.input = name;
	m->error.nth = nth;
}

COLD bool sipw__input_fails(sipw_msg *m, const char *name, int code, int header, const char *sentence, const char *source)
{
	sipw__fail(m, &(sipw_error){ .code = code, .header = header, .byte = -1, .sentence = sentence, .source = source,
				     .input = name });
	return false;
}

COLD bool sipw__input_misfit(sipw_msg *m, const char *name, int header, sipw_str value, const struct sipw__scan *s)
{
	const bool inside = s->fault < value.ptr + value.len;
	sipw__fail(m, &(sipw_error){
			      .code = s->code,
			      .header = header,
			      .offset = (size_t)(s->fault - value.ptr),
			      .byte = inside ? (unsigned char)*s->fault : -1,
			      .sentence = s->sentence,
			      .source = s->source,
			      .input = name,
		      });
	return false;
}

/* ---- lines of an input ---- */

static struct sipw__scan scan_of(const struct line *line)
{
	return sipw__scan_of(sipw__line_value(line), line->index);
}

static bool is_whole(struct sipw__scan *s, bool right)
{
	return right && (sipw__scan_done(s) || sipw__scan_misfit(s, "not allowed here", sipw__header_source((unsigned)s->place)));
}

bool sipw__read_address(const struct line *line, sipw_address *ret, struct sipw__scan *s)
{
	*s = scan_of(line);
	return is_whole(s, sipw__scan_name_addr(s, ret));
}

bool sipw__read_cseq(const struct line *line, sipw_cseq *ret, struct sipw__scan *s)
{
	*s = scan_of(line);
	return is_whole(s, sipw__scan_cseq(s, ret));
}

bool sipw__read_timestamp(const struct line *line, sipw_timestamp *ret, struct sipw__scan *s)
{
	*s = scan_of(line);
	return is_whole(s, sipw__scan_timestamp(s, ret));
}

bool sipw__has_value(const sipw_msg *input, int header, sipw_str value)
{
	sipw_values values = sipw_values_start(input, header);
	sipw_str found;
	if (!sipw__stands(input, sipw__header_index(header)))
		return false;
	while (sipw_values_next(&values, &found) == 1)
		if (sipw__equal_nocase(found, value))
			return true;
	return false;
}

void sipw__copy_lines(sipw_msg *m, const sipw_msg *input, unsigned index)
{
	if (!sipw__usable(m) || !sipw__stands(input, index))
		return;
	for (size_t i = 1; (i = sipw__line_of(input, index, i)) < input->n; i++)
		if (sipw__line_copy(m, sipw__line(input, i)) != SIPW_OK)
			return;
}

int sipw__put_value(sipw_msg *m, int header, sipw_str value, unsigned flags)
{
	return sipw__usable(m) ? sipw__line_copy_value(m, sipw__header_row(header), value, flags) : sipw__refusal(m);
}

/* ---- options ---- */

bool sipw__id_drawn(sipw_msg *m, const struct sipw__id *id, sipw_ids *ids, char text[ID_TEXT_MAX], sipw_str *ret)
{
	if (ids == NULL)
		return sipw__input_fails(m, "options", SIPW_ERR_ARGUMENT, id->header, id->lacking, id->source);
	memcpy(text, id->prefix.ptr, id->prefix.len);
	const int code = sipw_ids_text(ids, text + id->prefix.len);
	*ret = sipw_sn(text, id->prefix.len + SIPW_ID_LEN);
	if (code != SIPW_OK)
		sipw__fail_code(m, code, id->header, "the system gave no random bytes");
	return code == SIPW_OK;
}

COLD bool sipw__option_misfits(sipw_msg *m, int header, sipw_str text, uint64_t class_bit, const struct sipw__part *part)
{
	const char *end = text.ptr + text.len;
	const char *at = sipw__span(text.ptr, end, class_bit);
	sipw__fail(m, &(sipw_error){
			      .code = SIPW_ERR_SYNTAX,
			      .header = header,
			      .field = part->field,
			      .offset = (size_t)(at - text.ptr),
			      .byte = at < end ? (unsigned char)*at : -1,
			      .sentence = part->sentence,
			      .source = part->source,
			      .input = "options",
		      });
	return false;
}

/* ---- extras ---- */

static const bool always_reserved[HEADER_STANDARD] = {
	[SIPW_HDR_VIA] = true, [SIPW_HDR_FROM] = true, [SIPW_HDR_TO] = true, [SIPW_HDR_CALL_ID] = true,
	[SIPW_HDR_CSEQ] = true, [SIPW_HDR_MAX_FORWARDS] = true, [SIPW_HDR_ROUTE] = true,
	[SIPW_HDR_RECORD_ROUTE] = true, [SIPW_HDR_CONTENT_TYPE] = true, [SIPW_HDR_CONTENT_LENGTH] = true,
};

static inline bool is_listed(const uint16_t *reserved, int header)
{
	while (*reserved != 0 && *reserved != header)
		reserved++;
	return *reserved != 0;
}

static int field_header(const sipw_field *field)
{
	return field->header != 0 ? field->header : sipw_header_find(field->name);
}

/* A header field that is ours to make, or that stands once and stands already: copied, made, or an extra before
 * this one. */
static inline bool is_taken(const sipw_msg *m, int header, unsigned index, const uint16_t *reserved)
{
	return (index < HEADER_STANDARD && always_reserved[index]) || is_listed(reserved, header) ||
	       (sipw__header_rows[index].times == TIMES_ONE && sipw__stands(m, index));
}

/* A field that no row knows, or one that is not to be. */
COLD static int add_unknown_field(sipw_msg *m, const sipw_field *field, int header)
{
	if (header == 0)
		return sipw_add_named(m, field->name, field->value, 0);
	if ((header & WHERE_BITS) != 0)
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, 0, "an extra field has no place but the end");
	return sipw_add(m, header, field->value);
}

static int add_field(sipw_msg *m, const sipw_field *field, const uint16_t *reserved)
{
	const int header = field_header(field);
	const unsigned index = sipw__header_index(header);
	if (index == 0)
		return add_unknown_field(m, field, header);
	if (is_taken(m, header, index, reserved))
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, header, "no extra field can take the place of this header field");
	return sipw_add(m, header, field->value);
}

void sipw__add_extras(sipw_msg *m, const sipw_extras *extras, const uint16_t *reserved)
{
	if (extras == NULL || !sipw__usable(m))
		return;
	for (size_t i = 0; i < extras->n; i++) {
		if (add_field(m, &extras->fields[i], reserved) != SIPW_OK) {
			sipw__blame(m, "extra field", i + 1);
			return;
		}
	}
	if (extras->body.len > 0 && sipw_body(m, extras->type, extras->body) != SIPW_OK)
		sipw__blame(m, "body", 0);
}

bool sipw__describes_body(unsigned index)
{
	return sipw__uri_advice[index] == SIPW_ADVICE_BODY;
}

void sipw__add_bodiless_extras(sipw_msg *m, const sipw_extras *extras, const uint16_t *reserved, const char *source)
{
	static const char sentence[] = "this message is given no body";
	if (extras != NULL && extras->body.len > 0)
		sipw__input_fails(m, "body", SIPW_ERR_ARGUMENT, 0, sentence, source);
	for (size_t i = 0; extras != NULL && i < extras->n && sipw__usable(m); i++) {
		const int header = field_header(&extras->fields[i]);
		if (!sipw__describes_body(sipw__header_index(header)))
			continue;
		sipw__input_fails(m, "extra field", SIPW_ERR_ARGUMENT, header, sentence, source);
		m->error.nth = i + 1;
	}
	sipw__add_extras(m, extras, reserved);
}
