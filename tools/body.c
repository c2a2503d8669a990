/* SPDX-License-Identifier: MIT */
#include "body.h"

#include <stdlib.h>

#include "diagnose.h"
#include "text.h"
#include "tool.h"

/* A session description begins with the line of its version (RFC 8866 5.1). */
static bool is_session(sipw_str body)
{
	if (body.len < 3 || memcmp(body.ptr, "v=0", 3) != 0)
		return false;
	return body.len == 3 || body.ptr[3] == '\r' || body.ptr[3] == '\n';
}

const char *guess_type(sipw_str body)
{
	if (is_session(body))
		return "application/sdp";
	return is_utf8_text(body) ? "text/plain" : "application/octet-stream";
}

static bool lacks_cr(sipw_str body, size_t i)
{
	return body.ptr[i] == '\n' && (i == 0 || body.ptr[i - 1] != '\r');
}

void warn_of_line_ends(sipw_str body)
{
	bool wrong = body.len > 0 && body.ptr[body.len - 1] != '\n';
	for (size_t i = 0; !wrong && i < body.len; i++)
		wrong = lacks_cr(body, i);
	if (wrong && is_session(body))
		complain("warning: not every line of the session description ends in CRLF; "
			 "--crlf sees to that [RFC 8866 5]");
}

/* At most every byte is an LF that gets a CR, and the last line an end. */
static int end_lines(sipw_str text, struct bytes *ret)
{
	char *p = text.len > PTRDIFF_MAX / 2 - 1 ? NULL : malloc(2 * text.len + 2);
	if (p == NULL)
		return no_memory();
	ret->ptr = p;
	for (size_t i = 0; i < text.len; i++) {
		if (lacks_cr(text, i))
			*p++ = '\r';
		*p++ = text.ptr[i];
	}
	if (p > ret->ptr && p[-1] != '\n') {
		if (p[-1] != '\r')
			*p++ = '\r';
		*p++ = '\n';
	}
	ret->len = (size_t)(p - ret->ptr);
	return STATUS_FINE;
}

int get_body(const char *data, bool crlf, struct body *ret)
{
	int status = STATUS_FINE;
	ret->bytes = sipw_s(data);
	if (data[0] == '@') {
		status = read_input(data + 1, &ret->read);
		ret->bytes = sipw_sn(ret->read.ptr, ret->read.len);
	}
	if (status != STATUS_FINE || !crlf)
		return status;
	status = end_lines(ret->bytes, &ret->ended);
	ret->bytes = sipw_sn(ret->ended.ptr, ret->ended.len);
	return status;
}

void free_body(struct body *body)
{
	free(body->read.ptr);
	free(body->ended.ptr);
}
