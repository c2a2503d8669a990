/* SPDX-License-Identifier: MIT */
/* Values of header fields as structs, whatever their kind. */
#include "message/value.h"

#include "grammar/values.h"
#include "message/line.h"

/* What is left of a list from its value n on, across lines; *ret_first: it begins its line. */
static bool find_in_list(const sipw_msg *m, unsigned index, size_t n, sipw_str *ret_rest, bool *ret_first)
{
	const bool mere_bytes = sipw__mere_bytes(&sipw__header_rows[index]);
	for (size_t at = 1; (at = sipw__line_of(m, index, at)) < m->n; at++) {
		const sipw_str value = sipw__line_value(sipw__line(m, at));
		sipw_str rest = value, passed;
		if (value.len == 0)
			continue;
		while (n > 0 && sipw__next_value(&rest, mere_bytes, &passed))
			n--;
		if (rest.ptr != NULL) {
			*ret_rest = rest;
			*ret_first = rest.ptr == value.ptr;
			return true;
		}
	}
	return false;
}

static bool find_line(const sipw_msg *m, unsigned index, size_t n, sipw_str *ret_value)
{
	size_t at = sipw__line_of(m, index, 1);
	for (; at < m->n && n > 0; n--)
		at = sipw__line_of(m, index, at + 1);
	if (at == m->n)
		return false;
	*ret_value = sipw__line_value(sipw__line(m, at));
	return true;
}

static bool find_value(const sipw_msg *m, unsigned index, size_t n, struct sipw__scan *s)
{
	sipw_str rest;
	bool first = true;
	if (sipw__header_rows[index].times == TIMES_LIST ? !find_in_list(m, index, n, &rest, &first)
							 : !find_line(m, index, n, &rest))
		return false;
	*s = sipw__scan_of(rest, (int)index);
	s->follows = !first;
	if (!first)
		sipw__scan_blanks(s);
	return true;
}

/* A value without bytes is none, but in the fields that may be empty. */
static bool is_there(struct sipw__scan *s)
{
	const struct header_row *row = &sipw__header_rows[s->place];
	return !sipw__scan_done(s) || (row->flags & HEADER_EMPTY) != 0 ||
	       sipw__scan_misfit(s, "the value is empty", sipw__header_source(row->index));
}

int sipw__value_begin(const sipw_msg *m, int header, int kind, size_t index, bool given, struct sipw__scan *s)
{
	const unsigned at = sipw__header_index(header);
	if (m == NULL)
		return SIPW_ERR_MEMORY;
	if (at == 0 || sipw__header_rows[at].kind != kind || !given || !find_value(m, at, index, s))
		return SIPW_ERR_ARGUMENT;
	sipw__scan_params_start(s);
	return is_there(s) ? SIPW_OK : s->code;
}

bool sipw__value_ends(struct sipw__scan *s)
{
	if (sipw__scan_done(s))
		return true;
	const struct header_row *row = &sipw__header_rows[s->place];
	sipw__scan_blanks(s);
	return sipw__scan_done(s) || (row->times == TIMES_LIST && sipw__scan_sees(s, ',')) ||
	       sipw__scan_misfit(s, "not allowed here", sipw__header_source(row->index));
}

void sipw__value_fit(const void *value, size_t value_size, void *ret, size_t size)
{
	memset(ret, 0, size);
	memcpy(ret, value, size < value_size ? size : value_size);
}

/* What a value of a header field's kind is: its size, and whether it may be of another one, which
 * only a struct may. */
static const struct kind_row *kind_of(int header)
{
	return &sipw__kind_rows[sipw__header_row(header)->kind];
}

static const char *size_fault(const struct kind_row *kind, size_t size)
{
	if (size < kind->size && kind->first_member < VALUE_MEMBERS)
		return "the size is too small for a value of this header field";
	return NULL;
}

int sipw_read(const sipw_msg *m, int header, size_t index, void *ret_value, size_t size)
{
	struct sipw__scan s;
	sipw_value value;
	const int kind = sipw__header_row(header)->kind;
	const int code = sipw__value_begin(m, header, kind, index, ret_value != NULL, &s);
	if (code != SIPW_OK)
		return code;
	if (size_fault(kind_of(header), size) != NULL)
		return SIPW_ERR_ARGUMENT;
	const bool right = sipw__decode_kind(kind, &s, &value);
	return sipw__value_end(&s, right, &value, kind_of(header)->size, ret_value, size);
}

/* The one value that the whole of a text is. */
static bool decode_whole(struct sipw__scan *s, int kind, sipw_value *ret)
{
	sipw__scan_blanks(s);
	sipw__scan_params_start(s);
	if (!is_there(s) || !sipw__decode_kind(kind, s, ret))
		return false;
	sipw__scan_blanks(s);
	return sipw__scan_done(s) ||
	       sipw__scan_misfit(s, "not allowed here", sipw__header_source((unsigned)s->place));
}

static int decode_failed(const struct sipw__scan *s, int header, sipw_str text, sipw_error *ret_error)
{
	if (ret_error != NULL)
		*ret_error = (sipw_error){
			.code = s->code,
			.header = header,
			.field = "text",
			.offset = (size_t)(s->fault - text.ptr),
			.byte = s->fault < s->end ? (unsigned char)*s->fault : -1,
			.sentence = s->sentence,
			.source = s->source,
		};
	return s->code;
}

static int decode_refused(int header, const char *sentence, sipw_error *ret_error)
{
	if (ret_error != NULL)
		*ret_error = (sipw_error){ .code = SIPW_ERR_ARGUMENT, .header = header, .byte = -1, .sentence = sentence };
	return SIPW_ERR_ARGUMENT;
}

int sipw_decode(int header, sipw_str text, void *ret_value, size_t size, sipw_error *ret_error)
{
	sipw_value value;
	const struct header_row *row = sipw__header_row(header);
	struct sipw__scan s = sipw__scan_of(text, (int)sipw__header_index(header));
	if (row->name_len == 0)
		return decode_refused(0, "there is no header field of this number", ret_error);
	if (!sipw__given(text) || ret_value == NULL)
		return decode_refused(header, "the value is missing", ret_error);
	if (size_fault(kind_of(header), size) != NULL)
		return decode_refused(header, size_fault(kind_of(header), size), ret_error);
	if (!decode_whole(&s, row->kind, &value))
		return decode_failed(&s, header, text, ret_error);
	sipw__value_fit(&value, kind_of(header)->size, ret_value, size);
	return SIPW_OK;
}

int sipw_put(sipw_msg *m, int header, const void *value, size_t size)
{
	struct sipw__out out;
	sipw_value whole;
	const int kind = sipw__header_row(header & ~WHERE_BITS)->kind;
	const struct kind_row *row = &sipw__kind_rows[kind];
	char *p = sipw__line_begin(m, header, kind, value != NULL && kind != 0, &out);
	if (p == NULL)
		return sipw__line_refused(m);
	if (size_fault(row, size) != NULL)
		return sipw__fail_code(m, SIPW_ERR_ARGUMENT, header & ~WHERE_BITS, size_fault(row, size));
	p = sipw__encode_kind(kind, &out, p, sipw__whole(value, size, &whole, row->size));
	return sipw__line_commit(m, &out, p);
}
