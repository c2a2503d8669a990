/* SPDX-License-Identifier: MIT */
/* What dialogs read of messages, and what is wrong with it. */
#include "derive/dialog.h"

bool sipw__dialog_fails(sipw_error *e, const char *name, int code, int header, const char *sentence, const char *source)
{
	*e = (sipw_error){ .code = code, .header = header, .byte = -1, .sentence = sentence, .source = source, .input = name };
	return false;
}

int sipw__dialog_end(const sipw_error *e, sipw_error *ret_error)
{
	if (e->code != SIPW_OK && ret_error != NULL)
		*ret_error = *e;
	return e->code;
}

static bool lacks(sipw_error *e, const char *name, int header)
{
	return sipw__dialog_fails(e, name, SIPW_ERR_ARGUMENT, header, "this header field is missing", "RFC 3261 12.1");
}

static bool is_message(sipw_error *e, const sipw_msg *m, const char *name)
{
	if (sipw__usable(m))
		return true;
	*e = *sipw_msg_error(m);
	e->input = name;
	return false;
}

bool sipw__dialog_read_request(sipw_error *e, const sipw_msg *m, const char *name)
{
	return is_message(e, m, name) && (sipw__given(m->method_name) ||
					  sipw__dialog_fails(e, name, SIPW_ERR_ARGUMENT, 0, "a request is expected here",
							     "RFC 3261 7.1"));
}

bool sipw__dialog_read_response(sipw_error *e, const sipw_msg *m, const char *name)
{
	return is_message(e, m, name) &&
	       (m->code != 0 ||
		sipw__dialog_fails(e, name, SIPW_ERR_ARGUMENT, 0, "a response is expected here", "RFC 3261 7.2"));
}

/* Whether what was scanned is right; else its fault. */
static bool is_right(sipw_error *e, const char *name, int header, const struct line *line, const struct sipw__scan *s, bool right)
{
	if (right)
		return true;
	sipw__scan_report(s, NULL, sipw__line_value(line), e);
	e->header = header;
	e->input = name;
	return false;
}

bool sipw__dialog_read_party(sipw_error *e, const sipw_msg *m, const char *name, unsigned index, struct sipw__party *ret)
{
	const struct line *line = sipw__input_line(m, index);
	const int header = sipw__header_rows[index].id;
	struct sipw__scan s;
	sipw_address address;
	if (line == NULL)
		return lacks(e, name, header);
	if (!is_right(e, name, header, line, &s, sipw__read_address(line, &address, &s)))
		return false;
	*ret = (struct sipw__party){ sipw__line_value(line), address.tag };
	return true;
}

bool sipw__dialog_read_number(sipw_error *e, const sipw_msg *m, const char *name, sipw_cseq *ret)
{
	const struct line *line = sipw__input_line(m, SIPW_HDR_CSEQ);
	struct sipw__scan s;
	if (line == NULL)
		return lacks(e, name, SIPW_HDR_CSEQ);
	return is_right(e, name, SIPW_HDR_CSEQ, line, &s, sipw__read_cseq(line, ret, &s));
}

bool sipw__dialog_read_call_id(sipw_error *e, const sipw_msg *m, const char *name, sipw_str *ret)
{
	const struct line *line = sipw__input_line(m, SIPW_HDR_CALL_ID);
	sipw_str id;
	if (line == NULL)
		return lacks(e, name, SIPW_HDR_CALL_ID);
	*ret = sipw__line_value(line);
	if (sipw_decode(SIPW_HDR_CALL_ID, *ret, &id, sizeof id, e) == SIPW_OK)
		return true;
	e->input = name;
	return false;
}

bool sipw__dialog_read_target(sipw_error *e, const sipw_msg *m, const char *name, sipw_str *ret)
{
	sipw_str text;
	sipw_contact contact;
	*ret = (sipw_str){ 0 };
	if (sipw_get(m, SIPW_HDR_CONTACT, 0, &text) != SIPW_OK)
		return true;
	if (sipw_decode(SIPW_HDR_CONTACT, text, &contact, sizeof contact, e) != SIPW_OK) {
		e->input = name;
		return false;
	}
	*ret = contact.uri;
	return !contact.star || sipw__dialog_fails(e, name, SIPW_ERR_ARGUMENT, SIPW_HDR_CONTACT,
						   "a Contact that names the remote target is needed", "RFC 3261 12.1");
}

bool sipw__dialog_read_record(sipw_error *e, const sipw_msg *m, const char *name, bool reversed, struct sipw__record *ret)
{
	sipw_values values = sipw_values_start(m, SIPW_HDR_RECORD_ROUTE);
	sipw_address address;
	sipw_str value;
	*ret = (struct sipw__record){ .m = m, .reversed = reversed };
	while (sipw_values_next(&values, &value) == 1) {
		if (sipw_decode(SIPW_HDR_RECORD_ROUTE, value, &address, sizeof address, e) != SIPW_OK) {
			e->input = name;
			return false;
		}
		ret->len += ROUTE_FRONT + value.len;
		ret->n++;
	}
	return true;
}

bool sipw__dialog_read_answer(sipw_error *e, const sipw_msg *request, const sipw_msg *response, sipw_cseq *ret)
{
	sipw_cseq theirs;
	if (!sipw__dialog_read_request(e, request, "request") || !sipw__dialog_read_response(e, response, "response") ||
	    !sipw__dialog_read_number(e, request, "request", ret) || !sipw__dialog_read_number(e, response, "response", &theirs))
		return false;
	return (ret->number == theirs.number && sipw__equal(request->method_name, theirs.method)) ||
	       sipw__dialog_fails(e, "response", SIPW_ERR_ARGUMENT, SIPW_HDR_CSEQ, "it is no response to this request",
				  "RFC 3261 8.1.3");
}
