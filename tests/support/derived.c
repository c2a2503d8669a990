/* SPDX-License-Identifier: MIT */
#include "support/derived.h"

#include "support/check.h"
#include "support/message.h"

/* Into `out`, which has room for twice as many bytes. */
static sipw_str with_crlf(const char *text, char *out)
{
	size_t n = 0;
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			out[n++] = '\r';
		out[n++] = *text;
	}
	return sipw_sn(out, n);
}

#define TEXT_MAX 100000

const sipw_msg *received_message(unsigned slot, const char *text)
{
	static char bytes[4][2 * TEXT_MAX];
	static _Alignas(16) char memory[4][200000];
	sipw_msg *m = sipw_msg_init(memory[slot], sizeof memory[slot]);
	CHECK(strlen(text) < TEXT_MAX);
	CHECKF(sipw_parse(m, with_crlf(text, bytes[slot]), SIPW_DATAGRAM, NULL) == SIPW_OK, "no message: %s", text);
	return m;
}

static const char *error_of(const sipw_error *error)
{
	static char text[1000];
	const ptrdiff_t n = error->code == SIPW_OK ? 0 : sipw_error_text(error, text, sizeof text - 1);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

void check_derived(const sipw_msg *m, const char *text, const char *file, int line)
{
	static char expected[2 * TEXT_MAX];
	sipw_error error = { 0 };
	const sipw_str bytes = with_crlf(text, expected);
	if (!check_report(sipw_msg_error(m)->code == SIPW_OK, file, line, "refused: %s", error_of(sipw_msg_error(m))))
		return;
	sipw_verify(m, &error);
	check_report(error.code == SIPW_OK, file, line, "not to be sent: %s", error_of(&error));
	const sipw_str found = written(m);
	check_report(same_bytes(found, bytes), file, line, "derived:\n%.*snot\n%.*s", (int)found.len, found.ptr,
		     (int)bytes.len, bytes.ptr);
}

void check_refused(const sipw_msg *m, int code, const char *text, const char *file, int line)
{
	sipw_start start;
	check_report(sipw_msg_error(m)->code == code, file, line, "%s, not %s", sipw_err_name(sipw_msg_error(m)->code),
		     sipw_err_name(code));
	check_report(strcmp(error_of(sipw_msg_error(m)), text) == 0, file, line, "'%s', not '%s'",
		     error_of(sipw_msg_error(m)), text);
	check_report(sipw_line_count(m) == 0 && sipw_start_get(m, &start) == SIPW_ERR_STATE &&
			     sipw_body_get(m).ptr == NULL,
		     file, line, "something is left of it");
}
